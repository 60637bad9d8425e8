"""Nobody exposed: a person's protection holds whatever a consent allows (promise 6; Istanbul Protocol, risk beats consent)."""

from __future__ import annotations

from collections.abc import Iterator

from counterbrief.evidence import shares_run, words
from counterbrief.model import Basis, Known, Naming, Person
from counterbrief.model.draft import Draft, Item
from counterbrief.vetting.finding import Case, Finding, Severity


def protection(case: Case) -> Iterator[Finding]:
    """``protection-withheld``, ``-minor``, ``-involuntary``, ``-detail`` (errors) and ``-custody`` (a warning)."""
    if case.draft is None:
        return
    for item in case.draft.items:
        if item.quote is not None:
            for person_id in dict.fromkeys((item.quote.testimony.speaker, item.quote.testimony.subject)):
                person = case.records.get(Person, person_id)
                if person is not None:
                    yield from _judge(person, item, case.draft)
    yield from _details(case.draft, case)


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


def _details(draft: Draft, case: Case) -> Iterator[Finding]:
    """What must never be told is told by no text of the brief. The finding names the person's id, never the detail."""
    guarded = [
        (person.id, words(detail)) for person in case.records.of(Person) for detail in person.protection.never_tell
    ]
    if not guarded:
        return
    for item in draft.items:
        told = words(_told(item, draft))
        for person_id, detail in guarded:
            if detail and shares_run(detail, told, len(detail)):
                yield Finding(
                    code="protection-detail",
                    record=draft.plan.id,
                    path=item.path,
                    message=f"statement {item.id!r} tells a detail that protects {person_id!r}",
                    remedy="take the detail out; it is listed under 'never_tell' of that person",
                    cause=f"protection-detail:{item.id}:{person_id}",
                    about=(person_id,),
                    statement=item.id,
                )


def _told(item: Item, draft: Draft) -> str:
    """Every word of an item that an output would print."""
    told = [item.text or ""]
    if item.quote is not None:
        speaker, excerpt = item.quote.speaker, item.quote.excerpt
        told += [excerpt.quotation, excerpt.original or "", speaker.name or ""]
        told += [speaker.role.best(draft.plan.language) or ""]
        told += [(speaker.origin.best(draft.plan.language) or "") if speaker.origin else ""]
    for value in item.values:
        told += [value.label, value.value.as_printed, value.counted, value.population or "", value.period or ""]
    return "\n".join(told)


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
