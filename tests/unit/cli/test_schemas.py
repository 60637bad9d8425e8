from __future__ import annotations

import json
from pathlib import Path

from tests.unit.cli.conftest import Run

from counterbrief.model import KINDS


def test_one_schema_is_printed(run: Run) -> None:
    for name in ("testimony", "testimonies"):
        ran = run("schema", name)
        assert (ran.code, ran.err) == (0, "")
        assert json.loads(ran.out)["title"] == "counterbrief: testimony"
    assert json.loads(run("schema", "corpus").out)["title"] == "counterbrief: corpus"


def test_all_schemas_are_written_and_an_editor_is_told_of_them(run: Run) -> None:
    ran = run("schema", "--out", "my schemas")
    assert ran.code == 0
    files = sorted(f"my schemas/{name}.schema.json" for name in ("corpus", *(kind.name for kind in KINDS)))
    assert ran.out.splitlines() == files
    for file in files:
        assert json.loads(Path(file).read_text(encoding="utf-8"))["$schema"]
    assert '"my schemas/person.schema.json": "**/people/*.yaml"' in ran.err


def test_a_kind_that_does_not_exist_gets_the_near_ones(run: Run) -> None:
    ran = run("schema", "sorce")
    assert (ran.code, ran.out, ran.err) == (2, "", "there is no kind of record 'sorce'; did you mean 'source'?\n")


def test_neither_a_kind_nor_a_folder_is_a_mistake(run: Run) -> None:
    for arguments in ([], ["plan", "--out", "x"]):
        ran = run("schema", *arguments)
        assert ran.code == 2
        assert ran.err.endswith("Error: give either a KIND to print, or --out FOLDER to write them all\n")
