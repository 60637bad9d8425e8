"""The derivation graph tells each decision once, and its nested list leaves no source out."""

from __future__ import annotations

import json

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.workflow.traced import source

from counterbrief.evidence.lineage.derivation import Edge, Node, Place, Relation, derivation_graph, lines
from counterbrief.model import Source
from counterbrief.model.records import Records
from counterbrief.model.settings import Settings


def records(*sources: Source) -> Records:
    return Records(Settings(name="Invented corpus of the tests", invented=True), sources)


CORPUS = records(
    source("study", "A study"),
    source("essay", "An essay", derived_from=("study",)),
    source("copy", "A copy", derived_from=("essay",)),
    source("both", "Two at once", derived_from=("essay", "study")),
    source("interview", "An interview", own_origin=True, reports_on=("study", "lost")),
    source("alone", "Nobody looked at it"),
)


def test_a_graph_has_every_source_and_every_decision() -> None:
    graph = derivation_graph(CORPUS)
    assert graph.nodes == (
        Node(source="alone", place=Place.UNDECIDED),
        Node(source="both", place=Place.DERIVED),
        Node(source="copy", place=Place.DERIVED),
        Node(source="essay", place=Place.DERIVED),
        Node(source="interview", place=Place.OWN_ORIGIN),
        Node(source="lost", place=Place.UNDECIDED, known=False),
        Node(source="study", place=Place.RETOLD),
    )
    assert graph.edges == (
        Edge(source="both", target="essay", relation=Relation.DERIVED_FROM),
        Edge(source="both", target="study", relation=Relation.DERIVED_FROM),
        Edge(source="copy", target="essay", relation=Relation.DERIVED_FROM),
        Edge(source="essay", target="study", relation=Relation.DERIVED_FROM),
        Edge(source="interview", target="lost", relation=Relation.REPORTS_ON),
        Edge(source="interview", target="study", relation=Relation.REPORTS_ON),
    )


def test_a_graph_of_some_sources_has_what_they_go_back_to_and_no_more() -> None:
    assert [node.source for node in derivation_graph(CORPUS, ["copy"]).nodes] == ["copy", "essay", "study"]
    assert [node.source for node in derivation_graph(CORPUS, ["alone"]).nodes] == ["alone"]
    assert derivation_graph(CORPUS, []).nodes == ()


def test_the_list_reads_from_what_is_retold_to_who_retells_it() -> None:
    assert "\n".join(map(str, lines(derivation_graph(CORPUS)))) == (
        "- alone (nobody has decided what it goes back to)\n"
        "- interview (an origin of its own)\n"
        "- lost (nobody has decided what it goes back to; the corpus has no record of it)\n"
        "  - told of by interview (an origin of its own)\n"
        "- study\n"
        "  - retold by both\n"
        "  - retold by essay\n"
        "    - retold by both\n"
        "    - retold by copy\n"
        "  - told of by interview (an origin of its own)"
    )


def test_what_was_told_with_all_that_hangs_on_it_is_not_told_again() -> None:
    both = records(
        source("one", "One"),
        source("two", "Two"),
        source("joined", "Joined", derived_from=("one", "two")),
        source("copy", "Copy", derived_from=("joined",)),
    )
    assert "\n".join(map(str, lines(derivation_graph(both)))) == (
        "- one\n  - retold by joined\n    - retold by copy\n- two\n  - retold by joined (see above)"
    )


def test_a_circle_is_told_and_ends() -> None:
    circle = records(source("one", "One", derived_from=("two",)), source("two", "Two", derived_from=("one",)))
    assert list(map(str, lines(derivation_graph(circle)))) == [
        "- one",
        "  - retold by two",
        "    - retold by one (see above)",
    ]


def test_a_long_chain_is_told_to_its_end() -> None:
    chain = [source("s0", "S")] + [source(f"s{n}", "S", derived_from=(f"s{n - 1}",)) for n in range(1, 3000)]
    assert lines(derivation_graph(records(*chain)))[-1].depth == 2999


IDS = [f"s{number}" for number in range(6)]


@given(st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from(IDS), unique=True, max_size=3)))
def test_every_source_and_every_decision_is_in_the_list(derived: dict[str, list[str]]) -> None:
    graph = derivation_graph(records(*(source(one, one, derived_from=tuple(of)) for one, of in derived.items())))
    told = lines(graph)
    assert {line.node for line in told} == set(graph.nodes)
    above: list[str] = []
    edges = []
    for line in told:
        del above[line.depth :]
        if line.relation is not None:
            edges.append(Edge(source=line.node.source, target=above[-1], relation=line.relation))
        above.append(line.node.source)
    assert sorted(edges) == list(graph.edges)


def test_a_graph_is_the_same_whatever_the_order_of_the_records() -> None:
    sources = [record for record in CORPUS if isinstance(record, Source)]
    graphs = [derivation_graph(records(*order)) for order in (sources, sources[::-1])]
    assert len({json.dumps(attrs.asdict(graph), default=str) for graph in graphs}) == 1
