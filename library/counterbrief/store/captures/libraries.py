"""The libraries behind the extra ``captures``: loaded when a document needs them, and named where they are absent."""

from __future__ import annotations

import importlib
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from counterbrief.errors import MissingToolError

READING = "counterbrief-text 1"
"""Name and version of the rules by which visible text is taken. A change that changes any text needs the next one."""


def library(module: str, package: str, purpose: str) -> Any:
    """The module; raises MissingToolError with the command that installs it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingToolError(
            f"{purpose} needs {package}, which is not installed", hint="pip install 'counterbrief[captures]'"
        ) from error


def tool(package: str) -> str:
    """Name and version of an installed package, such as ``lxml 6.1.3``."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} (version not known)"
