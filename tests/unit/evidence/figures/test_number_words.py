"""A number in words means an interval, by rules that are written down."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterbrief.evidence.figures.number_words import Measure, find_quantities, parse_quantity


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("58", (58, 58)),
        ("a total of 58", (58, 58)),
        ("fifty-eight", (58, 58)),
        ("two hundred and six", (206, 206)),
        ("three thousand", (3000, 3000)),
        ("a hundred", (100, 100)),
        ("1,200", (1200, 1200)),
        ("38 200", (38200, 38200)),
        ("At least 58", (58, None)),
        ("no fewer than ten", (10, None)),
        ("10 or more", (10, None)),
        ("more than 20", (21, None)),
        ("up to five", (0, 5)),
        ("fewer than 40", (0, 39)),
        ("between 20 and 30", (20, 30)),
        ("20 to 30", (20, 30)),
        ("20–30", (20, 30)),
        ("nearly 60", (57, 59)),
        ("just over 60", (61, 63)),
        ("about 60", (54, 66)),
        ("a couple", (2, 2)),
        ("a dozen", (12, 12)),
        ("two dozen", (24, 24)),
        ("a few", (3, 9)),
        ("several", (3, 9)),
        ("dozens", (24, 99)),
        ("scores", (40, 99)),
        ("hundreds", (200, 999)),
        ("thousands", (2000, 999_999)),
    ],
)
def test_counts(text: str, counts: tuple[int, int | None]) -> None:
    quantity = parse_quantity(f"There were {text} of them.")
    assert quantity is not None
    assert (quantity.measure, quantity.printed, quantity.counts()) == (Measure.COUNT, text, counts)


@pytest.mark.parametrize(
    ("text", "of_58"),
    [
        ("six in ten", (32, 37)),
        ("Six in Ten", (32, 37)),
        ("three out of five", (29, 40)),
        ("17 of 58", (17, 17)),
        ("nearly two thirds", (37, 38)),
        ("two-thirds", (37, 40)),
        ("a third", (18, 21)),
        ("one third", (18, 21)),
        ("almost a third", (19, 19)),
        ("more than a third", (20, 58)),
        ("at least a third", (20, 58)),
        ("half", (27, 31)),
        ("just over half", (30, 30)),
        ("three quarters", (43, 44)),
        ("60 %", (35, 35)),
        ("60 per cent", (35, 35)),
        ("29.3%", (17, 17)),
        ("almost 60 %", (34, 34)),
        ("about 60 percent", (32, 38)),
        ("most", (30, 58)),
        ("a majority", (30, 58)),
        ("a minority", (1, 28)),
        ("all", (58, 58)),
        ("none", (0, 0)),
    ],
)
def test_shares(text: str, of_58: tuple[int, int]) -> None:
    quantity = parse_quantity(f"Of these {text} left.")
    assert quantity is not None
    assert (quantity.measure, quantity.printed, quantity.counts(58)) == (Measure.SHARE, text, of_58)


def test_a_share_without_a_total_is_no_count() -> None:
    quantity = parse_quantity("six in ten")
    assert quantity is not None
    with pytest.raises(ValueError, match="'six in ten' is a share: of how many"):
        quantity.counts()


def test_no_whole_number_may_fit() -> None:
    quantity = parse_quantity("29.3 %")
    assert quantity is not None
    assert quantity.counts(10) is None


@pytest.mark.parametrize("text", ["", "interviews", "third-hand words", "he won", "often", "someone", "d58b"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_quantity(text) is None


def test_every_quantity_of_a_text_is_found_with_its_place() -> None:
    text = "At least 58 left, nearly two thirds of them in one year."
    found = find_quantities(text)
    assert [text[one.start : one.end] for one in found] == ["At least 58", "nearly two thirds", "one"]


@given(st.text(alphabet="0123456789 %.,-abdefhilnorstu", max_size=80), st.integers(1, 1000))
def test_any_text_gives_intervals_that_are_in_order(text: str, total: int) -> None:
    for one in find_quantities(text):
        assert one.high is None or one.low <= one.high
        assert one.printed == text[one.start : one.end]
        if one.measure is Measure.SHARE:
            assert one.high is not None
            assert one.low >= 0
        counts = one.counts(total)
        assert counts is None or counts[1] is None or counts[0] <= counts[1]


@given(st.integers(0, 58))
def test_the_share_that_a_count_rounds_to_allows_the_count(count: int) -> None:
    quantity = parse_quantity(f"{round(Fraction(100 * count, 58))} %")
    assert quantity is not None
    counts = quantity.counts(58)
    assert counts is not None
    assert counts[1] is not None
    assert counts[0] <= count <= counts[1]


@pytest.mark.parametrize("text", ["1" * 50_000, "1 " * 30_000, "one " * 20_000, "111 " * 20_000, "two " + " " * 50_000])
def test_hostile_numbers_take_bounded_time(text: str) -> None:
    began = time.perf_counter()
    find_quantities(text)
    assert time.perf_counter() - began < 5
