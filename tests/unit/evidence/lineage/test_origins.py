"""One origin counts once, and only where it is stated."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterbrief.evidence.lineage.origins import (
    Circumstances,
    CountedOrigin,
    Origins,
    Standing,
    circumstances,
    count_origins,
    cycles,
    derivations,
    reached,
    roots,
)
from counterbrief.model.sources import Source, SourceType
from counterbrief.model.text import Certainty

DERIVED: dict[str, tuple[str, ...]] = {
    "page-0": ("study",),
    "page-1": ("study",),
    "page-2": ("original",),
    "original": ("study",),
    "page-3": ("page-1",),
    "op-ed": ("study", "videos"),
    "interview-note": (),
    "dialogue-note": (),
}


def pieces(*sources: str) -> list[Standing]:
    return [standing(f"from-{source}", source, roots(source, DERIVED)[0]) for source in sources]


def standing(name: str, source: str, origin: str | None = None, certainty: Certainty = Certainty.STATED) -> Standing:
    return Standing(id=name, source=source, origin=origin, certainty=certainty if origin else Certainty.UNKNOWN)


def test_four_pages_that_retell_one_study_are_one_origin() -> None:
    found = count_origins(pieces("page-0", "page-1", "page-2", "page-3"))
    assert found == Origins(
        sources=("page-0", "page-1", "page-2", "page-3"),
        stated=(
            CountedOrigin(
                ids=("study",),
                sources=("page-0", "page-1", "page-2", "page-3"),
                evidence=("from-page-0", "from-page-1", "from-page-2", "from-page-3"),
            ),
        ),
        inferred=(),
        unknown=(),
    )
    assert (found.counted, str(found)) == (1, "4 sources, 1 stated origin")


def test_the_pages_of_the_field_count_as_their_readers_found() -> None:
    """One study; a speaker who may come from videos; two of whom nobody says; two notes of their own."""
    evidence = [
        *pieces("page-0", "page-1", "page-2", "page-3", "interview-note", "dialogue-note"),
        standing("alienation", "op-ed", "study"),
        standing("first-speaker", "op-ed", "videos", Certainty.INFERRED),
        standing("second-speaker", "op-ed"),
        standing("third-speaker", "op-ed"),
    ]
    found = count_origins(evidence)
    assert [origin.ids for origin in found.stated] == [("dialogue-note",), ("interview-note",), ("study",)]
    assert [origin.ids for origin in found.inferred] == [("videos",)]
    assert [piece.id for piece in found.unknown] == ["second-speaker", "third-speaker"]
    assert str(found) == "7 sources, 3 stated origins; beside it 1 inferred origin and 2 pieces of unknown origin"


def test_an_origin_that_is_stated_once_is_not_told_as_inferred_too() -> None:
    evidence = [
        Standing(id="one", source="page-0", origin="study", certainty=Certainty.STATED),
        Standing(id="two", source="page-9", origin="study", certainty=Certainty.INFERRED),
    ]
    found = count_origins(evidence)
    assert [(origin.ids, origin.evidence) for origin in found.stated] == [(("study",), ("one", "two"))]
    assert found.inferred == ()


def test_evidence_of_unknown_origin_counts_for_nothing() -> None:
    found = count_origins([standing("one", "fresh-page")])
    assert (found.counted, len(found.unknown)) == (0, 1)


@pytest.mark.parametrize("shared", ["interviewers", "interpreters", "events"])
def test_shared_circumstances_join_origins_also_by_way_of_a_third(shared: str) -> None:
    known = [
        Circumstances(origin="one", **{shared: frozenset({"x"})}),
        Circumstances(origin="third", **{shared: frozenset({"x", "y"})}),
        Circumstances(origin="two", **{shared: frozenset({"y"})}),
        Circumstances(origin="other", **{shared: frozenset({"z"})}),
    ]
    evidence = [
        Standing(id=f"from-{origin}", source=origin, origin=origin, certainty=certainty)
        for origin, certainty in (
            ("one", Certainty.STATED),
            ("two", Certainty.INFERRED),
            ("other", Certainty.STATED),
        )
    ]
    found = count_origins(evidence, known)
    kind = shared.removesuffix("s")
    assert [(origin.ids, origin.joined_by) for origin in found.stated] == [
        (("one", "two"), (f"{kind} x", f"{kind} y")),
        (("other",), ()),
    ]
    assert found.inferred == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [("page-3", ("study",)), ("op-ed", ("study", "videos")), ("dialogue-note", ("dialogue-note",)), ("x", ("x",))],
)
def test_a_source_goes_back_to_the_end(source: str, expected: tuple[str, ...]) -> None:
    assert roots(source, DERIVED) == expected


def test_sources_that_were_derived_from_each_other_are_found_and_count_once() -> None:
    circle = {"b": ("a",), "a": ("c",), "c": ("b",), "d": ("b",), "e": ("e",), "f": ()}
    assert cycles(circle) == (("a", "b", "c"), ("e",))
    assert roots("d", circle) == ("a",)
    assert roots("a", {**circle, "c": ("b", "study")}) == ("study",)
    assert cycles(DERIVED) == ()


@pytest.mark.parametrize(("origin", "certainty"), [(None, "stated"), (None, "inferred"), ("study", "unknown")])
def test_an_origin_and_its_certainty_must_fit(origin: str | None, certainty: str) -> None:
    with pytest.raises(ValueError):
        Standing(id="one", source="page", origin=origin, certainty=Certainty(certainty))


def test_the_records_tell_derivations_and_circumstances() -> None:
    page = Source(id="page", written_by="editor", type=SourceType.WEBPAGE, title="Invented", language="en")
    sources = [
        attrs.evolve(page, derived_from=("study",), interviewers=("Example",)),
        attrs.evolve(page, id="note", own_origin=True),
        attrs.evolve(page, id="fresh"),
    ]
    assert derivations(sources) == {"page": ("study",), "note": ()}
    assert circumstances(sources) == (Circumstances(origin="page", interviewers=frozenset({"Example"})),)


standings = st.builds(
    lambda number, source, origin, sure: Standing(
        id=f"e{number}",
        source=source,
        origin=origin,
        certainty=Certainty.UNKNOWN if origin is None else Certainty.STATED if sure else Certainty.INFERRED,
    ),
    st.integers(0, 9),
    st.sampled_from("abcd"),
    st.none() | st.sampled_from("wxyz"),
    st.booleans(),
)


@given(st.lists(standings, max_size=12), st.data())
def test_neither_order_nor_repetition_changes_the_count(evidence: list[Standing], data: st.DataObject) -> None:
    found = count_origins(evidence)
    assert count_origins([*data.draw(st.permutations(evidence)), *evidence]) == found
    named = {piece.origin for piece in evidence if piece.certainty is Certainty.STATED}
    assert found.counted == len(named)


def test_everything_on_the_way_back_is_reached_and_circles_end() -> None:
    assert reached("copy", {"copy": ("essay",), "essay": ("study",)}) == {"copy", "essay", "study"}
    assert reached("study", {}) == {"study"}
    assert reached("a", {"a": ("b",), "b": ("a",)}) == {"a", "b"}
