"""A quotation as its evidence shows it: how it compares with the capture of its source, and what stands around it there."""

from __future__ import annotations

import attrs

from counterbrief.errors import CounterbriefError
from counterbrief.evidence import FoldedText, fold_capture, judge_quotation
from counterbrief.evidence.masking import Mask
from counterbrief.evidence.surroundings import surroundings
from counterbrief.model import Capture, Judgement, Records, Verdict
from counterbrief.model.draft import Quote
from counterbrief.store.captures import CaptureStore
from counterbrief.vetting.rules.quotations import fault, judgements_of
from counterbrief.workflow.capture import newest_captures, read_capture
from counterbrief.workflow.masked_captures import MaskedCapture, ShownChange
from counterbrief.workflow.shown import PLAIN

NOT_AT_HAND = "captures not at hand"


@attrs.frozen(kw_only=True)
class Passage:
    """A passage of a capture with what stands around it, masked and in one line.

    Attributes:
        before: the text before it
        words: the passage as the capture has it
        after: the text after it
        cut_before: whether the capture has more text before
        cut_after: whether it has more after
    """

    before: str
    words: str
    after: str
    cut_before: bool
    cut_after: bool


@attrs.frozen(kw_only=True)
class QuotationEvidence:
    """How a quotation stands.

    Attributes:
        testimony: id of the testimony
        excerpt: id of the excerpt
        speaker: who speaks, as a brief tells it
        language: of the words
        credibility: of the testimony, 1 to 6 (Admiralty grading)
        verdict: what comparing it with the capture finds now; without captures, what was recorded; None where neither is
        passes: whether a judgement on record lets it into a brief
        standing: that in words
        capture: id of the capture
        capture_sha256: of the capture's bytes
        private: whether the captured document is not published
        start, end: where the passage stands in the capture's visible text (code points, half open)
        changes: what differs, where captures are at hand
        reasons: why it is altered
        passage: the passage in its surroundings
        missing: why there is no passage; empty where there is one
    """

    testimony: str
    excerpt: str
    speaker: str
    language: str = attrs.field(metadata=PLAIN)
    credibility: int
    verdict: Verdict | None
    passes: bool
    standing: str
    capture: str | None = None
    capture_sha256: str | None = attrs.field(default=None, metadata=PLAIN)
    private: bool = False
    start: int | None = None
    end: int | None = None
    changes: tuple[ShownChange, ...] = ()
    reasons: tuple[str, ...] = ()
    passage: Passage | None = None
    missing: str = ""


class Quotations:
    """Shows quotations against the captures of one corpus, each capture read, folded and masked once."""

    def __init__(self, records: Records, store: CaptureStore | None, mask: Mask) -> None:
        self._records = records
        self._store = store
        self._mask = mask
        self._judgements = judgements_of(records)
        self._newest = newest_captures(records)
        self._texts: dict[str, FoldedText | CounterbriefError] = {}
        self._hidden: dict[str, MaskedCapture] = {}

    def of(self, quote: Quote, speaker: str) -> QuotationEvidence:
        """The evidence of a quotation."""
        excerpt = quote.excerpt
        made = self._judgements.get((quote.testimony.id, excerpt.id), ())
        faults = [(one, fault(one, quote, self._records)) for one in made]
        recorded = next((one for one, wrong in faults if wrong is None), None)
        told = QuotationEvidence(
            testimony=quote.testimony.id,
            excerpt=excerpt.id,
            speaker=speaker,
            language=excerpt.language,
            credibility=quote.testimony.credibility,
            verdict=recorded.verdict if recorded is not None else None,
            passes=recorded is not None,
            standing=_standing(recorded, tuple(wrong[1] for _, wrong in faults if wrong is not None)),
            missing=NOT_AT_HAND,
        )
        capture = self._capture(quote, recorded)
        if capture is None:
            return attrs.evolve(told, missing="its source has no capture with text")
        told = attrs.evolve(told, capture=capture.id, capture_sha256=capture.sha256, private=capture.private)
        if recorded is not None:
            told = attrs.evolve(told, start=recorded.start, end=recorded.end)
        if self._store is None:
            return told
        try:
            return self._judged(told, quote, capture, self._text(capture, self._store))
        except CounterbriefError as error:
            return attrs.evolve(told, missing=error.message)

    def _capture(self, quote: Quote, recorded: Judgement | None) -> Capture | None:
        """The capture that a judgement names, else the newest that has text."""
        if recorded is not None:
            return self._records.get(Capture, recorded.capture)
        read = [citation.read for citation in quote.excerpt.cites[:1]]
        return self._newest.get(read[0]) if read else None

    def _text(self, capture: Capture, store: CaptureStore) -> FoldedText:
        if capture.id not in self._texts:
            try:
                self._texts[capture.id] = fold_capture(read_capture(capture, store).text)
            except CounterbriefError as error:
                self._texts[capture.id] = error
        found = self._texts[capture.id]
        if isinstance(found, CounterbriefError):
            raise found
        return found

    def _judged(self, told: QuotationEvidence, quote: Quote, capture: Capture, folded: FoldedText) -> QuotationEvidence:
        excerpt = quote.excerpt
        selector = excerpt.selector
        judged = judge_quotation(
            excerpt.quotation,
            folded.text,
            language=None if excerpt.language == "und" else excerpt.language,
            folded=folded,
            prefix=selector.prefix if selector else "",
            suffix=selector.suffix if selector else "",
        )
        masked = self._masked(capture, folded.text)
        told = attrs.evolve(
            told,
            verdict=Verdict(judged.verdict),
            start=judged.start,
            end=judged.end,
            changes=tuple(masked.change(change) for change in judged.changes),
            reasons=tuple(masked.reason(reason, judged.changes) for reason in judged.reasons),
        )
        if judged.start is None or judged.end is None:
            return attrs.evolve(told, missing="its words are not in the capture")
        return attrs.evolve(told, passage=_passage(masked, judged.start, judged.end), missing="")

    def _masked(self, capture: Capture, text: str) -> MaskedCapture:
        if capture.id not in self._hidden:
            self._hidden[capture.id] = MaskedCapture(text, self._mask)
        return self._hidden[capture.id]


def _passage(masked: MaskedCapture, start: int, end: int) -> Passage:
    first, last = surroundings(masked.text, start, end)
    return Passage(
        before=masked.piece(first, start),
        words=masked.piece(start, end),
        after=masked.piece(end, last),
        cut_before=bool(masked.text[:first].strip()),
        cut_after=bool(masked.text[last:].strip()),
    )


def _standing(recorded: Judgement | None, faults: tuple[str, ...]) -> str:
    if recorded is not None:
        accepted = f", accepted by {recorded.accepted_by} on {recorded.accepted_on}" if recorded.accepted_by else ""
        return f"on record as {recorded.verdict.value}{accepted}"
    return faults[0] if faults else "was not compared with a capture of its source"
