"""The derivation graph: which source retells which, and which tells of which, as people decided it. Data to be drawn."""

from __future__ import annotations

import enum
from collections.abc import Iterable

import attrs

from counterbrief.model.records import Records
from counterbrief.model.sources import Source


class Relation(enum.StrEnum):
    """How a source hangs on another."""

    DERIVED_FROM = "derived_from"  #: it retells it: both are one origin
    REPORTS_ON = "reports_on"  #: it tells of it without resting on it


class Place(enum.StrEnum):
    """Where a source stands in the graph."""

    OWN_ORIGIN = "own-origin"  #: a person judged that it goes back to nothing but itself
    DERIVED = "derived"  #: it retells others
    RETOLD = "retold"  #: others retell it, and nothing says that it retells any
    UNDECIDED = "undecided"  #: nobody has decided what it goes back to


@attrs.frozen(kw_only=True, order=True)
class Node:
    """A source.

    Attributes:
        source: its id
        place: where it stands
        known: false where another source names it and the corpus has no record of it
    """

    source: str
    place: Place
    known: bool = True


@attrs.frozen(kw_only=True, order=True)
class Edge:
    """A recorded decision: ``source`` hangs on ``target``.

    Attributes:
        source: id of the source that retells or tells of the other
        target: id of the other
        relation: which of both
    """

    source: str
    target: str
    relation: Relation


@attrs.frozen(kw_only=True)
class DerivationGraph:
    """What people decided about where sources have what they say from.

    Attributes:
        nodes: the sources, sorted by id
        edges: the decisions, sorted by source, target and relation
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@attrs.frozen(kw_only=True)
class Line:
    """One entry of the graph as a nested list: what is retold stands above those that retell it.

    Attributes:
        depth: 0 for a source that hangs on none, one more for each step away from it
        node: the source
        relation: how it hangs on the entry one step up; None at depth 0
        again: true where it stands further up already with what hangs on it, which is not repeated
    """

    depth: int
    node: Node
    relation: Relation | None = None
    again: bool = False

    @property
    def words(self) -> str:
        """What stands beside the source's id or title; empty where there is nothing to say."""
        said = []
        if self.node.place is Place.OWN_ORIGIN:
            said.append("an origin of its own")
        elif self.node.place is Place.UNDECIDED:
            said.append("nobody has decided what it goes back to")
        if not self.node.known:
            said.append("the corpus has no record of it")
        if self.again:
            said.append("see above")
        return "; ".join(said)

    def __str__(self) -> str:
        """Such as ``  - retold by some-page``."""
        by = {Relation.DERIVED_FROM: "retold by ", Relation.REPORTS_ON: "told of by ", None: ""}[self.relation]
        words = f" ({self.words})" if self.words else ""
        return f"{'  ' * self.depth}- {by}{self.node.source}{words}"


def derivation_graph(records: Records, sources: Iterable[str] | None = None) -> DerivationGraph:
    """The derivation graph of a corpus; with ``sources``, of these and of all that they go back to or tell of.

    Ids that no source has are nodes that are not known.
    """
    known = {source.id: source for source in records.of(Source)}
    wanted = sorted(known) if sources is None else sorted(set(sources))
    edges: set[Edge] = set()
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        source = known.get(name)
        if source is not None:
            edges |= {Edge(source=name, target=one, relation=Relation.DERIVED_FROM) for one in source.derived_from}
            edges |= {Edge(source=name, target=one, relation=Relation.REPORTS_ON) for one in source.reports_on}
            wanted += [*source.derived_from, *source.reports_on]
    retold = {edge.target for edge in edges if edge.relation is Relation.DERIVED_FROM}
    nodes = (
        Node(source=name, place=_place(known.get(name), retold=name in retold), known=name in known)
        for name in sorted(seen)
    )
    return DerivationGraph(nodes=tuple(nodes), edges=tuple(sorted(edges)))


def _place(source: Source | None, *, retold: bool) -> Place:
    if source is not None and source.own_origin:
        return Place.OWN_ORIGIN
    if source is not None and source.derived_from:
        return Place.DERIVED
    return Place.RETOLD if retold else Place.UNDECIDED


def lines(graph: DerivationGraph) -> tuple[Line, ...]:
    """The graph as a nested list: first each source that is derived from none, sorted by id, and below it who retells it.

    A source that hangs on several stands below each of them, with what hangs on it only the first time. Every source
    of the graph is in it, those in a circle of derivations too.
    """
    nodes = {node.source: node for node in graph.nodes}
    hanging: dict[str, list[Edge]] = {name: [] for name in nodes}
    derived = set()
    for edge in sorted(graph.edges, key=lambda edge: (edge.relation, edge.source)):
        hanging[edge.target].append(edge)
        if edge.relation is Relation.DERIVED_FROM:
            derived.add(edge.source)
    tops = [*(name for name in nodes if name not in derived), *nodes]  # of a circle of derivations, the first by id
    waiting: list[tuple[str, int, Relation | None]] = [(name, 0, None) for name in reversed(tops)]
    found: list[Line] = []
    made: set[str] = set()
    while waiting:
        name, depth, relation = waiting.pop()
        if depth == 0 and name in made:
            continue
        # Who tells of something does not rest on it: what retells the teller stands below the teller's own entry.
        ends = relation is Relation.REPORTS_ON
        again = name in made and bool(hanging[name]) and not ends
        found.append(Line(depth=depth, node=nodes[name], relation=relation, again=again))
        if not (ends or again):
            made.add(name)
            waiting += [(edge.source, depth + 1, edge.relation) for edge in reversed(hanging[name])]
    return tuple(found)
