"""Check: everything that is wrong with a corpus and with each of its plans, each cause once."""

from __future__ import annotations

import datetime as dt

import attrs

from counterbrief.assemble import assemble
from counterbrief.errors import CounterbriefError
from counterbrief.model import BriefPlan
from counterbrief.vetting import Case, Finding, Group, Severity, group_findings, judge
from counterbrief.workflow.corpus import Corpus


@attrs.frozen(kw_only=True)
class Checked:
    """What a check found.

    Attributes:
        problems: files that could not be read, and why
        groups: findings, each cause once
        records: how many records were judged
        ready: ids of the plans that can be built
        refused: ids of the plans that cannot
    """

    problems: tuple[CounterbriefError, ...]
    groups: tuple[Group, ...]
    records: int
    ready: tuple[str, ...]
    refused: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether there is neither a problem nor an error; warnings may remain."""
        return not self.problems and not any(one.root.severity is Severity.ERROR for one in self.groups)


def case_of(corpus: Corpus, plan: BriefPlan | None, on: dt.date) -> Case:
    """What the rules judge: the brief of a plan, or the corpus itself."""
    return Case(
        records=corpus.records,
        digests=corpus.digests,
        on=on,
        draft=assemble(corpus.records, plan) if plan is not None else None,
        unreadable=corpus.unreadable,
    )


def check(corpus: Corpus, *, on: dt.date) -> Checked:
    """Judge all records, and every plan as it would be built on that day."""
    found: list[Finding] = list(judge(case_of(corpus, None, on)))
    ready: list[str] = []
    refused: list[str] = []
    for plan in corpus.records.of(BriefPlan):
        findings = judge(case_of(corpus, plan, on))
        found.extend(findings)
        stops = any(finding.severity is Severity.ERROR for finding in findings)
        (refused if stops else ready).append(plan.id)
    told = tuple(finding for finding in found if finding.severity is not Severity.NOTICE)
    return Checked(
        problems=corpus.problems,
        groups=group_findings(told, corpus.records),
        records=len(corpus.records),
        ready=tuple(ready),
        refused=tuple(refused),
    )
