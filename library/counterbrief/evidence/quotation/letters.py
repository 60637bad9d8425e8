"""A quotation that stands in a capture letter for letter: found without folding it."""

from __future__ import annotations

import unicodedata

from counterbrief.evidence.quotation.fold import FOLD_VERSION, FoldedText
from counterbrief.evidence.quotation.index import WordIndex
from counterbrief.evidence.quotation.judgement import MOST_OTHERS, Judgement
from counterbrief.evidence.quotation.locate import MOST_OCCURRENCES

#: What may stand around the words of a quotation without being part of one.
OUTER = ' \t\r\n"“”„‟«»,;:!?.'
_BEFORE = frozenset(' \t\r\n"“”„«»(—')
_AFTER = frozenset(' \t\r\n"“”„«»),;:!?.—')
_POINTS = frozenset(".,:")
_BINDS = frozenset("-\u2010\u2011\u2013\ufe63\uff0d\u00ad")


def letter_for_letter(quotation: str, text: str) -> Judgement | None:
    """The judgement of a quotation that stands as it is between plain word boundaries; None where that is not sure."""
    core = _core(quotation)
    if not core:
        return None
    if len(core) != len(quotation) and ("…" in quotation or ".." in quotation):
        return None
    place = text.find(core)
    found: list[tuple[int, int]] = []
    while place >= 0:
        end = place + len(core)
        if len(found) == MOST_OCCURRENCES or not stands_free(text, place, end):
            return None
        found.append((place, end))
        place = text.find(core, place + 1)
    if not found:
        return None
    start, end = found[0]
    return Judgement(
        verdict="verbatim",
        start=start,
        end=end,
        occurrences=len(found),
        others=tuple(found[1 : MOST_OTHERS + 1]),
        fold_version=FOLD_VERSION,
    )


def by_landmark(quotation: str, folded: FoldedText, index: WordIndex) -> Judgement | None:
    """The judgement of a quotation that stands as it is around a word the capture has once; None where that is not sure.

    As that word stands nowhere else, no other passage carries the quotation, in whatever typography. For quotations
    without brackets and ellipses.
    """
    core = _core(quotation)
    if not core or "]" in core:
        return None
    before = ""
    for run in core.split():
        place = index.landmarks.get(run)
        # A word that a hyphen leads on from, or to, may be a part of another.
        if place is not None and run[-1] not in _BINDS and before[-1:] not in _BINDS:
            low, high = folded.near(place, len(core))
            start = folded.text.find(core, max(0, low - len(core)), high)
            end = start + len(core)
            if start < 0 or not stands_free(folded.text, start, end):
                return None
            return Judgement(verdict="verbatim", start=start, end=end, occurrences=1, fold_version=FOLD_VERSION)
        before = run
    return None


def _core(quotation: str) -> str:
    """The quotation without what stands around its words; empty where it then begins or ends with anything else."""
    core = quotation.strip(OUTER)
    if not core or not core[0].isalnum() or not (core[-1].isalnum() or unicodedata.category(core[-1])[0] == "M"):
        return ""
    return core


def stands_free(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands between plain word boundaries: no word reaches out of it."""
    if end < len(text):
        after = text[end]
        if after not in _AFTER or (after in _POINTS and text[end + 1 : end + 2].isdigit()):
            return False
    if start == 0:
        return True
    if text[start - 1] not in _BEFORE:
        return False
    return not text[start - 1].isspace() or text[max(0, start - 24) : start].rstrip()[-1:] not in _BINDS
