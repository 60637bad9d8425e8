"""PDF: the text of each page, by PDFium in a process of its own.

A PDF can be made to take any time and memory, and its reader is a large program in C++: the process is ended when its
time is up, and what goes wrong in it stays in it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Final

from counterbrief.errors import MissingToolError
from counterbrief.store.captures.errors import (
    BrokenDocumentError,
    EncryptedDocumentError,
    NoTextError,
    TooLargeDocumentError,
)
from counterbrief.store.captures.flow import plain
from counterbrief.store.captures.limits import PAGES, PDF_SECONDS, TEXT
from counterbrief.store.captures.values import About, Stated

_LINEARIZED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d{1,12})\b", re.DOTALL)
#: A hyphen at the end of a line, as PDFium gives it.
_LINE_HYPHEN = re.compile("[\x02\ufffe](?:\r?\n)?")
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_AGAIN: Final = "save or copy it again"


def read_pdf(data: bytes) -> tuple[str, tuple[int, ...], tuple[Stated, ...]]:
    """The text of a PDF, where each page begins in it, and what the file states about itself.

    Lines end as on the page, pages are set apart by blank lines; a hyphen that the page sets only to divide a word at
    the end of a line becomes a soft hyphen (U+00AD). Raises EncryptedDocumentError, BrokenDocumentError where the file
    is cut off or damaged, NoTextError where it has no text layer, and TooLargeDocumentError.
    """
    whole = _LINEARIZED.search(data[:2048])
    if (whole and int(whole[1]) > len(data)) or b"%%EOF" not in data:
        raise BrokenDocumentError("the PDF is cut off: its end is missing", hint=_AGAIN)
    answer = _ask(data)
    pages = answer.get("pages")
    if not isinstance(pages, list):
        raise _error(str(answer.get("error")), str(answer.get("detail")))
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        text = plain(_LINE_HYPHEN.sub("\u00ad\n", str(page))).strip()
        gap = "\n\n" if length and text else ""
        starts.append(length + len(gap))
        parts += [gap, text]
        length += len(gap) + len(text)
    if not length:
        raise NoTextError(
            "the PDF has no text layer: its pages are pictures", hint="recognise its text (OCR), and capture that file"
        )
    return "".join(parts), tuple(starts), _stated(answer.get("info"))


def _ask(data: bytes) -> Mapping[str, Any]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "counterbrief.store.captures.pdf_reader"],
            input=data,
            capture_output=True,
            env=environment,
            check=False,
            timeout=PDF_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise TooLargeDocumentError(
            f"the PDF cannot be read within {PDF_SECONDS} seconds", hint="save the pages that are needed"
        ) from error
    try:
        answer: object = json.loads(done.stdout)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise BrokenDocumentError(
            f"the PDF is damaged, or takes too much memory: its reader ended with code {done.returncode}",
            hint="print the pages that are needed to a new PDF",
        )
    return answer


def _error(error: str, detail: str) -> Exception:
    match error:
        case "missing":
            return MissingToolError(
                "the text of a PDF needs pypdfium2, which is not installed", hint="pip install 'counterbrief[captures]'"
            )
        case "password":
            return EncryptedDocumentError("the PDF is locked with a password", hint="save it without one")
        case "pages":
            return TooLargeDocumentError(
                f"the PDF has more than {PAGES:,} pages", hint="save the pages that are needed"
            )
        case "text":
            return TooLargeDocumentError(
                f"the PDF has more than {TEXT:,} characters of text", hint="save the pages that are needed"
            )
        case "memory":
            return TooLargeDocumentError("the PDF takes too much memory", hint="save the pages that are needed")
        case _:
            return BrokenDocumentError(f"the PDF is damaged ({detail})", hint=_AGAIN)


def _stated(info: object) -> tuple[Stated, ...]:
    if not isinstance(info, dict):
        return ()
    found = []
    for key, about in (("Title", About.TITLE), ("Author", About.AUTHOR), ("CreationDate", About.MADE)):
        value = str(info.get(key) or "")
        if about is About.MADE:
            date = _DATE.match(value)
            value = "-".join(part for part in date.groups() if part) if date else ""
        if value.strip():
            found.append(Stated(about=about, value=value, where=f"the PDF's information: {key}"))
    return tuple(found)
