"""The process that reads one PDF: bytes on standard input, JSON on standard output."""

from __future__ import annotations

import json
import sys
from typing import Any

from counterbrief.store.captures.limits import PAGES, PDF_MEMORY, PDF_SECONDS, TEXT


def main() -> None:
    """Answer with the text of each page and the file's information, or with what is wrong."""
    _bound()
    data = sys.stdin.buffer.read()
    try:
        answer = _read(data)
    except MemoryError:
        answer = {"error": "memory"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    sys.stdout.buffer.flush()


def _bound() -> None:
    """Let the system end this process where it takes more than its share."""
    if sys.platform != "win32":
        import resource

        for kind, bound in ((resource.RLIMIT_AS, PDF_MEMORY), (resource.RLIMIT_CPU, PDF_SECONDS)):
            try:
                resource.setrlimit(kind, (bound, resource.getrlimit(kind)[1]))
            except (ValueError, OSError):  # macOS refuses the first
                continue


def _read(data: bytes) -> dict[str, Any]:
    try:
        import pypdfium2
    except ImportError:
        return {"error": "missing"}
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > PAGES:
            return {"error": "pages"}
        pages: list[str] = []
        left = TEXT
        for number in range(len(document)):
            page = document[number]
            layer = page.get_textpage()
            text = layer.get_text_range()
            layer.close()
            page.close()
            left -= len(text)
            if left < 0:
                return {"error": "text"}
            pages.append(text)
        info = {key: document.get_metadata_value(key) for key in ("Title", "Author", "CreationDate")}
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if "password" in str(error).lower() else "damaged", "detail": str(error)}
    return {"pages": pages, "info": info}


if __name__ == "__main__":
    main()
