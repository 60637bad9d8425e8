"""Verify: compare every excerpt with the capture of its source, and record what came of it."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from typing import Literal, TypeAlias

import attrs

from counterbrief.errors import ConflictError, CounterbriefError, NotFoundError
from counterbrief.evidence import FoldedText, fold_capture, judge_quotation, relocate
from counterbrief.evidence import Judgement as Compared
from counterbrief.evidence.masking import Mask
from counterbrief.evidence.quotation.letters import letter_for_letter
from counterbrief.model import Capture, Excerpt, Judgement, Records, TeamMember, Testimony, Verdict
from counterbrief.store.captures import CaptureStore
from counterbrief.workflow.capture import newest_captures, read_capture
from counterbrief.workflow.corpus import Corpus
from counterbrief.workflow.masked_captures import MaskedCapture, ShownChange
from counterbrief.workflow.naming import unknown

Outcome: TypeAlias = Literal["passes", "accept", "refused", "ambiguous", "unread", "uncaptured"]


@attrs.frozen(kw_only=True)
class Verified:
    """What comparing one excerpt with its capture found.

    Attributes:
        testimony: id of the testimony
        excerpt: id of the excerpt
        outcome: ``passes``: verbatim, or edited and accepted where that is needed; ``accept``: edited, and a person has
            to accept it; ``refused``: the words differ; ``ambiguous``: several passages carry them, and the context does
            not say which; ``unread``: the capture is missing, altered or unreadable; ``uncaptured``: there is none
        capture: the capture it was compared with
        judgement: what was found; its changes hold words of the capture, and are not for showing; None where there was
            nothing to compare with
        changes: the changed words, as they may be shown
        moved: how the passage was found again in a capture that is newer than the one it was judged in before
        why: what stands against it, in words that may be shown; empty where it passes
    """

    testimony: str
    excerpt: str
    outcome: Outcome
    capture: Capture | None = None
    judgement: Compared | None = None
    changes: tuple[ShownChange, ...] = ()
    moved: str = ""
    why: str = ""


@attrs.frozen(kw_only=True)
class Verification:
    """What verifying a corpus found.

    Attributes:
        corpus: the corpus with its judgements
        excerpts: one for each excerpt, sorted by testimony
        written: ids of the judgements that are new or changed
    """

    corpus: Corpus
    excerpts: tuple[Verified, ...]
    written: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether every excerpt passes."""
        return all(one.outcome == "passes" for one in self.excerpts)


def verify(corpus: Corpus, *, store: CaptureStore, by: str | None = None) -> Verification:
    """Compare every excerpt with the newest capture of the source it was read in.

    The judgements are written as records, so that a build needs no captures. ``by`` is the team member who answers for
    them; left out, it is the writer of each testimony. A judgement that was accepted stays accepted while it is about the
    same bytes. A capture that is missing or altered is never a pass, and what was found before stays on record.
    """
    if by is not None:
        corpus.get(TeamMember, by)
    texts = _Texts(store, corpus.records)
    results: list[Verified] = []
    written: list[str] = []
    for testimony in corpus.records.of(Testimony):
        for excerpt in testimony.excerpts:
            before = corpus.records.get(Judgement, judgement_id(testimony.id, excerpt.id))
            result = _verify(testimony, excerpt, before, corpus, texts)
            record = _record(result, excerpt, before, testimony, by)
            if record is not None and record != before:
                corpus = corpus.put(record)
                written.append(record.id)
            results.append(result)
    return Verification(corpus=corpus, excerpts=tuple(results), written=tuple(written))


def accept(corpus: Corpus, testimony_id: str, excerpt_id: str, *, by: str, on: dt.date) -> Corpus:
    """Record that a team member accepts what a bracket of an excerpt replaces, and return the next corpus.

    Raises ConflictError where the member wrote the testimony, or where there is nothing to accept.
    """
    testimony = corpus.get(Testimony, testimony_id)
    corpus.get(TeamMember, by)
    if testimony.excerpt(excerpt_id) is None:
        raise unknown(f"excerpt of {testimony_id!r}", excerpt_id, [excerpt.id for excerpt in testimony.excerpts])
    judgement = corpus.records.get(Judgement, judgement_id(testimony_id, excerpt_id))
    if judgement is None:
        raise NotFoundError("the excerpt was not verified yet", hint="run 'counterbrief verify' first")
    if judgement.verdict is not Verdict.EDITED or not judgement.needs_acceptance:
        raise ConflictError(f"there is nothing to accept: the verdict is '{judgement.verdict.value}'")
    if testimony.written_by == by:
        raise ConflictError(f"{by!r} wrote {testimony_id!r} and cannot accept it", hint="have somebody else accept it")
    return corpus.put(attrs.evolve(judgement, accepted_by=by, accepted_on=on))


def judgement_id(testimony: str, excerpt: str) -> str:
    """The id of the judgement of an excerpt."""
    return f"judgement-{testimony}-{excerpt}"


class _Texts:
    """The newest capture of each source, its visible text read once, and folded once where that is needed."""

    def __init__(self, store: CaptureStore, records: Records) -> None:
        self.newest = newest_captures(records)
        self._store = store
        self._mask = Mask.of(records)
        self._read: dict[str, str | CounterbriefError] = {}
        self._folded: dict[str, FoldedText] = {}

    def of(self, capture: Capture) -> str:
        """Raises the error of a capture that is missing, altered or unreadable, every time it is asked for."""
        if capture.id not in self._read:
            try:
                self._read[capture.id] = read_capture(capture, self._store).text
            except CounterbriefError as error:
                self._read[capture.id] = error
        found = self._read[capture.id]
        if isinstance(found, CounterbriefError):
            raise found
        return found

    def masked(self, capture: Capture) -> MaskedCapture:
        """The text of a capture that could be read, for showing pieces of it."""
        return MaskedCapture(self.of(capture), self._mask)

    def folded(self, capture: Capture) -> FoldedText:
        """The fold of a capture that could be read."""
        if capture.id not in self._folded:
            self._folded[capture.id] = fold_capture(self.of(capture))
        return self._folded[capture.id]


def _verify(
    testimony: Testimony, excerpt: Excerpt, before: Judgement | None, corpus: Corpus, texts: _Texts
) -> Verified:
    found = functools.partial(Verified, testimony=testimony.id, excerpt=excerpt.id)
    if not excerpt.cites:
        return found(outcome="uncaptured", why="the excerpt cites no source")
    source = excerpt.cites[0].read
    capture = texts.newest.get(source)
    if capture is None:
        return found(outcome="uncaptured", why=f"there is no capture of {source!r} that has text")
    try:
        text = texts.of(capture)
    except CounterbriefError as error:
        return found(outcome="unread", capture=capture, why=str(error))
    prefix, suffix = (excerpt.selector.prefix, excerpt.selector.suffix) if excerpt.selector else ("", "")
    judged = _letter_for_letter(excerpt.quotation, text, prefix, suffix)
    if judged is None:
        try:
            judged = judge_quotation(
                excerpt.quotation,
                text,
                language=_language(excerpt),
                folded=texts.folded(capture),
                prefix=prefix,
                suffix=suffix,
            )
        except ValueError as error:  # no words, or more edits than anybody can follow
            return found(outcome="refused", capture=capture, why=str(error))
    outcome, why = _outcome(judged, before, capture, excerpt, in_context=bool(prefix or suffix))
    changes: tuple[ShownChange, ...] = ()
    if judged.changes:
        masked = texts.masked(capture)
        changes = tuple(masked.change(change) for change in judged.changes)
        why = masked.reason(why, judged.changes)
    moved = ""
    if before is not None and before.capture != capture.id and before.start is not None and before.end is not None:
        again = relocate(
            excerpt.selector.exact if excerpt.selector else excerpt.quotation,
            text,
            position=(before.start, before.end),
            prefix=prefix,
            suffix=suffix,
            folded=texts.folded(capture),
        )
        moved = again.step
        if not again.certain and outcome in ("passes", "accept"):
            outcome, why = "ambiguous", f"the passage was found again only by '{again.step}'; a person decides"
    return found(outcome=outcome, capture=capture, judgement=judged, changes=changes, moved=moved, why=why)


def _letter_for_letter(quotation: str, text: str, prefix: str, suffix: str) -> Compared | None:
    """The judgement of a quotation that stands letter for letter in its context; None where a fold has to tell.

    The context settles which passage it is, so none of other typography has to be looked for. This needs no fold, which
    is what takes the time.
    """
    start = text.find(f"{prefix}{quotation}{suffix}") if prefix and suffix else -1
    if start < 0:
        return None
    judged = letter_for_letter(quotation, text)
    found = (start + len(prefix), start + len(prefix) + len(quotation))
    if judged is None or judged.occurrences != 1 or (judged.start, judged.end) != found:
        return None
    return attrs.evolve(judged, context_fits=True)


def _language(excerpt: Excerpt) -> str | None:
    return None if excerpt.language == "und" else excerpt.language


def _outcome(
    judged: Compared, before: Judgement | None, capture: Capture, excerpt: Excerpt, *, in_context: bool
) -> tuple[Outcome, str]:
    if judged.verdict == "absent":
        return "refused", "its words are not in the capture"
    if judged.verdict in ("altered", "noisy"):
        return "refused", "; ".join(judged.reasons) or f"the verdict is '{judged.verdict}'"
    if in_context and judged.context_fits is False:
        return "ambiguous", "its words stand there, but not between the words that its selector gives; a person decides"
    if judged.occurrences > 1 and not (in_context and judged.context_fits):
        return "ambiguous", f"{judged.occurrences} passages carry these words; give 'selector' a prefix and a suffix"
    if judged.needs_acceptance:
        same = before is not None and _same_bytes(before, capture, excerpt)
        if not (same and before is not None and before.accepted_by is not None):
            return "accept", "a bracket replaces words, which a person has to accept"
    return "passes", ""


def _same_bytes(before: Judgement, capture: Capture, excerpt: Excerpt) -> bool:
    return (before.capture_sha256, before.quotation_sha256) == (capture.sha256, _sha256(excerpt.quotation))


def _record(
    result: Verified, excerpt: Excerpt, before: Judgement | None, testimony: Testimony, by: str | None
) -> Judgement | None:
    """The judgement to keep; None where nothing was compared or a person has to look first."""
    judged, capture = result.judgement, result.capture
    if judged is None or capture is None or result.outcome == "ambiguous":
        return None
    kept = before if before is not None and _same_bytes(before, capture, excerpt) else None
    return Judgement(
        id=judgement_id(testimony.id, excerpt.id),
        written_by=by or (kept.written_by if kept is not None else testimony.written_by),
        invented=testimony.invented,
        testimony=testimony.id,
        excerpt=excerpt.id,
        quotation_sha256=_sha256(excerpt.quotation),
        capture=capture.id,
        capture_sha256=capture.sha256,
        verdict=Verdict(judged.verdict),
        start=judged.start,
        end=judged.end,
        needs_acceptance=judged.needs_acceptance,
        accepted_by=kept.accepted_by if kept is not None else None,
        accepted_on=kept.accepted_on if kept is not None else None,
        fold_version=judged.fold_version,
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
