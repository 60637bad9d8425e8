"""Themes: what testimonies have in common, and the propaganda that they answer."""

from __future__ import annotations

import enum

import attrs

from counterbrief.model import ids
from counterbrief.model.record import Record
from counterbrief.model.text import CitedText, LocalText


class Appeal(enum.StrEnum):
    """What in a reader a theme speaks to."""

    POLITICAL = "political"
    THEOLOGICAL = "theological"
    EMOTIONAL = "emotional"
    MATERIAL = "material"
    SOCIAL = "social"


@attrs.frozen(kw_only=True)
class Theme(Record):
    """A narrative theme of testimonies.

    Attributes:
        label: its short name
        parent: id of the wider theme, if there is one
        appeals: what it speaks to
        summary: what the testimonies of this theme tell
        answers: ids of the propaganda claims that it answers
        caveats: what a reader must know before using it
    """

    label: LocalText
    parent: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))
    appeals: tuple[Appeal, ...] = ()
    summary: CitedText
    answers: tuple[str, ...] = attrs.field(default=(), validator=ids.are_ids)
    caveats: tuple[CitedText, ...] = ()
