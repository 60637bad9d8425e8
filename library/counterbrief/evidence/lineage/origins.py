"""Where evidence goes back to, and how many independent origins a statement has.

Five pages that retell one study are one origin. Only an origin that is stated counts; what is inferred or unknown is
shown beside the count. Independence is what grade 1 of the Admiralty code asks for (NATO AJP-2.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from counterbrief.model.sources import Source
from counterbrief.model.text import Certainty


@attrs.frozen(kw_only=True)
class Standing:
    """One piece of evidence for a statement.

    Attributes:
        id: names the evidence, such as the id of an excerpt
        source: id of the source in which it was read
        origin: id of what it goes back to (a source that was never derived from another); None where that is unknown
        certainty: how surely
    """

    id: str
    source: str
    origin: str | None
    certainty: Certainty = attrs.field()

    @certainty.validator
    def _fits(self, _attribute: object, value: Certainty) -> None:
        if (self.origin is None) != (value is Certainty.UNKNOWN):
            raise ValueError("an origin that is stated or inferred is named, and one that is unknown is not")


@attrs.frozen(kw_only=True)
class Circumstances:
    """How an origin came about. Two origins that share any of it are not independent of each other.

    Attributes:
        origin: id of the origin
        interviewers: ids or names of those who asked
        interpreters: ids or names of those who translated on the spot
        events: ids or names of occasions: one press conference, one video shoot
    """

    origin: str
    interviewers: frozenset[str] = frozenset()
    interpreters: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()


@attrs.frozen(kw_only=True)
class CountedOrigin:
    """One independent origin: usually one id, several where shared circumstances join them.

    Attributes:
        ids: the origins that are joined, sorted
        joined_by: what joins them, in words, sorted; empty for one alone
        sources: ids of the sources in which evidence from it was read, sorted
        evidence: ids of that evidence, sorted
    """

    ids: tuple[str, ...]
    joined_by: tuple[str, ...] = ()
    sources: tuple[str, ...]
    evidence: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Origins:
    """What a statement rests on.

    Attributes:
        sources: ids of all sources in which its evidence was read, sorted
        stated: the origins that count
        inferred: origins to which something points and that no evidence states; they do not count
        unknown: the evidence whose origin nobody states; it does not count
    """

    sources: tuple[str, ...]
    stated: tuple[CountedOrigin, ...]
    inferred: tuple[CountedOrigin, ...]
    unknown: tuple[Standing, ...]

    @property
    def counted(self) -> int:
        """How many independent origins are stated."""
        return len(self.stated)

    def __str__(self) -> str:
        """Such as ``5 sources, 1 stated origin; beside it 1 inferred origin and 2 pieces of unknown origin``."""
        words = f"{_many(len(self.sources), 'source')}, {_many(self.counted, 'stated origin')}"
        beside = [_many(len(self.inferred), "inferred origin")] if self.inferred else []
        beside += [_many(len(self.unknown), "piece") + " of unknown origin"] if self.unknown else []
        return f"{words}; beside it {' and '.join(beside)}" if beside else words


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def count_origins(evidence: Iterable[Standing], shared: Iterable[Circumstances] = ()) -> Origins:
    """Count the origins of a statement's evidence: each stated one once, however many sources retell it.

    An origin that shares an interviewer, an interpreter or an event with another is one with it, also by way of a
    third; and what is joined to a stated origin is not told as an inferred one.
    """
    pieces = sorted(set(evidence), key=lambda piece: (piece.id, piece.source, piece.origin or ""))
    groups = _joined(sorted({piece.origin for piece in pieces if piece.origin is not None}), shared)
    stated: list[CountedOrigin] = []
    inferred: list[CountedOrigin] = []
    for ids, joined_by in groups:
        of_group = [piece for piece in pieces if piece.origin in ids]
        sure = [piece for piece in of_group if piece.certainty is Certainty.STATED]
        origin = CountedOrigin(
            ids=ids,
            joined_by=joined_by,
            sources=tuple(sorted({piece.source for piece in of_group})),
            evidence=tuple(sorted({piece.id for piece in of_group})),
        )
        (stated if sure else inferred).append(origin)
    return Origins(
        sources=tuple(sorted({piece.source for piece in pieces})),
        stated=tuple(stated),
        inferred=tuple(inferred),
        unknown=tuple(piece for piece in pieces if piece.certainty is Certainty.UNKNOWN),
    )


def _joined(origins: list[str], shared: Iterable[Circumstances]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The origins in groups of what shares circumstances, each with what joins it; sorted.

    Circumstances of origins that are not among the evidence join too: two interviews of one event may be linked by
    the event's own record.
    """
    holders: dict[str, set[str]] = {}
    for each in shared:
        for label, names in (
            ("interviewer", each.interviewers),
            ("interpreter", each.interpreters),
            ("event", each.events),
        ):
            for name in names:
                holders.setdefault(f"{label} {name}", set()).add(each.origin)
    parent = {origin: origin for origin in [*origins, *(origin for held in holders.values() for origin in held)]}

    def top(origin: str) -> str:
        while parent[origin] != origin:
            origin = parent[origin]
        return origin

    for held in holders.values():
        first, *others = sorted(held)
        for other in others:
            one, two = sorted((top(first), top(other)))
            parent[two] = one
    groups: dict[str, list[str]] = {}
    for origin in origins:
        groups.setdefault(top(origin), []).append(origin)
    found = []
    for head, ids in groups.items():
        joins = [label for label, held in holders.items() if len(held) > 1 and top(min(held)) == head]
        found.append((tuple(ids), tuple(sorted(joins)) if len(ids) > 1 else ()))
    return sorted(found)


def roots(source: str, derived_from: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """What a source goes back to in the end, sorted: those it was derived from that were derived from nothing.

    A source that was derived from nothing goes back to itself. Sources that were derived from each other (a mistake
    that :func:`cycles` finds) count as one, under the first of their ids, unless they go back further.
    """
    on_the_way = reached(source, derived_from)
    ends = set()
    for one in on_the_way:
        beyond = reached(one, derived_from)
        if all(one in reached(other, derived_from) for other in beyond):
            ends.add(min(beyond))
    return tuple(sorted(ends))


def reached(source: str, derived_from: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything that a source goes back to on the way, itself among it. Safe on circles."""
    found, waiting = {source}, [source]
    while waiting:
        for other in derived_from.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def cycles(derived_from: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Sets of sources that were derived from each other, or from themselves, which cannot be; sorted."""
    found = set()
    for source in derived_from:
        circle = {one for one in reached(source, derived_from) if source in reached(one, derived_from)}
        if len(circle) > 1 or source in derived_from[source]:
            found.add(tuple(sorted(circle)))
    return tuple(sorted(found))


def derivations(sources: Iterable[Source]) -> dict[str, tuple[str, ...]]:
    """What each source was derived from, by id, as :func:`roots` takes it.

    A source of its own origin is there with nothing; one of which nobody has decided is not there.
    """
    return {source.id: source.derived_from for source in sources if source.derived_from or source.own_origin}


def circumstances(sources: Iterable[Source]) -> tuple[Circumstances, ...]:
    """How each source came about, as :func:`count_origins` takes it; those of which nothing is recorded are left out."""
    found = (
        Circumstances(
            origin=source.id,
            interviewers=frozenset(source.interviewers),
            interpreters=frozenset(source.interpreters),
            events=frozenset(source.events),
        )
        for source in sources
    )
    return tuple(one for one in found if one.interviewers or one.interpreters or one.events)
