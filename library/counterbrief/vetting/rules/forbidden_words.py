"""What consent or protection forbids is not told in other words' clothes either: as evidence text, summary or title (promise 5)."""

from __future__ import annotations

from collections.abc import Iterator

from counterbrief.evidence import words
from counterbrief.evidence.own_words import RUN
from counterbrief.model import Person, Testimony
from counterbrief.vetting.finding import Case, Finding
from counterbrief.vetting.rules.consent import forbids
from counterbrief.vetting.rules.protection import barred
from counterbrief.vetting.told import told

#: An excerpt of fewer words is too short to be known again.
_SHORTEST = 3


def forbidden_words(case: Case) -> Iterator[Finding]:
    """``consent-words``: a text prints words of a testimony that the brief may not use."""
    if case.draft is None:
        return
    forbidden = tuple(testimony for testimony in case.records.of(Testimony) if _is_forbidden(testimony, case))
    if not forbidden:
        return
    quoted = {(item.id, item.quote.testimony.id) for item in case.draft.items if item.quote is not None}
    for one in told(case.draft, case.records):
        folded = words(one.text)
        for testimony in forbidden:
            if (one.statement, testimony.id) not in quoted and _tells(folded, testimony):
                yield Finding(
                    code="consent-words",
                    record=case.draft.plan.id,
                    path=one.plan_path,
                    message=f"a text prints words of testimony {testimony.id!r}, which this brief may not use",
                    remedy="take the words out",
                    cause=f"consent-words:{one.record}:{one.path}:{testimony.id}",
                    about=(testimony.id,),
                    statement=one.statement,
                )


def _is_forbidden(testimony: Testimony, case: Case) -> bool:
    if not testimony.excerpts:
        return False
    people = (case.records.get(Person, one) for one in (testimony.speaker, testimony.subject))
    return forbids(testimony, case) or any(person is not None and barred(person, testimony) for person in people)


def _tells(folded: tuple[str, ...], testimony: Testimony) -> bool:
    for excerpt in testimony.excerpts:
        for text in (excerpt.quotation, excerpt.original or ""):
            excerpt_words = words(text)
            length = min(RUN, len(excerpt_words))
            if length < _SHORTEST:
                continue
            runs = {excerpt_words[start : start + length] for start in range(len(excerpt_words) - length + 1)}
            if any(folded[start : start + length] in runs for start in range(len(folded) - length + 1)):
                return True
    return False
