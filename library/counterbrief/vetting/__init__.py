"""Vetting: the rules, and the one gate that makes a brief."""

from counterbrief.vetting.finding import Case, Finding, Severity
from counterbrief.vetting.gate import (
    Brief,
    MarkedDraft,
    RefusedError,
    VettedBrief,
    describe,
    group_findings,
    judge,
    mark,
    vet,
)
from counterbrief.vetting.grouping import Group

__all__ = [
    "Brief",
    "Case",
    "Finding",
    "Group",
    "MarkedDraft",
    "RefusedError",
    "Severity",
    "VettedBrief",
    "describe",
    "group_findings",
    "judge",
    "mark",
    "vet",
]
