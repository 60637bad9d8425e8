"""Figures in a text of our own: which of the values that sources report it uses, and which it gives as they are.

A value is *used* where its number stands in the text, qualified or not ('two thirds' uses 'nearly two thirds'), and *given*
where it stands with what qualifies it. Dates are no figures. Number words are known in English, digits in any text; what
is no number at all is looked for word by word.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs

from counterbrief.evidence.figures.number_words import Measure, Quantity, find_quantities, parse_quantity
from counterbrief.evidence.figures.relative_dates import date_spans
from counterbrief.evidence.folding import shares_run, words

_Key: TypeAlias = tuple[Measure, Fraction, Fraction | None, bool, bool]


@attrs.frozen(kw_only=True)
class Figures:
    """What a text tells in numbers.

    Attributes:
        words: its words, folded
        bare: what its numbers mean without what qualifies them
        whole: what they mean with it
    """

    words: tuple[str, ...]
    bare: frozenset[_Key]
    whole: frozenset[_Key]

    @classmethod
    def of(cls, text: str) -> Figures:
        """Read a text."""
        characters = list(text)
        for start, end in date_spans(text):
            characters[start:end] = "|" * (end - start)
        found = find_quantities("".join(characters))
        return cls(words=words(text), bare=frozenset(map(_bare, found)), whole=frozenset(map(_whole, found)))

    def use(self, printed: str) -> bool:
        """Whether the text uses a value, told as its source prints it."""
        quantity = parse_quantity(printed)
        return self._say(printed) if quantity is None else _bare(quantity) in self.bare

    def give(self, printed: str) -> bool:
        """Whether the text gives a value as its source prints it."""
        quantity = parse_quantity(printed)
        return self._say(printed) if quantity is None else _whole(quantity) in self.whole

    def _say(self, printed: str) -> bool:
        said = words(printed)
        return bool(said) and shares_run(said, self.words, len(said))


def same_figure(one: str, other: str) -> bool:
    """Whether two values are the same number, set aside what qualifies them."""
    first, second = parse_quantity(one), parse_quantity(other)
    if first is None or second is None:
        return words(one) == words(other)
    return _bare(first) == _bare(second)


def _whole(quantity: Quantity) -> _Key:
    return quantity.measure, quantity.low, quantity.high, quantity.low_open, quantity.high_open


def _bare(quantity: Quantity) -> _Key:
    """A share is told by its middle, so that 'six in ten' and '60 %' are one figure; 'most' and its like are ranges."""
    bare = parse_quantity(quantity.bare) or quantity
    if bare.measure is Measure.COUNT or bare.high is None or bare.low_open:
        return _whole(bare)
    middle = (bare.low + bare.high) / 2
    return bare.measure, middle, middle, False, False
