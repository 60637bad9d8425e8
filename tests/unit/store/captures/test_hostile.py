"""Hostile and broken documents: a typed error in words, or the text; in bounded time, and never an empty text."""

from __future__ import annotations

import gzip
import io
import random
import struct
import subprocess
import time
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.store.captures import samples as s

from counterbrief.store.captures import (
    BrokenDocumentError,
    DocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
    NoTextError,
    TooLargeDocumentError,
    UnknownDocumentError,
    limits,
    visible_text,
)

SECONDS = 10
PAGE = s.record(s.ADDRESS, s.http(b"<p>It was a barrack.</p>"))


def _bomb(name: str, kind: bytes = b"") -> bytes:
    return s.zipped({name: b"<a>" + b" " * (30 << 20) + kind, "[Content_Types].xml": ""})


def _deep_docx() -> bytes:
    return s.docx("<w:p>" * 50_000 + "<w:r><w:t>deep</w:t></w:r>" + "</w:p>" * 50_000)


ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'

REFUSED = [
    ("empty file", b"", EmptyDocumentError, "the file is empty"),
    ("spaces", b" \n\t ", NoTextError, "the document holds no text that a reader sees"),
    (
        "a page of scripts",
        b"<html><body><script>go()</script><div id=root></div>",
        NoTextError,
        "no text that a reader",
    ),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0", UnknownDocumentError, "this is a PNG picture"),
    ("a program", b"MZ\x90\x00\x03\x00", UnknownDocumentError, "this is a Windows program"),
    ("an old Office file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", UnknownDocumentError, "an old Office file"),
    ("binary", bytes(range(256)) * 40, UnknownDocumentError, "this is no text: it holds zero bytes"),
    ("controls", bytes(range(1, 32)) * 400, UnknownDocumentError, "are controls"),
    ("markup with zeros", b"<html>\0<p>x", UnknownDocumentError, "zero bytes"),
    ("no encoding", b"\x81\x8d\x8f\x90 words \xff\xfe\x9d", BrokenDocumentError, "the encoding cannot be told"),
    ("odd utf-16", b"\xff\xfe" + b"\x00\xd8" * 50, BrokenDocumentError, "do not fit"),
    ("other xml", b"<?xml version='1.0'?><rss><item>x</item></rss>", UnknownDocumentError, "an XML file"),
    ("mhtml", b"From: <Saved>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nx", UnknownDocumentError, "saved as MHTML"),
    ("end tags of a deep page", b"<b>" * 100_000 + b"x" + b"</i>" * 100_000, TooLargeDocumentError, "nested deeper"),
    ("too many tags", b"<p>x" * (limits.TAGS + 1), TooLargeDocumentError, "more than 2,000,000 tags"),
    ("too large", b"a" * (limits.DOCUMENT_BYTES + 1), TooLargeDocumentError, "larger than 64 MB"),
    ("too much text", b"a " * (limits.TEXT // 2 + 1), TooLargeDocumentError, "characters"),
    ("gzip of a page", gzip.compress(s.PAGE.encode()), UnknownDocumentError, "a gzip file without a web archive"),
    ("gzip bomb", gzip.compress(bytes(300 << 20), 1), TooLargeDocumentError, "larger than 256 MB"),
    ("truncated gzip", s.warc_gz(PAGE)[:-9], BrokenDocumentError, "the gzip file is cut off"),
    ("damaged gzip", s.warc_gz(PAGE)[:60] + b"\xff" * 40, BrokenDocumentError, "the gzip file is damaged"),
    ("truncated warc", s.warc(PAGE)[:-20], BrokenDocumentError, "the web archive is cut off: its last record states"),
    ("warc of a word", b"WARC/1.0", BrokenDocumentError, "the web archive is damaged"),
    ("warc head alone", b"WARC/1.0\r\nWARC-Type: resp", BrokenDocumentError, "cut off within the head"),
    (
        "warc without length",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\nx",
        BrokenDocumentError,
        "does not state its length",
    ),
    ("warc without a page", s.warc(), DocumentError, "holds no document"),
    ("altered warc", s.warc(PAGE.replace(b"barrack", b"Barrack")), BrokenDocumentError, "the digest differs"),
    (
        "cut chunk",
        s.warc(s.record(s.ADDRESS, s.http(b"5\r\nhello\r\nff\r\nx", "text/html", "Transfer-Encoding: chunked"))),
        BrokenDocumentError,
        "cut off within a chunk",
    ),
    (
        "brotli",
        s.warc(s.record(s.ADDRESS, s.http(b"x", "text/html", "Content-Encoding: br"))),
        UnknownDocumentError,
        "packed with 'br'",
    ),
    (
        "bomb in a page",
        s.warc(s.record(s.ADDRESS, s.http(zlib.compress(bytes(80 << 20)), "text/html", "Content-Encoding: deflate"))),
        TooLargeDocumentError,
        "larger than 64 MB",
    ),
    ("warc in a warc", s.warc(s.record(s.ADDRESS, s.http(s.warc(PAGE)))), UnknownDocumentError, "within a web archive"),
    ("wacz of other bytes", s.wacz(s.warc_gz(PAGE), stated="0" * 64), BrokenDocumentError, "datapackage.json says"),
    ("wacz bomb", _bomb("archive/data.warc"), TooLargeDocumentError, "more than 200 times its size"),
    ("docx bomb", _bomb("word/document.xml"), TooLargeDocumentError, "more than 200 times its size"),
    ("truncated zip", s.docx_paragraphs("x")[:-30], BrokenDocumentError, "a zip archive that is cut off"),
    ("another zip", s.zipped({"a.txt": "x"}), UnknownDocumentError, "a zip archive that is no DOCX, ODT or WACZ"),
    ("a book", s.zipped({"mimetype": "application/epub+zip"}), UnknownDocumentError, "'application/epub+zip'"),
    ("many members", s.zipped({f"{n}": "" for n in range(10_001)}), TooLargeDocumentError, "more than 10,000 files"),
    ("entity bomb", s.docx("&j;", head=ENTITIES), BrokenDocumentError, "has a document type declaration"),
    ("entity of a file", s.docx("&a;", head=OUTSIDE), BrokenDocumentError, "has a document type declaration"),
    ("broken xml", s.docx("<w:p>"), BrokenDocumentError, "word/document.xml is not well-formed XML"),
    ("docx without text", s.docx("<w:p/>"), NoTextError, "no text that a reader sees"),
    ("locked odt", s.odt("x", manifest="<m><encryption-data/></m>"), EncryptedDocumentError, "locked with a password"),
    ("pdf of a word", b"%PDF-1.7\n", BrokenDocumentError, "the PDF is cut off"),
    ("truncated pdf", s.pdf("x")[:-10], BrokenDocumentError, "the PDF is cut off"),
    ("damaged pdf", b"%PDF-1.7\n" + b"x" * 300 + b"%%EOF", BrokenDocumentError, "the PDF is damaged"),
    ("locked pdf", s.pdf("x", trailer=s.ENCRYPTION), EncryptedDocumentError, "the PDF is locked with a password"),
    ("a scan", s.pdf(""), NoTextError, "the PDF has no text layer"),
    ("no cues", b"WEBVTT\n\nNOTE x\n", BrokenDocumentError, "hold no cue"),
    ("cues without words", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n", NoTextError, "hold no words"),
]


@pytest.mark.parametrize(
    ("data", "error", "message"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_it_is_refused_in_words_and_in_time(data: bytes, error: type[DocumentError], message: str) -> None:
    began = time.monotonic()
    with pytest.raises(error) as caught:
        visible_text(data, "named.html")
    assert message in str(caught.value)
    assert str(caught.value).startswith("named.html: ")
    assert time.monotonic() - began < SECONDS


READ = [
    ("a word of a megabyte", b"<p>" + b"a" * (1 << 20), "a" * (1 << 20)),
    ("a plain word of a megabyte", b"a" * (1 << 20), "a" * (1 << 20)),
    ("a hundred thousand divs", b"<div>" * 100_000 + b"core" + b"</div>" * 100_000, "core"),
    (
        "misnested tags",
        b"<p>" + b"".join(b"<b a%d>" % n for n in range(3000)) + b"<p>x" * 3000,
        "\n\n".join("x" * 3000),
    ),
    ("many attributes", b"<a " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">core</a>", "core"),
    ("open tags", b"<html>" + b"<" * 1_000_000 + b"p>core", None),
    ("open comments", b"<p>core" + b"<!--" * 300_000, "core"),
    ("many comments", b"<!-- x -->" * 20_000 + b"<p>core", "core"),
    ("selects", b"<p><select>" + b"<option>x" * 50_000, None),
    ("voices", b"WEBVTT\n\n00:01.000 --> 00:02.000\nx" + b"<v." * 300_000, None),
    ("metas", b"<meta name=author content=x>" * 100_000 + b"<p>core", "core"),
    ("one long paragraph", b"a" * 9_000_000 + b"\n\nb", None),
    ("many speakers", b"A: x\n" * 100_000, None),
    ("spaces", b"<p>a" + b" " * 9_000_000 + b"b", "a b"),
    ("line ends", b"a" + b"\n \n" * 1_000_000 + b"b", None),
    ("deep docx", _deep_docx(), "deep"),
    ("colons", b"a:" * 500_000, None),
    ("arrows", b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\nx\n\n" * 20_000, None),
    ("tags in cues", b"WEBVTT\n\n00:01.000 --> 00:02.000\nx" + b"<" * 200_000, None),
    ("json that is deep", b"<script type='application/ld+json'>" + b"[" * 200_000 + b"</script><p>core", "core"),
]


@pytest.mark.parametrize(("data", "text"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_it_is_read_in_time(data: bytes, text: str | None) -> None:
    began = time.monotonic()
    found = visible_text(data, "page").text
    assert found.strip()
    assert text is None or found == text
    assert time.monotonic() - began < SECONDS


def test_overlapping_members_are_counted_as_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterbrief.store.captures.zips.UNPACKED_BYTES", 3 << 20)
    random.seed(1)
    noise = random.randbytes(2 << 20)
    data = s.zipped({f"archive/{name}.warc": b"WARC/1.1\r\n" + noise for name in "ab"})
    with pytest.raises(TooLargeDocumentError, match="the archive unpacks to more than 3 MB"):
        visible_text(data, "x.wacz")


def test_a_locked_zip_is_named() -> None:
    data = bytearray(s.docx_paragraphs("x"))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            struct.pack_into("<H", data, start + at, 1)
    with pytest.raises(EncryptedDocumentError, match="locked with a password"):
        visible_text(bytes(data), "x.docx")


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (5 << 20))
    data = bytearray(buffer.getvalue())
    struct.pack_into("<I", data, data.find(b"PK\x01\x02") + 24, 100)
    with pytest.raises(DocumentError):
        visible_text(bytes(data), "x.docx")


def test_a_pdf_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_args: object, **_more: object) -> None:
        raise subprocess.TimeoutExpired("reader", 60)

    monkeypatch.setattr(subprocess, "run", slow)
    with pytest.raises(TooLargeDocumentError) as caught:
        visible_text(s.pdf("x"), "slow.pdf")
    assert str(caught.value) == ("slow.pdf: the PDF cannot be read within 60 seconds; save the pages that are needed")


def _read_or_refused(data: bytes) -> str:
    """The text, or the place and words of a typed error; whatever else is raised is a failure."""
    try:
        return visible_text(data, "any").text.strip()
    except DocumentError as error:
        return str(error.where or "")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_typed_error(data: bytes) -> None:
    assert _read_or_refused(data)


SOUND = [
    s.docx_paragraphs("It was a barrack.", "With a lock."),
    s.odt("<text:p>It was a barrack.</text:p>"),
    s.warc(PAGE),
    s.warc_gz(PAGE),
    s.wacz(s.warc_gz(PAGE), s.ADDRESS),
    s.VTT.encode(),
    s.SRT.encode(),
    s.PAGE.encode(),
]


@settings(max_examples=300)
@given(st.sampled_from(SOUND), st.data())
def test_any_damage_gives_text_or_a_typed_error(sound: bytes, data: st.DataObject) -> None:
    damaged = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        damaged = damaged[: data.draw(st.integers(0, len(damaged)))]
    assert _read_or_refused(bytes(damaged))
