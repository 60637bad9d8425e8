from __future__ import annotations

from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.unit.cli.conftest import DAY, Run

from counterbrief.model import TeamMember
from counterbrief.store import shipped
from counterbrief.workflow import Corpus


def test_a_new_corpus_holds_a_team_of_two_and_is_sound(run: Run, file_regression: FileRegressionFixture) -> None:
    ran = run("init", "my corpus", "--name", "Way out", "--writer", "amal", "--reviewer", "jonas")
    opened = Corpus.open("my corpus")
    assert opened.records.settings.name == "Way out"
    assert [member.id for member in opened.records.of(TeamMember)] == ["amal", "jonas"]
    assert run("check", "my corpus", "--on", DAY).code == 0
    assert run("fmt", "my corpus", "--check").code == 0
    folders = sorted(path.name for path in Path("my corpus").iterdir() if path.is_dir())
    settings = Path("my corpus/corpus.yaml").read_text(encoding="utf-8")
    file_regression.check(f"{ran}\n{folders}\n\n{settings}")


def test_whom_no_option_names_is_asked_for(run: Run) -> None:
    ran = run("init", "corpus", "--writer", "amal", given="jonas\n")
    assert ran.code == 0
    assert ran.out.splitlines() == ["corpus/team/amal.yaml", "corpus/team/jonas.yaml", "corpus/corpus.yaml"]
    assert Corpus.open("corpus").records.settings.name == "corpus"


def test_an_input_that_ends_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("init", "corpus", given="amal\n")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(
        "the input ended at the question 'reviewer', after 1 line; give an answer to each question; nothing is written\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("writer", "reviewer", "message"),
    [
        ("amal", "amal", "'amal' is both: nobody approves what they wrote, so a corpus needs two people"),
        (
            "Amal!",
            "jonas",
            "'Amal!' is not an id: small letters a-z, digits and single hyphens between them, such as 'ebrahim-b'",
        ),
    ],
)
def test_a_team_that_cannot_work_is_refused(run: Run, tmp_path: Path, writer: str, reviewer: str, message: str) -> None:
    ran = run("init", "corpus", "--writer", writer, "--reviewer", reviewer)
    assert ran.code == 2
    assert ran.err.endswith(f"Error: {message}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_of_the_shipped_corpus_has_its_files_whole(run: Run) -> None:
    ran = run("init", "mine", "--from-shipped")
    assert ran.code == 0
    for path in Path("mine").rglob("*"):
        if path.is_file():
            original = shipped("narratives").joinpath(*path.relative_to("mine").parts)
            assert path.read_bytes() == original.read_bytes()
    assert Corpus.open("mine").records == Corpus.shipped().records


def test_a_copy_can_have_a_name_of_its_own_and_keeps_the_rest(run: Run) -> None:
    assert run("init", "mine", "--from-shipped", "--name", "Our own").code == 0
    mine, theirs = Corpus.open("mine").records, Corpus.shipped().records
    assert mine.settings.name == "Our own"
    assert mine.settings.policy == theirs.settings.policy
    assert list(mine) == list(theirs)


@pytest.mark.parametrize("options", [["--from-shipped"], ["--writer", "amal", "--reviewer", "jonas"]])
def test_a_folder_that_is_not_empty_is_refused_and_left_as_it_is(run: Run, tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    ran = run("init", "mine", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "mine: the folder is not empty; name a new or an empty folder\n"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
