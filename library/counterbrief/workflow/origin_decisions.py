"""Decisions about origins: a person records what a source retells, what it tells of, or that it is its own origin."""

from __future__ import annotations

import enum
from collections.abc import Iterator

import attrs

from counterbrief.codec import digest
from counterbrief.errors import ConflictError
from counterbrief.evidence.lineage.origins import reached
from counterbrief.model import Approval, Source
from counterbrief.workflow.corpus import Corpus


class Decision(enum.StrEnum):
    """What a person decides about a source. The first two are about another one as well."""

    DERIVED_FROM = "derived_from"  #: it retells the other: both are one origin
    REPORTS_ON = "reports_on"  #: it tells of the other without resting on it
    OWN_ORIGIN = "own_origin"  #: what it says goes back to nothing but itself


@attrs.frozen(kw_only=True)
class Decided:
    """What became of a decision.

    Attributes:
        corpus: the corpus with it
        source: the source as it is now
        changed: false where that was recorded already
        voided: ids of the approvals of the source that held and do not any more, sorted
    """

    corpus: Corpus
    source: Source
    changed: bool
    voided: tuple[str, ...]


def decide(corpus: Corpus, one: str, other: str | None, kind: Decision) -> Decided:
    """Record a person's decision about the source ``one``: what it is derived from, what it reports on, or its own origin.

    ``other`` is the source on the other side; None for an own origin. The source's record changes, which voids its
    approvals: a decision about origins is vetted like everything else.

    Raises NotFoundError for an unknown source, ValueError where ``other`` does not fit ``kind``, and ConflictError where
    the decision contradicts one on record or leads in a circle; that one has to be taken out of the file first.
    """
    if (other is None) != (kind is Decision.OWN_ORIGIN):
        raise ValueError("an own origin is decided of one source, everything else of two")
    source = corpus.get(Source, one)
    if other is not None:
        corpus.get(Source, other)
    against = next(_against(corpus, source, other, kind), None)
    if against is not None:
        message, hint = against
        raise ConflictError(message, where=corpus.place(one), hint=hint)
    after = _with(source, other, kind)
    if after == source:
        return Decided(corpus=corpus, source=source, changed=False, voided=())
    before = digest(source)
    voided = [each.id for each in corpus.records.of(Approval) if each.record == one and each.sha256 == before]
    return Decided(corpus=corpus.put(after), source=after, changed=True, voided=tuple(sorted(voided)))


def _with(source: Source, other: str | None, kind: Decision) -> Source:
    if other is None:
        return attrs.evolve(source, own_origin=True)
    if kind is Decision.DERIVED_FROM:
        return attrs.evolve(source, derived_from=tuple(dict.fromkeys((*source.derived_from, other))))
    return attrs.evolve(source, reports_on=tuple(dict.fromkeys((*source.reports_on, other))))


def _against(corpus: Corpus, source: Source, other: str | None, kind: Decision) -> Iterator[tuple[str, str]]:
    """What stands against a decision: message and hint."""
    one = source.id
    if other is None:
        if source.derived_from:
            names = ", ".join(source.derived_from)
            yield f"{one} is derived from {names} and so is no origin of its own", "take out 'derived_from' first"
        return
    if other == one:
        yield (
            f"{one} cannot retell or report on itself",
            "name another source, or record that it is an origin of its own",
        )
    if kind is Decision.REPORTS_ON:
        if other in source.derived_from:
            yield f"{one} is derived from {other}, and so rests on it", "take it out of 'derived_from' first"
        return
    if other in source.reports_on:
        yield f"{one} reports on {other} without resting on it", "take it out of 'reports_on' first"
    if source.own_origin:
        yield f"{one} is an origin of its own", "take out 'own_origin' first"
    if one in reached(other, {each.id: each.derived_from for each in corpus.records.of(Source)}):
        yield f"{other} goes back to {one} already, so {one} cannot be derived from it", "decide who had it first"
