"""The shape of a language's list."""

from __future__ import annotations

import attrs


def split(text: str) -> tuple[str, ...]:
    """The entries of a list written with spaces; an underscore stands for a space inside an entry."""
    return tuple(entry.replace("_", " ") for entry in text.split())


@attrs.frozen(kw_only=True)
class LanguageWords:
    """A language's words that no ellipsis may skip and no bracket may touch.

    Words are written as anybody would; they are folded before they are compared. An entry may hold several words.

    Attributes:
        negations, numerals, conditions: whole words
        negation_endings: ends of words that negate (don't, করিনি); words in ``spared`` end so by chance
        numeral_stems: beginnings of inflected numerals
        numeral_endings: ends of compound numerals
        leading, trailing: what is written together with a word (Arabic و, Bengali টি) and is set aside
        leading_numerals: what is written together with a numeral only (the Arabic article)
        negating_prefixes: syllables that negate inside a word (unable)
        common: frequent words by which the language is told from others of its script
        spared: words that the rules for endings and stems would catch by mistake
    """

    negations: tuple[str, ...]
    numerals: tuple[str, ...]
    conditions: tuple[str, ...]
    negation_endings: tuple[str, ...] = ()
    numeral_stems: tuple[str, ...] = ()
    numeral_endings: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    leading_numerals: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()
    negating_prefixes: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
