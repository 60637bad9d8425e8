"""Every discrepancy of the pages behind the shipped corpus is found by the rules, or recorded where a reader meets it."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import attrs
import pytest

from counterbrief.evidence.figures.discrepancies import Comparison, Verdict, compare_statistic, discrepancies_of
from counterbrief.evidence.figures.relative_dates import relative_dates
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
from counterbrief.model import BriefPlan, Capture, ReportedValue, Source, Statement, Statistic, Theme
from counterbrief.workflow import Corpus, build, check

ON = dt.date(2026, 11, 21)
SHIPPED = Corpus.shipped()
RECORDS = SHIPPED.records
SHEET = "press-fact-sheet-defections-2015"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The saved pages by the id of a source that was captured in each, found by their fingerprints."""
    folder = os.environ.get("COUNTERBRIEF_SEEDS")
    if not folder:
        pytest.skip("platform: the saved pages are not part of the project; COUNTERBRIEF_SEEDS names their folder")
    saved = [path.read_bytes() for path in sorted(Path(folder).iterdir())]
    sources = {capture.sha256: capture.source for capture in reversed(RECORDS.of(Capture))}
    return {sources[hashlib.sha256(data).hexdigest()]: data.decode() for data in saved}


def statistic(id_: str) -> Statistic:
    found = RECORDS.get(Statistic, id_)
    assert found is not None
    return found


def values(id_: str) -> dict[str, ReportedValue]:
    return {value.id: value for value in statistic(id_).values}


def at_odds(id_: str) -> dict[tuple[str, str], Comparison]:
    return {(one.one, one.other): one for one in discrepancies_of(statistic(id_), RECORDS)}


def plan() -> BriefPlan:
    found = RECORDS.get(BriefPlan, SHEET)
    assert found is not None
    return found


def remarks(id_: str) -> str:
    source = RECORDS.get(Source, id_)
    assert source is not None
    assert source.remarks is not None
    return source.remarks["en"]


def quoted(pages: dict[str, str], variants: tuple[Variant, ...]) -> list[list[tuple[str, str]]]:
    return [[(place.key, pages[place.key][place.start : place.end]) for place in one.places] for one in variants]


def test_the_shares_of_2015_are_in_tension() -> None:
    assert {pair: (one.verdict, one.fits, one.arithmetic) for pair, one in at_odds("defections-in-2015").items()} == {
        ("cases-reported", "defections-that-took-place"): (
            Verdict.IN_TENSION,
            (37, 37),
            (
                "of 58, 'six in ten' is 32 to 37; 'nearly two thirds' is 37 to 38; only 37 fits both; they count different "
                "things ('cases that were reported', 'defections that took place'); they speak of different periods ('this "
                "year; the page has no date', 'the year 2015'): in tension"
            ),
        )
    }


def test_the_number_and_the_shares_of_the_summer_are_in_tension() -> None:
    assert {pair: (one.verdict, one.fits) for pair, one in at_odds("defections-in-summer").items()} == {
        ("number-of-fighters", "share-of-cases"): (Verdict.IN_TENSION, None),
        ("number-of-fighters", "share-of-defections"): (Verdict.IN_TENSION, None),
    }
    shares = compare_statistic(statistic("defections-in-summer"))[2]
    assert (shares.verdict, shares.fits) == (Verdict.COMPATIBLE, (18, 21))


def test_a_shipped_text_that_gives_one_of_the_shares_alone_is_refused() -> None:
    def changed(statement: Statement) -> Statement:
        if statement.id != "message-tension":
            return statement
        return attrs.evolve(statement, text="The share of the year 2015 is reported as “six in ten”.")

    sections = tuple(
        attrs.evolve(section, statements=tuple(map(changed, section.statements))) for section in plan().sections
    )
    broken = check(SHIPPED.put(attrs.evolve(plan(), sections=sections)), on=ON)
    assert broken.refused == (SHEET,)
    assert "figure-in-tension" in {group.root.code for group in broken.groups}


def test_the_method_is_recorded_in_two_ways_and_told_as_a_limit() -> None:
    found = values("people-who-left")
    answers = [
        Answer(question="what was collected", answer=found[id_].counted["en"], source=found[id_].cites[0].read)
        for id_ in ("author", "opinion-piece")
    ]
    (variant,) = differing_answers(answers)
    assert variant.difference is Difference.RECORDED
    assert variant.why == (
        "what was collected: deserters who were interviewed (blog-defectors-reveal); "
        "published stories about people who left and spoke about it (neumann-mindanao-examiner)"
    )
    (limit,) = (one for section in plan().sections for one in section.statements if one.id == "limit-method")
    assert tuple(sorted(citation.read for citation in limit.cites)) == variant.sources


def test_a_quotation_in_two_wordings_is_found(pages: dict[str, str]) -> None:
    (((first, one), (second, other)),) = quoted(pages, quotation_variants(pages))
    assert (first, second) == ("growing-number-of-defectors", "neumann-mindanao-examiner")
    assert one.endswith("IS is not protecting Muslims. It is killing them,'")
    assert other == "The Islamic State is not protecting Muslims. It is killing them."


def test_a_sentence_with_its_quotation_marks_in_two_places_is_found(pages: dict[str, str]) -> None:
    (((page, one), (_, other)),) = quoted(pages, repeated_sentences(pages))
    assert page == "jihadists-defecting-from-isil"
    assert "“Islamist utopia” of" in one
    assert "“Islamist utopia of" in other
    assert "quotation marks in different places" in remarks(page)


def test_the_other_initials_of_the_institute_are_found(pages: dict[str, str]) -> None:
    ((one, other),) = quoted(pages, initials_variants(pages))
    assert one == ("growing-number-of-defectors", "ISCR")
    assert other[1] == "ICSR"
    assert "ISCR" in remarks(one[0])


def test_nine_of_nobody_knows_what_is_found(pages: dict[str, str]) -> None:
    assert [("growing-number-of-defectors", "nine")] in quoted(pages, counts_of_nothing(pages))


def test_nine_of_nobody_knows_what_is_recorded() -> None:
    nine = values("western-europe-and-australia")["nine"]
    assert nine.counted["en"] == "people or countries; the page leaves open which"
    assert statistic("western-europe-and-australia").caution is not None


def test_at_least_58_and_a_total_of_58_are_compatible() -> None:
    found = {(one.one, one.other): one for one in compare_statistic(statistic("people-who-left"))}
    pair = found["news-report", "author"]
    assert (pair.verdict, pair.fits) == (Verdict.COMPATIBLE, (58, 58))
    assert at_odds("people-who-left") == {}


def test_who_counts_as_having_left_is_recorded_as_differing() -> None:
    counted = {value.counted["en"] for value in statistic("people-who-left").values}
    assert len(counted) == len(values("people-who-left"))
    caution = statistic("people-who-left").caution
    assert caution is not None
    assert caution["en"].startswith("The pages do not count the same thing: people who left,")


def test_alienation_is_recorded_as_the_reason_of_one_page_alone() -> None:
    answers = [
        Answer(question=theme.id, answer="told", source=citation.read)
        for theme in RECORDS.of(Theme)
        for citation in theme.summary.cites
    ]
    alone = {one.why for one in differing_answers(answers) if one.difference is Difference.ONE_SOURCE}
    assert "alienation: told (blog-defectors-reveal) alone" in alone
    assert not any(why.startswith("infighting:") for why in alone)


def test_dates_that_need_the_date_of_a_page_without_one_are_warned_of() -> None:
    warnings = [group.root for group in check(SHIPPED, on=ON).groups if group.root.code == "relative-date"]
    assert [(one.record, one.path, one.message.partition(" cannot ")[0]) for one in warnings] == [
        ("defections-in-2015", ("values", 0, "period"), "'this year'"),
        ("defections-in-summer", ("values", 1, "period"), "'the three months to August'"),
        ("defections-in-summer", ("values", 2, "period"), "'the summer months'"),
        ("people-who-left", ("values", 1, "period"), "'January last year'"),
        ("people-who-left", ("values", 3, "period"), "'January last year'"),
    ]
    undated, dated = "its page has no date on record", "the date of its page does not settle it"
    assert [one.message.partition(": ")[2] for one in warnings] == [undated, undated, dated, undated, undated]


def test_the_relative_dates_of_the_pages_are_found(pages: dict[str, str]) -> None:
    found = {key: {one.printed for one in relative_dates(text) if one.finding} for key, text in pages.items()}
    assert "published Monday" in found["growing-number-of-defectors"]
    assert {"January last year", "this year"} <= found["jihadists-defecting-from-isil"]
    assert any(one.endswith("June of this year") for told in found.values() for one in told)


def test_the_sheet_prints_the_arithmetic_and_its_limits() -> None:
    text = build(SHIPPED, SHEET, on=ON).bytes("md").decode()
    assert "Share of the year: Give both values or neither. Discrepancy: of 58, “six in ten” is 32 to 37;" in text
    assert text.count("Discrepancy: ") == 3
