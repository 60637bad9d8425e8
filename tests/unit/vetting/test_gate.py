"""The gate: what it refuses, how it says so, and that there is no other way to a brief."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from tests import builders as b

from counterbrief.assemble import assemble
from counterbrief.codec import digest
from counterbrief.model import (
    Account,
    Audience,
    Basis,
    BriefPlan,
    Consent,
    Elements,
    Known,
    LocalText,
    Medium,
    Naming,
    Part,
    Person,
    PlanSection,
    Protection,
    Purpose,
    Record,
    Records,
    Scope,
    Selection,
    Selector,
    Statement,
    TeamMember,
    Voice,
    Wording,
)
from counterbrief.vetting import Case, MarkedDraft, RefusedError, Severity, VettedBrief, judge, mark, vet


def case(records: Records, on: dt.date = b.DAY, plan: str = "brief") -> Case:
    found = records.get(BriefPlan, plan)
    assert found is not None
    return Case(
        records=records,
        digests={record.id: digest(record) for record in records},
        on=on,
        draft=assemble(records, found),
    )


def refusal(records: Records, on: dt.date = b.DAY) -> str:
    with pytest.raises(RefusedError) as caught:
        vet(case(records, on))
    return str(caught.value)


def only_line(text: str) -> str:
    head, *lines = text.splitlines()
    assert head == "the brief 'brief' is refused:"
    roots = [line for line in lines if not line.startswith("    ")]
    assert len(roots) == 1, text
    return roots[0].strip()


def with_consent(consent: Consent) -> Records:
    return b.records(attrs.evolve(b.TESTIMONY, consent=consent))


def with_protection(guarded: Protection) -> Records:
    return b.records(attrs.evolve(b.PERSON, protection=guarded))


def test_a_sound_brief_passes_and_carries_the_approvals_it_rests_on() -> None:
    brief = vet(case(b.records()))
    assert isinstance(brief, VettedBrief)
    assert [approval.record for approval in brief.approvals] == [
        "brief", "broken-promises", "claim-of-home", "how-many-left", "page", "someone", "study", "the-barrack",
    ]  # fmt: skip
    assert {notice.code for notice in brief.notices} == {"not-cleared", "unsigned"}


def test_briefs_are_made_by_the_gate_alone() -> None:
    sound = vet(case(b.records()))
    parts = {"draft": sound.draft, "records": sound.records, "approvals": (), "notices": (), "seal": None}
    makers: list[tuple[Callable[..., object], dict[str, object]]] = [
        (VettedBrief, parts),
        (MarkedDraft, {**parts, "findings": (), "left_out": ()}),
    ]
    for make, fields in makers:
        with pytest.raises(TypeError, match=r"only counterbrief\.vetting\.gate makes briefs"):
            make(**fields)


def test_no_module_but_the_gate_makes_or_evolves_a_brief() -> None:
    package = Path(__file__).parents[3] / "library" / "counterbrief"
    makers = {
        path.relative_to(package).as_posix()
        for path in sorted(package.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"VettedBrief", "MarkedDraft"}
    }
    assert makers == {"vetting/gate.py"}


@pytest.mark.parametrize("record", [record.id for record in b.CONTENT])
def test_each_missing_approval_is_one_finding_at_the_place_that_uses_the_record(record: str) -> None:
    line = only_line(refusal(b.records(without=[f"{record}-by-reviewer"])))
    assert line.startswith("brief: ")
    assert f"{record!r} is not approved" in line
    assert f"counterbrief approve {record} --by ID" in line
    assert line.endswith("[approval-missing]")


def test_one_changed_byte_voids_an_approval() -> None:
    sound = b.records()
    changed = sound.put(attrs.evolve(b.THEME, label=LocalText.of(en="Broken promises.")))
    assert "theme 'broken-promises' has changed since it was approved" in only_line(refusal(changed))


def test_nobody_approves_what_they_wrote() -> None:
    own = attrs.evolve(b.approval(b.PAGE, by="writer"))
    records = b.records(without=["page-by-reviewer"]).put(own)
    assert "source 'page' is approved by its own writer, 'writer'" in only_line(refusal(records))


def test_an_approval_holds_from_its_first_to_its_last_day() -> None:
    records = b.records()
    vet(case(records, b.GIVEN))
    vet(case(records, b.UNTIL))
    assert "was approved until 2027-11-01" in refusal(records, b.UNTIL + dt.timedelta(days=1))
    assert "is approved only from 2026-11-01 on" in refusal(records, b.GIVEN - dt.timedelta(days=1))


def test_an_approval_longer_than_the_policy_allows_does_not_count() -> None:
    long = attrs.evolve(b.approval(b.PAGE), until=b.GIVEN + dt.timedelta(days=732))
    assert "for more than the 731 days that the corpus allows" in only_line(refusal(b.records().put(long)))


def test_where_the_policy_asks_for_clearance_an_uncleared_record_is_refused() -> None:
    sound = b.records()
    strict = attrs.evolve(b.SETTINGS, policy=attrs.evolve(b.SETTINGS.policy, clearance_required=True))
    text = refusal(Records(strict, sound))
    assert text.count("[clearance-missing]") == len(b.CONTENT)
    assert "source 'page' is not cleared for the audience 'teachers'" in text


def test_a_text_without_a_citation_is_one_finding_and_its_void_approval_hangs_on_it() -> None:
    changed = b.records().put(attrs.evolve(b.THEME, summary=b.cited("They were promised a home.")))
    text = refusal(changed)
    assert only_line(text) == (
        "broken-promises: summary cites no source; add 'cites' with a source and a locator, or take the text out "
        "[citation-missing]"
    )
    assert "hangs on it: brief: theme 'broken-promises' has changed since it was approved" in text


def test_a_citation_without_a_locator_is_refused() -> None:
    changed = attrs.evolve(b.THEME, summary=b.cited("They were promised a home.", b.cite("page", None)))
    assert "the citation of 'page' does not say where in it" in only_line(refusal(b.records(changed)))


def test_a_source_that_was_not_seen_is_cited_through_the_one_that_was() -> None:
    changed = attrs.evolve(b.THEME, summary=b.cited("They were promised a home.", b.cite("study")))
    line = only_line(refusal(b.records(changed)))
    assert "'study' was not seen itself" in line
    assert "add 'reported_in' with the source that was read: page" in line


def test_a_missing_record_is_one_finding_however_many_refer_to_it() -> None:
    text = refusal(b.records(without=["page"]))
    line = only_line(text)
    assert "the source 'page', which does not exist" in line
    assert text.count("hangs on it") >= 4


def test_a_misspelt_reference_names_the_near_one() -> None:
    changed = attrs.evolve(b.TESTIMONY, themes=("broken-promisses",))
    assert "did you mean 'broken-promises'?" in only_line(refusal(b.records(changed)))


def test_a_reference_to_a_record_of_another_kind_says_what_it_is() -> None:
    changed = attrs.evolve(b.TESTIMONY, themes=("page",))
    assert "'themes' names 'page', which is a source; expected a theme" in only_line(refusal(b.records(changed)))


def test_themes_that_stand_under_each_other_are_a_finding() -> None:
    circle = attrs.evolve(b.THEME, parent="broken-promises")
    assert "theme 'broken-promises' stands under itself" in only_line(refusal(b.records(circle)))


def test_a_plan_that_quotes_an_excerpt_that_is_gone_says_which() -> None:
    plan = b.plan_with(
        PlanSection(part=Part.TESTIMONIES, statements=(Statement(id="words", testimony="the-barrack", excerpt="gone"),))
    )
    assert "statement 'words' quotes excerpt 'gone', which testimony 'the-barrack' does not have" in only_line(
        refusal(b.records(plan))
    )


def test_a_selection_that_chooses_nothing_is_a_finding() -> None:
    plan = b.plan_with(PlanSection(part=Part.TESTIMONIES, select=Selection(languages=("ar",))))
    assert "the selection of section 'testimonies' chooses no testimony" in only_line(refusal(b.records(plan)))


def test_a_text_that_is_not_there_in_the_plans_language_is_a_finding() -> None:
    plan = attrs.evolve(b.PLAN, language="fr-FR")
    assert "which has no text in the plan's language 'fr-FR'" in refusal(b.records(plan))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"publisher": None}, "publisher-missing"),
        ({"naming_decision": None}, "naming-decision-missing"),
        ({"sections": b.PLAN.sections[:-1]}, "limits-missing"),
    ],
)
def test_a_brief_without_a_part_it_must_have_is_refused(changes: dict[str, object], code: str) -> None:
    plan = attrs.evolve(b.PLAN, **changes)  # type: ignore[arg-type]
    assert only_line(refusal(b.records(plan))).endswith(f"[{code}]")


@pytest.mark.parametrize(
    "text",
    [
        "More than 50 left.",
        "Some twenty people left.",
        "Six in ten left.",
        "They spoke of a “home”.",
        "A home was waiting and it was a barrack, they say: said a home was waiting.",
    ],
)
def test_editors_words_that_need_a_source_are_refused(text: str) -> None:
    plan = b.plan_with(PlanSection(part=Part.USE, statements=(Statement(id="own", voice=Voice.EDITOR, text=text),)))
    assert only_line(refusal(b.records(plan))).endswith("[own-words]")


def test_editors_words_in_titles_and_headings_are_judged_too() -> None:
    plan = attrs.evolve(b.PLAN, title="Why 12 people left")
    assert "words without a source carry the figure '12'" in only_line(refusal(b.records(plan)))


PUBLISHED = b.TESTIMONY.consent
ELEMENTS = Elements(disclosure=Known.YES, voluntariness=Known.YES, comprehension=Known.YES, competence=Known.UNKNOWN)


@pytest.mark.parametrize(
    ("consent", "expected"),
    [
        (Consent(basis=Basis.NONE), "nothing permits its use"),
        (attrs.evolve(PUBLISHED, scope=Scope()), "the purpose 'training' and the audience 'teachers' and the medium"),
        (
            attrs.evolve(PUBLISHED, scope=attrs.evolve(PUBLISHED.scope, audiences=(Audience.PUPILS,))),
            "does not cover the audience 'teachers'",
        ),
        (
            attrs.evolve(PUBLISHED, scope=attrs.evolve(PUBLISHED.scope, purposes=(Purpose.CAMPAIGN,))),
            "does not cover the purpose 'training'",
        ),
        (
            attrs.evolve(PUBLISHED, scope=attrs.evolve(PUBLISHED.scope, media=(Medium.WEB,))),
            "does not cover the medium 'document'",
        ),
        (
            attrs.evolve(PUBLISHED, scope=attrs.evolve(PUBLISHED.scope, languages=("ar",))),
            "does not cover the language 'en-GB'",
        ),
        (attrs.evolve(PUBLISHED, until=b.DAY - dt.timedelta(days=1)), "its consent ended on 2026-11-20"),
        (attrs.evolve(PUBLISHED, given=b.DAY + dt.timedelta(days=1)), "its consent begins on 2026-11-22"),
        (
            attrs.evolve(PUBLISHED, basis=Basis.INFORMED, elements=ELEMENTS),
            "not known to be informed (competence)",
        ),
    ],
)
def test_a_use_outside_the_consent_is_refused_on_the_day_of_the_build(consent: Consent, expected: str) -> None:
    assert expected in only_line(refusal(with_consent(consent)))


def test_a_consent_holds_on_its_first_and_last_day_and_in_a_language_it_names() -> None:
    consent = attrs.evolve(PUBLISHED, given=b.DAY, until=b.DAY, scope=attrs.evolve(PUBLISHED.scope, languages=("en",)))
    assert isinstance(vet(case(with_consent(consent))), VettedBrief)


def test_a_withheld_person_is_never_quoted() -> None:
    person = attrs.evolve(b.PERSON, origin=None, protection=Protection(naming=Naming.WITHHELD))
    assert only_line(refusal(b.records(person))).endswith("[protection-withheld]")


def test_a_minor_is_quoted_only_with_a_guardians_consent() -> None:
    assert only_line(refusal(with_protection(Protection(naming=Naming.ANONYMOUS, minor=Known.YES)))).endswith(
        "[protection-minor]"
    )


def test_words_that_were_not_spoken_freely_are_refused() -> None:
    assert only_line(
        refusal(with_protection(Protection(naming=Naming.ANONYMOUS, spoke_voluntarily=Known.NO)))
    ).endswith("[protection-involuntary]")


def test_custody_is_a_warning_that_does_not_stop_a_brief() -> None:
    records = with_protection(Protection(naming=Naming.ANONYMOUS, in_custody=Known.YES))
    assert isinstance(vet(case(records)), VettedBrief)
    warnings = [finding for finding in judge(case(records)) if finding.severity is Severity.WARNING]
    assert [finding.code for finding in warnings] == ["protection-custody"]


def test_a_detail_that_must_never_be_told_is_found_folded_and_never_echoed() -> None:
    text = refusal(with_protection(Protection(naming=Naming.ANONYMOUS, never_tell=("BARRACK with a lock",))))
    assert "[protection-detail]" in text
    assert "lock" not in text.lower()


@pytest.mark.parametrize(
    "record",
    [
        attrs.evolve(b.PAGE, title="What Jane Roe’s neighbours saw"),
        attrs.evolve(b.PAGE, container_title="J A N E  R O E Weekly"),
        attrs.evolve(b.PAGE, remarks=LocalText.of(en="Seen by jane-roe.")),
        attrs.evolve(b.PLAN, title="The words of JANE ROE"),
        attrs.evolve(b.THEME, summary=b.cited("Јаne Rое was promised a home.", b.cite("page"))),
    ],
)
def test_a_detail_is_found_in_sources_and_titles_too_however_it_is_written(record: Record) -> None:
    guarded = attrs.evolve(b.PERSON, protection=Protection(naming=Naming.ANONYMOUS, never_tell=("Jane Roe",)))
    text = refusal(b.records(guarded, record))
    assert "[protection-detail]" in text
    assert "roe" not in text.lower()


def test_a_selector_that_tells_a_protected_detail_is_refused_and_not_echoed() -> None:
    guarded = attrs.evolve(b.PERSON, protection=Protection(naming=Naming.ANONYMOUS, never_tell=("Jane Roe",)))
    excerpt = b.TESTIMONY.excerpts[0]
    told = attrs.evolve(excerpt, selector=Selector(prefix="Jane Roe said: ", exact=excerpt.quotation))
    text = refusal(b.records(guarded, attrs.evolve(b.TESTIMONY, excerpts=(told,))))
    line = only_line(text)
    assert line.startswith("the-barrack: the selector of excerpt 'home' tells a detail that protects 'someone'")
    assert "Roe" not in text


def test_the_real_and_the_invented_are_not_mixed() -> None:
    assert only_line(refusal(b.records(attrs.evolve(b.PAGE, invented=False)))).endswith("[invented-unmarked]")


def test_a_refusal_does_not_depend_on_the_order_of_the_records() -> None:
    changed = [*b.records(without=["page", "someone-by-reviewer"])]
    assert refusal(Records(b.SETTINGS, changed)) == refusal(Records(b.SETTINGS, reversed(changed)))


def test_a_draft_leaves_out_what_consent_or_protection_forbids_and_what_is_uncited() -> None:
    none = attrs.evolve(b.TESTIMONY, consent=Consent(basis=Basis.NONE))
    uncited = attrs.evolve(b.THEME, summary=b.cited("They were promised a home."))
    draft = mark(case(b.records(none, uncited)))
    assert draft.left_out == (("theme", "citation-missing"), ("words", "consent-none"))
    assert [item.id for item in draft.draft.items] == ["fact", "numbers", "claim", "limit"]
    assert "barrack with a lock" not in repr(draft.draft)


def test_a_draft_shows_what_is_only_not_approved_yet() -> None:
    draft = mark(case(b.records(approve=False)))
    assert draft.left_out == ()
    assert {finding.code for finding in draft.findings} == {"approval-missing"}
    assert [item.id for item in draft.draft.items] == ["fact", "numbers", "claim", "theme", "words", "limit"]


def test_a_draft_tells_which_statement_misses_its_record() -> None:
    draft = mark(case(b.records(without=["the-barrack", "page"])))
    assert ("words", "reference-missing") in draft.left_out


def test_an_approval_by_somebody_who_is_not_in_the_team_counts_for_nothing() -> None:
    ghost = attrs.evolve(b.approval(b.PAGE), written_by="ghost-nobody")
    records = b.records(without=["page-by-reviewer"]).put(ghost)
    assert "is approved by 'ghost-nobody', who is not in the team" in only_line(refusal(records))


def test_a_brief_that_was_vetted_cannot_be_given_another_content() -> None:
    brief = vet(case(b.records()))
    other = attrs.evolve(brief.draft, plan=attrs.evolve(b.PLAN, title="Another title"))
    with pytest.raises(TypeError, match=r"only counterbrief\.vetting\.gate makes briefs"):
        attrs.evolve(brief, draft=other)


WORDS = b.TESTIMONY.excerpts[0].quotation
FORBIDDEN = attrs.evolve(b.TESTIMONY, id="withdrawn", consent=Consent(basis=Basis.NONE))


@pytest.mark.parametrize(
    "record",
    [
        b.plan_with(
            PlanSection(
                part=Part.BACKGROUND, statements=(Statement(id="told", text=f"“{WORDS}”", cites=(b.cite("page"),)),)
            )
        ),
        attrs.evolve(b.THEME, summary=b.cited(f"They were told: {WORDS}.", b.cite("page"))),
        attrs.evolve(b.PAGE, title=f"“{WORDS}”"),
    ],
)
def test_words_that_consent_forbids_are_not_told_as_other_text_either(record: Record) -> None:
    own = attrs.evolve(b.TESTIMONY, excerpts=(attrs.evolve(b.TESTIMONY.excerpts[0], quotation="Nothing of the kind"),))
    text = refusal(b.records(own, FORBIDDEN, record))
    assert "a text prints words of testimony 'withdrawn', which this brief may not use" in text
    assert "barrack with a lock" not in text


def test_a_draft_prints_no_title_or_heading_that_protection_forbids() -> None:
    guarded = attrs.evolve(b.PERSON, protection=Protection(naming=Naming.ANONYMOUS, never_tell=("Jane Roe",)))
    fields = dict.fromkeys(("title", "description", "publisher", "naming_decision"), "What Jane Roe saw")
    sections = (attrs.evolve(b.PLAN.sections[0], heading="Of Jane Roe"), *b.PLAN.sections[1:])
    plan = attrs.evolve(b.PLAN, sections=sections, **fields)  # type: ignore[arg-type]  # all four are texts
    draft = mark(case(b.records(guarded, plan, approve=False)))
    assert "Roe" not in repr((draft.draft.plan, [section.heading for section in draft.draft.sections]))
    assert draft.draft.plan.title == "(left out)"


@pytest.mark.parametrize(
    "record",
    [
        attrs.evolve(b.REVIEWER, role=LocalText.of(en="friend of Jane Roe")),
        attrs.evolve(b.PERSON, role=LocalText.of(en="Jane Roe herself")),
        attrs.evolve(b.PAGE, number="7 (Jane Roe)"),
        attrs.evolve(b.PAGE, page="Jane Roe, 12"),
        attrs.evolve(b.THEME, summary=b.cited("A barrack.", b.cite("page", "section Jane Roe"))),
        b.plan_with(
            PlanSection(
                part=Part.BACKGROUND,
                statements=(Statement(id="of-jane-roe", text="A barrack.", cites=(b.cite("page"),)),),
            )
        ),
    ],
)
def test_a_detail_is_found_wherever_an_output_prints_it(record: Record) -> None:
    guarded = attrs.evolve(b.PERSON, protection=Protection(naming=Naming.ANONYMOUS, never_tell=("Jane Roe",)))
    if isinstance(record, Person):
        record = attrs.evolve(record, protection=guarded.protection)
    records = b.records(guarded) if isinstance(record, Person | TeamMember) else b.records(guarded, record)
    assert "[protection-detail]" in refusal(records.put(record))


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (attrs.evolve(b.REVIEWER, role=LocalText.of(en="reviewer of 58 briefs")), "reviewer"),
        (attrs.evolve(b.PERSON, role=LocalText.of(en="a man who saw “all of it”")), "someone"),
        (attrs.evolve(b.PAGE, remarks=LocalText.of(en="It says that 58 were killed.")), "page"),
        (attrs.evolve(b.PAGE, reliability_reason=LocalText.of(en="99 percent true")), "page"),
    ],
)
def test_remarks_and_roles_carry_no_figure_and_no_quotation(record: Record, place: str) -> None:
    records = b.records().put(record) if isinstance(record, TeamMember) else b.records(record)
    line = only_line(refusal(records))
    assert line.startswith(f"{place}: words without a source carry")


def test_a_notice_of_the_corpus_is_judged_as_words_without_a_source() -> None:
    told = attrs.evolve(b.SETTINGS, notice=LocalText.of(en="58 were killed, says “Mira”."))
    assert only_line(refusal(Records(told, b.records()))).startswith("corpus: words without a source carry")


def test_a_source_that_is_only_named_as_relaying_is_vetted_too() -> None:
    teller = attrs.evolve(b.PAGE, id="teller", title="An unvetted page")
    relayed = attrs.evolve(b.TESTIMONY, account=Account.RELAYED, relayed_by=("teller",))
    records = b.records(teller, relayed, without=["teller-by-reviewer"])
    assert "source 'teller' is not approved" in only_line(refusal(records))


def test_the_original_wording_is_an_excerpts_words_too() -> None:
    excerpt = attrs.evolve(
        b.TESTIMONY.excerpts[0],
        wording=Wording.TRANSLATION,
        original="قالوا إن بيتا ينتظرنا وكان ثكنة",
        original_language="ar",
    )
    plan = attrs.evolve(b.PLAN, description="عنوان: قالوا إن بيتا ينتظرنا وكان ثكنة")
    text = refusal(b.records(attrs.evolve(b.TESTIMONY, excerpts=(excerpt,)), plan))
    assert "words of an excerpt" in text
