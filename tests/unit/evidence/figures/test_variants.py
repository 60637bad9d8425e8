"""Differences without a number are found, or recorded and compared: the others of the field."""

from __future__ import annotations

import pytest
from tests.unit.evidence.seeds import seed_pages

from counterbrief.evidence.figures.variants import (
    Answer,
    Difference,
    Variant,
    counts_of_nothing,
    differing_answers,
    initials_variants,
    quotation_variants,
    repeated_sentences,
)


def told(texts: dict[str, str], variants: tuple[Variant, ...]) -> list[list[str]]:
    return [[texts[place.key][place.start : place.end] for place in variant.places] for variant in variants]


def test_one_quotation_in_two_wordings_is_found() -> None:
    texts = {
        "one": "“The camp is not feeding people. It is starving them,” the report said.",
        "two": "They wrote: “The big camp there is not feeding people. It is starving them.” So it is.",
        "three": "“It is starving them and not feeding” is another sentence.",
    }
    (variant,) = quotation_variants(texts)
    assert (variant.difference, variant.sources) == (Difference.QUOTATION, ("one", "two"))
    assert variant.why == "two texts quote nearly the same words: 10 are the same, of 10 and of 12"


@pytest.mark.parametrize(
    "other",
    [
        "“the camp is not feeding people; it is starving them”",
        "“It’s true: the camp is not feeding people. It is starving them all”",
        "“camp is not feeding people. It is starving”",
    ],
)
def test_typography_and_a_longer_quotation_make_no_variant(other: str) -> None:
    assert quotation_variants({"one": "“The camp is not feeding people. It is starving them.”", "two": other}) == ()


def test_a_sentence_that_stands_twice_with_other_marks_is_found() -> None:
    text = "They left the “house of plenty” for good. They left the “house” of plenty for good. They left for good."
    (variant,) = repeated_sentences({"one": text})
    assert told({"one": text}, (variant,)) == [
        ["They left the “house of plenty” for good.", "They left the “house” of plenty for good."]
    ]
    assert repeated_sentences({"one": "They left the house of plenty. They left the house of plenty."}) == ()


def test_other_initials_of_one_name_are_found() -> None:
    texts = {
        "one": "A study by the Example Centre for Invented Studies (ECIS) says so.",
        "two": "The Example Centre for Invented Studies (EICS) said. The Other House (OH) did not.",
        "three": "See Example Centre for Invented Studies (ECIS).",
    }
    (variant,) = initials_variants(texts)
    assert (variant.why, variant.sources) == ("one name has the initials ECIS and EICS", ("one", "two"))


def test_a_number_that_counts_nothing_is_found() -> None:
    text = "They came from 17 countries, including nine from the north, and two men from the south."
    (variant,) = counts_of_nothing({"one": text})
    assert variant.why == "'nine' does not say what it counts"
    assert text[variant.places[0].start : variant.places[0].end] == "nine"


def test_recorded_answers_that_differ_and_those_of_one_source_alone_are_told() -> None:
    answers = [
        Answer(question="how collected", answer="interviews", source="op-ed"),
        Answer(question="how collected", answer="published stories", source="copy"),
        Answer(question="how collected", answer="Published stories", source="original"),
        Answer(question="reason: alienation", answer="given", source="op-ed"),
        Answer(question="reason: infighting", answer="given", source="op-ed"),
        Answer(question="reason: infighting", answer="given", source="copy"),
    ]
    assert differing_answers(answers) == (
        Variant(
            difference=Difference.RECORDED,
            why="how collected: published stories (copy, original); interviews (op-ed)",
            sources=("copy", "op-ed", "original"),
        ),
        Variant(difference=Difference.ONE_SOURCE, why="reason: alienation: given (op-ed) alone", sources=("op-ed",)),
    )


def test_the_differences_of_the_saved_pages_are_found() -> None:
    pages = seed_pages()
    ((one, other),) = told(pages, quotation_variants(pages))
    assert one.endswith("IS is not protecting Muslims. It is killing them,'")
    assert other == "The Islamic State is not protecting Muslims. It is killing them."
    ((first, second),) = told(pages, repeated_sentences(pages))
    assert "“Islamist utopia” of" in first
    assert "“Islamist utopia of" in second
    assert told(pages, initials_variants(pages)) == [["ISCR", "ICSR"]]
    assert told(pages, counts_of_nothing(pages)) == [["nine"], ["two"], ["two"]]
