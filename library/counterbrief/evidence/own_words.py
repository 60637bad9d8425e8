"""What words without a source may not carry: figures, quotation marks, and the words of an excerpt (promise 1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from counterbrief.evidence.folding import shares_run, words

#: So many words in a row of an excerpt are its words; a shorter excerpt counts as a whole.
RUN = 5
_SHORTEST = 3

_QUOTATION_MARKS = frozenset('"“”„‟«»‹›「」『』〝〞＂')
#: A single mark that opens: at the start or after a space or bracket, before a letter. An apostrophe stands after one.
_SINGLE = re.compile(r"(?:^|(?<=[\s(\[]))['‘’‚‛](?=\w)")
_SMALL = "two three four five six seven eight nine ten".split()
_LARGE = (
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred hundreds thousand thousands million millions billion billions dozen dozens percent twice thrice"
).split()
_PARTS = (
    "half halves third thirds quarter quarters fifth fifths sixth sixths seventh sevenths eighth eighths ninth ninths tenth "
    "tenths"
).split()


def faults_of_own_words(text: str, excerpts: Iterable[str] = ()) -> tuple[str, ...]:
    """Why a text cannot stand without a source, in words for people; empty where it can.

    Numerals count in every script; number words are known in English. ``excerpts`` are the quotations of the corpus.
    """
    faults: list[str] = []
    digits = [char for char in text if unicodedata.category(char)[0] == "N"]
    folded = words(text)
    if digits:
        faults.append(f"the figure {''.join(digits)!r}")
    else:
        figure = _number_words(folded)
        if figure:
            faults.append(f"the figure {figure!r}")
    marks = [char for char in text if char in _QUOTATION_MARKS]
    if marks or _SINGLE.search(text):
        faults.append("quotation marks")
    for excerpt in excerpts:
        quoted = words(excerpt)
        length = min(RUN, len(quoted))
        if length >= _SHORTEST and shares_run(quoted, folded, length):
            faults.append("words of an excerpt")
            break
    return tuple(faults)


def _number_words(folded: tuple[str, ...]) -> str | None:
    """The first number told in words, or None. A lone small number ("two messages") is no figure; "six in ten" is."""
    for place, word in enumerate(folded):
        if word in _LARGE:
            return word
        following = folded[place + 1 : place + 3]
        if word in (*_SMALL, "one", "a", "an") and following[:1] and following[0] in _PARTS:
            return f"{word} {following[0]}"
        if word in (*_SMALL, "one") and len(following) == 2 and following[0] in ("in", "of") and following[1] in _SMALL:
            return f"{word} {following[0]} {following[1]}"
        if word == "half" and following[:1] == ("of",):
            return "half of"
        if word in (*_SMALL, "one") and following == ("out", "of"):
            return f"{word} out of"
        if word == "per" and following[:1] == ("cent",):
            return "per cent"
    return None
