"""What scanning does to words: letters taken for others, ligatures lost, words split and joined.

Such pairs make real words too (burn and bum, clear and dear), so a difference of this kind is for a person to decide.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from counterbrief.evidence.quotation import characters as chars

#: Letters and digits that look alike, each group written as one sign. Latin, then Cyrillic, Arabic and Bengali.
_ALIKE = str.maketrans(
    "01i|589gq2eаеорсухкмтнвийзщьъѕіјԁةؤئৰব",
    "olllsbgggzcacopcyxkmthbhh3шыыsljdهويরর",
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ll", "u"))
_ACCENT = re.compile("[\u0300-\u036f\u09bc]")
_LIGATURES = ("ffi", "ffl", "fi", "fl", "ff")
#: Longer stretches in which no word agrees are no scan of one another.
LONGEST_SCANNED = 12
_BREAK = re.compile(f"[{chars.WORD_BREAKS}]")
_JOINED_NUMBER = re.compile(r"\d")


@lru_cache(maxsize=8192)
def look(word: str) -> str:
    """How a folded word looks to a bad scanner: two words that look alike have the same look. Numbers stay as they are."""
    return _look(word) if not word.isdecimal() else word


def _look(word: str) -> str:
    if not word.isascii():
        word = _ACCENT.sub("", unicodedata.normalize("NFD", word))
    word = word.translate(_ALIKE)
    for pair, sign in _PAIRS:
        if pair in word:
            word = word.replace(pair, sign)
    return word.replace("'", "")


def same_but_broken(quoted: list[str], page: list[str], quoted_text: str, page_text: str) -> bool:
    """Whether two stretches are the same words, one of them broken where a hyphen, dash or zero-width mark stands."""
    joined = "".join(quoted)
    if joined != "".join(page) or _JOINED_NUMBER.search(joined):
        return False
    return _BREAK.search(quoted_text) is not None or _BREAK.search(page_text) is not None


def scanned(quoted: list[str], page: list[str]) -> bool:
    """Whether scanning alone can have made one of two stretches of words out of the other, part by part."""
    if _scanned(quoted, page):
        return True
    if max(len(quoted), len(page)) > LONGEST_SCANNED or not quoted or not page:
        return False
    letters = sum(map(len, quoted))
    if abs(letters - sum(map(len, page))) * 3 > letters:
        return False
    reached = {(0, 0)}
    ahead = [(rows, columns) for rows in (1, 2, 3) for columns in (1, 2, 3)]
    for row in range(len(quoted)):
        for column in range(len(page)):
            if (row, column) in reached:
                parts = ((quoted[row : row + rows], page[column : column + columns]) for rows, columns in ahead)
                reached |= {(row + len(own), column + len(other)) for own, other in parts if _scanned(own, other)}
    return (len(quoted), len(page)) in reached


def _scanned(quoted: list[str], page: list[str]) -> bool:
    one, other = "".join(quoted), "".join(page)
    if one == other:
        return True
    if _is_figure(one) and _is_figure(other):
        return False
    return _look(one) == _look(other) or _lost_ligature(one, other) or _lost_ligature(other, one)


def _is_figure(word: str) -> bool:
    return any(char.isdecimal() for char in word) and not any(char.isalpha() for char in word)


def _lost_ligature(whole: str, broken: str) -> bool:
    """Whether ``broken`` is ``whole`` with a ligature gone or reduced to one letter."""
    if len(whole) < 4:
        return False
    for ligature in _LIGATURES:
        if ligature in whole:
            for left in ("", "f", "ff", "h", "i", "l"):
                if whole.replace(ligature, left) == broken:
                    return True
    return False
