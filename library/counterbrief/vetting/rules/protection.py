"""Nobody exposed: a person's protection holds whatever a consent allows (promise 6; Istanbul Protocol, risk beats consent)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from counterbrief.evidence.masking import Mask
from counterbrief.model import Basis, Known, Naming, Person, Records, Testimony
from counterbrief.model.draft import Draft, Item
from counterbrief.vetting.finding import Case, Finding, Severity
from counterbrief.vetting.told import told

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
                    yield from _judge(person, item.quote.testimony, item, case.draft)
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


def barred(person: Person, testimony: Testimony) -> tuple[str, str] | None:
    """(code, why) where a person's words may not be used at all, or None."""
    guard = person.protection
    if guard.naming is Naming.WITHHELD:
        return "protection-withheld", "the person is withheld"
    if guard.minor is Known.YES and testimony.consent.basis is not Basis.GUARDIAN:
        return "protection-minor", "the person is a minor without a guardian's consent and own assent"
    if guard.spoke_voluntarily is Known.NO:
        return "protection-involuntary", "the person did not speak of their own free choice"
    return None


def _judge(person: Person, testimony: Testimony, item: Item, draft: Draft) -> Iterator[Finding]:
    bar = barred(person, testimony)
    if bar is not None:
        yield _finding(draft, item, person, *bar)
    guard = person.protection
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
    for one in told(draft, records):
        for person_id, mask in guarded:
            if mask.hits(one.text):
                teller = f"statement {one.statement!r}" if one.statement else "the brief"
                yield Finding(
                    code="protection-detail",
                    record=draft.plan.id,
                    path=one.plan_path,
                    message=f"{teller} tells a detail that protects {person_id!r}",
                    remedy="take the detail out; it is listed under 'never_tell' of that person",
                    cause=f"protection-detail:{one.record}:{one.path}:{person_id}",
                    about=(person_id,),
                    statement=one.statement,
                )


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
