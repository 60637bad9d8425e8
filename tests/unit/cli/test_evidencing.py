"""``counterbrief evidence``: on a terminal, as a page, for a program."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import attrs
import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests import builders as b
from tests.unit.cli.conftest import DAY, Run

from counterbrief.model import Naming, Protection, Testimony
from counterbrief.store.captures import CaptureStore
from counterbrief.workflow import Corpus
from counterbrief.workflow.verify import verify

WORDS = b.TESTIMONY.excerpts[0].quotation
PAGE = f"The barrack\n\nJane Roe asked, and one of them told us: “{WORDS}.” Then he left, and Jane Roe wrote it down.\n"


@pytest.fixture
def captured(corpus: Path) -> Path:
    """The invented corpus with its page captured beside it, its excerpt verified, and a name that must never be told."""
    store = CaptureStore(Path("corpus-captures"))
    data = PAGE.encode()
    opened = Corpus.open(corpus)
    capture = attrs.evolve(b.CAPTURE, sha256=store.put(data), size=len(data))
    person = attrs.evolve(b.PERSON, protection=Protection(naming=Naming.ANONYMOUS, never_tell=("Jane Roe",)))
    verify(opened.put(capture).put(person).put(b.approval(person)), store=store)
    return corpus


def altered(corpus: Path) -> None:
    """Change a word of the excerpt."""
    opened = Corpus.open(corpus)
    testimony = opened.get(Testimony, "the-barrack")
    excerpt = attrs.evolve(testimony.excerpts[0], quotation=WORDS.replace("barrack", "castle"))
    opened.put(attrs.evolve(testimony, excerpts=(excerpt,)))


def test_each_statement_with_what_it_stands_on(
    run: Run, captured: Path, file_regression: FileRegressionFixture
) -> None:
    file_regression.check(str(run("evidence", "brief", str(captured), "--on", DAY)))


def test_a_changed_word_and_what_is_not_approved(
    run: Run, captured: Path, file_regression: FileRegressionFixture
) -> None:
    altered(captured)
    file_regression.check(str(run("evidence", "brief", str(captured), "--on", DAY)))


def test_without_captures_what_is_on_record(run: Run, corpus: Path) -> None:
    ran = run("evidence", "brief", str(corpus), "--on", DAY)
    assert (ran.code, ran.err) == (0, "6 statements, 1 of 1 quotation proven on record\n")
    assert "     captures not at hand\n" in ran.out


def test_the_page_is_one_file_without_a_script_or_a_request(
    run: Run, captured: Path, file_regression: FileRegressionFixture
) -> None:
    altered(captured)
    ran = run("evidence", "brief", str(captured), "--on", DAY, "--out", "evidence.html")
    assert (ran.code, re.sub(r"\d+ kB", "00 kB", ran.out)) == (0, "evidence.html  00 kB\n")
    page = Path("evidence.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|src=|url\(|href=\"https?:", page)
    assert '<bdi class="tlp amber">TLP:AMBER</bdi>' in page
    assert "Jane" not in page
    body = page[page.index("<main") : page.index("</main>")]
    file_regression.check(f"{body}</main>\n", extension=".html")


def test_the_page_on_standard_output_is_the_same(run: Run, captured: Path) -> None:
    run("evidence", "brief", str(captured), "--on", DAY, "--out", "evidence.html")
    ran = run("evidence", "brief", str(captured), "--on", DAY, "--format", "html")
    assert ran.out == Path("evidence.html").read_text(encoding="utf-8")


def test_the_same_for_a_program(run: Run, captured: Path) -> None:
    ran = run("evidence", "brief", str(captured), "--on", DAY, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert (found["plan"], [one["id"] for one in found["statements"]][-2:]) == ("brief", ["words", "limit"])
    quotation = found["statements"][4]["quotation"]
    assert (quotation["verdict"], quotation["passes"]) == ("verbatim", True)
    assert quotation["capture_sha256"] == hashlib.sha256(PAGE.encode()).hexdigest()
    assert quotation["passage"] == {
        "before": "The barrack ■■■ asked, and one of them told us: “",
        "words": WORDS,
        "after": ".” Then he left, and ■■■ wrote it down.",
        "cut_before": False,
        "cut_after": False,
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["brif", "corpus"], "there is no plan 'brif'; did you mean 'brief'?"),
        (
            ["brief", "corpus", "--captures", "nowhere"],
            "Error: Invalid value for --captures: there is no folder 'nowhere'",
        ),
        (
            ["brief", "corpus", "--out", "x.html", "--format", "json"],
            "Error: --out writes the page: leave out --format, or give --format html",
        ),
        (["brief", "corpus", "--shipped"], "Error: give either the folder 'corpus' or --shipped, not both"),
    ],
)
def test_what_cannot_be_shown_is_told(run: Run, corpus: Path, arguments: list[str], message: str) -> None:
    ran = run("evidence", *arguments, "--on", DAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == message


def test_the_shipped_corpus_shows_its_evidence(run: Run) -> None:
    ran = run("evidence", "practitioner-protecting-muslims", "--shipped", "--on", DAY)
    assert ran.code == 0
    assert "voice-ebrahim-b" in ran.out


def test_a_brief_is_built_with_its_annex(run: Run, corpus: Path) -> None:
    ran = run("build", str(corpus), "--formats", "md", "--annex", "--on", DAY)
    assert ran.code == 0
    assert "## Evidence annex" in Path("briefs/brief.md").read_text(encoding="utf-8")
