"""Relative dates: 'last year', 'published Monday', 'in June of this year' say nothing without the date of the page.

English. A relative date resolves to the first and last day that it can mean; a page date that is coarser than the
resolution needs (a year, where a weekday is meant) resolves nothing.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

import attrs

from counterbrief.model.dates import PartialDate


@attrs.frozen(kw_only=True)
class RelativeDate:
    """A date in a text that needs the date of its page.

    Attributes:
        printed: the words
        start: first code point
        end: one past the last
        first: the first day that it can mean; None where the page has no date that is fine enough
        last: the last day that it can mean
    """

    printed: str
    start: int
    end: int
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def finding(self) -> str | None:
        """What is wrong, in words; None where the date is known."""
        if self.first is not None:
            return None
        return f"{self.printed!r} cannot be placed in time: it needs the date of its page"


_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH_NAMES = "january february march april may june july august september october november december".split()
_WEEKDAYS = {name: place for place, name in enumerate(_WEEKDAY_NAMES)}
_MONTHS = {name: place for place, name in enumerate(_MONTH_NAMES, start=1)}
_MONTH = "|".join(_MONTHS)
_WEEKDAY = "|".join(_WEEKDAYS)
_YEAR_FOLLOWS = r"(?!,?\s+(?:of\s+)?(?:(?:19|20)\d\d|this\s+year|last\s+year))"
_DAY = r"(?:\s+\d{1,2}(?:st|nd|rd|th)?(?!\d))?"
_RELATIVE = re.compile(
    rf"\b(?:(?P<month>{_MONTH}){_DAY}(?:\s+of)?\s+(?P<month_year>this|last)\s+year"
    rf"|(?P<this>this|last|next)\s+(?P<unit>year|month|week|spring|summer|autumn|fall|winter|{_WEEKDAY}|{_MONTH})"
    r"|the\s+past\s+(?P<past>year|month|week)"
    r"|(?P<day>today|yesterday|tomorrow)"
    rf"|(?:(?:on|published|released|said)\s+)(?P<weekday>{_WEEKDAY})\b(?!\s*,?\s+(?:\d|{_MONTH}))"
    rf"|(?P<weekday_said>{_WEEKDAY})(?=\s+said)"
    rf"|(?:the\s+(?:\w+\s+)?months?\s+to|in|since|until)\s+(?P<bare>{_MONTH})\b{_DAY}{_YEAR_FOLLOWS}"
    rf"(?P<more>(?:,?\s+(?:{_MONTH}))*(?:\s+and\s+(?:{_MONTH}))?){_YEAR_FOLLOWS}"
    rf"|(?P<dated>(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})){_YEAR_FOLLOWS}"
    rf"|(?:the|in)\s+(?P<season>spring|summer|autumn|winter)(?:\s+months)?\b{_YEAR_FOLLOWS})\b",
    re.IGNORECASE,
)


def relative_dates(text: str, page_date: PartialDate | None = None) -> tuple[RelativeDate, ...]:
    """Every relative date of a text in order, resolved where the page's date allows it.

    A month or a day without a year ('in June, July and August', 'a November 8 interview') is one too. Which June it
    means is not known even with a date of the page, so that it is never resolved.
    """
    found = []
    for match in _RELATIVE.finditer(text):
        span = _resolved(match, page_date) if page_date is not None else None
        first, last = span or (None, None)
        found.append(RelativeDate(printed=match.group(), start=match.start(), end=match.end(), first=first, last=last))
    return tuple(found)


_ABSOLUTE = re.compile(rf"\b(?:(?P<month>{_MONTH})\s+)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_FULL = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH})(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


def date_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where dates stand in a text, relative ones included, as code points, half open: the numbers in them count nothing."""
    absolute = (match.span() for pattern in (_FULL, _ABSOLUTE) for match in pattern.finditer(text))
    return (*absolute, *((one.start, one.end) for one in relative_dates(text)))


def period_of(text: str, page_date: PartialDate | None = None) -> tuple[dt.date, dt.date | None] | None:
    """The first period that a text tells, as its first and last day; the last is None after 'since'.

    Years and months with a year are read as they are, relative dates from the page's date; None where nothing can be
    placed in time.
    """
    spans: list[tuple[int, dt.date, dt.date]] = []
    for match in _ABSOLUTE.finditer(text):
        year, month = int(match.group("year")), match.group("month")
        first, last = _month(year, _MONTHS[month.casefold()]) if month else (dt.date(year, 1, 1), dt.date(year, 12, 31))
        spans.append((match.start(), first, last))
    for relative in relative_dates(text, page_date):
        if relative.first is None or relative.last is None:
            return None
        spans.append((relative.start, relative.first, relative.last))
    if not spans:
        return None
    _, first, last = min(spans)
    return first, None if _SINCE.search(text) else last


def _resolved(match: re.Match[str], page: PartialDate) -> tuple[dt.date, dt.date] | None:
    group = {name: (value or "").casefold() for name, value in match.groupdict().items()}
    day = dt.date(page.year, page.month, page.day) if page.month and page.day else None
    if group["month"]:
        year = page.year - (group["month_year"] == "last")
        return _month(year, _MONTHS[group["month"]])
    if group["unit"] in ("year", "month"):
        return _unit(group["unit"], {"this": 0, "last": -1, "next": 1}[group["this"]], page)
    if day is None:
        return None
    if group["unit"] == "week":
        monday = (
            day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks={"last": -1, "next": 1}.get(group["this"], 0))
        )
        return monday, monday + dt.timedelta(days=6)
    if group["past"]:
        return day - dt.timedelta(days={"year": 365, "month": 31, "week": 7}[group["past"]]), day
    if group["day"]:
        moved = day + dt.timedelta(days={"yesterday": -1, "tomorrow": 1}.get(group["day"], 0))
        return moved, moved
    weekday = group["weekday"] or group["weekday_said"]
    if weekday:  # of news, the latest such day, the page's own included
        moved = day - dt.timedelta(days=(day.weekday() - _WEEKDAYS[weekday]) % 7)
        return moved, moved
    return None


def _unit(unit: str, step: int, page: PartialDate) -> tuple[dt.date, dt.date] | None:
    if unit == "year":
        return dt.date(page.year + step, 1, 1), dt.date(page.year + step, 12, 31)
    if page.month is None:
        return None
    number = page.year * 12 + page.month - 1 + step
    return _month(number // 12, number % 12 + 1)


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
