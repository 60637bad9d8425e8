"""What is shipped is the tree, all of it and nothing else; and it works where it is installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from email.parser import BytesParser
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = {
    "library/counterbrief": "counterbrief",
    "templates": "counterbrief/_shipped/templates",
    "narratives": "counterbrief/_shipped/narratives",
}
"""Folders of the checkout, and where the wheel holds them."""

TOP_FILES = (".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml")
TOP_FOLDERS = (".ci", "docs", "examples", "library", "narratives", "templates", "tests")
BUILD_COMMAND = "pip install . && counterbrief build --shipped --out briefs"
TEST_COMMAND = "pip install -e '.[test]' && pytest"


def _hatch(target: str, *, source: Path, out: Path) -> Path:
    """Build one package of the tree at ``source`` with the hatchling that is installed: no network, no isolation."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)],
        cwd=source,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.iterdir()
    return built


def _tree(folder: str) -> set[str]:
    """Every file below a folder of the checkout, as paths from the checkout's top; caches of tools left out."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and path.name != ".DS_Store"
        and not path.name.endswith((".pyc", ".part", ".swp", "~"))
        and not {"__pycache__", ".mypy_cache", ".pytest_cache", ".hypothesis"} & set(path.relative_to(ROOT).parts)
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _hatch("wheel", source=ROOT, out=tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source package, built and unpacked."""
    sdist = _hatch("sdist", source=ROOT, out=tmp_path_factory.mktemp("sdist"))
    out = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(out, filter="data")
    (top,) = out.iterdir()
    return top


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def _content(names: set[str]) -> set[str]:
    return {name for name in names if not PurePosixPath(name).parts[0].endswith(".dist-info")}


def test_the_wheel_holds_the_tree_and_nothing_else(wheel: Path) -> None:
    expected = {place + name.removeprefix(folder) for folder, place in SHIPPED.items() for name in _tree(folder)}
    assert sorted(_content(_names(wheel))) == sorted(expected)


def test_each_shipped_folder_has_files(wheel: Path) -> None:
    """An empty folder equals an empty tree: this is what tells a typo from a match."""
    names = _names(wheel)
    assert "counterbrief/py.typed" in names
    assert "counterbrief/_shipped/narratives/README.md" in names
    assert "counterbrief/_shipped/narratives/corpus.yaml" in names
    assert any(re.fullmatch(r"counterbrief/_shipped/templates/.+\.html(\.j2)?", name) for name in names)


def test_the_wheel_holds_our_own_text_only(wheel: Path) -> None:
    """No page of a source, no compiled file, no material from beside the checkout."""
    names = _names(wheel)
    narratives = [name for name in names if "/_shipped/narratives/" in name]
    assert {PurePosixPath(name).suffix for name in narratives} <= {".json", ".md", ".yaml"}
    assert [name for name in names if name.endswith((".pyc", ".pyo"))] == []
    assert [name for name in names if {"seeds", "prototypes", "__pycache__"} & set(PurePosixPath(name).parts)] == []


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = _names(wheel)
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        (entry_points,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
        message = BytesParser().parsebytes(archive.read(metadata))
        scripts = archive.read(entry_points).decode()
    assert wheel.name == f"counterbrief-{project['version']}-py3-none-any.whl"
    assert message["License-Expression"] == "Apache-2.0"
    assert message.get_all("License-File") == ["LICENSE"]
    assert message["Requires-Python"] == ">=3.11"
    assert scripts.split() == ["[console_scripts]", "counterbrief", "=", "counterbrief.cli:main"]


def test_the_wheel_is_the_same_twice(wheel: Path, tmp_path: Path) -> None:
    assert _hatch("wheel", source=ROOT, out=tmp_path).read_bytes() == wheel.read_bytes()


def test_the_source_package_holds_the_checkout(sdist_tree: Path) -> None:
    found = {path.relative_to(sdist_tree).as_posix() for path in sdist_tree.rglob("*") if path.is_file()}
    expected = {"PKG-INFO", *TOP_FILES}.union(*(_tree(folder) for folder in TOP_FOLDERS))
    assert sorted(found) == sorted(expected)


def test_the_source_package_gives_the_same_wheel(sdist_tree: Path, wheel: Path, tmp_path: Path) -> None:
    again = _hatch("wheel", source=sdist_tree, out=tmp_path)
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as two:
        assert {name: one.read(name) for name in one.namelist()} == {name: two.read(name) for name in two.namelist()}


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = "import json, sys, counterbrief; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert loaded & {"click", "jinja2", "pypandoc", "typst"} == set()


def _readme_command(heading: str) -> str:
    """The first fenced block below a heading of README, as ``.ci/run`` reads it."""
    found = False
    block: list[str] | None = None
    for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            if block is not None:
                return "\n".join(block)
            if found:
                block = []
        elif block is not None:
            block.append(line)
        elif line.startswith("## "):
            found = line == f"## {heading}"
    raise AssertionError(f"README.md has no fenced block below the heading '## {heading}'")


def test_readme_gives_the_two_commands() -> None:
    assert _readme_command("Build the shipped briefs") == BUILD_COMMAND
    assert _readme_command("Run the tests") == TEST_COMMAND


@pytest.mark.slow
def test_readmes_main_command_works_on_a_fresh_machine(sdist_tree: Path, tmp_path: Path) -> None:
    """From the source package, in a fresh virtual environment, below folders with spaces and accents in their names."""
    source = shutil.copytree(sdist_tree, tmp_path / "les récits d'aujourd'hui")
    home = tmp_path / "an environment"
    venv.create(home, with_pip=True)
    scripts = Path(sysconfig.get_path("scripts", "venv", vars={"base": str(home)}))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COUNTERBRIEF", "PYTHON"))}
    done = subprocess.run(
        _readme_command("Build the shipped briefs"),
        shell=True,
        cwd=source,
        env={**kept, "VIRTUAL_ENV": str(home), "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    written = [path.relative_to(source / "briefs") for path in (source / "briefs").rglob("*") if path.is_file()]
    plans = {path.with_suffix("") for path in written}
    assert len(plans) >= 3
    assert {path.with_suffix(suffix) for path in plans for suffix in (".html", ".md", ".pdf")} <= set(written)
