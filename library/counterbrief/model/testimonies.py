"""Testimonies: who speaks, of whom, how their words came here, and the words themselves."""

from __future__ import annotations

import enum

import attrs

from counterbrief.model import ids
from counterbrief.model.consent import Consent
from counterbrief.model.dates import PartialDate
from counterbrief.model.record import Record
from counterbrief.model.text import Citation, CitedText, is_language, is_text


class Account(enum.StrEnum):
    """How near the speaker is to what is told."""

    FIRST_HAND = "first-hand"
    RELAYED = "relayed"


class Wording(enum.StrEnum):
    """Whether a quotation stands in the language in which it was spoken."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    UNKNOWN = "unknown"  #: the source does not say


@attrs.frozen(kw_only=True)
class Selector:
    """A TextQuoteSelector of the W3C Web Annotation Data Model (section 4.2.4): finds a passage again by its words.

    Attributes:
        prefix: some text just before the passage, as the capture has it
        exact: the passage, as the capture has it
        suffix: some text just after it
    """

    prefix: str = ""
    exact: str = attrs.field(validator=is_text)
    suffix: str = ""


@attrs.frozen(kw_only=True)
class Excerpt:
    """Words as a source prints them.

    Attributes:
        id: names the excerpt within its testimony
        quotation: the words as printed, without the quotation marks around them
        language: the language in which the source prints them
        wording: whether that is the language in which they were spoken
        original: the words in the language in which they were spoken, where they are known
        original_language: that language, where it is known
        translator: who translated them, where it is known; where it is not, every brief says so
        cites: the source that prints them, and where
        selector: finds them again in the capture
    """

    id: str = attrs.field(validator=ids.is_id)
    quotation: str = attrs.field(validator=is_text)
    language: str = attrs.field(validator=is_language)
    wording: Wording
    original: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    original_language: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_language))
    translator: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    cites: tuple[Citation, ...] = ()
    selector: Selector | None = None

    @original_language.validator
    def _named_with_original(self, _attribute: object, value: str | None) -> None:
        if self.original is not None and value is None:
            raise ValueError("an 'original' needs its 'original_language' ('und' where it is unknown)")

    @translator.validator
    def _only_of_translations(self, _attribute: object, value: str | None) -> None:
        if self.wording is Wording.ORIGINAL and (value is not None or self.original is not None):
            raise ValueError("a quotation in its original wording has neither 'original' nor 'translator'")


@attrs.frozen(kw_only=True)
class Testimony(Record):
    """What somebody tells about their own way in and out, or about somebody else's.

    A testimony without excerpts is a mention: it tells that somebody spoke, but their words do not stand alone.

    Attributes:
        speaker: id of the person who speaks
        subject: id of the person of whom it tells; often the speaker
        account: first-hand, or relayed
        relayed_by: ids of the sources through which the words came here, the nearest to the speaker first
        told: when it was told, as far as that is known
        summary: what it tells, in our words
        why_joined: the reasons it gives for joining
        why_left: the reasons it gives for leaving
        excerpts: its words
        themes: ids of the themes it supports
        credibility: of the information, 1 to 6 (Admiralty grading, NATO AJP-2.1): 1 confirmed by other independent
            sources, 6 cannot be judged; an axis of its own beside the reliability of the source
        consent: what permits its use
    """

    speaker: str = attrs.field(validator=ids.is_id)
    subject: str = attrs.field(validator=ids.is_id)
    account: Account
    relayed_by: tuple[str, ...] = attrs.field(default=(), validator=ids.are_ids)
    told: PartialDate | None = None
    summary: CitedText
    why_joined: tuple[CitedText, ...] = ()
    why_left: tuple[CitedText, ...] = ()
    excerpts: tuple[Excerpt, ...] = attrs.field(default=())
    themes: tuple[str, ...] = attrs.field(default=(), validator=ids.are_ids)
    credibility: int = attrs.field()
    consent: Consent

    @relayed_by.validator
    def _someone_relays(self, _attribute: object, value: tuple[str, ...]) -> None:
        if self.account is Account.RELAYED and not value:
            raise ValueError("an account that is relayed names by whom ('relayed_by')")

    @excerpts.validator
    def _told_apart(self, attribute: attrs.Attribute[tuple[Excerpt, ...]], value: tuple[Excerpt, ...]) -> None:
        ids.refuse_repeats(tuple(excerpt.id for excerpt in value), attribute.name)

    @credibility.validator
    def _graded(self, _attribute: object, value: int) -> None:
        if value not in range(1, 7):
            raise ValueError(f"credibility is a whole number from 1 to 6; found {value}")

    def excerpt(self, excerpt_id: str) -> Excerpt | None:
        """The excerpt of that id, or None."""
        return next((excerpt for excerpt in self.excerpts if excerpt.id == excerpt_id), None)

    @property
    def grounds(self) -> tuple[Citation, ...]:
        """What its credibility is judged by: the citations of its summary and of its words."""
        return (*self.summary.cites, *(citation for excerpt in self.excerpts for citation in excerpt.cites))
