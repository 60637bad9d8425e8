"""counterbrief: cited, vetted, consented and recallable counter-messaging briefs from testimonies.

The public names are loaded when they are first used, so that importing the package is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterbrief.errors import CounterbriefError
    from counterbrief.workflow import Built, Checked, Corpus, approve, build, check

_HOMES = {
    "Built": "counterbrief.workflow",
    "Checked": "counterbrief.workflow",
    "Corpus": "counterbrief.workflow",
    "CounterbriefError": "counterbrief.errors",
    "approve": "counterbrief.workflow",
    "build": "counterbrief.workflow",
    "check": "counterbrief.workflow",
}

__all__ = ["Built", "Checked", "Corpus", "CounterbriefError", "approve", "build", "check"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'counterbrief' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
