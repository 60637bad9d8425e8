"""What cannot be built, each with its whole message; and what must stay buildable, so that a gate can find it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from counterbrief.model import (
    Account,
    Approval,
    Attests,
    Audience,
    Basis,
    BriefPlan,
    Capture,
    CitedText,
    Consent,
    Elements,
    Excerpt,
    FigureUse,
    Handling,
    Known,
    LocalText,
    Name,
    Naming,
    Part,
    PartialDate,
    Person,
    PlanSection,
    Policy,
    Protection,
    Purpose,
    Records,
    ReportedValue,
    Selection,
    Settings,
    Source,
    SourceType,
    Statement,
    Statistic,
    TeamMember,
    Testimony,
    Theme,
    Unstated,
    Voice,
    Wording,
)

TEXT = LocalText.of(en="text")
DAY = dt.date(2026, 11, 21)
ATTRIBUTED = FigureUse(statistic="share", handling=Handling.ATTRIBUTED)
BASE: dict[str, Any] = {"id": "it", "written_by": "writer"}
ELEMENTS = Elements(disclosure=Known.YES, voluntariness=Known.YES, comprehension=Known.YES, competence=Known.UNKNOWN)


def excerpt(**fields: Any) -> Excerpt:
    given: dict[str, Any] = {"id": "one", "quotation": "words", "language": "en", "wording": Wording.UNKNOWN}
    return Excerpt(**{**given, **fields})


def a_testimony(**fields: Any) -> Testimony:
    given: dict[str, Any] = {
        "speaker": "a",
        "subject": "a",
        "account": Account.FIRST_HAND,
        "summary": CitedText(text=TEXT),
        "credibility": 3,
        "consent": Consent(basis=Basis.NONE),
    }
    return Testimony(**{**BASE, **given, **fields})


def approval(**fields: Any) -> Approval:
    given: dict[str, Any] = {
        "record": "a",
        "sha256": "a" * 64,
        "attests": Attests.TRUE_TO_SOURCES,
        "given": DAY,
        "until": DAY,
    }
    return Approval(**{**BASE, **given, **fields})


def source(**fields: Any) -> Source:
    return Source(**{**BASE, "type": SourceType.BOOK, "title": "a", "language": "en", **fields})


def plan(**fields: Any) -> BriefPlan:
    given: dict[str, Any] = {
        "type": "brief",
        "title": "a",
        "description": "a",
        "date": DAY,
        "language": "en-GB",
        "audience": Audience.TEAM,
        "purpose": Purpose.TRAINING,
    }
    return BriefPlan(**{**BASE, **given, **fields})


def person(naming: Naming, **fields: Any) -> Person:
    return Person(**{**BASE, "role": TEXT, "protection": Protection(naming=naming), **fields})


def value(value_id: str, **fields: Any) -> ReportedValue:
    return ReportedValue(**{"id": value_id, "as_printed": "five", "counted": TEXT, **fields})


IMPOSSIBLE: list[tuple[str, Callable[[], object], str]] = [
    (
        "an id is an id",
        lambda: a_testimony(id="A B"),
        "'A B' is not an id: small letters a-z, digits and single hyphens between them, such as 'ebrahim-b'",
    ),
    (
        "an id is no device of Windows",
        lambda: source(id="nul"),
        "'nul' cannot be a file's name on Windows; choose another id",
    ),
    ("a theme is named once", lambda: a_testimony(themes=("a", "a")), "themes names 'a' twice"),
    ("credibility is graded", lambda: a_testimony(credibility=0), "credibility is a whole number from 1 to 6; found 0"),
    (
        "credibility has six grades",
        lambda: a_testimony(credibility=7),
        "credibility is a whole number from 1 to 6; found 7",
    ),
    (
        "a relayed account names by whom",
        lambda: a_testimony(account=Account.RELAYED),
        "an account that is relayed names by whom ('relayed_by')",
    ),
    ("excerpts are told apart", lambda: a_testimony(excerpts=(excerpt(), excerpt())), "excerpts names 'one' twice"),
    (
        "a quotation holds words",
        lambda: excerpt(quotation=" "),
        "the text is empty; leave the key out where something is unknown",
    ),
    (
        "an original names its language",
        lambda: excerpt(original="كلمة"),
        "an 'original' needs its 'original_language' ('und' where it is unknown)",
    ),
    (
        "an original wording has no translator",
        lambda: excerpt(wording=Wording.ORIGINAL, translator="a"),
        "a quotation in its original wording has neither 'original' nor 'translator'",
    ),
    (
        "an original wording has no other original",
        lambda: excerpt(wording=Wording.ORIGINAL, original="a", original_language="ar"),
        "a quotation in its original wording has neither 'original' nor 'translator'",
    ),
    (
        "informed consent has its elements",
        lambda: Consent(basis=Basis.INFORMED),
        "consent of the basis 'informed' needs its four 'elements'",
    ),
    (
        "a guardian's consent has its elements",
        lambda: Consent(basis=Basis.GUARDIAN),
        "consent of the basis 'guardian' needs its four 'elements'",
    ),
    (
        "published words have no elements",
        lambda: Consent(basis=Basis.PUBLISHED, elements=ELEMENTS),
        "consent of the basis 'published' has no 'elements'",
    ),
    (
        "consent ends after it begins",
        lambda: Consent(basis=Basis.NONE, given=DAY, until=dt.date(2026, 11, 20)),
        "consent ends (2026-11-20) before it begins (2026-11-21)",
    ),
    (
        "an approval ends after it begins",
        lambda: approval(until=dt.date(2026, 11, 20)),
        "the approval ends (2026-11-20) before it begins (2026-11-21)",
    ),
    (
        "an approval of truth clears no audience",
        lambda: approval(audiences=(Audience.PUPILS,)),
        "an approval as 'true-to-sources' clears no audience; leave 'audiences' out",
    ),
    (
        "a clearance lists its audiences",
        lambda: approval(attests=Attests.CLEARED_FOR_USE),
        "an approval as 'cleared-for-use' lists its 'audiences'",
    ),
    (
        "a digest is a digest",
        lambda: approval(sha256="A" * 64),
        f"expected a SHA-256 in 64 small hexadecimal digits; found '{'A' * 64}'",
    ),
    ("a named person has a name", lambda: person(Naming.NAMED), "a person who is named needs a 'name'"),
    ("a pseudonym is a name", lambda: person(Naming.PSEUDONYM), "a person who is pseudonym needs a 'name'"),
    (
        "an anonymous person has none",
        lambda: person(Naming.ANONYMOUS, name="A"),
        "a person who is anonymous has no 'name' in the corpus",
    ),
    (
        "a withheld person has none",
        lambda: person(Naming.WITHHELD, name="A"),
        "a person who is withheld has no 'name' in the corpus",
    ),
    (
        "a withheld person comes from nowhere",
        lambda: person(Naming.WITHHELD, origin=TEXT),
        "a person who is withheld has no 'origin' in the corpus",
    ),
    (
        "who agrees to be named has a name",
        lambda: TeamMember(**BASE, role=TEXT, agrees_to_be_named=True),
        "somebody who agrees to be named needs a 'name'",
    ),
    ("a capture has bytes", lambda: capture(size=0), "a capture has at least one byte; found 0"),
    (
        "a media type is one",
        lambda: capture(media_type="html"),
        "expected a media type such as 'text/html'; found 'html'",
    ),
    (
        "a statistic has a value",
        lambda: Statistic(**BASE, label=TEXT, values=()),
        "a statistic needs at least one value",
    ),
    (
        "values are told apart",
        lambda: Statistic(**BASE, label=TEXT, values=(value("a"), value("a"))),
        "values names 'a' twice",
    ),
    (
        "a number is exact everywhere",
        lambda: value("a", number=2**53),
        "a number is a whole number from 0 to 2^53 - 1; found 9007199254740992",
    ),
    (
        "a total is at least one",
        lambda: value("a", out_of=0),
        "a total is a whole number from 1 to 2^53 - 1; found 0",
    ),
    ("a number counts", lambda: value("a", number=-1), "a number is a whole number from 0 to 2^53 - 1; found -1"),
    ("a name has one form", Name, "a name has either 'family' (and 'given'), or 'literal'"),
    (
        "a name has not two",
        lambda: Name(family="a", literal="b"),
        "a name has either 'family' (and 'given'), or 'literal'",
    ),
    ("a body has no given name", lambda: Name(literal="a", given="b"), "a 'literal' name has no 'given'"),
    (
        "an address is one",
        lambda: source(url="javascript:alert(1)"),
        "expected an address that begins with https:// or http://; found 'javascript:alert(1)'",
    ),
    (
        "what is given is stated",
        lambda: source(author=(Name(literal="a"),), not_stated=(Unstated.AUTHOR,)),
        "'author' is given and yet listed as not stated",
    ),
    (
        "a language is a tag",
        lambda: source(language="English"),
        "'English' is not a language tag such as 'en', 'en-GB', 'ar' or 'und' (unknown)",
    ),
    (
        "a statement says something",
        lambda: Statement(id="a"),
        "a statement has exactly one of text, testimony, statistic, theme, claim; found none",
    ),
    (
        "a statement says one thing",
        lambda: Statement(id="a", text="b", theme="c"),
        "a statement has exactly one of text, testimony, statistic, theme, claim; found text and theme",
    ),
    (
        "an editor's words are a text",
        lambda: Statement(id="a", voice=Voice.EDITOR, theme="b"),
        "the editors' own words are a 'text' without 'cites'",
    ),
    (
        "an excerpt is of a testimony",
        lambda: Statement(id="a", text="b", excerpt="c"),
        "an 'excerpt' needs its 'testimony'",
    ),
    (
        "a chosen value says why",
        lambda: FigureUse(statistic="a", handling=Handling.CHOSEN),
        "a value that is 'chosen' needs a 'reason': why this one",
    ),
    (
        "a statistic is dealt with once",
        lambda: Statement(id="a", text="b", figures=(ATTRIBUTED, ATTRIBUTED)),
        "figures names 'share' twice",
    ),
    (
        "figures belong to evidence",
        lambda: Statement(id="a", voice=Voice.EDITOR, text="b", figures=(ATTRIBUTED,)),
        "only a 'text' of evidence has 'figures'",
    ),
    (
        "figures belong to a text",
        lambda: Statement(id="a", statistic="share", figures=(ATTRIBUTED,)),
        "only a 'text' of evidence has 'figures'",
    ),
    ("a selection chooses", Selection, "a selection names themes, claims, testimonies or languages"),
    (
        "statements are told apart over all sections",
        lambda: plan(sections=(section("a"), section("a"))),
        "the plan's statements names 'a' twice",
    ),
    (
        "the format is one we read",
        lambda: Settings(name="a", format=2),
        "this version of counterbrief reads format 1; found 2",
    ),
    (
        "approvals run a day or more",
        lambda: Policy(longest_approval_days=0),
        "an approval runs at least a day; found 0",
    ),
    (
        "an id names one record",
        lambda: Records(Settings(name="a"), [source(), plan()]),
        "two records have the id 'it': a source and a plan",
    ),
]


def capture(**fields: Any) -> Capture:
    given: dict[str, Any] = {"source": "a", "sha256": "0" * 64, "size": 1, "media_type": "text/html"}
    return Capture(**{**BASE, **given, **fields})


def section(*ids: str) -> PlanSection:
    return PlanSection(part=Part.FACT, statements=tuple(Statement(id=one, text="a") for one in ids))


@pytest.mark.parametrize(("build", "message"), [case[1:] for case in IMPOSSIBLE], ids=[case[0] for case in IMPOSSIBLE])
def test_the_impossible_cannot_be_built_and_says_why(build: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError) as raised:
        build()
    assert str(raised.value) == message


def test_what_a_gate_must_find_can_be_built() -> None:
    assert Statement(id="a", text="A claim without a source.").cites == ()
    assert CitedText(text=TEXT).cites == ()
    assert excerpt().cites == ()
    assert plan().publisher is None
    assert plan().sections == ()
    assert a_testimony(excerpts=()).excerpts == ()
    assert a_testimony(speaker="nobody-of-that-id").speaker == "nobody-of-that-id"
    assert a_testimony(consent=Consent(basis=Basis.NONE)).consent.scope.purposes == ()
    assert a_testimony(consent=Consent(basis=Basis.INFORMED, elements=ELEMENTS, until=DAY)).consent.until == DAY
    assert approval(until=dt.date(9999, 12, 31)).until.year == 9999


def test_a_testimony_finds_its_excerpts() -> None:
    one, two = excerpt(), excerpt(id="two")
    assert a_testimony(excerpts=(one, two)).excerpt("two") is two
    assert a_testimony(excerpts=(one, two)).excerpt("three") is None


# --- Records --------------------------------------------------------------------------------------------------------

THEME = Theme(**{**BASE, "id": "theme"}, label=TEXT, summary=CitedText(text=TEXT))


def test_records_are_sorted_by_id_and_found_by_id_and_type() -> None:
    records = Records(Settings(name="a"), [THEME, source(), plan(id="a-plan")])
    assert [record.id for record in records] == ["a-plan", "it", "theme"]
    assert len(records) == 3
    assert "theme" in records
    assert records.find("theme") is THEME
    assert records.find("nothing") is None
    assert records.get(Theme, "theme") is THEME
    assert records.get(Source, "theme") is None
    assert records.of(Theme) == (THEME,)
    assert records == Records(Settings(name="a"), [plan(id="a-plan"), source(), THEME])


def test_a_changed_set_of_records_is_another_one() -> None:
    before = Records(Settings(name="a"), [THEME])
    changed = attrs.evolve(THEME, parent="wider")
    assert before.put(changed).find("theme") is changed
    assert before.find("theme") is THEME
    assert len(before.put(source())) == 2
    assert len(before.remove("theme")) == 0
    with pytest.raises(ValueError, match=r"^two records have the id 'theme': a theme and a source$"):
        before.put(source(id="theme"))


def test_a_date_of_a_source_can_be_as_coarse_as_it_is_known() -> None:
    assert source(issued=PartialDate.parse("2015")).issued == PartialDate(year=2015)
