"""What every writer refuses, and how it names the place: the part of a document's soundness that types cannot state."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from counterbrief.errors import RenderError
from counterbrief.render.tree import (
    BarChart,
    Block,
    Box,
    Document,
    Heading,
    Inlines,
    Items,
    Labels,
    Link,
    NoteMark,
    Paragraph,
    Quotation,
    Section,
    SourceList,
    StatementSpan,
    Table,
    inlines_of,
    plain_text,
    walk_blocks,
    walk_inlines,
)

# Controls, line and paragraph separators, surrogates, noncharacters and the directional controls that outlive their
# own text (embeddings, overrides, isolates): writers add isolates themselves, and text that brings its own could turn
# what follows it around.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_SPACES = re.compile(r"[ \t\r\n]+")


def one_line(text: str) -> str:
    """The text with every run of spaces, tabs and line ends as one space: a tree holds no line breaks."""
    return _SPACES.sub(" ", text)


def check_document(document: Document) -> None:
    """Refuse what no format can print truly.

    Raises :class:`RenderError` for a character that no text may hold (named with its code point and place), and for
    notes that do not match their marks: the marks must count 1, 2, 3... in reading order, with one note for each.
    """
    for place, text in texts(document):
        found = _REFUSED.search(text)
        if found:
            raise RenderError(
                f"{place} holds the control character {code_point(found.group())}, which no document may print",
                hint="remove the character from the text",
            )
    called = [mark.number for run in _runs(document) for mark in walk_inlines(run) if isinstance(mark, NoteMark)]
    expected = list(range(1, len(document.notes) + 1))
    if called != expected or [note.number for note in document.notes] != expected:
        raise RenderError(
            f"the note marks {_listed(called)} do not match the notes {_listed([n.number for n in document.notes])}; "
            "expected the same numbers in both, from 1 in reading order"
        )


def code_point(text: str) -> str:
    """``U+1F600``, or several of them, for messages."""
    return " ".join(f"U+{ord(character):04X}" for character in text)


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """Every string that a writer prints, with the name of its place for messages, in reading order."""
    meta = document.meta
    for name in ("plan", "kind", "title", "description", "publisher", "date_printed", "marking", "generator"):
        yield f"the document's {name.replace('_', ' ')}", getattr(meta, name)
    for keyword in meta.keywords:
        yield f"the keyword {_start(keyword)}", keyword
    for line in meta.running:
        yield f"the running line {_start(line)}", line
    for name in _LABELS:
        yield f"the label {name!r}", getattr(meta.labels, name)
    for block in walk_blocks(document.blocks):
        place = _name(block)
        if isinstance(block, Quotation):
            yield place, block.words
            if block.original is not None:
                yield f"the original wording of {place}", _printed(block.original.children)
        elif isinstance(block, BarChart):
            yield f"the alternative text of {place}", block.alternative
            for bar in block.bars:
                yield f"a bar of {place}", bar.label
                yield f"a bar of {place}", bar.printed
        for run in inlines_of(block):
            yield place, _printed(run)
    for note in document.notes:
        yield f"note {note.number}", _printed(note.children)


_LABELS = tuple(field.name for field in attrs.fields(Labels))


def _printed(inlines: Inlines) -> str:
    """The characters of a run, and the addresses of its links."""
    parts = [inline.href if isinstance(inline, Link) else "" for inline in walk_inlines(inlines)]
    return " ".join([plain_text(inlines), *filter(None, parts)])


def _runs(document: Document) -> Iterator[Inlines]:
    """Every run in which a note can be called, in reading order."""
    for block in walk_blocks(document.blocks):
        yield from inlines_of(block)


def _name(block: Block) -> str:
    match block:
        case Heading():
            return f"the heading {_start(plain_text(block.children))}"
        case Paragraph():
            spans = [inline.statement for inline in walk_inlines(block.children) if isinstance(inline, StatementSpan)]
            if spans:
                return f"the paragraph with statement {spans[0]!r}"
            return f"the paragraph {_start(plain_text(block.children))}"
        case Quotation():
            return f"the quotation of statement {block.statement!r}"
        case Table():
            return f"the table {_start(plain_text(block.caption))}"
        case BarChart():
            return f"the chart {_start(plain_text(block.caption))}"
        case SourceList():
            return "the list of sources"
        case Items() | Section() | Box():
            return "the document"


def _start(text: str) -> str:
    shown = _REFUSED.sub("\N{REPLACEMENT CHARACTER}", one_line(text))
    return f'"{shown[:40]}…"' if len(shown) > 40 else f'"{shown}"'


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers)) or "(none)"
