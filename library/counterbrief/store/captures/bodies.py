"""Bodies of web archives: unpacked within bounds, joined from chunks, and checked against the digests they state."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from typing import Final

from counterbrief.store.captures.errors import BrokenDocumentError, TooLargeDocumentError, UnknownDocumentError
from counterbrief.store.captures.limits import DOCUMENT_BYTES, MEMBERS, UNPACKED_BYTES, refuse_large

AGAIN: Final = "save or copy it again"
_CHUNK: Final = 1 << 20
_SLICE: Final = 1 << 16


def inflate(data: bytes) -> bytes:
    """The bytes behind gzip, of all its members; raises BrokenDocumentError, or TooLargeDocumentError for a bomb."""
    parts: list[bytes] = []
    length = members = at = 0
    while at < len(data) and (members == 0 or data[at] != 0):  # zero bytes may fill up the end
        members += 1
        if members > MEMBERS:
            raise TooLargeDocumentError(f"the archive holds more than {MEMBERS:,} packed records")
        packed = zlib.decompressobj(16 + zlib.MAX_WBITS)
        while not packed.eof:
            if at >= len(data) and not packed.unconsumed_tail:
                raise BrokenDocumentError("the gzip file is cut off", hint=AGAIN)
            given = packed.unconsumed_tail
            if not given:
                given = data[at : at + _SLICE]
                at += len(given)
            try:
                piece = packed.decompress(given, _CHUNK)
            except zlib.error as error:
                raise BrokenDocumentError(f"the gzip file is damaged ({error})", hint=AGAIN) from error
            parts.append(piece)
            length += len(piece)
            refuse_large(length, UNPACKED_BYTES, "what is packed in the file")
        at -= len(packed.unused_data)
    return b"".join(parts)


def refuse_altered(stated: str | None, *candidates: bytes) -> None:
    """A digest is stated as ``sha1:`` and base 32 or hexadecimal digits; other algorithms are not looked at."""
    name, _, digest = (stated or "").partition(":")
    if name.lower() not in ("sha1", "sha256") or not digest:
        return
    wanted = digest.strip().upper().rstrip("=")
    for data in candidates:
        made = hashlib.new(name.lower(), data, usedforsecurity=False).digest()
        if wanted in (made.hex().upper(), base64.b32encode(made).decode().rstrip("=")):
            return
    raise BrokenDocumentError(
        "the document in the web archive is not what its record says: the digest differs", hint=AGAIN
    )


def unchunked(body: bytes) -> bytes:
    """The body of a chunked answer (RFC 9112, section 7.1). Many archives keep the header and drop the chunks."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + 1024)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            if not parts:
                return body
            raise BrokenDocumentError("the document in the web archive is cut off within a chunk", hint=AGAIN)
        length = int(size, 16)
        if length == 0:
            return b"".join(parts)
        part = body[end + 1 : end + 1 + length]
        if len(part) < length:
            raise BrokenDocumentError("the document in the web archive is cut off within a chunk", hint=AGAIN)
        parts.append(part)
        at = end + 1 + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1


def uncoded(body: bytes, coding: str) -> bytes:
    """The body behind a content coding (RFC 9110, section 8.4); raises UnknownDocumentError for one that is not read."""
    if coding in ("", "identity") or not body:
        return body
    if coding in ("gzip", "x-gzip"):
        # Some archives keep the header and unpack the body.
        data = inflate(body) if body.startswith(b"\x1f\x8b") else body
    elif coding == "deflate":
        packed = zlib.decompressobj(zlib.MAX_WBITS if body[0] & 0x0F == 8 else -zlib.MAX_WBITS)
        try:
            data = packed.decompress(body, DOCUMENT_BYTES + 1)
        except zlib.error as error:
            raise BrokenDocumentError(f"the document in the web archive is damaged ({error})", hint=AGAIN) from error
        if len(data) <= DOCUMENT_BYTES and not packed.eof:
            raise BrokenDocumentError("the document in the web archive is cut off", hint=AGAIN)
    else:
        raise UnknownDocumentError(
            f"the document in the web archive is packed with {coding!r}, which is not read",
            hint="save the page again, or unpack it and capture the page itself",
        )
    refuse_large(len(data), DOCUMENT_BYTES, "the document in the web archive")
    return data
