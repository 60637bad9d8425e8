"""Captures are read together, what nobody has decided is proposed, and what cannot be read is told."""

from __future__ import annotations

import hashlib
import random
import shutil
from pathlib import Path

import attrs
import pytest
from tests.unit.evidence.seeds import seed_pages
from tests.unit.workflow import traced as t

from counterbrief.evidence.lineage.proposals import Reason
from counterbrief.model import Capture, Citation, Record, Source
from counterbrief.model.records import Records
from counterbrief.model.text import Certainty, CitedText, LocalText, Origin
from counterbrief.model.themes import Theme
from counterbrief.store.captures import AlteredCaptureError, CaptureStore, MissingCaptureError, NoTextError
from counterbrief.workflow import Corpus
from counterbrief.workflow.capture import newest_captures
from counterbrief.workflow.lineage import Lineage, lineage


def shown(found: Lineage) -> list[tuple[str, str, list[str], str]]:
    """Both sides, the reasons, and what settles it."""
    return [
        ("/".join(each.one), "/".join(each.other), [str(one.reason) for one in each.proposals], each.decided)
        for each in found.connections
    ]


def decided(tmp_path: Path, *changed: Record) -> dict[tuple[str, str], str]:
    corpus, store = t.written(tmp_path, *changed)
    return {(one, other): words for one, other, _, words in shown(lineage(corpus, store=store))}


def changed(
    source_id: str, *, derived_from: tuple[str, ...] = (), reports_on: tuple[str, ...] = (), own_origin: bool = False
) -> Source:
    """A source of the invented corpus with these decisions."""
    (source,) = (each for each in t.SOURCES if each.id == source_id)
    assert isinstance(source, Source)
    return attrs.evolve(source, derived_from=derived_from, reports_on=reports_on, own_origin=own_origin)


def test_what_connects_the_sources_is_proposed_with_its_reasons(tmp_path: Path) -> None:
    corpus, store = t.written(tmp_path)
    found = lineage(corpus, store=store)
    assert shown(found) == [
        ("archive/archive-note", "report", ["link", "mention"], ""),
        ("archive-note", "report", ["authorship"], ""),
        ("first-page", "fourth-page", ["passage"], ""),
        ("first-page", "report", ["mention"], ""),
        ("first-page", "second-page", ["passage"], ""),
        ("fourth-page", "second-page", ["passage"], ""),
        ("report", "third-page", ["mention"], ""),
    ]
    assert found.open == found.connections
    assert (found.problems, found.uncaptured) == ((), ("report",))


def test_positions_count_in_the_text_that_was_read_and_of_a_page_that_is_its_article(tmp_path: Path) -> None:
    corpus, store = t.written(tmp_path)
    found = lineage(corpus, store=store)
    passages = [one.passage for each in found.connections for one in each.proposals if one.passage is not None]
    assert {found.texts[each.a][each.a_start : each.a_end] for each in passages} == {t.RETOLD}
    assert {found.texts[each.b][each.b_start : each.b_end] for each in passages} == {t.RETOLD}
    assert "About us" in t.FOURTH
    assert "About us" not in found.texts["fourth-page"]


def test_sources_that_share_a_capture_do_not_retell_each_other(tmp_path: Path) -> None:
    corpus, store = t.written(tmp_path)
    found = lineage(corpus, store=store)
    assert found.same_captures == (("archive", "archive-note"),)
    sides = [{*each.one, *each.other} for each in found.connections]
    assert all(not {"archive", "archive-note"} <= both or "report" in both for both in sides)


def test_two_captures_of_the_same_words_are_two(tmp_path: Path) -> None:
    data = t.TEXTS["second-page"].replace("We asked around. ", "").encode()
    copy = t.source("copy", "A copy")
    corpus, store = t.written(tmp_path, copy, t.capture("copy", data))
    store.put(data)
    found = lineage(corpus, store=store)
    assert ("copy", "second-page", ["passage"], "") in shown(found)


def test_a_name_alone_connects_no_two_pages(tmp_path: Path) -> None:
    corpus, store = t.written(tmp_path)
    pairs = {frozenset((*each.one, *each.other)) for each in lineage(corpus, store=store).connections}
    assert frozenset(("first-page", "third-page")) not in pairs


def test_the_same_corpus_gives_the_same_lineage_whatever_the_order_of_its_records(tmp_path: Path) -> None:
    corpus, store = t.written(tmp_path)
    content = list(corpus.records)
    expected = lineage(corpus, store=store)
    for seed in range(3):
        random.Random(seed).shuffle(content)
        again = Corpus(records=Records(corpus.records.settings, content))
        assert lineage(again, store=store) == expected


def test_what_is_recorded_is_not_proposed_again(tmp_path: Path) -> None:
    settled = decided(
        tmp_path,
        changed("first-page", derived_from=("report",)),
        changed("fourth-page", derived_from=("first-page",)),
        changed("archive-note", reports_on=("report",)),
        changed("third-page", own_origin=True),
    )
    assert settled == {
        ("archive/archive-note", "report"): "archive-note reports on report",
        ("archive-note", "report"): "archive-note reports on report",
        ("first-page", "fourth-page"): "fourth-page is derived from first-page",
        ("first-page", "report"): "first-page is derived from report",
        ("first-page", "second-page"): "",
        ("fourth-page", "second-page"): "",
        ("report", "third-page"): "an origin of its own",
    }


def test_two_that_go_back_to_one_origin_are_settled(tmp_path: Path) -> None:
    settled = decided(
        tmp_path,
        changed("first-page", derived_from=("report",)),
        changed("second-page", derived_from=("first-page",)),
        changed("fourth-page", derived_from=("report", "archive")),
    )
    assert settled["first-page", "second-page"] == "second-page is derived from first-page"
    # It may have the passage from the archive.
    assert settled["fourth-page", "second-page"] == ""
    settled = decided(
        tmp_path / "again", *(changed(f"{one}-page", derived_from=("report",)) for one in ("first", "fourth"))
    )
    assert settled["first-page", "fourth-page"] == "both go back to report"


def test_an_own_origin_settles_what_it_names_and_not_who_took_from_it(tmp_path: Path) -> None:
    settled = decided(tmp_path, changed("first-page", own_origin=True))
    assert settled["first-page", "report"] == "an origin of its own"
    assert settled["first-page", "second-page"] == ""
    settled = decided(tmp_path / "again", *(changed(f"{one}-page", own_origin=True) for one in ("first", "second")))
    assert settled["first-page", "second-page"] == "an origin of its own"


def test_an_origin_that_a_citation_records_for_a_passage_settles_it(tmp_path: Path) -> None:
    origin = Origin(certainty=Certainty.STATED, source="report")
    cite = Citation(source="first-page", origin=origin)
    theme = Theme(
        id="theme",
        written_by="writer",
        invented=True,
        label=LocalText.of(en="A theme"),
        summary=CitedText(text=LocalText.of(en="It was harsh."), cites=(cite,)),
    )
    settled = decided(tmp_path, theme)
    assert settled["first-page", "report"] == "the origin of single passages of first-page is recorded as report"


def test_a_capture_that_is_missing_altered_or_empty_is_a_problem_and_says_nothing(tmp_path: Path) -> None:
    blank = b" \n"
    corpus, store = t.written(tmp_path, t.source("blank", "Blank"), t.capture("blank", blank))
    store.put(blank)
    paths = {name: store.path(hashlib.sha256(t.DATA[name]).hexdigest()) for name in ("first-page", "second-page")}
    for path in paths.values():
        path.chmod(0o644)
    paths["first-page"].unlink()
    paths["second-page"].write_bytes(t.DATA["second-page"].replace(b"harsh", b"sweet"))
    found = lineage(corpus, store=store)
    assert [(each.capture.source, type(each.error)) for each in found.problems] == [
        ("blank", NoTextError),
        ("first-page", MissingCaptureError),
        ("second-page", AlteredCaptureError),
    ]
    assert {"first-page", "second-page"}.isdisjoint(found.texts)
    assert [(one, other) for one, other, _, _ in shown(found)] == [
        ("archive/archive-note", "report"),
        ("archive-note", "report"),
        ("report", "third-page"),
    ]


def test_the_newest_capture_counts(tmp_path: Path) -> None:
    later = t.capture("third-page", t.DATA["second-page"], number=2)
    corpus, _ = t.written(tmp_path, later, t.capture("nobody", b"x"))
    newest = newest_captures(corpus.records)
    assert newest["third-page"] == later
    assert sorted(newest) == sorted([*t.DATA, "nobody"])


def test_a_lineage_in_a_log_shows_no_text(tmp_path: Path) -> None:
    corpus, store = t.written(tmp_path)
    assert "Ulla" not in repr(lineage(corpus, store=store))


def without_decisions(corpus: Corpus) -> Corpus:
    """The corpus as if nobody had decided on any origin."""
    sources = (
        attrs.evolve(source, derived_from=(), reports_on=(), own_origin=False) for source in corpus.records.of(Source)
    )
    # Citations record origins of single passages: the records that cite stay out.
    return Corpus(records=Records(corpus.records.settings, (*sources, *corpus.records.of(Capture))))


@pytest.fixture
def shipped(tmp_path: Path) -> tuple[Corpus, CaptureStore, dict[str, str]]:
    """The shipped corpus without its decisions, the captures, and the page that each source was read in."""
    pages = seed_pages()
    store = CaptureStore(tmp_path / "captures")
    numbers = {store.put(text.encode()): number for number, text in pages.items()}
    corpus = without_decisions(Corpus.shipped())
    read_in = {capture.source: numbers[capture.sha256] for capture in corpus.records.of(Capture)}
    return corpus, store, read_in


def test_the_shipped_sources_are_connected_by_what_their_pages_share(
    shipped: tuple[Corpus, CaptureStore, dict[str, str]],
) -> None:
    corpus, store, page = shipped
    found = lineage(corpus, store=store)
    assert found.problems == ()
    assert [{page[source] for source in group} for group in found.same_captures] == [{"004"}]
    shared = {
        tuple(sorted((page[each.one[0]], page[each.other[0]])))
        for each in found.open
        if any(one.reason is Reason.PASSAGE for one in each.proposals)
    }
    # The other pairs of pages share the institute's name and no more.
    assert shared == {("000", "002"), ("001", "002"), ("001", "003"), ("002", "003")}
    study = {source for each in found.open if "icsr-2015" in each.other + each.one for source in each.one + each.other}
    assert {page[source] for source in study - {"icsr-2015"}} == {"000", "001", "002", "003", "004"}


def test_what_the_shipped_corpus_records_settles_every_shared_passage(
    shipped: tuple[Corpus, CaptureStore, dict[str, str]],
) -> None:
    _, store, _ = shipped
    found = lineage(Corpus.shipped(), store=store)
    assert [each for each in found.open if any(one.reason is Reason.PASSAGE for one in each.proposals)] == []


def test_captures_that_moved_are_all_problems(tmp_path: Path) -> None:
    corpus, store = t.written(tmp_path)
    shutil.rmtree(store.folder)
    found = lineage(corpus, store=store)
    assert len(found.problems) == len(t.DATA)
    assert [each.decided for each in found.connections] == []
