"""What the citations of a statement go back to, as people recorded it in the sources; and how many origins that makes.

Nothing is guessed here. A citation goes back to what is recorded for its passage, else to what its source says it has
from elsewhere, else to what somebody decided about the source. Where nobody decided, the origin is unknown.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

import attrs

from counterbrief.errors import CounterbriefError, NotFoundError
from counterbrief.evidence.folding import words
from counterbrief.evidence.lineage.origins import (
    Circumstances,
    Origins,
    Standing,
    circumstances,
    count_origins,
    derivations,
    reached,
    roots,
)
from counterbrief.model import (
    BriefPlan,
    Certainty,
    Citation,
    Excerpt,
    PropagandaClaim,
    Records,
    Source,
    Statement,
    Statistic,
    Testimony,
    Theme,
)
from counterbrief.model.references import standings


@attrs.frozen(kw_only=True, eq=False)
class Derivations:
    """What people recorded about where the sources of a corpus have what they say from.

    Attributes:
        sources: the sources by id
        derived_from: by id, the sources that a source retells; one that is its own origin has none, and one of which
            nobody decided is missing
        circumstances: how origins came about, as far as it is recorded
    """

    sources: Mapping[str, Source]
    derived_from: Mapping[str, tuple[str, ...]]
    circumstances: tuple[Circumstances, ...]

    @classmethod
    def of(cls, records: Records) -> Derivations:
        """The derivations of a corpus."""
        sources = records.of(Source)
        return cls(
            sources={source.id: source for source in sources},
            derived_from=derivations(sources),
            circumstances=tuple(
                Circumstances(
                    origin=one.origin,
                    interviewers=_folded(one.interviewers),
                    interpreters=_folded(one.interpreters),
                    events=_folded(one.events),
                )
                for one in circumstances(sources)
            ),
        )

    def standing(self, citation: Citation) -> Standing:
        """What a citation goes back to, and how surely; the first of these that holds.

        1. The citation records an ``origin``: that one, followed to what it was derived from in the end.
        2. It cites X as reported in Y: what X goes back to. Where Y is an origin of its own that ``reports_on`` X
           without resting on it, Y.
        3. Its source is derived from others, or is its own origin: what it goes back to in the end.
        4. Nobody decided: unknown.

        What goes back to several origins at once is unknown too: it does not tell from which of them this passage is.
        """
        start = self._start(citation)
        ends = roots(start, self.derived_from) if start is not None else ()
        certainty = citation.origin.certainty if citation.origin is not None else Certainty.STATED
        known = len(ends) == 1
        return Standing(
            id=f"{citation.read} {citation.locator}" if citation.locator is not None else citation.read,
            source=citation.read,
            origin=ends[0] if known else None,
            certainty=certainty if known else Certainty.UNKNOWN,
        )

    def origins(self, citations: Iterable[Citation]) -> Origins:
        """What citations go back to together: each stated origin once, however many sources retell it."""
        return count_origins(map(self.standing, citations), self.circumstances)

    def behind(self, citation: Citation) -> tuple[str, ...]:
        """Ids of the sources whose records decide what a citation goes back to, sorted."""
        start = self._start(citation)
        return tuple(sorted(reached(start, self.derived_from))) if start is not None else ()

    def _start(self, citation: Citation) -> str | None:
        """The source from which the derivations are followed; None where nobody decided on one."""
        if citation.origin is not None:
            return citation.origin.source
        if citation.reported_in is not None:
            teller = self.sources.get(citation.reported_in)
            witness = teller is not None and teller.own_origin and citation.source in teller.reports_on
            return citation.reported_in if witness else citation.source
        return citation.source if citation.source in self.derived_from else None


def _folded(names: Iterable[str]) -> frozenset[str]:
    """Names without what typing makes of them: two spellings of one person must not pass for two."""
    return frozenset(" ".join(words(name)) or name for name in names)


def origins(records: Records, statement_id: str, *, plan: str | None = None) -> Origins:
    """What a statement of a plan rests on: its sources, its stated origins, and beside them the inferred and unknown.

    ``statement_id`` names a statement as outputs name it: its id in the plan, ``<statement>.<value>`` for a value of a
    statistic, ``<part>-<testimony>-<excerpt>`` for a testimony that a section selects. Without ``plan`` it may also be
    the id of a record whose texts have citations, such as a testimony: those of all of them count together.

    Raises :class:`~counterbrief.errors.NotFoundError` where there is no such plan or statement, and
    :class:`~counterbrief.errors.CounterbriefError` where statements of several plans have the id and rest on different
    evidence.
    """
    plans = records.of(BriefPlan)
    if plan is not None and plan not in {one.id for one in plans}:
        raise _unknown("plan", plan, [one.id for one in plans])
    recorded = Derivations.of(records)
    found: dict[str, Origins] = {}
    for one in plans:
        cites = dict(_statements(records, one)) if plan in (None, one.id) else {}
        if statement_id in cites:
            found[one.id] = recorded.origins(cites[statement_id])
    if not found:
        record = records.find(statement_id) if plan is None else None
        texts = list(standings(record)) if record is not None else []
        if not texts:
            known = [id_ for one in plans if plan in (None, one.id) for id_, _ in _statements(records, one)]
            raise _unknown("statement", statement_id, known)
        return recorded.origins(citation for _, cites_of_text, _ in texts for citation in cites_of_text)
    first, *others = found.values()
    if any(other != first for other in others):
        raise CounterbriefError(
            f"several plans have a statement {statement_id!r}, and they rest on different evidence",
            hint=f"name the plan: {', '.join(found)}",
        )
    return first


def _statements(records: Records, plan: BriefPlan) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """The statements of a plan, with what they cite, under the ids that outputs give them."""
    for section in plan.sections:
        for statement in section.statements:
            yield statement.id, _cites(records, statement)
            statistic = records.get(Statistic, statement.statistic) if statement.statistic is not None else None
            if statistic is not None:
                yield from ((f"{statement.id}.{value.id}", value.cites) for value in statistic.values)
        if section.select is not None:
            for testimony in records.of(Testimony):
                for excerpt in testimony.excerpts:
                    yield f"{section.part.value}-{testimony.id}-{excerpt.id}", excerpt.cites


def _cites(records: Records, statement: Statement) -> tuple[Citation, ...]:
    """What a statement stands on: its own citations, or those of the record that it shows."""
    shown = statement.testimony or statement.statistic or statement.theme or statement.claim
    match records.find(shown) if shown is not None else None:
        case Testimony() as testimony:
            excerpt = _excerpt(testimony, statement.excerpt)
            return excerpt.cites if excerpt is not None else ()
        case Statistic() as statistic:
            return tuple(citation for value in statistic.values for citation in value.cites)
        case Theme() as theme:
            return theme.summary.cites
        case PropagandaClaim() as claim:
            return claim.paraphrase.cites
    return statement.cites


def _excerpt(testimony: Testimony, excerpt_id: str | None) -> Excerpt | None:
    if excerpt_id is not None:
        return testimony.excerpt(excerpt_id)
    return testimony.excerpts[0] if len(testimony.excerpts) == 1 else None


def _unknown(kind: str, name: str, known: Iterable[str]) -> NotFoundError:
    near = difflib.get_close_matches(name, sorted(set(known)), n=3, cutoff=0.5)
    return NotFoundError(
        f"there is no {kind} {name!r}", hint=f"did you mean {' or '.join(map(repr, near))}?" if near else None
    )
