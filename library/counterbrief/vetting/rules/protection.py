"""Nobody exposed: a person's protection holds whatever a consent allows (promise 6; Istanbul Protocol, risk beats consent)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from counterbrief.evidence.masking import Mask
from counterbrief.model import Basis, BriefPlan, Known, Naming, Person, Records, Source, Testimony
from counterbrief.model.draft import Draft, Item, Path
from counterbrief.vetting.finding import Case, Finding, Severity

#: Ids of protected persons, each with the mask of what must never be told of them.
Guarded: TypeAlias = "tuple[tuple[str, Mask], ...]"


def protection(case: Case) -> Iterator[Finding]:
    """``protection-withheld``, ``-minor``, ``-involuntary``, ``-detail``, ``-selector`` (errors) and ``-custody`` (a warning)."""
    guarded = tuple(
        (person.id, Mask(person.protection.never_tell))
        for person in case.records.of(Person)
        if person.protection.never_tell
    )
    for record in case.judged():
        if isinstance(record, Testimony):
            yield from _selectors(record, guarded)
    if case.draft is None:
        return
    for item in case.draft.items:
        if item.quote is not None:
            for person_id in dict.fromkeys((item.quote.testimony.speaker, item.quote.testimony.subject)):
                person = case.records.get(Person, person_id)
                if person is not None:
                    yield from _judge(person, item, case.draft)
    yield from _details(case.draft, case.records, guarded)


def _selectors(testimony: Testimony, guarded: Guarded) -> Iterator[Finding]:
    """What stands around a quotation in its capture may name whom the corpus protects: it is not kept then."""
    for place, excerpt in enumerate(testimony.excerpts):
        told = excerpt.selector
        for person_id, mask in guarded if told is not None else ():
            if told is not None and mask.hits(f"{told.prefix}{told.exact}{told.suffix}"):
                yield Finding(
                    code="protection-selector",
                    record=testimony.id,
                    path=("excerpts", place, "selector"),
                    message=f"the selector of excerpt {excerpt.id!r} tells a detail that protects {person_id!r}",
                    remedy="shorten it or leave it out; its judgement keeps the position and the hash",
                    cause=f"protection-selector:{testimony.id}:{excerpt.id}",
                    about=(person_id,),
                )


def _judge(person: Person, item: Item, draft: Draft) -> Iterator[Finding]:
    guard = person.protection
    if guard.naming is Naming.WITHHELD:
        yield _finding(draft, item, person, "protection-withheld", "the person is withheld")
    consented = item.quote is not None and item.quote.testimony.consent.basis is Basis.GUARDIAN
    if guard.minor is Known.YES and not consented:
        yield _finding(
            draft, item, person, "protection-minor", "the person is a minor without a guardian's consent and own assent"
        )
    if guard.spoke_voluntarily is Known.NO:
        yield _finding(
            draft, item, person, "protection-involuntary", "the person did not speak of their own free choice"
        )
    if guard.in_custody is Known.YES or guard.facing_charges is Known.YES:
        yield _finding(
            draft,
            item,
            person,
            "protection-custody",
            "the person was in custody or faces charges, and is no ordinary speaker",
            severity=Severity.WARNING,
        )


def _details(draft: Draft, records: Records, guarded: Guarded) -> Iterator[Finding]:
    """What must never be told is told by no text of the brief. The finding names the person's id, never the detail."""
    if not guarded:
        return
    for path, statement, told, text in _told(draft, records):
        for person_id, mask in guarded:
            if mask.hits(text):
                yield Finding(
                    code="protection-detail",
                    record=draft.plan.id,
                    path=path,
                    message=f"{f'statement {statement!r}' if statement else 'the brief'} tells a detail that protects "
                    f"{person_id!r}",
                    remedy="take the detail out; it is listed under 'never_tell' of that person",
                    cause=f"protection-detail:{told}:{person_id}",
                    about=(person_id,),
                    statement=statement,
                )


def _told(draft: Draft, records: Records) -> Iterator[tuple[Path, str, str, str]]:
    """(path in the plan, statement id or empty, what tells it, text) of everything that an output would print."""
    plan = draft.plan
    for name in ("title", "description", "publisher", "naming_decision"):
        yield (name,), "", name, getattr(plan, name) or ""
    for section in draft.sections:
        yield (*section.path, "heading"), "", str(section.path), section.heading or ""
    for item in draft.items:
        yield item.path, item.id, item.id, "\n".join(text for text in _of_item(item, plan) if text)
        for source_id in dict.fromkeys(one for cite in item.citations for one in (cite.source, cite.read)):
            source = records.get(Source, source_id)
            if source is not None:
                text = "\n".join(text for text in _of_source(source, plan) if text)
                yield item.path, item.id, source_id, text


def _of_item(item: Item, plan: BriefPlan) -> Iterator[str | None]:
    yield item.text
    if item.quote is not None:
        speaker, excerpt = item.quote.speaker, item.quote.excerpt
        yield from (excerpt.quotation, excerpt.original, excerpt.translator, speaker.name)
        yield from (text.best(plan.language) for text in (speaker.role, speaker.origin) if text is not None)
    for value in item.values:
        yield from (value.label, value.value.as_printed, value.counted, value.population, value.period, value.caution)


def _of_source(source: Source, plan: BriefPlan) -> Iterator[str | None]:
    yield from (source.title, source.title_short, source.container_title, source.publisher, source.publisher_place)
    yield from (source.genre, source.medium, source.url, source.archive, source.archive_location)
    for name in source.author:
        yield " ".join(part for part in (name.given, name.family, name.literal) if part)
    yield from (text.best(plan.language) for text in (source.reliability_reason, source.remarks) if text is not None)


def _finding(
    draft: Draft, item: Item, person: Person, code: str, what: str, *, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        record=draft.plan.id,
        path=item.path,
        message=f"statement {item.id!r} uses words of {person.id!r}: {what}",
        remedy="take the statement out of the plan",
        cause=f"{code}:{person.id}",
        about=(person.id,),
        statement=item.id if severity is Severity.ERROR else "",
    )
