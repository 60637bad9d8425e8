"""A figure that other sources tell differently never stands alone unexplained, and what has no date is told."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from tests import builders as b

from counterbrief.assemble import assemble
from counterbrief.codec import digest
from counterbrief.model import (
    BriefPlan,
    Citation,
    FigureUse,
    Handling,
    LocalText,
    Part,
    PartialDate,
    PlanSection,
    Record,
    ReportedValue,
    Source,
    Statement,
    Statistic,
)
from counterbrief.vetting import Case, Finding, RefusedError, Severity, judge, mark, vet
from counterbrief.vetting.rules.discrepancies import discrepancies

OTHER = attrs.evolve(b.PAGE, id="other-page", title="Another invented page")


def value(value_id: str, printed: str, *cites: Citation, **fields: Any) -> ReportedValue:
    given: dict[str, Any] = {"counted": LocalText.of(en="people who left")}
    return ReportedValue(**{"id": value_id, "as_printed": printed, "cites": cites, **given, **fields})


def statistic(*values: ReportedValue, id_: str = "share", caution: str | None = "They differ.") -> Statistic:
    return Statistic(
        id=id_,
        written_by="writer",
        invented=True,
        label=LocalText.of(en="Share"),
        values=values,
        caution=LocalText.of(en=caution) if caution else None,
    )


SHARE = statistic(
    value("one", "six in ten", b.cite("page", "paragraph 4"), out_of=58, counted=LocalText.of(en="cases reported")),
    value("two", "nearly two thirds", b.cite("other-page", "paragraph 2"), out_of=58),
)


def plan_of(text: str, *cites: Citation, figures: tuple[FigureUse, ...] = (), language: str = "en-GB") -> BriefPlan:
    statement = Statement(id="share", text=text, cites=cites, figures=figures)
    plan = b.plan_with(PlanSection(part=Part.FACT, statements=(statement,)))
    return attrs.evolve(plan, language=language)


def case(*changed: Record) -> Case:
    records = b.records(OTHER, *changed)
    plan = records.get(BriefPlan, "brief")
    assert plan is not None
    digests = {record.id: digest(record) for record in records}
    return Case(records=records, digests=digests, on=b.DAY, draft=assemble(records, plan))


def found(*changed: Record) -> list[Finding]:
    return list(discrepancies(case(*changed)))


def codes(*changed: Record) -> list[str]:
    return [finding.code for finding in found(*changed)]


def in_tension(text: str, *cites: Citation, figures: tuple[FigureUse, ...] = ()) -> list[str]:
    return codes(SHARE, plan_of(text, *cites, figures=figures))


PAGE = b.cite("page", "paragraph 4")
OTHER_PAGE = b.cite("other-page", "paragraph 2")


def test_a_figure_in_tension_alone_is_an_error_that_names_the_other_value_with_the_arithmetic() -> None:
    assert found(SHARE, plan_of("Six in ten left in the first year.", PAGE)) == [
        Finding(
            code="figure-in-tension",
            record="brief",
            path=("sections", 0, "statements", 0, "text"),
            message=(
                "statement 'share' uses 'six in ten' of 'share' without 'nearly two thirds': of 58, 'six in ten' is 32 to "
                "37; 'nearly two thirds' is 37 to 38; only 37 fits both; they count different things ('cases reported', "
                "'people who left'): in tension"
            ),
            remedy=(
                "give all values with their sources, or add 'figures' with 'handling: attributed' where the text says "
                "whose value it is, or with 'handling: chosen' and a 'reason'"
            ),
            cause="figure-in-tension:brief:share:share",
            about=("share",),
            statement="share",
        )
    ]


def test_the_gate_refuses_it_and_a_draft_leaves_it_out() -> None:
    broken = case(SHARE, plan_of("Six in ten left.", PAGE))
    with pytest.raises(RefusedError, match=r"\[figure-in-tension\]"):
        vet(broken)
    assert mark(broken).left_out == (("share", "figure-in-tension"),)


def test_a_text_that_gives_all_values_with_their_sources_is_sound() -> None:
    both = "“Six in ten” cases were reported then; “nearly two thirds” of the people left."
    assert in_tension(both, PAGE, OTHER_PAGE) == []
    assert in_tension(both, PAGE) == ["figure-in-tension"], "the other value is not cited"
    assert in_tension(both.replace("nearly ", ""), PAGE, OTHER_PAGE) == ["figure-in-tension"], "another value"


def test_a_declared_figure_is_sound() -> None:
    attributed = FigureUse(statistic="share", handling=Handling.ATTRIBUTED)
    chosen = FigureUse(statistic="share", handling=Handling.CHOSEN, reason="the older page is the more careful one")
    other = FigureUse(statistic="how-many-left", handling=Handling.ATTRIBUTED)
    for figures in ((attributed,), (chosen,)):
        assert in_tension("The first page says six in ten.", PAGE, figures=figures) == []
    assert in_tension("Six in ten left.", PAGE, figures=(other,)) == ["figure-in-tension"]


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        ("6 in 10 of them left.", PAGE),
        ("Some 60 % of them left.", PAGE),
        ("About six in ten of them left.", PAGE),
        ("Six in ten of them left.", b.cite("page", "paragraph 9")),
        ("Six in ten of them left.", b.cite("study", "paragraph 4", "page")),
        ("Two thirds of them left.", OTHER_PAGE),
        ("Almost two-thirds of them left.", OTHER_PAGE),
    ],
)
def test_the_same_figure_in_other_words_is_still_used(text: str, cite: Citation) -> None:
    assert in_tension(text, cite) == ["figure-in-tension"]


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        ("Six of them left.", PAGE),
        ("Most of them left.", PAGE),
        ("Half of them left.", PAGE),
        ("Six in ten of them left.", OTHER_PAGE),
        ("Some of them left.", PAGE),
    ],
)
def test_other_figures_and_other_sources_are_not_the_statistics(text: str, cite: Citation) -> None:
    assert in_tension(text, cite) == []


def test_a_statistic_that_is_shown_whole_gives_its_range() -> None:
    section = PlanSection(part=Part.FACT, statements=(Statement(id="shown", statistic="share"),))
    assert codes(SHARE, b.plan_with(section)) == []


def test_compatible_values_need_no_word() -> None:
    loose = statistic(value("one", "at least 58", PAGE), value("two", "a total of 58", OTHER_PAGE))
    assert codes(loose, plan_of("A total of 58 left.", OTHER_PAGE)) == []


COUNTS = statistic(
    value("one", "17", PAGE, number=17, counted=LocalText.of(en="fighters")),
    value("two", "a third", OTHER_PAGE, out_of=58, counted=LocalText.of(en="cases")),
)
LANDS = statistic(value("lands", "17", b.cite("page", "paragraph 11-12"), number=17), id_="lands")


def test_a_figure_that_another_fact_explains_by_its_place_is_that_facts() -> None:
    text = "They came from 17 countries."
    assert codes(COUNTS, LANDS, plan_of(text, b.cite("page", "paragraph 12"))) == []
    assert codes(COUNTS, LANDS, plan_of(text, b.cite("page", "paragraph 4, 12"))) == ["figure-in-tension"]
    assert codes(COUNTS, LANDS, plan_of(text, b.cite("page", "paragraph 7"))) == ["figure-in-tension"]
    assert codes(COUNTS, LANDS, plan_of(text, b.cite("page", "line 12"))) == ["figure-in-tension"]
    assert codes(COUNTS, LANDS, plan_of(text, b.cite("page", None))) == ["figure-in-tension"]


def test_a_date_is_no_figure() -> None:
    assert codes(COUNTS, plan_of("They left on 17 August 2015.", PAGE)) == []
    assert codes(COUNTS, plan_of("They left on August 17, 2015, all 17 of them.", PAGE)) == ["figure-in-tension"]


def test_a_missing_citation_of_a_value_is_not_told_twice() -> None:
    uncited = attrs.evolve(SHARE, values=(SHARE.values[0], attrs.evolve(SHARE.values[1], cites=())))
    both = "Six in ten cases; nearly two thirds of the people."
    assert codes(uncited, plan_of(both, PAGE, OTHER_PAGE)) == []
    assert codes(COUNTS, attrs.evolve(LANDS, values=(value("lands", "17"),)), plan_of("17 lands.", PAGE)) == [
        "figure-in-tension"
    ]
    far = b.cite("page", "paragraph 12")
    assert codes(COUNTS, attrs.evolve(LANDS, values=(value("lands", "17"),)), plan_of("17 lands.", far)) == []


def test_a_value_that_is_no_number_is_found_by_its_words() -> None:
    words = statistic(value("one", "a handful", PAGE), value("two", "17", PAGE), value("three", "18", OTHER_PAGE))
    assert codes(words, plan_of("A handful left.", PAGE)) == []
    assert codes(words, plan_of("A handful left, or 17 did.", PAGE)) == ["figure-in-tension"]


def test_one_page_that_counts_several_things_is_not_at_odds_with_itself() -> None:
    reasons = statistic(
        value("one", "19", PAGE, counted=LocalText.of(en="unequal shares")),
        value("two", "14", b.cite("page", "paragraph 5"), counted=LocalText.of(en="orders")),
    )
    assert codes(reasons, plan_of("19 told of unequal shares.", PAGE)) == []


SAME = (value("one", "17", PAGE), value("two", "18", OTHER_PAGE))


def test_values_that_exclude_each_other_need_a_caution() -> None:
    shown = b.plan_with(PlanSection(part=Part.FACT, statements=(Statement(id="shown", statistic="share"),)))
    assert found(statistic(*SAME, caution=None), shown) == [
        Finding(
            code="discrepancy-untold",
            record="share",
            path=("values",),
            message=(
                "values exclude each other, and no 'caution' says so: '17' is 17; '18' is 18; no number fits both: "
                "incompatible"
            ),
            remedy="mend the value that is wrong, or add 'caution': what a reader must know of the difference",
            cause="discrepancy-untold:share",
        )
    ]
    assert codes(statistic(*SAME), shown) == []
    assert codes(SHARE, shown) == []


def test_a_corpus_is_judged_without_a_brief_too() -> None:
    records = b.records(OTHER, statistic(*SAME, caution=None))
    whole = Case(records=records, digests={}, on=b.DAY)
    assert [finding.code for finding in discrepancies(whole)] == ["discrepancy-untold"]


def dated(printed: str) -> Source:
    return attrs.evolve(b.PAGE, issued=PartialDate.parse(printed))


def period(text: str, **fields: Any) -> list[Finding]:
    page = fields.pop("page", b.PAGE)
    one = statistic(value("one", "17", PAGE, period=LocalText.of(en=text), **fields))
    shown = b.plan_with(PlanSection(part=Part.FACT, statements=(Statement(id="shown", statistic="share"),)))
    return found(one, shown, page)


def test_a_relative_date_of_a_value_is_a_warning() -> None:
    assert period("this year, and last year") == [
        Finding(
            code="relative-date",
            severity=Severity.WARNING,
            record="share",
            path=("values", 0, "period"),
            message="'this year' cannot be placed in time: its page has no date on record",
            remedy="add 'as_of', or 'issued' to its source",
            cause="relative-date:share:('values', 0, 'period')",
        )
    ]


def test_the_date_of_the_page_or_of_the_value_settles_it() -> None:
    assert period("this year", page=dated("2015")) == []
    assert period("this year", as_of=PartialDate.parse("2015")) == []
    assert period("the year 2015") == []
    (unsettled,) = period("the summer months", page=dated("2015-09-21"))
    assert unsettled.message == (
        "'the summer months' cannot be placed in time: the date of its page does not settle it"
    )


def test_a_relative_date_in_a_text_is_a_warning() -> None:
    plan = plan_of("Their number grew last year.", PAGE)
    assert found(plan) == [
        Finding(
            code="relative-date",
            severity=Severity.WARNING,
            record="brief",
            path=("sections", 0, "statements", 0, "text"),
            message="'last year' cannot be placed in time: its page has no date on record",
            remedy="tell the date itself, or leave it out",
            cause="relative-date:brief:('sections', 0, 'statements', 0, 'text')",
        )
    ]
    assert codes(plan, dated("2015")) == []
    assert codes(plan_of("Their number grew last year.", PAGE, language="fr-FR")) == []
    assert codes(plan_of("Their number grew last year.", b.cite("gone"))) == ["relative-date"]
    assert isinstance(vet(case(plan)).notices, tuple), "a warning stops no brief"


def test_it_is_one_of_the_rules() -> None:
    judged = judge(case(SHARE, plan_of("Six in ten left.", PAGE)))
    assert "figure-in-tension" in {finding.code for finding in judged}


def test_figures_name_a_statistic_that_exists() -> None:
    gone = FigureUse(statistic="gone", handling=Handling.ATTRIBUTED)
    (missing,) = (one for one in judge(case(plan_of("They left.", PAGE, figures=(gone,)))) if one.about == ("gone",))
    assert missing.message == "'statistic' names the statistic 'gone', which does not exist"
    assert missing.path == ("sections", 0, "statements", 0, "figures", 0, "statistic")
