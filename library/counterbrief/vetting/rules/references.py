"""References resolve: every id that a record names is a record of the right kind."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from counterbrief.model import Record, Records, Theme, kind_of
from counterbrief.model.references import Reference, references
from counterbrief.vetting.finding import Case, Finding


def dangling(case: Case) -> Iterator[Finding]:
    """``reference-missing``, ``reference-kind`` and ``theme-circle``."""
    for record in case.judged():
        for reference in references(record):
            finding = _judge(record, reference, case)
            if finding is not None:
                yield finding
        if isinstance(record, Theme) and _stands_under_itself(record, case.records):
            yield Finding(
                code="theme-circle",
                record=record.id,
                path=("parent",),
                message=f"theme {record.id!r} stands under itself",
                remedy="name a parent that does not stand below it, or none",
                cause="theme-circle",
            )


def _judge(record: Record, reference: Reference, case: Case) -> Finding | None:
    wanted = "record" if reference.type is Record else kind_of(reference.type).name
    found = case.records.find(reference.target)
    field = next(str(part) for part in reversed(reference.path) if isinstance(part, str))
    if found is not None:
        if isinstance(found, reference.type):
            return None
        return Finding(
            code="reference-kind",
            record=record.id,
            path=reference.path,
            message=f"{field!r} names {reference.target!r}, which is a {kind_of(found).name}; expected a {wanted}",
            remedy=f"name a {wanted}",
            cause=f"kind:{reference.target}",
            about=(reference.target,),
        )
    if reference.target in case.unreadable:
        return None
    kinds = reference.type
    near = difflib.get_close_matches(reference.target, [one.id for one in case.records.of(kinds)], n=3, cutoff=0.6)
    mend = (
        f"did you mean {' or '.join(map(repr, near))}?" if near else f"write that {wanted}, or take the reference out"
    )
    return Finding(
        code="reference-missing",
        record=record.id,
        path=reference.path,
        message=f"{field!r} names the {wanted} {reference.target!r}, which does not exist",
        remedy=mend,
        cause=f"missing:{reference.target}",
        about=(reference.target,),
    )


def _stands_under_itself(theme: Theme, records: Records) -> bool:
    seen = {theme.id}
    parent = theme.parent
    while parent is not None:
        if parent == theme.id:
            return True
        if parent in seen:
            return False
        seen.add(parent)
        above = records.get(Theme, parent)
        parent = above.parent if above else None
    return False
