"""Text documents of office programs: DOCX (ECMA-376) and ODT (OASIS OpenDocument 1.3).

Deleted and hidden text and comments are left out; foot- and endnotes follow the text, so that they break no sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from counterbrief.store.captures.errors import BrokenDocumentError, EncryptedDocumentError
from counterbrief.store.captures.flow import Flow
from counterbrief.store.captures.values import About, Stated
from counterbrief.store.captures.xml import local, read_xml
from counterbrief.store.captures.zips import Zip

_MOST_SPACES: Final = 1000

#: DOCX: deleted text and what takes the place of a picture or of newer markup elsewhere.
_DOCX_UNSEEN: Final = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "sectPr", "tblPr"})
_DOCX_CHARACTERS: Final = {"tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_ODT_UNSEEN: Final = frozenset(
    {"annotation", "tracked-changes", "note-citation", "hidden-text", "hidden-paragraph", "ruby-text"}
)


def read_docx(archive: Zip) -> tuple[str, tuple[Stated, ...]]:
    """The text of a DOCX and what its properties state."""
    flow = Flow()
    for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if part in archive.names:
            flow.table()
            read_xml(archive.read(part), _Docx(flow=flow), part)
    properties = _Properties()
    if "docProps/core.xml" in archive.names:
        read_xml(archive.read("docProps/core.xml"), properties, "docProps/core.xml")
    return flow.result(), properties.stated("the document's properties")


def read_odt(archive: Zip) -> tuple[str, tuple[Stated, ...]]:
    """The text of an ODT and what its properties state."""
    if "content.xml" not in archive.names:
        raise BrokenDocumentError("the ODT holds no content.xml", hint="save it again")
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.names else b""
    if b"encryption-data" in manifest:
        raise EncryptedDocumentError("the document is locked with a password", hint="save it without one")
    reader = _Odt()
    read_xml(archive.read("content.xml"), reader, "content.xml")
    reader.add_notes()
    properties = _Properties()
    if "meta.xml" in archive.names:
        read_xml(archive.read("meta.xml"), properties, "meta.xml")
    return reader.flow.result(), properties.stated("the document's properties")


@attrs.define(kw_only=True)
class _Docx:
    """The events of a part of a DOCX, made into text."""

    flow: Flow
    _unseen: int = 0
    _taking: bool = False
    _vanished: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = local(name)
        if self._unseen or tag in _DOCX_UNSEEN:
            self._unseen += 1
            return
        flow = self.flow
        match tag:
            case "p" | "txbxContent":
                flow.block()
            case "tbl":
                flow.table()
            case "tr":
                flow.row()
            case "tc":
                flow.cell()
            case _:
                self._in_run(tag, attributes)

    def _in_run(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What stands in a run: its hidden mark, its text, and the characters that have elements of their own."""
        if tag == "r":
            self._vanished = False
        elif tag == "vanish":
            value = next((text for key, text in attributes.items() if local(key) == "val"), "true")
            self._vanished = value not in ("0", "false", "off")
        elif not self._vanished:
            if tag == "t":
                self._taking = True
            elif tag in ("br", "cr"):
                self.flow.break_line()
            elif tag in _DOCX_CHARACTERS:
                self.flow.raw(_DOCX_CHARACTERS[tag])

    def end(self, name: str) -> None:
        tag = local(name)
        if self._unseen:
            self._unseen -= 1
        elif tag == "t":
            self._taking = False
        elif tag in ("p", "txbxContent"):
            self.flow.block()
        elif tag == "tbl":
            self.flow.table()

    def data(self, text: str) -> None:
        if self._taking and not self._unseen:
            self.flow.raw(text)


@attrs.define(kw_only=True)
class _Odt:
    """The events of an ODT's content, made into text."""

    flow: Flow = attrs.field(factory=Flow)
    _notes: list[Flow] = attrs.field(factory=list)
    #: Where the text goes while a note is open, and how deep paragraphs and unseen elements are nested.
    _outer: list[Flow] = attrs.field(factory=list)
    _paragraphs: int = 0
    _unseen: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = local(name)
        if self._unseen or tag in _ODT_UNSEEN or (tag in ("title", "desc") and "svg" in name):
            self._unseen += 1
            return
        flow = self.flow
        match tag:
            case "p" | "h":
                flow.block()
                self._paragraphs += 1
            case "note-body":
                self._outer.append(flow)
                self.flow = Flow()
                self._notes.append(self.flow)
            case "list-item":
                flow.line()
            case "s":
                flow.raw(" " * _count(attributes))
            case "tab":
                flow.raw("\t")
            case "line-break":
                flow.break_line()
            case "table":
                flow.table()
            case "table-row":
                flow.row()
            case "table-cell":
                flow.cell()

    def end(self, name: str) -> None:
        tag = local(name)
        if self._unseen:
            self._unseen -= 1
        elif tag in ("p", "h"):
            self.flow.block()
            self._paragraphs -= 1
        elif tag == "table":
            self.flow.table()
        elif tag == "note-body" and self._outer:
            self.flow = self._outer.pop()

    def data(self, text: str) -> None:
        if self._paragraphs and not self._unseen:
            self.flow.text(text)

    def add_notes(self) -> None:
        """Put the notes behind the text."""
        for note in self._notes:
            self.flow.table()
            self.flow.raw(note.result())


def _count(attributes: Mapping[str, str]) -> int:
    value = next((text for key, text in attributes.items() if local(key) == "c"), "1")
    return min(int(value), _MOST_SPACES) if value.isascii() and value.isdigit() and len(value) < 9 else 1


_ABOUT: Final = {
    "title": About.TITLE,
    "creator": About.AUTHOR,
    "initial-creator": About.AUTHOR,
    "publisher": About.PUBLISHER,
    "language": About.LANGUAGE,
    "created": About.MADE,
    "creation-date": About.MADE,
}


@attrs.define
class _Properties:
    """The events of a properties file."""

    _found: list[tuple[str, str]] = attrs.field(factory=list)
    _text: list[str] | None = None

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._text = [] if local(name) in _ABOUT else None

    def end(self, name: str) -> None:
        if self._text is not None:
            self._found.append((local(name), "".join(self._text)))
        self._text = None

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def stated(self, where: str) -> tuple[Stated, ...]:
        """What the properties state; the first writer goes before the last."""
        ordered = sorted(self._found, key=lambda pair: pair[0] != "initial-creator")
        return tuple(
            Stated(about=_ABOUT[name], value=text, where=f"{where}: {name}") for name, text in ordered if text.strip()
        )
