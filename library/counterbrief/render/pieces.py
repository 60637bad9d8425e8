"""What stands behind each value that a template can place, and the views that hand those values out."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from counterbrief.model import Part as PlanPart
from counterbrief.model import Voice
from counterbrief.model.draft import DraftSection, Item
from counterbrief.render import figures, standing
from counterbrief.render.context import Context
from counterbrief.render.corroboration import support
from counterbrief.render.notes import Calls
from counterbrief.render.statements import quotation, text_span
from counterbrief.render.tree import Block, Inline, Inlines, SourceList
from counterbrief.render.views import BriefView, Budget, Meta, Own, Part, SectionView, Series, StatementView, Word


@attrs.frozen(kw_only=True, eq=False)
class Piece:
    """What the engine puts in a place.

    Attributes:
        told: what it is, for messages
        line: makes it for a line of text; None where it stands by itself alone
        blocks: makes it where it stands by itself; None where it needs a text around it
        statements: ids of the statements that it places
        evidence: whether it brings notes, which headings and captions cannot hold
        needed: what to call it where a template leaves it out; empty where it may
    """

    told: str
    line: Callable[[Calls], Inlines] | None = None
    blocks: Callable[[Calls], tuple[Block, ...]] | None = None
    statements: tuple[str, ...] = ()
    evidence: bool = False
    needed: str = ""


@attrs.define(kw_only=True)
class Desk:
    """Makes the views of one brief, and keeps what their values stand for."""

    context: Context
    pieces: list[Piece] = attrs.field(factory=list)
    budget: Budget = attrs.field(factory=Budget)

    def brief(self) -> BriefView:
        """The view of the whole brief."""
        context, plan, wording = self.context, self.context.plan, self.context.wording
        return BriefView(
            kind=self.meta("the brief's kind", wording.kind(plan.type)),
            title=self.own("the brief's title", plan.title, needed="the brief's title: {{ brief.title }}"),
            description=self.own("the brief's description", plan.description),
            publisher=(
                self.meta("the publisher", plan.publisher, needed="the publisher: {{ brief.publisher }}")
                if plan.publisher is not None
                else None
            ),
            date=self.meta("the brief's date", wording.day(plan.date), ids=True),
            audience=self.meta("the audience", wording.audiences[plan.audience]),
            purpose=self.meta("the purpose", wording.purposes[plan.purpose]),
            marking=self.meta("the marking", plan.marking.value, ids=True),
            naming_decision=(
                self.own("the naming decision", plan.naming_decision) if plan.naming_decision is not None else None
            ),
            sections=Series(
                tuple(self.section(section) for section in context.brief.draft.sections), self.budget, "the sections"
            ),
            sources=self.part(
                "the list of sources",
                lambda _: (SourceList(entries=()),),
                filled=any(item.voice is Voice.EVIDENCE for item in context.items),
                needed="the list of sources: {{ brief.sources }}",
            ),
            strength=self.ready("the strength of the evidence", standing.strength(context)),
            clearance=self.ready(
                "the clearance", standing.clearance(context), needed="the clearance: {{ brief.clearance }}"
            ),
            left_out=self.ready(
                "the list of what is left out",
                standing.left_out(context),
                needed="the list of what is left out: {% if brief.left_out %}{{ brief.left_out }}{% endif %}",
            ),
        )

    def section(self, section: DraftSection) -> SectionView:
        """The view of a section."""
        part = section.part.value
        quotes = tuple(item for item in section.items if item.quote is not None)
        figured = tuple(item for item in section.items if item.values)
        return SectionView(
            part=Word(part),
            heading=self.own(f"the heading of {part!r}", section.heading) if section.heading is not None else None,
            statements=Series(
                tuple(self.statement(item, key=section.part is PlanPart.KEY_MESSAGES) for item in section.items),
                self.budget,
                f"the statements of {part!r}",
            ),
            quotations=self.part(
                f"the quotations of {part!r}",
                lambda calls: tuple(block for item in quotes for block in self._quotation(item, calls)),
                items=quotes,
                filled=bool(quotes),
            ),
            table=self.part(
                f"the table of {part!r}",
                lambda calls: figures.values_table(figured, self.context, calls),
                items=figured,
                filled=bool(figured),
            ),
            chart=self.part(
                f"the chart of {part!r}",
                lambda calls: figures.chart(figured, self.context, calls),
                items=figured,
                filled=bool(figured),
            ),
        )

    def statement(self, item: Item, *, key: bool = False) -> StatementView:
        """The view of a statement; beside a key message it has to be said how many origins it rests on."""
        told = f"statement {item.id!r}"
        kind = "quotation" if item.quote is not None else "statistic" if item.values else "text"
        if kind == "text":
            piece = Piece(
                told=told,
                line=lambda calls: (text_span(item, self.context, calls),),
                statements=(item.id,),
                evidence=True,
            )
        elif kind == "quotation":
            piece = Piece(
                told=told, blocks=lambda calls: self._quotation(item, calls), statements=(item.id,), evidence=True
            )
        else:
            piece = Piece(
                told=told,
                blocks=lambda calls: figures.values_table((item,), self.context, calls),
                statements=(item.id,),
                evidence=True,
            )
        return StatementView(
            self._keep(piece),
            told,
            voice=Word(item.voice.value),
            kind=Word(kind),
            support=(
                self.meta(
                    f"the origins of {told}",
                    support(item.citations, self.context),
                    needed=f"the origins of key message {item.id!r}: {{{{ statement.support }}}}" if key else "",
                )
                if item.voice is Voice.EVIDENCE
                else None
            ),
        )

    def _quotation(self, item: Item, calls: Calls) -> tuple[Block, ...]:
        return (quotation(item, item.quote, self.context, calls),) if item.quote is not None else ()

    def meta(self, told: str, text: str, *, ids: bool = False, needed: str = "") -> Meta:
        """A value that the engine prints about the brief."""
        return Meta(self._keep(self._words(told, self.context.record(text, ids=ids), needed)), told)

    def own(self, told: str, text: str, *, needed: str = "") -> Own:
        """Words of the editors."""
        return Own(self._keep(self._words(told, self.context.editor(text), needed)), told)

    @staticmethod
    def _words(told: str, inline: Inline, needed: str) -> Piece:
        return Piece(told=told, line=lambda _: (inline,), needed=needed)

    def ready(self, told: str, blocks: tuple[Block, ...], *, needed: str = "") -> Part:
        """A part that is made already and brings no notes."""
        return self.part(told, lambda _: blocks, filled=bool(blocks), needed=needed)

    def part(
        self,
        told: str,
        blocks: Callable[[Calls], tuple[Block, ...]],
        *,
        items: tuple[Item, ...] = (),
        filled: bool,
        needed: str = "",
    ) -> Part:
        """A part that the engine makes."""
        piece = Piece(
            told=told,
            blocks=blocks,
            statements=tuple(item.id for item in items),
            evidence=bool(items),
            needed=needed if filled else "",
        )
        return Part(self._keep(piece), told, filled=filled)

    def _keep(self, piece: Piece) -> int:
        self.pieces.append(piece)
        return len(self.pieces) - 1
