"""From what a template wrote to blocks of the tree: each value is put in its place, and its citation with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias, cast

import attrs

from counterbrief.errors import Place, TemplateError
from counterbrief.render.marks import Marks
from counterbrief.render.notes import Calls
from counterbrief.render.pieces import Piece
from counterbrief.render.spaces import tidied
from counterbrief.render.tree import (
    Block,
    Box,
    Cell,
    Heading,
    Inline,
    Inlines,
    Items,
    Origin,
    Paragraph,
    Section,
    Styled,
    Table,
    Text,
)
from counterbrief.render.vocabulary import Element, Node, Placeholder, Words

ParagraphRole: TypeAlias = Literal["body", "lead", "kicker", "small", "label"]
BoxRole: TypeAlias = Literal["notice", "warning", "limits", "key", "plain"]

_HEADINGS: dict[str, Literal[1, 2, 3]] = {"h1": 1, "h2": 2, "h3": 3}
_STYLES: dict[str, Literal["strong", "emphasis"]] = {"strong": "strong", "em": "emphasis"}
#: Elements that hold no note: a note's mark has no place in an outline or beside a table's name.
_NO_NOTES = frozenset({"h1", "h2", "h3", "caption", "th"})


#: Stands in a template's words for a value that is placed among them.
PARTING = "\N{OBJECT REPLACEMENT CHARACTER}"


@attrs.frozen(kw_only=True)
class Said:
    """What a template itself says in one block: the element's name, its words, and its place."""

    name: str
    text: str
    where: Place | None


@attrs.define(kw_only=True)
class Placer:
    """Places the values of one brief.

    Attributes:
        pieces: what the values stand for, by number
        marks: where in the templates things stand
        calls: the notes called so far
        places: where each value was placed first, by number
        statements: where each statement was placed
        said: what the template itself says, block by block
        levels: each heading's level, with its place
    """

    pieces: Sequence[Piece]
    marks: Marks
    calls: Calls = attrs.field(factory=Calls)
    places: dict[int, Place | None] = attrs.field(factory=dict)
    statements: dict[str, Place | None] = attrs.field(factory=dict)
    said: list[Said] = attrs.field(factory=list)
    levels: list[tuple[int, Place | None]] = attrs.field(factory=list)

    def blocks(self, parent: Element) -> tuple[Block, ...]:
        """The blocks in an element; lines of text between them become paragraphs."""
        found: list[Block] = []
        line: list[Node] = []

        def end_line() -> None:
            if line:
                found.extend(
                    self._paragraph(Element(name=parent.name or "p", role="body", at=parent.at, children=[*line]))
                )
                line.clear()

        for child in parent.children:
            if self._is_line(child, parent):
                line.append(child)
                # Outside of a list each statement is a paragraph of its own.
                if parent.name != "li":
                    end_line()
            else:
                end_line()
                found.extend(self._block(child))
        end_line()
        return tuple(found)

    def _is_line(self, node: Node, parent: Element) -> bool:
        """Whether a node belongs to a line of text."""
        if isinstance(node, Words):
            return True
        if isinstance(node, Element):
            return node.name in _STYLES
        piece = self.pieces[node.key]
        if piece.blocks is not None:
            return False
        if not piece.evidence and parent.name != "li":
            raise TemplateError(
                f"{piece.told} stands outside of a text", where=self.marks.place(node.at), hint="put it into a <p>"
            )
        return True

    def _block(self, node: Node) -> Iterator[Block]:
        if isinstance(node, Placeholder):
            piece = self._take(node)
            yield from piece.blocks(self.calls) if piece.blocks is not None else ()
        elif isinstance(node, Element):
            yield from self._element(node)

    def _element(self, node: Element) -> Iterator[Block]:
        """The block of an element; one without content is none."""
        match node.name:
            case "h1" | "h2" | "h3":
                if children := self.line(node):
                    self.levels.append((_HEADINGS[node.name], self.marks.place(node.at)))
                    yield Heading(level=_HEADINGS[node.name], children=children)
            case "section":
                if blocks := self.blocks(node):
                    yield Section(role=node.role, children=blocks)
            case "aside":
                if blocks := self.blocks(node):
                    yield Box(role=cast("BoxRole", node.role), children=blocks)
            case "ul" | "ol":
                if items := tuple(item for child in node.children if (item := self.blocks(_element(child)))):
                    yield Items(ordered=node.name == "ol", items=items)
            case "table":
                yield from self._table(node)
            case _:
                yield from self._paragraph(node)

    def _paragraph(self, node: Element) -> Iterator[Paragraph]:
        if children := self.line(node):
            yield Paragraph(children=children, role=cast("ParagraphRole", node.role))

    def _table(self, node: Element) -> Iterator[Table]:
        where = self.marks.place(node.at)
        parts = [_element(child) for child in node.children]
        if [part.name for part in parts] != ["caption", "thead", "tbody"]:
            raise TemplateError("a <table> has a <caption>, a <thead> and a <tbody>, in this order", where=where)
        caption = self.line(parts[0])
        header, rows = (
            [[Cell(children=self.line(_element(cell))) for cell in _element(row).children] for row in part.children]
            for part in parts[1:]
        )
        if not caption or len(header) != 1:
            raise TemplateError("a <table> needs words in its <caption> and one row in its <thead>", where=where)
        for row, element in zip(rows, parts[2].children, strict=True):
            if len(row) != len(header[0]):
                raise TemplateError(
                    f"a row has {len(row)} cells and the table {len(header[0])} columns",
                    where=self.marks.place(_element(element).at),
                )
        if rows:
            heads = all(_element(_element(row).children[0]).name == "th" for row in parts[2].children)
            yield Table(
                caption=caption, header=tuple(header[0]), rows=tuple(tuple(row) for row in rows), row_headers=heads
            )

    def line(self, node: Element) -> Inlines:
        """The text in an element, without spaces at its ends. Its fixed wording is kept, to be checked."""
        said: list[str] = []
        inlines = tidied(self._inlines(node, node, said))
        self.said.append(Said(name=node.name, text="".join(said), where=self.marks.place(node.at)))
        return inlines

    def _inlines(self, node: Element, block: Element, said: list[str]) -> list[Inline]:
        found: list[Inline] = []
        for child in node.children:
            match child:
                case Words():
                    said.append(child.text)
                    found.append(Text(value=child.text, origin=Origin.FIXED))
                case Placeholder():
                    # It parts the words around it, as it does on the page.
                    said.append(PARTING)
                    found.extend(self._in_line(child, block))
                case Element():
                    children = tuple(self._inlines(child, block, said))
                    found.append(Styled(style=_STYLES[child.name], children=children))
        return found

    def _in_line(self, node: Placeholder, block: Element) -> Inlines:
        piece = self.pieces[node.key]
        where = self.marks.place(node.at)
        if piece.line is None:
            raise TemplateError(
                f"{piece.told} stands by itself and cannot be part of a <{block.name}>",
                where=where,
                hint=f"place it outside of the <{block.name}>",
            )
        if piece.evidence and block.name in _NO_NOTES:
            raise TemplateError(
                f"{piece.told} cannot stand in a <{block.name}>: its note has no place there",
                where=where,
                hint="put it into a <p>, an <li> or a <td>",
            )
        self._take(node)
        return piece.line(self.calls)

    def _take(self, node: Placeholder) -> Piece:
        """A piece that is placed now; evidence and whole parts are placed once."""
        piece = self.pieces[node.key]
        where = self.marks.place(node.at)
        if piece.blocks is not None and node.key in self.places:
            raise TemplateError(
                f"{piece.told} is placed twice, first at {self.places[node.key]}", where=where, hint="place it once"
            )
        for statement in piece.statements:
            if statement in self.statements:
                raise TemplateError(
                    f"statement {statement!r} is placed twice, first at {self.statements[statement]}",
                    where=where,
                    hint="place it once; the parts of a section place its statements too",
                )
            self.statements[statement] = where
        self.places.setdefault(node.key, where)
        return piece


def _element(node: Node) -> Element:
    """A node where the vocabulary allows elements alone."""
    if not isinstance(node, Element):
        raise TypeError(f"{node!r} stands where only elements do")
    return node
