"""``suggest``: drafts from a saved page, and the reviewed ones written as records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.unit.cli.conftest import Run

PAGE = """An invented page about leaving

An invented page tells of some people who came back from the northern camp in the spring.

“They promised us a home, and we found a barrack,” said Amal Darwish, who had left in March.

At least 12 people left the “perfect” camp since January 2014.

As one returnee explained: “Nobody there ever told us that we could go home.”
"""


@pytest.fixture
def page(corpus: Path) -> Path:
    """A saved page beside the corpus."""
    path = corpus.parent / "saved.txt"
    path.write_text(PAGE, encoding="utf-8")
    return Path(path.name)


def suggest(run: Run, page: Path, corpus: Path, *more: str) -> str:
    ran = run("suggest", str(page), "--corpus", str(corpus), "--source", "page", *more)
    assert ran.code == 0, ran.err
    return str(ran)


def test_proposals_are_shown_and_drafted(
    run: Run, page: Path, corpus: Path, file_regression: FileRegressionFixture
) -> None:
    said = suggest(run, page, corpus)
    drafts = Path("suggestions-page.yaml").read_text(encoding="utf-8")
    file_regression.check(f"{said}\n{drafts}")


def test_proposals_for_a_program(run: Run, page: Path, corpus: Path, file_regression: FileRegressionFixture) -> None:
    suggest(run, page, corpus, "--format", "json", "--out", "first.yaml")
    ran = run("suggest", str(page), "--corpus", str(corpus), "--source", "page", "--format", "json")
    made = json.loads(ran.out)
    assert [PAGE[one["start"] : one["end"]] for one in made["proposals"]] == [one["words"] for one in made["proposals"]]
    file_regression.check(ran.out, extension=".json")


def test_reviewed_drafts_are_written_as_records(
    run: Run, page: Path, corpus: Path, file_regression: FileRegressionFixture
) -> None:
    suggest(run, page, corpus)
    drafts = Path("suggestions-page.yaml")
    asked = run("suggest", "--write", drafts.name, "--by", "writer", "--corpus", str(corpus))
    text = drafts.read_text(encoding="utf-8").replace("naming: withheld", "naming: named", 1)
    head, last = text.rsplit("reviewed: no", 1)
    drafts.write_text(head.replace("reviewed: no", "reviewed: yes") + "reviewed: no" + last, encoding="utf-8")
    ran = run("suggest", "--write", drafts.name, "--by", "writer", "--corpus", str(corpus))
    again = run("suggest", "--write", drafts.name, "--by", "writer", "--corpus", str(corpus))
    files = [corpus / line for line in ("people/page-speaker-1.yaml", "testimonies/page-testimony-1.yaml")]
    written = "\n".join(file.read_text(encoding="utf-8") for file in files)
    file_regression.check(f"{asked}\n{ran}\n{written}\n{again}")
    assert run("fmt", "--check", str(corpus)).code == 0
    assert run("build", str(corpus), "--formats", "md", "--on", "2026-11-21").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name the saved document, or reviewed suggestions with --write"),
        (("saved.txt", "--by", "writer"), "--by goes with --write"),
        (("--write", "a.yaml"), "--write needs --by: nobody may approve what they wrote, so who writes is recorded"),
        (
            ("saved.txt", "--write", "a.yaml", "--by", "writer"),
            "--write takes files of suggestions alone, without FILE",
        ),
        (("--write", "a.yaml", "--by", "writer", "--corpus", "corpus"), "there is no such file of suggestions"),
        (("saved.txt", "--corpus", "corpus", "--source", "pag"), "there is no source 'pag'; did you mean 'page'?"),
        (("nothing.html", "--corpus", "corpus"), "nothing.html"),
    ],
)
def test_what_cannot_be_asked_together_is_said(run: Run, page: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = run("suggest", *arguments)
    assert ran.code != 0
    assert message in ran.err


def test_without_a_corpus_it_says_what_is_missing(run: Run, page: Path) -> None:
    ran = run("suggest", str(page))
    assert ran.code == 0
    assert "no protected names are known" in ran.err
    assert Path("suggestions-saved.yaml").is_file()
