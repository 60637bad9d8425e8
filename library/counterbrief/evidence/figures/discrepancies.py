"""Reported values of one statistic compared by arithmetic, with the arithmetic in words."""

from __future__ import annotations

import enum
import itertools
import re
from collections.abc import Iterable, Mapping

import attrs

from counterbrief.evidence.figures.number_words import Measure, Quantity, parse_quantity
from counterbrief.evidence.figures.relative_dates import period_of
from counterbrief.evidence.folding import words
from counterbrief.model.dates import PartialDate
from counterbrief.model.records import Records
from counterbrief.model.sources import Source
from counterbrief.model.statistics import ReportedValue, Statistic


class Verdict(enum.StrEnum):
    """How two reported values stand to each other."""

    EQUAL = "equal"  #: the same of the same thing
    COMPATIBLE = "compatible"  #: several numbers, or an exact one, fit both
    IN_TENSION = "in tension"  #: hardly any number fits both, or they count different things and none does
    INCOMPATIBLE = "incompatible"  #: they count the same thing, and no number fits both
    NOT_COMPARABLE = "not comparable"  #: one is no number, or a share of an unknown total


@attrs.frozen(kw_only=True)
class Value:
    """A value as a source reports it, ready to be compared.

    Attributes:
        id: names the value
        printed: the value in the words of the source
        counted: what is counted, in the words of the record
        period: the time it speaks of, in the words of the record; empty where it is not said
        total: of how many a share is a share; None where that is not known
        page_date: the date of the page that reports it: what 'this year' is counted from
    """

    id: str
    printed: str
    counted: str
    period: str = ""
    total: int | None = None
    page_date: PartialDate | None = None

    @classmethod
    def of(
        cls,
        value: ReportedValue,
        *,
        language: str = "en",
        total: int | None = None,
        page_date: PartialDate | None = None,
    ) -> Value:
        """Take a value from a record. Its own ``out_of``, else a number in its population, goes before ``total``."""
        population = (value.population.best(language) if value.population else None) or ""
        whole = parse_quantity(population)
        if value.out_of is not None:
            total = value.out_of
        elif whole is not None and whole.measure is Measure.COUNT and whole.low == whole.high:
            total = int(whole.low)
        return cls(
            id=value.id,
            printed=value.as_printed,
            counted=value.counted.best(language) or next(iter(value.counted.values())),
            period=(value.period.best(language) if value.period else None) or "",
            total=total,
            page_date=page_date,
        )


@attrs.frozen(kw_only=True)
class Comparison:
    """Two values beside each other.

    Attributes:
        one: id of the first
        other: id of the second
        verdict: how they stand to each other
        arithmetic: why, in words for people, with the numbers
        fits: the smallest and the largest number that fit both, the latter None where there is no upper end; None
            where no number fits
        printed: the arithmetic as a brief prints it below the values: what they count and of when stands beside them
    """

    one: str
    other: str
    verdict: Verdict
    arithmetic: str
    fits: tuple[int, int | None] | None = None
    printed: str = ""


_Range = tuple[int, int | None]


def compare_values(one: Value, other: Value) -> Comparison:
    """Compare two values of one statistic.

    Two values count the same thing where the records say so in the same words, the same period included; typography
    makes no difference. Whole numbers are compared: a share becomes the counts it can mean of its total, and a share
    whose total is not known is compared with another share as a share of 1,000.
    """
    different = _differences(one, other)
    first, second = parse_quantity(one.printed), parse_quantity(other.printed)
    if first is None or second is None:
        unread = one if first is None else other
        return _compared(one, other, Verdict.NOT_COMPARABLE, f"'{unread.printed}' is no number that can be compared")
    both_shares = first.measure is second.measure is Measure.SHARE
    totals = one.total or other.total, other.total or one.total
    if both_shares and totals[0] is None:
        totals = 1000, 1000
    for quantity, total in ((first, totals[0]), (second, totals[1])):
        if quantity.measure is Measure.SHARE and total is None:
            words_ = f"'{quantity.printed}' is a share, and no record says of how many"
            return _compared(one, other, Verdict.NOT_COMPARABLE, words_)
    if both_shares and totals[0] != totals[1]:
        words_ = (
            f"'{first.printed}' of {totals[0]} and '{second.printed}' of {totals[1]} are shares of different totals"
        )
        return _compared(one, other, Verdict.NOT_COMPARABLE, words_)
    ranges = first.counts(totals[0]), second.counts(totals[1])
    shown = _shown(first, ranges[0], totals[0]), _shown(second, ranges[1], totals[1])
    if both_shares:
        shown = shown[0], shown[1].removeprefix(f"of {totals[1]:,}, ")
    arithmetic = "; ".join(dict.fromkeys(shown))
    fits = _common(*ranges)
    verdict = _verdict(ranges, fits, same=not different)
    parts = [part for part in (arithmetic, _fit(ranges, fits)) if part]
    compared = _compared(one, other, verdict, "; ".join((*parts, *different)), fits)
    reasons = (_NAMED.sub("", reason) for reason in different)
    printed = _QUOTED.sub(r"“\1”", "; ".join((*parts, *reasons)))
    return attrs.evolve(compared, printed=f"{printed}: {verdict}")


#: What a reason names in brackets, at its end.
_NAMED = re.compile(r" \('.*'\)$", re.DOTALL)
_QUOTED = re.compile(r"'(.+?)'(?= is |;|$)")


def compare_statistic(
    statistic: Statistic,
    *,
    total: int | None = None,
    page_dates: Mapping[str, PartialDate | None] | None = None,
    language: str = "en",
) -> tuple[Comparison, ...]:
    """Compare every two values of a statistic, in their order.

    ``total`` is what shares are shares of where the population does not say; ``page_dates`` the dates of the pages, by
    id of the source that was read.
    """
    dates = page_dates or {}
    values = [
        Value.of(
            value,
            language=language,
            total=total,
            page_date=next((dates[cite.read] for cite in value.cites if dates.get(cite.read)), None),
        )
        for value in statistic.values
    ]
    return tuple(compare_values(one, other) for one, other in itertools.combinations(values, 2))


def discrepancies_of(statistic: Statistic, records: Records, *, language: str = "en") -> tuple[Comparison, ...]:
    """The comparisons of a statistic's values that are in tension or incompatible; the dates of the pages are on record.

    One page that counts several things ('19 for this reason, 14 for that') is not at odds with itself.
    """
    if len(statistic.values) < 2:
        return ()
    read = {citation.read for value in statistic.values for citation in value.cites}
    sources = {id_: records.get(Source, id_) for id_ in read}
    dates = {id_: source.issued for id_, source in sources.items() if source is not None}
    compared = compare_statistic(statistic, page_dates=dates, language=language)
    values = {value.id: value for value in statistic.values}
    return tuple(
        one
        for one in compared
        if one.verdict is Verdict.INCOMPATIBLE
        or (one.verdict is Verdict.IN_TENSION and not _one_breakdown(values[one.one], values[one.other]))
    )


def _one_breakdown(one: ReportedValue, other: ReportedValue) -> bool:
    """Whether one page reports both values, of different things."""
    read = [{(citation.source, citation.read) for citation in value.cites} for value in (one, other)]
    return bool(read[0]) and read[0] == read[1] and one.counted != other.counted


def compare_with_total(parts: Iterable[Value], total: Value, *, exhaustive: bool = False) -> Comparison:
    """Compare subtotals with their total: parts that do not overlap are together not more than the whole.

    ``exhaustive`` parts are together all of it. The comparison's ``one`` is the ids of the parts, joined by '+'.
    """
    pieces = tuple(parts)
    name = Value(id="+".join(piece.id for piece in pieces), printed="", counted="")
    whole = parse_quantity(total.printed)
    quantities = [parse_quantity(piece.printed) for piece in pieces]
    if whole is None or whole.measure is Measure.SHARE or not pieces or None in quantities:
        return _compared(name, total, Verdict.NOT_COMPARABLE, "a part or the total is no number that can be compared")
    of = total.total or (int(whole.low) if whole.low.denominator == 1 else None)
    low, high = 0, 0 if pieces else None
    shown = []
    for quantity in quantities:
        assert quantity is not None  # noqa: S101 - seen above
        if quantity.measure is Measure.SHARE and of is None:
            return _compared(
                name, total, Verdict.NOT_COMPARABLE, f"'{quantity.printed}' is a share of an unknown total"
            )
        counts = quantity.counts(of)
        if counts is None:
            return _compared(name, total, Verdict.INCOMPATIBLE, _shown(quantity, counts, of))
        shown.append(_shown(quantity, counts, of))
        low += counts[0]
        high = None if high is None or counts[1] is None else high + counts[1]
    reach = whole.counts()
    together = (low, high)
    allowed: _Range | None = reach if exhaustive or reach is None else (0, reach[1])
    fits = _common(together, allowed)
    words_ = f"{' and '.join(shown)}, together {_span(together)}; the total '{whole.printed}' is {_span(reach)}"
    if fits is None:
        more = "more" if reach is not None and reach[1] is not None and low > reach[1] else "less"
        return _compared(name, total, Verdict.INCOMPATIBLE, f"{words_}; the parts are {more} than the whole")
    equal = exhaustive and together == reach and low == high
    return _compared(name, total, Verdict.EQUAL if equal else Verdict.COMPATIBLE, words_, fits)


def _compared(one: Value, other: Value, verdict: Verdict, arithmetic: str, fits: _Range | None = None) -> Comparison:
    return Comparison(one=one.id, other=other.id, verdict=verdict, arithmetic=f"{arithmetic}: {verdict}", fits=fits)


def _differences(one: Value, other: Value) -> list[str]:
    """In what the two do not count the same, in words."""
    different = []
    if words(one.counted) != words(other.counted):
        different.append(f"they count different things ('{one.counted}', '{other.counted}')")
    if not one.period and not other.period:
        return different
    if not one.period or not other.period:
        return [*different, f"only one of them states its period ('{one.period or other.period}')"]
    periods = period_of(one.period, one.page_date), period_of(other.period, other.page_date)
    known = None not in periods
    if (known and periods[0] != periods[1]) or (not known and words(one.period) != words(other.period)):
        different.append(f"they speak of different periods ('{one.period}', '{other.period}')")
    return different


def _common(one: _Range | None, other: _Range | None) -> _Range | None:
    if one is None or other is None:
        return None
    low = max(one[0], other[0])
    highs = [high for high in (one[1], other[1]) if high is not None]
    high = min(highs) if highs else None
    return (low, high) if high is None or low <= high else None


def _verdict(ranges: tuple[_Range | None, _Range | None], fits: _Range | None, *, same: bool) -> Verdict:
    if fits is None:
        return Verdict.INCOMPATIBLE if same else Verdict.IN_TENSION
    if ranges[0] == ranges[1]:
        return Verdict.EQUAL if same else Verdict.COMPATIBLE
    return Verdict.IN_TENSION if _hardly(ranges, fits) else Verdict.COMPATIBLE


def _hardly(ranges: tuple[_Range | None, _Range | None], fits: _Range | None) -> bool:
    """Whether a single number fits two values that each allow several."""
    several = all(each is not None and each[0] != each[1] for each in ranges)
    return several and fits is not None and fits[0] == fits[1]


def _shown(quantity: Quantity, counts: _Range | None, total: int | None) -> str:
    of = f"of {total:,}, " if quantity.measure is Measure.SHARE else ""
    return f"{of}'{quantity.printed}' is {_span(counts)}"


def _span(counts: _Range | None) -> str:
    if counts is None:
        return "no whole number"
    low, high = counts
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _fit(ranges: tuple[_Range | None, _Range | None], fits: _Range | None) -> str:
    if ranges[0] == ranges[1]:
        return ""
    if fits is None:
        return "no number fits both"
    return f"only {_span(fits)} fits both" if fits[0] == fits[1] else f"{_span(fits)} fit both"
