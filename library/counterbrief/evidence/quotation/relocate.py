"""Finding a passage again in a second capture of the same page: step by step, and never a look-alike in silence.

The steps follow the selectors of the W3C Web Annotation Data Model (sections 4.2.4 and 4.2.5): position, then the exact
words in their context, then the folded words, then the nearest words; after that the passage is orphaned.
"""

from __future__ import annotations

from typing import Literal

import attrs

from counterbrief.evidence.quotation.fold import FoldedText, fold_capture
from counterbrief.evidence.quotation.judge import judge_quotation
from counterbrief.evidence.quotation.judgement import MOST_OTHERS, Judgement

Step = Literal["position", "context", "folded", "fuzzy", "orphaned"]


@attrs.frozen(kw_only=True)
class Relocation:
    """Where a passage stands in a new capture, and how sure that is.

    Attributes:
        step: the step that found it
        start, end: where it stands (code points, half open); None when orphaned
        others: passages that carry the same words elsewhere, as far as they are named
        certain: whether it is this passage and no other: its words are the same, and it is the only one with them or
            the only one in its context. Where not, a person decides
        judgement: for ``folded`` and ``fuzzy``, what differs
    """

    step: Step
    start: int | None = None
    end: int | None = None
    others: tuple[tuple[int, int], ...] = ()
    certain: bool = False
    judgement: Judgement | None = None


def relocate(
    exact: str,
    new_text: str,
    *,
    position: tuple[int, int] | None = None,
    prefix: str = "",
    suffix: str = "",
    folded: FoldedText | None = None,
) -> Relocation:
    """Find a passage of an older capture in ``new_text``.

    ``exact`` is the passage as the older capture has it, ``position`` where it stood there (code points, half open),
    ``prefix`` and ``suffix`` what stood directly around it, ``folded`` the fold of ``new_text`` where there is one.

    Raises ValueError for a passage without words.
    """
    folded = fold_capture(new_text) if folded is None else folded
    alike = judge_quotation(exact, new_text, folded=folded)
    places = _letter_for_letter(exact, new_text) if alike.verdict == "verbatim" else []
    fitting = [place for place in places if _in_context(new_text, place, prefix, suffix)]
    if position in fitting or (fitting and (prefix or suffix or len(places) == 1)):
        place = position if position is not None and position in fitting else fitting[0]
        look_alikes = {*places, *alike.others, (alike.start or 0, alike.end or 0)}
        others = sorted(other for other in look_alikes if not (other[0] < place[1] and place[0] < other[1]))
        return Relocation(
            step="position" if place == position else "context",
            start=place[0],
            end=place[1],
            others=tuple(others[:MOST_OTHERS]),
            certain=len(fitting) == 1 and (bool(prefix or suffix) or not others),
        )
    found = _judge(exact, new_text, prefix, suffix, folded)
    if found.start is None or found.end is None:
        return Relocation(step="orphaned", judgement=found)
    same = found.verdict == "verbatim"
    return Relocation(
        step="folded" if same else "fuzzy",
        start=found.start,
        end=found.end,
        others=found.others,
        certain=same and found.occurrences == 1,
        judgement=found,
    )


def _judge(exact: str, text: str, prefix: str, suffix: str, folded: FoldedText) -> Judgement:
    """Judge with what is left of the context: both sides, one of them, none."""
    found = judge_quotation(exact, text, folded=folded, prefix=prefix, suffix=suffix)
    for before, after in ((prefix, ""), ("", suffix)):
        if found.context_fits is False and (before or after):
            other = judge_quotation(exact, text, folded=folded, prefix=before, suffix=after)
            found = other if other.context_fits else found
    return found


def _letter_for_letter(exact: str, text: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    start = text.find(exact)
    while start >= 0 and len(places) <= MOST_OTHERS:
        places.append((start, start + len(exact)))
        start = text.find(exact, start + 1)
    return places


def _in_context(text: str, place: tuple[int, int], prefix: str, suffix: str) -> bool:
    return text.endswith(prefix, 0, place[0]) and text.startswith(suffix, place[1])
