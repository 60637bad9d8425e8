"""The one door: only here is a brief made that a writer accepts.

:func:`vet` hands out a :class:`VettedBrief` or raises; :func:`mark` hands out a :class:`MarkedDraft`, which prints DRAFT on
every page and carries its findings. Neither can be made elsewhere, and no flag skips the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from counterbrief.errors import CounterbriefError, Place
from counterbrief.model import Approval, Capture, Judgement, Records
from counterbrief.model.draft import Draft, DraftSection, Item, Path
from counterbrief.vetting.finding import Case, Finding, Severity
from counterbrief.vetting.grouping import Group, group
from counterbrief.vetting.rules import RULES
from counterbrief.vetting.rules.approvals import approvals_by_record, fault


class _Seal:
    """What only this module gives out, for one draft: it does not fit another that is put in its place."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft


def _sealed(instance: VettedBrief | MarkedDraft, _attribute: object, value: object) -> None:
    if not isinstance(value, _Seal) or value.draft is not instance.draft:
        raise TypeError("only counterbrief.vetting.gate makes briefs: call vet() or mark()")


@attrs.frozen(kw_only=True, eq=False)
class VettedBrief:
    """A brief in which everything is sourced, vetted and consented to.

    Attributes:
        draft: what it says
        records: the corpus it comes from
        approvals: those it rests on, sorted by id
        notices: findings that do not stop it and that it prints
    """

    draft: Draft
    records: Records
    approvals: tuple[Approval, ...]
    notices: tuple[Finding, ...]
    _seal: object = attrs.field(validator=_sealed, repr=False)


@attrs.frozen(kw_only=True, eq=False)
class MarkedDraft:
    """A draft for the team. What cannot stand is not in it.

    Attributes:
        draft: what it says, without the statements that cannot stand
        records: the corpus it comes from
        approvals: those that hold, sorted by id
        notices: findings that do not stop it and that it prints
        findings: why it is not a brief; they name ids alone
        left_out: (statement id, code of the finding) of each statement that is not in it
    """

    draft: Draft
    records: Records
    approvals: tuple[Approval, ...]
    notices: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[tuple[str, str], ...]
    _seal: object = attrs.field(validator=_sealed, repr=False)


Brief: TypeAlias = VettedBrief | MarkedDraft


class RefusedError(CounterbriefError):
    """The gate refuses a brief. ``groups`` tells why, each cause once; ``places`` where, by record id and path."""

    def __init__(
        self,
        plan: str,
        groups: tuple[Group, ...],
        *,
        places: Mapping[tuple[str, Path], Place] | None = None,
    ) -> None:
        self.plan = plan
        self.groups = groups
        self.places = dict(places or {})
        super().__init__("\n".join((f"the brief {plan!r} is refused:", *self._lines())))

    def _lines(self) -> Iterator[str]:
        for one in self.groups:
            yield f"  {describe(one.root, self.places)}"
            yield from (f"    hangs on it: {describe(finding, self.places)}" for finding in one.dependants)


def describe(finding: Finding, places: Mapping[tuple[str, Path], Place]) -> str:
    """A finding in a line: place (or record id), what is wrong, what to do, and its code."""
    where = places.get((finding.record, finding.path), finding.record)
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    return f"{where}: {finding.message}{remedy} [{finding.code}]"


def judge(case: Case) -> tuple[Finding, ...]:
    """What all rules find in a case."""
    return tuple(finding for rule in RULES for finding in rule(case))


def group_findings(findings: tuple[Finding, ...], records: Records) -> tuple[Group, ...]:
    """The findings, each cause once."""
    pointers = frozenset(record.id for kind in (Approval, Capture, Judgement) for record in records.of(kind))
    return group(findings, pointers=pointers)


def vet(case: Case) -> VettedBrief:
    """The brief of a case; raises :class:`RefusedError` where any rule finds an error."""
    draft = _draft_of(case)
    findings = judge(case)
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    if errors:
        raise RefusedError(draft.plan.id, group_findings(errors, case.records))
    return VettedBrief(
        draft=draft, records=case.records, approvals=_holding(case), notices=_notices(findings), seal=_Seal(draft)
    )


def mark(case: Case) -> MarkedDraft:
    """The draft of a case, without the statements that cannot stand."""
    draft = _draft_of(case)
    findings = judge(case)
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    left_out: dict[str, str] = {
        gap.statement: "reference-missing" for gap in draft.gaps if gap.code == "record-missing" and gap.statement
    }
    sections: list[DraftSection] = []
    for section in draft.sections:
        kept: list[Item] = []
        for item in section.items:
            code = _why_not(item, errors)
            if code is None:
                kept.append(item)
            else:
                left_out[item.id] = code
        sections.append(attrs.evolve(section, items=tuple(kept)))
    for finding in errors:
        if finding.statement:
            left_out.setdefault(finding.statement, finding.code)
    marked = _without_plan_texts(attrs.evolve(draft, sections=tuple(sections)), errors)
    return MarkedDraft(
        draft=marked,
        records=case.records,
        approvals=_holding(case),
        notices=_notices(findings),
        findings=errors,
        left_out=tuple(sorted(left_out.items())),
        seal=_Seal(marked),
    )


_LEFT_OUT = "(left out)"


def _without_plan_texts(draft: Draft, errors: tuple[Finding, ...]) -> Draft:
    """The draft without the titles and headings that protection or consent forbids; the wording says that they are gone."""
    plan, sections = draft.plan, list(draft.sections)
    for finding in errors:
        if finding.statement or finding.record != plan.id or not finding.code.startswith(("protection-", "consent-")):
            continue
        match finding.path:
            case ("title" | "description" as field,):
                plan = attrs.evolve(plan, **{field: _LEFT_OUT})  # type: ignore[arg-type]  # both are texts
            case ("publisher" | "naming_decision" as field,):
                plan = attrs.evolve(plan, **{field: None})  # type: ignore[arg-type]  # both may be missing
            case ("sections", int(number), "heading"):
                sections[number] = attrs.evolve(sections[number], heading=None)
                bare = attrs.evolve(plan.sections[number], heading=None)
                plan = attrs.evolve(plan, sections=(*plan.sections[:number], bare, *plan.sections[number + 1 :]))
            case _:
                pass
    return attrs.evolve(draft, plan=plan, sections=tuple(sections))


def _why_not(item: Item, errors: tuple[Finding, ...]) -> str | None:
    """The code of the first finding because of which an item cannot stand. What is only not approved stands in a draft."""
    rests_on = {item.cited_at[0], *item.shows} if item.shows else set()
    for finding in errors:
        if finding.code.startswith(("approval-", "clearance-")):
            continue
        if finding.statement == item.id or finding.record in rests_on:
            return finding.code
        if finding.path[: len(item.path)] == item.path and finding.record == item.cited_at[0] and not item.shows:
            return finding.code
    return None


def _draft_of(case: Case) -> Draft:
    if case.draft is None:
        raise ValueError("the gate judges a brief: the case has no draft")
    return case.draft


def _holding(case: Case) -> tuple[Approval, ...]:
    given = approvals_by_record(case)
    return tuple(
        approval
        for record in case.judged()
        for approval in given.get(record.id, ())
        if fault(approval, record, case) is None
    )


def _notices(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.NOTICE)
