"""Everything that an output of a brief prints, with where it is written: what rules about words have to look at."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from counterbrief.model import Approval, BriefPlan, LocalText, Records, Source, TeamMember
from counterbrief.model.draft import Draft, Item, Path, named_sources

#: Stands for ``corpus.yaml`` where a finding names the record that it is about.
SETTINGS = "corpus"


@attrs.frozen(kw_only=True)
class Told:
    """One text that an output prints.

    Attributes:
        text: what it says
        record: id of the record in which it is written; ``corpus`` for the settings
        path: where in that record
        plan_path: where the plan brings it in
        statement: id of the statement that shows it; empty where none does
        own: whether no source answers for it: titles, headings, notices, roles, remarks
    """

    text: str
    record: str
    path: Path
    plan_path: Path = ()
    statement: str = ""
    own: bool = False


def told(draft: Draft, records: Records) -> Iterator[Told]:
    """Everything that a brief of this draft prints."""
    yield from _of_plan(draft, draft.plan)
    yield from _of_corpus(draft, records)
    for item in draft.items:
        yield from _of_item(item, draft.plan)
        for source_id in named_sources(item, records):
            source = records.get(Source, source_id)
            if source is not None:
                for path, text, own in _of_source(source, draft.plan):
                    yield Told(text=text, record=source.id, path=path, plan_path=item.path, statement=item.id, own=own)


def _of_plan(draft: Draft, plan: BriefPlan) -> Iterator[Told]:
    for name in ("title", "description", "publisher", "naming_decision"):
        text = getattr(plan, name)
        if text is not None:
            yield Told(text=text, record=plan.id, path=(name,), plan_path=(name,), own=True)
    for section in draft.sections:
        if section.heading is not None:
            path: Path = (*section.path, "heading")
            yield Told(text=section.heading, record=plan.id, path=path, plan_path=path, own=True)


def _of_corpus(draft: Draft, records: Records) -> Iterator[Told]:
    """The corpus's notice, and the roles and names of those who approved."""
    for tag, text in (records.settings.notice or {}).items():
        yield Told(text=text, record=SETTINGS, path=("notice", tag), own=True)
    approvers = {one.written_by for one in records.of(Approval) if one.record in draft.uses}
    for member in records.of(TeamMember):
        if member.id in approvers:
            for tag, text in member.role.items():
                yield Told(text=text, record=member.id, path=("role", tag), own=True)
            if member.name is not None and member.agrees_to_be_named:
                yield Told(text=member.name, record=member.id, path=("name",), own=True)


def _of_item(item: Item, plan: BriefPlan) -> Iterator[Told]:
    def say(text: str | None, *, own: bool = False, record: str = plan.id, path: Path = item.path) -> Iterator[Told]:
        if text:
            yield Told(text=text, record=record, path=path, plan_path=item.path, statement=item.id, own=own)

    yield from say(item.id.replace("-", " "))
    yield from say(item.text)
    if item.quote is not None:
        speaker, excerpt = item.quote.speaker, item.quote.excerpt
        for text in (excerpt.quotation, excerpt.original, excerpt.translator, speaker.name):
            yield from say(text)
        yield from say(_local(speaker.role, plan), own=True, record=speaker.id, path=("role",))
        yield from say(_local(speaker.origin, plan), own=True, record=speaker.id, path=("origin",))
    for value in item.values:
        for text in (value.label, value.value.as_printed, value.counted, value.population, value.period, value.caution):
            yield from say(text)
    for citation in item.citations:
        yield from say(citation.locator.value if citation.locator is not None else None)


def _of_source(source: Source, plan: BriefPlan) -> Iterator[tuple[Path, str, bool]]:
    """(path, text, whether no source answers for it)."""
    for name in (
        *("title", "title_short", "container_title", "publisher", "publisher_place", "genre", "medium"),
        *("number", "page", "url", "archive", "archive_location"),
    ):
        text = getattr(source, name)
        if text:
            yield (name,), text, False
    for place, author in enumerate(source.author):
        yield ("author", place), " ".join(one for one in (author.given, author.family, author.literal) if one), False
    for name in ("reliability_reason", "remarks"):
        text = _local(getattr(source, name), plan)
        if text:
            yield (name,), text, True


def _local(text: LocalText | None, plan: BriefPlan) -> str | None:
    return text.best(plan.language) if text is not None else None
