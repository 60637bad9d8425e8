"""A relative date is told, and placed in time only where its page's date allows it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.evidence.seeds import seed_pages

from counterbrief.evidence.figures.relative_dates import period_of, relative_dates
from counterbrief.model.dates import PartialDate

PAGE = PartialDate.parse("2015-09-21")  # a Monday


@pytest.mark.parametrize(
    ("text", "printed", "first", "last"),
    [
        ("since January last year", "January last year", "2014-01-01", "2014-01-31"),
        ("cases reported this year", "this year", "2015-01-01", "2015-12-31"),
        ("fled in June of this year", "June of this year", "2015-06-01", "2015-06-30"),
        ("a report published Monday", "published Monday", "2015-09-21", "2015-09-21"),
        ("it was released Tuesday", "released Tuesday", "2015-09-15", "2015-09-15"),
        ("he came yesterday", "yesterday", "2015-09-20", "2015-09-20"),
        ("next month it ends", "next month", "2015-10-01", "2015-10-31"),
        ("last week", "last week", "2015-09-14", "2015-09-20"),
        ("in the past week", "the past week", "2015-09-14", "2015-09-21"),
        ("in June, July and August alone", "in June, July and August", None, None),
        ("the three months to August", "the three months to August", None, None),
        ("during the summer months", "the summer months", None, None),
        ("a November 8 interview", "November 8", None, None),
        ("last summer", "last summer", None, None),
    ],
)
def test_a_relative_date_is_found_and_placed(text: str, printed: str, first: str | None, last: str | None) -> None:
    (undated,) = relative_dates(text)
    assert (undated.printed, undated.first, undated.last) == (printed, None, None)
    assert undated.finding == f"'{printed}' cannot be placed in time: it needs the date of its page"
    (dated,) = relative_dates(text, PAGE)
    assert (dated.first and str(dated.first), dated.last and str(dated.last)) == (first, last)
    assert (dated.finding is None) == (first is not None)
    assert text[dated.start : dated.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "since January 2014",
        "in the year 2015",
        "on Monday 21 September 2015",
        "in June 2015",
        "on 21 September 2015",
        "in May of 2014",
    ],
)
def test_a_date_with_its_year_is_not_relative(text: str) -> None:
    assert relative_dates(text) == ()


def test_a_coarse_page_date_places_what_it_can() -> None:
    year = PartialDate.parse("2015")
    found = relative_dates("this year, last month, published Monday", year)
    assert [one.first for one in found] == [dt.date(2015, 1, 1), None, None]


@pytest.mark.parametrize(
    ("text", "dated", "expected"),
    [
        ("since January 2014", False, ("2014-01-01", None)),
        ("since January last year; the page has no date", True, ("2014-01-01", None)),
        ("since January last year; the page has no date", False, None),
        ("the year 2015", False, ("2015-01-01", "2015-12-31")),
        ("this year", True, ("2015-01-01", "2015-12-31")),
        ("some time", True, None),
    ],
)
def test_a_period_is_read(text: str, dated: bool, expected: tuple[str, str | None] | None) -> None:
    found = period_of(text, PAGE if dated else None)
    assert (found and (str(found[0]), found[1] and str(found[1]))) == expected


def test_the_relative_dates_of_the_saved_pages_are_found() -> None:
    found = {key: [one.printed for one in relative_dates(page)] for key, page in seed_pages().items()}
    assert found["000"][:2] == ["published Monday", "in June, July and August"]
    assert found["001"] == ["January last year", "this year", "the three months to August"]
    assert found["002"] == ["the summer months"]
    assert found["003"] == ["January last year", "June of this year"]
    assert found["004"] == ["November 8"]
