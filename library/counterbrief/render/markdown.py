"""The Document tree as CommonMark with footnotes and pipe tables, for people who paste briefs into other tools."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote

import attrs

from counterbrief.render.checks import check_document, one_line
from counterbrief.render.editorial import has_loose_editor_words, prints_editor_mark, running_lines
from counterbrief.render.tree import (
    BarChart,
    Block,
    Box,
    Cell,
    Direction,
    Document,
    Foreign,
    Heading,
    Inlines,
    Items,
    Link,
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
)

# Marks that mean something anywhere in a line, in CommonMark or in the dialects that people paste into: emphasis, code,
# links, HTML, strike-through, table cells, formulas, super- and subscripts, attributes.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~$^{}]")
_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
# What GitHub's dialect turns into a link without being asked: a scheme, "www." and an e-mail address.
_AUTOLINK = re.compile(r"(?<=[A-Za-z])(:)(?=//)|(?<=\bwww)(\.)|(?<=[A-Za-z0-9])(@)(?=[A-Za-z0-9])")
# What means something at the start of a block only: headings, lists, rules, the underline of a heading, definitions.
_AT_START = re.compile(r"^( *)([#+=:%-]|[0-9]{1,9}(?=[.)]))")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
# Where emphasis opens and closes, until the whole run is known: noncharacters, which no text of a document may hold.
_OPEN = {"\ufdd0": "**", "\ufdd2": "*"}
_CLOSE = {"\ufdd1": "**", "\ufdd3": "*"}
_STYLES = {"strong": ("\ufdd0", "\ufdd1"), "emphasis": ("\ufdd2", "\ufdd3")}


def write_markdown(document: Document) -> bytes:
    """The document as UTF-8 CommonMark, with footnotes ``[^1]`` and pipe tables; LF, one final newline.

    Every character that could become markup where it stands is escaped. Parts in the other direction are set between
    first-strong isolates (Unicode Standard Annex 9), since plain text has no other way to keep them in order. Raises
    :class:`~counterbrief.errors.RenderError` for what :func:`~counterbrief.render.checks.check_document` refuses.
    """
    check_document(document)
    blocks = [block for block in _Writer(document=document).whole() if block]
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def escape(text: str) -> str:
    """Text that reads as itself inside a line of CommonMark."""
    text = _ANYWHERE.sub(r"\\\g<0>", one_line(text))
    return _AUTOLINK.sub(r"\\\g<0>", _ENTITY.sub(r"\\&", text))


def _line(markup: str) -> str:
    """Inline markup as a block of its own: what would open a list or a heading at its start is escaped."""
    markup = markup.strip(" ")
    found = _AT_START.match(markup)
    if not found:
        return markup
    after = found.end()
    if found.group(2)[0].isdigit():
        return f"{markup[:after]}\\{markup[after:]}"
    return f"{markup[: after - 1]}\\{markup[after - 1 :]}"


def _indented(text: str, prefix: str) -> str:
    """The text with a list marker before its first line and as many spaces before the others."""
    lines = text.split("\n")
    rest = [" " * len(prefix) + line if line else "" for line in lines[1:]]
    return "\n".join([prefix + lines[0], *rest])


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


@attrs.frozen(kw_only=True)
class _Writer:
    """The writer of one document."""

    document: Document

    def whole(self) -> Iterator[str]:
        """The document's blocks of Markdown, to be set apart by empty lines."""
        meta = self.document.meta
        running = [_line(f"**{escape(line)}**") for line in running_lines(meta)]
        yield from running
        facts = (meta.publisher, meta.kind, meta.date_printed or meta.date.isoformat(), meta.marking, meta.plan)
        yield _line(" · ".join(self.isolated(escape(fact)) for fact in facts if fact))
        yield "---"
        yield from self.blocks(self.document.blocks)
        yield "---"
        if prints_editor_mark(self.document):
            yield _line(f"{self.mark().strip()} {escape(meta.labels.editor_mark_long)}")
        for note in self.document.notes:
            yield f"[^{note.number}]: {_line(self.inlines(note.children))}"
        yield from running
        yield _line(self.isolated(escape(meta.generator)))

    def isolated(self, markup: str) -> str:
        """A value that stands by itself: isolated in a document that runs from right to left."""
        if self.document.meta.direction == "rtl" and markup:
            return f"{_FIRST_STRONG_ISOLATE}{markup}{_POP_ISOLATE}"
        return markup

    def mark(self) -> str:
        return f" \\[{escape(self.document.meta.labels.editor_mark)}\\]"

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def joined(self, blocks: Iterable[Block]) -> str:
        return "\n\n".join(filter(None, self.blocks(blocks)))

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                # A closing run of number signs would vanish from a heading.
                text = re.sub(r"(#+)$", r"\\\1", self.inlines(block.children).strip(" "))
                yield f"{'#' * block.level} {text}"
            case Paragraph():
                yield _line(self.run(block.children))
            case Items():
                yield self.items(block)
            case Section():
                yield from self.blocks(block.children)
            case Box():
                yield _quoted(self.joined(block.children))
            case Quotation():
                yield _quoted("\n\n".join(self.quotation(block)))
            case Table():
                yield self.caption(block.caption)
                yield self.table(block)
            case BarChart():
                yield self.caption(block.caption)
                yield _line(escape(block.alternative))
                bars = (f"{escape(bar.label)}: {self.isolated(escape(bar.printed))}" for bar in block.bars)
                yield "\n".join(f"* {_line(bar)}" for bar in bars)
            case SourceList():
                entries = ("\n\n".join(self.source(entry.children, entry.remarks)) for entry in block.entries)
                yield "\n".join(_indented(entry, "- ") for entry in entries)

    def items(self, items: Items) -> str:
        written = [
            _indented(self.joined(item), f"{number}. " if items.ordered else "- ")
            for number, item in enumerate(items.items, start=1)
        ]
        loose = any("\n" in item for item in written)
        return ("\n\n" if loose else "\n").join(written)

    def quotation(self, quotation: Quotation) -> Iterator[str]:
        yield _line(self.foreign(escape(quotation.words), quotation.direction, self.document.meta.direction))
        if quotation.original is not None:
            label = escape(self.document.meta.labels.original)
            yield _line(f"{label} {self.inlines((quotation.original,))}")
        yield _line(f"— {self.run(quotation.attribution)}")

    def source(self, children: Inlines, remarks: Inlines) -> Iterator[str]:
        yield _line(self.run(children))
        if remarks:
            yield _line(self.run(remarks))

    def caption(self, caption: Inlines) -> str:
        """A caption in bold; a note called in it stands behind the bold part, where every dialect finds it."""
        text = self.run(caption).strip(" ")
        return _line(text) if "**" in text else f"**{text}**"

    def table(self, table: Table) -> str:
        rule = [" ---: " if cell.numeric else " --- " for cell in table.header]
        rows = [self.row(table.header), f"|{'|'.join(rule)}|", *(self.row(row) for row in table.rows)]
        return "\n".join(rows)

    def row(self, cells: Iterable[Cell]) -> str:
        texts = ((self.run(cell.children).strip(" "), cell.numeric) for cell in cells)
        return f"| {' | '.join(self.isolated(text) if numeric else text for text, numeric in texts)} |"

    def run(self, inlines: Inlines) -> str:
        return self.inlines(inlines) + (self.mark() if has_loose_editor_words(inlines) else "")

    def inlines(self, inlines: Inlines) -> str:
        return _emphasised(self.unresolved(inlines, self.document.meta.direction))

    def unresolved(self, inlines: Inlines, around: Direction) -> str:
        return "".join(self.inline(inline, around) for inline in _merged(inlines))

    def inline(self, inline: object, around: Direction) -> str:
        match inline:
            case Text():
                return escape(inline.value)
            case Styled():
                return _styled(inline.style, self.unresolved(inline.children, around))
            case Foreign():
                return self.foreign(self.unresolved(inline.children, inline.direction), inline.direction, around)
            case Link():
                return f"[{self.unresolved(inline.children, around)}]({_address(inline.href)})"
            case NoteMark():
                return f"[^{inline.number}]"
            case StatementSpan():
                mark = self.mark() if inline.origin is Origin.EDITOR else ""
                return self.unresolved(inline.children, around) + mark
            case _:
                raise TypeError(f"not an inline of the tree: {inline!r}")

    def foreign(self, markup: str, direction: Direction, around: Direction) -> str:
        return f"{_FIRST_STRONG_ISOLATE}{markup}{_POP_ISOLATE}" if direction != around else markup


def _merged(inlines: Inlines) -> Iterator[object]:
    """The run with neighbouring texts as one, so that what they become together is escaped."""
    held: Text | None = None
    for inline in inlines:
        if isinstance(inline, Text):
            held = inline if held is None else attrs.evolve(held, value=held.value + inline.value)
            continue
        if held is not None:
            yield held
            held = None
        yield inline
    if held is not None:
        yield held


def _styled(style: str, markup: str) -> str:
    """Strong and emphasis as Markdown has them, with spaces kept outside the marks; other styles have no sign here."""
    inner = markup.strip(" ")
    if style not in _STYLES or not inner:
        return markup
    start, end = _STYLES[style]
    before, _, after = markup.partition(inner)
    return f"{before}{start}{inner}{end}{after}"


def _emphasised(markup: str) -> str:
    """The run with its emphasis written out, and without any that CommonMark would print as asterisks.

    A mark works only where it "flanks" a word (CommonMark 0.31, section 6.2): a bracket inside it needs a space or a
    bracket outside it. Emphasis right behind other emphasis would run into it. Such words stay plain.
    """
    for closing, opening in zip(_CLOSE, _OPEN, strict=True):
        markup = markup.replace(closing + opening, "")
    written = list(markup)
    opened: list[int] = []
    for place, character in enumerate(markup):
        if character in _OPEN:
            opened.append(place)
        elif character in _CLOSE:
            start = opened.pop()
            works = _flanks(markup, start, -1) and _flanks(markup, place, 1) and markup[start - 1 : start] not in _CLOSE
            written[start] = _OPEN[markup[start]] if works else ""
            written[place] = _CLOSE[character] if works else ""
    return "".join(written)


def _flanks(markup: str, mark: int, outwards: int) -> bool:
    """Whether the mark at this place holds: by a word inside it, or by a space or punctuation outside it."""
    inside, outside = _beside(markup, mark, -outwards), _beside(markup, mark, outwards)
    return not _is_punctuation(inside) or not outside.strip() or _is_punctuation(outside)


def _beside(markup: str, mark: int, step: int) -> str:
    """The next character of the text on that side of a mark; nothing at an end of the run."""
    place = mark + step
    while 0 <= place < len(markup) and (markup[place] in _OPEN or markup[place] in _CLOSE):
        place += step
    return markup[place] if 0 <= place < len(markup) else ""


def _is_punctuation(character: str) -> bool:
    return character != "" and unicodedata.category(character)[0] in "PS"


def _address(href: str) -> str:
    """An address as the target of a link, with what could end it or be read as markup in percent form."""
    address = re.sub(r"[\\<>|\s]", lambda found: quote(found.group(), safe=""), href)
    return f"<{address}>" if re.search(r"[()\[\]*_`~&]", address) else address
