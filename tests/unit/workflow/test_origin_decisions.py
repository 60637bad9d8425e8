"""A decision about an origin is written once, contradicts nothing on record, and voids what was approved before."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.workflow import traced as t

from counterbrief.errors import ConflictError, NotFoundError
from counterbrief.model import Source
from counterbrief.workflow import Corpus
from counterbrief.workflow.origin_decisions import Decision, decide

DERIVED, REPORTS, OWN = Decision.DERIVED_FROM, Decision.REPORTS_ON, Decision.OWN_ORIGIN


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return t.written(tmp_path)[0]


def test_a_decision_is_written_and_voids_the_approvals_of_the_source(tmp_path: Path, corpus: Corpus) -> None:
    done = decide(corpus, "first-page", "report", DERIVED)
    assert (done.changed, done.voided) == (True, ("first-page-by-reviewer",))
    assert done.source.derived_from == ("report",)
    again = Corpus.open(tmp_path / "corpus")
    assert again.records == done.corpus.records
    assert again.get(Source, "first-page") == done.source


def test_each_kind_of_decision_has_its_field(corpus: Corpus) -> None:
    corpus = decide(corpus, "first-page", "report", DERIVED).corpus
    corpus = decide(corpus, "first-page", "archive", DERIVED).corpus
    corpus = decide(corpus, "second-page", "report", REPORTS).corpus
    corpus = decide(corpus, "second-page", None, OWN).corpus
    first, second = corpus.get(Source, "first-page"), corpus.get(Source, "second-page")
    assert (first.derived_from, first.reports_on, first.own_origin) == (("report", "archive"), (), False)
    assert (second.derived_from, second.reports_on, second.own_origin) == ((), ("report",), True)


@pytest.mark.parametrize("kind", [DERIVED, REPORTS, OWN])
def test_what_is_recorded_already_changes_nothing(corpus: Corpus, kind: Decision) -> None:
    other = None if kind is OWN else "report"
    first = decide(corpus, "first-page", other, kind)
    second = decide(first.corpus, "first-page", other, kind)
    assert (second.changed, second.voided, second.corpus) == (False, (), first.corpus)


@pytest.mark.parametrize(
    ("before", "then", "message"),
    [
        (
            [("first-page", "report", DERIVED)],
            ("first-page", None, OWN),
            "first-page is derived from report and so is no origin of its own; take out 'derived_from' first",
        ),
        (
            [("first-page", None, OWN)],
            ("first-page", "report", DERIVED),
            "first-page is an origin of its own; take out 'own_origin' first",
        ),
        (
            [("first-page", "report", DERIVED)],
            ("first-page", "report", REPORTS),
            "first-page is derived from report, and so rests on it; take it out of 'derived_from' first",
        ),
        (
            [("first-page", "report", REPORTS)],
            ("first-page", "report", DERIVED),
            "first-page reports on report without resting on it; take it out of 'reports_on' first",
        ),
        (
            [("first-page", "second-page", DERIVED), ("second-page", "report", DERIVED)],
            ("report", "first-page", DERIVED),
            "first-page goes back to report already, so report cannot be derived from it; decide who had it first",
        ),
        (
            [],
            ("first-page", "first-page", DERIVED),
            "first-page cannot retell or report on itself; name another source, or record that it is an origin of its own",
        ),
    ],
)
def test_what_contradicts_a_decision_on_record_is_refused(
    corpus: Corpus,
    before: list[tuple[str, str | None, Decision]],
    then: tuple[str, str | None, Decision],
    message: str,
) -> None:
    for one, other, kind in before:
        corpus = decide(corpus, one, other, kind).corpus
    with pytest.raises(ConflictError) as caught:
        decide(corpus, *then)
    assert str(caught.value).endswith(message)


def test_an_unknown_source_gets_the_near_names(corpus: Corpus) -> None:
    with pytest.raises(NotFoundError, match="there is no source 'first-pag'; did you mean 'first-page'"):
        decide(corpus, "first-pag", None, OWN)
    with pytest.raises(NotFoundError, match="there is no source 'reprt'; did you mean 'report'"):
        decide(corpus, "first-page", "reprt", DERIVED)


@pytest.mark.parametrize(("other", "kind"), [("report", OWN), (None, DERIVED), (None, REPORTS)])
def test_a_decision_has_as_many_sides_as_its_kind(corpus: Corpus, other: str | None, kind: Decision) -> None:
    with pytest.raises(ValueError, match="an own origin is decided of one source, everything else of two"):
        decide(corpus, "first-page", other, kind)
