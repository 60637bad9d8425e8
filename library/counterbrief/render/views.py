"""What a template sees of a brief: names to choose by, and values that it can place but never read.

A value holds a number and nothing else. The text and its citation stay with the engine, so there is nothing that a
filter, a loop or a slice could take the text from.
"""

from __future__ import annotations

import abc
from collections.abc import Iterator
from typing import ClassVar, Generic, TypeVar

import attrs

from counterbrief.errors import TemplateError

MOST_STEPS = 100_000
"""Steps that all loops of a template may take together."""


class Placed:
    """A value that the engine puts where a template places it. It has no text, no length, no parts."""

    __slots__ = ("_filled", "_key", "_told")

    def __init__(self, key: int, told: str, *, filled: bool = True) -> None:
        self._key = key
        self._told = told
        self._filled = filled

    @property
    def key(self) -> int:
        """The number of what stands for it in the output."""
        return self._key

    @property
    def told(self) -> str:
        """What it is, for messages."""
        return self._told

    def __bool__(self) -> bool:
        return self._filled

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def _refuse(self, *_arguments: object) -> TemplateError:
        raise TemplateError(
            f"{self._told} can only be placed, as in {{{{ … }}}}; it cannot be read, changed or taken apart"
        )

    __str__ = __format__ = __len__ = __iter__ = __getitem__ = __contains__ = _refuse  # type: ignore[assignment]
    __add__ = __radd__ = __mul__ = __rmul__ = __mod__ = __rmod__ = __lt__ = __gt__ = __le__ = __ge__ = _refuse


class Cited(Placed):
    """Evidence: it is placed with its citation."""

    __slots__ = ()


class Own(Placed):
    """The editors' own words: they are placed with their mark."""

    __slots__ = ()


class Meta(Placed):
    """A date, a name or a grade that the engine prints about the brief."""

    __slots__ = ()


class Part(Placed):
    """A whole part that the engine makes: a table, a chart, the list of sources."""

    __slots__ = ()


@attrs.define
class Budget:
    """The steps that loops have left."""

    left: int = MOST_STEPS

    def step(self) -> None:
        """Take one; raises TemplateError when none is left."""
        self.left -= 1
        if self.left < 0:
            raise TemplateError(
                f"the template's loops take more than {MOST_STEPS} steps", hint="look for a loop inside a loop"
            )


T = TypeVar("T")


class Series(Generic[T]):
    """A list that a template can loop over."""

    __slots__ = ("_budget", "_items", "_told")

    def __init__(self, items: tuple[T, ...], budget: Budget, told: str) -> None:
        self._items = items
        self._budget = budget
        self._told = told

    @property
    def told(self) -> str:
        """What it is, for messages."""
        return self._told

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            self._budget.step()
            yield item

    def __bool__(self) -> bool:
        return bool(self._items)

    def __repr__(self) -> str:
        return "<Series>"


class Word(str):
    """A name of the engine's own, such as ``fact``: to compare with, and to print as a role. Never corpus text."""

    __slots__ = ()


class View(abc.ABC):
    """Something with names behind a dot. ``OFFERS`` lists them; there are no others for a template."""

    __slots__ = ()
    OFFERS: ClassVar[frozenset[str]] = frozenset()

    @property
    @abc.abstractmethod
    def told(self) -> str:
        """What it is, for messages."""


class StatementView(Cited, View):
    """A statement. ``{{ statement }}`` places it: a text, a quotation, or the values of a statistic in a table.

    ``voice`` is ``evidence`` or ``editor``, ``kind`` is ``text``, ``quotation`` or ``statistic``. ``support`` says how many
    sources and origins it rests on; None for the editors' own words.
    """

    __slots__ = ("kind", "support", "voice")
    OFFERS = frozenset({"kind", "support", "voice"})

    def __init__(self, key: int, told: str, *, voice: Word, kind: Word, support: Meta | None) -> None:
        super().__init__(key, told)
        self.voice = voice
        self.kind = kind
        self.support = support


@attrs.frozen(kw_only=True, eq=False)
class SectionView(View):
    """A section of the plan.

    Attributes:
        part: what it does, such as ``fact`` or ``limits``
        heading: the editors' heading, or None
        statements: its statements, in order
        quotations: its quotations, one after the other
        table: the values of its statistics in one table
        chart: their numbers as bars, with that table; where no value is a number, the table alone
    """

    OFFERS = frozenset({"chart", "heading", "part", "quotations", "statements", "table"})

    part: Word
    heading: Own | None
    statements: Series[StatementView]
    quotations: Part
    table: Part
    chart: Part

    @property
    def told(self) -> str:
        """What it is, for messages."""
        return f"the section {str(self.part)!r}"


@attrs.frozen(kw_only=True, eq=False)
class BriefView(View):
    """A brief.

    Attributes:
        kind: name of the brief type
        title: of the brief
        description: what it is, in a sentence
        publisher: who answers for it, or None in a draft that names nobody
        date: of the brief
        audience: for whom
        purpose: what for
        marking: how far it may travel (TLP 2.0)
        naming_decision: why a claim is named at all, or None
        sections: its parts, in the plan's order
        sources: every source that it cites, with its grade and what it does not state
        strength: the grades of its sources and testimonies
        clearance: by whom it is approved and as what
        left_out: in a draft the ids of the statements that are not in it; empty in a brief
    """

    OFFERS = frozenset(
        "audience clearance date description kind left_out marking naming_decision publisher purpose sections sources "
        "strength title".split()
    )

    kind: Meta
    title: Own
    description: Own
    publisher: Meta | None
    date: Meta
    audience: Meta
    purpose: Meta
    marking: Meta
    naming_decision: Own | None
    sections: Series[SectionView]
    sources: Part
    strength: Part
    clearance: Part
    left_out: Part

    @property
    def told(self) -> str:
        """What it is, for messages."""
        return "the brief"


#: Every name that can follow a dot.
ATTRIBUTES = BriefView.OFFERS | SectionView.OFFERS | StatementView.OFFERS
