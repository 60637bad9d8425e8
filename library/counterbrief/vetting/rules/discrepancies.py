"""Every discrepancy on the table: a figure that other sources tell differently never stands alone unexplained.

A text of a plan that uses one of several values in tension gives the others with their sources, or says in ``figures``
that it attributes its value, or why that one was chosen. A statistic that is shown whole gives them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from counterbrief.evidence.figures.discrepancies import Comparison, Verdict, discrepancies_of
from counterbrief.evidence.figures.figure_words import Figures, same_figure
from counterbrief.evidence.figures.relative_dates import relative_dates
from counterbrief.model import (
    BriefPlan,
    Citation,
    Locator,
    PartialDate,
    Records,
    ReportedValue,
    Source,
    Statement,
    Statistic,
    Voice,
)
from counterbrief.model.draft import Path
from counterbrief.vetting.finding import Case, Finding, Severity


def discrepancies(case: Case) -> Iterator[Finding]:
    """``discrepancy-untold``, ``figure-in-tension`` and the warning ``relative-date``."""
    for record in case.judged():
        if isinstance(record, Statistic):
            yield from _untold(record, case.records)
            yield from _undated_values(record, case.records)
    if case.draft is not None:
        yield from _of_plan(case.draft.plan, case.records)


def _untold(statistic: Statistic, records: Records) -> Iterator[Finding]:
    found = [one for one in discrepancies_of(statistic, records) if one.verdict is Verdict.INCOMPATIBLE]
    if found and statistic.caution is None:
        yield Finding(
            code="discrepancy-untold",
            record=statistic.id,
            path=("values",),
            message=f"values exclude each other, and no 'caution' says so: {_sums(found)}",
            remedy="mend the value that is wrong, or add 'caution': what a reader must know of the difference",
            cause=f"discrepancy-untold:{statistic.id}",
        )


def _of_plan(plan: BriefPlan, records: Records) -> Iterator[Finding]:
    reported = _reported(records)
    for number, section in enumerate(plan.sections):
        for place, statement in enumerate(section.statements):
            if statement.text is None or statement.voice is not Voice.EVIDENCE:
                continue
            path: Path = ("sections", number, "statements", place, "text")
            yield from _in_tension(plan, statement, path, reported, records)
            if plan.language.partition("-")[0] == "en":  # other languages' words for dates are not known
                yield from _undated(
                    plan.id,
                    path,
                    statement.text,
                    _page_date(statement.cites, records),
                    "tell the date itself, or leave it out",
                )


@attrs.frozen(kw_only=True)
class _Use:
    """A value that a text may use: the same figure, and a source of it that the text cites."""

    statistic: Statistic
    value: ReportedValue
    exact: bool  #: whether it stands at the very place that the text cites


def _reported(records: Records) -> dict[str, list[tuple[Statistic, ReportedValue]]]:
    """The values that each source reports, by id of the source that was read; under '' those that cite none."""
    found: dict[str, list[tuple[Statistic, ReportedValue]]] = {}
    for statistic in records.of(Statistic):
        for value in statistic.values:
            for read in dict.fromkeys(citation.read for citation in value.cites) or ("",):
                found.setdefault(read, []).append((statistic, value))
    return found


def _in_tension(
    plan: BriefPlan,
    statement: Statement,
    path: Path,
    reported: dict[str, list[tuple[Statistic, ReportedValue]]],
    records: Records,
) -> Iterator[Finding]:
    read = dict.fromkeys(citation.read for citation in statement.cites)
    if not any(id_ in reported for id_ in read):
        return
    figures = Figures.of(statement.text or "")
    declared = {use.statistic for use in statement.figures}
    told: set[str] = set()
    for use in _uses(figures, statement.cites, [pair for id_ in (*read, "") for pair in reported.get(id_, ())]):
        id_ = use.statistic.id
        if id_ in declared or id_ in told:
            continue
        values = {value.id: value for value in use.statistic.values}
        against = [
            (values[one.other if one.one == use.value.id else one.one], one)
            for one in discrepancies_of(use.statistic, records)
            if use.value.id in (one.one, one.other)
        ]
        missing = [(value, one) for value, one in against if not _given(value, figures, read)]
        if missing:
            told.add(id_)
            others = " and ".join(dict.fromkeys(repr(value.as_printed) for value, _ in missing))
            yield Finding(
                code="figure-in-tension",
                record=plan.id,
                path=path,
                message=(
                    f"statement {statement.id!r} uses {use.value.as_printed!r} of {id_!r} without {others}: "
                    f"{_sums(one for _, one in missing)}"
                ),
                remedy=(
                    "give all values with their sources, or add 'figures' with 'handling: attributed' where the text says "
                    "whose value it is, or with 'handling: chosen' and a 'reason'"
                ),
                cause=f"figure-in-tension:{plan.id}:{statement.id}:{id_}",
                about=(id_,),
                statement=statement.id,
            )


def _uses(
    figures: Figures, cites: tuple[Citation, ...], reported: list[tuple[Statistic, ReportedValue]]
) -> Iterator[_Use]:
    """The values that a text uses. A figure that another fact explains better, by its place, is that fact's.

    A value without a citation is a finding of its own; until that is mended it may be the one that is meant.
    """
    found = [
        _Use(statistic=statistic, value=value, exact=not value.cites or _at_one_place(cites, value.cites))
        for statistic, value in reported
        if figures.use(value.as_printed)
    ]
    for use in found:
        better = (
            other.exact
            and other.statistic is not use.statistic
            and same_figure(other.value.as_printed, use.value.as_printed)
            for other in found
        )
        if use.value.cites and (use.exact or not any(better)):
            yield use


def _given(value: ReportedValue, figures: Figures, read: Iterable[str]) -> bool:
    cited = not value.cites or any(citation.read in read for citation in value.cites)  # none: that is its own finding
    return cited and figures.give(value.as_printed)


def _at_one_place(some: tuple[Citation, ...], others: tuple[Citation, ...]) -> bool:
    return any(
        one.read == other.read
        and one.locator is not None
        and other.locator is not None
        and _overlap(one.locator, other.locator)
        for one in some
        for other in others
    )


_NUMBERS = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")


def _overlap(one: Locator, other: Locator) -> bool:
    """Whether two locators share a place: ``paragraph 3-5`` and ``paragraph 4, 9`` do."""
    if one == other or one.label != other.label:
        return one == other
    spans = [
        [(int(first), int(last or first)) for first, last in _NUMBERS.findall(locator.value)]
        for locator in (one, other)
    ]
    return any(first[0] <= second[1] and second[0] <= first[1] for first in spans[0] for second in spans[1])


def _sums(comparisons: Iterable[Comparison]) -> str:
    return " / ".join(one.arithmetic for one in comparisons)


def _undated_values(statistic: Statistic, records: Records) -> Iterator[Finding]:
    for place, value in enumerate(statistic.values):
        period = value.period.best("en") if value.period is not None else None
        if period is None or value.as_of is not None:
            continue
        yield from _undated(
            statistic.id,
            ("values", place, "period"),
            period,
            _page_date(value.cites, records),
            "add 'as_of', or 'issued' to its source",
        )


def _undated(record: str, path: Path, text: str, page_date: PartialDate | None, remedy: str) -> Iterator[Finding]:
    """One warning for a place in which something cannot be placed in time."""
    found = next((one for one in relative_dates(text, page_date) if one.finding), None)
    if found is None:
        return
    why = "its page has no date on record" if page_date is None else "the date of its page does not settle it"
    yield Finding(
        code="relative-date",
        severity=Severity.WARNING,
        record=record,
        path=path,
        message=f"{found.printed!r} cannot be placed in time: {why}",
        remedy=remedy,
        cause=f"relative-date:{record}:{path}",
    )


def _page_date(cites: tuple[Citation, ...], records: Records) -> PartialDate | None:
    """The date of the first page read that has one."""
    sources = (records.get(Source, citation.read) for citation in cites)
    return next((source.issued for source in sources if source is not None and source.issued is not None), None)
