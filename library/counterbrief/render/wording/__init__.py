"""The engine's own fixed wording, one module a language. Wording of a brief type stands in its template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from importlib import import_module

import attrs

from counterbrief.errors import NotFoundError
from counterbrief.model import Audience, Certainty, PartialDate, Purpose, Reliability, Unstated
from counterbrief.render.tree import Labels

#: Languages that have a module here.
LANGUAGES = ("en",)


@attrs.frozen(kw_only=True)
class Wording:
    """What the engine says in one language. Texts in braces are fields that it fills.

    Attributes:
        labels: what the writers print
        months: names of the months, January first
        date: a whole date, with ``{day}``, ``{month}`` and ``{year}``
        month_of_year: a month, with ``{month}`` and ``{year}``
        as_of: the date for which a value holds, with ``{date}``
        kinds: brief types by id; a type that is not listed is told by its id
        audiences: for whom, as in "for teachers"
        purposes: what for
        draft: the line on every page of a draft
        invented: the line on every page of a brief from an invented corpus
        approved_true, approved_cleared: what the approvals attest, with ``{by}``
        approved_short: the same for the line on every page, with ``{by}`` and without a full stop
        team: an approver whose record is missing
        unsigned: that approvals carry no signature
        unsigned_short: the same for the line on every page
        cleared: with ``{audiences}``
        not_cleared: with ``{audience}``
        not_cleared_any: that no use with anybody is cleared
        not_vetted: what a draft says in the place of its clearance
        left_out: what stands before the statements that a draft leaves out
        not_their_name: behind a pseudonym
        of_another: behind the speaker, where the words tell of somebody else
        relayed: before the sources that relay words
        wording_unknown, original_unknown, translator_unknown: what is not known of a quotation
        translated: with ``{name}``
        reported_in: between a source and the one in which it was read
        values_caption, fact, value, counted, population, period, source, reported_by: of a table of statistics
        discrepancy: values that are at odds, with ``{arithmetic}``
        chart_caption: of a chart
        chart_table: under a chart whose values stand in an earlier table
        chart_told: before its values, where it is told in words
        reliability_caption, credibility_caption, testimony, grade, meaning: of the tables of grades
        scale: what the grades are
        reliability: what each grade says
        credibility: what each grade says, the first is 1
        reliability_of: in the list of sources, with ``{grade}`` and ``{meaning}``
        not_stated: in the list of sources, before what a source does not state
        unstated: names of what it does not state
        not_seen: in the list of sources, before the sources in which it was read
        plural: which of the forms below goes with a number (Unicode CLDR plural rules, in the language's own order)
        sources_counted, stated_counted, inferred_counted, unknown_counted: the forms, with ``{count}``
        no_stated: for no stated origin at all
        rests: before what a statement rests on
        brief_rests: the same of the whole brief
        rests_on: forms by the number of sources, with ``{rests}``, ``{sources}`` and ``{stated}``
        rests_on_more: where some of it does not count, with ``{others}`` too
        origins_caption, origin, certainty, read_in: of the table of origins
        certainties: how surely an origin is known
        joined: behind origins that are not independent of each other
        itself: in the place of a source that is its own origin
        not_told: in the place of an origin that nobody states
        origins_scale: what counts
        and_: between the last two of a list
    """

    labels: Labels
    months: tuple[str, ...]
    date: str
    month_of_year: str
    as_of: str
    kinds: Mapping[str, str]
    audiences: Mapping[Audience, str]
    purposes: Mapping[Purpose, str]
    draft: str
    invented: str
    approved_true: str
    approved_cleared: str
    approved_short: str
    team: str
    unsigned: str
    unsigned_short: str
    cleared: str
    not_cleared: str
    not_cleared_any: str
    not_vetted: str
    left_out: str
    not_their_name: str
    of_another: str
    relayed: str
    wording_unknown: str
    original_unknown: str
    translator_unknown: str
    translated: str
    reported_in: str
    values_caption: str
    fact: str
    value: str
    counted: str
    population: str
    period: str
    source: str
    reported_by: str
    discrepancy: str
    chart_caption: str
    chart_table: str
    chart_told: str
    reliability_caption: str
    credibility_caption: str
    testimony: str
    grade: str
    meaning: str
    scale: str
    reliability: Mapping[Reliability, str]
    credibility: tuple[str, ...]
    reliability_of: str
    not_stated: str
    unstated: Mapping[Unstated, str]
    not_seen: str
    plural: Callable[[int], int]
    sources_counted: tuple[str, ...]
    stated_counted: tuple[str, ...]
    inferred_counted: tuple[str, ...]
    unknown_counted: tuple[str, ...]
    no_stated: str
    rests: str
    brief_rests: str
    rests_on: tuple[str, ...]
    rests_on_more: str
    origins_caption: str
    origin: str
    certainty: str
    read_in: str
    certainties: Mapping[Certainty, str]
    joined: str
    itself: str
    not_told: str
    origins_scale: str
    and_: str

    def day(self, date: dt.date) -> str:
        """A date as the language writes it."""
        return self.date.format(day=date.day, month=self.months[date.month - 1], year=date.year)

    def coarse(self, date: PartialDate) -> str:
        """A date as far as it is known, as the language writes it."""
        if date.month is None:
            return str(date.year)
        if date.day is None:
            return self.month_of_year.format(month=self.months[date.month - 1], year=date.year)
        return self.day(dt.date(date.year, date.month, date.day))

    def kind(self, type_: str) -> str:
        """The name of a brief type, for people."""
        told = type_.replace("-", " ")
        return self.kinds.get(type_, told[:1].upper() + told[1:])

    def many(self, count: int, forms: tuple[str, ...]) -> str:
        """The form that goes with a number, such as ``1 source`` or ``2 sources``."""
        return forms[self.plural(count)].format(count=count)

    def listed(self, words: tuple[str, ...]) -> str:
        """Words in a row: ``a, b and c``."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self.and_} {words[-1]}"


def wording_of(language: str) -> Wording:
    """The wording for a language tag; raises NotFoundError where there is none."""
    primary = language.partition("-")[0]
    if primary not in LANGUAGES:
        raise NotFoundError(
            f"there is no wording in the language {language!r}", hint=f"languages with wording: {', '.join(LANGUAGES)}"
        )
    wording = import_module(f"counterbrief.render.wording.{primary}").WORDING
    if not isinstance(wording, Wording):
        raise TypeError(f"the wording of {primary!r} is {type(wording).__name__}")
    return wording
