from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.unit.cli.conftest import DAY, Run

from counterbrief.model import Approval, Attests, Audience
from counterbrief.workflow import Corpus


@pytest.fixture
def unapproved(corpus: Path) -> Path:
    """The invented corpus without any approval."""
    for file in (corpus / "approvals").iterdir():
        file.unlink()
    return corpus


def given(corpus: Path) -> dict[str, Approval]:
    return {one.record: one for one in Corpus.open(corpus).records.of(Approval)}


def test_a_record_is_shown_and_approved_after_a_yes(
    run: Run, unapproved: Path, file_regression: FileRegressionFixture
) -> None:
    ran = run("approve", "page", str(unapproved), "--by", "reviewer", "--on", DAY, given="y\n")
    file_regression.check(str(ran))
    approval = given(unapproved)["page"]
    assert (approval.attests, approval.audiences) == (Attests.TRUE_TO_SOURCES, ())
    assert approval.sha256 == Corpus.open(unapproved).digests["page"]
    assert approval.given == dt.date(2026, 11, 21)
    assert approval.until == dt.date(2026, 11, 21) + dt.timedelta(days=731)


def test_a_no_approves_nothing(run: Run, unapproved: Path) -> None:
    ran = run("approve", "page", "study", "--corpus", str(unapproved), "--by", "reviewer", "--on", DAY, given="n\ny\n")
    assert (ran.code, ran.out) == (1, "corpus/approvals/study-by-reviewer.yaml\n")
    assert ran.err.endswith("1 approval written, 1 record not approved\n")
    assert list(given(unapproved)) == ["study"]


def test_an_input_that_ends_keeps_what_was_approved_before(run: Run, unapproved: Path) -> None:
    ran = run("approve", "page", "study", str(unapproved), "--by", "reviewer", "--on", DAY, given="y\n")
    assert (ran.code, ran.out) == (2, "corpus/approvals/page-by-reviewer.yaml\n")
    assert ran.err.endswith("the approvals printed so far are written\n")
    assert list(given(unapproved)) == ["page"]


def test_all_that_a_plan_uses_is_approved_at_once_and_then_it_builds(run: Run, unapproved: Path) -> None:
    ran = run("approve", "--all-of", "brief", str(unapproved), "--by", "reviewer", "--on", DAY, "--yes")
    assert (ran.code, ran.err) == (0, "8 approvals written\n")
    assert ran.out.splitlines()[0] == "corpus/approvals/brief-by-reviewer.yaml"
    assert run("check", str(unapproved), "--on", DAY).code == 0
    again = run("approve", "--all-of", "brief", str(unapproved), "--by", "reviewer", "--on", DAY, "--yes")
    assert (again.code, again.out, again.err) == (0, "", "0 approvals written\n")


def test_a_clearance_for_an_audience_is_asked_of_what_is_only_true_to_its_sources(run: Run, corpus: Path) -> None:
    arguments = ["approve", "--all-of", "brief", str(corpus), "--by", "reviewer", "--on", DAY, "--yes"]
    ran = run(*arguments, "--audience", "teachers", "--audience", "officials", "--until", "2027-01-31")
    assert (ran.code, ran.err) == (0, "8 approvals written\n")
    approval = given(corpus)["page"]
    assert approval.attests is Attests.CLEARED_FOR_USE
    assert approval.audiences == (Audience.TEACHERS, Audience.OFFICIALS)
    assert approval.until == dt.date(2027, 1, 31)
    assert run(*arguments, "--audience", "teachers").err == "0 approvals written\n"


def test_nobody_approves_what_they_wrote(run: Run, unapproved: Path) -> None:
    ran = run("approve", "page", str(unapproved), "--by", "writer", "--on", DAY, "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "'writer' wrote 'page' and cannot approve it; have somebody else of the team approve it\n"
    ran = run("approve", "--all-of", "brief", str(unapproved), "--by", "writer", "--on", DAY, "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("0 approvals written, 8 records left for somebody else\n")
    assert given(unapproved) == {}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["pgae", "corpus", "--by", "reviewer"], "there is no record 'pgae'; did you mean 'page'?"),
        (["page", "corpus", "--by", "reviwer"], "there is no team-member 'reviwer'; did you mean 'reviewer'?"),
        (["--all-of", "brif", "corpus", "--by", "reviewer"], "there is no plan 'brif'; did you mean 'brief'?"),
        (["--by", "reviewer"], "Error: name the records to approve, or --all-of PLAN"),
        (
            ["page", "corpus", "--by", "reviewer", "--audience", "teacher"],
            "Error: Invalid value for '--audience': there is no audience 'teacher'; did you mean 'teachers' or 'researchers' or 'team'?",
        ),
    ],
)
def test_names_that_do_not_exist_are_refused_before_anything_is_written(
    run: Run, unapproved: Path, arguments: list[str], message: str
) -> None:
    ran = run("approve", *arguments, "--on", DAY, "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == message
    assert given(unapproved) == {}
