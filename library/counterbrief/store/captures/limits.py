"""How large a document may be. Each bound keeps reading to seconds and to some hundred megabytes of memory."""

from __future__ import annotations

from typing import Final

from counterbrief.store.captures.errors import TooLargeDocumentError

MEGABYTE: Final = 1 << 20

DOCUMENT_BYTES: Final = 64 * MEGABYTE  #: of one saved file, and of one document inside an archive
UNPACKED_BYTES: Final = 256 * MEGABYTE  #: of everything that is unpacked from one file
MEMBERS: Final = 10_000  #: files in a zip, records in a web archive
RATIO: Final = 200  #: unpacked to packed bytes of one member; text packs to a tenth, a bomb to a thousandth
RATIO_FROM: Final = MEGABYTE  #: members below this size may have any ratio
TAGS: Final = 2_000_000  #: opening brackets in HTML or XML
TEXT: Final = 20_000_000  #: characters of visible text
PAGES: Final = 5_000  #: of a PDF
PDF_SECONDS: Final = 60  #: for the text of one PDF
PDF_MEMORY: Final = 2048 * MEGABYTE  #: for the process that reads a PDF


def refuse_large(size: int, bound: int, what: str) -> None:
    """Raise TooLargeDocumentError where ``size`` bytes of ``what`` are more than ``bound``."""
    if size > bound:
        raise TooLargeDocumentError(
            f"{what} is larger than {bound // MEGABYTE} MB", hint="save the part that is needed"
        )


def refuse_tags(data: str | bytes) -> None:
    """Raise TooLargeDocumentError where markup has more tags than a document has."""
    count = data.count("<") if isinstance(data, str) else data.count(b"<")
    if count > TAGS:
        raise TooLargeDocumentError(f"the document has more than {TAGS:,} tags", hint="save the part that is needed")


def refuse_long(length: int) -> None:
    """Raise TooLargeDocumentError where a text has more characters than a document has."""
    if length > TEXT:
        raise TooLargeDocumentError(
            f"the document has more than {TEXT:,} characters of text", hint="save the part that is needed"
        )
