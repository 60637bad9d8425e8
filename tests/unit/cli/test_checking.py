from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.unit.cli.conftest import DAY, Run

from counterbrief.workflow import Corpus


def test_a_sound_corpus_is_told_in_a_line(run: Run, corpus: Path) -> None:
    ran = run("check", str(corpus), "--on", DAY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "all is well (20 records, 1 plan ready, 0 plans refused)\n"


def test_the_current_folder_is_the_corpus_where_none_is_named(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    assert run("check", "--on", DAY).code == 0


def test_each_cause_is_told_once_with_what_hangs_on_it(
    run: Run, corpus: Path, file_regression: FileRegressionFixture
) -> None:
    (corpus / "sources" / "page.yaml").unlink()
    (corpus / "approvals" / "the-barrack-by-reviewer.yaml").unlink()
    (corpus / "themes" / "broken-promises.yaml").write_text("labl:\n  en: x\n", encoding="utf-8")
    (corpus / "claim").mkdir()
    file_regression.check(str(run("check", str(corpus), "--on", DAY)))


def test_the_same_for_a_program(run: Run, corpus: Path, file_regression: FileRegressionFixture) -> None:
    (corpus / "sources" / "page.yaml").unlink()
    (corpus / "team" / "reviewer.yaml").write_text("name: [\n", encoding="utf-8")
    ran = run("check", str(corpus), "--on", DAY, "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    report = json.loads(ran.out)
    assert (report["clean"], report["records"], report["plans"]) == (False, 18, {"ready": [], "refused": ["brief"]})
    file_regression.check(ran.out, extension=".json")


@pytest.mark.parametrize("form", ["text", "json"])
def test_settings_that_cannot_be_read_are_the_first_thing_to_mend(
    run: Run, corpus: Path, form: str, file_regression: FileRegressionFixture
) -> None:
    (corpus / "corpus.yaml").write_text("format: 2\nnam: x\n", encoding="utf-8")
    file_regression.check(str(run("check", str(corpus), "--on", DAY, "--format", form)))


def test_the_day_decides(run: Run, corpus: Path) -> None:
    assert run("check", str(corpus), "--on", "2027-11-01").code == 0
    ran = run("check", str(corpus), "--on", "2027-11-02")
    assert ran.code == 1
    assert "was approved until 2027-11-01" in ran.out


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("21.11.2026", "expected a date such as 2026-11-21; found '21.11.2026'"),
        ("2026-02-30", "there is no such date: 2026-02-30"),
    ],
)
def test_a_day_that_is_none_is_refused(run: Run, corpus: Path, day: str, message: str) -> None:
    ran = run("check", str(corpus), "--on", day)
    assert ran.code == 2
    assert ran.err.endswith(f"Error: Invalid value for '--on': {message}\n")


def test_a_folder_that_is_no_corpus_cannot_be_checked(run: Run, tmp_path: Path) -> None:
    ran = run("check", "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "nowhere: there is no such folder; name the folder of a corpus\n"
    (tmp_path / "empty").mkdir()
    ran = run("check", "empty")
    assert ran.code == 2
    assert ran.err == (
        "empty: this is not a corpus: it has no corpus.yaml; name the folder that holds it, or start a corpus with"
        " 'counterbrief init'\n"
    )


def test_a_folder_and_the_shipped_corpus_at_once_are_refused(run: Run) -> None:
    ran = run("check", "corpus", "--shipped")
    assert ran.code == 2
    assert ran.err.endswith("Error: give either the folder 'corpus' or --shipped, not both\n")


def test_the_folder_may_hold_spaces_and_letters_of_any_script(run: Run, corpus: Path) -> None:
    folder = corpus.parent / "مجموعة of ours"
    shutil.move(corpus, folder)
    assert run("check", str(folder), "--on", DAY).code == 0
    assert Corpus.open(folder).records.find("brief") is not None
