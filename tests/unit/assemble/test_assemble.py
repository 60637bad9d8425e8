"""Assembly: what a plan chooses, in which order, and what it notes as missing."""

from __future__ import annotations

import attrs
from tests import builders as b

from counterbrief.assemble import assemble
from counterbrief.model import Part, PlanSection, Records, Selection, Statement, Testimony, Theme
from counterbrief.model.draft import Draft


def other(name: str, credibility: int = 3, theme: str = "broken-promises") -> Testimony:
    return attrs.evolve(b.TESTIMONY, id=name, credibility=credibility, themes=(theme,))


CHILD: Theme = attrs.evolve(b.THEME, id="broken-homes", parent="broken-promises", answers=())


def draft_of(selection: Selection, *more: Testimony | Theme, quoted: tuple[Statement, ...] = ()) -> Draft:
    plan = b.plan_with(PlanSection(part=Part.TESTIMONIES, statements=quoted, select=selection))
    return assemble(b.records(plan, *more), plan)


def chosen(draft: Draft) -> list[str]:
    return [item.quote.testimony.id for item in draft.items if item.quote is not None]


def test_a_theme_brings_its_testimonies_and_those_of_the_themes_below_it_the_strongest_first() -> None:
    draft = draft_of(Selection(themes=("broken-promises",)), other("a-weak", 6), other("b-good", 2, CHILD.id), CHILD)
    assert chosen(draft) == ["b-good", "the-barrack", "a-weak"]


def test_a_claim_brings_the_testimonies_of_the_themes_that_answer_it() -> None:
    draft = draft_of(Selection(claims=("claim-of-home",)), other("elsewhere", 2, CHILD.id), CHILD)
    assert chosen(draft) == ["the-barrack"]


def test_testimonies_named_one_by_one_keep_the_plans_order() -> None:
    draft = draft_of(Selection(testimonies=("the-barrack", "another")), other("another"))
    assert chosen(draft) == ["the-barrack", "another"]


def test_a_language_narrows_the_choice() -> None:
    foreign = attrs.evolve(
        other("foreign"), excerpts=(attrs.evolve(b.TESTIMONY.excerpts[0], language="ar", quotation="قالوا"),)
    )
    draft = draft_of(Selection(themes=("broken-promises",), languages=("ar",)), foreign)
    assert chosen(draft) == ["foreign"]


def test_what_a_section_quotes_already_is_not_chosen_again() -> None:
    quoted = (Statement(id="words", testimony="the-barrack"),)
    assert chosen(draft_of(Selection(themes=("broken-promises",)), quoted=quoted)) == ["the-barrack"]


def test_a_mention_has_no_words_and_is_not_chosen() -> None:
    mention = attrs.evolve(other("mention"), excerpts=())
    assert chosen(draft_of(Selection(themes=("broken-promises",)), mention)) == ["the-barrack"]


def test_a_draft_names_its_sources_in_the_order_of_citation_and_every_record_it_shows() -> None:
    draft = assemble(b.records(), b.PLAN)
    assert draft.sources == ("page", "study")
    assert draft.uses == (
        "brief", "broken-promises", "claim-of-home", "how-many-left", "page", "someone", "study", "the-barrack",
    )  # fmt: skip


def test_each_value_of_a_statistic_is_a_statement_of_its_own() -> None:
    draft = assemble(b.records(), b.PLAN)
    assert [value.id for item in draft.items for value in item.values] == ["numbers.page"]


def test_the_order_of_the_records_makes_no_difference() -> None:
    records = b.records(other("a-weak", 6), CHILD)
    plan = b.plan_with(PlanSection(part=Part.TESTIMONIES, select=Selection(themes=("broken-promises",))))
    assert assemble(records, plan) == assemble(Records(b.SETTINGS, reversed([*records])), plan)


def test_what_is_missing_is_noted_with_its_place() -> None:
    plan = b.plan_with(
        PlanSection(
            part=Part.TESTIMONIES,
            statements=(
                Statement(id="gone", testimony="nobody"),
                Statement(id="no-words", testimony="the-barrack", excerpt="missing"),
                Statement(id="no-number", statistic="none"),
            ),
            select=Selection(themes=("no-theme",)),
        )
    )
    gaps = assemble(b.records(plan), plan).gaps
    assert [(gap.code, gap.statement, gap.target, gap.path[-1]) for gap in gaps] == [
        ("record-missing", "gone", "nobody", "testimony"),
        ("excerpt-missing", "no-words", "the-barrack", "excerpt"),
        ("record-missing", "no-number", "none", "statistic"),
        ("record-missing", "testimonies", "no-theme", 0),
    ]
