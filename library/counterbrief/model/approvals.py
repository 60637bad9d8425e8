"""Approvals: that somebody other than the writer vetted exactly this content, and for what."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from counterbrief.model import ids
from counterbrief.model.captures import is_sha256
from counterbrief.model.record import Record
from counterbrief.model.use import Audience


class Attests(enum.StrEnum):
    """What an approver attests."""

    TRUE_TO_SOURCES = "true-to-sources"  #: it says what its sources say; no use with any audience is cleared
    CLEARED_FOR_USE = "cleared-for-use"  #: that, and it may be used with the audiences listed


@attrs.frozen(kw_only=True)
class Approval(Record):
    """Covers one record as it was on the day: change a byte of what it covers and it is void (promise 4).

    ``written_by`` is the approver.

    Attributes:
        record: id of the record that is approved
        sha256: digest of that record's canonical bytes
        attests: what the approver attests
        audiences: the audiences with which its use is cleared
        given: the day it was given
        until: the last day on which it holds
    """

    record: str = attrs.field(validator=ids.is_id)
    sha256: str = attrs.field(validator=is_sha256)
    attests: Attests
    audiences: tuple[Audience, ...] = attrs.field(default=())
    given: dt.date
    until: dt.date = attrs.field()

    @audiences.validator
    def _fit(self, _attribute: object, value: tuple[Audience, ...]) -> None:
        if self.attests is Attests.TRUE_TO_SOURCES and value:
            raise ValueError("an approval as 'true-to-sources' clears no audience; leave 'audiences' out")
        if self.attests is Attests.CLEARED_FOR_USE and not value:
            raise ValueError("an approval as 'cleared-for-use' lists its 'audiences'")

    @until.validator
    def _in_order(self, _attribute: object, value: dt.date) -> None:
        if value < self.given:
            raise ValueError(f"the approval ends ({value}) before it begins ({self.given})")
