"""Which kind of document some bytes are. Their content decides; a name never does."""

from __future__ import annotations

import re
from typing import Final

from counterbrief.store.captures.decoding import byte_order_mark
from counterbrief.store.captures.errors import EmptyDocumentError, UnknownDocumentError

HTML: Final = "text/html"
PLAIN: Final = "text/plain"
VTT: Final = "text/vtt"
SRT: Final = "application/x-subrip"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT: Final = "application/vnd.oasis.opendocument.text"
WARC: Final = "application/warc"
WARC_GZ: Final = "application/warc+gzip"
WACZ: Final = "application/wacz"
ZIP: Final = "application/zip"  #: until its members are looked at
GZIP: Final = "application/gzip"  #: until it is unpacked

#: First bytes of what people save by mistake, with what to do instead.
_RECORDING = "make a transcript, and capture that"
_PICTURE = "have its text typed or recognised, and capture that"
_OFFICE = "save it as DOCX or PDF"
_UNREAD: Final = (
    (b"\x89PNG\r\n", "a PNG picture", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (b"GIF8", "a GIF picture", _PICTURE),
    (b"II*\x00", "a TIFF picture", _PICTURE),
    (b"MM\x00*", "a TIFF picture", _PICTURE),
    (b"RIFF", "a sound, video or WebP file", _RECORDING),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video", _RECORDING),
    (b"ID3", "an MP3 recording", _RECORDING),
    (b"\xff\xfb", "an MP3 recording", _RECORDING),
    (b"OggS", "an Ogg recording", _RECORDING),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .ppt)", _OFFICE),
    (b"{\\rtf", "an RTF file", _OFFICE),
    (b"Rar!", "a RAR archive", "unpack it, and capture the files"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it, and capture the files"),
    (b"BZh", "a bzip2 archive", "unpack it, and capture the files"),
    (b"\xfd7zXZ", "an xz archive", "unpack it, and capture the files"),
    (b"(\xb5/\xfd", "a Zstandard archive", "unpack it, and capture the files"),
    (b"MZ", "a Windows program", None),
    (b"\x7fELF", "a Linux program", None),
    (b"SQLite format 3\x00", "an SQLite database", None),
)
_MHTML = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?MIME-Version:", re.IGNORECASE)

_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}>")
_COMMENT = re.compile(r"\s*<!--")
_HTML_START = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|header|footer|nav|main|article|section|aside|div|"
    r"span|p|pre|h[1-6]|ul|ol|li|dl|table|form|input|select|blockquote|a|b|i|em|strong|font|center|br|hr|img|svg|iframe)\b",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"</(?:p|div|body|html|a|span|td|li|h[1-6])\s*>", re.IGNORECASE)
_SRT_START = re.compile(
    r"\s*\d+[ \t]*\n[ \t]*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->[ \t]*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}"
)
_XML_START = re.compile(r"\s*<\?xml\b")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def kind_of_bytes(data: bytes) -> str:
    """The media type of binary formats, or ``text/plain`` for what must be looked at as text.

    Raises EmptyDocumentError, or UnknownDocumentError that says what the bytes are.
    """
    if not data:
        raise EmptyDocumentError("the file is empty", hint="save the document again")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if data.startswith(b"\x1f\x8b"):
        return GZIP
    if data.startswith(b"WARC/"):
        return WARC
    zeros = b"\x00" in data[:65536]
    for magic, what, hint in _UNREAD:
        # A text may begin with letters such as MZ; what they mark otherwise holds zero bytes.
        if data.startswith(magic) and (zeros or not magic.isalnum()):
            raise unread(what, hint)
    if zeros and data[4:8] == b"ftyp":
        raise unread("an MP4 video or a picture", _RECORDING)
    if _MHTML.match(data[:8192]):
        raise unread("an e-mail, or a page saved as MHTML", "save it as HTML, PDF or WARC instead")
    if zeros and byte_order_mark(data) is None:
        raise unread("no text: it holds zero bytes", None)
    return PLAIN


def kind_of_text(text: str) -> str:
    """The media type of a decoded text: HTML, subtitles, or plain. Raises UnknownDocumentError where it is no text."""
    head = text[:65536].replace("\r\n", "\n").replace("\r", "\n")
    controls = len(_CONTROL.findall(head))
    if controls > 8 and controls * 50 > len(head):
        raise unread(f"no text: {controls} of its first {len(head)} characters are controls", None)
    if re.match(r"\s*WEBVTT(?:[ \t\n]|$)", head):
        return VTT
    if _SRT_START.match(head):
        return SRT
    if _HTML_START.match(text, _behind_comments(text)) or (head.lstrip().startswith("<") and _ANY_TAG.search(head)):
        return HTML
    if _XML_START.match(head):
        raise unread("an XML file that is no web page", "save the document as HTML, PDF or plain text")
    return PLAIN


def _behind_comments(text: str) -> int:
    """Where the text begins behind an XML declaration and comments."""
    declaration = _XML_DECLARATION.match(text)
    at = declaration.end() if declaration else 0
    while comment := _COMMENT.match(text, at):
        closed = text.find("-->", comment.end())
        if closed < 0:
            break
        at = closed + 3
    return at


def unread(what: str, hint: str | None) -> UnknownDocumentError:
    """The error for a kind of file that is not read."""
    return UnknownDocumentError(
        f"this is {what}, and no document that can be captured",
        hint=hint or "captured are HTML, WARC, WACZ, PDF, plain text, DOCX, ODT, VTT and SRT",
    )
