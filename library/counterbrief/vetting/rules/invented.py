"""The real and the invented are never mixed, and what is invented says so in every record."""

from __future__ import annotations

from collections.abc import Iterator

from counterbrief.vetting.finding import Case, Finding


def invented(case: Case) -> Iterator[Finding]:
    """``invented-unmarked`` and ``invented-among-real``."""
    for record in case.judged():
        if record.invented == case.records.settings.invented:
            continue
        if record.invented:
            yield Finding(
                code="invented-among-real",
                record=record.id,
                path=("invented",),
                message="an invented record stands in a corpus of real ones",
                remedy="move it to a corpus whose corpus.yaml says 'invented: true', or take it out",
                cause=f"invented:{record.id}",
            )
        else:
            yield Finding(
                code="invented-unmarked",
                record=record.id,
                message="the corpus is invented and this record does not say so",
                remedy="add 'invented: true'",
                cause=f"invented:{record.id}",
            )
