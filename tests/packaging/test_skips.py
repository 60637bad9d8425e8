"""An avoidable skip passes on a desk and fails in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[1] / "conftest.py"

TESTS = """
import pytest

def test_tool():
    pytest.skip("poppler is not installed")

def test_platform():
    pytest.skip("platform: folders have no rights here")

@pytest.mark.xfail(reason="known")
def test_known():
    assert False

@pytest.mark.skipif(True, reason="no browser")
def test_mark():
    raise AssertionError
"""

MODULE = """
import pytest

pytest.importorskip("not_installed_anywhere")
"""


def _run(folder: Path, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "COUNTERBRIEF_NO_SKIPS"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(folder), "-q"],
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SHARED, tmp_path / "conftest.py")
    return tmp_path


@pytest.fixture
def tests(folder: Path) -> Path:
    (folder / "test_some.py").write_text(TESTS, encoding="utf-8")
    return folder


@pytest.fixture
def module(folder: Path) -> Path:
    (folder / "test_module.py").write_text(MODULE, encoding="utf-8")
    return folder


def test_skips_are_skips_on_a_desk(tests: Path, module: Path) -> None:
    assert tests == module
    assert "4 skipped, 1 xfailed" in _run(tests)


def test_avoidable_skips_fail_where_skips_are_forbidden(tests: Path) -> None:
    output = _run(tests, COUNTERBRIEF_NO_SKIPS="1")
    assert "test_some.py::test_tool skips (poppler is not installed), and COUNTERBRIEF_NO_SKIPS is set" in output
    assert "test_some.py::test_mark skips (no browser), and COUNTERBRIEF_NO_SKIPS is set" in output
    assert "1 failed, 1 skipped, 1 xfailed, 1 error" in output


def test_a_module_that_skips_fails_where_skips_are_forbidden(module: Path) -> None:
    output = _run(module, COUNTERBRIEF_NO_SKIPS="1")
    assert "test_module.py skips (could not import 'not_installed_anywhere'" in output
    assert "1 error" in output
