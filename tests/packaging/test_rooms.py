"""The rooms keep out of what is not theirs: read from the syntax tree, so that an import inside a function counts too.

import-linter guards who imports whom among the rooms; this guards what a room may touch at all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "library" / "counterbrief"

PURE = ("assemble", "errors", "evidence", "model", "trust", "vetting")
"""Rooms without files, processes, clock, environment, templates or converters."""

IMPURE_MODULES = frozenset(
    """
    asyncio builtins cattr cattrs click concurrent ctypes getpass glob http importlib io jinja2 locale logging mmap
    multiprocessing os platform pypandoc random requests secrets select shutil signal socket sqlite3 ssl subprocess
    sys tempfile threading time typst urllib uuid yaml zipfile
    """.split()
)
"""What no pure room imports, by the first part of its name."""

PURE_PATHS = frozenset({"PurePath", "PurePosixPath", "PureWindowsPath"})
"""The part of pathlib that touches no file."""

IMPURE_CALLS = frozenset({"__import__", "breakpoint", "eval", "exec", "input", "open", "print"})
CLOCK = frozenset({"fromtimestamp", "now", "today", "utcnow"})

OWNERS = {
    "click": "cli",
    "jinja2": "render",
    "typst": "render",
    "pypandoc": "cite",
}
"""Libraries that one room alone may import."""


def _imports(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Line, module and imported name ("" for a plain import) of every import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, node.module or "", alias.name) for alias in node.names)


def impurities(source: str) -> list[str]:
    """What in a module's source touches the world, each as ``line: what``."""
    tree = ast.parse(source)
    found = []
    for line, module, name in _imports(tree):
        top = module.partition(".")[0]
        if top in IMPURE_MODULES or (top == "pathlib" and name not in PURE_PATHS):
            found.append((line, f"imports {module}"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
            found.append((node.lineno, f"calls {node.func.id}()"))
        elif isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
            found.append((node.lineno, f"reads the clock with .{node.func.attr}()"))
    return [f"{line}: {what}" for line, what in sorted(found)]


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _modules(*rooms: str) -> list[Path]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return [path for path in paths if not rooms or _room(path) in rooms]


def test_pure_rooms_touch_nothing() -> None:
    modules = _modules(*PURE)
    assert modules
    found = {path.relative_to(PACKAGE).as_posix(): impurities(path.read_text(encoding="utf-8")) for path in modules}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os", ["1: imports os"]),
        ("import os.path as path", ["1: imports os.path"]),
        ("def f():\n    from subprocess import run", ["2: imports subprocess"]),
        ("from pathlib import Path", ["1: imports pathlib"]),
        ("import pathlib", ["1: imports pathlib"]),
        ("from datetime import date\ndate.today()", ["2: reads the clock with .today()"]),
        ("import datetime as d\nd.datetime.now(d.UTC)", ["2: reads the clock with .now()"]),
        ("with open('x') as f: pass", ["1: calls open()"]),
        ("print('x')\nimport yaml", ["1: calls print()", "2: imports yaml"]),
        ("from cattrs.gen import make_dict_structure_fn", ["1: imports cattrs.gen"]),
        ("from pathlib import PurePosixPath\nimport re, attrs, datetime", []),
    ],
)
def test_the_check_sees_what_it_must(source: str, expected: list[str]) -> None:
    assert impurities(source) == expected


@pytest.mark.parametrize(("library", "owner"), sorted(OWNERS.items()))
def test_a_library_with_one_owner_is_imported_by_it_alone(library: str, owner: str) -> None:
    strangers = [
        f"{path.relative_to(PACKAGE).as_posix()}:{line}"
        for path in _modules()
        if _room(path) != owner
        for line, module, _ in _imports(ast.parse(path.read_text(encoding="utf-8")))
        if module.partition(".")[0] == library
    ]
    assert strangers == []


def test_no_room_below_the_command_line_imports_the_public_names() -> None:
    """They are re-exports of what stands below: an import from there would close a circle."""
    strangers = [
        f"{path.relative_to(PACKAGE).as_posix()}:{line}"
        for path in _modules()
        if _room(path) not in {"__init__", "__main__", "cli"}
        for line, module, _ in _imports(ast.parse(path.read_text(encoding="utf-8")))
        if module == "counterbrief"
    ]
    assert strangers == []


def test_every_package_has_its_init_file() -> None:
    """A folder without one would be a namespace package, which the layers contract does not see."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").is_file()) == []
