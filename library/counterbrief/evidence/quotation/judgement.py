"""What is said about a quotation: a verdict, where it stands, and every word that differs."""

from __future__ import annotations

from typing import Literal

import attrs

Verdict = Literal["verbatim", "edited", "noisy", "altered", "absent"]

#: Seen from the quotation: it has words the page has not, lacks words the page has, or has others in their place.
Kind = Literal["inserted", "dropped", "replaced"]

#: What made the difference: an ellipsis or a bracket that declares it, a scanner, or somebody's wording.
Cause = Literal["ellipsis", "bracket", "scan", "wording"]

#: So many other passages are named; all of them are counted.
MOST_OTHERS = 20


@attrs.frozen(kw_only=True)
class Change:
    """One difference between a quotation and its capture.

    Attributes:
        kind: inserted, dropped or replaced, seen from the quotation
        cause: what made it; only ``ellipsis`` and ``bracket`` are declared to the reader
        quoted: the words of the quotation, as written there; empty where words were dropped
        captured: the words of the capture, as written there; empty where words were inserted
        quoted_start, quoted_end: where the words stand in the quotation (code points, half open)
        captured_start, captured_end: where they stand in the capture (code points, half open)
        reason: why the change is not acceptable, in words for people; empty where it is
    """

    kind: Kind
    cause: Cause
    quoted: str
    captured: str
    quoted_start: int
    quoted_end: int
    captured_start: int
    captured_end: int
    reason: str = ""


@attrs.frozen(kw_only=True)
class Judgement:
    """How a quotation stands in a capture.

    Attributes:
        verdict: ``verbatim``: the same words in the same order; ``edited``: the same but for declared edits;
            ``noisy``: only differences that scanning makes, for a person to decide; ``altered``: found, but words
            differ or an edit hides what it may not hide; ``absent``: not found
        start, end: where it stands in the capture (code points, half open); None when absent
        changes: every word that differs, in the order of the capture; what typography changes is not listed
        reasons: why the verdict is ``altered``, in words for people
        needs_acceptance: whether a bracket replaces words, so that a person's recorded acceptance is needed
        occurrences: how many passages carry the quotation equally well; counting stops at
            :data:`~counterbrief.evidence.quotation.locate.MOST_OCCURRENCES`
        others: where the other passages stand; the first few of them
        context_fits: whether the words around are the ones given as ``prefix`` and ``suffix``; None where none were
        fold_version: the version of the folding rules it was made under
    """

    verdict: Verdict
    start: int | None = None
    end: int | None = None
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()
    needs_acceptance: bool = False
    occurrences: int = 0
    others: tuple[tuple[int, int], ...] = ()
    context_fits: bool | None = None
    fold_version: int
