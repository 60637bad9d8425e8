"""The command as a whole: help, errors, exit codes, consoles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from tests.unit.cli.conftest import Run

from counterbrief.cli import checking
from counterbrief.cli.app import _COMMANDS, app
from counterbrief.errors import MissingToolError, NotFoundError, ReadError, WriteError

LIBRARY = Path(__file__).parents[3] / "library"


def process(*arguments: str, given: str = "", **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``python -m counterbrief`` in the current folder."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "PYTHONIOENCODING")}
    environment = {**kept, "PYTHONPATH": str(LIBRARY), **variables}
    return subprocess.run(
        [sys.executable, "-m", "counterbrief", *arguments],
        input=given.encode(),
        capture_output=True,
        env=environment,
        check=False,
    )


def test_help_loads_neither_the_model_nor_anything_heavy() -> None:
    program = (
        "import sys; from counterbrief.cli.app import app; app.main(['--help'], standalone_mode=False);"
        "heavy = {'attrs', 'attr', 'cattrs', 'yaml', 'jinja2', 'typst', 'pypandoc', 'counterbrief.model'};"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or None)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(LIBRARY)},
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"counterbrief build --shipped --out briefs" in ran.stdout


@pytest.mark.parametrize("name", list(_COMMANDS))
def test_every_command_has_help_with_an_example_and_the_line_of_the_list(name: str, run: Run) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert f"  counterbrief {name}" in ran.out
    command = app.get_command(click.Context(app), name)
    assert command is not None
    assert command.help is not None
    assert command.help.partition("\n")[0] == _COMMANDS[name][1]


def test_a_command_that_does_not_exist_gets_the_near_ones(run: Run) -> None:
    ran = run("chekc")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("Error: there is no command 'chekc'; did you mean 'check' or 'schema'?\n")


def test_the_version_is_told(run: Run) -> None:
    ran = run("--version")
    assert ran.code == 0
    assert ran.out.startswith("counterbrief ")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ReadError("no good", hint="mend it"), 1),
        (NotFoundError("no good", hint="mend it"), 2),
        (WriteError("no good", hint="mend it"), 2),
        (MissingToolError("no good", hint="mend it"), 2),
    ],
)
def test_an_error_is_told_in_a_line_and_its_kind_decides_the_exit_code(
    error: Exception, code: int, run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail(monkeypatch, error)
    ran = run("check", str(corpus))
    assert (ran.code, ran.out, ran.err) == (code, "", "no good; mend it\n")


def test_an_error_of_the_system_is_told_without_a_traceback(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail(monkeypatch, OSError(28, "No space left on device", "corpus/x"))
    ran = run("check", str(corpus))
    assert (ran.code, ran.out, ran.err) == (2, "", "corpus/x: No space left on device\n")


def test_an_error_that_should_not_happen_asks_for_a_report_and_repeats_no_words_of_the_corpus(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail(monkeypatch, LookupError("Somebody's name"))
    ran = run("check", str(corpus))
    assert ran.code == 2
    assert ran.err == (
        "counterbrief failed in a way that it should not (LookupError). Please report it, with what"
        " 'counterbrief --debug ...' prints; look through that for names before you send it.\n"
    )
    ran = run("--debug", "check", str(corpus))
    assert ran.code == 2
    assert ran.err.startswith("Traceback (most recent call last):\n")
    assert ran.err.endswith("LookupError: Somebody's name\n")


def test_ctrl_c_ends_quietly(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fail(monkeypatch, KeyboardInterrupt())
    ran = run("check", str(corpus))
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def _fail(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(checking, "check_corpus", fail)


ARABIC = "written_by: writer\ninvented: true\nrole:\n  ar: عضو سابق\nprotection:\n  naming: anonymous\n"


@pytest.mark.parametrize("variables", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"}])
def test_a_console_without_utf_8_shows_arabic_as_escapes(corpus: Path, variables: dict[str, str]) -> None:
    (corpus / "people" / "layla.yaml").write_text(ARABIC, encoding="utf-8")
    ran = process("show", "layla", str(corpus), "--on", "2026-11-21", **variables)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert rb"  ar: \u0639\u0636\u0648 \u0633\u0627\u0628\u0642" in ran.stdout
    listed = process("list", "people", str(corpus), "--format", "json", **variables)
    assert (listed.returncode, listed.stderr) == (0, b"")
    assert rb'"label": "\u0639\u0636\u0648 \u0633\u0627\u0628\u0642"' in listed.stdout


def test_a_console_in_the_c_locale_shows_arabic(corpus: Path) -> None:
    (corpus / "people" / "layla.yaml").write_text(ARABIC, encoding="utf-8")
    ran = process("show", "layla", str(corpus), LC_ALL="C", PYTHONUTF8="1")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "  ar: عضو سابق".encode() in ran.stdout


def test_a_pipe_gets_no_colours(corpus: Path) -> None:
    ran = process("check", str(corpus), "--on", "2026-11-21", TERM="xterm-256color")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"\x1b" not in ran.stdout


def test_a_reader_that_goes_away_early_causes_no_traceback(corpus: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "counterbrief", "schema", "plan"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(LIBRARY)},
    ) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        assert ran.stderr.read() == b""
