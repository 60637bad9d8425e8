"""The gate on the finished tree: every text in it is accounted for, or there is no document (promise 1).

The engine builds trees that pass. This asks again, of the tree itself, so that a mistake in the engine cannot print a
text without its citation either.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterbrief.errors import RenderError
from counterbrief.render.notes import Cluster, cited_ids
from counterbrief.render.tree import (
    BarChart,
    Block,
    Cell,
    Foreign,
    Inlines,
    Link,
    NoteMark,
    Origin,
    Quotation,
    SourceList,
    StatementSpan,
    Styled,
    Table,
    Text,
    inlines_of,
    plain_text,
    walk_blocks,
    walk_inlines,
)


def check_tree(blocks: tuple[Block, ...], clusters: Sequence[Cluster]) -> None:
    """Raise RenderError where a text is not evidence with its note, the editors' own words, fixed wording or a record.

    Also where a note is called by another statement than the one it was made for, where the list of sources is not
    exactly what is cited, or where a chart shows a value that no table of the document has.
    """
    called: list[tuple[int, str]] = []
    for block in walk_blocks(blocks):
        match block:
            case Quotation():
                _quotation(block, called)
            case Table():
                _table(block, called)
            case _:
                for run in inlines_of(block):
                    _run(run, called, in_row=False)
    expected = [(number, cluster.statement) for number, cluster in enumerate(clusters, start=1)]
    if called != expected:
        raise RenderError(f"the notes are called as {called}, and were made as {expected}")
    _sources(blocks, clusters)
    _charts(blocks)


def _run(run: Inlines, called: list[tuple[int, str]], *, in_row: bool) -> None:
    for inline in run:
        match inline:
            case StatementSpan():
                _span(inline, called)
            case NoteMark():
                raise RenderError(f"note {inline.number} is called outside of a statement")
            case Text(origin=Origin.EVIDENCE) if not in_row:
                raise RenderError("evidence stands outside of a statement")
            case Styled() | Foreign() | Link():
                _run(inline.children, called, in_row=in_row)
            case Text():
                pass


def _span(span: StatementSpan, called: list[tuple[int, str]]) -> None:
    marks = [inline for inline in walk_inlines(span.children) if isinstance(inline, NoteMark)]
    origins = {inline.origin for inline in walk_inlines(span.children) if isinstance(inline, Text)}
    if span.origin is Origin.EVIDENCE:
        if not span.cites or len(marks) != 1 or span.children[-1] != marks[0]:
            raise RenderError(f"statement {span.statement!r} is evidence and does not end with a note of its own")
        called.append((marks[0].number, span.statement))
    elif span.cites or marks:
        raise RenderError(f"statement {span.statement!r} is not evidence and cites a source")
    if origins - {span.origin}:
        raise RenderError(f"statement {span.statement!r} holds text of another origin")


def _quotation(quotation: Quotation, called: list[tuple[int, str]]) -> None:
    last = quotation.attribution[-1] if quotation.attribution else None
    if not quotation.cites or not isinstance(last, NoteMark):
        raise RenderError(f"the quotation of statement {quotation.statement!r} does not end with its note")
    called.append((last.number, quotation.statement))
    _run(quotation.attribution[:-1], called, in_row=False)


def _table(table: Table, called: list[tuple[int, str]]) -> None:
    for run in (table.caption, *(cell.children for cell in table.header)):
        _run(run, called, in_row=False)
    for row in table.rows:
        # What a row tells of a value stands on the note of that value.
        cited = any(_is_cited(cell) for cell in row)
        for cell in row:
            _run(cell.children, called, in_row=cited)


def _is_cited(cell: Cell) -> bool:
    return any(
        isinstance(inline, StatementSpan) and inline.origin is Origin.EVIDENCE for inline in walk_inlines(cell.children)
    )


def _sources(blocks: tuple[Block, ...], clusters: Sequence[Cluster]) -> None:
    lists = [block for block in walk_blocks(blocks) if isinstance(block, SourceList)]
    listed = sorted(entry.source for one in lists for entry in one.entries)
    cited = sorted(cited_ids(citation for cluster in clusters for citation in cluster.citations))
    if listed != cited or len(lists) > 1:
        raise RenderError(f"the sources listed are {', '.join(listed)}; the sources cited are {', '.join(cited)}")


def _charts(blocks: tuple[Block, ...]) -> None:
    printed = {
        plain_text(cell.children)
        for block in walk_blocks(blocks)
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if _is_cited(cell)
    }
    for block in walk_blocks(blocks):
        for bar in block.bars if isinstance(block, BarChart) else ():
            if bar.printed not in printed:
                raise RenderError(f"the chart shows {bar.printed!r}, which no table of the document has with a note")
