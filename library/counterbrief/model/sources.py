"""Sources, described with the fields of CSL-JSON under their CSL names (CSL 1.0.2, appendix IV)."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from counterbrief.model import ids
from counterbrief.model.dates import PartialDate
from counterbrief.model.record import Record
from counterbrief.model.text import LocalText, are_texts, is_language, is_text


class SourceType(enum.StrEnum):
    """CSL item types."""

    ARTICLE = "article"
    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BOOK = "book"
    BROADCAST = "broadcast"
    CHAPTER = "chapter"
    DOCUMENT = "document"
    INTERVIEW = "interview"
    LEGAL_CASE = "legal_case"
    MANUSCRIPT = "manuscript"
    MOTION_PICTURE = "motion_picture"
    PERSONAL_COMMUNICATION = "personal_communication"
    POST = "post"
    POST_WEBLOG = "post-weblog"
    REPORT = "report"
    SPEECH = "speech"
    THESIS = "thesis"
    WEBPAGE = "webpage"


class Reliability(enum.StrEnum):
    """Reliability of a source (Admiralty grading, NATO AJP-2.1). F is "cannot be judged", not "worst"."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Unstated(enum.StrEnum):
    """Something about itself that a source does not state; every list of sources says so."""

    AUTHOR = "author"
    ISSUED = "issued"
    PUBLISHER = "publisher"
    TITLE = "title"
    URL = "URL"
    YEAR = "year"


@attrs.frozen(kw_only=True)
class Name:
    """A name as CSL has it: of a person (``family``, ``given``) or of a body (``literal``).

    Attributes:
        family: family name
        given: given names
        literal: the whole name, for bodies and for names that are not divided
    """

    family: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    given: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    literal: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))

    @literal.validator
    def _one_way(self, _attribute: object, value: str | None) -> None:
        if (value is None) == (self.family is None):
            raise ValueError("a name has either 'family' (and 'given'), or 'literal'")
        if value is not None and self.given is not None:
            raise ValueError("a 'literal' name has no 'given'")


def _web_address(_instance: object, _attribute: object, value: str) -> None:
    if not value.startswith(("https://", "http://")) or any(char.isspace() for char in value):
        raise ValueError(f"expected an address that begins with https:// or http://; found {value!r}")


_text = attrs.validators.optional(is_text)


@attrs.frozen(kw_only=True)
class Source(Record):
    """Something that was published or said, on which the corpus stands.

    Attributes:
        type: CSL item type
        title: as the source prints it
        title_short: its first words, by which notes name it when they cite it again
        author: who wrote or said it, in order
        container_title: what it appeared in
        publisher: who published it
        publisher_place: where
        genre: kind, such as 'TV interview'
        medium: what carries it
        number: number of a report or an episode
        page: page or pages
        issued: when it was published
        accessed: when we read it
        url: where it is on the web
        archive: where a copy is kept
        archive_location: address or shelf mark of that copy
        language: its language
        reported_in: ids of the sources in which we read what it says, where it was not seen itself
        derived_from: ids of the sources that it retells; a person decides this, and it makes them one origin
        reports_on: ids of the sources that it tells of without resting on them
        own_origin: true where a person judged that what it says goes back to nothing but itself
        interviewers: who asked; origins that share one are not independent
        interpreters: who translated on the spot; as above
        events: the occasion, such as one press conference; as above
        reliability: of its publisher, A to F
        reliability_reason: why that grade
        not_stated: what it does not state about itself
        remarks: what else a reader must know of it
    """

    type: SourceType
    title: str = attrs.field(validator=is_text)
    title_short: str | None = attrs.field(default=None, validator=_text)
    author: tuple[Name, ...] = ()
    container_title: str | None = attrs.field(default=None, validator=_text)
    publisher: str | None = attrs.field(default=None, validator=_text)
    publisher_place: str | None = attrs.field(default=None, validator=_text)
    genre: str | None = attrs.field(default=None, validator=_text)
    medium: str | None = attrs.field(default=None, validator=_text)
    number: str | None = attrs.field(default=None, validator=_text)
    page: str | None = attrs.field(default=None, validator=_text)
    issued: PartialDate | None = None
    accessed: dt.date | None = None
    url: str | None = attrs.field(default=None, validator=attrs.validators.optional(_web_address))
    archive: str | None = attrs.field(default=None, validator=_text)
    archive_location: str | None = attrs.field(default=None, validator=_text)
    language: str = attrs.field(validator=is_language)
    reported_in: tuple[str, ...] = attrs.field(default=(), validator=ids.are_ids)
    derived_from: tuple[str, ...] = attrs.field(default=(), validator=ids.are_ids)
    reports_on: tuple[str, ...] = attrs.field(default=(), validator=ids.are_ids)
    own_origin: bool = attrs.field(default=False)
    interviewers: tuple[str, ...] = attrs.field(default=(), validator=are_texts)
    interpreters: tuple[str, ...] = attrs.field(default=(), validator=are_texts)
    events: tuple[str, ...] = attrs.field(default=(), validator=are_texts)
    reliability: Reliability = Reliability.F
    reliability_reason: LocalText | None = None
    not_stated: tuple[Unstated, ...] = attrs.field(default=())
    remarks: LocalText | None = None

    @own_origin.validator
    def _not_retold(self, _attribute: object, value: bool) -> None:
        if value and self.derived_from:
            raise ValueError("a source that is derived from others is no origin of its own")

    @not_stated.validator
    def _not_both(self, _attribute: object, value: tuple[Unstated, ...]) -> None:
        have = {
            Unstated.AUTHOR: self.author,
            Unstated.ISSUED: self.issued,
            Unstated.PUBLISHER: self.publisher,
            Unstated.URL: self.url,
        }
        for unstated in value:
            if have.get(unstated):
                raise ValueError(f"'{unstated.value}' is given and yet listed as not stated")
