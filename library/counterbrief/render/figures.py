"""Statistics: every reported value in a table with its own note, and their numbers as bars."""

from __future__ import annotations

from collections import Counter

from counterbrief.evidence.figures.discrepancies import discrepancies_of
from counterbrief.model import Statistic
from counterbrief.model.draft import Item, StatedValue
from counterbrief.render.checks import one_line
from counterbrief.render.context import Context
from counterbrief.render.notes import Calls, cited_ids
from counterbrief.render.sources import short_citation
from counterbrief.render.tree import (
    Bar,
    BarChart,
    Block,
    Cell,
    Inline,
    Inlines,
    Origin,
    Paragraph,
    StatementSpan,
    Table,
)


def values_table(items: tuple[Item, ...], context: Context, calls: Calls) -> tuple[Block, ...]:
    """The values of statistics in one table, a row a value.

    Behind it what a reader must know of each statistic, and the arithmetic where its values are at odds.
    """
    wording = context.wording
    table = Table(
        caption=(context.fixed(wording.values_caption),),
        header=context.header(wording.fact, wording.value, wording.counted, wording.reported_by),
        rows=tuple(_row(value, context, calls) for item in items for value in item.values),
    )
    remarks = (_remark(item, context, calls) for item in items if item.values)
    return (table, *(remark for remark in remarks if remark is not None))


def _row(value: StatedValue, context: Context, calls: Calls) -> tuple[Cell, ...]:
    cites = value.value.cites
    mark = calls.call(value.id, cites)
    calls.values.setdefault((value.statistic, value.value.id), mark.number)
    printed = StatementSpan(
        statement=value.id,
        origin=Origin.EVIDENCE,
        cites=cited_ids(cites),
        children=(context.evidence(value.value.as_printed), mark),
    )
    return (
        Cell(children=(context.evidence(value.label),)),
        Cell(children=(printed,)),
        Cell(children=_counted(value, context)),
        Cell(children=context.recorded(_read(value, context))),
    )


def _counted(value: StatedValue, context: Context) -> Inlines:
    """What is counted, out of what, and of what time: as far as the source says it."""
    told: list[Inline] = [context.evidence(value.counted)]
    for name, text in (
        (context.wording.population, value.population),
        (context.wording.period, _period(value, context)),
    ):
        if text is not None:
            told += [context.fixed(f"; {name} "), context.evidence(text)]
    return tuple(told)


def _period(value: StatedValue, context: Context) -> str | None:
    if value.period is not None:
        return value.period
    as_of = value.value.as_of
    return context.wording.as_of.format(date=context.wording.coarse(as_of)) if as_of is not None else None


def _remark(item: Item, context: Context, calls: Calls) -> Paragraph | None:
    """What a reader must know of a statistic, and how its values are at odds; None where there is nothing to say.

    A caution speaks of all values, so it cites what they cite; a comparison cites what the values compared cite.
    """
    first = item.values[0]
    statistic = context.records.get(Statistic, first.statistic)
    at_odds = discrepancies_of(statistic, context.records, language=context.plan.language) if statistic else ()
    told = [first.caution] if first.caution is not None else []
    told += dict.fromkeys(context.wording.discrepancy.format(arithmetic=one.printed) for one in at_odds)
    if not told:
        return None
    compared = {id_ for one in at_odds for id_ in (one.one, one.other)}
    cites = tuple(
        dict.fromkeys(
            citation
            for value in item.values
            if first.caution is not None or value.value.id in compared
            for citation in value.value.cites
        )
    )
    children: Inlines = (context.evidence(f"{first.label}: {' '.join(told)}"), calls.call(item.id, cites))
    span = StatementSpan(statement=item.id, origin=Origin.EVIDENCE, cites=cited_ids(cites), children=children)
    return Paragraph(children=(span,), role="small")


def chart(items: tuple[Item, ...], context: Context, calls: Calls) -> tuple[Block, ...]:
    """The values that are numbers, as bars, with the table of them; the table alone where none is a number.

    Where a table of the document has all of the values already, the bars stand on its notes.
    """
    bars = _bars(items, context)
    values = [value for item in items for value in item.values]
    if not bars or not all((value.statistic, value.value.id) in calls.values for value in values):
        return (*bars, *values_table(items, context, calls))
    for value in values:
        calls.again[value.id] = calls.values[value.statistic, value.value.id]
    return (*bars, Paragraph(children=(context.fixed(context.wording.chart_table),), role="small"))


def _bars(items: tuple[Item, ...], context: Context) -> tuple[BarChart, ...]:
    values = [value for item in items for value in item.values if value.value.number is not None]
    if not values:
        return ()
    # Where a fact has several values, what each of them counts tells them apart.
    facts = Counter(value.label for value in values)
    labels = [value.label if facts[value.label] == 1 else value.counted for value in values]
    times = Counter(labels)
    bars = tuple(
        Bar(
            statement=value.id,
            cites=cited_ids(value.value.cites),
            label=one_line(label if times[label] == 1 else f"{label} ({_read(value, context)})"),
            value=value.value.number or 0,
            printed=one_line(value.value.as_printed),
        )
        for label, value in zip(labels, values, strict=True)
    )
    told = "; ".join(f"{bar.label}: {bar.printed}" for bar in bars)
    return (
        BarChart(
            caption=(context.fixed(context.wording.chart_caption),),
            alternative=f"{context.wording.chart_told} {told}.",
            bars=bars,
        ),
    )


def _read(value: StatedValue, context: Context) -> str:
    """The sources that report a value."""
    return "; ".join(dict.fromkeys(short_citation(citation, context) for citation in value.value.cites))
