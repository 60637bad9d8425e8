"""Evidence in a few words, alike on a page and on a terminal."""

from __future__ import annotations

from counterbrief.model import Voice
from counterbrief.workflow.evidence_view import CitedSource, StatementEvidence
from counterbrief.workflow.quotation_view import QuotationEvidence

_SHORT_DIGEST = 12


def kind_told(one: StatementEvidence) -> str:
    """What a statement is, and of a quotation its verdict."""
    if one.withheld:
        return "withheld"
    if one.quotation is not None:
        return f"quotation: {verdict_told(one.quotation)}"
    if one.values:
        return "statistic"
    return "text" if one.voice is Voice.EVIDENCE else "the editors’ own words"


def verdict_told(quotation: QuotationEvidence) -> str:
    """The verdict in a word or two."""
    return quotation.verdict.value if quotation.verdict is not None else "not compared"


def approvals_told(one: StatementEvidence) -> str:
    """How many of the records behind a statement are approved."""
    if not one.approvals:
        return "–"
    holding = sum(approval.holds for approval in one.approvals)
    return f"{holding} of {len(one.approvals)} records approved"


def capture_told(quotation: QuotationEvidence) -> str:
    """Which capture a quotation stands in, and where."""
    digest = (quotation.capture_sha256 or "")[:_SHORT_DIGEST]
    place = f", characters {quotation.start}–{quotation.end}" if quotation.start is not None else ""
    return f"{quotation.capture} (sha256 {digest}…){place}{'; not published' if quotation.private else ''}"


def source_told(source: CitedSource) -> str:
    """A source in a line, with its grade."""
    grade = f" [{source.grade.value}]" if source.grade is not None else " [not in the corpus]"
    reports = f"{source.reports}, as reported in " if source.reports else ""
    return f"{reports}{source.name}{f', {source.locator}' if source.locator else ''}{grade}"
