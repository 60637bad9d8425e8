"""Dates as coarse as they are known: a year, a month, a day."""

from __future__ import annotations

import datetime as dt
import re

import attrs

_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@attrs.frozen(kw_only=True, order=True)
class PartialDate:
    """A date of which the day, or month and day, may be unknown (levels 0 of EDTF, ISO 8601-2).

    Attributes:
        year: 1 to 9999
        month: 1 to 12, or None where it is unknown
        day: of the month, or None where it is unknown
    """

    year: int
    month: int | None = None
    day: int | None = attrs.field(default=None)

    @day.validator
    def _possible(self, _attribute: object, _value: int | None) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        try:
            dt.date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            raise ValueError(f"there is no such date: {self}") from None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2015``, ``2015-09`` or ``2015-09-21``; raises ValueError."""
        match = _SHAPE.fullmatch(text)
        if not match:
            raise ValueError(f"expected a date such as 2015, 2015-09 or 2015-09-21; found {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None:
            raise ValueError(f"there is no year in {text!r}")
        return cls(year=year, month=month, day=day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month, day as far as they are known (CSL's ``date-parts``)."""
        return tuple(part for part in (self.year, self.month, self.day) if part is not None)


def parse_day(text: str) -> dt.date:
    """Read a whole date, ``2026-11-21``; raises ValueError with words for people."""
    match = _SHAPE.fullmatch(text)
    if not match or match.group(3) is None:
        raise ValueError(f"expected a date such as 2026-11-21; found {text!r}")
    try:
        return dt.date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    except ValueError:
        raise ValueError(f"there is no such date: {text}") from None
