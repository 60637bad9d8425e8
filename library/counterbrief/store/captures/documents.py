"""Any saved document: which kind it is, what a reader sees of it, and what it states about itself."""

from __future__ import annotations

import datetime as dt

import attrs

from counterbrief.errors import Place
from counterbrief.store.captures import kinds, warc
from counterbrief.store.captures.bodies import inflate
from counterbrief.store.captures.decoding import declared_encoding, decode
from counterbrief.store.captures.errors import BrokenDocumentError, DocumentError, EncryptedDocumentError, NoTextError
from counterbrief.store.captures.flow import plain
from counterbrief.store.captures.libraries import READING, library, tool
from counterbrief.store.captures.limits import DOCUMENT_BYTES, MEGABYTE, refuse_large, refuse_long
from counterbrief.store.captures.turns import speaker_turns
from counterbrief.store.captures.values import About, Document, Stated, VisibleText
from counterbrief.store.captures.zips import Zip


def visible_text(data: bytes, name: str, *, address: str | None = None, encoding: str | None = None) -> VisibleText:
    """The full visible text of a saved document, in reading order; see :func:`read_document`."""
    return read_document(data, name, address=address, encoding=encoding).visible


def article_text(data: bytes, name: str, *, address: str | None = None, encoding: str | None = None) -> str:
    """The main text of a page without menus and neighbours, for reading and lineage; never for verification.

    The visible text where the document is no HTML, or where no article is found in it. Needs trafilatura.
    """
    opened = _open(data, name, address, encoding)
    read = _read(opened, name)
    if read.visible.document_type != kinds.HTML or opened.markup is None:
        return read.visible.text
    trafilatura = library("trafilatura", "trafilatura", "the article of a page")
    if len(opened.markup) > 4 * MEGABYTE or opened.markup.count("<") > 200_000:
        return read.visible.text
    try:
        article: str | None = trafilatura.extract(opened.markup, include_comments=False, favor_recall=True)
    except (RecursionError, ValueError):
        article = None
    return plain(article).strip() if article and article.strip() else read.visible.text


def read_document(data: bytes, name: str, *, address: str | None = None, encoding: str | None = None) -> Document:
    """Read a saved document: HTML, WARC, WACZ, PDF, plain text, DOCX, ODT, WebVTT or SubRip. Its bytes tell which.

    ``name`` stands for it in messages. ``address`` chooses a document out of a web archive that holds several.
    ``encoding`` goes before what the document declares.

    Raises a subclass of :class:`DocumentError` where it cannot be read or holds no text, and
    :class:`~counterbrief.errors.MissingToolError` where a library is not installed. Text that comes back is never empty.
    """
    return _read(_open(data, name, address, encoding), name)


@attrs.frozen(kw_only=True)
class _Opened:
    """A document out of whatever it was packed in: markup or text for text formats, else bytes or a zip archive."""

    media_type: str
    document_type: str
    data: bytes
    markup: str | None = None
    archive: Zip | None = None
    encoding: str | None = None
    address: str | None = None
    fetched_on: dt.date | None = None
    notes: tuple[str, ...] = ()


def _open(data: bytes, name: str, address: str | None, encoding: str | None) -> _Opened:
    try:
        refuse_large(len(data), DOCUMENT_BYTES, "the file")
        return _opened(data, address, encoding)
    except DocumentError as error:
        error.where = error.where or Place(file=name)
        raise


def _opened(data: bytes, address: str | None, encoding: str | None) -> _Opened:
    kind = kinds.kind_of_bytes(data)
    archive = Zip.open(data) if kind == kinds.ZIP else None
    if archive is not None:
        kind = _kind_of_zip(archive)
    if kind == kinds.GZIP:
        inflated = inflate(data)
        if not inflated.startswith(b"WARC/"):
            raise kinds.unread("a gzip file without a web archive", "unpack it, and capture what is in it")
        kind, page = kinds.WARC_GZ, warc.read_warc(inflated, address)
    elif kind == kinds.WARC:
        page = warc.read_warc(data, address)
    elif kind == kinds.WACZ and archive is not None:
        page = warc.read_wacz(archive, address)
    else:
        return _inner(data, kind, archive, None, encoding)
    inner_kind = kinds.kind_of_bytes(page.data)
    inner_archive = Zip.open(page.data) if inner_kind == kinds.ZIP else None
    if inner_archive is not None:
        inner_kind = _kind_of_zip(inner_archive)
    if inner_kind in (kinds.WARC, kinds.WACZ, kinds.GZIP):
        raise kinds.unread("a web archive within a web archive", "take the inner one out, and capture that")
    inner = _inner(page.data, inner_kind, inner_archive, page.charset, encoding)
    return attrs.evolve(
        inner,
        media_type=kind,
        address=page.address,
        fetched_on=page.fetched_on,
        notes=(*page.notes, *inner.notes),
    )


def _inner(data: bytes, kind: str, archive: Zip | None, charset: str | None, encoding: str | None) -> _Opened:
    if kind != kinds.PLAIN:
        return _Opened(media_type=kind, document_type=kind, data=data, archive=archive)
    decoded = decode(data, declared=charset or declared_encoding(data), given=encoding)
    kind = kinds.kind_of_text(decoded.text)
    return _Opened(
        media_type=kind,
        document_type=kind,
        data=data,
        markup=decoded.text,
        encoding=decoded.encoding,
        notes=decoded.notes,
    )


def _kind_of_zip(archive: Zip) -> str:
    names = set(archive.names)
    if "mimetype" in names:
        stated = archive.read("mimetype", MEGABYTE).decode("ascii", "replace").strip()
        if stated in (kinds.ODT, f"{kinds.ODT}-template"):
            return kinds.ODT
        raise kinds.unread(f"a zip archive of the kind {stated[:80]!r}", "save the document as PDF, DOCX or ODT")
    if "word/document.xml" in names:
        return kinds.DOCX
    if any(name.startswith("archive/") and name.endswith((".warc", ".warc.gz")) for name in names):
        return kinds.WACZ
    if "EncryptedPackage" in names:
        raise EncryptedDocumentError("the document is locked with a password", hint="save it without one")
    raise kinds.unread("a zip archive that is no DOCX, ODT or WACZ", "unpack it, and capture the files")


def _read(opened: _Opened, name: str) -> Document:
    try:
        document = _document(opened)
        if not document.visible.text.strip():
            raise NoTextError(
                "the document holds no text that a reader sees",
                hint="a page made by scripts must be saved from the browser, after it has loaded",
            )
        refuse_long(len(document.visible.text))
    except DocumentError as error:
        error.where = error.where or Place(file=name)
        raise
    return document


def _document(opened: _Opened) -> Document:
    stated: tuple[Stated, ...] = ()
    tools: tuple[str, ...] = (READING,)
    address = opened.address
    visible = VisibleText(
        text="",
        media_type=opened.media_type,
        document_type=opened.document_type,
        encoding=opened.encoding,
        fetched_on=opened.fetched_on,
        notes=opened.notes,
    )
    match opened.document_type, opened.markup, opened.archive:
        case kinds.HTML, str(markup), _:
            from counterbrief.store.captures.html import read_html
            from counterbrief.store.captures.page_facts import page_facts, saved_from

            text, head = read_html(markup)
            saved = saved_from(head)
            address = address or (saved[0] if saved else None)
            stated = page_facts(head, address)
            tools = (READING, tool("lxml"))
            visible = attrs.evolve(visible, text=text)
        case ((kinds.VTT | kinds.SRT), str(markup), _):
            from counterbrief.store.captures.subtitles import read_subtitles

            text, turns, language = read_subtitles(markup)
            visible = attrs.evolve(visible, text=text, turns=turns)
            if language:
                stated = (Stated(about=About.LANGUAGE, value=language, where="the head of the subtitles"),)
        case kinds.PDF, _, _:
            from counterbrief.store.captures.pdf import read_pdf

            text, pages, stated = read_pdf(opened.data)
            tools = (READING, tool("pypdfium2"))
            visible = attrs.evolve(visible, text=text, pages=pages)
        case ((kinds.DOCX | kinds.ODT), _, Zip() as archive):
            from counterbrief.store.captures.office import read_docx, read_odt

            text, stated = read_docx(archive) if opened.document_type == kinds.DOCX else read_odt(archive)
            visible = attrs.evolve(visible, text=text, turns=speaker_turns(text))
        case _, str(markup), _:
            text = plain(markup)
            visible = attrs.evolve(visible, text=text, turns=speaker_turns(text))
        case _:
            raise BrokenDocumentError("the document cannot be read")
    return Document(visible=attrs.evolve(visible, address=address, tools=tools), stated=stated)
