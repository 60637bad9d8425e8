"""What comes out of a saved document: its visible text, and what it states about itself."""

from __future__ import annotations

import datetime as dt
import enum

import attrs


@attrs.frozen(kw_only=True)
class Turn:
    """One speaker's turn in a transcript, or one cue of subtitles.

    Attributes:
        start: when it begins, as ``HH:MM:SS.mmm`` from the start of the recording, where that is stated
        end: when it ends, in the same form, where that is stated
        speaker: the name as the document prints it, where it does
        text_start: first code point of the words in the visible text
        text_end: one behind the last
    """

    start: str | None = None
    end: str | None = None
    speaker: str | None = None
    text_start: int
    text_end: int


@attrs.frozen(kw_only=True)
class VisibleText:
    """The full text of a saved document that a reader sees, in reading order.

    Attributes:
        text: paragraphs set apart by blank lines, cells of a table by tabs; line ends are line feeds
        media_type: of the saved bytes
        document_type: media type of the document that was read: another one where the bytes are a web archive
        turns: of a transcript or of subtitles, in order
        pages: where each page of a PDF begins in the text
        encoding: the encoding the bytes were read with; None for formats that have their own
        address: of the document inside a web archive, or as the HTML says it was saved from
        fetched_on: when a web archive says that it fetched the document
        notes: what a person must know of the reading: a guessed encoding, marked bytes, other documents of the archive
        tools: what read it, each as ``name version``
    """

    text: str
    media_type: str
    document_type: str
    turns: tuple[Turn, ...] = ()
    pages: tuple[int, ...] = ()
    encoding: str | None = None
    address: str | None = None
    fetched_on: dt.date | None = None
    notes: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


class About(enum.StrEnum):
    """What a document can state about itself, under the names of the source's fields."""

    TITLE = "title"
    AUTHOR = "author"
    ISSUED = "issued"
    PUBLISHER = "publisher"
    CONTAINER_TITLE = "container_title"
    URL = "url"
    LANGUAGE = "language"
    TYPE = "type"
    MADE = "made"  #: when the file was made, which is not when it was published


@attrs.frozen(kw_only=True)
class Stated:
    """One thing that a document states about itself.

    Attributes:
        about: what it is about
        value: as it is stated
        where: where it is stated, such as ``og:title``
        divided: true for a person whose name the document gives as ``Family, Given``
    """

    about: About
    value: str
    where: str
    divided: bool = False


@attrs.frozen(kw_only=True)
class Document:
    """A saved document that was read.

    Attributes:
        visible: its visible text
        stated: what it states about itself; where one thing is stated several times, the best place first
    """

    visible: VisibleText
    stated: tuple[Stated, ...] = ()
