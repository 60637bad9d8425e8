from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.unit.cli.conftest import DAY, Run


def test_everything_is_listed_with_its_approval(run: Run, corpus: Path, file_regression: FileRegressionFixture) -> None:
    (corpus / "approvals" / "page-by-reviewer.yaml").unlink()
    statistic = corpus / "statistics" / "how-many-left.yaml"
    statistic.write_text(statistic.read_text(encoding="utf-8").replace("at least 12", "some 12"), encoding="utf-8")
    file_regression.check(str(run("list", str(corpus), "--on", DAY)))


@pytest.mark.parametrize("kind", ["testimony", "testimonies"])
def test_one_kind_is_listed_under_its_name_or_its_folder(run: Run, corpus: Path, kind: str) -> None:
    ran = run("list", kind, str(corpus), "--on", DAY, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == [
        {
            "id": "the-barrack",
            "kind": "testimony",
            "label": "Found a barrack instead of a home.",
            "approval": "approved until 2027-11-01",
        }
    ]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--theme", "broken-promises"], ["claim-of-home", "the-barrack", "broken-promises"]),
        (["--claim", "claim-of-home"], ["claim-of-home", "brief", "the-barrack", "broken-promises"]),
        (["testimonies", "--claim", "claim-of-home"], ["the-barrack"]),
        (["sources", "--theme", "broken-promises"], []),
    ],
)
def test_a_list_can_be_narrowed(
    run: Run, corpus: Path, options: list[str], ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    ran = run("list", *options, "--format", "json")
    assert [one["id"] for one in json.loads(ran.out)] == ids


def test_nothing_to_list_is_said(run: Run, corpus: Path) -> None:
    (corpus / "captures" / "saved-page.yaml").unlink()
    ran = run("list", "captures", str(corpus))
    assert (ran.code, ran.out, ran.err) == (0, "", "0 records\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["testimonis", "corpus"], "there is no kind of record 'testimonis'; did you mean 'testimony' or 'person'?"),
        (
            ["corpus", "--theme", "broken-promise"],
            "there is no theme 'broken-promise'; did you mean 'broken-promises'?",
        ),
        (["corpus", "--claim", "x"], "there is no claim 'x'; there are: claim-of-home"),
    ],
)
def test_names_that_do_not_exist_get_the_near_ones(run: Run, corpus: Path, arguments: list[str], message: str) -> None:
    ran = run("list", *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"{message}\n")


def test_a_record_is_shown_with_its_file_its_approvals_and_who_names_it(
    run: Run, corpus: Path, file_regression: FileRegressionFixture
) -> None:
    file_regression.check(str(run("show", "broken-promises", str(corpus), "--on", DAY)))


def test_the_record_for_a_program(run: Run, corpus: Path, file_regression: FileRegressionFixture) -> None:
    ran = run("show", "page", str(corpus), "--on", "2028-01-01", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["approvals"] == [
        {
            "id": "page-by-reviewer",
            "holds": False,
            "state": "does not hold: the record was approved until 2027-11-01",
        }
    ]
    file_regression.check(ran.out, extension=".json")


def test_a_record_that_does_not_exist_gets_the_near_ones(run: Run, corpus: Path) -> None:
    ran = run("show", "the-barack", str(corpus))
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err
        == "there is no record 'the-barack'; did you mean 'the-barrack' or 'the-barrack-by-reviewer' or 'judgement-the-barrack-home'?\n"
    )


def test_what_can_be_read_is_listed_beside_what_cannot(run: Run, corpus: Path) -> None:
    (corpus / "sources" / "study.yaml").write_text("x\n", encoding="utf-8")
    ran = run("list", "sources", str(corpus), "--on", DAY)
    assert ran.code == 0
    assert "page" in ran.out
    assert "study" not in ran.out
    assert ran.err == "1 record\n1 problem with files that are not listed: see 'counterbrief check'\n"


def test_the_shipped_corpus_can_be_listed_and_shown(run: Run) -> None:
    ran = run("list", "plans", "--shipped", "--format", "json")
    assert ran.code == 0
    plans = [plan["id"] for plan in json.loads(ran.out)]
    assert "practitioner-protecting-muslims" in plans
    assert run("show", plans[0], "--shipped").code == 0
