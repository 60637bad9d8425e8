"""Judgements: that an excerpt was compared with a capture, what came of it, and of exactly which bytes that holds."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from counterbrief.model import ids
from counterbrief.model.captures import is_sha256
from counterbrief.model.record import Record


class Verdict(enum.StrEnum):
    """How a quotation stands in a capture."""

    VERBATIM = "verbatim"  #: the same words in the same order, whatever the typography
    EDITED = "edited"  #: verbatim but for declared edits: ellipses, words in square brackets
    NOISY = "noisy"  #: only differences that scanning makes; for a person to decide
    ALTERED = "altered"  #: found, but words differ, or an edit hides what it may not hide
    ABSENT = "absent"  #: not found


@attrs.frozen(kw_only=True)
class Judgement(Record):
    """What comparing an excerpt with a capture found. It holds no words: positions and hashes only.

    It holds for the bytes it names alone: another quotation, another capture or another version of the folding rules
    makes it void. ``written_by`` is who ran the comparison.

    Attributes:
        testimony: id of the testimony
        excerpt: id of its excerpt
        quotation_sha256: of the excerpt's words in UTF-8
        capture: id of the capture
        capture_sha256: of the capture's bytes
        verdict: what was found
        start: where the passage begins in the capture's visible text, in code points; none where it is absent
        end: one behind its last code point
        needs_acceptance: whether a bracket replaces words, which a person has to accept
        accepted_by: id of the team member who accepted it
        accepted_on: the day on which they did
        fold_version: version of the folding rules
    """

    testimony: str = attrs.field(validator=ids.is_id)
    excerpt: str = attrs.field(validator=ids.is_id)
    quotation_sha256: str = attrs.field(validator=is_sha256)
    capture: str = attrs.field(validator=ids.is_id)
    capture_sha256: str = attrs.field(validator=is_sha256)
    verdict: Verdict
    start: int | None = None
    end: int | None = attrs.field(default=None)
    needs_acceptance: bool = False
    accepted_by: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))
    accepted_on: dt.date | None = attrs.field(default=None)
    fold_version: int

    @end.validator
    def _a_stretch(self, _attribute: object, value: int | None) -> None:
        absent = self.verdict is Verdict.ABSENT
        if absent != (self.start is None) or absent != (value is None):
            raise ValueError("'start' and 'end' are given unless the verdict is 'absent'")
        if self.start is not None and value is not None and not 0 <= self.start < value:
            raise ValueError(f"a passage begins before it ends; found {self.start} to {value}")

    @accepted_on.validator
    def _by_somebody(self, _attribute: object, value: dt.date | None) -> None:
        if (value is None) != (self.accepted_by is None):
            raise ValueError("'accepted_by' and 'accepted_on' go together")
