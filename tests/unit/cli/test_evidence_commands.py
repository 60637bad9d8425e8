"""``capture`` and ``verify``: from a saved page to a proven excerpt, and what a changed byte or word does."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from tests import builders as b
from tests.unit.cli.conftest import Run

from counterbrief.workflow import Corpus

WORDS = b.TESTIMONY.excerpts[0].quotation
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>An invented page</title>
<meta property="og:site_name" content="Invented Weekly"></head>
<body><h1>An invented page</h1><p>One of them told us: “{WORDS}.”</p></body></html>
"""


@pytest.fixture
def page(corpus: Path) -> Path:
    """A saved page beside the corpus, whose own capture is taken away first."""
    for file in ("captures/saved-page.yaml", "judgements/judgement-the-barrack-home.yaml"):
        (corpus / file).unlink()
    path = corpus.parent / "saved.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def capture(run: Run, page: Path, corpus: Path, *more: str) -> str:
    ran = run("capture", page.name, "--corpus", corpus.name, "--by", "writer", "--on", "2026-11-20", *more)
    assert (ran.code, ran.err) == (0, ran.err), ran.err
    return str(ran.out)


def test_a_saved_page_is_kept_recorded_and_compared(run: Run, page: Path, corpus: Path) -> None:
    said = capture(run, page, corpus, "--source", "page")
    assert said.startswith("saved.html: capture-page, ")
    ran = run("verify", corpus.name)
    assert ran.code == 0
    assert "the-barrack/home: verbatim" in ran.out
    assert ran.err == "1 of 1 excerpt pass, 1 judgement written\n"
    assert run("verify", corpus.name).err == "1 of 1 excerpt pass, 0 judgements written\n"
    assert run("build", corpus.name, "--formats", "md", "--on", "2026-11-21").code == 0


def test_an_unknown_page_gets_a_draft_of_its_source_with_where_each_field_was_found(
    run: Run, page: Path, corpus: Path
) -> None:
    said = capture(run, page, corpus)
    source = said.split()[1].removeprefix("capture-").rstrip(",")
    drafted = (corpus / "sources" / f"{source}.yaml").read_text(encoding="utf-8")
    assert "title: An invented page\n" in drafted
    assert "not_stated:\n" in drafted


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_changed_word_is_shown_beside_the_captured_one(run: Run, page: Path, corpus: Path, form: str) -> None:
    capture(run, page, corpus, "--source", "page")
    file = corpus / "testimonies" / "the-barrack.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("it was a barrack", "it was a palace"), encoding="utf-8")
    ran = run("verify", corpus.name, "--format", form)
    assert ran.code == 1
    if form == "json":
        [one] = json.loads(ran.out)
        assert (one["verdict"], one["outcome"]) == ("altered", "refused")
        assert [(change["quoted"], change["captured"]) for change in one["changes"]] == [("palace", "barrack")]
    else:
        assert "the-barrack/home: altered" in ran.out
        assert "quoted 'palace', captured 'barrack'" in ran.out


def test_a_changed_byte_of_the_capture_is_told_with_its_file(run: Run, page: Path, corpus: Path) -> None:
    capture(run, page, corpus, "--source", "page")
    [kept] = [path for path in (corpus.parent / "corpus-captures").rglob("*") if path.is_file()]
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes().replace(b"told", b"tolt"))
    ran = run("verify", corpus.name)
    assert ran.code == 1
    assert "the captured bytes were altered" in ran.out
    assert kept.name in ran.out


def test_what_a_bracket_replaces_is_accepted_by_somebody_else(run: Run, page: Path, corpus: Path) -> None:
    capture(run, page, corpus, "--source", "page")
    quotation = WORDS.replace("They said a home", "[The recruiters] said a home")
    excerpt = attrs.evolve(b.TESTIMONY.excerpts[0], quotation=quotation)
    Corpus.open(corpus).put(attrs.evolve(b.TESTIMONY, excerpts=(excerpt,)))
    assert "a bracket replaces words" in run("verify", corpus.name).out
    refused = run("verify", corpus.name, "--accept", "the-barrack/home", "--by", "writer")
    assert (refused.code, refused.err) == (
        2,
        "'writer' wrote 'the-barrack' and cannot accept it; have somebody else accept it\n",
    )
    assert run("verify", corpus.name, "--accept", "the-barrack/home").code == 2
    accepted = run("verify", corpus.name, "--accept", "the-barrack/home", "--by", "reviewer", "--on", "2026-11-20")
    assert (accepted.code, accepted.out) == (0, "the-barrack/home: accepted by reviewer\n")
    assert run("verify", corpus.name).code == 0


def test_captures_are_not_kept_inside_the_corpus(run: Run, page: Path, corpus: Path) -> None:
    ran = run("capture", page.name, "--corpus", "corpus", "--by", "writer", "--captures", "corpus/captures-here")
    assert ran.code == 1
    assert "captures cannot be kept here: it lies in the corpus 'corpus', and would be published with it" in ran.err


def test_the_shipped_corpus_needs_to_be_told_where_its_captures_are(run: Run) -> None:
    ran = run("verify", "--shipped")
    assert ran.code == 2
    assert "name the folder of the captures with --captures" in ran.err
