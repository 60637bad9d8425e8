"""Proposals are shown with their reasons and without protected names; decisions are recorded from the shell."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.unit.cli.conftest import Ran, Run
from tests.unit.workflow import traced as t

from counterbrief.workflow import Corpus


@pytest.fixture
def trace(run: Run, tmp_path: Path) -> Run:
    """``counterbrief lineage`` on the invented corpus of lineage."""
    t.written(tmp_path)

    def trace(*arguments: str, given: str | bytes | None = None) -> Ran:
        return run("lineage", "corpus", "--captures", "captures", *arguments, given=given)

    return trace


def test_what_nobody_has_decided_is_told_with_how_to_record_it(
    trace: Run, file_regression: FileRegressionFixture
) -> None:
    file_regression.check(str(trace()), encoding="utf-8")


def test_the_same_for_a_program(trace: Run, file_regression: FileRegressionFixture) -> None:
    ran = trace("--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["same_captures"] == [["archive", "archive-note"]]
    file_regression.check(ran.out, extension=".json", encoding="utf-8")


def test_with_all_what_is_decided_is_told_too_and_the_graph_of_it(
    trace: Run, run: Run, file_regression: FileRegressionFixture
) -> None:
    for arguments in (
        ("--derived", "first-page", "--from", "report"),
        ("--derived", "second-page", "--from", "first-page", "--from", "archive"),
        ("--reports", "archive-note", "--about", "report"),
        ("--own", "third-page"),
    ):
        assert run("lineage", "corpus", *arguments).code == 0
    file_regression.check(str(trace("--all")), encoding="utf-8")


def test_a_protected_name_is_nowhere_in_what_is_told(trace: Run) -> None:
    for ran in (trace("--all"), trace("--all", "--format", "json")):
        assert "Inventa" not in ran.out + ran.err
        assert "Ulla" not in ran.out + ran.err


def test_a_protected_name_that_a_passage_cuts_in_two_is_hidden_too(run: Run, tmp_path: Path) -> None:
    words = "was never asked by anybody in that office why she had come home again so late in the year"
    # The passage begins behind the first name, which the other page spells otherwise.
    one, other = f"It is said that Ulla Inventa {words}.\n", f"It is told how Ella Inventa {words}.\n"
    sources = [t.source("one", "One"), t.source("other", "Other")]
    corpus, store = t.written(tmp_path, *sources, t.capture("one", one.encode()), t.capture("other", other.encode()))
    store.put(one.encode())
    store.put(other.encode())
    ran = run("lineage", "corpus", "--captures", "captures")
    assert f"“■■■ {' '.join(words.split())}”" in ran.out
    assert corpus.folder is not None


def test_captures_that_cannot_be_read_are_told_with_their_files(
    trace: Run, tmp_path: Path, file_regression: FileRegressionFixture
) -> None:
    for name in ("first-page", "second-page"):
        sha256 = hashlib.sha256(t.DATA[name]).hexdigest()
        path = tmp_path / "captures" / sha256[:2] / sha256
        path.chmod(0o644)
        if name == "first-page":
            path.unlink()
        else:
            path.write_bytes(t.DATA[name].replace(b"harsh", b"sweet"))
    file_regression.check(str(trace()), encoding="utf-8")
    report = json.loads(trace("--format", "json").out)
    assert [(each["source"], each["file"]) for each in report["problems"]] == [
        ("first-page", "corpus/captures/capture-first-page.yaml"),
        ("second-page", "corpus/captures/capture-second-page.yaml"),
    ]


def test_a_decision_is_recorded_and_says_which_approvals_are_void(trace: Run, run: Run) -> None:
    ran = run("lineage", "corpus", "--derived", "first-page", "--from", "report", "--from", "archive")
    assert (ran.code, ran.out) == (
        0,
        "first-page is derived from report: recorded\nfirst-page is derived from archive: recorded\n",
    )
    assert ran.err == (
        "first-page-by-reviewer is void, because first-page changed; have it approved again with:\n"
        "  counterbrief approve first-page --by ID\n"
    )
    assert run("lineage", "corpus", "--derived", "first-page", "--from", "report").out == (
        "first-page is derived from report: recorded already\n"
    )
    assert run("lineage", "corpus", "--reports", "second-page", "--about", "report").out == (
        "second-page reports on report: recorded\n"
    )
    assert run("lineage", "corpus", "--own", "third-page").out == "third-page is an origin of its own: recorded\n"
    assert json.loads(trace("--format", "json").out)["graph"]["edges"] == [
        {"source": "first-page", "target": "archive", "relation": "derived_from"},
        {"source": "first-page", "target": "report", "relation": "derived_from"},
        {"source": "second-page", "target": "report", "relation": "reports_on"},
    ]


def test_a_decision_needs_no_captures(trace: Run, run: Run, tmp_path: Path) -> None:
    (tmp_path / "captures").rename(tmp_path / "elsewhere")
    assert trace("--own", "third-page").code == 0
    assert Corpus.open("corpus").records.find("third-page") is not None
    assert run("lineage", "corpus", "--own", "third-page").out.endswith("recorded already\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--derived", "first-page"), "--derived ID needs --from ID, and the other way round"),
        (("--from", "report"), "--derived ID needs --from ID, and the other way round"),
        (("--reports", "first-page"), "--reports ID needs --about ID, and the other way round"),
        (("--own", "first-page", "--about", "report"), "--reports ID needs --about ID, and the other way round"),
        (
            ("--own", "first-page", "--derived", "first-page", "--from", "report"),
            "record one decision at a time: --derived, --reports or --own",
        ),
    ],
)
def test_a_decision_that_is_not_one_is_refused(trace: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = trace(*arguments)
    assert ran.code == 2
    assert ran.err.endswith(f"Error: {message}\n")


def test_a_decision_against_one_on_record_is_refused(trace: Run) -> None:
    assert trace("--own", "first-page").code == 0
    ran = trace("--derived", "first-page", "--from", "report")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "corpus/sources/first-page.yaml:1:1: first-page is an origin of its own; take out 'own_origin' first\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--own", "icsr-2015"), "the shipped corpus stays as it is; copy it with 'counterbrief init --from-shipped'"),
        ((), "name the folder of the captures with --captures"),
    ],
)
def test_the_shipped_corpus_is_read_alone(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = run("lineage", "--shipped", *arguments)
    assert ran.code == 2
    assert ran.err.endswith(f"Error: {message}\n")


def test_a_missing_numpy_is_told_with_the_command_that_installs_it(trace: Run) -> None:
    assert trace().code == 0
    code = "import sys; sys.modules['numpy'] = None; from counterbrief.cli import main; main()"
    arguments = ("lineage", "corpus", "--captures", "captures")
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == "shared passages need numpy, which is not installed; run: pip install 'counterbrief[lineage]'\n"
    )
