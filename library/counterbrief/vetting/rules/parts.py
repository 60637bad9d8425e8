"""A brief says who publishes it, what its evidence cannot show, and why it names a claim at all."""

from __future__ import annotations

from collections.abc import Iterator

from counterbrief.model import Part
from counterbrief.vetting.finding import Case, Finding


def parts(case: Case) -> Iterator[Finding]:
    """``publisher-missing``, ``limits-missing`` and ``naming-decision-missing`` (Phillips 2018: no covert messaging)."""
    if case.draft is None:
        return
    plan = case.draft.plan
    if plan.publisher is None:
        yield _missing(
            plan.id, "publisher-missing", "the brief names no publisher", "add 'publisher': who answers for it"
        )
    limits = [section for section in plan.sections if section.part is Part.LIMITS]
    if not any(section.statements for section in limits):
        yield _missing(
            plan.id,
            "limits-missing",
            "the brief does not say what its evidence cannot show",
            "add a section with 'part: limits' and at least one specific statement",
        )
    names_claim = plan.claim is not None or any(
        statement.claim is not None for section in plan.sections for statement in section.statements
    )
    if names_claim and plan.naming_decision is None:
        yield _missing(
            plan.id,
            "naming-decision-missing",
            "the brief names a propaganda claim and does not say why it is named at all",
            "add 'naming_decision', or answer without naming the claim",
        )


def _missing(plan: str, code: str, message: str, remedy: str) -> Finding:
    return Finding(code=code, record=plan, message=message, remedy=remedy, cause=f"{code}:{plan}")
