"""Folding: what two texts have in common once typography is set aside."""

from __future__ import annotations

import unicodedata

#: Marks that stand inside a word without parting it: apostrophes, soft hyphen, joiners, tatweel.
_INSIDE = frozenset("'’ʼ\u00ad\u200b\u200c\u200d\u2060ـ")


def words(text: str) -> tuple[str, ...]:
    r"""The words of a text, folded: compatibility forms, case, accents, vowel marks and apostrophes make no difference.

    Letters, digits and the marks on them make words; everything else parts them. Python's ``\w`` is not used: it
    splits Arabic and Bengali at vowel signs.
    """
    found: list[str] = []
    word: list[str] = []
    for char in unicodedata.normalize("NFKD", text).casefold():
        category = unicodedata.category(char)
        if category == "Mn" or char in _INSIDE:
            continue
        if category[0] in "LN" or category == "Mc":
            word.append(char)
        elif word:
            found.append("".join(word))
            word.clear()
    if word:
        found.append("".join(word))
    return tuple(found)


def shares_run(one: tuple[str, ...], other: tuple[str, ...], length: int) -> bool:
    """Whether ``length`` words in a row stand in both."""
    if length < 1:
        raise ValueError(f"a run has at least one word; found {length}")
    runs = {one[start : start + length] for start in range(len(one) - length + 1)}
    return any(other[start : start + length] in runs for start in range(len(other) - length + 1))
