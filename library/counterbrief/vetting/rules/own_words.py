"""The editors' own words carry no figure, no quotation marks and no words of an excerpt: those need a source (promise 1)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from counterbrief.evidence import faults_of_own_words
from counterbrief.model import BriefPlan, Testimony, Voice
from counterbrief.model.draft import Path
from counterbrief.vetting.finding import Case, Finding


def own_words(case: Case) -> Iterator[Finding]:
    """``own-words``: text of a plan that only evidence may carry."""
    if case.draft is None:
        return
    plan = case.draft.plan
    excerpts = [
        words
        for testimony in case.records.of(Testimony)
        for excerpt in testimony.excerpts
        for words in (excerpt.quotation, excerpt.original)
        if words is not None
    ]
    for path, statement, text in _texts(plan):
        faults = faults_of_own_words(text, excerpts)
        if faults:
            yield Finding(
                code="own-words",
                record=plan.id,
                path=path,
                message=f"the editors' own words carry {' and '.join(faults)}, which only evidence with a citation may",
                remedy="say it without, or make it evidence: 'voice: evidence' with 'cites'",
                cause=f"own-words:{plan.id}:{path}",
                statement=statement,
            )


def _texts(plan: BriefPlan) -> Iterator[tuple[Path, str, str]]:
    """(path, statement id or empty, text) of everything in a plan that the editors say themselves."""
    for name in ("title", "description", "publisher", "naming_decision"):
        text = getattr(plan, name)
        if text is not None:
            yield (name,), "", text
    if plan.gammma is not None:
        for field in attrs.fields(type(plan.gammma)):
            text = getattr(plan.gammma, field.name)
            if text is not None:
                yield ("gammma", field.name), "", text
    for number, section in enumerate(plan.sections):
        if section.heading is not None:
            yield ("sections", number, "heading"), "", section.heading
        for place, statement in enumerate(section.statements):
            if statement.voice is Voice.EDITOR and statement.text is not None:
                yield ("sections", number, "statements", place, "text"), statement.id, statement.text
