"""The gate on the finished tree: it refuses what the engine never makes, so that a mistake there prints nothing either."""

from __future__ import annotations

import attrs
import pytest
from tests import builders as b

from counterbrief.errors import RenderError
from counterbrief.render.gate import check_tree
from counterbrief.render.notes import Cluster
from counterbrief.render.tree import (
    Bar,
    BarChart,
    Block,
    Cell,
    NoteMark,
    Origin,
    Paragraph,
    Quotation,
    SourceEntry,
    SourceList,
    StatementSpan,
    Table,
    Text,
)

WORDS = Text(value="They found a barrack.", origin=Origin.EVIDENCE)
SPAN = StatementSpan(statement="fact", origin=Origin.EVIDENCE, cites=("page",), children=(WORDS, NoteMark(number=1)))
CLUSTERS = (Cluster(statement="fact", citations=(b.cite("page"),)),)
SOURCES = SourceList(entries=(SourceEntry(source="page", children=(), remarks=()),))
QUOTATION = Quotation(
    statement="fact",
    cites=("page",),
    language="en",
    direction="ltr",
    words="A barrack",
    original=None,
    attribution=(Text(value="Somebody.", origin=Origin.RECORD), NoteMark(number=1)),
)


def row(*cells: Cell) -> Table:
    return Table(caption=(), header=(), rows=(cells,))


def chart(printed: str) -> BarChart:
    return BarChart(
        caption=(), alternative="", bars=(Bar(statement="fact", cites=("page",), label="x", value=1, printed=printed),)
    )


@pytest.mark.parametrize(
    "blocks",
    [
        (Paragraph(children=(SPAN,)), SOURCES),
        (QUOTATION, SOURCES),
        (row(Cell(children=(WORDS,)), Cell(children=(SPAN,))), chart("They found a barrack."), SOURCES),
    ],
)
def test_evidence_with_its_note_passes(blocks: tuple[Block, ...]) -> None:
    check_tree(blocks, CLUSTERS)


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ((Paragraph(children=(WORDS,)),), "evidence stands outside of a statement"),
        ((Paragraph(children=(NoteMark(number=1),)),), "note 1 is called outside of a statement"),
        (
            (Paragraph(children=(attrs.evolve(SPAN, children=(WORDS,)),)),),
            "statement 'fact' is evidence and does not end with a note of its own",
        ),
        (
            (Paragraph(children=(attrs.evolve(SPAN, cites=()),)),),
            "statement 'fact' is evidence and does not end with a note of its own",
        ),
        (
            (Paragraph(children=(attrs.evolve(SPAN, origin=Origin.EDITOR),)),),
            "statement 'fact' is not evidence and cites a source",
        ),
        (
            (Paragraph(children=(StatementSpan(statement="x", origin=Origin.EDITOR, cites=(), children=(WORDS,)),)),),
            "statement 'x' holds text of another origin",
        ),
        (
            (attrs.evolve(QUOTATION, attribution=QUOTATION.attribution[:1]),),
            "the quotation of statement 'fact' does not end with its note",
        ),
        ((row(Cell(children=(WORDS,))),), "evidence stands outside of a statement"),
        ((SOURCES,), "the notes are called as [], and were made as [(1, 'fact')]"),
        ((Paragraph(children=(SPAN,)),), "the sources listed are ; the sources cited are page"),
        (
            (Paragraph(children=(SPAN,)), SOURCES, SOURCES),
            "the sources listed are page, page; the sources cited are page",
        ),
        (
            (Paragraph(children=(SPAN,)), chart("They found a barrack."), SOURCES),
            "the chart shows 'They found a barrack.', which no table of the document has with a note",
        ),
    ],
)
def test_anything_else_is_refused(blocks: tuple[Block, ...], message: str) -> None:
    with pytest.raises(RenderError) as caught:
        check_tree(blocks, CLUSTERS)
    assert str(caught.value) == message
