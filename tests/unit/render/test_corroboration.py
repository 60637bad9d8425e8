"""On how many sources and origins a brief says that it rests: beside each key message, as a whole, and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from tests import builders as b
from tests.unit.render.engine import BODY, HEAD, TAIL, TEMPLATES, blocks, brief, write_templates

from counterbrief.errors import TemplateError
from counterbrief.model import (
    BriefPlan,
    Certainty,
    Citation,
    Origin,
    Part,
    PlanSection,
    Record,
    Source,
    SourceType,
    Statement,
    Voice,
)
from counterbrief.render.compose import compose
from counterbrief.render.html import write_html
from counterbrief.render.markdown import write_markdown
from counterbrief.render.tree import Box, Document, Items, Paragraph, Table, Text, plain_text, walk_inlines
from counterbrief.render.tree import Origin as Voices

TYPES = ("practitioner-brief", "testimony-profile", "press-fact-sheet")


def source(id_: str, *derived_from: str, own: bool = False, interviewers: tuple[str, ...] = ()) -> Source:
    return Source(
        id=id_,
        written_by="writer",
        invented=True,
        type=SourceType.WEBPAGE,
        title=f"The {id_}",
        language="en",
        derived_from=derived_from,
        own_origin=own,
        interviewers=interviewers,
    )


def inferred(source: str, origin: str) -> Citation:
    return attrs.evolve(b.cite(source), origin=Origin(certainty=Certainty.INFERRED, source=origin))


RETOLD: tuple[Record, ...] = (
    source("page", "study"),
    source("copy", "study"),
    source("study", own=True),
    source("letter", own=True),
    source("rumour"),
    source("videos"),
)


def key_plan(*cites: Citation, **changes: object) -> BriefPlan:
    """The plan with one key message that cites these, and one of the editors."""
    section = PlanSection(
        part=Part.KEY_MESSAGES,
        statements=(
            Statement(id="key", text="Those who left describe a barrack.", cites=cites),
            Statement(id="own", voice=Voice.EDITOR, text="Read this with care."),
        ),
    )
    return attrs.evolve(b.plan_with(section), **changes)  # type: ignore[arg-type]


def composed(*cites: Citation, more: tuple[Record, ...] = (), **changes: object) -> Document:
    return compose(brief(*RETOLD, *more, key_plan(*cites, **changes)), templates=TEMPLATES)


def beside_key_messages(document: Document) -> list[list[str]]:
    """The paragraphs of each key message."""
    (box,) = (box for box in blocks(document, Box) if box.role == "key")
    (items,) = (block for block in box.children if isinstance(block, Items))
    return [[plain_text(block.children) for block in item if isinstance(block, Paragraph)] for item in items.items]


@pytest.mark.parametrize(
    ("cites", "line"),
    [
        ([b.cite("page")], "Rests on 1 source that goes back to 1 stated origin."),
        ([b.cite("page"), b.cite("copy")], "Rests on 2 sources that go back to 1 stated origin."),
        ([b.cite("page"), b.cite("letter")], "Rests on 2 sources that go back to 2 stated origins."),
        (
            [b.cite("page"), inferred("rumour", "videos")],
            "Rests on 2 sources: 1 stated origin; not counted: 1 inferred origin.",
        ),
        ([b.cite("rumour")], "Rests on 1 source: no stated origin; not counted: 1 passage of unknown origin."),
        (
            [
                b.cite("page"),
                b.cite("letter"),
                inferred("copy", "videos"),
                inferred("rumour", "rumour"),
                b.cite("videos"),
                b.cite("videos", "paragraph 7"),
            ],
            "Rests on 5 sources: 2 stated origins; not counted: 2 inferred origins and 2 passages of unknown origin.",
        ),
    ],
)
def test_each_key_message_says_on_how_many_sources_and_origins_it_rests(cites: list[Citation], line: str) -> None:
    assert beside_key_messages(composed(*cites)) == [
        ["Those who left describe a barrack.", line],
        ["Read this with care."],
    ]


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_of_brief_and_every_writer_says_so(type_: str) -> None:
    document = composed(b.cite("page"), b.cite("copy"), type=type_)
    line = "Rests on 2 sources that go back to 1 stated origin."
    assert beside_key_messages(document)[0][1] == line
    assert line in write_html(document).decode()
    assert line in write_markdown(document).decode()


def test_the_count_is_told_as_the_engines_and_small() -> None:
    (told,) = (
        block for block in blocks(composed(b.cite("page")), Paragraph) if plain_text(block.children).startswith("Rests")
    )
    assert told.role == "small"
    assert [inline.origin for inline in walk_inlines(told.children) if isinstance(inline, Text)] == [Voices.RECORD]


def test_a_template_that_leaves_it_out_beside_a_key_message_is_refused(tmp_path: Path) -> None:
    templates = write_templates(tmp_path, HEAD + BODY + TAIL)
    compose(brief(), templates=templates)
    with pytest.raises(TemplateError) as caught:
        compose(brief(*RETOLD, key_plan(b.cite("page"))), templates=templates)
    assert str(caught.value) == (
        "practitioner-brief/brief.html: the template leaves out the origins of key message 'key': {{ statement.support }}"
    )


def test_a_template_may_place_it_beside_any_statement_of_evidence_and_there_is_none_of_the_editors(
    tmp_path: Path,
) -> None:
    body = BODY.replace(
        "{{ statement }}", "{{ statement }}{% if statement.support %}<p>{{ statement.support }}</p>{% endif %}"
    )
    document = compose(brief(), templates=write_templates(tmp_path, HEAD + body + TAIL))
    told = [plain_text(block.children) for block in blocks(document, Paragraph)]
    assert sum(line.startswith("Rests on") for line in told) == 5
    with pytest.raises(TemplateError, match="there is nothing here to place"):
        compose(
            brief(),
            templates=write_templates(
                tmp_path, HEAD + BODY.replace("{{ statement }}", "<p>{{ statement.support }}</p>")
            ),
        )


def table(document: Document) -> list[list[str]]:
    (found,) = (one for one in blocks(document, Table) if plain_text(one.caption) == "What the evidence goes back to")
    return [[plain_text(cell.children) for cell in row] for row in (found.header, *found.rows)]


def test_the_strength_of_the_whole_brief_lists_each_origin_with_the_sources_that_retell_it() -> None:
    document = composed(b.cite("page"), b.cite("copy"), b.cite("letter"), inferred("copy", "videos"), b.cite("rumour"))
    assert table(document) == [
        ["Origin", "How it is known", "Read in"],
        ["The letter", "stated", "the source itself"],
        ["The study", "stated", "The copy; The page"],
        ["The videos", "inferred; does not count", "The copy"],
        ["Not stated", "unknown; does not count", "The rumour"],
    ]
    assert (
        "This brief as a whole rests on 4 sources: 2 stated origins; not counted: 1 inferred origin and "
        "1 passage of unknown origin."
    ) in [plain_text(block.children) for block in blocks(document, Paragraph)]


def test_origins_that_are_not_independent_stand_in_one_row_without_the_name_of_who_joins_them() -> None:
    asked = tuple(source(id_, own=True, interviewers=("Invented Asker",)) for id_ in ("first", "second"))
    document = composed(b.cite("first"), b.cite("second"), b.cite("page"), more=asked)
    assert table(document)[1:] == [
        [
            "The first and The second (not independent of each other, so they count once)",
            "stated",
            "The first; The second",
        ],
        ["The study", "stated", "The page"],
    ]
    assert "Invented Asker" not in write_html(document).decode() + document.evidence.decode()


def test_evidence_tells_the_origins_of_each_statement_for_programs() -> None:
    asked = tuple(source(id_, own=True, interviewers=("Invented Asker",)) for id_ in ("first", "second"))
    cites = (b.cite("first"), b.cite("second"), b.cite("page"), inferred("rumour", "videos"), b.cite("rumour"))
    told = json.loads(composed(*cites, more=asked).evidence)["statements"]
    origins = {one["id"]: one["origins"] for one in told}
    assert origins["key"] == {
        "stated": [["first", "second"], ["study"]],
        "inferred": [["videos"]],
        "unknown": ["rumour paragraph 1"],
    }
    assert origins["own"] == {"stated": [], "inferred": [], "unknown": []}
