"""What a citation goes back to, as people recorded it; the count of it for a statement; what vetting makes of both."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from tests import builders as b

from counterbrief.assemble import assemble
from counterbrief.codec import digest
from counterbrief.errors import CounterbriefError, NotFoundError
from counterbrief.evidence import origins
from counterbrief.evidence.lineage.corroboration import Derivations
from counterbrief.evidence.lineage.origins import Standing
from counterbrief.model import (
    BriefPlan,
    Certainty,
    Citation,
    Origin,
    Part,
    PlanSection,
    Record,
    Records,
    Selection,
    Source,
    SourceType,
    Statement,
    Testimony,
)
from counterbrief.vetting import Case, Finding, judge
from counterbrief.workflow import Corpus


def source(id_: str, *derived_from: str, own: bool = False, reports_on: tuple[str, ...] = ()) -> Source:
    return Source(
        id=id_,
        written_by="writer",
        invented=True,
        type=SourceType.WEBPAGE,
        title=id_,
        language="en",
        derived_from=derived_from,
        own_origin=own,
        reports_on=reports_on,
    )


def sharing(id_: str, field: str, name: str) -> Source:
    """A source of its own origin of which this is recorded."""
    changes: dict[str, Any] = {field: (name,)}
    return attrs.evolve(source(id_, own=True), **changes)


SOURCES = (
    source("study", own=True),
    source("report", "study"),
    source("copy", "report"),
    source("videos"),
    source("mixed", "study", "videos"),
    source("undecided"),
    source("other", own=True),
    source("interview"),
    source("witness", own=True, reports_on=("interview",)),
    source("hearsay", reports_on=("interview",)),
    source("loop-a", "loop-b"),
    source("loop-b", "loop-a"),
)
DERIVATIONS = Derivations.of(Records(b.SETTINGS, SOURCES))


def citing(
    source: str, reported_in: str | None = None, certainty: str | None = None, origin: str | None = None
) -> Citation:
    recorded = Origin(certainty=Certainty(certainty), source=origin) if certainty is not None else None
    return attrs.evolve(b.cite(source, "paragraph 2", reported_in), origin=recorded)


@pytest.mark.parametrize(
    ("citation", "origin", "certainty"),
    [
        # The passage's own record comes first, and is followed to the end.
        (citing("undecided", certainty="stated", origin="copy"), "study", "stated"),
        (citing("report", certainty="inferred", origin="videos"), "videos", "inferred"),
        (citing("report", certainty="unknown"), None, "unknown"),
        (citing("study", "undecided", "inferred", "videos"), "videos", "inferred"),
        (citing("undecided", certainty="stated", origin="mixed"), None, "unknown"),
        # What is reported elsewhere goes back to what it is reported of.
        (citing("study", "undecided"), "study", "stated"),
        (citing("report", "undecided"), "study", "stated"),
        (citing("interview", "undecided"), "interview", "stated"),
        (citing("mixed", "undecided"), None, "unknown"),
        # A witness of its own is what is known; somebody who only tells of it is not.
        (citing("interview", "witness"), "witness", "stated"),
        (citing("interview", "hearsay"), "interview", "stated"),
        (citing("study", "witness"), "study", "stated"),
        # Else the source decides, as far as somebody decided about it.
        (citing("copy"), "study", "stated"),
        (citing("study"), "study", "stated"),
        (citing("mixed"), None, "unknown"),
        (citing("undecided"), None, "unknown"),
        (citing("hearsay"), None, "unknown"),
        (citing("missing"), None, "unknown"),
        (citing("loop-b"), "loop-a", "stated"),
    ],
)
def test_a_citation_goes_back_to_what_people_recorded(citation: Citation, origin: str | None, certainty: str) -> None:
    assert DERIVATIONS.standing(citation) == Standing(
        id=f"{citation.read} paragraph 2", source=citation.read, origin=origin, certainty=Certainty(certainty)
    )


def test_a_citation_without_a_locator_is_told_by_its_source() -> None:
    assert DERIVATIONS.standing(b.cite("study", None)).id == "study"


def test_sources_that_retell_one_study_count_once_and_what_is_not_stated_stands_beside() -> None:
    found = DERIVATIONS.origins(
        [
            citing("report"),
            citing("copy"),
            citing("study", "undecided"),
            citing("other"),
            citing("undecided", certainty="inferred", origin="videos"),
            citing("hearsay"),
        ]
    )
    assert str(found) == "5 sources, 2 stated origins; beside it 1 inferred origin and 1 piece of unknown origin"
    assert [(origin.ids, origin.sources) for origin in found.stated] == [
        (("other",), ("other",)),
        (("study",), ("copy", "report", "undecided")),
    ]


@pytest.mark.parametrize("shared", ["interviewers", "interpreters", "events"])
def test_who_asked_who_translated_and_the_occasion_join_origins_in_whatever_spelling(shared: str) -> None:
    recorded = Derivations.of(
        Records(
            b.SETTINGS,
            [
                sharing("one", shared, "Anna K."),
                sharing("two", shared, "anna k"),
                sharing("three", shared, "…"),
            ],
        )
    )
    found = recorded.origins([citing("one"), citing("two"), citing("three")])
    assert [origin.ids for origin in found.stated] == [("one", "two"), ("three",)]


def test_the_sources_behind_a_citation_are_those_that_decide_what_it_goes_back_to() -> None:
    assert DERIVATIONS.behind(citing("copy")) == ("copy", "report", "study")
    assert DERIVATIONS.behind(citing("undecided", certainty="inferred", origin="videos")) == ("videos",)
    assert DERIVATIONS.behind(citing("interview", "witness")) == ("witness",)
    assert DERIVATIONS.behind(citing("undecided")) == ()
    assert DERIVATIONS.behind(citing("loop-a")) == ("loop-a", "loop-b")


def corpus(*changed: Record) -> Records:
    page = attrs.evolve(b.PAGE, derived_from=("study",))
    return b.records(page, attrs.evolve(b.STUDY, own_origin=True), *changed)


@pytest.mark.parametrize("statement", ["fact", "numbers", "numbers.page", "claim", "theme", "words", "the-barrack"])
def test_every_kind_of_statement_is_counted_and_every_record_with_citations(statement: str) -> None:
    assert str(origins(corpus(), statement)) == "1 source, 1 stated origin"


def test_the_editors_own_words_rest_on_nothing() -> None:
    assert str(origins(corpus(), "limit")) == "0 sources, 0 stated origins"


def test_a_selected_testimony_is_counted_under_the_id_that_outputs_give_it() -> None:
    section = PlanSection(part=Part.TESTIMONIES, select=Selection(themes=("broken-promises",)))
    records = corpus(b.plan_with(section))
    plan = records.get(BriefPlan, "brief")
    assert plan is not None
    (item, _) = assemble(records, plan).items
    assert str(origins(records, item.id, plan="brief")) == "1 source, 1 stated origin"


def test_a_statement_of_several_plans_needs_its_plan_only_where_they_differ() -> None:
    same = attrs.evolve(b.PLAN, id="second")
    assert origins(corpus(same), "fact").counted == 1
    statement = Statement(id="fact", text="Those who left tell of a home.", cites=(b.cite("other"),))
    other = attrs.evolve(same, sections=(PlanSection(part=Part.FACT, statements=(statement,)),))
    records = corpus(source("other"), other)
    assert (origins(records, "fact", plan="brief").counted, origins(records, "fact", plan="second").counted) == (1, 0)
    with pytest.raises(CounterbriefError) as caught:
        origins(records, "fact")
    assert str(caught.value) == (
        "several plans have a statement 'fact', and they rest on different evidence; name the plan: brief, second"
    )


@pytest.mark.parametrize(
    ("statement", "plan", "message"),
    [
        ("fakt", None, "there is no statement 'fakt'; did you mean 'fact'?"),
        ("someone", None, "there is no statement 'someone'"),
        ("the-barrack", "brief", "there is no statement 'the-barrack'"),
        ("fact", "breif", "there is no plan 'breif'; did you mean 'brief'?"),
    ],
)
def test_an_unknown_statement_or_plan_names_the_near_ones(statement: str, plan: str | None, message: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        origins(corpus(), statement, plan=plan)
    assert str(caught.value) == message


def test_a_corpus_counts_the_same() -> None:
    assert Corpus(records=corpus()).origins("fact", "brief") == origins(corpus(), "fact", plan="brief")


def judged(records: Records, on: dt.date = b.DAY) -> list[Finding]:
    plan = records.get(BriefPlan, "brief")
    assert plan is not None
    digests = {record.id: digest(record) for record in records}
    return list(judge(Case(records=records, digests=digests, on=on, draft=assemble(records, plan))))


def graded(*cites: Citation) -> Testimony:
    """The testimony with credibility 1, whose summary stands on the page and whose words on these."""
    excerpt = attrs.evolve(b.TESTIMONY.excerpts[0], cites=cites)
    return attrs.evolve(b.TESTIMONY, credibility=1, excerpts=(excerpt,))


def unfounded(*changed: Record) -> list[Finding]:
    return [finding for finding in judged(corpus(*changed)) if finding.code == "credibility-unfounded"]


def test_credibility_1_is_refused_under_two_stated_origins() -> None:
    (finding,) = unfounded(graded(b.cite("page")))
    assert (finding.record, finding.path) == ("the-barrack", ("credibility",))
    assert finding.message == (
        "credibility 1 says that independent sources confirm it; its summary and excerpts rest on "
        "1 source, 1 stated origin"
    )
    assert finding.remedy == "grade it 2 or lower, or cite a source of another origin and record that origin"


def test_an_origin_that_is_inferred_or_unknown_or_not_independent_confirms_nothing() -> None:
    page = b.cite("page")
    assert unfounded(graded(page, b.cite("other")), source("other"))
    inferred = Origin(certainty=Certainty.INFERRED, source="other")
    assert unfounded(graded(page, attrs.evolve(b.cite("other"), origin=inferred)), source("other", own=True))
    study = attrs.evolve(b.STUDY, own_origin=True, events=("one evening",))
    assert unfounded(graded(page, b.cite("other")), sharing("other", "events", "one evening"), study)
    assert unfounded(graded(page, b.cite("other")), source("other", "study"))


def test_two_stated_origins_found_credibility_1_and_lower_grades_need_none() -> None:
    assert unfounded(graded(b.cite("page"), b.cite("other")), source("other", own=True)) == []
    assert unfounded(attrs.evolve(b.TESTIMONY, credibility=2)) == []


def test_the_records_that_decide_an_origin_are_vetted_with_the_brief() -> None:
    confirmed = graded(b.cite("page"), b.cite("other"))
    records = corpus(confirmed, source("other", "hidden"), source("hidden", own=True))
    plan = records.get(BriefPlan, "brief")
    assert plan is not None
    draft = assemble(records, plan)
    assert {"hidden", "other", "study"} <= set(draft.uses)
    assert "hidden" not in draft.sources
    unapproved = records.remove("hidden-by-reviewer")
    assert [finding.code for finding in judged(unapproved) if "hidden" in finding.message] == ["approval-missing"]


def test_what_confirms_a_testimony_is_vetted_though_only_its_grade_is_printed() -> None:
    summary = b.cited("Found a barrack.", b.cite("page"), b.cite("other"))
    records = corpus(attrs.evolve(b.TESTIMONY, credibility=1, summary=summary), source("other", own=True))
    plan = records.get(BriefPlan, "brief")
    assert plan is not None
    assert "other" in assemble(records, plan).uses


def test_sources_that_were_derived_from_each_other_are_one_finding_at_each() -> None:
    records = corpus(attrs.evolve(b.STUDY, derived_from=("page",)))
    found = [finding for finding in judged(records) if finding.code == "derivation-circle"]
    assert [(one.record, one.path, one.message) for one in found] == [
        ("page", ("derived_from",), "source 'page' is derived from itself, by way of 'study'"),
        ("study", ("derived_from",), "source 'study' is derived from itself, by way of 'page'"),
    ]
    assert len({one.cause for one in found}) == 1
    alone = corpus(attrs.evolve(b.PAGE, derived_from=("page",)))
    assert [one.message for one in judged(alone) if one.code == "derivation-circle"] == [
        "source 'page' is derived from itself"
    ]
    assert [one for one in judged(corpus()) if one.code == "derivation-circle"] == []
