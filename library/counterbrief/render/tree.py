"""The Document tree: the closed vocabulary that every writer lays out, so that no format can say what another does not.

Text knows its :class:`Origin`. The gate on the finished tree reads it; writers show it where a reader must see it.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs


class Origin(enum.Enum):
    """Who answers for a piece of text (promise 1)."""

    EVIDENCE = "evidence"  #: from a record of the corpus; stands in a statement that carries a citation
    EDITOR = "editor"  #: the editors' own words in a plan, marked as such in every format
    FIXED = "fixed"  #: fixed wording of a template or of the engine
    RECORD = "record"  #: names, dates, grades and identifiers that the engine prints about the brief or its records


Direction: TypeAlias = Literal["ltr", "rtl"]
Style: TypeAlias = Literal["strong", "emphasis", "superscript", "subscript", "small-caps", "small"]


@attrs.frozen(kw_only=True)
class Text:
    """A run of characters. Never markup: every writer escapes it."""

    value: str
    origin: Origin


@attrs.frozen(kw_only=True)
class Styled:
    """Text in one style."""

    style: Style
    children: tuple[Inline, ...]


@attrs.frozen(kw_only=True)
class Foreign:
    """A part in a language or direction of its own: tagged with both, and isolated from the text around it."""

    language: str  #: BCP 47; "und" where it is unknown
    direction: Direction
    children: tuple[Inline, ...]


@attrs.frozen(kw_only=True)
class Link:
    """A link out of the document; http and https only."""

    href: str = attrs.field()
    children: tuple[Inline, ...]

    @href.validator
    def _only_web(self, _attribute: object, value: str) -> None:
        if not value.startswith(("https://", "http://")):
            raise ValueError(f"a link must be http or https, not {value!r}")


@attrs.frozen(kw_only=True)
class NoteMark:
    """Where the note with this number (from 1, in reading order) is called."""

    number: int


@attrs.frozen(kw_only=True)
class StatementSpan:
    """One statement of the brief: evidence with its citations, or the editors' own words (then ``cites`` is empty)."""

    statement: str  #: id of the statement
    origin: Origin
    cites: tuple[str, ...]  #: ids of the sources, in the order cited
    children: tuple[Inline, ...]  #: ends with its NoteMark where it is evidence


Inline: TypeAlias = "Text | Styled | Foreign | Link | NoteMark | StatementSpan"
Inlines: TypeAlias = "tuple[Inline, ...]"


@attrs.frozen(kw_only=True)
class Heading:
    """A heading; level 1 is the title of the document and stands once."""

    level: Literal[1, 2, 3]
    children: Inlines


@attrs.frozen(kw_only=True)
class Paragraph:
    """A paragraph; its role chooses how it looks, never what it says."""

    children: Inlines
    role: Literal["body", "lead", "kicker", "small", "label"] = "body"


@attrs.frozen(kw_only=True)
class Items:
    """A list, numbered or not."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


@attrs.frozen(kw_only=True)
class Section:
    """A part of the document with one idea; its role names it for readers and programs."""

    role: str
    children: tuple[Block, ...]


@attrs.frozen(kw_only=True)
class Box:
    """A part set apart from the run of the text."""

    role: Literal["notice", "warning", "limits", "key", "plain"]
    children: tuple[Block, ...]


@attrs.frozen(kw_only=True)
class Quotation:
    """Somebody's words as their source prints them; where it is a translation, the original follows if it is known."""

    statement: str
    cites: tuple[str, ...]
    language: str
    direction: Direction
    words: str
    original: Foreign | None
    attribution: Inlines  #: who speaks, how their words came here; ends with the NoteMark


@attrs.frozen(kw_only=True)
class Cell:
    """A cell of a table."""

    children: Inlines
    numeric: bool = False


@attrs.frozen(kw_only=True)
class Table:
    """A table with a caption and a header row; the first cell of each row names it where ``row_headers`` is set."""

    caption: Inlines
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_headers: bool = True


@attrs.frozen(kw_only=True)
class Bar:
    """One bar: the statement it draws, its label, its length as a whole number, and the value as it is printed."""

    statement: str
    cites: tuple[str, ...]
    label: str
    value: int
    printed: str


@attrs.frozen(kw_only=True)
class BarChart:
    """Horizontal bars drawn from data. Its numbers stand in a table of the same document too."""

    caption: Inlines
    alternative: str  #: the chart told in words, for those who do not see it
    bars: tuple[Bar, ...]


@attrs.frozen(kw_only=True)
class SourceEntry:
    """One entry of the list of sources."""

    source: str  #: id of the source
    children: Inlines
    remarks: Inlines  #: reliability, what the source does not state; may be empty


@attrs.frozen(kw_only=True)
class SourceList:
    """Every source that the document cites, once, and no other."""

    entries: tuple[SourceEntry, ...]


Block: TypeAlias = "Heading | Paragraph | Items | Section | Box | Quotation | Table | BarChart | SourceList"


@attrs.frozen(kw_only=True)
class Note:
    """The text of one citation note."""

    number: int
    statement: str
    children: Inlines


@attrs.frozen(kw_only=True)
class Labels:
    """Fixed wording that writers print themselves, in the language of the document."""

    notes: str  #: heading over the notes
    back: str  #: text alternative of a note's link back
    page: str  #: with the fields {page} and {pages}
    editor_mark: str  #: the short mark behind the editors' own words
    editor_mark_long: str  #: what the mark means
    original: str  #: before a quotation's original wording
    skip: str  #: link over the head of an HTML page
    draft: str  #: the word that crosses every page of a draft


@attrs.frozen(kw_only=True)
class Meta:
    """What a document says about itself."""

    plan: str  #: id of the plan
    kind: str  #: name of the brief type, for people
    title: str
    description: str
    publisher: str
    date: dt.date
    date_printed: str = ""  #: the date as the document's language writes it; ISO 8601 where this is empty
    language: str  #: BCP 47 with region, such as "en-GB"
    direction: Direction
    marking: str  #: TLP marking, such as "TLP:CLEAR"
    keywords: tuple[str, ...]
    running: tuple[str, ...]  #: lines printed on every page: clearance, draft, "working copy"
    draft: bool
    generator: str  #: name and version of the library
    labels: Labels


@attrs.frozen(kw_only=True)
class Document:
    """A whole document: what it says about itself, its blocks, its notes, and the evidence that travels with it."""

    meta: Meta
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    evidence: bytes  #: evidence.json, attached to the PDF as it is


def inlines_of(block: Block) -> tuple[Inlines, ...]:
    """The runs of inline content that stand directly in a block, in reading order."""
    match block:
        case Heading() | Paragraph():
            return (block.children,)
        case Quotation():
            return (block.attribution,)
        case Table():
            cells = (*block.header, *(cell for row in block.rows for cell in row))
            return (block.caption, *(cell.children for cell in cells))
        case BarChart():
            return (block.caption,)
        case SourceList():
            return tuple(run for entry in block.entries for run in (entry.children, entry.remarks))
        case Items() | Section() | Box():
            return ()


def walk_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, parents first, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Items):
            for item in block.items:
                yield from walk_blocks(item)
        elif isinstance(block, Section | Box):
            yield from walk_blocks(block.children)


def walk_inlines(inlines: Inlines) -> Iterator[Inline]:
    """Every inline, parents first, in reading order."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Styled | Foreign | Link | StatementSpan):
            yield from walk_inlines(inline.children)


def plain_text(inlines: Inlines) -> str:
    """The characters of a run without note marks."""
    return "".join(inline.value for inline in walk_inlines(inlines) if isinstance(inline, Text))
