"""Pure functions over text: folding, judging quotations, lineage and origins, figures, the mask, suggestions.

What takes time to load, the patterns of :mod:`counterbrief.evidence.quotation` above all, is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterbrief.evidence.folding import shares_run, words
from counterbrief.evidence.lineage.corroboration import origins
from counterbrief.evidence.own_words import faults_of_own_words

if TYPE_CHECKING:
    from counterbrief.evidence.lineage.passages import Passage, shared_passages
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

_OF_PASSAGES = frozenset({"Passage", "shared_passages"})

__all__ = [
    "FOLD_VERSION",
    "Change",
    "FoldedText",
    "Judgement",
    "Passage",
    "Relocation",
    "faults_of_own_words",
    "fold_capture",
    "judge_quotation",
    "origins",
    "relocate",
    "shared_passages",
    "shares_run",
    "words",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'counterbrief.evidence' has no attribute {name!r}")
    if name in _OF_PASSAGES:
        from counterbrief.evidence.lineage import passages

        return getattr(passages, name)
    from counterbrief.evidence import quotation

    return getattr(quotation, name)
