"""Words without a source carry no figure, no quotation marks and no words of an excerpt: those need a source (promise 1)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from counterbrief.evidence import faults_of_own_words
from counterbrief.model import Records, Testimony, Voice
from counterbrief.model.draft import Draft, Path
from counterbrief.vetting.finding import Case, Finding
from counterbrief.vetting.told import told


def own_words(case: Case) -> Iterator[Finding]:
    """``own-words``: text that only evidence may carry, wherever it is written."""
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
    for record, path, statement, text in _texts(case.draft, case.records):
        faults = faults_of_own_words(text, excerpts)
        if faults:
            yield Finding(
                code="own-words",
                record=record,
                path=path,
                message=f"words without a source carry {' and '.join(faults)}, which only evidence with a citation may",
                remedy="say it without, or make it evidence: 'voice: evidence' with 'cites'",
                cause=f"own-words:{record}:{path}",
                statement=statement if record == plan.id else "",
            )


def _texts(draft: Draft, records: Records) -> Iterator[tuple[str, Path, str, str]]:
    """(record, path, statement id or empty, text) of everything for which no source answers."""
    for one in told(draft, records):
        if one.own:
            yield one.record, one.path, one.statement, one.text
    plan = draft.plan
    if plan.gammma is not None:
        for field in attrs.fields(type(plan.gammma)):
            text = getattr(plan.gammma, field.name)
            if text is not None:
                yield plan.id, ("gammma", field.name), "", text
    for item in draft.items:
        if item.voice is Voice.EDITOR and item.text is not None:
            yield plan.id, (*item.path, "text"), item.id, item.text
