"""Propaganda claims, in paraphrase only: the words and the look of propaganda are never kept (Phillips 2018)."""

from __future__ import annotations

import attrs

from counterbrief.model.record import Record
from counterbrief.model.text import CitedText, LocalText


@attrs.frozen(kw_only=True)
class PropagandaClaim(Record):
    """Something that propaganda asserts. In this library "claim" means nothing else.

    Attributes:
        label: its short name, for lists
        paraphrase: what it asserts, in our words
        why_it_appealed: why people believed it, as far as a source says
    """

    label: LocalText
    paraphrase: CitedText
    why_it_appealed: CitedText | None = None
