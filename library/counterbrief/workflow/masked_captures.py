"""What is shown of a capture and of its differences from a quotation: under the mask, laid over the whole capture first."""

from __future__ import annotations

import attrs

from counterbrief.evidence import Change
from counterbrief.evidence.masking import MARK, Mask
from counterbrief.workflow.shown import PLAIN, one_line


@attrs.frozen(kw_only=True)
class ShownChange:
    """One difference between a quotation and its capture, as :class:`counterbrief.evidence.Change` has it, masked."""

    kind: str = attrs.field(metadata=PLAIN)
    cause: str = attrs.field(metadata=PLAIN)
    quoted: str
    captured: str
    captured_start: int
    captured_end: int
    reason: str


class MaskedCapture:
    """The text of a capture that gives out pieces of itself. A cut may run through a name: the mask comes first."""

    def __init__(self, text: str, mask: Mask) -> None:
        self.text = text
        self._mask = mask
        self._hidden = mask.spans(text)

    def piece(self, start: int, end: int) -> str:
        """The text from ``start`` to ``end`` (code points, half open), masked and in one line."""
        parts, place = [], start
        for low, high in self._hidden:
            if low < end and high > start:
                parts += [self.text[place : max(place, low)], MARK]
                place = min(high, end)
        parts.append(self.text[place:end])
        return one_line("".join(parts))

    def change(self, change: Change) -> ShownChange:
        """A difference from a quotation, to be shown."""
        return ShownChange(
            kind=change.kind,
            cause=change.cause,
            quoted=one_line(self._mask.text(change.quoted)),
            captured=self.piece(change.captured_start, change.captured_end),
            captured_start=change.captured_start,
            captured_end=change.captured_end,
            reason=self.reason(change.reason, (change,)),
        )

    def reason(self, reason: str, changes: tuple[Change, ...]) -> str:
        """A reason tells words of the capture: of a name that must not be told, it may tell the half that differs."""
        for change in changes:
            if change.captured:
                piece = self.piece(change.captured_start, change.captured_end)
                if MARK in piece:
                    reason = reason.replace(change.captured, piece)
        return one_line(self._mask.text(reason))
