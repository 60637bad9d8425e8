"""A text uses a value where its number stands, and gives it where it stands with what qualifies it."""

from __future__ import annotations

import pytest

from counterbrief.evidence.figures.figure_words import Figures, same_figure
from counterbrief.evidence.figures.number_words import parse_quantity
from counterbrief.evidence.figures.relative_dates import date_spans


@pytest.mark.parametrize(
    ("text", "printed", "uses", "gives"),
    [
        ("“Nearly two thirds” left.", "nearly two thirds", True, True),
        ("Two thirds left.", "nearly two thirds", True, False),
        ("At least 58 left.", "58", True, False),
        ("Fifty-eight left.", "a total of 58", True, True),
        ("60 per cent left.", "six in ten", True, False),
        ("60 per cent left.", "60 %", True, True),
        ("Six left.", "several", False, False),
        ("Three quarters left.", "most", False, False),
        ("Most left.", "most", True, True),
        ("58 or more left.", "at least 58", True, True),
        ("A mere handful left.", "a handful", False, False),
        ("Only a handful left.", "A handful", True, True),
        ("They left on 17 June.", "17", False, False),
        ("In 2015 17 left.", "17", True, True),
        ("In 2015 they left.", "2015", False, False),
    ],
)
def test_used_and_given(text: str, printed: str, uses: bool, gives: bool) -> None:
    figures = Figures.of(text)
    assert (figures.use(printed), figures.give(printed)) == (uses, gives)


def test_one_number_in_two_wordings_is_one_figure() -> None:
    assert same_figure("at least 58", "58")
    assert same_figure("A handful", "a handful")
    assert not same_figure("a handful", "17")
    assert not same_figure("17", "18")


def test_the_bare_words_of_a_quantity() -> None:
    bare = {}
    for text in ("nearly two thirds", "58 or more", "A total of 58", "dozens"):
        quantity = parse_quantity(text)
        assert quantity is not None
        bare[text] = quantity.bare
    assert bare == {
        "nearly two thirds": "two thirds",
        "58 or more": "58",
        "A total of 58": "58",
        "dozens": "dozens",
    }


@pytest.mark.parametrize(
    "date", ["17 August 2015", "August 17, 2015", "August 2015", "2015", "17th August", "this year"]
)
def test_a_date_is_found_whole(date: str) -> None:
    text = f"They left {date} at last."
    assert (10, 10 + len(date)) in date_spans(text)
