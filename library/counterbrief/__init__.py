"""counterbrief: cited, vetted, consented and recallable counter-messaging briefs from testimonies.

The public names are loaded when they are first used, so that importing the package is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterbrief.errors import CounterbriefError
    from counterbrief.store.captures import CaptureStore
    from counterbrief.workflow import Built, Checked, Corpus, approve, build, check
    from counterbrief.workflow.capture import capture
    from counterbrief.workflow.verify import verify

_HOMES = {
    "Built": "counterbrief.workflow",
    "CaptureStore": "counterbrief.store.captures",
    "Checked": "counterbrief.workflow",
    "Corpus": "counterbrief.workflow",
    "CounterbriefError": "counterbrief.errors",
    "approve": "counterbrief.workflow",
    "build": "counterbrief.workflow",
    "capture": "counterbrief.workflow.capture",
    "check": "counterbrief.workflow",
    "verify": "counterbrief.workflow.verify",
}

__all__ = [
    "Built",
    "CaptureStore",
    "Checked",
    "Corpus",
    "CounterbriefError",
    "approve",
    "build",
    "capture",
    "check",
    "verify",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'counterbrief' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
