"""Cited or absent: every text of the corpus stands on a source and names where in it (promise 1)."""

from __future__ import annotations

from collections.abc import Iterator

from counterbrief.model import Citation, Record, Source
from counterbrief.model.draft import Path
from counterbrief.model.references import standings
from counterbrief.vetting.finding import Case, Finding


def citations(case: Case) -> Iterator[Finding]:
    """``citation-missing``, ``locator-missing`` and ``secondary-citation``."""
    for record in case.judged():
        for path, cites, at in standings(record):
            if not cites:
                yield Finding(
                    code="citation-missing",
                    record=record.id,
                    path=path,
                    message=f"{_told(path)} cites no source",
                    remedy="add 'cites' with a source and a locator, or take the text out",
                    cause=f"citation:{record.id}:{path}",
                )
            for place, citation in enumerate(cites):
                yield from _judge(record, citation, (*at, place), case)


def _judge(record: Record, citation: Citation, path: Path, case: Case) -> Iterator[Finding]:
    if citation.locator is None:
        yield Finding(
            code="locator-missing",
            record=record.id,
            path=path,
            message=f"the citation of {citation.source!r} does not say where in it",
            remedy="add a 'locator', such as 'paragraph 8' or 'page 12'",
            cause=f"locator:{record.id}:{path}",
        )
    source = case.records.get(Source, citation.source)
    if source is None:
        return
    if source.reported_in and citation.reported_in is None:
        yield Finding(
            code="secondary-citation",
            record=record.id,
            path=path,
            message=f"{citation.source!r} was not seen itself, so it cannot be cited alone",
            remedy=f"add 'reported_in' with the source that was read: {', '.join(source.reported_in)}",
            cause=f"secondary:{record.id}:{path}",
            about=(source.id,),
        )
    if citation.reported_in is not None and citation.reported_in not in source.reported_in:
        yield Finding(
            code="secondary-citation",
            record=record.id,
            path=(*path, "reported_in"),
            message=f"{citation.source!r} is not recorded as reported in {citation.reported_in!r}",
            remedy=f"cite what was read, or add {citation.reported_in!r} to 'reported_in' of {citation.source!r}",
            cause=f"secondary:{record.id}:{path}",
            about=(source.id,),
        )


def _told(path: Path) -> str:
    """A path in words: ``excerpts 2``."""
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in path)
