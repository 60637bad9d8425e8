"""The surroundings of a passage: whole sentences, near enough, and always around the passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterbrief.evidence.surroundings import surroundings

TEXT = "One came. Two went! Did three stay? “Four said no.” Five left.\n\nA new paragraph\n\nThe end"


def around(words: str, reach: int) -> str:
    start = TEXT.index(words)
    low, high = surroundings(TEXT, start, start + len(words), reach=reach)
    return TEXT[low:high]


@pytest.mark.parametrize(
    ("words", "reach", "expected"),
    [
        ("three", 0, "Did three stay?"),
        ("Four", 15, "Did three stay? “Four said no.”"),
        ("Four", 25, "Two went! Did three stay? “Four said no.” Five left."),
        ("paragraph", 2, "A new paragraph"),
        ("end", 300, TEXT),
    ],
)
def test_the_sentence_that_begins_or_ends_nearest_to_the_reach(words: str, reach: int, expected: str) -> None:
    assert around(words, reach) == expected


def test_without_sentences_it_is_cut_between_words() -> None:
    text = "word " * 400
    low, high = surroundings(text, 1000, 1004)
    assert (text[low - 1 : low], text[high : high + 1]) == (" ", " ")
    assert (1000 - low, high - 1004) == (195, 195)


def test_one_endless_word_gives_the_passage_alone() -> None:
    assert surroundings("x" * 10_000, 5000, 5010) == (5000, 5010)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 2), (0, 100_000)])
def test_a_passage_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a passage lies within its text"):
        surroundings(TEXT, start, end)


@given(st.text(alphabet="ab .!?\n“”。؟", max_size=900), st.data())
def test_they_hold_the_passage_and_stay_near(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = surroundings(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)
    assert start - low <= 320
    assert high - end <= 320
