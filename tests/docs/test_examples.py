from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from counterbrief import Corpus
from counterbrief.model import BriefPlan

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
