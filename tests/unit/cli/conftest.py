"""What the tests of the command line share: an invented corpus in an empty folder, and a run with all that it said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import attrs
import pytest
from click.testing import CliRunner
from tests.builders import records, write_corpus

from counterbrief.cli.app import app

DAY = "2026-11-21"


@attrs.frozen(kw_only=True)
class Ran:
    """What a run of the command line gave."""

    command: str
    code: int
    out: str
    err: str

    def __str__(self) -> str:
        """Everything, for a comparison; times and sizes, which differ from run to run, are blanked."""
        parts = [f"$ counterbrief {self.command}", self.out.rstrip("\n")]
        if self.err:
            parts.append(f"--- standard error\n{self.err.rstrip()}")
        text = "\n".join((*parts, f"--- exit {self.code}", ""))
        text = re.sub(r"\d+\.\d\d s$", "0.00 s", text, flags=re.MULTILINE)
        return re.sub(r"\d+ kB$", "00 kB", text, flags=re.MULTILINE)


Run: TypeAlias = Callable[..., Ran]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented corpus, written once."""
    folder = tmp_path_factory.mktemp("written") / "corpus"
    write_corpus(folder, records())
    return folder


@pytest.fixture
def corpus(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented corpus as the folder ``corpus`` of the current folder, which holds nothing else."""
    shutil.copytree(written, tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    return Path("corpus")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in the current folder, an empty one; keywords: ``given``, what is piped into it."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, given: str | bytes | None = None) -> Ran:
        result = CliRunner(catch_exceptions=False).invoke(app, [*arguments], input=given)
        return Ran(command=" ".join(arguments), code=result.exit_code, out=result.stdout, err=result.stderr)

    return run
