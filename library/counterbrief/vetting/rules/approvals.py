"""Vetted, and by two: every record that a brief shows is approved as it is, by somebody who did not write it (promise 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from counterbrief.model import Approval, BriefPlan, Record, TeamMember, kind_of
from counterbrief.model.draft import Draft, Path
from counterbrief.vetting.finding import Case, Finding, Severity


def approvals(case: Case) -> Iterator[Finding]:
    """``approval-missing``, ``-void``, ``-own``, ``-expired``, ``-not-yet``, ``-unknown``, ``-too-long``, ``clearance-missing``.

    The notices ``not-cleared`` and ``unsigned`` are for the brief to print.
    """
    if case.draft is None:
        return
    given = approvals_by_record(case)
    uncleared = False
    for record in case.judged():
        candidates = given.get(record.id, ())
        valid = [approval for approval in candidates if fault(approval, record, case) is None]
        if not valid:
            yield _refused(record, candidates, case)
            continue
        if any(case.draft.plan.audience in approval.audiences for approval in valid):
            continue
        if case.records.settings.policy.clearance_required:
            yield _at(
                record,
                case.draft,
                "clearance-missing",
                f"{_name(record)} is not cleared for the audience '{case.draft.plan.audience.value}'",
                "have it approved with that audience: counterbrief approve --audience",
            )
        uncleared = True
    yield from _notices(case, case.draft, uncleared)


def approvals_by_record(case: Case) -> dict[str, tuple[Approval, ...]]:
    """The approvals of each record, sorted by id."""
    found: dict[str, tuple[Approval, ...]] = {}
    for approval in case.records.of(Approval):
        found[approval.record] = (*found.get(approval.record, ()), approval)
    return found


def fault(approval: Approval, record: Record, case: Case) -> tuple[str, str] | None:
    """(code, what is wrong) with an approval of a record, or None where it holds."""
    if approval.sha256 != case.digests[record.id]:
        selects = isinstance(record, BriefPlan) and any(section.select is not None for section in record.sections)
        what = "or what it selects has changed" if selects else "has changed"
        return "approval-void", f"{what} since it was approved"
    if case.records.get(TeamMember, approval.written_by) is None:
        return "approval-unknown", f"is approved by '{approval.written_by}', who is not in the team"
    if approval.written_by == record.written_by:
        return "approval-own", f"is approved by its own writer, '{approval.written_by}'"
    longest = case.records.settings.policy.longest_approval_days
    if approval.until - approval.given > dt.timedelta(days=longest):
        return "approval-too-long", f"is approved for more than the {longest} days that the corpus allows"
    if approval.given > case.on:
        return "approval-not-yet", f"is approved only from {approval.given} on"
    if approval.until < case.on:
        return "approval-expired", f"was approved until {approval.until}"
    return None


def _refused(record: Record, candidates: tuple[Approval, ...], case: Case) -> Finding:
    """The finding for a record without a valid approval; the nearest miss is told."""
    draft = case.draft
    if draft is None:
        raise ValueError("approvals are judged for a brief")
    faults = [found for approval in candidates if (found := fault(approval, record, case)) is not None]
    code, what = min(faults, key=lambda found: _NEAREST.index(found[0])) if faults else _MISSING
    finding = _at(
        record,
        draft,
        code,
        f"{_name(record)} {what}",
        f"have somebody other than '{record.written_by}' review it: counterbrief approve {record.id} --by ID",
    )
    if code == "approval-unknown":
        finding = attrs.evolve(finding, about=(record.id, *sorted({one.written_by for one in candidates})))
    return finding


_MISSING = ("approval-missing", "is not approved")
#: The fault that is told where several approvals of a record fail: the one nearest to holding.
_NEAREST = (
    "approval-expired",
    "approval-not-yet",
    "approval-too-long",
    "approval-own",
    "approval-unknown",
    "approval-void",
)


def _notices(case: Case, draft: Draft, uncleared: bool) -> Iterator[Finding]:
    if uncleared and not case.records.settings.policy.clearance_required:
        yield attrs.evolve(
            _at(draft.plan, draft, "not-cleared", "the brief is not cleared for use with its audience", ""),
            severity=Severity.NOTICE,
        )
    if case.records.settings.policy.unsigned_approvals:
        yield attrs.evolve(
            _at(draft.plan, draft, "unsigned", "the approvals of the brief are not signed", ""),
            severity=Severity.NOTICE,
        )


def _name(record: Record) -> str:
    return f"{kind_of(record).name} {record.id!r}"


def _at(record: Record, draft: Draft, code: str, message: str, remedy: str) -> Finding:
    """A finding where the plan first shows the record."""
    return Finding(
        code=code,
        record=draft.plan.id,
        path=_first_use(record, draft),
        message=message,
        remedy=remedy,
        cause=f"{code}:{record.id}",
        about=(record.id,),
    )


def _first_use(record: Record, draft: Draft) -> Path:
    for item in draft.items:
        cites = (*item.cites, *(citation for value in item.values for citation in value.value.cites))
        if record.id in item.shows or any(record.id in (citation.source, citation.read) for citation in cites):
            return item.path
    return ()
