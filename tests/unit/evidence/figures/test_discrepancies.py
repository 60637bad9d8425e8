"""Reported values are compared by arithmetic, and the arithmetic is shown: the differing numbers of the field."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterbrief.evidence.figures.discrepancies import (
    Value,
    Verdict,
    compare_statistic,
    compare_values,
    compare_with_total,
    discrepancies_of,
)
from counterbrief.evidence.folding import words
from counterbrief.model.dates import PartialDate
from counterbrief.model.records import Records
from counterbrief.model.settings import Settings
from counterbrief.model.statistics import ReportedValue, Statistic
from counterbrief.model.text import Citation, LocalText


def value(printed: str, counted: str = "people", *, total: int | None = None, period: str = "") -> Value:
    return Value(id=printed, printed=printed, counted=counted, period=period, total=total)


def test_the_share_of_2015_is_in_tension() -> None:
    found = compare_values(
        value("six in ten", "cases reported", total=58), value("nearly two thirds", "departures", total=58)
    )
    assert found.verdict is Verdict.IN_TENSION
    assert found.fits == (37, 37)
    assert found.arithmetic == (
        "of 58, 'six in ten' is 32 to 37; 'nearly two thirds' is 37 to 38; only 37 fits both; "
        "they count different things ('cases reported', 'departures'): in tension"
    )


def test_the_number_and_the_share_of_the_summer_are_in_tension() -> None:
    found = compare_values(value("17", "fighters"), value("a third", "cases", total=58))
    assert found.arithmetic == (
        "'17' is 17; of 58, 'a third' is 18 to 21; no number fits both; "
        "they count different things ('fighters', 'cases'): in tension"
    )
    assert compare_values(value("17"), value("one third", total=58)).verdict is Verdict.INCOMPATIBLE


def test_two_shares_in_other_words_are_the_same() -> None:
    found = compare_values(value("a third", total=58), value("One third", total=58))
    assert (found.verdict, found.arithmetic) == (
        Verdict.EQUAL,
        "of 58, 'a third' is 18 to 21; 'One third' is 18 to 21: equal",
    )


def test_at_least_58_and_a_total_of_58_are_compatible() -> None:
    found = compare_values(value("at least 58"), value("a total of 58"))
    assert (found.verdict, found.arithmetic) == (
        Verdict.COMPATIBLE,
        "'at least 58' is 58 or more; 'a total of 58' is 58; only 58 fits both: compatible",
    )


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (value("58"), value("fifty-eight"), Verdict.EQUAL),
        (value("58"), value("58", "stories"), Verdict.COMPATIBLE),
        (value("58"), value("dozens"), Verdict.COMPATIBLE),
        (value("58"), value("59"), Verdict.INCOMPATIBLE),
        (value("58"), value("59", "stories"), Verdict.IN_TENSION),
        (value("58", period="the year 2015"), value("58", period="the year 2014"), Verdict.COMPATIBLE),
        (value("58", period="the year 2015"), value("58"), Verdict.COMPATIBLE),
        (value("58", "people who left"), value("58", "People, who left"), Verdict.EQUAL),
        (value("half"), value("50 %"), Verdict.COMPATIBLE),
        (value("half"), value("a third"), Verdict.INCOMPATIBLE),
        (value("half", total=58), value("half", total=60), Verdict.NOT_COMPARABLE),
        (value("half"), value("17"), Verdict.NOT_COMPARABLE),
        (value("interviews"), value("17"), Verdict.NOT_COMPARABLE),
    ],
)
def test_verdicts(one: Value, other: Value, verdict: Verdict) -> None:
    found = compare_values(one, other)
    assert found.verdict is verdict
    assert found.arithmetic.endswith(f": {verdict}")
    assert compare_values(other, one).verdict is verdict


def test_a_period_is_resolved_from_the_date_of_its_page() -> None:
    first = Value(id="a", printed="58", counted="people", period="since January 2014")
    relative = Value(id="b", printed="58", counted="people", period="since January last year")
    dated = attrs.evolve(relative, page_date=PartialDate.parse("2015-09"))
    assert "different periods" in compare_values(first, relative).arithmetic
    assert compare_values(first, dated).verdict is Verdict.EQUAL


def test_all_values_of_a_statistic_are_compared_two_by_two() -> None:
    statistic = Statistic(
        id="share",
        written_by="editor",
        label=LocalText.of(en="Share"),
        values=(
            ReportedValue(
                id="one",
                as_printed="six in ten",
                counted=LocalText.of(en="cases"),
                population=LocalText.of(en="the 58 cases"),
            ),
            ReportedValue(id="two", as_printed="dozens", counted=LocalText.of(en="cases")),
            ReportedValue(
                id="three",
                as_printed="40",
                counted=LocalText.of(en="cases"),
                period=LocalText.of(en="this year"),
                cites=(Citation(source="study", reported_in="page"),),
            ),
        ),
    )
    found = compare_statistic(statistic, page_dates={"page": PartialDate.parse("2015")})
    assert [(one.one, one.other, one.verdict, one.fits) for one in found] == [
        ("one", "two", Verdict.COMPATIBLE, (32, 37)),
        ("one", "three", Verdict.IN_TENSION, None),
        ("two", "three", Verdict.COMPATIBLE, (40, 40)),
    ]


def test_parts_are_not_more_than_their_total() -> None:
    nine = value("nine", "countries in Western Europe and Australia")
    assert compare_with_total([nine], value("17", "countries")).arithmetic == (
        "'nine' is 9, together 9; the total '17' is 17: compatible"
    )
    assert compare_with_total([value("17"), value("two thirds")], value("58")).arithmetic == (
        "'17' is 17 and of 58, 'two thirds' is 37 to 40, together 54 to 57; the total '58' is 58: compatible"
    )
    assert compare_with_total([value("30"), value("at least 29")], value("58")).arithmetic == (
        "'30' is 30 and 'at least 29' is 29 or more, together 59 or more; the total '58' is 58; "
        "the parts are more than the whole: incompatible"
    )


def test_parts_that_are_all_of_it_make_the_total() -> None:
    parts = [value("41"), value("17")]
    assert compare_with_total(parts, value("58"), exhaustive=True).verdict is Verdict.EQUAL
    assert compare_with_total(parts, value("60"), exhaustive=True).verdict is Verdict.INCOMPATIBLE
    assert compare_with_total(parts, value("60")).verdict is Verdict.COMPATIBLE
    assert compare_with_total([], value("60")).verdict is Verdict.NOT_COMPARABLE


@given(st.integers(1, 200), st.integers(0, 200), st.integers(0, 200))
def test_plain_numbers_of_one_thing_are_equal_or_incompatible(total: int, one: int, other: int) -> None:
    found = compare_values(value(str(one), total=total), value(str(other), total=total))
    assert found.verdict is (Verdict.EQUAL if one == other else Verdict.INCOMPATIBLE)


def statistic(*values: ReportedValue) -> Statistic:
    return Statistic(id="share", written_by="editor", label=LocalText.of(en="Share"), values=values)


def reported(printed: str, counted: str, *sources: str, out_of: int | None = None) -> ReportedValue:
    return ReportedValue(
        id="-".join(words(printed)),
        as_printed=printed,
        counted=LocalText.of(en=counted),
        out_of=out_of,
        cites=tuple(Citation(source=source) for source in sources),
    )


NOTHING = Records(Settings(name="Invented", invented=True))


def test_what_is_at_odds_is_told_with_the_arithmetic_for_a_brief() -> None:
    share = statistic(
        reported("six in ten", "cases", "one", out_of=58),
        reported("about 36", "cases", "two"),
        reported("nearly two thirds", "people who 'left'", "three", out_of=58),
    )
    assert [(one.one, one.other, one.printed) for one in discrepancies_of(share, NOTHING)] == [
        (
            "six-in-ten",
            "nearly-two-thirds",
            (
                "of 58, “six in ten” is 32 to 37; “nearly two thirds” is 37 to 38; only 37 fits both; they count different "
                "things: in tension"
            ),
        )
    ]


def test_one_page_that_counts_several_things_is_not_at_odds_with_itself() -> None:
    several = [reported("19", "for one reason", "one"), reported("14", "for another", "one")]
    assert discrepancies_of(statistic(*several), NOTHING) == ()
    apart = [several[0], reported("14", "for another", "two")]
    assert [one.verdict for one in discrepancies_of(statistic(*apart), NOTHING)] == [Verdict.IN_TENSION]
    twice = [several[0], reported("14", "for one reason", "one")]
    assert [one.verdict for one in discrepancies_of(statistic(*twice), NOTHING)] == [Verdict.INCOMPATIBLE]
    assert discrepancies_of(statistic(several[0]), NOTHING) == ()


def test_the_total_of_a_value_goes_before_what_its_population_says() -> None:
    both = ReportedValue(
        id="one",
        as_printed="half",
        counted=LocalText.of(en="cases"),
        population=LocalText.of(en="the 58 cases"),
        out_of=60,
    )
    assert Value.of(both).total == 60
    assert Value.of(attrs.evolve(both, out_of=None), total=70).total == 58
    assert Value.of(attrs.evolve(both, out_of=None, population=None), total=70).total == 70
