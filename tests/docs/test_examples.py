from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from counterbrief import Corpus, check
from counterbrief.assemble import assemble
from counterbrief.codec import format_record, format_settings
from counterbrief.model import Basis, BriefPlan, Naming, Person, Testimony, kind_of

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"

#: By script: the PDFs that it writes, each with a piece of its title.
WRITES = {
    "batch_with_own_template.py": {
        "practitioner-equal-shares.pdf": "Did the Glass Banner share alike?",
        "press-leaving.pdf": "Leaving the Glass Banner",
        "profile-mira.pdf": "Mira: a courier who left",
    },
    "build_shipped.py": {f"{plan.id}.pdf": plan.title for plan in Corpus.shipped().records.of(BriefPlan)},
    "corpus_from_python.py": {"profile-keeper.pdf": "A lookout of the Paper Fleet"},
    "one_testimony_many_formats.py": {"profile-mira.pdf": "Mira: a courier who left"},
}


def run(script: str, folder: Path) -> str:
    """Run an example as a user does, from a folder that is not the checkout; what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLES / script), str(folder)],
        cwd=folder.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


def test_every_example_is_run_here_and_has_its_line_in_the_readme() -> None:
    scripts = {path.name for path in EXAMPLES.glob("*.py")}
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert scripts == set(WRITES)
    assert {name for name in scripts if readme.count(f"- `{name}`: ") == 1} == scripts


@pytest.mark.parametrize("script", sorted(WRITES))
def test_an_example_writes_its_pdfs(script: str, tmp_path: Path) -> None:
    folder = tmp_path / "made by an example"
    run(script, folder)
    assert {path.name for path in folder.glob("*.pdf")} == set(WRITES[script])
    for name, title in WRITES[script].items():
        pdf = folder / name
        assert pdf.read_bytes().startswith(b"%PDF")
        assert title in text_of(pdf)


def test_one_testimony_shows_why_a_wider_use_is_refused(tmp_path: Path) -> None:
    printed = run("one_testimony_many_formats.py", tmp_path / "briefs")
    assert sorted(path.name for path in (tmp_path / "briefs").iterdir()) == [
        "profile-mira.html",
        "profile-mira.md",
        "profile-mira.pdf",
    ]
    assert "the same bytes again: True" in printed
    assert "its consent does not cover the audience 'pupils'" in printed


def test_the_own_template_is_what_lays_out_the_profile(tmp_path: Path) -> None:
    run("batch_with_own_template.py", tmp_path / "briefs")
    assert "Before you read this aloud" in text_of(tmp_path / "briefs" / "profile-mira.pdf")


def test_the_invented_corpus_is_sound_and_in_canonical_form() -> None:
    corpus = Corpus.open(EXAMPLES / "invented")
    checked = check(corpus, on=dt.date(2026, 11, 21))
    assert (checked.groups, checked.refused) == ((), ())
    settings = (EXAMPLES / "invented" / "corpus.yaml").read_bytes()
    assert format_settings(settings, "corpus.yaml") == settings
    for record in corpus.records:
        file = EXAMPLES / "invented" / kind_of(record).folder / f"{record.id}.yaml"
        assert format_record(kind_of(record), record.id, file.read_bytes(), file.name) == file.read_bytes()


def test_every_record_of_the_invented_corpus_says_so_and_every_page_prints_it(tmp_path: Path) -> None:
    corpus = Corpus.open(EXAMPLES / "invented")
    assert corpus.records.settings.invented
    assert [record.id for record in corpus.records if not record.invented] == []
    run("batch_with_own_template.py", tmp_path / "briefs")
    for pdf in (tmp_path / "briefs").glob("*.pdf"):
        document = pypdfium2.PdfDocument(pdf)
        pages = [page.get_textpage().get_text_bounded() for page in document]
        document.close()
        assert [
            number for number, text in enumerate(pages, start=1) if "nothing in this document is real" not in text
        ] == []


def test_no_plan_of_the_invented_corpus_uses_whom_it_must_not() -> None:
    records = Corpus.open(EXAMPLES / "invented").records
    used = {record for plan in records.of(BriefPlan) for record in assemble(records, plan).uses}
    withheld = {person.id for person in records.of(Person) if person.protection.naming is Naming.WITHHELD}
    without_basis = {one.id for one in records.of(Testimony) if one.consent.basis is Basis.NONE}
    assert withheld
    assert without_basis
    assert used.isdisjoint(withheld | without_basis)
