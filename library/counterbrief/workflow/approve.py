"""Approve: record that somebody other than the writer vetted exactly this content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from counterbrief.errors import CounterbriefError
from counterbrief.model import Approval, Attests, Audience, TeamMember
from counterbrief.workflow.corpus import Corpus


class ApprovalError(CounterbriefError):
    """An approval that cannot be given."""


def approve(
    corpus: Corpus,
    record_id: str,
    *,
    by: str,
    on: dt.date,
    until: dt.date | None = None,
    audiences: Sequence[Audience] = (),
) -> Corpus:
    """Write the approval of a record as it is now, and return the next corpus.

    ``until`` is the last day on which it holds; left out, it is the longest the corpus's policy allows. With
    ``audiences`` it clears the record for use with them; without, it attests that the record is true to its sources.
    An earlier approval of the same record by the same person is replaced.
    """
    record = corpus.find(record_id)
    member = corpus.get(TeamMember, by)
    if isinstance(record, Approval):
        raise ApprovalError(f"{record_id!r} is an approval itself", hint=f"approve {record.record!r}")
    if member.id == record.written_by:
        raise ApprovalError(
            f"{by!r} wrote {record_id!r} and cannot approve it", hint="have somebody else of the team approve it"
        )
    if until is not None and until < on:
        raise ApprovalError(f"an approval given on {on} cannot end on {until}", hint="choose a later day")
    longest = dt.timedelta(days=corpus.records.settings.policy.longest_approval_days)
    if until is not None and until - on > longest:
        raise ApprovalError(
            f"an approval may run {longest.days} days in this corpus; {until} is {(until - on).days} days away",
            hint="choose an earlier day",
        )
    approval = Approval(
        id=f"{record_id}-by-{by}",
        written_by=by,
        invented=corpus.records.settings.invented,
        record=record_id,
        sha256=corpus.digests[record_id],
        attests=Attests.CLEARED_FOR_USE if audiences else Attests.TRUE_TO_SOURCES,
        audiences=tuple(audiences),
        given=on,
        until=until if until is not None else on + longest,
    )
    return corpus.put(approval)
