"""Hypothesis strategies that build any valid record of each kind, and the settings."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from counterbrief.model import (
    KINDS,
    Account,
    Appeal,
    Approval,
    Attests,
    Audience,
    Basis,
    BriefPlan,
    Capture,
    Citation,
    CitedText,
    Consent,
    Elements,
    Excerpt,
    FigureUse,
    Gammma,
    Handling,
    Judgement,
    Kind,
    Known,
    LocalText,
    Locator,
    Marking,
    Medium,
    Name,
    Naming,
    Part,
    PartialDate,
    Person,
    PlanSection,
    Policy,
    PropagandaClaim,
    Protection,
    Purpose,
    Record,
    Reliability,
    ReportedValue,
    Scope,
    Selection,
    Selector,
    Settings,
    Source,
    SourceType,
    Statement,
    Statistic,
    TeamMember,
    Testimony,
    Theme,
    Unstated,
    Verdict,
    Voice,
    Wording,
)
from counterbrief.model.ids import fault_of_id
from counterbrief.model.text import LOCATOR_LABELS, fault_of_text

T = TypeVar("T")

#: Texts that a YAML reader or writer may take for something else.
AWKWARD = (
    "no", "true", "null", "~", "2015", "1e5", "0x1f", "2015-09-21", "12:30:45", "- item", "a: b", "a:", "# not a comment",
    "a # b", "'quoted'", '"quoted"', "it's", "{a: b}", "[a", "*a", "&a", "!a", "%a", "@a", "|", ">", "?", "-", "---",
    "a\\b", "one\ntwo", "one\n\n  two", "one\ttwo", "École", "كانوا يقولون", "আমি", "👩‍👧", "word " * 40 + "end",
)  # fmt: skip

_characters = st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029\ufeff").filter(
    lambda character: fault_of_text(unicodedata.normalize("NFC", f"a{character}a")) is None
)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


texts: st.SearchStrategy[str] = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(_characters | st.just("\n"), min_size=1, max_size=20).map(_composed).filter(lambda t: not fault_of_text(t)),
)
#: Texts that no validator looks at: they may be empty, or begin and end with spaces.
loose_texts = st.one_of(texts, texts.map(lambda text: f" {text} "), st.just(""))
ids = st.one_of(
    st.sampled_from(("a", "ebrahim-b", "2015", "1e5", "true", "x" * 80)),
    st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(lambda text: not fault_of_id(text)),
)
languages = st.sampled_from(("en", "en-GB", "ar", "bn", "zh-Hant", "und"))
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """None, or one of these."""
    return st.none() | strategy


def some(strategy: st.SearchStrategy[T], *, least: int = 0, most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """A few of these."""
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


def distinct(
    strategy: st.SearchStrategy[T], *, least: int = 0, most: int = 3, by: Callable[[T], Any] | None = None
) -> st.SearchStrategy[tuple[T, ...]]:
    """A few of these, all different."""
    return st.lists(strategy, min_size=least, max_size=most, unique_by=by or (lambda item: item)).map(tuple)


local_texts = st.dictionaries(languages, texts, min_size=1, max_size=2).map(lambda by: LocalText(tuple(by.items())))
locators = st.builds(Locator, label=st.sampled_from(LOCATOR_LABELS), value=texts)
citations = st.builds(Citation, source=ids, reported_in=maybe(ids), locator=maybe(locators))
cited_texts = st.builds(CitedText, text=local_texts, cites=some(citations))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(days)
    parts = draw(st.integers(1, 3))
    return PartialDate(year=day.year, month=day.month if parts > 1 else None, day=day.day if parts > 2 else None)


@st.composite
def day_pairs(draw: st.DrawFn) -> tuple[dt.date, dt.date]:
    one, two = draw(days), draw(days)
    return min(one, two), max(one, two)


scopes = st.builds(
    Scope,
    purposes=distinct(st.sampled_from(Purpose)),
    audiences=distinct(st.sampled_from(Audience)),
    media=distinct(st.sampled_from(Medium)),
    languages=maybe(distinct(languages)),
)
knowns = st.sampled_from(Known)


@st.composite
def consents(draw: st.DrawFn) -> Consent:
    basis = draw(st.sampled_from(Basis))
    informed = basis in {Basis.INFORMED, Basis.GUARDIAN}
    elements = st.builds(Elements, disclosure=knowns, voluntariness=knowns, comprehension=knowns, competence=knowns)
    given, until = draw(day_pairs())
    return Consent(
        basis=basis,
        chose_publicity=draw(knowns),
        elements=draw(elements) if informed else None,
        scope=draw(scopes),
        given=draw(st.sampled_from((given, None))),
        until=draw(st.sampled_from((until, None))),
    )


@st.composite
def excerpts(draw: st.DrawFn) -> Excerpt:
    wording = draw(st.sampled_from(Wording))
    translated = wording is not Wording.ORIGINAL
    original = draw(maybe(texts)) if translated else None
    selectors = st.builds(Selector, prefix=loose_texts, exact=texts, suffix=loose_texts)
    return Excerpt(
        id=draw(ids),
        quotation=draw(texts),
        language=draw(languages),
        wording=wording,
        original=original,
        original_language=draw(languages if original is not None else maybe(languages)),
        translator=draw(maybe(texts)) if translated else None,
        cites=draw(some(citations)),
        selector=draw(maybe(selectors)),
    )


def _of(record: type[T], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """A record with the fields that every record has."""
    return st.builds(record, id=ids, written_by=ids, invented=st.booleans(), **fields)


@st.composite
def approvals(draw: st.DrawFn) -> Approval:
    attests = draw(st.sampled_from(Attests))
    cleared = attests is Attests.CLEARED_FOR_USE
    given, until = draw(day_pairs())
    audiences = distinct(st.sampled_from(Audience), least=1) if cleared else st.just(())
    return draw(
        _of(
            Approval,
            record=ids,
            sha256=st.sampled_from(("0" * 64, "12e4" * 16, "ab" * 32)),
            attests=st.just(attests),
            audiences=audiences,
            given=st.just(given),
            until=st.just(until),
        )
    )


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    verdict = draw(st.sampled_from(Verdict))
    start = None if verdict is Verdict.ABSENT else draw(st.integers(0, 1000))
    accepted = draw(st.booleans())
    digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
    return draw(
        _of(
            Judgement,
            testimony=ids,
            excerpt=ids,
            quotation_sha256=digests,
            capture=ids,
            capture_sha256=digests,
            verdict=st.just(verdict),
            start=st.just(start),
            end=st.just(None if start is None else start + draw(st.integers(1, 50))),
            needs_acceptance=st.booleans(),
            accepted_by=ids if accepted else st.none(),
            accepted_on=days if accepted else st.none(),
            fold_version=st.integers(0, 9),
        )
    )


captures = _of(
    Capture,
    source=ids,
    sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
    size=st.integers(1, 2**53 - 1),
    media_type=st.sampled_from(("text/html", "application/pdf", "video/mp4")),
    captured_on=maybe(days),
    captured_by=maybe(ids),
    method=maybe(texts),
    private=st.booleans(),
)

claims = _of(PropagandaClaim, label=local_texts, paraphrase=cited_texts, why_it_appealed=maybe(cited_texts))


@st.composite
def people(draw: st.DrawFn) -> Person:
    naming = draw(st.sampled_from(Naming))
    protection = st.builds(
        Protection,
        naming=st.just(naming),
        minor=knowns,
        deceased=knowns,
        in_custody=knowns,
        facing_charges=knowns,
        spoke_voluntarily=knowns,
        never_tell=some(texts),
    )
    return draw(
        _of(
            Person,
            name=texts if naming in {Naming.NAMED, Naming.PSEUDONYM} else st.none(),
            role=local_texts,
            origin=maybe(local_texts) if naming is not Naming.WITHHELD else st.none(),
            protection=protection,
        )
    )


figure_uses = distinct(
    st.builds(FigureUse, statistic=ids, handling=st.sampled_from(Handling), reason=texts)
    | st.builds(FigureUse, statistic=ids, handling=st.just(Handling.ATTRIBUTED)),
    most=2,
    by=lambda use: use.statistic,
)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    statement_id = draw(ids)
    content = draw(st.sampled_from(("own", "text", "testimony", "statistic", "theme", "claim")))
    if content == "own":
        return Statement(id=statement_id, voice=Voice.EDITOR, text=draw(texts))
    if content == "text":
        return Statement(id=statement_id, text=draw(texts), cites=draw(some(citations)), figures=draw(figure_uses))
    if content == "testimony":
        return Statement(id=statement_id, testimony=draw(ids), excerpt=draw(maybe(ids)))
    shown: dict[str, Any] = {content: draw(ids)}
    return Statement(id=statement_id, **shown)


selections = st.builds(
    Selection, themes=distinct(ids), claims=distinct(ids), testimonies=distinct(ids, least=1), languages=some(languages)
)
_message = maybe(texts)
gammmas = st.builds(
    Gammma,
    goal=_message,
    audience=_message,
    message=_message,
    messenger=_message,
    media=_message,
    action=_message,
    monitoring=_message,
)


@st.composite
def sections(draw: st.DrawFn) -> tuple[PlanSection, ...]:
    """Sections whose statements all have ids of their own."""
    given = draw(distinct(statements(), most=4, by=lambda statement: statement.id))
    cut = draw(st.integers(0, len(given)))
    shape = st.tuples(st.sampled_from(Part), maybe(texts), maybe(selections))
    made = []
    for part in (given[:cut], given[cut:]):
        role, heading, select = draw(shape)
        made.append(PlanSection(part=role, heading=heading, statements=part, select=select))
    return tuple(made[: draw(st.integers(0, 2))])


plans = _of(
    BriefPlan,
    type=ids,
    title=texts,
    description=texts,
    date=days,
    language=languages,
    publisher=maybe(texts),
    audience=st.sampled_from(Audience),
    purpose=st.sampled_from(Purpose),
    media=distinct(st.sampled_from(Medium)),
    marking=st.sampled_from(Marking),
    claim=maybe(ids),
    naming_decision=maybe(texts),
    gammma=maybe(gammmas),
    style=ids,
    sections=sections(),
)

names = st.one_of(st.builds(Name, family=texts, given=maybe(texts)), st.builds(Name, literal=texts))


@st.composite
def sources(draw: st.DrawFn) -> Source:
    made = draw(
        _of(
            Source,
            type=st.sampled_from(SourceType),
            title=texts,
            author=some(names),
            container_title=maybe(texts),
            publisher=maybe(texts),
            publisher_place=maybe(texts),
            genre=maybe(texts),
            medium=maybe(texts),
            number=maybe(texts),
            page=maybe(texts),
            issued=maybe(partial_dates()),
            accessed=maybe(days),
            url=maybe(st.sampled_from(("https://example.org/a?b=c#d", "http://example.org"))),
            archive=maybe(texts),
            archive_location=maybe(texts),
            language=languages,
            reported_in=distinct(ids),
            reliability=st.sampled_from(Reliability),
            reliability_reason=maybe(local_texts),
            remarks=maybe(local_texts),
        )
    )
    have = {"author": made.author, "issued": made.issued, "publisher": made.publisher, "URL": made.url}
    free = [unstated for unstated in Unstated if not have.get(unstated.value)]
    unstated = draw(distinct(st.sampled_from(free)))
    return attrs.evolve(made, not_stated=unstated)


values = st.builds(
    ReportedValue,
    id=ids,
    as_printed=texts,
    number=maybe(st.integers(0, 2**53 - 1)),
    counted=local_texts,
    population=maybe(local_texts),
    out_of=maybe(st.integers(1, 2**53 - 1)),
    period=maybe(local_texts),
    as_of=maybe(partial_dates()),
    cites=some(citations),
)
statistics = _of(
    Statistic,
    label=local_texts,
    values=distinct(values, least=1, by=lambda value: value.id),
    caution=maybe(local_texts),
)


@st.composite
def team(draw: st.DrawFn) -> TeamMember:
    name = draw(maybe(texts))
    agrees = st.booleans() if name is not None else st.just(False)
    return draw(_of(TeamMember, role=local_texts, name=st.just(name), agrees_to_be_named=agrees))


@st.composite
def testimonies(draw: st.DrawFn) -> Testimony:
    account = draw(st.sampled_from(Account))
    return draw(
        _of(
            Testimony,
            speaker=ids,
            subject=ids,
            account=st.just(account),
            relayed_by=distinct(ids, least=1 if account is Account.RELAYED else 0),
            told=maybe(partial_dates()),
            summary=cited_texts,
            why_joined=some(cited_texts),
            why_left=some(cited_texts),
            excerpts=distinct(excerpts(), most=2, by=lambda excerpt: excerpt.id),
            themes=distinct(ids),
            credibility=st.integers(1, 6),
            consent=consents(),
        )
    )


themes = _of(
    Theme,
    label=local_texts,
    parent=maybe(ids),
    appeals=distinct(st.sampled_from(Appeal)),
    summary=cited_texts,
    answers=distinct(ids),
    caveats=some(cited_texts),
)

RECORDS: dict[str, st.SearchStrategy[Any]] = {
    "approval": approvals(),
    "capture": captures,
    "claim": claims,
    "judgement": judgements(),
    "person": people(),
    "plan": plans,
    "source": sources(),
    "statistic": statistics,
    "team-member": team(),
    "testimony": testimonies(),
    "theme": themes,
}


def records(kind: Kind | None = None) -> st.SearchStrategy[Record]:
    """Any record, or any of a kind."""
    return RECORDS[kind.name] if kind else st.sampled_from([one.name for one in KINDS]).flatmap(RECORDS.__getitem__)


policies = st.builds(
    Policy,
    unsigned_approvals=st.booleans(),
    clearance_required=st.booleans(),
    longest_approval_days=st.integers(1, 2**53 - 1),
)
settings = st.builds(Settings, name=texts, invented=st.booleans(), notice=maybe(local_texts), policy=policies)
