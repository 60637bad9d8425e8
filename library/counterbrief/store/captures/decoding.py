"""Bytes to characters: the encoding that is given or declared, else UTF-8, else one that is named. Never in silence."""

from __future__ import annotations

import codecs
import re
from typing import Final

import attrs

from counterbrief.store.captures.errors import BrokenDocumentError, UnknownDocumentError

#: Byte order marks, the longest first (UTF-32's begins with UTF-16's).
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What documents are written in (WHATWG Encoding, section 4.2), by the names that Python gives.
_KNOWN: Final = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be utf-32 big5 big5hkscs cp866 euc_jp euc_kr gb18030 gb2312 gbk iso2022_jp johab "
    "koi8-r koi8-u mac-roman mac-cyrillic shift_jis tis-620 cp874 cp932 cp949".split()
    + [f"cp125{n}" for n in range(9)]
    + [f"iso8859-{n}" for n in range(1, 17)]
    + ["ascii"]
)
#: On the web these names mean the Windows code page, which has more characters (WHATWG Encoding, section 4.2).
_MEANT: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
}
FALLBACK: Final = "windows-1252"

#: A page declares its encoding in its first kilobyte (WHATWG HTML, section 13.2.3.2).
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|"""
    rb"""<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""",
    re.IGNORECASE,
)
_MARKED = "\ufffd"


@attrs.frozen(kw_only=True)
class Decoded:
    """Text, the encoding it was read with, and what a person must know of the reading."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def byte_order_mark(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark names, and its length."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that HTML or XML declares at its beginning, as it is written there."""
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else None


def decode(data: bytes, *, declared: str | None = None, given: str | None = None) -> Decoded:
    """The characters of ``data``.

    ``given``, where a person names the encoding, goes before everything; then a byte order mark, the ``declared``
    encoding, strict UTF-8, and windows-1252, which is named in a note. A few bytes that do not fit are marked with
    U+FFFD and counted in a note. Raises BrokenDocumentError where the bytes fit no encoding, and UnknownDocumentError
    where the given encoding is unknown.
    """
    if given is not None:
        return _given(data, given)
    mark = byte_order_mark(data)
    if mark is not None:
        encoding, length = mark
        return _strict(data, encoding, skip=length) or _marked(data, encoding, "its byte order mark says", skip=length)
    notes: tuple[str, ...] = ()
    if declared is not None:
        known = _known(declared)
        if known is None:
            notes = (f"the declared encoding {declared!r} is unknown",)
        else:
            fits = _strict(data, known)
            if fits is not None:
                return fits
            if known == "utf-8":
                notes = ("the document declares UTF-8, and not all of its bytes are",)
            else:
                notes = (f"the document declares {declared}, and not all of its bytes are",)
                return _strict(data, "utf-8", notes) or _marked(data, known, "it declares", notes)
    return _strict(data, "utf-8", notes) or _mostly_utf8(data, notes) or _fallback(data, notes)


def _given(data: bytes, given: str) -> Decoded:
    encoding = _known(given)
    if encoding is None:
        raise UnknownDocumentError(
            f"the encoding {given!r} is unknown", hint="name one such as 'utf-8', 'windows-1256' or 'koi8-r'"
        )
    mark = byte_order_mark(data)
    skip = mark[1] if mark and mark[0] == encoding else 0
    return _strict(data, encoding, skip=skip) or _marked(data, encoding, "you named", skip=skip)


def _known(label: str) -> str | None:
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name) if name in _KNOWN else None


def _label(encoding: str) -> str:
    """The encoding's name as people know it."""
    return f"windows-{encoding[2:]}" if encoding.startswith("cp125") else encoding


def _strict(data: bytes, encoding: str, notes: tuple[str, ...] = (), *, skip: int = 0) -> Decoded | None:
    try:
        # A utf-16 or utf-32 decoder reads the mark itself.
        text = data.decode(encoding) if encoding in ("utf-16", "utf-32") else data[skip:].decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None
    return Decoded(text=text, encoding=_label(encoding), notes=notes)


def _marked(data: bytes, encoding: str, why: str, notes: tuple[str, ...] = (), *, skip: int = 0) -> Decoded:
    """A text in which a few bytes do not fit; raises BrokenDocumentError where they are many."""
    body = data if encoding in ("utf-16", "utf-32") else data[skip:]
    text = body.decode(encoding, "replace")
    marks = text.count(_MARKED)
    if marks * 100 > len(text):
        raise BrokenDocumentError(
            f"the document cannot be read in the encoding that {why}: {marks} places of {len(text)} characters do not fit",
            hint="name the right encoding, or save the document again as UTF-8",
        )
    return Decoded(text=text, encoding=_label(encoding), notes=(*notes, _count(marks, _label(encoding))))


def _mostly_utf8(data: bytes, notes: tuple[str, ...]) -> Decoded | None:
    """UTF-8 in which single bytes are broken: ten good letters beyond ASCII stand against each bad place."""
    text = data.decode("utf-8", "replace")
    marks = text.count(_MARKED)
    good = sum(1 for character in text if character > "\x7f") - marks
    if good < 10 * marks:
        return None
    return Decoded(text=text, encoding="utf-8", notes=(*notes, _count(marks, "utf-8")))


def _count(marks: int, encoding: str) -> str:
    if marks == 1:
        return f"one place does not fit the encoding {encoding} and stands as U+FFFD"
    return f"{marks} places do not fit the encoding {encoding} and stand as U+FFFD"


def _fallback(data: bytes, notes: tuple[str, ...]) -> Decoded:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise BrokenDocumentError(
            f"the encoding cannot be told: the bytes are neither UTF-8 nor {FALLBACK} (byte {error.start + 1})",
            hint="name the encoding, or save the document again as UTF-8",
        ) from error
    note = f"the encoding is guessed: read as {FALLBACK}; where letters look wrong, name the right one"
    return Decoded(text=text, encoding=FALLBACK, notes=(*notes, note))
