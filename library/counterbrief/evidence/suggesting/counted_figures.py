"""Figures of a text with what they count: a number, and the nouns behind it.

What is counted is read from a window: behind 'of', or directly behind the number, up to the first mark, verb or word that
begins another part of the sentence, at most :data:`WINDOW` words. Where nothing stands there it is not known. Years,
days of a month, hours, spans of time ('three months'), ages, numbers of headings and
rooms, and 'one', 'all', 'most' and 'none' are left out. English; digits in any
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from counterbrief.evidence.figures.number_words import Measure, Quantity, find_quantities
from counterbrief.evidence.suggesting.paragraphs import Block

#: So many words behind a number can say what it counts.
WINDOW = 6

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTHS})\.?\s+$", re.IGNORECASE)
_MONTH_BEHIND = re.compile(rf"\s*(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:number|no\.?|nr\.?|room|chapter|page|paragraph|article|resolution|figure|table|aged?)\s+$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CLOCK = re.compile(r"\s*(?::\d|[ap]\.?m\b|o’clock|st\b|nd\b|rd\b|th\b)", re.IGNORECASE)
_LEFT_OUT = frozenset("one all most none half only just no".split())
_WORD = re.compile(r"[ \u00a0]+([^\W_][\w’'-]*%?)")
_STOPS = frozenset(
    """
    a after alone also although among came died fled got lived ran went an and are as at be been because before but by can could did do does during each for from had
    has have he i if in into is it its last left may might more not on or over per said says she should since some spoke
    than that the their them then they this those though to told took under until was we were what when where which while
    who whom whose will with within would you
    """.split()
)
_PREPOSITIONS = ("from", "of", "in", "among")
_FEW_BACK = 120
_SENTENCE = 300  # code points on each side that are looked at for the end of the sentence
_PERIOD = re.compile(
    rf"\b(?:since|until|between|during|in|by)\s+(?:the\s+)?(?:(?:{_MONTHS}|year|summer|winter|spring|autumn|last|this|past|early|late"
    rf"|months?|three|and|to|of|years?)\b[\s,]*|(?:1[5-9]|20)\d\d\b[\s,]*)+(?:alone)?|\b(?:this|last)\s+(?:year|month|week)\b",
    re.IGNORECASE,
)


@attrs.frozen(kw_only=True)
class Figure:
    """A figure in a text.

    Attributes:
        quantity: what the number can mean, and where it stands
        counted: the nouns that it counts, as the page has them; empty where the window holds none
        period: the time that its sentence tells, as printed; empty where it tells none
    """

    quantity: Quantity
    counted: str
    period: str


def figures(text: str, parts: tuple[Block, ...]) -> Iterator[Figure]:
    """The figures of the paragraphs of a text, in order."""
    for block in parts:
        if block.paragraph is None:
            continue
        words = text[block.start : block.end]
        for found in find_quantities(words):
            if _is_figure(words, found):
                quantity = attrs.evolve(found, start=found.start + block.start, end=found.end + block.start)
                yield Figure(quantity=quantity, counted=_counted(words, found), period=_period(words, found))


def _is_figure(text: str, found: Quantity) -> bool:
    before, behind = text[max(0, found.start - 20) : found.start], text[found.end : found.end + 24]
    printed = found.printed.casefold().strip()
    if printed in _LEFT_OUT or printed.split()[-1] in ("one", "all", "most", "none"):
        return False
    if before[-1:] in ("$", "€", "£", "/", "#", "@", "-", "–", "_", ".", ":") or re.match(
        r"[/:_@]?\w|[./:-]\d", behind
    ):
        return False
    digits = re.search(r"\d+", printed)
    if digits and (_YEAR.fullmatch(digits.group()) and not _WORD_OF_COUNT.match(behind)):
        return False
    if _DURATION.match(behind) or _NUMBERED.search(before):
        return False
    if digits and (_MONTH_BEFORE.search(before) or _MONTH_BEHIND.match(behind) or _CLOCK.match(behind)):
        return False
    # '1 – If you feel …', '2) …': the number of a heading or of an item.
    return not (found.start == 0 and re.match(r"\s*[–—:)\].-]", behind))


_DURATION = re.compile(r"[\s-]+(?:[\w-]+\s+)?(?:years?|months?|weeks?|days?|hours?|minutes?)\b", re.IGNORECASE)
_WORD_OF_COUNT = re.compile(
    r"\s+(?:people|persons|men|women|fighters|cases|defectors|children|families|prisoners|members)\b"
)


def _counted(text: str, found: Quantity) -> str:
    """The words of the window behind the number."""
    taken: list[str] = []
    place = found.end
    while len(taken) < WINDOW:
        word = _WORD.match(text, place)
        if word is None:
            break
        bare = word.group(1).casefold()
        opens = not taken and bare in _PREPOSITIONS
        inside = bool(taken) and bare == "of"
        article = bare in ("the", "its", "their", "his", "her") and [one.casefold() for one in taken[-1:]] in (
            ["of"],
            ["from"],
            ["among"],
        )
        joins = (
            bool(taken) and bare == "and" and text[word.end() + 1 : word.end() + 2].isupper() and taken[-1][0].isupper()
        )
        verb = _is_verb(bare) and (taken or found.measure is Measure.SHARE)  # 'one third happened', but 'two armed men'
        if not (opens or inside or article or joins) and (bare in _STOPS or verb):
            break
        taken.append(word.group(1))
        place = word.end()
    while taken and taken[-1].casefold() in (*_PREPOSITIONS, "the", "and"):
        taken.pop()
    # 'a third in the three months to August': time is not what is counted.
    if taken and taken[0].casefold() in ("in", "of") and not any(word.casefold() not in _TIMES for word in taken[1:]):
        return ""
    if taken and taken[0].casefold() == "in":
        return ""
    return " ".join(taken[1:] if taken and taken[0].casefold() in ("of", "among") else taken)


_TIMES = frozenset(_MONTHS.split("|")) | frozenset(
    "the year years month months week weeks summer winter spring autumn last".split()
)


def _is_verb(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4


def _period(text: str, found: Quantity) -> str:
    """The time in the same sentence: behind the number, else before it."""
    low, high = max(0, found.start - _SENTENCE), min(len(text), found.end + _SENTENCE)
    stops = [match.end() for match in re.finditer(r"[.!?;]\s+(?=[^a-z])", text[low:high])]
    start = max([low + stop for stop in stops if low + stop <= found.start], default=low)
    end = min([low + stop for stop in stops if low + stop > found.end], default=high)
    behind = _PERIOD.search(text, found.end, end)
    before = [match.group() for match in _PERIOD.finditer(text, max(start, found.start - _FEW_BACK), found.start)]
    printed = behind.group() if behind else before[-1] if before else ""
    return " ".join(printed.split()).strip(" ,")
