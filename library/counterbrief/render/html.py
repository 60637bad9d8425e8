"""The Document tree as one self-contained HTML file: no script, no request, readable without its style."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib.resources import files

import attrs

from counterbrief.render.checks import check_document, one_line
from counterbrief.render.editorial import has_loose_editor_words, prints_editor_mark, running_lines
from counterbrief.render.tree import (
    BarChart,
    Block,
    Box,
    Cell,
    Document,
    Foreign,
    Heading,
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
    SourceList,
    StatementSpan,
    Styled,
    Table,
    Text,
    walk_blocks,
)

_STYLES = {
    "strong": ("<strong>", "</strong>"),
    "emphasis": ("<em>", "</em>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "small-caps": ('<span class="small-caps">', "</span>"),
    "small": ("<small>", "</small>"),
}


def write_html(document: Document) -> bytes:
    """The document as UTF-8 HTML: landmarks, notes linked both ways, and each statement with its id and its sources.

    Each :class:`~counterbrief.render.tree.StatementSpan` and quotation carries ``data-statement``, ``data-cites`` (ids
    of sources with a space between them) and ``data-origin``. The content security policy allows the file's own style,
    named by its hash, and nothing else. Raises :class:`~counterbrief.errors.RenderError` for what
    :func:`~counterbrief.render.checks.check_document` refuses.
    """
    check_document(document)
    style = _style(document)
    lines = [*_head(document.meta, style), *_Body(document=document).lines()]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _style(document: Document) -> str:
    """The house style, and what a style attribute may not say under a strict policy: the length of each bar."""
    style = files("counterbrief.render").joinpath("house.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    charts = [block for block in walk_blocks(document.blocks) if isinstance(block, BarChart)]
    lengths = sorted({length for chart in charts for length in _lengths(chart)})
    rules = [f".len-{length}{{inline-size:{length / 10:g}%}}" for length in lengths]
    return "\n" + style + "".join(f"{rule}\n" for rule in rules)


def _lengths(chart: BarChart) -> list[int]:
    """The length of each bar in thousandths of the longest."""
    longest = max((bar.value for bar in chart.bars), default=0)
    return [round(1000 * max(bar.value, 0) / longest) if longest > 0 else 0 for bar in chart.bars]


def _head(meta: Meta, style: str) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_text(meta.language)}" dir="{meta.direction}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(meta.title)}</title>"
    named = (
        ("description", meta.description),
        ("author", meta.publisher),
        ("date", meta.date.isoformat()),
        ("keywords", ", ".join(meta.keywords)),
        ("generator", meta.generator),
    )
    for name, content in named:
        if content:
            yield f'<meta name="{name}" content="{_text(content)}">'
    yield f"<style>{style}</style>"
    yield "</head>"


def _text(value: str) -> str:
    """Text that is safe between tags and between double quotes."""
    return escape(one_line(value), quote=True)


@attrs.frozen(kw_only=True)
class _Body:
    """The body of one document."""

    document: Document

    def lines(self) -> Iterator[str]:
        meta = self.document.meta
        yield f'<body class="{"draft" if meta.draft else "final"}">'
        yield f'<a class="skip" href="#content">{_text(meta.labels.skip)}</a>'
        yield '<header class="band">'
        yield f'<p class="publisher">{_text(meta.publisher)}</p>'
        date = f'<time datetime="{meta.date.isoformat()}">{_text(meta.date_printed or meta.date.isoformat())}</time>'
        yield f'<p class="kind">{_text(meta.kind)} <span class="dot">·</span> <bdi>{date}</bdi></p>'
        yield f'<p class="marking"><bdi class="{_marking(meta.marking)}">{_text(meta.marking)}</bdi></p>'
        yield "</header>"
        # Printed, this element is repeated at the head of every page, with the marking before its lines.
        running = "".join(f"<p>{_text(line)}</p>" for line in running_lines(meta))
        yield f'<div class="running" role="note" data-marking="{_text(meta.marking)}">{running}</div>'
        if meta.draft:
            yield f'<div class="watermark" aria-hidden="true">{_text(meta.labels.draft)}</div>'
        yield '<main id="content" tabindex="-1">'
        yield from self.blocks(self.document.blocks)
        yield from self.notes()
        yield "</main>"
        yield '<footer class="colophon">'
        if prints_editor_mark(self.document):
            yield f"<p>{self.mark()} {_text(meta.labels.editor_mark_long)}</p>"
        yield (
            f'<p><bdi>{_text(meta.plan)}</bdi> <span class="dot">·</span> <bdi>{_text(meta.generator)}</bdi> '
            f'<span class="dot">·</span> <bdi class="{_marking(meta.marking)}">{_text(meta.marking)}</bdi></p>'
        )
        yield "</footer>"
        yield "</body>"
        yield "</html>"

    def mark(self) -> str:
        labels = self.document.meta.labels
        return f'<abbr class="ed" title="{_text(labels.editor_mark_long)}">{_text(labels.editor_mark)}</abbr>'

    def notes(self) -> Iterator[str]:
        if not self.document.notes:
            return
        labels = self.document.meta.labels
        yield '<section class="notes" role="doc-endnotes" aria-labelledby="notes">'
        yield f'<h2 id="notes">{_text(labels.notes)}</h2>'
        yield "<ol>"
        yield from (self.note(note) for note in self.document.notes)
        yield "</ol>"
        yield "</section>"

    def note(self, note: Note) -> str:
        back = _text(f"{self.document.meta.labels.back} {note.number}")
        return (
            f'<li id="note-{note.number}" value="{note.number}">{self.inlines(note.children)} '
            f'<a class="back" role="doc-backlink" href="#mark-{note.number}" aria-label="{back}">'
            f'<span aria-hidden="true">↑</span></a></li>'
        )

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield f"<h{block.level}>{self.inlines(block.children)}</h{block.level}>"
            case Paragraph():
                kind = "" if block.role == "body" else f' class="{block.role}"'
                yield f"<p{kind}>{self.run(block.children)}</p>"
            case Items():
                yield from self.items(block)
            case Section():
                yield f'<section data-role="{_text(block.role)}">'
                yield from self.blocks(block.children)
                yield "</section>"
            case Box():
                role = ' role="note"' if block.role in ("notice", "warning", "limits") else ""
                yield f'<div class="box {block.role}"{role}>'
                yield from self.blocks(block.children)
                yield "</div>"
            case Quotation():
                yield from self.quotation(block)
            case Table():
                yield from self.table(block)
            case BarChart():
                yield from self.chart(block)
            case SourceList():
                yield '<ul class="sources">'
                for entry in block.entries:
                    remarks = f'<p class="remarks">{self.run(entry.remarks)}</p>' if entry.remarks else ""
                    yield (
                        f'<li id="source-{_text(entry.source)}" data-source="{_text(entry.source)}">'
                        f"<p>{self.run(entry.children)}</p>{remarks}</li>"
                    )
                yield "</ul>"

    def items(self, items: Items) -> Iterator[str]:
        tag = "ol" if items.ordered else "ul"
        yield f"<{tag}>"
        for item in items.items:
            match item:
                case (Paragraph(role="body", children=children),):
                    yield f"<li>{self.run(children)}</li>"
                case _:
                    yield "<li>"
                    yield from self.blocks(item)
                    yield "</li>"
        yield f"</{tag}>"

    def quotation(self, quotation: Quotation) -> Iterator[str]:
        yield f'<figure class="quotation" {_data(quotation.statement, quotation.cites, Origin.EVIDENCE)}>'
        local = f'lang="{_text(quotation.language)}" dir="{quotation.direction}"'
        yield f"<blockquote {local}><p>{_text(quotation.words)}</p></blockquote>"
        yield "<figcaption>"
        original = quotation.original
        if original is not None:
            label = _text(self.document.meta.labels.original)
            yield f'<p class="original"><span class="label">{label}</span> {self.inlines((original,))}</p>'
        yield f'<p class="attribution">{self.run(quotation.attribution)}</p>'
        yield "</figcaption>"
        yield "</figure>"

    def table(self, table: Table) -> Iterator[str]:
        yield '<div class="scroll"><table>'
        yield f"<caption>{self.run(table.caption)}</caption>"
        yield f"<thead><tr>{''.join(self.cell(cell, 'col') for cell in table.header)}</tr></thead>"
        yield "<tbody>"
        for row in table.rows:
            scopes = ["row" if table.row_headers and number == 0 else None for number in range(len(row))]
            yield f"<tr>{''.join(map(self.cell, row, scopes))}</tr>"
        yield "</tbody>"
        yield "</table></div>"

    def cell(self, cell: Cell, scope: str | None) -> str:
        kind = ' class="number"' if cell.numeric else ""
        text = self.run(cell.children)
        text = f'<bdi dir="ltr">{text}</bdi>' if cell.numeric and scope is None else text
        return f'<th scope="{scope}"{kind}>{text}</th>' if scope else f"<td{kind}>{text}</td>"

    def chart(self, chart: BarChart) -> Iterator[str]:
        yield '<figure class="chart">'
        yield f"<figcaption>{self.run(chart.caption)}</figcaption>"
        yield f'<div role="img" aria-label="{_text(chart.alternative)}">'
        for bar, length in zip(chart.bars, _lengths(chart), strict=True):
            data = _data(bar.statement, bar.cites, Origin.EVIDENCE)
            yield (
                f'<div class="row" {data}><span class="name">{_text(bar.label)}</span> '
                f'<span class="lane"><span class="bar len-{length}"></span></span> '
                f'<bdi class="value" dir="ltr">{_text(bar.printed)}</bdi></div>'
            )
        yield "</div>"
        yield "</figure>"

    def run(self, inlines: Inlines) -> str:
        """A run with the editors' mark behind it where their words stand outside a statement."""
        return self.inlines(inlines) + (self.mark() if has_loose_editor_words(inlines) else "")

    def inlines(self, inlines: Inlines) -> str:
        parts = []
        for number, inline in enumerate(inlines):
            match inline:
                case Text():
                    parts.append(_text(inline.value))
                case Styled():
                    start, end = _STYLES[inline.style]
                    parts.append(start + self.inlines(inline.children) + end)
                case Foreign():
                    local = f'lang="{_text(inline.language)}" dir="{inline.direction}"'
                    parts.append(f"<bdi {local}>{self.inlines(inline.children)}</bdi>")
                case Link():
                    href = escape(inline.href, quote=True)
                    parts.append(f'<a href="{href}" rel="external noreferrer">{self.inlines(inline.children)}</a>')
                case NoteMark():
                    if number and isinstance(inlines[number - 1], NoteMark):
                        parts.append("<sup>,</sup>")
                    parts.append(
                        f'<sup class="mark"><a id="mark-{inline.number}" role="doc-noteref" '
                        f'href="#note-{inline.number}">{inline.number}</a></sup>'
                    )
                case StatementSpan():
                    data = _data(inline.statement, inline.cites, inline.origin)
                    mark = self.mark() if inline.origin is Origin.EDITOR else ""
                    parts.append(f'<span class="statement" {data}>{self.inlines(inline.children)}{mark}</span>')
        return "".join(parts)


def _data(statement: str, cites: tuple[str, ...], origin: Origin) -> str:
    return f'data-statement="{_text(statement)}" data-cites="{_text(" ".join(cites))}" data-origin="{origin.value}"'


def _marking(marking: str) -> str:
    """The class that gives a TLP label its colour (FIRST, Traffic Light Protocol 2.0, section 6)."""
    name = marking.removeprefix("TLP:").partition("+")[0].lower()
    return f"tlp {name}" if marking.startswith("TLP:") and name in ("clear", "green", "amber", "red") else "tlp"
