"""Numbers in words as intervals: what 'six in ten', 'almost 60 %' or 'dozens' can mean at most. English.

The rules, each tested (the numbers are conventions of this library, so that two values are always judged alike):

================================  =================================================================================
a whole number, 'a total of 58'   that number
'60 %', '29.3 per cent'           half a unit of the last digit around it, the upper end left out (rounding)
'six in ten', '3 out of 5'        half a part around it, the upper end left out: 0.55 to 0.65
'a third', 'two thirds', 'half'   a tenth of the part around it: a third is 0.30 to 0.3667, half is 0.45 to 0.55
'nearly', 'almost', 'just under'  below the value, by a twentieth of it at most
'just over', 'slightly more than' above the value, by a twentieth of it at most
'about', 'around', 'some'         a tenth of the value on both sides
'at least', 'or more'             the value or more
'more than', 'over'               more than the value
'at most', 'up to'                the value or less
'fewer than', 'under'             less than the value
'between 20 and 30', '20 to 30'   both ends and what lies between
'a couple', 'a dozen'             2; 12
'several', 'a few'                3 to 9
'dozens', 'scores'                24 to 99; 40 to 99
'hundreds', 'thousands'           200 to 999; 2,000 to 999,999
'most', 'a majority'              more than half
'a minority'                      less than half
'all', 'none'                     the whole; nothing
================================  =================================================================================
"""

from __future__ import annotations

import enum
import math
import re
from fractions import Fraction

import attrs


class Measure(enum.StrEnum):
    """What a quantity is told in."""

    COUNT = "count"
    SHARE = "share"  #: part of a whole, from 0 to 1


@attrs.frozen(kw_only=True)
class Quantity:
    """What a number in a text can mean: an interval.

    Attributes:
        printed: the words as they stand in the text
        measure: a count, or a share of a whole
        low: the lower end
        high: the upper end; None where there is none
        low_open: whether the lower end itself is left out
        high_open: whether the upper end itself is left out
        start: first code point of the words in the text
        end: one past the last
    """

    printed: str
    measure: Measure
    low: Fraction
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    start: int = 0
    end: int = 0

    @property
    def bare(self) -> str:
        """The words without what qualifies them: 'two thirds' of 'nearly two thirds'."""
        return _QUALIFIES.sub("", self.printed)

    def counts(self, total: int | None = None) -> tuple[int, int | None] | None:
        """The smallest and the largest whole number that it can mean; None where no whole number fits.

        A share needs the ``total`` of which it is a share, and raises ValueError without it. The largest is None where
        there is no upper end.
        """
        if self.measure is Measure.SHARE and total is None:
            raise ValueError(f"{self.printed!r} is a share: of how many?")
        whole = Fraction(total) if self.measure is Measure.SHARE and total is not None else Fraction(1)
        low = math.floor(self.low * whole) + 1 if self.low_open else math.ceil(self.low * whole)
        if self.high is None:
            return low, None
        high = math.ceil(self.high * whole) - 1 if self.high_open else math.floor(self.high * whole)
        return (low, high) if low <= high else None


_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += "seventeen eighteen nineteen".split()
_SMALL = {word: number for number, word in enumerate(_UNITS)}
_TENS = {word: 10 * (n + 2) for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_PARTS |= {f"{word}s": number for word, number in _PARTS.items()} | {"halves": 2}

_SPELT = "|".join(sorted([*_SMALL, *_TENS], key=len, reverse=True))
_MANY = "|".join(_LARGE)
_NUMBER = (
    rf"(?:\d{{1,3}}(?:[,\u00a0\u202f ]\d{{3}}){{1,4}}(?!\d)|\d{{1,15}}(?:\.\d{{1,9}})?(?!\d)"
    rf"|(?:(?:{_SPELT})|an?(?= (?:{_MANY})\b))(?:[- ](?:{_SPELT}|{_MANY}|and(?= (?:{_SPELT})\b))){{0,12}})"
)
_QUALIFIERS = {
    "at least": "at least|no fewer than|no less than|not fewer than|a minimum of",
    "at most": "at most|no more than|not more than|up to|a maximum of",
    "above": "just over|slightly more than|a little over|little more than",
    "below": "nearly|almost|just under|close to|not quite|just short of",
    "more": "more than|over|above|upwards of",
    "fewer": "fewer than|less than|under|below",
    "about": "about|around|approximately|roughly|some|circa|an estimated",
    "exactly": "a total of|exactly|precisely|all of|only|just",
}
_QUALIFIER = "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in _QUALIFIERS.items())
_QUALIFIES = re.compile(rf"^(?:{_QUALIFIER})\s+|\s+or\s+more$", re.IGNORECASE)
_WHOLE_PHRASES: dict[str, tuple[Measure, Fraction, Fraction | None, bool, bool]] = {
    "a couple": (Measure.COUNT, Fraction(2), Fraction(2), False, False),
    "a dozen": (Measure.COUNT, Fraction(12), Fraction(12), False, False),
    "a few": (Measure.COUNT, Fraction(3), Fraction(9), False, False),
    "several": (Measure.COUNT, Fraction(3), Fraction(9), False, False),
    "dozens": (Measure.COUNT, Fraction(24), Fraction(99), False, False),
    "scores": (Measure.COUNT, Fraction(40), Fraction(99), False, False),
    "hundreds": (Measure.COUNT, Fraction(200), Fraction(999), False, False),
    "thousands": (Measure.COUNT, Fraction(2000), Fraction(999_999), False, False),
    "the vast majority": (Measure.SHARE, Fraction(1, 2), Fraction(1), True, False),
    "a majority": (Measure.SHARE, Fraction(1, 2), Fraction(1), True, False),
    "the majority": (Measure.SHARE, Fraction(1, 2), Fraction(1), True, False),
    "most": (Measure.SHARE, Fraction(1, 2), Fraction(1), True, False),
    "a minority": (Measure.SHARE, Fraction(0), Fraction(1, 2), True, True),
    "all": (Measure.SHARE, Fraction(1), Fraction(1), False, False),
    "none": (Measure.SHARE, Fraction(0), Fraction(0), False, False),
}
_PHRASE = "|".join(sorted(_WHOLE_PHRASES, key=len, reverse=True))
_QUANTITY = re.compile(
    rf"\b(?:(?:{_QUALIFIER})\s+)?(?:"
    rf"between\s+(?P<from>{_NUMBER})\s+and\s+(?P<to>{_NUMBER})"
    rf"|(?P<some>{_NUMBER})\s+(?:in|out\s+of|of(?=\s+\d))\s+(?:every\s+)?(?P<of>{_NUMBER})\b"
    rf"|(?P<range_from>{_NUMBER})\s+to\s+(?P<range_to>{_NUMBER})|(?P<digits_from>\d{{1,15}})[-–](?P<digits_to>\d{{1,15}})(?!\d)"
    rf"|(?P<percent>{_NUMBER})\s*(?:%|per\s?cent\b)"
    rf"|(?P<parts>{_NUMBER}|an?)[- ](?P<part>{'|'.join(_PARTS)})\b|(?P<half>half)\b"
    rf"|(?P<dozens>{_NUMBER})\s+dozen\b|(?P<phrase>{_PHRASE})\b"
    rf"|(?P<number>{_NUMBER})(?!\w)(?P<or_more>\s+or\s+more\b)?)",
    re.IGNORECASE,
)


def parse_quantity(text: str) -> Quantity | None:
    """The first quantity in a text, or None. Only English words are known; digits are read in any text."""
    found = find_quantities(text)
    return found[0] if found else None


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in a text, in order. Years and days are numbers like others: the caller knows where they stand."""
    return tuple(_read(match) for match in _QUANTITY.finditer(text))


def _read(match: re.Match[str]) -> Quantity:
    measure, low, high, low_open, high_open = _plain(match)
    for name in _QUALIFIERS:
        if match.group(name.replace(" ", "_")):
            low, high, low_open, high_open = _qualified(name, *_centre(match, low, high), low_open, high_open)
            break
    if match.group("or_more"):
        high, high_open = None, False
    if measure is Measure.SHARE:
        low = max(low, Fraction(0))
        if high is None or high > 1:
            high, high_open = Fraction(1), False
    return Quantity(
        printed=match.group(),
        measure=measure,
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        start=match.start(),
        end=match.end(),
    )


def _plain(match: re.Match[str]) -> tuple[Measure, Fraction, Fraction | None, bool, bool]:
    """The interval without its qualifier."""
    group = match.groupdict()
    if group["phrase"]:
        return _WHOLE_PHRASES[" ".join(group["phrase"].casefold().split())]
    for first, last in (("from", "to"), ("range_from", "range_to"), ("digits_from", "digits_to")):
        if group[first]:
            low, high = sorted((_number(group[first]), _number(group[last])))
            return Measure.COUNT, low, high, False, False
    if group["percent"]:
        value, unit = _number(group["percent"]) / 100, Fraction(1, 100 * 10 ** _decimals(group["percent"]))
        return Measure.SHARE, value - unit / 2, value + unit / 2, False, True
    if group["of"] and _number(group["of"]):
        some, of = _number(group["some"]), _number(group["of"])
        return Measure.SHARE, (some - Fraction(1, 2)) / of, (some + Fraction(1, 2)) / of, False, True
    if group["part"] or group["half"]:
        part = Fraction(1, _PARTS[(group["part"] or "half").casefold()])
        value = part * (_number(group["parts"]) if group["parts"] else 1)
        return Measure.SHARE, value - part / 10, value + part / 10, False, False
    value = 12 * _number(group["dozens"]) if group["dozens"] else _number(group["number"] or group["some"])
    return Measure.COUNT, value, value, False, False


def _centre(match: re.Match[str], low: Fraction, high: Fraction | None) -> tuple[Fraction, Fraction | None]:
    """The value itself, where it is one that stands for a range around it: 'nearly two thirds' starts from 2/3."""
    around = any(match.group(name) for name in ("percent", "of", "part", "half"))
    return ((low + high) / 2,) * 2 if around and high is not None else (low, high)


def _qualified(
    name: str, low: Fraction, high: Fraction | None, low_open: bool, high_open: bool
) -> tuple[Fraction, Fraction | None, bool, bool]:
    last = high if high is not None else low
    match name:
        case "at least":
            return low, None, low_open, False
        case "at most":
            return Fraction(0), last, False, high_open
        case "more":
            return last, None, True, False
        case "fewer":
            return Fraction(0), low, False, True
        case "below":
            return low * Fraction(19, 20), low, False, True
        case "above":
            return last, last * Fraction(21, 20), True, False
        case "about":
            return low * Fraction(9, 10), last * Fraction(11, 10), False, False
        case _:
            return low, high, low_open, high_open


def _decimals(digits: str) -> int:
    return len(digits.partition(".")[2]) if digits[0].isdigit() else 0


def _number(words: str) -> Fraction:
    """A number in digits or English words: '1,200', 'fifty-eight', 'two hundred and six'."""
    if words[0].isdigit():
        return Fraction(re.sub(r"[,\u00a0\u202f ]", "", words))
    total = current = 0
    for word in re.split(r"[-\s]+", words.casefold()):
        if word in _LARGE:
            current = max(current, 1) * _LARGE[word]
            if word != "hundred":
                total, current = total + current, 0
        else:
            current += _SMALL.get(word, 0) + _TENS.get(word, 0) + (word in ("a", "an"))
    return Fraction(total + current)
