"""What the tests of the template engine share: an invented brief that passed the gate, and templates in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import attrs
from tests import builders as b

from counterbrief.assemble import assemble
from counterbrief.codec import digest
from counterbrief.model import (
    Account,
    Basis,
    BriefPlan,
    Consent,
    Excerpt,
    LocalText,
    Medium,
    Naming,
    Part,
    Person,
    PlanSection,
    Protection,
    Record,
    Records,
    ReportedValue,
    Statement,
    Statistic,
    Testimony,
    Wording,
)
from counterbrief.render.compose import compose
from counterbrief.render.tree import Block, Document, walk_blocks
from counterbrief.vetting import Case, MarkedDraft, VettedBrief, mark, vet

TEMPLATES = Path(__file__).parents[3] / "templates"

B = TypeVar("B", bound=Block)

#: A template that places everything that must be placed.
HEAD = '<h1>{{ brief.title }}</h1>\n<p class="small">{{ brief.publisher }}</p>\n'
BODY = "{% for section in brief.sections %}{% for statement in section.statements %}{{ statement }}{% endfor %}{% endfor %}\n"
TAIL = "{{ brief.clearance }}\n{{ brief.sources }}\n"

MENTOR = Person(
    id="mentor",
    written_by="writer",
    invented=True,
    name="Salim Yassin",
    role=LocalText.of(en="a former member"),
    protection=Protection(naming=Naming.PSEUDONYM),
)
LETTER = Testimony(
    id="the-letter",
    written_by="writer",
    invented=True,
    speaker="mentor",
    subject="someone",
    account=Account.RELAYED,
    relayed_by=("page",),
    summary=b.cited("Told of a letter.", b.cite("page", "paragraph 5")),
    excerpts=(
        Excerpt(
            id="letter",
            quotation="The letter said come home and I went home that night",
            language="en",
            wording=Wording.TRANSLATION,
            original="قالت الرسالة عد إلى البيت",
            original_language="ar",
            translator="the invented translation desk",
            cites=(b.cite("page", "paragraph 5"),),
        ),
    ),
    themes=("broken-promises",),
    credibility=4,
    consent=Consent(basis=Basis.PUBLISHED, scope=attrs.evolve(b.TESTIMONY.consent.scope, media=tuple(Medium))),
)
SPREAD = Statistic(
    id="how-many-left",
    written_by="writer",
    invented=True,
    label=LocalText.of(en="People who left"),
    values=(
        *b.STATISTIC.values,
        ReportedValue(
            id="second",
            as_printed="about a dozen",
            counted=LocalText.of(en="families who left"),
            population=LocalText.of(en="all families of the town"),
            period=LocalText.of(en="that winter"),
            cites=(b.cite("page", "paragraph 9"),),
        ),
        ReportedValue(
            id="third",
            as_printed="9",
            number=9,
            counted=LocalText.of(en="men who left"),
            cites=(b.cite("page", "paragraph 11"),),
        ),
    ),
    caution=LocalText.of(en="The values count different things."),
)


def case_of(records: Records) -> Case:
    """The case of the plan ``brief``."""
    plan = records.get(BriefPlan, "brief")
    assert plan is not None
    digests = {record.id: digest(record) for record in records}
    return Case(records=records, digests=digests, on=b.DAY, draft=assemble(records, plan))


def brief(*changed: Record) -> VettedBrief:
    """The invented brief with these records changed, through the gate."""
    return vet(case_of(b.records(*changed)))


def draft(*changed: Record) -> MarkedDraft:
    """The same as a draft."""
    return mark(case_of(b.records(*changed)))


def rich_plan(**changes: Any) -> BriefPlan:
    """A plan with every kind of statement: quotations of all sorts, a table, a chart."""
    *before, limits = b.PLAN.sections
    more = (
        PlanSection(part=Part.TESTIMONIES, statements=(Statement(id="letter", testimony="the-letter"),)),
        PlanSection(part=Part.CHART, statements=(Statement(id="chart", statistic="how-many-left"),)),
    )
    plan = attrs.evolve(b.PLAN, sections=(*before, *more, limits))
    return attrs.evolve(plan, **changes)


def rich_brief(**changes: Any) -> VettedBrief:
    """The brief of :func:`rich_plan`."""
    return brief(MENTOR, LETTER, SPREAD, rich_plan(**changes))


def write_templates(folder: Path, text: str, **others: str) -> Path:
    """A folder of templates with this one for the invented brief's type; others by name without ``.html``."""
    for name, content in {"practitioner-brief/brief": text, **others}.items():
        path = folder / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def composed(folder: Path, text: str, **others: str) -> Document:
    """The small invented brief in this template."""
    return compose(brief(), templates=write_templates(folder, text, **others))


def blocks(document: Document, kind: type[B]) -> list[B]:
    """The blocks of a kind, in reading order."""
    return [block for block in walk_blocks(document.blocks) if isinstance(block, kind)]
