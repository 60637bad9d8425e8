"""What everything that is printed of one brief depends on: its records, its language, its wording."""

from __future__ import annotations

import attrs

from counterbrief.evidence.lineage.corroboration import Derivations
from counterbrief.model import LocalText
from counterbrief.model.draft import Item
from counterbrief.model.plans import BriefPlan
from counterbrief.model.records import Records
from counterbrief.render.direction import direction_of, printed
from counterbrief.render.tree import Cell, Direction, Inline, Inlines, Origin
from counterbrief.render.wording import Wording, wording_of
from counterbrief.vetting.gate import Brief


@attrs.frozen(kw_only=True)
class Context:
    """A brief and the words around it.

    Attributes:
        brief: what the gate handed out
        wording: the engine's own words in the brief's language
        direction: of the brief's language
        derivations: what its evidence goes back to
    """

    brief: Brief
    wording: Wording
    direction: Direction
    derivations: Derivations

    @classmethod
    def of(cls, brief: Brief) -> Context:
        """The context of a brief; raises NotFoundError where its language has no wording."""
        language = brief.draft.plan.language
        return cls(
            brief=brief,
            wording=wording_of(language),
            direction=direction_of(language),
            derivations=Derivations.of(brief.records),
        )

    @property
    def plan(self) -> BriefPlan:
        """The plan."""
        return self.brief.draft.plan

    @property
    def records(self) -> Records:
        """The corpus."""
        return self.brief.records

    @property
    def items(self) -> tuple[Item, ...]:
        """The statements, in the plan's order."""
        return self.brief.draft.items

    def local(self, text: LocalText | None) -> str | None:
        """A text in the brief's language, or None."""
        return text.best(self.plan.language) if text is not None else None

    def evidence(self, text: str) -> Inline:
        """Text of the corpus."""
        return printed(text, Origin.EVIDENCE, self.direction)

    def editor(self, text: str) -> Inline:
        """The editors' own words."""
        return printed(text, Origin.EDITOR, self.direction)

    def fixed(self, text: str) -> Inline:
        """Wording of the engine."""
        return printed(text, Origin.FIXED, self.direction)

    def record(self, text: str, *, ids: bool = False) -> Inline:
        """What the engine prints about the brief or a record; ``ids`` for ids, grades and numbers."""
        return printed(text, Origin.RECORD, self.direction, ids=ids)

    def header(self, *words: str) -> tuple[Cell, ...]:
        """A header row of fixed wording."""
        return tuple(Cell(children=(self.fixed(word),)) for word in words)

    def recorded(self, text: str) -> Inlines:
        """The same as :meth:`record`, as a run."""
        return (self.record(text),)
