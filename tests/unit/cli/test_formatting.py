from __future__ import annotations

from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.unit.cli.conftest import Run

from counterbrief.workflow import Corpus

LOOSE = b"""\xef\xbb\xbf# who they are\r\nprotection: {naming: anonymous}\r\n
role: {en: 'a former member'}   # as the page says\r\ninvented: true\r\nwritten_by: "writer"\r\n"""


@pytest.fixture
def loose(corpus: Path) -> Path:
    """A file of the corpus that is not in canonical form."""
    file = corpus / "people" / "loose.yaml"
    file.write_bytes(LOOSE)
    return file


def test_a_canonical_corpus_is_left_as_it_is(run: Run, corpus: Path) -> None:
    ran = run("fmt", str(corpus))
    assert (ran.code, ran.out, ran.err) == (0, "", "0 files changed, 21 files left as they are\n")


def test_what_is_loose_is_written_in_canonical_form_and_keeps_its_comments_and_content(
    run: Run, corpus: Path, loose: Path, file_regression: FileRegressionFixture
) -> None:
    before = Corpus.open(corpus)
    ran = run("fmt", str(corpus))
    assert (ran.code, ran.out) == (0, "corpus/people/loose.yaml\n")
    assert Corpus.open(corpus).digests == before.digests
    file_regression.check(f"{ran}\n{loose.read_bytes().decode()}")
    assert run("fmt", str(corpus)).out == ""


def test_check_changes_nothing_and_fails_where_something_would_change(run: Run, corpus: Path, loose: Path) -> None:
    ran = run("fmt", "--check", str(corpus))
    assert (ran.code, ran.out) == (1, "corpus/people/loose.yaml\n")
    assert ran.err == "1 file would change, 21 files left as they are\n"
    assert loose.read_bytes() == LOOSE


def test_diff_shows_what_would_change_and_changes_nothing(
    run: Run, corpus: Path, loose: Path, file_regression: FileRegressionFixture
) -> None:
    file_regression.check(str(run("fmt", "--diff", str(corpus))))
    assert loose.read_bytes() == LOOSE


def test_a_difference_that_no_line_shows_is_named(run: Run, corpus: Path) -> None:
    file = corpus / "people" / "someone.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    ran = run("fmt", "--diff", str(file))
    assert ran.code == 0
    assert ran.out == "corpus/people/someone.yaml: a byte order mark, the ends of lines or the end of the file\n"


def test_single_files_can_be_named(run: Run, corpus: Path, loose: Path) -> None:
    ran = run("fmt", str(corpus / "corpus.yaml"), str(loose))
    assert (ran.code, ran.out) == (0, "corpus/people/loose.yaml\n")


def test_a_file_that_cannot_be_read_is_told_and_left_and_the_others_are_formatted(
    run: Run, corpus: Path, loose: Path, file_regression: FileRegressionFixture
) -> None:
    broken = corpus / "people" / "broken.yaml"
    broken.write_text("role: *x\n", encoding="utf-8")
    file_regression.check(str(run("fmt", str(corpus))))
    assert broken.read_text(encoding="utf-8") == "role: *x\n"
    assert loose.read_bytes() != LOOSE


def test_text_that_is_not_in_nfc_is_composed(run: Run, corpus: Path) -> None:
    file = corpus / "people" / "someone.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("northern", "no\u0308rthern"), encoding="utf-8")
    assert run("check", str(corpus)).code == 1
    assert run("fmt", str(corpus)).code == 0
    assert "n\u00f6rthern" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        ("nowhere", 2, "nowhere: there is no such file or folder; name a corpus, or files in it\n"),
        (
            "corpus/people",
            2,
            "corpus/people: this is not a corpus: it has no corpus.yaml; name the folder that holds it, or files in it\n",
        ),
    ],
)
def test_what_is_no_file_of_a_corpus_is_refused(run: Run, corpus: Path, path: str, code: int, message: str) -> None:
    ran = run("fmt", path)
    assert (ran.code, ran.out, ran.err) == (code, "", message)


def test_a_file_outside_the_folder_of_a_kind_is_a_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: b\n", encoding="utf-8")
    ran = run("fmt", "x.yaml")
    assert ran.code == 1
    assert ran.err.startswith("x.yaml: the file is in no folder of a kind of record (approvals, captures, ")
