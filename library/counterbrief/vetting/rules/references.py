"""References resolve: every id that a record names is a record of the right kind."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from counterbrief.evidence.lineage.origins import cycles
from counterbrief.model import Record, Records, Source, Theme, kind_of
from counterbrief.model.references import Reference, references
from counterbrief.vetting.finding import Case, Finding


def dangling(case: Case) -> Iterator[Finding]:
    """``reference-missing``, ``reference-kind``, ``theme-circle`` and ``derivation-circle``."""
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
        circle = _derived_from_itself(record, case.records) if isinstance(record, Source) else ()
        if circle:
            by_way_of = [repr(id_) for id_ in circle if id_ != record.id]
            yield Finding(
                code="derivation-circle",
                record=record.id,
                path=("derived_from",),
                message=(
                    f"source {record.id!r} is derived from itself"
                    f"{', by way of ' if by_way_of else ''}{' and '.join(by_way_of)}"
                ),
                remedy="decide which of them retells the other, and take the other 'derived_from' out",
                cause=f"derivation-circle:{':'.join(circle)}",
                about=circle,
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


def _derived_from_itself(source: Source, records: Records) -> tuple[str, ...]:
    """Ids of the sources that were derived from each other with this one; empty where it is in no such circle."""
    behind: dict[str, tuple[str, ...]] = {}
    waiting = [source.id] if source.derived_from else []
    while waiting:
        found = records.get(Source, waiting.pop())
        if found is not None and found.id not in behind:
            behind[found.id] = found.derived_from
            waiting.extend(found.derived_from)
    return next((circle for circle in cycles(behind) if source.id in circle), ())
