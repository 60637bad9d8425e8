"""The Draft: a plan with everything it shows fetched from the corpus, before the gate has looked at it."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from counterbrief.model.people import Person
from counterbrief.model.plans import BriefPlan, Part, Voice
from counterbrief.model.records import Records
from counterbrief.model.sources import Source
from counterbrief.model.statistics import ReportedValue
from counterbrief.model.testimonies import Excerpt, Testimony
from counterbrief.model.text import Citation

#: Where in a record something stands: attribute names and list indexes, such as ``("sections", 2, "statements", 0)``.
Path: TypeAlias = tuple[str | int, ...]


@attrs.frozen(kw_only=True)
class Quote:
    """An excerpt that is quoted, with who speaks."""

    testimony: Testimony
    excerpt: Excerpt
    speaker: Person


@attrs.frozen(kw_only=True)
class StatedValue:
    """One value of a statistic that is shown; it is a statement of its own, with a note of its own.

    Attributes:
        id: ``<statement>.<value>``
        statistic: id of the statistic
        label: what the fact is, in the plan's language
        counted: what is counted, in the plan's language
        population: out of what, in the plan's language
        period: the time it speaks of, in the plan's language
        value: the value as it is recorded
        caution: what a reader must know of the statistic, in the plan's language
    """

    id: str
    statistic: str
    label: str
    counted: str
    population: str | None
    period: str | None
    value: ReportedValue
    caution: str | None


@attrs.frozen(kw_only=True)
class Item:
    """One statement of a plan, fetched. Exactly one of ``text``, ``quote`` and ``values`` has content.

    Attributes:
        id: of the statement; a selected testimony gets ``<part>-<testimony>-<excerpt>``
        voice: evidence, or the editors' own words
        path: where in the plan it stands
        text: a text in the plan's language
        quote: somebody's words
        values: the values of a statistic
        cites: what ``text`` or ``quote`` stands on; each of ``values`` has its own
        cited_at: the record and the path where those citations are written
        shows: ids of the records whose content it shows, sorted
    """

    id: str
    voice: Voice
    path: Path
    text: str | None = None
    quote: Quote | None = None
    values: tuple[StatedValue, ...] = ()
    cites: tuple[Citation, ...] = ()
    cited_at: tuple[str, Path]
    shows: tuple[str, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All that it stands on, that of its values too."""
        return (*self.cites, *(citation for value in self.values for citation in value.value.cites))


@attrs.frozen(kw_only=True)
class Gap:
    """Something a plan asks for that the corpus does not hold.

    Attributes:
        code: what is missing
        statement: id of the statement that cannot stand, or of the section
        path: where in the plan it is asked for
        target: id of the record that is missing or that lacks it
        wanted: id of the excerpt, or tag of the language, that is missing
    """

    code: Literal["record-missing", "excerpt-missing", "translation-missing", "nothing-selected"]
    statement: str
    path: Path
    target: str
    wanted: str = ""


@attrs.frozen(kw_only=True)
class DraftSection:
    """A part of a draft.

    Attributes:
        part: what it does
        heading: the editors' heading, if they gave one
        path: where in the plan it stands
        items: its statements, in order
    """

    part: Part
    heading: str | None
    path: Path
    items: tuple[Item, ...]


@attrs.frozen(kw_only=True)
class Draft:
    """A plan with what it shows.

    Attributes:
        plan: the plan
        sections: its parts, in the plan's order
        gaps: what it asks for and the corpus does not hold
        sources: ids of the sources it cites or reads, in the order of their first citation
        uses: ids of all records whose content it shows, the plan among them, sorted
    """

    plan: BriefPlan
    sections: tuple[DraftSection, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[str, ...]
    uses: tuple[str, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All statements, in order."""
        return tuple(item for section in self.sections for item in section.items)


def named_sources(item: Item, records: Records) -> tuple[str, ...]:
    """Ids of the sources that an output names for a statement: cited, read, relaying, and those in which one was read."""
    cited = [source for citation in item.citations for source in (citation.source, citation.read)]
    relaying = item.quote.testimony.relayed_by if item.quote is not None else ()
    found = dict.fromkeys((*cited, *relaying))
    for source_id in tuple(found):
        source = records.get(Source, source_id)
        found.update(dict.fromkeys(source.reported_in if source is not None else ()))
    return tuple(found)
