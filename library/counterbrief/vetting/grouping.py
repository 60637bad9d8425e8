"""Grouping: one cause is told once, with what hangs on it below."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from counterbrief.vetting.finding import Finding, Severity


@attrs.frozen(kw_only=True)
class Group:
    """A finding with those that hang on it."""

    root: Finding
    dependants: tuple[Finding, ...] = ()


#: What falls when something else does, each after those on which it can hang: a judgement is void where its capture is
#: gone or its quotation has changed, an approval where its approver is gone or its record has changed in any way.
_CONSEQUENCES = ("quotation-void", "approval-unknown", "approval-void")


def group(findings: Iterable[Finding], *, pointers: frozenset[str] = frozenset()) -> tuple[Group, ...]:
    """Findings of one cause under their first, and void judgements and approvals under the fault that voids them.

    ``pointers`` are the ids of approvals, captures and judgements: a finding there is a root only where no other of its cause is.
    The order is by severity, record and path, and does not depend on the order given.
    """
    ordered = sorted(dict.fromkeys(findings), key=lambda finding: (finding.record in pointers, *_order(finding)))
    roots: dict[str, list[Finding]] = {}
    for finding in ordered:
        if finding.code not in _CONSEQUENCES:
            roots.setdefault(finding.cause or repr(finding), []).append(finding)
    for code in _CONSEQUENCES:
        for finding in ordered:
            if finding.code == code:
                home = next((found for found in roots.values() if _hangs_on(finding, found)), None)
                if home is None:
                    roots.setdefault(finding.cause, []).append(finding)
                else:
                    home.append(finding)
    return tuple(
        sorted(
            (Group(root=first, dependants=tuple(rest)) for first, *rest in roots.values()),
            key=lambda one: _order(one.root),
        )
    )


def _hangs_on(consequence: Finding, found: list[Finding]) -> bool:
    root = found[0]
    if root.severity is not Severity.ERROR or root.code == consequence.code:
        return False
    touched = {record for finding in found for record in (finding.record, *finding.about)}
    return bool(touched.intersection(consequence.about))


def _order(finding: Finding) -> tuple[int, str, tuple[tuple[bool, int, str], ...], str, str]:
    rank = list(Severity).index(finding.severity)
    path = tuple((isinstance(part, str), part if isinstance(part, int) else 0, str(part)) for part in finding.path)
    return (rank, finding.record, path, finding.code, finding.message)
