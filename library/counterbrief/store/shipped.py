"""Finds what ships with the library: ``narratives`` and ``templates``."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from counterbrief.errors import NotFoundError


def shipped(name: str) -> Traversable:
    """The shipped folder of that name: in the installed package, else in the checkout beside ``library/``."""
    package = files("counterbrief")
    installed = package / "_shipped" / name
    if installed.is_dir():
        return installed
    if isinstance(package, Path):
        checkout = package.parent.parent / name
        if (package.parent.parent / "pyproject.toml").is_file() and checkout.is_dir():
            return checkout
    raise NotFoundError(
        f"the shipped folder {name!r} is not there", hint="install counterbrief again: pip install --force-reinstall"
    )
