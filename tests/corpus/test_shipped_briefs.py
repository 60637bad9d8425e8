"""The shipped briefs: whole outputs as a reader gets them, the same on any day, machine and in any process."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from counterbrief.model import BriefPlan
from counterbrief.workflow import FORMATS, Built, Corpus, build

ON = dt.date(2026, 11, 21)
PLANS = [plan.id for plan in Corpus.shipped().records.of(BriefPlan)]


UNDRAWN = {
    "press-fact-sheet-defections-2015": [
        "chart-people.opinion-piece",
        "chart-summer.share-of-cases",
        "chart-summer.share-of-defections",
    ]
}
"""By plan, the values of its charts that are told in words."""


@pytest.fixture(scope="module")
def brief() -> Callable[[str], Built]:
    """Each brief, built once."""
    corpus = Corpus.shipped()
    made: dict[str, Built] = {}

    def get(plan: str) -> Built:
        if plan not in made:
            made[plan] = build(corpus, plan, on=ON)
        return made[plan]

    return get


def evidence_of(built: Built) -> dict[str, object]:
    pdf = pypdfium2.PdfDocument(built.bytes("pdf"))
    assert pdf.count_attachments() == 1
    attachment = pdf.get_attachment(0)
    assert attachment.get_name() == "evidence.json"
    found: dict[str, object] = json.loads(bytes(attachment.get_data()))
    return found


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("format_", ["html", "md"])
def test_a_shipped_brief_reads_as_it_did(
    brief: Callable[[str], Built], plan: str, format_: str, file_regression: FileRegressionFixture
) -> None:
    file_regression.check(brief(plan).bytes(format_), basename=plan, extension=f".{format_}", binary=True)


@pytest.mark.parametrize("plan", PLANS)
def test_notes_clusters_and_the_list_of_sources_agree(brief: Callable[[str], Built], plan: str) -> None:
    built = brief(plan)
    evidence = evidence_of(built)
    html = built.bytes("html").decode()
    statements = evidence["statements"]
    assert isinstance(statements, list)
    cited = [one for one in statements if one["citations"]]
    called = sorted({one["note"] for one in cited})
    assert called == list(range(1, len(built.document.notes) + 1))
    assert evidence["clusters"] == len(called)
    named = {
        name
        for one in cited
        for citation in one["citations"]
        for name in (citation["source"], citation.get("reported_in"))
        if name
    }
    listed = set(re.findall(r'<li id="source-([a-z0-9-]+)"', html))
    assert listed == named


@pytest.mark.parametrize("plan", PLANS)
def test_the_evidence_names_no_approver_and_every_statement_is_in_the_page(
    brief: Callable[[str], Built], plan: str
) -> None:
    built = brief(plan)
    evidence = evidence_of(built)
    assert "maintainer-" not in json.dumps(evidence)
    html = built.bytes("html").decode()
    assert isinstance(evidence["statements"], list)
    missing = [one for one in evidence["statements"] if f'data-statement="{one["id"]}"' not in html]
    # A value that is no number has no bar: it stands in the table that the chart rests on, under the same note.
    assert [one["id"] for one in missing] == UNDRAWN.get(plan, [])
    assert all(f'id="mark-{one["note"]}"' in html for one in missing)


@pytest.mark.parametrize("plan", PLANS)
def test_every_page_of_a_shipped_brief_says_that_it_is_not_cleared(brief: Callable[[str], Built], plan: str) -> None:
    pdf = pypdfium2.PdfDocument(brief(plan).bytes("pdf"))
    for page in pdf:
        text = " ".join(page.get_textpage().get_text_bounded().split())
        assert "Not cleared for use with any audience" in text


def test_the_day_of_the_build_is_printed_nowhere_and_changes_nothing() -> None:
    corpus = Corpus.shipped()
    later = dt.date(2031, 3, 14)
    for format_ in FORMATS:
        assert build(corpus, PLANS[0], on=ON).bytes(format_) == build(corpus, PLANS[0], on=later).bytes(format_)


SCRIPT = """
import datetime, hashlib, sys
from counterbrief import Corpus, build
corpus = Corpus.shipped()
for plan in sys.argv[1:]:
    built = build(corpus, plan, on=datetime.date(2026, 11, 21))
    for format in ("pdf", "html", "md"):
        print(plan, format, hashlib.sha256(built.bytes(format)).hexdigest())
"""


def test_two_processes_with_other_hash_seeds_zones_and_locales_write_the_same_bytes(
    brief: Callable[[str], Built],
) -> None:
    def elsewhere(**environment: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", SCRIPT, *PLANS],
            env={**os.environ, **environment},
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout

    here = "".join(
        f"{plan} {format_} {hashlib.sha256(brief(plan).bytes(format_)).hexdigest()}\n"
        for plan in PLANS
        for format_ in FORMATS
    )
    assert elsewhere(PYTHONHASHSEED="1", TZ="Asia/Kathmandu", LC_ALL="C", LANG="C") == here
    assert elsewhere(PYTHONHASHSEED="2", TZ="America/St_Johns", LC_ALL="tr_TR.UTF-8", LANG="ar_EG.UTF-8") == here


def test_writing_puts_each_format_into_the_folder(brief: Callable[[str], Built], tmp_path: Path) -> None:
    written = brief(PLANS[0]).write(tmp_path / "a folder", formats=("html", "md"))
    assert [path.name for path in written] == [f"{PLANS[0]}.html", f"{PLANS[0]}.md"]
    assert written[0].read_bytes() == brief(PLANS[0]).bytes("html")


def test_it_works_under_a_pre_forking_server() -> None:
    """A corpus opened and a brief built before the fork; each worker then builds on its own, the pdf too."""
    if not hasattr(os, "fork"):
        pytest.skip("platform: there is no fork here")
    script = f"""
import datetime, hashlib, os, sys, warnings
warnings.simplefilter("ignore")
from counterbrief import Corpus, build
corpus = Corpus.shipped()
on = datetime.date(2026, 11, 21)
first = hashlib.sha256(build(corpus, {PLANS[0]!r}, on=on).bytes("pdf")).hexdigest()
print(first, flush=True)
workers = []
for _ in range(2):
    worker = os.fork()
    if worker == 0:
        print(hashlib.sha256(build(corpus, {PLANS[0]!r}, on=on).bytes("pdf")).hexdigest(), flush=True)
        os._exit(0)
    workers.append(worker)
for worker in workers:
    assert os.waitpid(worker, 0)[1] == 0
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8", timeout=120
    )
    assert len(set(done.stdout.split())) == 1
    assert len(done.stdout.split()) == 3


@pytest.mark.parametrize("plan", PLANS)
def test_a_draft_of_each_plan_says_so_on_every_page_and_in_its_names(plan: str, tmp_path: Path) -> None:
    draft = build(Corpus.shipped(), plan, on=ON, draft=True)
    assert [path.name for path in draft.write(tmp_path)] == [f"{plan}.draft.{format_}" for format_ in FORMATS]
    for page in pypdfium2.PdfDocument(draft.bytes("pdf")):
        assert "DRAFT – not vetted, not for use" in " ".join(page.get_textpage().get_text_bounded().split())
    assert b"DRAFT" in draft.bytes("html")
    assert b"DRAFT" in draft.bytes("md")


@pytest.mark.parametrize("plan", PLANS)
def test_the_pages_of_a_shipped_brief_read_as_they_did(
    brief: Callable[[str], Built], plan: str, file_regression: FileRegressionFixture
) -> None:
    pdf = pypdfium2.PdfDocument(brief(plan).bytes("pdf"))
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    file_regression.check("\n\n".join(pages) + "\n", basename=f"{plan}.pdf", encoding="utf-8")


def test_threads_that_build_from_one_corpus_write_the_same_bytes(brief: Callable[[str], Built]) -> None:
    corpus = Corpus.shipped()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda plan: build(corpus, plan, on=ON).bytes("pdf"), PLANS * 2))
    assert answers == [brief(plan).bytes("pdf") for plan in PLANS] * 2


@pytest.mark.poppler
@pytest.mark.parametrize("plan", PLANS)
def test_another_reader_shows_title_language_tags_and_the_attachment(
    brief: Callable[[str], Built], plan: str, tmp_path: Path
) -> None:
    if shutil.which("pdfinfo") is None or shutil.which("pdfdetach") is None:
        pytest.skip("pdfinfo and pdfdetach are not installed (poppler-utils)")
    [path] = brief(plan).write(tmp_path, formats=("pdf",))

    def say(*command: str) -> str:
        done = subprocess.run([*command, str(path)], check=True, capture_output=True, encoding="utf-8")
        return " ".join(done.stdout.split())

    said = say("pdfinfo")
    assert f"Title: {brief(plan).document.meta.title} " in said
    assert "Tagged: yes" in said
    assert "CreationDate: Mon Nov 16" in said
    assert "1: evidence.json" in say("pdfdetach", "-list")
    assert re.search(rb"/Lang\s*\(en-GB\)", path.read_bytes())
