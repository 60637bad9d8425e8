"""Records in a line: what they are called, and whether an approval holds."""

from __future__ import annotations

from collections.abc import Iterable

from counterbrief.model import (
    Approval,
    Audience,
    BriefPlan,
    Capture,
    Judgement,
    LocalText,
    Person,
    PropagandaClaim,
    Record,
    Source,
    Statistic,
    TeamMember,
    Testimony,
    Theme,
)
from counterbrief.vetting import Case
from counterbrief.vetting.rules.approvals import approvals_by_record, fault


def label_of(record: Record) -> str:
    """What a record is called, as the file has it: a label, a title, a name or a role, the start of a summary."""
    match record:
        case Theme() | PropagandaClaim() | Statistic():
            return _first(record.label)
        case Testimony():
            return _first(record.summary.text)
        case Source() | BriefPlan():
            return record.title
        case Person() | TeamMember():
            return record.name or _first(record.role)
        case Approval():
            return f"of {record.record} by {record.written_by}"
        case Capture():
            return f"of {record.source}"
        case Judgement():
            return f"of {record.testimony}/{record.excerpt}: {record.verdict.value}"
    raise TypeError(f"not a record of a known kind: {type(record).__name__}")


def holding(record: Record, case: Case) -> tuple[Approval, ...]:
    """The approvals of a record that hold on the day of the case, sorted by id."""
    return tuple(
        approval for approval in approvals_by_record(case).get(record.id, ()) if fault(approval, record, case) is None
    )


def approval_state(record: Record, case: Case) -> str:
    """Whether a record is approved, in a few words; empty for approvals and the team, which need none."""
    if isinstance(record, Approval | TeamMember):
        return ""
    holds = holding(record, case)
    if holds:
        until = max(approval.until for approval in holds)
        audiences = cleared(holds)
        words = ", ".join(audience.value for audience in Audience if audience in audiences)
        return f"cleared for {words} until {until}" if words else f"approved until {until}"
    faults = [fault(approval, record, case) for approval in approvals_by_record(case).get(record.id, ())]
    return next((found[1] for found in faults if found is not None), "not approved")


def cleared(approvals: Iterable[Approval]) -> frozenset[Audience]:
    """The audiences for which these approvals together clear a record."""
    return frozenset(audience for approval in approvals for audience in approval.audiences)


def _first(text: LocalText) -> str:
    return text.best("en") or text.pairs[0][1]
