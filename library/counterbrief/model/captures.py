"""Captures: what was saved of a source, so that a quotation can be proven (Berkeley Protocol, OHCHR HR/PUB/20/2)."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from counterbrief.model import ids
from counterbrief.model.record import Record
from counterbrief.model.text import are_texts, is_text

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


def is_sha256(_instance: object, _attribute: object, value: str) -> None:
    """attrs validator: a SHA-256 in 64 small hexadecimal digits."""
    if not _SHA256.fullmatch(value):
        raise ValueError(f"expected a SHA-256 in 64 small hexadecimal digits; found {value!r}")


@attrs.frozen(kw_only=True)
class Capture(Record):
    """One saved copy of a source. The bytes stay outside the corpus; this says which they are.

    Attributes:
        source: id of the source
        sha256: of the saved bytes
        size: of the saved bytes, in bytes
        media_type: such as 'text/html'
        captured_on: when it was saved, where that is known
        captured_by: who saved it: id of a team member, where that is known
        method: how it was saved, where that is known
        private: true where the saved document is not published
        address: the web address it was saved from, where the document or who saved it states one
        fetched_on: when it was fetched from that address, where a web archive states it
        encoding: the encoding a person named for it, where the document declares none or a wrong one
        text_sha256: of its visible text in UTF-8, on which quotations are judged
        tools: what took the visible text from the bytes, each as 'name version'
    """

    source: str = attrs.field(validator=ids.is_id)
    sha256: str = attrs.field(validator=is_sha256)
    size: int = attrs.field()
    media_type: str = attrs.field()
    captured_on: dt.date | None = None
    captured_by: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))
    method: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    private: bool = False
    address: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    fetched_on: dt.date | None = None
    encoding: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    text_sha256: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_sha256))
    tools: tuple[str, ...] = attrs.field(default=(), validator=are_texts)

    @size.validator
    def _positive(self, _attribute: object, value: int) -> None:
        if value < 1:
            raise ValueError(f"a capture has at least one byte; found {value}")

    @media_type.validator
    def _shape(self, _attribute: object, value: str) -> None:
        if not _MEDIA_TYPE.fullmatch(value):
            raise ValueError(f"expected a media type such as 'text/html'; found {value!r}")
