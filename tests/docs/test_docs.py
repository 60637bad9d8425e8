"""What README and the pages of docs/ show is run, in order, in a folder of its own; what it prints is what is shown.

- ``sh``: each command. ``counterbrief`` is run, ``pip`` and ``pytest`` are passed over, anything else is refused. It ends with
  0, or with what the block says: ``sh exit=1``.
- ``text`` after ``sh``: all that those commands print, with times, sizes and counts of files masked.
- ``yaml`` whose first line is a comment with a path: that file is written.
- ``diff`` that begins with ``--- `` and a path: its ``-`` lines are replaced by its ``+`` lines in that file.
- ``python``: run as a script.
- ``markdown`` with a file's name: each of its lines stands in that file of ``briefs``, in that order, once the page has been run.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "examples" / "README.md"]
PAGES += [ROOT / "examples" / "invented" / "README.md", ROOT / "narratives" / "README.md"]
RUN = [
    path for path in PAGES if path.is_file() and re.search(r"^```(sh|python)", path.read_text("utf-8"), re.MULTILINE)
]

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
#: What differs from machine to machine, and the counts that change with the shipped corpus.
_MASKED = (
    (re.compile(r"\d+(?:\.\d+)? (?:ms|s)\b"), "TIME"),
    (re.compile(r"\d+(?:\.\d+)? (?:bytes|kB|MB)\b"), "SIZE"),
    (re.compile(r"\d+ (files|records)\b"), r"COUNT \1"),
)
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?!https?://)([^)#]+)")


@attrs.frozen(kw_only=True)
class Block:
    """A fenced block of a page."""

    language: str
    words: tuple[str, ...]
    text: str
    line: int

    @property
    def exit_code(self) -> int:
        """With what its commands end."""
        return next((int(word.removeprefix("exit=")) for word in self.words if word.startswith("exit=")), 0)


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        language, *words = found["info"].split() or [""]
        line = text.count("\n", 0, found.start()) + 1
        yield Block(language=language, words=tuple(words), text=found["text"], line=line)


def commands(text: str) -> Iterator[list[str]]:
    """The commands of a block that are to be run, as arguments."""
    for line in text.replace("\\\n", " ").splitlines():
        for command in line.split(" && "):
            name, *arguments = shlex.split(command, comments=True) or ["pip"]
            if name in ("pip", "pytest"):
                continue
            assert name == "counterbrief", f"a page may show pip, pytest and counterbrief; found {command!r}"
            yield [sys.executable, "-W", "error", "-m", "counterbrief", *arguments]


def run(arguments: list[str], folder: Path) -> tuple[int, str]:
    """Exit code and all that a command prints."""
    done = subprocess.run(
        arguments,
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    return done.returncode, done.stdout


def masked(printed: str) -> list[str]:
    """Lines without what may differ: times, sizes, counts, the width of columns, the slashes of paths."""
    for pattern, word in _MASKED:
        printed = pattern.sub(word, printed)
    return [re.sub(r" {2,}", "  ", line.replace("\\", "/")).strip() for line in printed.strip().splitlines()]


def correct(diff: str, folder: Path) -> None:
    """Make the one correction that a ``diff`` block shows."""
    head, *lines = diff.splitlines(keepends=True)
    file = folder / head.removeprefix("--- ").strip()
    old, new = ("".join(line[1:] for line in lines if line.startswith(sign)) for sign in "-+")
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder that looks like a checkout to the commands of a page."""
    for name in ("narratives", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_is_what_happens(page: Path, desk: Path) -> None:
    printed = ""
    for block in blocks(page):
        where = f"{page.relative_to(ROOT).as_posix()}:{block.line}"
        match block.language:
            case "sh":
                printed = ""
                for arguments in commands(block.text):
                    code, output = run(arguments, desk)
                    assert code == block.exit_code, f"{where}: {arguments[5:]} ended with {code}\n{output}"
                    printed += output
            case "text":
                assert masked(printed) == masked(block.text), where
            case "yaml" if comment := re.match(r"# (\S+\.yaml)\n", block.text):
                file = desk / comment[1]
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block.text.removeprefix(comment[0]), encoding="utf-8", newline="\n")
            case "diff":
                correct(block.text, desk)
            case "python":
                code, output = run([sys.executable, "-W", "error", "-c", block.text], desk)
                assert code == 0, f"{where}\n{output}"
    for block in blocks(page):
        if block.language == "markdown" and block.words:
            brief = iter((desk / "briefs" / block.words[0]).read_text(encoding="utf-8").splitlines())
            shown = [line for line in block.text.splitlines() if line]
            assert [line for line in shown if line not in brief] == [], f"{page.name}:{block.line}"


def test_the_pages_that_are_run_are_those_meant() -> None:
    assert {page.relative_to(ROOT).as_posix() for page in RUN} >= {"README.md", "docs/first-brief.md"}


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.is_file()], ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    dead = [link for link in _LINK.findall(text) if not (page.parent / link).exists()]
    assert dead == []
