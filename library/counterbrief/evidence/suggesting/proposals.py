"""Suggesting: what an analyst may take from a page - direct quotations and figures - by rules alone.

Nothing here decides anything. Each proposal says where it stands, why it is one, and what the page does not tell.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol

import attrs

from counterbrief.evidence.figures.number_words import Measure
from counterbrief.evidence.folding import words
from counterbrief.evidence.suggesting.counted_figures import Figure, figures
from counterbrief.evidence.suggesting.direct_speech import LEAST, may_be_direct, why_direct, word_count
from counterbrief.evidence.suggesting.near_themes import NearTheme, Themes
from counterbrief.evidence.suggesting.paragraphs import Block, block_at, blocks
from counterbrief.evidence.suggesting.quotation_marks import marked_spans
from counterbrief.evidence.suggesting.speakers import Candidate, Page, candidates, person_named
from counterbrief.evidence.suggesting.who_phrases import WhoKind
from counterbrief.model.people import Person
from counterbrief.model.records import Records
from counterbrief.model.testimonies import Testimony
from counterbrief.model.text import Locator

#: So many quotations and so many figures of one text are told at most.
MOST = 2000
#: So many code points before and behind find the words again.
CONTEXT = 40
#: Turns of one speaker are taken together up to the sentence that passes so many words, or to twice as many words.
TURN_WORDS = 60
_SENTENCE_END = re.compile(r"[.!?…।。？！؟۔]['’”»\")\]]*\s*$")
_EDGE = " \t\n\u00a0"


class SpokenTurn(Protocol):
    """A turn of a transcript: see ``counterbrief.store.captures.Turn``."""

    @property
    def start(self) -> str | None:
        """When it begins, ``HH:MM:SS.mmm``."""

    @property
    def speaker(self) -> str | None:
        """The name as the document prints it."""

    @property
    def text_start(self) -> int:
        """First code point of its words."""

    @property
    def text_end(self) -> int:
        """One behind the last."""


@attrs.frozen(kw_only=True)
class Proposal:
    """Something that a page holds and a corpus could.

    Attributes:
        start: first code point of its words
        end: one behind the last
        words: the words as the page has them
        prefix: the text before them, up to :data:`CONTEXT` code points
        suffix: the text behind them
        sentence: the words with what stands around them, for people
        locator: where it stands, as a reader would look it up; None where that cannot be told
        article: number of the article on the page, from 1, where paragraphs are counted; else 0
        theme: the nearest theme, where one is near
        reason: why it is proposed
        unknown: what the page does not tell, each in words for people
    """

    start: int
    end: int
    words: str
    prefix: str
    suffix: str
    sentence: str
    locator: Locator | None
    article: int
    theme: NearTheme | None
    reason: str
    unknown: tuple[str, ...]


@attrs.frozen(kw_only=True)
class QuotationProposal(Proposal):
    """Direct speech.

    Attributes:
        speakers: who may have said it, the best candidate first
        depth: 0, or 1 and more for a quotation within another
        recorded: ``testimony/excerpt`` that has these words already
    """

    speakers: tuple[Candidate, ...]
    depth: int = 0
    recorded: str | None = None


@attrs.frozen(kw_only=True)
class FigureProposal(Proposal):
    """A figure.

    Attributes:
        counted: what it counts, as the page has it; empty where that cannot be told
        number: the value as a whole number, where it is one
        period: the time that its sentence tells; empty where it tells none
    """

    counted: str
    number: int | None
    period: str


def suggest(
    text: str, turns: Sequence[SpokenTurn], records: Records, *, pages: Sequence[int] = ()
) -> tuple[Proposal, ...]:
    """What the visible text of a capture holds, in its order. Deterministic: the same text and records, the same answer.

    ``turns`` are those of a transcript, whose words are then the quotations; ``pages`` tells where each page of a PDF
    begins. Of each kind at most the first :data:`MOST` are told. Paragraphs are counted as :mod:`counterbrief.evidence.suggesting.paragraphs` says.
    """
    made = _Suggesting(text, turns, records, pages)
    found = [
        *itertools.islice(made.turns() if turns else made.quotations(), MOST),
        *itertools.islice(made.figures(), MOST),
    ]
    return tuple(sorted(found, key=lambda one: (one.start, -one.end, isinstance(one, FigureProposal))))


class _Suggesting:
    def __init__(self, text: str, turns: Sequence[SpokenTurn], records: Records, pages: Sequence[int]) -> None:
        self.text, self.spoken, self.pages = text, turns, pages
        self.parts = blocks(text)
        self.people = records.of(Person)
        self.themes = Themes(records)
        self.recorded: dict[tuple[str, ...], str] = {}
        for testimony in records.of(Testimony):
            for excerpt in testimony.excerpts:
                self.recorded.setdefault(words(excerpt.quotation), f"{testimony.id}/{excerpt.id}")

    def quotations(self) -> Iterator[Proposal]:
        """Direct speech of a page."""
        page = Page(self.text, self.parts, marked_spans(self.text), self.people)
        for number, span in enumerate(page.spans):
            if not may_be_direct(page, number):
                continue
            found = candidates(page, number)
            reason = why_direct(page, number, found)
            start, end = self.trimmed(span.start, span.end)
            if reason is None or start >= end:
                continue
            if span.goes_on:
                reason += "; it goes on from the paragraph before"
            yield self.quotation(start, end, found, reason, depth=span.depth)

    def turns(self) -> Iterator[Proposal]:
        """The words of a transcript, turn by turn; turns that only ask are left out."""
        for group in _groups(self.text, self.spoken):
            start, end = self.trimmed(group[0].text_start, group[-1].text_end)
            said = self.text[start:end]
            if word_count(said) < LEAST or _only_asks(said):
                continue
            yield self.quotation(start, end, self.speaker_of(group[0]), "a turn of a transcript", turn=group[0])

    def speaker_of(self, turn: SpokenTurn) -> tuple[Candidate, ...]:
        if turn.speaker is None:
            return ()
        shown = self.text.rfind(turn.speaker, max(0, turn.text_start - len(turn.speaker) - 40), turn.text_start)
        return (
            Candidate(
                name=turn.speaker,
                kind=WhoKind.PERSON,
                start=shown if shown >= 0 else None,
                end=shown + len(turn.speaker) if shown >= 0 else None,
                person=person_named(self.people, turn.speaker),
                named=True,
                said=True,
                reason="the speaker of the turn",
            ),
        )

    def quotation(
        self,
        start: int,
        end: int,
        found: tuple[Candidate, ...],
        reason: str,
        *,
        depth: int = 0,
        turn: SpokenTurn | None = None,
    ) -> QuotationProposal:
        locator, article = self.locator(start, turn)
        sentence = self.sentence(start, end)
        unknown = [] if locator is not None else ["where it stands: it is in no paragraph that counts"]
        if not found:
            unknown.append("who speaks")
        elif not found[0].said:
            unknown.append("whether the candidate speaks: no verb of saying names them")
        elif found[0].kind is WhoKind.DOCUMENT:
            unknown.append("which person speaks: a document or body is quoted")
        elif found[0].many:
            unknown.append("which of them speaks")
        return QuotationProposal(
            start=start,
            end=end,
            words=self.text[start:end],
            prefix=self.text[max(0, start - CONTEXT) : start],
            suffix=self.text[end : end + CONTEXT],
            sentence=sentence,
            locator=locator,
            article=article,
            theme=self.themes.nearest(self.text[start:end], sentence),
            reason=reason,
            unknown=tuple(unknown),
            speakers=found,
            depth=depth,
            recorded=self.recorded.get(words(self.text[start:end])),
        )

    def figures(self) -> Iterator[Proposal]:
        """The figures of paragraphs; of turns in a transcript."""
        parts = self.parts
        if self.spoken:
            groups = _groups(self.text, self.spoken)
            parts = tuple(Block(start=one[0].text_start, end=one[-1].text_end, paragraph=0) for one in groups)
        for figure in figures(self.text, parts):
            yield self.figure(figure)

    def figure(self, figure: Figure) -> FigureProposal:
        start, end = figure.quantity.start, figure.quantity.end
        turn = self.turn_at(start)
        locator, article = self.locator(start, turn)
        sentence = self.sentence(start, end)
        whole = figure.quantity.counts() if figure.quantity.measure is Measure.COUNT else None
        unknown = [] if figure.counted else ["what is counted"]
        unknown += [] if figure.period else ["the time it speaks of"]
        unknown += ["out of how many"] if figure.quantity.measure is Measure.SHARE else []
        return FigureProposal(
            start=start,
            end=end,
            words=self.text[start:end],
            prefix=self.text[max(0, start - CONTEXT) : start],
            suffix=self.text[end : end + CONTEXT],
            sentence=sentence,
            locator=locator,
            article=article,
            theme=self.themes.nearest(sentence),
            reason=f"a {figure.quantity.measure.value} in {'a turn' if self.spoken else 'a paragraph'}",
            unknown=tuple(unknown),
            counted=figure.counted,
            number=whole[0] if whole is not None and _told(figure, whole) else None,
            period=figure.period,
        )

    def turn_at(self, place: int) -> SpokenTurn | None:
        at = bisect_right(self.spoken, place, key=lambda turn: turn.text_start) - 1
        return self.spoken[at] if at >= 0 and place < self.spoken[at].text_end else None

    def locator(self, start: int, turn: SpokenTurn | None) -> tuple[Locator | None, int]:
        """Timestamp, page or paragraph, whichever the document has; and the number of the article."""
        if turn is not None and turn.start is not None:
            return Locator(label="timestamp", value=turn.start.partition(".")[0]), 0
        if self.pages:
            number = bisect_right(self.pages, start)
            return Locator(label="page", value=str(max(number, 1))), 0
        part = block_at(self.parts, start)
        if part is None or part.paragraph is None:
            return None, part.article if part is not None else 0
        return Locator(label="paragraph", value=str(part.paragraph)), part.article

    def sentence(self, start: int, end: int) -> str:
        """The words with the sentence around them, at most 200 code points on each side, on one line."""
        part = block_at(self.parts, start)
        low = max(part.start if part is not None else start, start - 200)
        high = min(part.end if part is not None else end, end + 200)
        stops = [match.end() for match in re.finditer(r"[.!?…।。]['’”»\")\]]*\s+(?=[^a-z])", self.text[low:high])]
        begin = max([low + stop for stop in stops if low + stop <= start - 1], default=low)
        close = min([low + stop for stop in stops if low + stop > end + 1], default=high)
        return " ".join(self.text[begin:close].split())

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without white space at the edges, and without a comma that belongs to the sentence around the words."""
        while start < end and self.text[start] in _EDGE:
            start += 1
        while start < end and self.text[end - 1] in f"{_EDGE},،":
            end -= 1
        return start, end


def _told(figure: Figure, whole: tuple[int, int | None]) -> bool:
    """Whether the value is one whole number, or one with a bound as in 'at least 58'."""
    return whole[1] == whole[0] or (whole[1] is None and not figure.quantity.low_open)


def _groups(text: str, turns: Sequence[SpokenTurn]) -> list[list[SpokenTurn]]:
    """Turns of one speaker in a row, up to the sentence that passes :data:`TURN_WORDS`."""
    groups: list[list[SpokenTurn]] = []
    for turn in turns:
        last = groups[-1] if groups else None
        if last is not None and last[-1].speaker == turn.speaker and not _is_full(text, last):
            last.append(turn)
        else:
            groups.append([turn])
    return groups


def _is_full(text: str, group: Sequence[SpokenTurn]) -> bool:
    said = text[group[0].text_start : group[-1].text_end]
    count = word_count(said)
    return count >= 2 * TURN_WORDS or (count >= TURN_WORDS and _SENTENCE_END.search(said[-8:]) is not None)


def _only_asks(said: str) -> bool:
    """Whether each sentence is a question."""
    return said.rstrip("'’”»\")] ").endswith(("?", "؟", "？")) and re.search(r"[.!…।。۔](?:\s|$)", said) is None
