"""Brief plans: what a brief is for, and the statements it makes, in order."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from counterbrief.model import ids
from counterbrief.model.record import Record
from counterbrief.model.text import Citation, is_language, is_text
from counterbrief.model.use import Audience, Marking, Medium, Purpose


class Part(enum.StrEnum):
    """What a section does in a brief. The order fact, warning, claim, explanation, fact is the Debunking Handbook's (2020)."""

    SUMMARY = "summary"
    FACT = "fact"
    WARNING = "warning"
    CLAIM = "claim"
    EXPLANATION = "explanation"
    TESTIMONIES = "testimonies"
    FACT_AGAIN = "fact-again"
    KEY_MESSAGES = "key-messages"
    BACKGROUND = "background"
    STATISTICS = "statistics"
    CHART = "chart"
    STRENGTH = "strength"
    LIMITS = "limits"
    USE = "use"
    NOT_USE = "not-use"


class Voice(enum.StrEnum):
    """Who answers for a statement."""

    EVIDENCE = "evidence"  #: the sources it cites
    EDITOR = "editor"  #: the editors themselves; every output marks it as theirs


class Handling(enum.StrEnum):
    """Why a statement may use one value of a statistic whose values are in tension, without giving the others."""

    ATTRIBUTED = "attributed"  #: the text itself says whose value it is
    CHOSEN = "chosen"  #: a person chose this value and recorded why


@attrs.frozen(kw_only=True)
class FigureUse:
    """How a statement deals with a figure that other sources tell differently; a text that gives all values needs none.

    Attributes:
        statistic: id of the statistic whose value the text uses
        handling: attributed, or chosen
        reason: why this value was chosen; a chosen value needs one
    """

    statistic: str = attrs.field(validator=ids.is_id)
    handling: Handling
    reason: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))

    def __attrs_post_init__(self) -> None:
        if self.handling is Handling.CHOSEN and self.reason is None:
            raise ValueError("a value that is 'chosen' needs a 'reason': why this one")


@attrs.frozen(kw_only=True)
class Statement:
    """One item of a brief. It has exactly one content: own text, or a record whose text it shows.

    Attributes:
        id: names the statement within its plan
        voice: evidence, or the editors' own words
        text: a text of the plan itself
        cites: what that text stands on
        figures: how that text deals with figures that other sources tell differently
        testimony: id of a testimony that is quoted
        excerpt: id of the excerpt of it; left out where it has only one
        statistic: id of a statistic that is shown
        theme: id of a theme whose summary is shown
        claim: id of a propaganda claim whose paraphrase is shown
    """

    id: str = attrs.field(validator=ids.is_id)
    voice: Voice = Voice.EVIDENCE
    text: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    cites: tuple[Citation, ...] = ()
    figures: tuple[FigureUse, ...] = attrs.field(default=())
    testimony: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))
    excerpt: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))
    statistic: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))
    theme: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))
    claim: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))

    @figures.validator
    def _once(self, attribute: attrs.Attribute[tuple[FigureUse, ...]], value: tuple[FigureUse, ...]) -> None:
        ids.refuse_repeats(tuple(one.statistic for one in value), attribute.name)

    def __attrs_post_init__(self) -> None:
        given = [
            name for name in ("text", "testimony", "statistic", "theme", "claim") if getattr(self, name) is not None
        ]
        if len(given) != 1:
            found = " and ".join(given) or "none"
            raise ValueError(f"a statement has exactly one of text, testimony, statistic, theme, claim; found {found}")
        if self.voice is Voice.EDITOR and (self.text is None or self.cites):
            raise ValueError("the editors' own words are a 'text' without 'cites'")
        if self.cites and self.text is None:
            raise ValueError("only a 'text' has 'cites' of its own; a record brings its own")
        if self.figures and (self.text is None or self.voice is Voice.EDITOR):
            raise ValueError("only a 'text' of evidence has 'figures'")
        if self.excerpt is not None and self.testimony is None:
            raise ValueError("an 'excerpt' needs its 'testimony'")


@attrs.frozen(kw_only=True)
class Selection:
    """Chooses testimonies to quote. Each list that is given narrows the choice; a theme brings the themes below it.

    Attributes:
        themes: ids of themes
        claims: ids of the claims that their themes answer
        testimonies: ids of testimonies
        languages: language tags of the excerpts
    """

    themes: tuple[str, ...] = attrs.field(default=(), validator=ids.are_ids)
    claims: tuple[str, ...] = attrs.field(default=(), validator=ids.are_ids)
    testimonies: tuple[str, ...] = attrs.field(default=(), validator=ids.are_ids)
    languages: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not (self.themes or self.claims or self.testimonies or self.languages):
            raise ValueError("a selection names themes, claims, testimonies or languages")


@attrs.frozen(kw_only=True)
class PlanSection:
    """A part of a brief.

    Attributes:
        part: what it does
        heading: its heading in the editors' words; left out, the template gives one
        statements: its items
        select: testimonies that follow them, chosen from the corpus
    """

    part: Part
    heading: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    statements: tuple[Statement, ...] = ()
    select: Selection | None = None


@attrs.frozen(kw_only=True)
class Gammma:
    """GAMMMA+ (Radicalisation Awareness Network): what a campaign must have settled before it goes out.

    Attributes:
        goal: what is to change
        audience: in whom
        message: what they are told
        messenger: by whom
        media: where
        action: what they can do
        monitoring: how it is known whether it worked
    """

    goal: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    audience: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    message: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    messenger: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    media: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    action: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    monitoring: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))


@attrs.frozen(kw_only=True)
class BriefPlan(Record):
    """What a brief says and whom it is for. All its text is in its one language.

    Attributes:
        type: the kind of brief: the name of a folder of templates
        title: of the brief
        description: what the brief is, in a sentence
        date: of the brief; it is printed
        language: of the brief, with its region, such as 'en-GB'
        publisher: who answers for the brief; a brief without one is refused (no covert messaging)
        audience: for whom
        purpose: what for
        media: by which media
        marking: how far it may travel (TLP 2.0)
        claim: id of the propaganda claim that it answers
        naming_decision: why the claim is named at all (Phillips 2018)
        gammma: the GAMMMA+ fields
        style: citation style
        sections: its parts, in order
    """

    type: str = attrs.field(validator=ids.is_id)
    title: str = attrs.field(validator=is_text)
    description: str = attrs.field(validator=is_text)
    date: dt.date
    language: str = attrs.field(validator=is_language)
    publisher: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    audience: Audience
    purpose: Purpose
    media: tuple[Medium, ...] = (Medium.DOCUMENT,)
    marking: Marking = Marking.CLEAR
    claim: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))
    naming_decision: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text))
    gammma: Gammma | None = None
    style: str = attrs.field(default="counterbrief-notes", validator=ids.is_id)
    sections: tuple[PlanSection, ...] = attrs.field(default=())

    @sections.validator
    def _told_apart(self, _attribute: object, value: tuple[PlanSection, ...]) -> None:
        ids.refuse_repeats(
            tuple(statement.id for section in value for statement in section.statements), "the plan's statements"
        )
