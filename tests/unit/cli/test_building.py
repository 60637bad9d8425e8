from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.builders import DAY as DATE
from tests.builders import PLAN, approval
from tests.unit.cli.conftest import DAY, Run

from counterbrief.workflow import Corpus, build


def test_every_plan_is_built_in_every_format_and_each_file_is_told(
    run: Run, corpus: Path, file_regression: FileRegressionFixture
) -> None:
    file_regression.check(str(run("build", str(corpus), "--on", DAY)))
    built = build(Corpus.open(corpus), "brief", on=DATE)
    for one in ("pdf", "html", "md"):
        assert Path(f"briefs/brief.{one}").read_bytes() == built.bytes(one)


def test_a_plan_of_the_current_folder_in_one_format_into_a_folder_with_a_space(
    run: Run, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / corpus)
    ran = run("build", "brief", "--formats", "md", "--out", "../out of here", "--on", DAY)
    assert ran.code == 0
    assert [path.name for path in (tmp_path / "out of here").iterdir()] == ["brief.md"]


def test_a_refused_plan_is_told_with_every_reason_and_the_others_are_built(
    run: Run, corpus: Path, file_regression: FileRegressionFixture
) -> None:
    bare = attrs.evolve(PLAN, id="bare", publisher=None, sections=PLAN.sections[:1])
    Corpus.open(corpus).put(bare).put(approval(bare))
    file_regression.check(str(run("build", str(corpus), "--formats", "html", "--on", DAY)))
    assert sorted(path.name for path in Path("briefs").iterdir()) == ["brief.html"]


def test_the_same_for_a_program(run: Run, corpus: Path) -> None:
    bare = attrs.evolve(PLAN, id="bare", publisher=None)
    Corpus.open(corpus).put(bare).put(approval(bare))
    ran = run("build", str(corpus), "--formats", "md", "--on", DAY, "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    refused, built = json.loads(ran.out)["plans"]
    assert (refused["plan"], refused["files"]) == ("bare", [])
    assert [(one["code"], one["file"], one["line"]) for one in refused["refused"]] == [
        ("publisher-missing", "corpus/plans/bare.yaml", 1)
    ]
    assert built["files"] == [{"path": "briefs/brief.md", "bytes": Path("briefs/brief.md").stat().st_size}]
    assert (built["refused"], built["error"]) == ([], None)


def test_a_draft_leaves_out_what_cannot_stand_and_says_so(
    run: Run, corpus: Path, file_regression: FileRegressionFixture
) -> None:
    (corpus / "statistics" / "how-many-left.yaml").unlink()
    file_regression.check(str(run("build", str(corpus), "brief", "--draft", "--formats", "md", "--on", DAY)))
    assert [path.name for path in Path("briefs").iterdir()] == ["brief.draft.md"]


def test_a_template_that_fails_fails_its_plan(run: Run, corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my templates" / "practitioner-brief"
    folder.mkdir(parents=True)
    (folder / "brief.html").write_text("{{ nothing", encoding="utf-8")
    ran = run("build", str(corpus), "--templates", "my templates", "--on", DAY)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("brief  failed\n  ")
    assert not Path("briefs").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["corpus", "brif"], "there is no plan 'brif'; did you mean 'brief'?"),
        (["corpus", "brief", "brif"], "there is no plan 'brif'; did you mean 'brief'?"),
        (["nowhere/x"], "nowhere/x: there is no such folder; name the folder of a corpus"),
        (
            ["corpus", "--formats", "docx"],
            "Error: Invalid value for '--formats': there is no format 'docx'; there are: html, md, pdf",
        ),
        (["corpus", "--formats", ","], "Error: Invalid value for '--formats': name at least one of pdf, html, md"),
        (["corpus", "--shipped"], "Error: give either the folder 'corpus' or --shipped, not both"),
    ],
)
def test_names_that_do_not_exist_are_refused_before_anything_is_built(
    run: Run, corpus: Path, arguments: list[str], message: str
) -> None:
    ran = run("build", *arguments, "--on", DAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == message
    assert not Path("briefs").exists()


def test_a_corpus_without_plans_has_nothing_to_build(run: Run, corpus: Path) -> None:
    (corpus / "plans" / "brief.yaml").unlink()
    ran = run("build", str(corpus), "--on", DAY)
    assert (ran.code, ran.err) == (2, "the corpus has no plan to build; make one with 'counterbrief new plan'\n")


def test_files_that_cannot_be_read_stop_a_build(run: Run, corpus: Path) -> None:
    (corpus / "sources" / "page.yaml").write_text("title: *x\n", encoding="utf-8")
    ran = run("build", str(corpus), "--on", DAY)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("corpus/sources/page.yaml:1:8: ")


def test_an_output_that_cannot_be_written_is_told(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "briefs").write_text("a file", encoding="utf-8")
    ran = run("build", str(corpus), "--formats", "md", "--on", DAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("brief  failed\n  briefs/brief.md: cannot write the file (")


def test_the_main_job_writes_every_shipped_plan(run: Run) -> None:
    ran = run("build", "--shipped", "--out", "briefs")
    assert (ran.code, ran.err) == (0, "")
    plans = [plan["id"] for plan in json.loads(run("list", "plans", "--shipped", "--format", "json").out)]
    assert len(plans) >= 3
    expected = sorted(f"{plan}.{one}" for plan in plans for one in ("pdf", "html", "md"))
    assert sorted(path.name for path in Path("briefs").iterdir()) == expected
