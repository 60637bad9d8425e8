"""Web archives: WARC (ISO 28500:2017), as it is or packed with gzip, and WACZ 1.1.1.

Lengths and digests are checked on the way, and a record that is cut off is an error. Libraries for the format pass such
archives in silence (warcio: issues 127 and 138), so the framing, which is simple, is read here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from counterbrief.store.captures.bodies import AGAIN, inflate, refuse_altered, unchunked, uncoded
from counterbrief.store.captures.errors import (
    BrokenDocumentError,
    ChoiceError,
    TooLargeDocumentError,
)
from counterbrief.store.captures.limits import DOCUMENT_BYTES, MEGABYTE, MEMBERS, UNPACKED_BYTES, refuse_large
from counterbrief.store.captures.zips import Zip

_LONGEST_HEAD: Final = 1 << 16
_VERSION = re.compile(rb"WARC/\d{1,2}\.\d{1,2}\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_READABLE: Final = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/vtt")


@attrs.frozen(kw_only=True)
class Page:
    """A document out of a web archive.

    Attributes:
        data: its bytes, unpacked
        address: where it was fetched
        fetched_on: when, where the archive says so
        charset: the encoding that its server declared
        notes: which other documents the archive holds
    """

    data: bytes
    address: str
    fetched_on: dt.date | None
    charset: str | None
    notes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class _Record:
    headers: Mapping[str, str]
    block: memoryview


def read_warc(archive: bytes, address: str | None) -> Page:
    """The document of ``address``, or the first one; see :func:`read_wacz`."""
    return _choose(list(_responses([archive])), address, ())


def read_wacz(archive: Zip, address: str | None) -> Page:
    """The document of ``address``; without one, the first page that the archive lists, else its first document.

    Raises ChoiceError where the address is not in it, and BrokenDocumentError where a length or a digest is wrong.
    """
    digests = _digests(archive)
    warcs = []
    for name in archive.names:
        if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
            data = archive.read(name, UNPACKED_BYTES)
            if name in digests and hashlib.sha256(data).hexdigest() != digests[name]:
                raise BrokenDocumentError(f"{name} in the archive is not what its datapackage.json says", hint=AGAIN)
            warcs.append(inflate(data) if data.startswith(b"\x1f\x8b") else data)
            refuse_large(sum(map(len, warcs)), UNPACKED_BYTES, "what is packed in the archive")
    return _choose(list(_responses(warcs)), address, _listed(archive))


def _choose(found: list[_Record], address: str | None, listed: tuple[str, ...]) -> Page:
    addresses = [_address(record) for record in found]
    if not found:
        raise ChoiceError("the web archive holds no document that was fetched whole", hint="save the page again")
    wanted = address or next((one for one in listed if _key(one) in map(_key, addresses)), None)
    notes: tuple[str, ...] = ()
    if wanted is not None:
        at = next((number for number, one in enumerate(addresses) if _key(one) == _key(wanted)), None)
        if at is None:
            raise ChoiceError(f"the web archive holds no document from {wanted}", hint=f"it holds: {_some(addresses)}")
    else:
        at = next((number for number, one in enumerate(found) if _media_type(one) in _READABLE), 0)
    pages = listed or [one for one, record in zip(addresses, found, strict=True) if _is_page(record)]
    others = [one for one in dict.fromkeys(pages) if _key(one) != _key(addresses[at])]
    if address is None and others:
        which = "document" if len(others) == 1 else "documents"
        notes = (f"the web archive holds {len(others)} more {which}; this is {addresses[at]}; others: {_some(others)}",)
    return _page(found[at], addresses[at], notes)


def _some(addresses: list[str]) -> str:
    more = f" and {len(addresses) - 5} more" if len(addresses) > 5 else ""
    return ", ".join(addresses[:5]) + more


def _key(address: str) -> str:
    """Addresses that differ in the fragment or in the last slash are one."""
    return address.partition("#")[0].rstrip("/")


def _records(archive: bytes) -> Iterator[_Record]:
    view = memoryview(archive)
    at = 0
    count = 0
    while True:
        while archive[at : at + 1] in (b"\r", b"\n"):
            at += 1
        if at == len(archive):
            return
        count += 1
        if count > MEMBERS:
            raise TooLargeDocumentError(f"the web archive holds more than {MEMBERS:,} records")
        if not _VERSION.match(archive, at):
            raise BrokenDocumentError(
                f"the web archive is damaged: no record begins at byte {at + 1}, where one must", hint=AGAIN
            )
        end = _HEAD_END.search(archive, at, at + _LONGEST_HEAD)
        if end is None:
            raise BrokenDocumentError("the web archive is cut off within the head of a record", hint=AGAIN)
        headers = _headers(archive[at : end.start()])
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            raise BrokenDocumentError("a record of the web archive does not state its length", hint=AGAIN)
        start = end.end()
        if start + int(length) > len(archive):
            raise BrokenDocumentError(
                f"the web archive is cut off: its last record states {int(length):,} bytes, "
                f"{len(archive) - start:,} are there",
                hint=AGAIN,
            )
        at = start + int(length)
        yield _Record(headers=headers, block=view[start:at])


def _responses(archives: list[bytes]) -> Iterator[_Record]:
    """Records that hold a document: answers with status 200, and resources."""
    seen = False
    for archive in archives:
        for record in _records(archive):
            seen = True
            kind = record.headers.get("warc-type")
            if not _address(record).startswith(("http://", "https://")):
                continue
            if kind == "resource":
                yield record
            elif kind == "response":
                status = _STATUS.match(record.block[:32])
                if status and status[1] == b"200":
                    yield record
    if not seen:
        raise BrokenDocumentError("the web archive holds no record", hint=AGAIN)


def _headers(head: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _address(record: _Record) -> str:
    return record.headers.get("warc-target-uri", "").strip("<>")


def _http_head(record: _Record) -> tuple[dict[str, str], int]:
    """Headers of a server's answer and where its body begins; of a resource, those of the record."""
    if record.headers.get("warc-type") == "resource":
        return {"content-type": record.headers.get("content-type", "")}, 0
    head = bytes(record.block[:_LONGEST_HEAD])
    end = _HEAD_END.search(head)
    return (_headers(head[: end.start()]), end.end()) if end else (_headers(head), len(record.block))


def _media_type(record: _Record) -> str:
    return _http_head(record)[0].get("content-type", "").partition(";")[0].strip().lower()


def _is_page(record: _Record) -> bool:
    return _media_type(record) in ("text/html", "application/xhtml+xml", "application/pdf")


def _page(record: _Record, address: str, notes: tuple[str, ...]) -> Page:
    headers, start = _http_head(record)
    block = record.block
    refuse_large(len(block), DOCUMENT_BYTES, "the document in the web archive")
    refuse_altered(record.headers.get("warc-block-digest"), bytes(block))
    body = raw = bytes(block[start:])
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = unchunked(raw)
    # Archives differ in whether the payload's digest covers the chunks or what is in them.
    refuse_altered(record.headers.get("warc-payload-digest"), raw, body)
    for coding in reversed([one.strip().lower() for one in headers.get("content-encoding", "").split(",")]):
        body = uncoded(body, coding)
    charset = _CHARSET.search(headers.get("content-type", ""))
    return Page(
        data=body,
        address=address,
        fetched_on=_day(record.headers.get("warc-date", "")),
        charset=charset[1] if charset else None,
        notes=notes,
    )


def _day(stated: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(stated[:10])
    except ValueError:
        return None


def _listed(archive: Zip) -> tuple[str, ...]:
    """Addresses in pages/pages.jsonl, in order."""
    if "pages/pages.jsonl" not in archive.names:
        return ()
    lines = archive.read("pages/pages.jsonl", 16 * MEGABYTE).decode("utf-8", "replace").splitlines()
    pages = (_json(line) for line in lines[: MEMBERS + 1])
    return tuple(page["url"] for page in pages if isinstance(page, dict) and isinstance(page.get("url"), str))


def _digests(archive: Zip) -> dict[str, str]:
    """By path, the SHA-256 that datapackage.json states."""
    package = _json(archive.read("datapackage.json", 16 * MEGABYTE)) if "datapackage.json" in archive.names else None
    resources = package.get("resources") if isinstance(package, dict) else None
    found: dict[str, str] = {}
    for resource in resources if isinstance(resources, list) else []:
        if isinstance(resource, dict):
            path, stated = resource.get("path"), resource.get("hash")
            if isinstance(path, str) and isinstance(stated, str) and stated.startswith("sha256:"):
                found[path] = stated.removeprefix("sha256:").lower()
    return found


def _json(text: str | bytes) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value
