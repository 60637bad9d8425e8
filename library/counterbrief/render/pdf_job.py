"""The Document tree as JSON for house.typ: lengths and lists are worked out here, the layout there."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, TypeAlias

from counterbrief.render.checks import one_line
from counterbrief.render.editorial import has_loose_editor_words, running_lines
from counterbrief.render.tree import (
    BarChart,
    Block,
    Box,
    Cell,
    Document,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Meta,
    Note,
    NoteMark,
    Origin,
    Paragraph,
    Quotation,
    Section,
    SourceEntry,
    SourceList,
    StatementSpan,
    Styled,
    Table,
    Text,
    plain_text,
)

Json: TypeAlias = "dict[str, Any]"

#: A word longer than this may be broken anywhere: no line of a page is left behind by an address or a digest.
_LONG_WORD = re.compile(r"[^\s\u200b]{25,}")
#: Scripts whose words are not set apart by spaces break by rules of their own.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff]")
_PARTS = re.compile(r"[^/?&=_.\-]+[/?&=_.\-]*|[/?&=_.\-]+")
_JOINERS = "\u200c\u200d"


def pdf_job(document: Document, chosen: Sequence[str], packs: Sequence[str]) -> str:
    """The document as the JSON that house.typ reads.

    ``chosen``: families of the user's folders, before the house's own for all but Latin; ``packs``: families that come
    after them.
    """
    tree = {
        "meta": _meta(document.meta),
        "chosen": list(chosen),
        "packs": list(packs),
        "blocks": _blocks(document.blocks),
        "notes": [_note(note) for note in document.notes],
    }
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _meta(meta: Meta) -> Json:
    labels = meta.labels
    return {
        "plan": one_line(meta.plan),
        "kind": one_line(meta.kind),
        "title": one_line(meta.title),
        "description": one_line(meta.description),
        "publisher": one_line(meta.publisher),
        "date": [meta.date.year, meta.date.month, meta.date.day],
        "date_printed": one_line(meta.date_printed) or meta.date.isoformat(),
        **_language(meta.language),
        "direction": meta.direction,
        "marking": one_line(meta.marking),
        "tlp": meta.marking.startswith("TLP:"),
        "keywords": [one_line(keyword) for keyword in meta.keywords],
        "running": [one_line(line) for line in running_lines(meta)],
        "draft": meta.draft,
        "labels": {
            "page": one_line(labels.page),
            "mark": one_line(labels.editor_mark),
            "mark_long": one_line(labels.editor_mark_long),
            "original": one_line(labels.original),
            "draft": one_line(labels.draft),
        },
    }


def _language(tag: str) -> Json:
    """A BCP 47 tag in the parts that Typst takes; a numeric region (UN M.49) has no place there."""
    language, *rest = tag.split("-")
    script = next((part.capitalize() for part in rest if len(part) == 4 and part.isalpha()), None)
    region = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), None)
    return {"lang": language.lower(), "script": script, "region": region}


def _blocks(blocks: Sequence[Block]) -> list[Json]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Json:
    match block:
        case Heading():
            return {"t": "heading", "level": block.level, "c": _inlines(block.children)}
        case Paragraph():
            # A page never ends within a short paragraph; a longer one keeps two lines together on both sides.
            short = len(plain_text(block.children)) <= 420
            return {"t": "par", "role": block.role, "short": short, "c": _run(block.children)}
        case Items():
            return {"t": "items", "ordered": block.ordered, "items": [_blocks(item) for item in block.items]}
        case Section():
            return {"t": "section", "c": _blocks(block.children)}
        case Box():
            return {"t": "box", "role": block.role, "c": _blocks(block.children)}
        case Quotation():
            return _quotation(block)
        case Table():
            return _table(block)
        case BarChart():
            return _chart(block)
        case SourceList():
            return {"t": "sources", "entries": [_source(entry) for entry in block.entries]}


def _quotation(quotation: Quotation) -> Json:
    return {
        "t": "quotation",
        **_language(quotation.language),
        "d": quotation.direction,
        "words": _text(quotation.words),
        "long": len(quotation.words) > 700,
        "original": None if quotation.original is None else _inline(quotation.original),
        "c": _run(quotation.attribution),
    }


def _table(table: Table) -> Json:
    columns = zip(table.header, *table.rows, strict=True)
    return {
        "t": "table",
        "caption": _run(table.caption),
        "widths": [_width(column) for column in columns],
        "header": [_cell(cell) for cell in table.header],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "row_headers": table.row_headers,
    }


def _width(column: Sequence[Cell]) -> int:
    """A column's share of the width, from its longest words and its mean length; 0 for as wide as its numbers are."""
    header, *cells = column
    if cells and all(cell.numeric for cell in cells) and len(plain_text(header.children)) <= 16:
        return 0
    lengths = [len(plain_text(cell.children)) for cell in column]
    longest = max((len(word) for cell in column for word in plain_text(cell.children).split()), default=1)
    # A note mark adds to a word; the root keeps a column of long text from starving one of short words.
    return max(longest + 3, round(3 * math.sqrt(sum(lengths) / len(lengths))))


def _cell(cell: Cell) -> Json:
    return {"numeric": cell.numeric, "c": _run(cell.children)}


def _chart(chart: BarChart) -> Json:
    longest = max((bar.value for bar in chart.bars), default=0)
    bars = [
        {
            "label": _text(bar.label),
            "length": round(1000 * max(bar.value, 0) / longest) if longest > 0 else 0,
            "printed": _text(bar.printed),
        }
        for bar in chart.bars
    ]
    return {"t": "chart", "caption": _run(chart.caption), "alt": one_line(chart.alternative), "bars": bars}


def _source(entry: SourceEntry) -> Json:
    return {"c": _run(entry.children), "remarks": _run(entry.remarks)}


def _note(note: Note) -> list[Json]:
    return _inlines(note.children)


def _run(inlines: Inlines) -> list[Json]:
    """A run with the editors' mark behind it where their words stand outside a statement."""
    mark = [{"t": "mark"}] if has_loose_editor_words(inlines) else []
    return [*_inlines(inlines), *mark]


def _inlines(inlines: Inlines) -> list[Json]:
    written = []
    for number, inline in enumerate(inlines):
        if isinstance(inline, NoteMark) and number and isinstance(inlines[number - 1], NoteMark):
            written.append({"t": "between-notes"})
        written.append(_inline(inline))
    return written


def _inline(inline: Inline) -> Json:
    match inline:
        case Text():
            return _text(inline.value)
        case Styled():
            return {"t": inline.style, "c": _inlines(inline.children)}
        case Foreign():
            local = {**_language(inline.language), "d": inline.direction}
            return {"t": "foreign", **local, "c": _inlines(inline.children)}
        case Link():
            return {"t": "link", "href": inline.href, "c": _inlines(inline.children)}
        case NoteMark():
            return {"t": "note", "n": inline.number - 1}
        case StatementSpan():
            mark = [{"t": "mark"}] if inline.origin is Origin.EDITOR else []
            return {"t": "span", "c": [*_inlines(inline.children), *mark]}


def _text(value: str) -> Json:
    """Text as pieces between which a line may end without a hyphen and without a character of ours."""
    value = one_line(value)
    pieces = [""]
    done = 0
    for found in _LONG_WORD.finditer(value):
        word = found.group()
        if _UNSPACED.search(word) or (word.isalpha() and len(word) < 40):
            continue
        first, *rest = _broken(word)
        pieces[-1] += value[done : found.start()] + first
        pieces.extend(rest)
        done = found.end()
    pieces[-1] += value[done:]
    return {"t": "text", "v": pieces}


def _broken(word: str) -> list[str]:
    """A long word in pieces: behind its slashes, dots and hyphens; every eight characters where it has none."""
    return [piece for part in _PARTS.findall(word) for piece in ([part] if len(part) <= 24 else _chopped(part))]


def _chopped(part: str) -> list[str]:
    """Pieces of at least eight characters, none of which begins with a mark that belongs to the letter before it."""
    pieces = [""]
    for character in part:
        joins = unicodedata.category(character)[0] == "M" or character in _JOINERS or pieces[-1][-1:] in _JOINERS
        if len(pieces[-1]) >= 8 and not joins:
            pieces.append("")
        pieces[-1] += character
    return pieces
