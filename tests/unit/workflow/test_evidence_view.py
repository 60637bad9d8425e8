"""The evidence of a brief: what each statement stands on, and that nobody who is protected appears in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import attrs
import pytest
from tests import builders as b

from counterbrief.errors import NotFoundError
from counterbrief.model import (
    Basis,
    Capture,
    LocalText,
    Naming,
    Part,
    Person,
    PlanSection,
    Protection,
    Record,
    Selection,
    Statement,
    Testimony,
    Verdict,
)
from counterbrief.store.captures import CaptureStore
from counterbrief.workflow import Corpus
from counterbrief.workflow.evidence_page import evidence_page
from counterbrief.workflow.evidence_view import StatementEvidence, evidence_of
from counterbrief.workflow.quotation_view import Passage, QuotationEvidence
from counterbrief.workflow.verify import verify

WORDS = b.TESTIMONY.excerpts[0].quotation
PAGE = (
    "A first paragraph that is far from the words, so that nobody needs it here. It goes on for a while, and then for a "
    "while more, until it is long enough to be left out. It does not name anybody at all, and it says so at some length.\n\n"
    f"Jane Roe told us in Norton: “{WORDS}.” Then J A N E  R O E left.\n\nThe end of the page."
)


@pytest.fixture
def store(tmp_path: Path) -> CaptureStore:
    return CaptureStore(tmp_path / "captures")


def captured(store: CaptureStore, page: str = PAGE) -> Capture:
    data = page.encode()
    store.put(data)
    return attrs.evolve(b.CAPTURE, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def protecting(*details: str) -> Person:
    return attrs.evolve(b.PERSON, protection=Protection(naming=Naming.ANONYMOUS, never_tell=details))


def corpus_of(store: CaptureStore, *changed: Record, page: str = PAGE) -> Corpus:
    corpus = Corpus(records=b.records(*changed)).put(captured(store, page))
    return verify(corpus, store=store).corpus


def view(corpus: Corpus, store: CaptureStore | None) -> dict[str, StatementEvidence]:
    return {one.id: one for one in evidence_of(corpus, "brief", store=store, on=b.DAY)}


def quotation(corpus: Corpus, store: CaptureStore | None) -> QuotationEvidence:
    found = view(corpus, store)["words"].quotation
    assert found is not None
    return found


def quoting(words: str) -> Testimony:
    return attrs.evolve(b.TESTIMONY, excerpts=(attrs.evolve(b.TESTIMONY.excerpts[0], quotation=words),))


def test_every_statement_of_the_plan_in_its_order(store: CaptureStore) -> None:
    found = view(corpus_of(store), store)
    assert list(found) == ["fact", "numbers", "claim", "theme", "words", "limit"]
    assert [one.part for one in found.values()][:2] == [Part.FACT, Part.FACT]
    assert found["claim"].text == "The group said that everybody would find a home."
    assert found["limit"].origins is None


def test_a_quotation_stands_in_its_surroundings(store: CaptureStore) -> None:
    found = quotation(corpus_of(store), store)
    assert (found.verdict, found.passes, found.standing) == (Verdict.VERBATIM, True, "on record as verbatim")
    assert found.start is not None
    assert PAGE[found.start : found.end] == WORDS
    assert found.passage == Passage(
        before=(
            "It goes on for a while, and then for a while more, until it is long enough to be left out. It does not name "
            "anybody at all, and it says so at some length. Jane Roe told us in Norton: “"
        ),
        words=WORDS,
        after=".” Then J A N E R O E left. The end of the page.",
        cut_before=True,
        cut_after=False,
    )


def test_what_a_statement_cites_with_grades_values_and_approvals(store: CaptureStore) -> None:
    found = view(corpus_of(store), store)["numbers"]
    [value] = found.values
    [source] = value.sources
    assert (value.id, value.printed, value.counted) == ("numbers.page", "at least 12", "people who left")
    assert (source.name, source.locator, source.reports) == (
        "An invented page about leaving",
        "paragraph 4",
        "An invented study",
    )
    assert found.origins is not None
    assert found.origins.told.startswith("Rests on 1 source")
    assert [(one.record, one.holds) for one in found.approvals] == [
        ("how-many-left", True),
        ("page", True),
        ("study", True),
    ]


def test_an_approval_that_does_not_hold_says_why(store: CaptureStore) -> None:
    changed = attrs.evolve(b.THEME, label=LocalText.of(en="Changed"))
    corpus = corpus_of(store).put(changed)
    [theme] = [one for one in view(corpus, store)["theme"].approvals if one.record == "broken-promises"]
    assert (theme.holds, theme.state) == (False, "has changed since it was approved")


def test_without_captures_the_judgement_on_record_is_told(store: CaptureStore) -> None:
    found = quotation(corpus_of(store), None)
    assert (found.verdict, found.passage, found.missing) == (Verdict.VERBATIM, None, "captures not at hand")
    assert found.start == PAGE.index(WORDS)


def test_a_changed_word_is_shown_side_by_side_though_the_gate_refuses_the_brief(store: CaptureStore) -> None:
    found = quotation(corpus_of(store, quoting(WORDS.replace("barrack", "castle"))), store)
    assert (found.verdict, found.passes) == (Verdict.ALTERED, False)
    assert found.standing == "differs from its capture in its words"
    assert [(one.kind, one.quoted, one.captured) for one in found.changes] == [("replaced", "castle", "barrack")]
    assert found.passage is not None


def test_words_that_are_nowhere_have_no_passage(store: CaptureStore) -> None:
    found = quotation(corpus_of(store, quoting("Nobody ever said anything like this to anyone")), store)
    assert (found.verdict, found.missing) == (Verdict.ABSENT, "its words are not in the capture")


def test_a_capture_that_was_altered_is_told_and_never_shown(store: CaptureStore) -> None:
    corpus = corpus_of(store)
    path = store.path(corpus.get(Capture, "saved-page").sha256)
    path.chmod(0o644)
    path.write_bytes(PAGE.replace("barrack", "palaces").encode())
    found = quotation(corpus, store)
    assert found.passage is None
    assert found.missing.startswith("the captured bytes were altered")


def test_a_source_without_a_capture(store: CaptureStore) -> None:
    found = quotation(Corpus(records=b.records(without=["saved-page", "judgement-the-barrack-home"])), store)
    assert (found.verdict, found.capture, found.missing) == (None, None, "its source has no capture with text")
    assert found.standing == "was not compared with a capture of its source"


def test_what_protects_somebody_is_hidden_wherever_it_stands(store: CaptureStore) -> None:
    corpus = corpus_of(store, protecting("Jane Roe", "Norton"))
    found = quotation(corpus, store).passage
    assert found is not None
    assert found.before.endswith("■■■ told us in ■■■: “")
    assert found.after.startswith(".” Then ■■■ left.")
    statements = evidence_of(corpus, "brief", store=store, on=b.DAY)
    page = evidence_page(corpus, "brief", statements, on=b.DAY).decode()
    for shown in (repr(statements), page):
        assert "Jane" not in shown
        assert "Norton" not in shown
        assert "J A N E" not in shown


def test_a_name_that_the_cut_runs_through_is_hidden_in_both_pieces(store: CaptureStore) -> None:
    page = f"“They told Jane.” Roe said {WORDS}."
    corpus = corpus_of(store, protecting("Jane Roe", "said They"), page=page)
    found = quotation(corpus, store).passage
    assert found == Passage(
        before="“They told ■■■ ■■■", words=f"■■■{WORDS[4:]}", after=".", cut_before=False, cut_after=False
    )


def test_changed_words_are_hidden_and_what_a_source_would_tell_is_withheld(store: CaptureStore) -> None:
    quoted = WORDS.replace("a home was waiting", "Jane Roe was waiting")
    source = attrs.evolve(b.PAGE, title="What Jane Roe saw")
    found = view(corpus_of(store, quoting(quoted), source), store)["words"]
    assert found.quotation is not None
    guarded = view(corpus_of(store, quoting(quoted), source, protecting("a home was"), _naming("Jane Roe")), store)
    assert guarded["fact"].withheld
    assert guarded["fact"].sources == ()
    assert "Jane Roe" in repr(found)
    assert "Jane" not in repr(guarded)


def test_the_half_of_a_name_that_differs_is_hidden_in_every_reason(store: CaptureStore) -> None:
    page = f"“{WORDS}, Jane Roe said.”"
    corpus = corpus_of(store, quoting(f"{WORDS}, Jane Doe said"), protecting("Jane Roe"), page=page)
    found = quotation(corpus, store)
    assert found.reasons
    assert [change.captured for change in found.changes] == ["■■■"]
    assert "Roe" not in repr(found)


def _naming(detail: str) -> Person:
    protection = Protection(naming=Naming.WITHHELD, never_tell=(detail,))
    return attrs.evolve(b.PERSON, id="other", origin=None, protection=protection)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (attrs.evolve(b.TESTIMONY, consent=attrs.evolve(b.TESTIMONY.consent, basis=Basis.NONE)), "consent-none"),
        (attrs.evolve(b.PERSON, origin=None, protection=Protection(naming=Naming.WITHHELD)), "protection-withheld"),
    ],
)
def test_what_consent_or_protection_forbids_is_withheld(store: CaptureStore, changed: Record, code: str) -> None:
    found = view(corpus_of(store, changed), store)["words"]
    assert found == StatementEvidence(
        id="words", part=Part.TESTIMONIES, voice=found.voice, withheld=f"consent or protection forbids it [{code}]"
    )


def test_a_statement_whose_record_is_missing_is_told(store: CaptureStore) -> None:
    corpus = Corpus(records=b.records(without=["how-many-left", "how-many-left-by-reviewer"]))
    assert view(corpus, None)["numbers"].withheld == "the corpus does not hold what it shows [record-missing]"


def test_selected_testimonies_follow_the_statements_of_their_section(store: CaptureStore) -> None:
    own = Statement(id="own", text="They spoke.", cites=(b.cite("page"),))
    section = PlanSection(part=Part.TESTIMONIES, statements=(own,), select=Selection(testimonies=("the-barrack",)))
    found = view(corpus_of(store, b.plan_with(section)), store)
    assert list(found) == ["own", "testimonies-the-barrack-home", "limit"]


def test_control_characters_of_a_capture_reach_nothing(store: CaptureStore) -> None:
    page = f"\x1b[31mRed\u202e, they said. {WORDS} \x07and left."
    found = quotation(corpus_of(store, page=page), store).passage
    assert found is not None
    assert not set("\x1b\x07\u202e") & set(found.before + found.after)


def test_an_unknown_plan_names_the_near_ones(store: CaptureStore) -> None:
    with pytest.raises(NotFoundError, match="there is no plan 'brif'"):
        evidence_of(corpus_of(store), "brif", store=store, on=b.DAY)


def test_a_sentence_that_begins_with_a_word_from_right_to_left_keeps_its_order(store: CaptureStore) -> None:
    words = "قال لنا إنهم وعدوه ببيت ووجد ثكنة لها قفل"
    excerpt = attrs.evolve(b.TESTIMONY.excerpts[0], quotation=words.replace("ثكنة", "قصرا"), language="ar")
    corpus = corpus_of(store, attrs.evolve(b.TESTIMONY, excerpts=(excerpt,)), page=f"«{words}».")
    page = evidence_page(corpus, "brief", evidence_of(corpus, "brief", store=store, on=b.DAY), on=b.DAY).decode()
    assert "<li>&#x27;قصرا&#x27; stands where the capture has &#x27;ثكنة&#x27;</li>" in page
    assert f'<blockquote lang="ar" dir="rtl"><p>{excerpt.quotation}</p>' in page
