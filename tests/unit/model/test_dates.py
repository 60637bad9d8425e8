from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies as some

from counterbrief.model import PartialDate
from counterbrief.model.dates import parse_day


@given(some.partial_dates())
def test_a_date_reads_back_from_what_it_writes(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date
    assert PartialDate(**dict(zip(("year", "month", "day"), date.parts, strict=False))) == date


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,5}(-[0-9]{1,3}){0,3}", fullmatch=True))
def test_any_text_is_a_date_or_an_error_in_words(text: str) -> None:
    told = ""
    date = None
    try:
        date = PartialDate.parse(text)
    except ValueError as error:
        told = str(error)
    if date is None:
        assert told.startswith(("expected a date such as 2015, 2015-09 or 2015-09-21; found ", "there is no such"))
    else:
        assert len(str(date)) == len(text)


@given(some.partial_dates(), some.partial_dates())
def test_dates_of_one_precision_are_in_the_order_of_the_calendar(one: PartialDate, two: PartialDate) -> None:
    if len(one.parts) == len(two.parts) == 3:
        assert (one < two) == (dt.date(*one.parts) < dt.date(*two.parts))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2015-13", "there is no such date: 2015-13"),
        ("2015-02-29", "there is no such date: 2015-02-29"),
        ("0000", "there is no such date: 0000"),
        ("2015-9", "expected a date such as 2015, 2015-09 or 2015-09-21; found '2015-9'"),
        ("", "expected a date such as 2015, 2015-09 or 2015-09-21; found ''"),
        ("2015 ", "expected a date such as 2015, 2015-09 or 2015-09-21; found '2015 '"),
        ("2015-09-21T10:00", "expected a date such as 2015, 2015-09 or 2015-09-21; found '2015-09-21T10:00'"),
    ],
)
def test_what_is_no_date_is_told_in_words(text: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:
        PartialDate.parse(text)
    assert str(raised.value) == message


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match=r"^a day needs a month$"):
        PartialDate(year=2015, day=3)
    with pytest.raises(ValueError, match=r"^there is no such date"):
        PartialDate(year=10_000)


@given(st.dates())
def test_a_whole_date_reads_back(day: dt.date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2015-09", "expected a date such as 2026-11-21; found '2015-09'"),
        ("today", "expected a date such as 2026-11-21; found 'today'"),
        ("2015-02-30", "there is no such date: 2015-02-30"),
    ],
)
def test_what_is_no_whole_date_is_told_in_words(text: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:
        parse_day(text)
    assert str(raised.value) == message
