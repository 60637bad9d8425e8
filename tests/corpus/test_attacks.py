"""Break the shipped corpus in every way the promises forbid: each time there is one finding, and no brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs
import pytest

from counterbrief.assemble import assemble
from counterbrief.model import Approval, BriefPlan, Judgement, Part, Record, Source, Statistic, Testimony
from counterbrief.model.draft import Draft, Path
from counterbrief.model.references import standings
from counterbrief.vetting import Group, RefusedError, Severity
from counterbrief.workflow import Corpus, build, check

ON = dt.date(2026, 11, 21)
SHIPPED = Corpus.shipped()
PLANS = SHIPPED.records.of(BriefPlan)
DRAFTS: dict[str, Draft] = {plan.id: assemble(SHIPPED.records, plan) for plan in PLANS}
USED = sorted({record for draft in DRAFTS.values() for record in draft.uses})


def plans_with(record_id: str) -> list[str]:
    return [plan for plan, draft in DRAFTS.items() if record_id in draft.uses]


def errors(corpus: Corpus) -> list[Group]:
    return [group for group in check(corpus, on=ON).groups if group.root.severity is Severity.ERROR]


def one_root(corpus: Corpus, plans: list[str]) -> Group:
    """The one finding of the broken corpus, after a look at what building each of these plans says."""
    found = errors(corpus)
    assert len(found) == 1, [group.root for group in found]
    assert plans
    for plan in plans:
        with pytest.raises(RefusedError) as refused:
            build(corpus, plan, on=ON)
        assert len(refused.value.groups) == 1, str(refused.value)
        assert refused.value.groups[0].root.code == found[0].root.code
    return found[0]


def without(record: Record, path: Path) -> Record:
    """The record without the item of a tuple, or the citations of a text, that stands at a path."""

    def drop(value: object, steps: Path) -> object:
        step, *rest = steps
        if isinstance(step, int):
            assert isinstance(value, tuple)
            if not rest:
                return (*value[:step], *value[step + 1 :])
            return (*value[:step], drop(value[step], tuple(rest)), *value[step + 1 :])
        assert attrs.has(type(value))
        old = getattr(value, step)
        new = drop(old, tuple(rest)) if rest else ()
        return attrs.evolve(value, **{step: new})  # type: ignore[misc]

    changed = drop(record, path)
    assert isinstance(changed, Record)
    return changed


def test_the_shipped_corpus_is_sound() -> None:
    checked = check(SHIPPED, on=ON)
    assert checked.clean, [group.root for group in checked.groups]
    assert checked.ready == tuple(plan.id for plan in PLANS)
    assert len(PLANS) >= 3


@pytest.mark.parametrize("approval", [approval.id for approval in SHIPPED.records.of(Approval)])
def test_a_deleted_approval_is_one_finding_where_the_record_is_used(approval: str) -> None:
    record = SHIPPED.get(Approval, approval).record
    group = one_root(SHIPPED.remove(approval), plans_with(record))
    assert group.root.code == "approval-missing"
    assert group.root.record in plans_with(record)
    assert len(group.dependants) == len(plans_with(record)) - 1


def limits() -> Iterator[tuple[str, int]]:
    for plan in PLANS:
        for place, section in enumerate(plan.sections):
            if section.part is Part.LIMITS:
                yield plan.id, place


@pytest.mark.parametrize(("plan", "place"), list(limits()))
def test_a_deleted_limits_text_is_one_finding(plan: str, place: int) -> None:
    path: Path = ("sections", place, "statements")
    group = one_root(SHIPPED.put(without(SHIPPED.get(BriefPlan, plan), path)), [plan])
    assert (group.root.code, group.root.record) == ("limits-missing", plan)
    assert [finding.code for finding in group.dependants] == ["approval-void"]


def sole_citations() -> Iterator[tuple[str, Path]]:
    for record_id in USED:
        record = SHIPPED.find(record_id)
        for _, cites, path in standings(record):
            if len(cites) == 1:
                yield record_id, path


@pytest.mark.parametrize(("record", "path"), list(sole_citations()))
def test_a_deleted_sole_citation_is_one_finding_at_the_text(record: str, path: Path) -> None:
    group = one_root(SHIPPED.put(without(SHIPPED.find(record), path)), plans_with(record))
    assert (group.root.code, group.root.record, group.root.path) == ("citation-missing", record, path[:-1])
    assert {finding.code for finding in group.dependants} == {"approval-void"}


@pytest.mark.parametrize("source", [one for one in USED if isinstance(SHIPPED.find(one), Source)])
def test_a_deleted_source_is_one_finding_at_a_place_that_refers_to_it(source: str) -> None:
    group = one_root(SHIPPED.remove(source), plans_with(source))
    assert group.root.code == "reference-missing"
    assert repr(source) in group.root.message
    assert not isinstance(SHIPPED.find(group.root.record), Approval)


def excerpts() -> Iterator[tuple[str, int]]:
    for record_id in USED:
        record = SHIPPED.find(record_id)
        if isinstance(record, Testimony):
            for place in range(len(record.excerpts)):
                yield record_id, place


@pytest.mark.parametrize(("testimony", "place"), list(excerpts()))
def test_a_deleted_excerpt_is_one_finding_at_the_plan_that_quotes_it(testimony: str, place: int) -> None:
    record = SHIPPED.get(Testimony, testimony)
    broken = SHIPPED.put(without(record, ("excerpts", place)))
    group = one_root(broken, plans_with(testimony))
    assert isinstance(SHIPPED.find(group.root.record), BriefPlan)
    assert group.root.code in {"excerpt-missing", "nothing-selected", "approval-void"}


@pytest.mark.parametrize("judgement", [judgement.id for judgement in SHIPPED.records.of(Judgement)])
def test_a_deleted_judgement_is_one_finding_where_the_excerpt_is_quoted(judgement: str) -> None:
    testimony = SHIPPED.get(Judgement, judgement).testimony
    group = one_root(SHIPPED.remove(judgement), plans_with(testimony))
    assert group.root.code == "quotation-unverified"


@pytest.mark.parametrize("capture", sorted({one.capture for one in SHIPPED.records.of(Judgement)}))
def test_a_deleted_capture_is_one_finding(capture: str) -> None:
    broken = SHIPPED.remove(capture)
    [group] = errors(broken)
    assert repr(capture) in group.root.message
    for judgement in SHIPPED.records.of(Judgement):
        for plan in plans_with(judgement.testimony) if judgement.capture == capture else ():
            with pytest.raises(RefusedError, match="was compared with other bytes than the capture on record"):
                build(broken, plan, on=ON)


@pytest.mark.parametrize(("testimony", "place"), list(excerpts()))
def test_a_changed_word_of_an_excerpt_is_one_finding_before_anybody_compares_it_again(
    testimony: str, place: int
) -> None:
    record = SHIPPED.get(Testimony, testimony)
    excerpt = attrs.evolve(record.excerpts[place], quotation=record.excerpts[place].quotation + " indeed")
    excerpts_ = (*record.excerpts[:place], excerpt, *record.excerpts[place + 1 :])
    group = one_root(SHIPPED.put(attrs.evolve(record, excerpts=excerpts_)), plans_with(testimony))
    assert group.root.code == "quotation-void"
    assert {finding.code for finding in group.dependants} <= {"quotation-void", "approval-void"}


@pytest.mark.parametrize("record", USED)
def test_a_changed_byte_of_any_record_that_is_used_voids_its_approval(record: str) -> None:
    changed = attrs.evolve(SHIPPED.find(record), written_by="maintainer-reviewer")
    group = one_root(SHIPPED.put(changed), plans_with(record))
    assert group.root.code == "approval-void"


def test_every_statement_of_evidence_of_every_shipped_plan_rests_on_a_source_with_a_locator() -> None:
    for draft in DRAFTS.values():
        for item in draft.items:
            cites = (*item.cites, *(cite for value in item.values for cite in value.value.cites))
            if item.voice.value == "evidence":
                assert cites, item.id
                assert all(cite.locator is not None for cite in cites), item.id


def test_the_kinds_of_text_that_must_stand_on_a_source_are_all_tried() -> None:
    tried = {(type(SHIPPED.find(record)), path[0]) for record, path in sole_citations()}
    assert {(BriefPlan, "sections"), (Statistic, "values"), (Testimony, "excerpts")} <= tried
