"""How many sources and origins evidence rests on: as a line beside a statement, and as a table for the whole brief."""

from __future__ import annotations

from collections.abc import Iterable

from counterbrief.evidence.lineage.origins import CountedOrigin, Origins
from counterbrief.model import Certainty, Citation, Source
from counterbrief.render.context import Context
from counterbrief.render.sources import short_name
from counterbrief.render.tree import Block, Cell, Paragraph, Table


def support(citations: Iterable[Citation], context: Context) -> str:
    """Such as ``Rests on 2 sources that go back to 1 stated origin.`` What is inferred or unknown stands beside the count."""
    return _told(context.derivations.origins(citations), context.wording.rests, context)


def _told(origins: Origins, rests: str, context: Context) -> str:
    wording = context.wording
    count = len(origins.sources)
    others = (
        (len(origins.inferred), wording.inferred_counted),
        (len(origins.unknown), wording.unknown_counted),
    )
    beside = tuple(wording.many(number, forms) for number, forms in others if number)
    stated = wording.many(origins.counted, wording.stated_counted) if origins.counted else wording.no_stated
    form = wording.rests_on_more if beside else wording.rests_on[wording.plural(count)]
    return form.format(
        rests=rests,
        sources=wording.many(count, wording.sources_counted),
        stated=stated,
        others=wording.listed(beside),
    )


def origins_table(citations: Iterable[Citation], context: Context) -> tuple[Block, ...]:
    """Each origin with how surely it is known and the sources that retell it, under the count for the whole brief."""
    wording = context.wording
    origins = context.derivations.origins(citations)
    if not origins.sources:
        return ()
    rows = [
        *(_row(origin, Certainty.STATED, context) for origin in origins.stated),
        *(_row(origin, Certainty.INFERRED, context) for origin in origins.inferred),
    ]
    if origins.unknown:
        read = sorted({piece.source for piece in origins.unknown})
        rows.append(_cells(wording.not_told, Certainty.UNKNOWN, [_name(id_, context) for id_ in read], context))
    table = Table(
        caption=(context.fixed(wording.origins_caption),),
        header=context.header(wording.origin, wording.certainty, wording.read_in),
        rows=tuple(rows),
    )
    return (
        Paragraph(children=context.recorded(_told(origins, wording.brief_rests, context))),
        table,
        Paragraph(children=(context.fixed(wording.origins_scale),), role="small"),
    )


def _row(origin: CountedOrigin, certainty: Certainty, context: Context) -> tuple[Cell, ...]:
    wording = context.wording
    name = wording.listed(tuple(_name(id_, context) for id_ in origin.ids))
    if len(origin.ids) > 1:
        # What joins them is not told: it may be somebody's name.
        name = wording.joined.format(origins=name)
    read = [wording.itself if (id_,) == origin.ids else _name(id_, context) for id_ in origin.sources]
    return _cells(name, certainty, read, context)


def _cells(name: str, certainty: Certainty, read: list[str], context: Context) -> tuple[Cell, ...]:
    words = (name, context.wording.certainties[certainty], "; ".join(read))
    return tuple(Cell(children=context.recorded(word)) for word in words)


def _name(id_: str, context: Context) -> str:
    source = context.records.get(Source, id_)
    return short_name(source, context) if source is not None else id_
