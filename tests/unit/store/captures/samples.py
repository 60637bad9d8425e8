"""Saved documents of every kind, made in code. Nothing in them is real."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>The barrack | Invented News</title>
<meta property="og:title" content="The barrack with a lock"><meta property="og:site_name" content="Invented News">
<link rel="canonical" href="https://news.example/barrack"><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<script>document.write("never shown")</script>
<h1>The barrack with a lock</h1>
<p>They said a home was waiting, and it was a <b>bar</b>rack with a lock outside.</p>
<p hidden>Nobody sees this. <span>Nor this.</span></p><div style="color: red; display : none"><p>Nor that.</p></div>
<p>Two of them<br>left in winter.</p>
<table><tr><th>Year</th><th>Left</th></tr><tr><td><p>2014</p></td><td><p>12</p></td></tr></table>
<ul><li>First</li><li>Second</li></ul><template><p>Nor a template.</p></template>
<p>He said <q>never again</q>&nbsp;&mdash; twice.</p></body></html>"""

PAGE_TEXT = """Home World

The barrack with a lock

They said a home was waiting, and it was a barrack with a lock outside.

Two of them
left in winter.

Year\tLeft
2014\t12

First
Second

He said “never again”\u00a0— twice."""


def zipped(files: Mapping[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, *, core: str = "", head: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """A DOCX with this body."""
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{W}"><w:body>{body}'
        "</w:body></w:document>",
        **(more or {}),
    }
    if core:
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    return zipped(files)


def docx_paragraphs(*paragraphs: str) -> bytes:
    """A DOCX with these paragraphs."""
    return docx("".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs))


ODT_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)


def odt(body: str, *, meta: str = "", manifest: str = "<manifest/>") -> bytes:
    """An ODT with this body."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "content.xml": f"<office:document-content {ODT_SPACES}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {ODT_SPACES}><office:meta>{meta}</office:meta></office:document-meta>",
        },
        stored=("mimetype",),
    )


def http(body: bytes, content_type: str = "text/html", *headers: str, status: str = "200 OK") -> bytes:
    """A server's answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(address: str, block: bytes, kind: str = "response", *headers: str) -> bytes:
    """A WARC record."""
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {address}",
        "WARC-Date: 2026-10-05T08:00:00Z",
        f"WARC-Block-Digest: sha1:{digest}",
        *headers,
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


INFO = record("https://crawler.example/", b"software: by hand\r\n", "warcinfo")
ADDRESS = "https://news.example/barrack"


def warc(*records: bytes) -> bytes:
    """A WARC of these records."""
    return INFO + b"".join(records)


def warc_gz(*records: bytes) -> bytes:
    """A WARC with each record packed by itself."""
    return b"".join(gzip.compress(one, mtime=0) for one in (INFO, *records))


def wacz(archive: bytes, *pages: str, stated: str | None = None) -> bytes:
    """A WACZ with one WARC."""
    lines = [json.dumps({"format": "json-pages-1.0", "id": "pages"}), *(json.dumps({"url": page}) for page in pages)]
    digest = stated or hashlib.sha256(archive).hexdigest()
    package = {"resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{digest}"}]}
    return zipped(
        {
            "archive/data.warc.gz": archive,
            "pages/pages.jsonl": "\n".join(lines),
            "datapackage.json": json.dumps(package),
        },
        stored=("archive/data.warc.gz",),
    )


def pdf(*pages: str, info: str = "", trailer: str = "") -> bytes:
    """A PDF with one line of text a page (or more, by line ends), in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -16 Td " for line in text.split("\n") if line)
        stream = f"BT /F1 12 Tf 72 720 Td {shown}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    out = "%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R "
        f"/Info {len(objects)} 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out.encode("latin-1")


ENCRYPTION = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<{'43' * 16}> <{'43' * 16}>]"

VTT = """WEBVTT - invented
Language: en

STYLE
::cue { color: red }

NOTE nobody reads this

1
00:00:01.000 --> 00:00:04.000 align:start
<v Anna Example>They said a home
was waiting,

2
00:00:04.000 --> 00:00:06.500
<v Anna Example>and it was <i>a barrack</i> &amp; a lock.

00:07.000 --> 00:09.000
<v.loud Ben>Who said so?</v><v Anna Example>They did.
"""

SRT = """1
00:00:01,000 --> 00:00:04,000
ANNA: They said a home
was waiting.

2
00:00:04,500 --> 00:00:06,000
<i>Who said so?</i>

3
01:00:07,000 --> 01:00:09,000
{\\an8}ANNA: They did.
"""
