"""Which records a record refers to, and where in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import attrs

from counterbrief.model.approvals import Approval
from counterbrief.model.captures import Capture
from counterbrief.model.claims import PropagandaClaim
from counterbrief.model.draft import Path
from counterbrief.model.judgements import Judgement
from counterbrief.model.people import Person, TeamMember
from counterbrief.model.plans import BriefPlan, Voice
from counterbrief.model.record import Record
from counterbrief.model.sources import Source
from counterbrief.model.statistics import Statistic
from counterbrief.model.testimonies import Testimony
from counterbrief.model.text import Citation, CitedText
from counterbrief.model.themes import Theme


@attrs.frozen(kw_only=True)
class Reference:
    """One id that a record names.

    Attributes:
        path: where it names it
        target: the id
        type: the type that the record of that id must have
    """

    path: Path
    target: str
    type: type[Record]


#: Text with its citations: the path of the text, its citations, and the path of those.
Standing: TypeAlias = tuple[Path, tuple[Citation, ...], Path]


def references(record: Record) -> Iterator[Reference]:
    """Every id that a record names, in the order of its fields."""
    yield Reference(path=("written_by",), target=record.written_by, type=TeamMember)
    match record:
        case Testimony():
            yield Reference(path=("speaker",), target=record.speaker, type=Person)
            yield Reference(path=("subject",), target=record.subject, type=Person)
            yield from _each(record.relayed_by, ("relayed_by",), Source)
            yield from _each(record.themes, ("themes",), Theme)
        case Theme():
            yield from _one(record.parent, ("parent",), Theme)
            yield from _each(record.answers, ("answers",), PropagandaClaim)
        case BriefPlan():
            yield from _of_plan(record)
        case _:
            yield from _of_custody(record)
    for _, cites, path in standings(record):
        for place, citation in enumerate(cites):
            yield from _of_citation(citation, (*path, place))


def _of_custody(record: Record) -> Iterator[Reference]:
    """What sources, captures, judgements and approvals name."""
    match record:
        case Approval():
            yield from _one(record.record, ("record",), Record)
        case Capture():
            yield from _one(record.source, ("source",), Source)
            yield from _one(record.captured_by, ("captured_by",), TeamMember)
        case Source():
            yield from _each(record.reported_in, ("reported_in",), Source)
            yield from _each(record.derived_from, ("derived_from",), Source)
            yield from _each(record.reports_on, ("reports_on",), Source)
        case Judgement():
            yield from _one(record.testimony, ("testimony",), Testimony)
            yield from _one(record.capture, ("capture",), Capture)
            yield from _one(record.accepted_by, ("accepted_by",), TeamMember)


def _of_citation(citation: Citation, path: Path) -> Iterator[Reference]:
    yield from _one(citation.source, (*path, "source"), Source)
    yield from _one(citation.reported_in, (*path, "reported_in"), Source)
    if citation.origin is not None:
        yield from _one(citation.origin.source, (*path, "origin", "source"), Source)


def _one(target: str | None, path: Path, kind: type[Record]) -> Iterator[Reference]:
    if target is not None:
        yield Reference(path=path, target=target, type=kind)


def standings(record: Record) -> Iterator[Standing]:
    """Every text of a record that must stand on citations; the editors' own words in a plan need none."""
    match record:
        case Testimony():
            yield from _cited(record.summary, ("summary",))
            yield from _all_cited(record.why_joined, "why_joined")
            yield from _all_cited(record.why_left, "why_left")
            for place, excerpt in enumerate(record.excerpts):
                yield ("excerpts", place), excerpt.cites, ("excerpts", place, "cites")
        case Theme():
            yield from _cited(record.summary, ("summary",))
            yield from _all_cited(record.caveats, "caveats")
        case PropagandaClaim():
            yield from _cited(record.paraphrase, ("paraphrase",))
            if record.why_it_appealed is not None:
                yield from _cited(record.why_it_appealed, ("why_it_appealed",))
        case Statistic():
            for place, value in enumerate(record.values):
                yield ("values", place), value.cites, ("values", place, "cites")
        case BriefPlan():
            yield from _evidence_of_plan(record)


def _evidence_of_plan(plan: BriefPlan) -> Iterator[Standing]:
    for number, section in enumerate(plan.sections):
        for place, statement in enumerate(section.statements):
            if statement.text is not None and statement.voice is Voice.EVIDENCE:
                path: Path = ("sections", number, "statements", place)
                yield path, statement.cites, (*path, "cites")


def _all_cited(texts: tuple[CitedText, ...], field: str) -> Iterator[Standing]:
    for place, text in enumerate(texts):
        yield from _cited(text, (field, place))


def _cited(text: CitedText, path: Path) -> Iterator[Standing]:
    yield path, text.cites, (*path, "cites")


def _each(ids: tuple[str, ...], path: Path, kind: type[Record]) -> Iterator[Reference]:
    for place, target in enumerate(ids):
        yield Reference(path=(*path, place), target=target, type=kind)


def _of_plan(plan: BriefPlan) -> Iterator[Reference]:
    yield from _one(plan.claim, ("claim",), PropagandaClaim)
    for number, section in enumerate(plan.sections):
        path: Path = ("sections", number)
        for place, statement in enumerate(section.statements):
            for name, kind in _STATEMENT_SHOWS.items():
                yield from _one(getattr(statement, name), (*path, "statements", place, name), kind)
            for number_of, use in enumerate(statement.figures):
                at: Path = (*path, "statements", place, "figures", number_of, "statistic")
                yield Reference(path=at, target=use.statistic, type=Statistic)
        if section.select is not None:
            yield from _each(section.select.themes, (*path, "select", "themes"), Theme)
            yield from _each(section.select.claims, (*path, "select", "claims"), PropagandaClaim)
            yield from _each(section.select.testimonies, (*path, "select", "testimonies"), Testimony)


_STATEMENT_SHOWS: dict[str, type[Record]] = {
    "testimony": Testimony,
    "statistic": Statistic,
    "theme": Theme,
    "claim": PropagandaClaim,
}
