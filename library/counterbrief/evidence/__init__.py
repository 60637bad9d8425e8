"""Pure functions over text: folding, judging quotations, and what words may not say without a source.

The names of :mod:`counterbrief.evidence.quotation` are loaded when they are first used: its patterns take time to compile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterbrief.evidence.corroboration import origins
from counterbrief.evidence.folding import shares_run, words
from counterbrief.evidence.own_words import faults_of_own_words

if TYPE_CHECKING:
    from counterbrief.evidence.quotation import (
        FOLD_VERSION,
        Change,
        FoldedText,
        Judgement,
        Relocation,
        fold_capture,
        judge_quotation,
        relocate,
    )

__all__ = [
    "FOLD_VERSION",
    "Change",
    "FoldedText",
    "Judgement",
    "Relocation",
    "faults_of_own_words",
    "fold_capture",
    "judge_quotation",
    "origins",
    "relocate",
    "shares_run",
    "words",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'counterbrief.evidence' has no attribute {name!r}")
    from counterbrief.evidence import quotation

    return getattr(quotation, name)
