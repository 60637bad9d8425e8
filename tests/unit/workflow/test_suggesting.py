"""From a saved page to drafts, and from reviewed drafts to records."""

from __future__ import annotations

import os
from pathlib import Path

import attrs
import pytest
from tests import builders as b
from tests.unit.evidence.seeds import seed_pages

from counterbrief.errors import ConflictError, NotFoundError, ProblemsError, ReadError
from counterbrief.model import Approval, Basis, Naming, Person, Protection, Scope, Statistic, Testimony
from counterbrief.workflow import Corpus
from counterbrief.workflow.accepting import accept
from counterbrief.workflow.suggesting import Suggested, suggest_from, write_drafts

PAGE = """An invented page about leaving

An invented page tells of some people who came back from the northern camp in the spring.

“They promised us a home, and we found a barrack,” said Amal Darwish, who had left in March.

At least 12 people left the camp since January 2014.

As one returnee explained: “Nobody there ever told us that we could go home.”

“We had no shoes for the whole of the winter,” Darwish said.
"""

VTT = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Interviewer>Why did you leave the camp?

00:00:04.000 --> 00:00:08.500
<v Amal>Because they promised us a home,

00:00:08.500 --> 00:00:11.000
<v Amal>and we were thirty people in a barrack.
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    monkeypatch.chdir(tmp_path)
    return b.write_corpus(tmp_path / "corpus", b.records())


def page(text: str = PAGE, name: str = "page.txt") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def drafted(corpus: Corpus, text: str = PAGE, name: str = "page.txt") -> tuple[Suggested, Path]:
    found = suggest_from(corpus, page(text, name), source_id="page")
    [path] = write_drafts(corpus, found.suggestions, "drafts.yaml")
    return found, path


def edit(path: Path, *changes: tuple[str, str], every: bool = False) -> None:
    """Replace words of a file; with ``every`` all items are reviewed first."""
    text = path.read_text(encoding="utf-8")
    if every:
        text = text.replace("reviewed: no", "reviewed: yes")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def messages(error: pytest.ExceptionInfo[ProblemsError]) -> list[str]:
    return [f"{one.where.line if one.where else None}: {one.message}" for one in error.value.problems]


def test_the_drafts_of_a_page_are_unreviewed_and_no_name_stands_in_an_id(corpus: Corpus) -> None:
    found, path = drafted(corpus)
    made = found.suggestions
    reviews = [*(one.reviewed for one in made.people), *(one.reviewed for one in (*made.quotations, *made.figures))]
    assert {str(one) for one in reviews} == {"no"}
    assert [(item.testimony, item.excerpt, item.speaker) for item in made.quotations] == [
        ("page-testimony-1", "words-1", "page-speaker-1"),
        ("page-testimony-2", "words-1", "page-speaker-2"),
        ("page-testimony-1", "words-2", "page-speaker-1"),
    ]
    assert [(person.printed, person.naming.value) for person in made.people] == [
        ("Amal Darwish", "withheld"),
        ("one returnee", "withheld"),
    ]
    assert path.read_text(encoding="utf-8").startswith("# Suggestions, made by rules.")


def test_reviewed_items_become_records_that_nothing_lets_into_a_brief(corpus: Corpus) -> None:
    _, path = drafted(corpus)
    edit(path, ("naming: withheld", "naming: named"), every=True)
    done = accept(corpus, [path], by="writer")
    assert [record.id for record in done.written] == [
        "page-figure-1",
        "page-speaker-1",
        "page-speaker-2",
        "page-testimony-1",
        "page-testimony-2",
    ]
    records = Corpus.open("corpus").records
    assert records == done.corpus.records
    made = records.get(Testimony, "page-testimony-1")
    assert made is not None
    assert (made.written_by, made.invented, made.credibility) == ("writer", True, 6)
    assert (made.consent.basis, made.consent.scope) == (Basis.PUBLISHED, Scope())
    assert made.themes == ("broken-promises",)
    first, second = made.excerpts
    assert first.quotation == "They promised us a home, and we found a barrack"
    assert first.selector is not None
    assert (first.selector.prefix[-1], first.selector.exact, first.selector.suffix[:2]) == ("“", first.quotation, ",”")
    assert [str(one.cites[0].locator) for one in (first, second)] == ["paragraph 2", "paragraph 5"]
    person = records.get(Person, "page-speaker-1")
    assert person is not None
    assert (person.name, person.protection.naming) == ("Amal Darwish", Naming.NAMED)
    statistic = records.get(Statistic, "page-figure-1")
    assert statistic is not None
    [value] = statistic.values
    assert (value.as_printed, value.number, value.counted["en"]) == ("At least 12", 12, "people")
    assert not [one for one in records.of(Approval) if one.record in {record.id for record in done.written}]


def test_items_that_are_not_reviewed_are_left(corpus: Corpus) -> None:
    _, path = drafted(corpus)
    with pytest.raises(ReadError, match=r"no item of drafts.yaml is reviewed"):
        accept(corpus, [path], by="writer")
    text = path.read_text(encoding="utf-8")
    head, figures = text.split("figures:\n")
    path.write_text(f"{head}figures:\n{figures.replace('reviewed: no', 'reviewed: yes')}", encoding="utf-8")
    done = accept(corpus, [path], by="writer")
    assert ([record.id for record in done.written], done.left) == (["page-figure-1"], 5)


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_written(corpus: Corpus) -> None:
    _, path = drafted(corpus)
    before = sorted(str(one) for one in Path("corpus").rglob("*"))
    edit(
        path,
        ("reviewed: yes\n    id: page-speaker-1", "reviewed: no\n    id: page-speaker-1"),
        ("quotation: They promised us a home", "quotation: They promised us no home"),
        ("- broken-promises", "- broken-promise"),
        ("speaker: page-speaker-2", "speaker: somebody"),
        ("statistic: page-figure-1", "statistic: study"),
        ("    counted: people\n", ""),
        every=True,
    )
    with pytest.raises(ProblemsError) as error:
        accept(corpus, [path], by="writer")
    told = [message.partition(": ")[2] for message in messages(error)]
    assert told == [
        "the person 'page-speaker-1' is not reviewed",
        "the quotation is not what the page says: altered ('no' stands where the capture has 'a')",
        "there is no theme 'broken-promise'",
        "there is no person 'somebody'",
        "the person 'page-speaker-1' is not reviewed",
        "the item does not say what is 'counted'",
        "the id 'study' is taken in the corpus",
    ]
    assert sorted(str(one) for one in Path("corpus").rglob("*")) == before


def test_what_does_not_fit_the_file_is_told_with_its_line_and_never_repeats_a_name(corpus: Corpus) -> None:
    _, path = drafted(corpus)
    edit(
        path,
        ("reviewed: no", "reviewed: maybe"),
        ("naming: withheld", "naming: Amal Darwish"),
        ("account: relayed", "acount: relayed"),
    )
    with pytest.raises(ProblemsError) as error:
        accept(corpus, [path], by="writer")
    assert [message.partition(": ")[2] for message in messages(error)] == [
        "'reviewed': unknown value other text",
        "'naming': unknown value other text",
        "unknown key 'acount' in 'quotations', item 1",
    ]


def test_the_name_of_somebody_who_stays_withheld_reaches_no_record(corpus: Corpus) -> None:
    _, path = drafted(corpus)
    edit(path, every=True)
    done = accept(corpus, [path], by="writer")
    for record in done.written:
        file = done.corpus.entries[record.id].name
        assert "Darwish" not in Path(file).read_text(encoding="utf-8")
        assert "darwish" not in file
    edit(path, ("testimony: page-testimony-1", "testimony: darwish-on-the-barrack"))
    with pytest.raises(ProblemsError) as error:
        accept(corpus, [path], by="writer")
    assert "the id tells the name of somebody who is not to be named" in str(error.value)


def test_a_protected_name_is_in_no_draft(corpus: Corpus) -> None:
    hidden = attrs.evolve(
        b.PERSON,
        id="hidden",
        origin=None,
        protection=Protection(naming=Naming.WITHHELD, never_tell=("Amal Darwish", "Darwish")),
    )
    corpus = corpus.put(hidden)
    text = PAGE + "\n“Amal Darwish was the one who told us of it,” said a neighbour.\n"
    found, path = drafted(corpus, text)
    assert "Darwish" not in path.read_text(encoding="utf-8")
    assert "Darwish" not in repr(found.proposals)
    assert found.notes == ("1 left out: a protected name stands in them",)


def test_what_a_page_reports_of_another_source_is_cited_as_read_in_the_page(corpus: Corpus) -> None:
    _, path = drafted(corpus)
    edit(path, ("    quotation: They", "    source: study\n    quotation: They"), every=True)
    made = accept(corpus, [path], by="writer").corpus.get(Testimony, "page-testimony-1")
    [cite] = made.excerpts[0].cites
    assert (cite.source, cite.reported_in, made.relayed_by) == ("study", "page", ("study", "page"))


def test_turns_of_subtitles_are_quoted_with_their_speaker_and_time(corpus: Corpus) -> None:
    _, path = drafted(corpus, VTT, "interview.vtt")
    edit(path, every=True)
    made = accept(corpus, [path], by="writer").corpus.get(Testimony, "page-testimony-1")
    [excerpt] = made.excerpts
    assert excerpt.quotation == "Because they promised us a home, and we were thirty people in a barrack."
    assert str(excerpt.cites[0].locator) == "timestamp 00:00:04"


def test_two_hundred_excerpts_are_written_in_one_run(corpus: Corpus) -> None:
    parts = [
        f"“They promised us a home, and number {number} was a barrack,” said Amal Darwish.\n\n" for number in range(210)
    ]
    found = suggest_from(corpus, page(PAGE + "\n" + "".join(parts)), source_id="page")
    [path] = write_drafts(corpus, found.suggestions)
    edit(path, ("naming: withheld", "naming: named"), every=True)
    done = accept(corpus, [path], by="writer")
    excerpts = [one for record in done.written if isinstance(record, Testimony) for one in record.excerpts]
    assert len(excerpts) == 213
    assert len(found.suggestions.figures) == 1
    assert Corpus.open("corpus").records == done.corpus.records


def test_drafts_that_are_too_many_for_one_file_stand_in_several(corpus: Corpus) -> None:
    words = "they promised us a home, and it was a barrack with a lock outside, " * 6
    parts = [f"“Number {number}: {words}” said Amal Darwish.\n\n" for number in range(240)]
    found = suggest_from(corpus, page(PAGE + "\n" + "".join(parts)), source_id="page")
    paths = write_drafts(corpus, found.suggestions)
    assert [path.name for path in paths] == [f"suggestions-page{end}.yaml" for end in ("", "-2")]
    edit(paths[0], ("naming: withheld", "naming: named"))
    for path in paths:
        edit(path, every=True)
    done = accept(corpus, paths, by="writer")
    made = [record for record in done.written if isinstance(record, Testimony)]
    assert [len(one.excerpts) for one in made] == [100, 1, 100, 42]


def test_where_a_record_cannot_be_written_those_before_it_are_taken_back(corpus: Corpus) -> None:
    _, path = drafted(corpus)
    edit(path, every=True)
    Path("corpus/testimonies/page-testimony-2.yaml").write_text("somebody else's\n", encoding="utf-8")
    with pytest.raises(ConflictError):
        accept(corpus, [path], by="writer")
    assert [one.name for one in Path("corpus").rglob("page-[fst]*")] == ["page-testimony-2.yaml"]


@pytest.mark.parametrize("place", ["corpus/suggestions.yaml", "corpus/testimonies/suggestions.yaml", "corpus/drafts"])
def test_drafts_do_not_stand_among_the_records(corpus: Corpus, place: str) -> None:
    found = suggest_from(corpus, page(), source_id="page")
    with pytest.raises(ConflictError, match="do not stand in a corpus"):
        write_drafts(corpus, found.suggestions, place)


def test_a_file_that_may_hold_a_review_is_never_written_over(corpus: Corpus) -> None:
    found, _ = drafted(corpus)
    with pytest.raises(ConflictError, match="somebody's review"):
        write_drafts(corpus, found.suggestions, "drafts.yaml")


def test_in_a_corpus_the_drafts_stand_in_its_folder_for_drafts(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    found = suggest_from(corpus, page(), source_id="page")
    monkeypatch.chdir("corpus")
    assert write_drafts(Corpus.open("."), found.suggestions) == (Path("drafts/suggestions-page.yaml"),)
    assert Corpus.open(".").problems == ()


def test_the_source_is_the_one_whose_capture_has_these_bytes(corpus: Corpus) -> None:
    file = page()
    with pytest.raises(NotFoundError, match="there is no source 'pag'"):
        suggest_from(corpus, file, source_id="pag")
    unknown = suggest_from(corpus, file)
    assert (unknown.source, unknown.known) == ("page", True)


def test_every_quotation_of_the_saved_pages_survives_the_way_into_records(tmp_path: Path) -> None:
    assert seed_pages()
    shipped = Corpus.shipped()
    corpus = b.write_corpus(tmp_path / "corpus", shipped.records)
    sources = {"000": "growing-number-of-defectors", "002": "neumann-mindanao-examiner", "004": "blog-defectors-reveal"}
    for path in sorted(Path(os.environ["COUNTERBRIEF_SEEDS"]).glob("*.txt")):
        source = sources.get(path.name[:3])
        if source is None:
            continue
        found = suggest_from(corpus, path, source_id=source)
        kept = attrs.evolve(
            found.suggestions, quotations=tuple(one for one in found.suggestions.quotations if one.speaker), figures=()
        )
        [out] = write_drafts(corpus, kept, tmp_path / f"{source}.yaml")
        edit(out, every=True)
        corpus = accept(corpus, [out], by="maintainer-editor").corpus
    assert Corpus.open(tmp_path / "corpus").records == corpus.records
