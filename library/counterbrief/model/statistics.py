"""Statistics: one fact, and every value that a source reports for it."""

from __future__ import annotations

import attrs

from counterbrief.model import ids
from counterbrief.model.dates import PartialDate
from counterbrief.model.record import Record
from counterbrief.model.text import Citation, LocalText, is_text


@attrs.frozen(kw_only=True)
class ReportedValue:
    """One value as one source reports it.

    Attributes:
        id: names the value within its statistic
        as_printed: the value in the words of the source, such as 'at least 58' or 'six in ten'
        number: the value as a whole number, where it is one
        counted: what is counted
        population: out of what
        out_of: the total of which a share is a share, where it is known; shares are compared as counts of it
        period: the time it speaks of, as the source says it
        as_of: the date for which it holds, as far as that is known
        cites: the source that reports it, and where
    """

    id: str = attrs.field(validator=ids.is_id)
    as_printed: str = attrs.field(validator=is_text)
    number: int | None = attrs.field(default=None)
    counted: LocalText
    population: LocalText | None = None
    out_of: int | None = attrs.field(default=None)
    period: LocalText | None = None
    as_of: PartialDate | None = None
    cites: tuple[Citation, ...] = ()

    @number.validator
    def _countable(self, _attribute: object, value: int | None) -> None:
        if value is not None and not 0 <= value < 2**53:
            raise ValueError(f"a number is a whole number from 0 to 2^53 - 1; found {value}")

    @out_of.validator
    def _total(self, _attribute: object, value: int | None) -> None:
        if value is not None and not 1 <= value < 2**53:
            raise ValueError(f"a total is a whole number from 1 to 2^53 - 1; found {value}")


@attrs.frozen(kw_only=True)
class Statistic(Record):
    """One fact that is counted. Where sources differ, all their values stand here side by side.

    Attributes:
        label: what the fact is
        values: each reported value with its source
        caution: what a reader must know, such as that two values count different things
    """

    label: LocalText
    values: tuple[ReportedValue, ...] = attrs.field()
    caution: LocalText | None = None

    @values.validator
    def _told_apart(
        self, attribute: attrs.Attribute[tuple[ReportedValue, ...]], value: tuple[ReportedValue, ...]
    ) -> None:
        if not value:
            raise ValueError("a statistic needs at least one value")
        ids.refuse_repeats(tuple(one.id for one in value), attribute.name)
