"""Verifying: every excerpt against the bytes that were captured, and what a changed byte or word does to it."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import attrs
import pytest
from tests import builders as b

from counterbrief.errors import ConflictError, NotFoundError
from counterbrief.model import Capture, Judgement, Selector, Testimony, Verdict
from counterbrief.store.captures import CaptureStore
from counterbrief.vetting import RefusedError
from counterbrief.workflow import Corpus, build
from counterbrief.workflow.verify import Verification, accept, judgement_id, verify

WORDS = b.TESTIMONY.excerpts[0].quotation
PAGE = f"An invented page.\n\nOne of them told us: “{WORDS}.” Then he left.\n\nThe end of the page.\n"
JUDGEMENT = judgement_id("the-barrack", "home")


def captured(text: str, day: int = 2, name: str = "saved-page") -> Capture:
    data = text.encode()
    return attrs.evolve(
        b.CAPTURE,
        id=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        captured_on=dt.date(2026, 10, day),
    )


@pytest.fixture
def store(tmp_path: Path) -> CaptureStore:
    return CaptureStore(tmp_path / "captures")


def corpus_of(store: CaptureStore, text: str, quotation: str = WORDS, selector: Selector | None = None) -> Corpus:
    store.put(text.encode())
    excerpt = attrs.evolve(b.TESTIMONY.excerpts[0], quotation=quotation, selector=selector)
    testimony = attrs.evolve(b.TESTIMONY, excerpts=(excerpt,))
    return Corpus(records=b.records(testimony, without=[JUDGEMENT])).put(captured(text))


def only(done: Verification) -> tuple[str, str]:
    [one] = done.excerpts
    return one.outcome, one.why


def judgement(corpus: Corpus) -> Judgement:
    return corpus.get(Judgement, JUDGEMENT)


def refusal(corpus: Corpus) -> str:
    with pytest.raises(RefusedError) as caught:
        build(corpus, "brief", on=b.DAY)
    return str(caught.value)


def test_a_quotation_that_stands_is_recorded_with_its_place_and_then_builds_without_captures(
    store: CaptureStore,
) -> None:
    corpus = corpus_of(store, PAGE)
    assert "was not compared with a capture of its source" in refusal(corpus)
    done = verify(corpus, store=store)
    assert only(done) == ("passes", "")
    assert done.clean
    record = judgement(done.corpus)
    assert PAGE[record.start : record.end] == WORDS
    assert (record.verdict, record.written_by) == (Verdict.VERBATIM, "writer")
    assert build(done.corpus, "brief", on=b.DAY).bytes("md")


def test_verifying_again_writes_nothing(store: CaptureStore) -> None:
    done = verify(corpus_of(store, PAGE), store=store)
    assert done.written == (JUDGEMENT,)
    assert verify(done.corpus, store=store).written == ()


@pytest.mark.parametrize("place", range(len(WORDS.split())))
def test_any_changed_word_of_the_excerpt_is_found_and_refused(store: CaptureStore, place: int) -> None:
    words = WORDS.split()
    words[place] = "different"
    done = verify(corpus_of(store, PAGE, " ".join(words)), store=store)
    outcome, _ = only(done)
    assert outcome == "refused"
    [one] = done.excerpts
    assert one.judgement is not None
    assert any("different" in change.quoted for change in one.judgement.changes)
    assert "[quotation-altered]" in refusal(done.corpus)


def test_words_that_are_not_there_are_refused(store: CaptureStore) -> None:
    done = verify(corpus_of(store, "An invented page about the weather, and nothing else.\n"), store=store)
    assert only(done) == ("refused", "its words are not in the capture")
    assert "is not in its capture" in refusal(done.corpus)


@pytest.mark.parametrize(
    ("damage", "told"),
    [(b"", "cut off"), (PAGE[:-1].encode(), "cut off"), (PAGE.replace("left", "lift").encode(), "altered")],
)
def test_a_damaged_capture_is_never_a_pass_and_leaves_what_was_judged_before(
    store: CaptureStore, damage: bytes, told: str
) -> None:
    corpus = verify(corpus_of(store, PAGE), store=store).corpus
    path = store.path(corpus.get(Capture, "saved-page").sha256)
    path.chmod(0o644)
    path.write_bytes(damage)
    done = verify(corpus, store=store)
    outcome, why = only(done)
    assert (outcome, done.written) == ("unread", ())
    assert told in why
    assert path.name in why


def test_a_missing_capture_is_a_finding(store: CaptureStore) -> None:
    corpus = corpus_of(store, PAGE)
    path = store.path(corpus.get(Capture, "saved-page").sha256)
    path.chmod(0o644)
    path.unlink()
    outcome, why = only(verify(corpus, store=store))
    assert outcome == "unread"
    assert "the captured bytes are missing" in why


def test_a_source_without_a_capture_or_with_a_recording_alone_is_a_finding(store: CaptureStore) -> None:
    bare = corpus_of(store, PAGE).remove("saved-page")
    assert only(verify(bare, store=store)) == ("uncaptured", "there is no capture of 'page' that has text")
    recording = bare.put(attrs.evolve(b.CAPTURE, media_type="audio/flac"))
    assert only(verify(recording, store=store))[0] == "uncaptured"


def test_a_judgement_of_other_words_or_other_bytes_is_void(store: CaptureStore) -> None:
    corpus = verify(corpus_of(store, PAGE), store=store).corpus
    excerpt = attrs.evolve(b.TESTIMONY.excerpts[0], quotation=WORDS + " of it")
    assert "has changed since it was compared with its capture" in refusal(
        corpus.put(attrs.evolve(b.TESTIMONY, excerpts=(excerpt,)))
    )
    other = attrs.evolve(corpus.get(Capture, "saved-page"), sha256="0" * 64)
    assert "was compared with other bytes than the capture on record" in refusal(corpus.put(other))
    old = attrs.evolve(judgement(corpus), fold_version=0)
    assert "was compared under older rules" in refusal(corpus.put(old))


BRACKET = WORDS.replace("They said", "[The recruiters] said")


def test_a_bracket_that_replaces_words_waits_for_somebody_who_did_not_write_it(store: CaptureStore) -> None:
    corpus = verify(corpus_of(store, PAGE, BRACKET), store=store).corpus
    assert judgement(corpus).needs_acceptance
    assert "replaces words in square brackets, and nobody of the team but its writer has accepted that" in refusal(
        corpus
    )
    with pytest.raises(ConflictError, match="'writer' wrote 'the-barrack' and cannot accept it"):
        accept(corpus, "the-barrack", "home", by="writer", on=b.DAY)
    accepted = accept(corpus, "the-barrack", "home", by="reviewer", on=b.DAY)
    assert build(accepted, "brief", on=b.DAY).bytes("md")
    again = verify(accepted, store=store)
    assert only(again) == ("passes", "")
    assert judgement(again.corpus).accepted_by == "reviewer"


def test_there_is_nothing_to_accept_in_a_verbatim_or_an_unverified_quotation(store: CaptureStore) -> None:
    corpus = corpus_of(store, PAGE)
    with pytest.raises(NotFoundError, match="the excerpt was not verified yet"):
        accept(corpus, "the-barrack", "home", by="reviewer", on=b.DAY)
    with pytest.raises(ConflictError, match="there is nothing to accept: the verdict is 'verbatim'"):
        accept(verify(corpus, store=store).corpus, "the-barrack", "home", by="reviewer", on=b.DAY)


def test_a_second_passage_with_the_same_words_is_never_taken_in_silence(store: CaptureStore) -> None:
    twice = PAGE + f"\nA caption repeats it: {WORDS}, under the picture.\n"
    done = verify(corpus_of(store, twice), store=store)
    assert only(done)[0] == "ambiguous"
    assert done.written == ()
    context = Selector(prefix="A caption repeats it: ", exact=WORDS, suffix=", under the picture.")
    told = verify(corpus_of(store, twice, selector=context), store=store)
    assert only(told) == ("passes", "")
    assert judgement(told.corpus).start == twice.rindex(WORDS)


def test_a_newer_capture_of_the_same_page_is_judged_and_the_passage_found_again(store: CaptureStore) -> None:
    corpus = verify(corpus_of(store, PAGE), store=store).corpus
    newer = "A banner that was not there before.\n\n" + PAGE
    store.put(newer.encode())
    done = verify(corpus.put(captured(newer, 9, "saved-page-2")), store=store)
    [one] = done.excerpts
    assert (one.outcome, one.moved) == ("passes", "context")
    assert judgement(done.corpus).capture == "saved-page-2"
    gone = "The page was rewritten and says nothing of it.\n"
    store.put(gone.encode())
    orphaned = verify(done.corpus.put(captured(gone, 12, "saved-page-3")), store=store)
    assert only(orphaned)[0] == "refused"


def test_judgements_hold_positions_and_hashes_and_no_words(store: CaptureStore) -> None:
    corpus = verify(corpus_of(store, PAGE), store=store).corpus
    assert "barrack" not in repr(attrs.asdict(judgement(corpus))).replace("the-barrack", "")


def test_only_the_team_answers_for_judgements(store: CaptureStore) -> None:
    with pytest.raises(NotFoundError, match="there is no team-member 'nobody'"):
        verify(corpus_of(store, PAGE), store=store, by="nobody")
    done = verify(corpus_of(store, PAGE), store=store, by="reviewer")
    assert judgement(done.corpus).written_by == "reviewer"
    assert isinstance(done.corpus.find("the-barrack"), Testimony)


def test_the_same_words_by_somebody_else_in_a_newer_capture_are_not_taken(store: CaptureStore) -> None:
    context = Selector(prefix="One of them told us: “", exact=WORDS, suffix=".” Then he left")
    corpus = verify(corpus_of(store, PAGE, selector=context), store=store).corpus
    other = f"A commander says: {WORDS}, and laughs at it.\n"
    store.put(other.encode())
    done = verify(corpus.put(captured(other, 9, "saved-page-2")), store=store)
    assert only(done)[0] == "ambiguous"
    assert done.written == ()


@pytest.mark.parametrize("by", ["writer", "nobody-at-all"])
def test_an_acceptance_by_the_writer_or_by_nobody_of_the_team_counts_for_nothing(store: CaptureStore, by: str) -> None:
    corpus = verify(corpus_of(store, PAGE, BRACKET), store=store).corpus
    forged = attrs.evolve(judgement(corpus), accepted_by=by, accepted_on=b.DAY)
    assert "[quotation-unaccepted]" in refusal(corpus.put(forged))


def test_a_newer_capture_that_says_otherwise_overrules_an_older_one(store: CaptureStore) -> None:
    corpus = verify(corpus_of(store, PAGE), store=store).corpus
    newer = captured("Another text.\n", 9, "saved-page-2")
    against = attrs.evolve(
        judgement(corpus), id="a-later-look", capture=newer.id, capture_sha256=newer.sha256, verdict=Verdict.ALTERED
    )
    assert "[quotation-altered]" in refusal(corpus.put(newer).put(against))


def test_a_quotation_with_more_brackets_than_words_is_refused_in_words(store: CaptureStore) -> None:
    done = verify(corpus_of(store, PAGE, f"{WORDS} [" + "a b " * 60 + "]"), store=store)
    outcome, why = only(done)
    assert outcome == "refused"
    assert "brackets hold at most 60 words" in why
