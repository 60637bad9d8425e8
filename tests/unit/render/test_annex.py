"""The evidence annex: what it tells of each statement, in every format, and what it never tells."""

from __future__ import annotations

import attrs
import pytest
from tests import builders as b

from counterbrief.model import Citation, Judgement, Naming, Part, PlanSection, Protection, Record, Statement, Verdict
from counterbrief.render.tree import Block, Items, Paragraph, Section, Table, plain_text, walk_blocks
from counterbrief.vetting import RefusedError
from counterbrief.workflow import Corpus, build


def annex(*changed: Record, draft: bool = False) -> Section:
    judged = [one for one in changed if isinstance(one, Judgement)]
    corpus = Corpus(records=b.records(*(one for one in changed if one not in judged)))
    for one in judged:
        corpus = corpus.put(one)
    built = build(corpus, "brief", on=b.DAY, annex=True, draft=draft)
    last = built.document.blocks[-1]
    assert isinstance(last, Section)
    return last


def tables(section: Section) -> dict[str, list[list[str]]]:
    return {
        plain_text(block.caption): [[plain_text(cell.children) for cell in row] for row in block.rows]
        for block in walk_blocks(section.children)
        if isinstance(block, Table)
    }


def drawn(blocks: tuple[Block, ...], depth: int = 0) -> list[str]:
    """The tree of sources, a line each, set in by its depth."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Items):
            for first, *rest in block.items:
                assert isinstance(first, Paragraph)
                lines += ["  " * depth + plain_text(first.children), *drawn(tuple(rest), depth + 1)]
    return lines


def test_each_quotation_with_its_verdict_place_grades_and_origin() -> None:
    digest = b.CAPTURE.sha256[:12]
    found = tables(annex())
    assert found["Quotations, compared with the saved copies"] == [
        ["5", "A former member, a northern town", "verbatim", f"{digest}, characters 0–70", "F3", "Not stated"]
    ]
    assert found["The saved copies"] == [[digest, "An invented page about leaving", "not known"]]


def test_statements_that_stand_on_the_same_are_told_together() -> None:
    assert tables(annex())["The other statements"] == [
        ["1, 3, 4", "An invented page about leaving [F]", "Not stated"],
        ["2", "An invented page about leaving [F]", "An invented study"],
    ]


def test_the_sources_are_drawn_each_under_what_it_retells() -> None:
    study = attrs.evolve(b.STUDY, own_origin=True)
    page = attrs.evolve(b.PAGE, derived_from=("study", "echo"), reports_on=("video",))
    echo = attrs.evolve(b.PAGE, id="echo", title="An echo", derived_from=("study",))
    video = attrs.evolve(b.PAGE, id="video", title="A video")
    assert drawn(annex(study, page, echo, video).children) == [
        "An invented study – an origin of its own",
        "  An echo",
        "    An invented page about leaving – tells of A video without resting on it",
    ]


def test_an_acceptance_is_told() -> None:
    [judgement] = b.judgement(b.TESTIMONY)
    accepted: Judgement = attrs.evolve(
        judgement, verdict=Verdict.EDITED, needs_acceptance=True, accepted_by="reviewer", accepted_on=b.GIVEN
    )
    rows = tables(annex(accepted))["Quotations, compared with the saved copies"]
    assert rows[0][2] == "verbatim but for marked edits; edits accepted by a second person"


def test_a_brief_with_a_protected_name_in_a_title_has_no_annex_because_there_is_no_brief() -> None:
    page = attrs.evolve(b.PAGE, title="What Jane Roe saw")
    person = attrs.evolve(b.PERSON, protection=Protection(naming=Naming.ANONYMOUS, never_tell=("Jane Roe",)))
    with pytest.raises(RefusedError, match="tells a detail that protects 'someone'"):
        annex(page, person)


def test_the_editors_own_words_have_no_evidence() -> None:
    notes = [row[0] for rows in tables(annex()).values() for row in rows]
    assert "6" not in notes


@pytest.mark.parametrize("form", ["html", "md", "pdf"])
def test_every_format_has_it_and_only_when_it_is_asked_for(form: str) -> None:
    corpus = Corpus(records=b.records())
    without = build(corpus, "brief", on=b.DAY).bytes(form)
    with_annex = build(corpus, "brief", on=b.DAY, annex=True).bytes(form)
    assert build(corpus, "brief", on=b.DAY, annex=False).bytes(form) == without
    assert with_annex == build(corpus, "brief", on=b.DAY, annex=True).bytes(form)
    assert len(with_annex) > len(without)
    if form != "pdf":
        assert (b"Evidence annex" in without, b"Evidence annex" in with_annex) == (False, True)


def test_a_draft_has_one_too_without_what_is_left_out() -> None:
    [judgement] = b.judgement(b.TESTIMONY)
    void = attrs.evolve(judgement, fold_version=judgement.fold_version + 1)
    assert "Quotations, compared with the saved copies" not in tables(annex(void, draft=True))


def test_sources_in_a_circle_do_not_hang_it() -> None:
    cite = Citation(source="page", locator=b.cite("page").locator)
    one = attrs.evolve(b.PAGE, derived_from=("other",))
    other = attrs.evolve(b.PAGE, id="other", title="Another", derived_from=("page",))
    plan = b.plan_with(PlanSection(part=Part.FACT, statements=(Statement(id="fact", text="A fact.", cites=(cite,)),)))
    assert drawn(annex(one, other, plan, draft=True).children) == []
