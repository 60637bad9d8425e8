"""Composing: the shipped templates, the notes and sources of a document, its evidence and how it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests import builders as b
from tests.unit.render.engine import (
    BODY,
    HEAD,
    LETTER,
    MENTOR,
    SPREAD,
    TAIL,
    TEMPLATES,
    blocks,
    brief,
    case_of,
    draft,
    rich_brief,
    rich_plan,
    write_templates,
)

from counterbrief.errors import CitationError, NotFoundError
from counterbrief.model import (
    Approval,
    Attests,
    Audience,
    BriefPlan,
    Capture,
    LocalText,
    Part,
    PlanSection,
    Record,
    Records,
    Statement,
    TeamMember,
    Voice,
)
from counterbrief.render.compose import compose
from counterbrief.render.html import write_html
from counterbrief.render.markdown import write_markdown
from counterbrief.render.tree import (
    BarChart,
    Box,
    Document,
    Foreign,
    Heading,
    NoteMark,
    Origin,
    Paragraph,
    Quotation,
    Section,
    SourceList,
    StatementSpan,
    Table,
    Text,
    inlines_of,
    plain_text,
    walk_blocks,
    walk_inlines,
)
from counterbrief.vetting import VettedBrief, vet

TYPES = ("practitioner-brief", "testimony-profile", "press-fact-sheet")


def evidence(document: Document) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(document.evidence)
    return content


def shape(document: Document) -> list[str]:
    """The headings of a document, each with the box or section it stands in."""
    found = []
    for block in walk_blocks(document.blocks):
        if isinstance(block, Section | Box):
            found.append(f"{type(block).__name__.lower()} {block.role}")
        elif isinstance(block, Heading):
            found.append(f"h{block.level} {plain_text(block.children)}")
    return found


def texts(document: Document) -> str:
    """Every word of the blocks, a line a run."""
    return "\n".join(plain_text(run) for block in walk_blocks(document.blocks) for run in inlines_of(block))


@pytest.mark.parametrize("type_", TYPES)
def test_each_shipped_type_places_everything(type_: str) -> None:
    document = compose(rich_brief(type=type_), templates=TEMPLATES)
    marks = [
        inline.number
        for block in walk_blocks(document.blocks)
        for run in inlines_of(block)
        for inline in walk_inlines(run)
        if isinstance(inline, NoteMark)
    ]
    assert marks == [note.number for note in document.notes] == list(range(1, len(marks) + 1))
    assert evidence(document)["clusters"] == len(document.notes)
    (sources,) = blocks(document, SourceList)
    assert sorted(entry.source for entry in sources.entries) == evidence(document)["sources"] == ["page", "study"]
    # Every writer takes it.
    assert write_html(document).startswith(b"<!DOCTYPE html>")
    assert write_markdown(document)


def test_the_practitioner_brief_follows_the_debunking_handbook() -> None:
    assert shape(compose(brief(_with_all_parts()), templates=TEMPLATES)) == [
        "h1 An invented brief about a home",
        "box key",
        "h2 Key messages",
        "section fact",
        "h2 What happened",
        "box warning",
        "h2 A false claim follows",
        "section claim",
        "h2 The claim",
        "section explanation",
        "h2 Where the promise broke",
        "section testimonies",
        "h2 In their own words",
        "section fact-again",
        "h2 The facts once more",
        "section strength",
        "h2 How strong the evidence is",
        "box limits",
        "h2 What this evidence cannot show",
        "section use",
        "h2 How to use it",
        "section use",
        "h2 How not to use it",
        "section clearance",
        "h2 Approval and clearance",
        "h3 Why the claim is named",
        "section sources",
        "h2 Sources",
    ]


def _with_all_parts() -> BriefPlan:
    def told(part: Part, id_: str, **changes: Any) -> PlanSection:
        statement = Statement(id=id_, voice=Voice.EDITOR, text="Read this with care.")
        return PlanSection(part=part, statements=(statement,), **changes)

    fact, claim, explanation, testimonies, limits = b.PLAN.sections
    return attrs.evolve(
        b.PLAN,
        sections=(
            told(Part.KEY_MESSAGES, "key"),
            fact,
            told(Part.WARNING, "warning"),
            claim,
            attrs.evolve(explanation, heading="Where the promise broke"),
            testimonies,
            told(Part.FACT_AGAIN, "again"),
            told(Part.STRENGTH, "strong"),
            limits,
            told(Part.USE, "use"),
            told(Part.NOT_USE, "not-use"),
        ),
    )


def test_quotations_say_who_speaks_and_what_is_not_known() -> None:
    document = compose(rich_brief(), templates=TEMPLATES)
    words, letter = blocks(document, Quotation)
    assert words.words == "They said a home was waiting, and it was a barrack with a lock outside"
    assert plain_text(words.attribution) == (
        "A former member, a northern town. Original wording and translator are not known."
    )
    assert isinstance(words.attribution[-1], NoteMark)
    assert plain_text(letter.attribution) == (
        "Salim Yassin (not their real name), a former member, telling of somebody else. Relayed by An invented page about leaving. "
        "Translated by the invented translation desk."
    )
    assert letter.original == Foreign(
        language="ar",
        direction="rtl",
        children=(Text(value="قالت الرسالة عد إلى البيت", origin=Origin.EVIDENCE),),
    )
    assert letter.cites == ("page",)


def test_a_statistic_stands_in_a_table_value_by_value() -> None:
    document = compose(rich_brief(), templates=TEMPLATES)
    table = blocks(document, Table)[0]
    assert plain_text(table.caption) == "Values as the sources report them"
    assert [[plain_text(cell.children) for cell in row] for row in (table.header, *table.rows)] == [
        ["Fact", "As printed", "What is counted, out of what and when", "Reported by"],
        ["People who left", "at least 12", "people who left", "An invented page about leaving"],
        [
            "People who left",
            "about a dozen",
            "families who left; out of all families of the town; period: that winter",
            "An invented page about leaving",
        ],
        ["People who left", "9", "men who left", "An invented page about leaving"],
    ]
    assert "People who left: The values count different things." in texts(document)
    told = [one for one in evidence(document)["statements"] if one["id"].startswith("numbers")]
    assert [(one["id"], one["note"]) for one in told] == [
        ("numbers.page", 2),
        ("numbers.second", 3),
        ("numbers.third", 4),
        ("numbers", 5),
    ]


def remark_of(*changed: Record) -> tuple[str, tuple[str, ...], list[tuple[str, str | None]]]:
    """The paragraph below the table of values: its text, the sources of its span, and what its note cites."""
    document = compose(brief(*changed), templates=TEMPLATES)
    ((text, span),) = (
        (plain_text(block.children), inline)
        for block in walk_blocks(document.blocks)
        if isinstance(block, Paragraph)
        for inline in block.children
        if isinstance(inline, StatementSpan) and inline.statement == "numbers"
    )
    assert span.origin is Origin.EVIDENCE
    (told,) = (one for one in evidence(document)["statements"] if one["id"] == "numbers")
    return text, span.cites, [(one["source"], one["locator"]) for one in told["citations"]]


def test_values_at_odds_are_told_with_the_arithmetic_below_the_caution_in_one_note() -> None:
    text, sources, cites = remark_of(SPREAD)
    assert text == (
        "People who left: The values count different things. Discrepancy: “at least 12” is 12 or more; “9” is 9; no number "
        "fits both; they count different things: in tension."
    )
    assert sources == ("study", "page")
    assert cites == [("study", "paragraph 4"), ("page", "paragraph 9"), ("page", "paragraph 11")]


def test_without_a_caution_the_note_cites_the_values_that_were_compared() -> None:
    text, sources, cites = remark_of(attrs.evolve(SPREAD, caution=None))
    assert text == (
        "People who left: Discrepancy: “at least 12” is 12 or more; “9” is 9; no number fits both; they count different "
        "things: in tension."
    )
    assert sources == ("study", "page")
    assert cites == [("study", "paragraph 4"), ("page", "paragraph 11")]


def test_values_that_agree_have_no_note_of_their_own() -> None:
    document = compose(brief(attrs.evolve(SPREAD, values=SPREAD.values[:2], caution=None)), templates=TEMPLATES)
    assert "Discrepancy" not in texts(document)
    assert "numbers" not in {one["id"] for one in evidence(document)["statements"]}


def test_a_chart_stands_on_a_table_with_the_same_values() -> None:
    document = compose(rich_brief(type="press-fact-sheet"), templates=TEMPLATES)
    (chart,) = blocks(document, BarChart)
    assert [(bar.label, bar.value, bar.printed) for bar in chart.bars] == [
        ("people who left", 12, "at least 12"),
        ("men who left", 9, "9"),
    ]
    assert chart.alternative == "Bar chart: people who left: at least 12; men who left: 9."
    assert texts(document).count("about a dozen") == 1
    assert "Each of these numbers stands with its source in a table above." in texts(document)
    notes = {one["id"]: one["note"] for one in evidence(document)["statements"]}
    assert notes["chart.page"] == notes["numbers.page"]


def test_a_chart_without_a_table_before_it_brings_its_own() -> None:
    limits = b.PLAN.sections[-1]
    plan = rich_plan(
        type="press-fact-sheet",
        sections=(PlanSection(part=Part.CHART, statements=(Statement(id="chart", statistic="how-many-left"),)), limits),
    )
    document = compose(brief(MENTOR, LETTER, SPREAD, plan), templates=TEMPLATES)
    kinds = [type(block).__name__ for block in walk_blocks(document.blocks) if isinstance(block, BarChart | Table)]
    assert kinds[:2] == ["BarChart", "Table"]
    assert len(document.notes) == 4


def test_what_was_read_elsewhere_is_cited_as_reported_there() -> None:
    document = compose(brief(), templates=TEMPLATES)
    assert [plain_text(note.children) for note in document.notes] == [
        "‘An invented page about leaving’ (no date stated), para. 3.",
        "An invented study (no date stated), as reported in ‘An invented page about leaving’ (n. 1), para. 4.",
        "‘An invented page about leaving’ (n. 1), para. 2.",
        "Ibid., para. 1.",
        "Ibid., para. 3.",
    ]
    (sources,) = blocks(document, SourceList)
    assert [(entry.source, plain_text(entry.remarks)) for entry in sources.entries] == [
        ("page", "Reliability F: reliability cannot be judged."),
        (
            "study",
            "Reliability F: reliability cannot be judged. Not seen itself; read as reported in An invented page about leaving.",
        ),
    ]


def test_strength_is_told_in_grades_on_two_axes() -> None:
    document = compose(rich_brief(), templates=TEMPLATES)
    tables = blocks(document, Table)[-2:]
    assert [plain_text(table.caption) for table in tables] == [
        "How reliable the sources are",
        "How credible the testimonies are",
    ]
    assert [[plain_text(cell.children) for cell in row] for row in tables[1].rows] == [
        ["A former member, a northern town", "3", "possibly true"],
        ["Salim Yassin (not their real name)", "4", "doubtful"],
    ]


def test_clearance_tells_roles_and_never_who_approved() -> None:
    document = compose(brief(), templates=TEMPLATES)
    assert document.meta.running == (
        "Invented: nothing in this document is real",
        "Approved by reviewer as true to its sources, unsigned. Not cleared for use with any audience.",
    )
    assert "Approved by reviewer as true to its sources." in texts(document)
    assert b"reviewer" not in document.evidence


def test_an_approver_who_agrees_is_named() -> None:
    named = attrs.evolve(b.REVIEWER, name="Invented Reviewer", agrees_to_be_named=True)
    shy = attrs.evolve(b.REVIEWER, name="Invented Reviewer")
    for member, told in ((named, "Approved by Invented Reviewer (reviewer) as"), (shy, "Approved by reviewer as")):
        document = compose(_by(member), templates=TEMPLATES)
        assert told in texts(document)


def _by(member: TeamMember) -> VettedBrief:
    return vet(case_of(b.records().put(member)))


def test_a_brief_that_is_cleared_says_for_whom() -> None:
    records = b.records()
    for approval in records.of(Approval):
        audiences = (Audience.TEACHERS, Audience.YOUTH_WORKERS)
        cleared = attrs.evolve(approval, attests=Attests.CLEARED_FOR_USE, audiences=audiences)
        records = records.put(cleared)
    document = compose(vet(case_of(records)), templates=TEMPLATES)
    assert document.meta.running[-1] == (
        "Approved by reviewer as true to its sources, unsigned. Cleared for use with teachers and youth workers."
    )
    assert "Approved by reviewer as true to its sources and cleared for use." in texts(document)


def test_a_draft_says_so_and_lists_what_is_left_out_by_id() -> None:
    silent = attrs.evolve(b.TESTIMONY, excerpts=(attrs.evolve(b.TESTIMONY.excerpts[0], cites=()),))
    document = compose(draft(silent), templates=TEMPLATES)
    assert document.meta.draft
    assert document.meta.running == ("DRAFT – not vetted, not for use", "Invented: nothing in this document is real")
    assert "This is a draft for the team. It is not vetted and not for use." in texts(document)
    assert "words – citation-missing" in texts(document)
    assert "barrack with a lock" not in texts(document)
    assert evidence(document)["left_out"] == [{"code": "citation-missing", "statement": "words"}]
    assert evidence(document)["draft"] is True


def test_a_draft_without_a_publisher_is_still_shown() -> None:
    document = compose(draft(attrs.evolve(b.PLAN, publisher=None)), templates=TEMPLATES)
    assert document.meta.publisher == ""


def test_the_notice_of_a_corpus_stands_on_every_page() -> None:
    records = b.records()
    settings = attrs.evolve(records.settings, notice=LocalText.of(en="A notice\nof two lines"))
    document = compose(vet(case_of(Records(settings, list(records)))), templates=TEMPLATES)
    assert document.meta.running[1] == "A notice of two lines"


def test_evidence_tells_what_the_document_rests_on() -> None:
    capture = Capture(
        id="capture-page",
        written_by="writer",
        invented=True,
        source="page",
        sha256="ab" * 32,
        size=10,
        media_type="text/html",
    )
    document = compose(brief(capture), templates=TEMPLATES, fonts={"a.ttf": "cd" * 32})
    told = evidence(document)
    assert list(told) == sorted(told)
    assert document.evidence.endswith(b"}\n")
    versions = told.pop("versions")
    assert sorted(versions) == ["counterbrief", "jinja2", "pypandoc_binary", "typst"]
    approvals = told.pop("approvals")
    assert approvals[0] == {
        "attests": "true-to-sources",
        "audiences": [],
        "record": "brief",
        "sha256": b.approval(b.PLAN).sha256,
        "until": "2027-11-01",
    }
    page = {"reported_in": None, "source": "page"}
    assert told == {
        "captures": [
            {"id": "capture-page", "sha256": "ab" * 32, "source": "page"},
            {"id": "saved-page", "sha256": b.CAPTURE.sha256, "source": "page"},
        ],
        "clusters": 5,
        "date": "2026-11-16",
        "draft": False,
        "fonts": {"a.ttf": "cd" * 32},
        "format": 1,
        "invented": True,
        "language": "en-GB",
        "plan": "brief",
        "sources": ["page", "study"],
        "statements": [
            _statement("fact", 1, {**page, "locator": "paragraph 3"}),
            _statement(
                "numbers.page",
                2,
                {"locator": "paragraph 4", "reported_in": "page", "source": "study"},
                shows=["how-many-left"],
                origins={"stated": [["study"]], "inferred": [], "unknown": []},
            ),
            _statement("claim", 3, {**page, "locator": "paragraph 2"}, shows=["claim-of-home"]),
            _statement("theme", 4, {**page, "locator": "paragraph 1"}, shows=["broken-promises"]),
            _statement("words", 5, {**page, "locator": "paragraph 3"}, shows=["someone", "the-barrack"]),
            {**_statement("limit", 0), "note": None, "voice": "editor"},
        ],
    }


def _statement(
    id_: str,
    note: int,
    *citations: dict[str, Any],
    shows: list[str] | None = None,
    origins: dict[str, list[Any]] | None = None,
) -> dict[str, Any]:
    """A statement as evidence tells it; nobody has decided where ``page`` has what it says from."""
    unknown = [f"page {citation['locator']}" for citation in citations]
    return {
        "citations": list(citations),
        "id": id_,
        "note": note,
        "origins": origins or {"stated": [], "inferred": [], "unknown": unknown},
        "shows": shows or [],
        "voice": "evidence",
    }


def test_the_same_brief_gives_the_same_document() -> None:
    assert compose(rich_brief(), templates=TEMPLATES) == compose(rich_brief(), templates=TEMPLATES)


def test_meta_tells_what_the_plan_says() -> None:
    meta = compose(brief(), templates=TEMPLATES).meta
    assert (meta.plan, meta.kind, meta.title) == ("brief", "Practitioner brief", "An invented brief about a home")
    assert (meta.date_printed, meta.language, meta.direction) == ("16 November 2026", "en-GB", "ltr")
    assert meta.keywords == ("A home for all", "Broken promises")
    assert meta.marking == "TLP:CLEAR"


def test_the_editors_own_words_are_told_apart() -> None:
    document = compose(brief(), templates=TEMPLATES)
    runs = [one.children for one in blocks(document, Heading)] + [one.children for one in blocks(document, Paragraph)]
    editors = {
        inline.value
        for run in runs
        for inline in walk_inlines(run)
        if isinstance(inline, Text) and inline.origin is Origin.EDITOR
    }
    assert editors == {
        "An invented brief about a home",
        "A short invented brief for tests",
        "The claim is known in the schools this invented brief is for",
        "Nothing in this brief is real.",
    }


def test_a_folder_of_ones_own_comes_before_the_shipped_one(tmp_path: Path) -> None:
    own = write_templates(tmp_path, HEAD + "<p>House of ours</p>" + BODY + '{% include "shared/tail.html" %}')
    assert "House of ours" in texts(compose(brief(), templates=(own, TEMPLATES)))
    shared = write_templates(tmp_path / "2", HEAD + BODY + TAIL)
    (shared / "practitioner-brief" / "brief.html").unlink()
    (shared / "shared").mkdir()
    (shared / "shared" / "use.html").write_text("<p>Use with care</p>", encoding="utf-8")
    assert "Use with care" in texts(compose(brief(), templates=(shared, TEMPLATES)))


def test_a_type_without_a_template_is_told_with_its_neighbours() -> None:
    with pytest.raises(NotFoundError) as caught:
        compose(brief(attrs.evolve(b.PLAN, type="practitioner-breif")), templates=TEMPLATES)
    assert str(caught.value) == (
        "there is no template for the brief type 'practitioner-breif' (expected the file practitioner-breif/brief.html); "
        "did you mean 'practitioner-brief'?"
    )


def test_a_language_without_wording_is_told() -> None:
    plan = attrs.evolve(
        b.PLAN,
        language="fr-FR",
        sections=(
            PlanSection(
                part=Part.LIMITS,
                statements=(Statement(id="limit", voice=Voice.EDITOR, text="Rien ici est vrai."),),
            ),
        ),
    )
    with pytest.raises(NotFoundError) as caught:
        compose(brief(plan), templates=TEMPLATES)
    assert str(caught.value) == "there is no wording in the language 'fr-FR'; languages with wording: en"


def test_another_citation_style_needs_its_text() -> None:
    with pytest.raises(CitationError) as caught:
        compose(brief(attrs.evolve(b.PLAN, style="apa")), templates=TEMPLATES)
    assert str(caught.value) == "the plan asks for the citation style 'apa'; give the text of its .csl file"
