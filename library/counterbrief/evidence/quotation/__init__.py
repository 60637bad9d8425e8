"""Judging quotations: whether the words an excerpt repeats stand in the capture of its source, and what differs."""

from counterbrief.evidence.quotation.fold import FOLD_VERSION, FoldedText, fold_capture
from counterbrief.evidence.quotation.judge import judge_quotation
from counterbrief.evidence.quotation.judgement import Change, Judgement
from counterbrief.evidence.quotation.relocate import Relocation, relocate

__all__ = [
    "FOLD_VERSION",
    "Change",
    "FoldedText",
    "Judgement",
    "Relocation",
    "fold_capture",
    "judge_quotation",
    "relocate",
]
