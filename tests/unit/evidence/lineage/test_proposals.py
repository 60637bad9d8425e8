"""Connections are proposed with their reasons; speech and names are none, and nobody is told who copied whom."""

from __future__ import annotations

import attrs
import pytest
from tests.unit.evidence.seeds import seed_pages

from counterbrief.evidence.lineage.passages import Passage, shared_passages
from counterbrief.evidence.lineage.proposals import Kind, Proposal, kind_of_passage, propose_lineage
from counterbrief.model.records import Records
from counterbrief.model.settings import Settings
from counterbrief.model.sources import Name, Source, SourceType

WORDS = "life under the group was harsh and none of the things that they had been promised ever came to them"
NAME = "International Example Centre for the Study of Invented Movements and Their Recruits at Example College London"


def kind(one: str, other: str, names: tuple[str, ...] = ()) -> Kind:
    texts = {"one": one, "two": other}
    (passage,) = shared_passages(texts)
    return kind_of_passage(passage, texts, names=names)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (f"We know that {WORDS}.", f"All agree: {WORDS}.", Kind.NARRATED),
        (f"The report said that “{WORDS}”.", f"All agree: {WORDS}.", Kind.QUOTED_AND_NARRATED),
        (f"“{WORDS},” said a defector.", f"All agree: {WORDS}.", Kind.QUOTED_AND_NARRATED),
        (f"The report said that “{WORDS}”.", f"The study found: “{WORDS}”.", Kind.QUOTED_DOCUMENT),
        (f"The report said that “{WORDS}”.", f"Again: “{WORDS}”.", Kind.QUOTED_DOCUMENT),
        (f"“{WORDS},” said a defector.", f"He told us: “{WORDS}.”", Kind.SPEECH),
        (f"“{WORDS},” said a defector.", f"Again: “{WORDS}.”", Kind.SPEECH),
        (f"Once more: “{WORDS}”.", f"Again: “{WORDS}”.", Kind.QUOTED_UNSTATED),
        (f"A study of the {NAME} says so.", f"It is the {NAME} that counts.", Kind.NAME),
    ],
)
def test_a_passage_is_what_its_words_are_on_both_sides(one: str, other: str, expected: Kind) -> None:
    assert kind(one, other) is expected


def test_a_known_name_is_a_name_in_any_script() -> None:
    name = "المركز الدولي المثالي لدراسة الحركات المخترعة والمجندين فيها في كلية المثال في مدينة لندن الكبرى"
    one, other = f"قال {name} ذلك", f"نشره {name} أمس"
    assert kind(one, other) is Kind.NARRATED
    assert kind(one, other, (name,)) is Kind.NAME


def source(source_id: str, title: str, *author: Name) -> Source:
    return Source(
        id=source_id,
        written_by="editor",
        invented=True,
        type=SourceType.WEBPAGE,
        title=title,
        author=author,
        language="en",
    )


AUTHOR = Name(family="Example", given="Ada")
STUDY = attrs.evolve(
    source("study", "Invented Paths Home", AUTHOR),
    publisher="Example Centre for Invented Studies (ECIS), Example College",
)
ORIGINAL = attrs.evolve(
    source("original", "Another invented title"), url="https://www.example.org/a/b/", container_title="EXN"
)
RECORDS = Records(
    Settings(name="Invented corpus of the tests", invented=True),
    [
        source("news", "They came home again"),
        source("essay", "What they told me", AUTHOR),
        STUDY,
        ORIGINAL,
    ],
)


def shown(proposals: tuple[Proposal, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.one, one.other, one.reason.value, one.why) for one in proposals]


def test_each_proposal_has_its_reason() -> None:
    texts = {
        "news": f"The Example Centre for Invented Studies wrote that “{WORDS}”. So says the study.",
        "essay": f"As I found, {WORDS}. (Link: http://example.org/a/b) And an exn is no EXNs.",
    }
    assert shown(propose_lineage(texts, RECORDS)) == [
        ("essay", "original", "link", "the text gives its address"),
        ("essay", "study", "authorship", "both state the same author"),
        ("news", "essay", "passage", "20 words stand in quotation marks in one and are told without them in the other"),
        ("news", "study", "mention", "the text names Example Centre for Invented Studies"),
    ]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("As ECIS wrote, they came home.", 3),
        ("As Ecis wrote, they came home.", None),
        ("By Ada Example, who knows.", 3),
        ("An example of what Ada means.", None),
        ("In “Invented Paths Home” it stands.", 3),
        ("In the example centre for invented studies.", 7),
    ],
)
def test_a_text_names_a_source_by_what_its_record_says(text: str, start: int | None) -> None:
    found = propose_lineage({"news": text}, RECORDS, passages=())
    assert [one.start for one in found if one.other == "study"] == ([] if start is None else [start])


def test_speech_and_names_are_not_proposed() -> None:
    texts = {
        "one": f"“{WORDS},” said a defector. The {NAME} had asked him.",
        "two": f"He told us: “{WORDS}.” Nobody else but the {NAME} knew.",
    }
    assert [passage.equal for passage in shared_passages(texts)] == [37]  # both in one, over three words that differ
    assert propose_lineage(texts) == ()


def test_passages_that_are_at_hand_are_taken_as_they_are() -> None:
    texts = {"one": WORDS, "two": WORDS}
    passage = Passage(a="one", b="two", a_start=0, a_end=len(WORDS), b_start=0, b_end=len(WORDS), words=20, equal=20)
    (proposal,) = propose_lineage(texts, passages=[passage])
    assert (proposal.kind, proposal.passage) == (Kind.NARRATED, passage)


def test_the_saved_pages_are_connected_by_what_they_share_and_not_by_a_name() -> None:
    pages = seed_pages()
    pairs: dict[tuple[str, str], list[Kind | None]] = {}
    for one in propose_lineage(pages):
        pairs.setdefault((one.one, one.other), []).append(one.kind)
    assert pairs == {
        ("000", "002"): [Kind.QUOTED_DOCUMENT, Kind.QUOTED_AND_NARRATED],
        ("001", "002"): [Kind.QUOTED_AND_NARRATED],
        ("001", "003"): [Kind.QUOTED_UNSTATED, Kind.QUOTED_DOCUMENT],
        ("002", "003"): [Kind.QUOTED_AND_NARRATED],
    }
