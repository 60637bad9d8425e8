"""The shipped corpus: on how many origins its evidence rests, as readers of the five pages found."""

from __future__ import annotations

import pytest

from counterbrief.evidence.lineage.corroboration import Derivations
from counterbrief.evidence.lineage.origins import Origins
from counterbrief.model import Certainty, Citation, Locator, Statistic
from counterbrief.workflow import Corpus

SHIPPED = Corpus.shipped()
RECORDED = Derivations.of(SHIPPED.records)

STUDY = ["icsr-2015"]
RETELLING = [
    "disillusion-fuels-defections",
    "growing-number-of-defectors",
    "jihadists-defecting-from-isil",
    "neumann-mindanao-examiner",
]


def told(found: Origins) -> tuple[list[str], list[str], int]:
    """Ids of the stated and the inferred origins, and how many pieces are of unknown origin."""
    stated = [id_ for origin in found.stated for id_ in origin.ids]
    return stated, [id_ for origin in found.inferred for id_ in origin.ids], len(found.unknown)


def test_four_pages_that_report_58_people_have_one_origin() -> None:
    values = SHIPPED.get(Statistic, "people-who-left").values
    found = RECORDED.origins(citation for value in values if value.number == 58 for citation in value.cites)
    assert list(found.sources) == RETELLING
    assert told(found) == (STUDY, [], 0)


def test_the_fifth_page_adds_no_origin_to_the_number() -> None:
    found = SHIPPED.origins("people", "press-fact-sheet-defections-2015")
    assert (len(found.sources), found.counted) == (5, 1)


@pytest.mark.parametrize("page", RETELLING)
def test_each_of_the_four_pages_goes_back_to_the_study(page: str) -> None:
    assert told(RECORDED.origins([Citation(source=page)])) == (STUDY, [], 0)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("alienation", (STUDY, [], 0)),
        ("unnamed-on-local-people", (STUDY, [], 0)),
        ("al-sahli-on-killing-muslims", ([], ["sawab-videos"], 0)),
        ("al-suleiti-on-infighting", ([], [], 1)),
        ("al-khathami-on-losing-purpose", ([], [], 1)),
        ("ebrahim-b-on-infighting", (STUDY, [], 0)),
    ],
)
def test_the_passages_of_the_fifth_page_go_back_to_what_it_says_of_each(
    record: str, expected: tuple[list[str], list[str], int]
) -> None:
    assert told(SHIPPED.origins(record)) == expected


@pytest.mark.parametrize("note", ["blog-interview-note", "blog-dialogue-note"])
def test_the_two_notes_are_origins_of_their_own(note: str) -> None:
    assert told(RECORDED.origins([Citation(source=note)])) == ([note], [], 0)


def test_what_the_note_tells_of_the_interview_counts_once_with_the_note() -> None:
    cites = [
        Citation(source="alaan-interview", reported_in="blog-interview-note"),
        Citation(source="blog-interview-note"),
    ]
    assert told(RECORDED.origins(cites)) == (["blog-interview-note"], [], 0)


def test_a_passage_has_the_same_origin_wherever_it_is_cited() -> None:
    """A decision that stands in one record and not in another would count one passage in two ways."""
    from counterbrief.model.references import standings

    found: dict[tuple[str, str | None, Locator | None], set[tuple[str | None, Certainty]]] = {}
    for record in SHIPPED.records:
        if record.id == "protecting-muslims":  # it cites what the page itself says there, not what the videos say
            continue
        for _, cites, _ in standings(record):
            for cite in cites:
                standing = RECORDED.standing(cite)
                key = (cite.source, cite.reported_in, cite.locator)
                found.setdefault(key, set()).add((standing.origin, standing.certainty))
    assert {key: origins for key, origins in found.items() if len(origins) > 1} == {}
