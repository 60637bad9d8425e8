"""Fetches everything a plan shows and notes what the corpus does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import attrs

from counterbrief.assemble.selection import select
from counterbrief.evidence.lineage.corroboration import Derivations
from counterbrief.model import (
    BriefPlan,
    CitedText,
    Excerpt,
    LocalText,
    Person,
    PlanSection,
    PropagandaClaim,
    Record,
    Records,
    ReportedValue,
    Source,
    Statement,
    Statistic,
    Testimony,
    Theme,
)
from counterbrief.model.draft import Draft, DraftSection, Gap, Item, Path, Quote, StatedValue, named_sources

R = TypeVar("R", bound=Record)


def assemble(records: Records, plan: BriefPlan) -> Draft:
    """The draft of a plan. The same records and plan give the same draft."""
    builder = _Builder(records, plan)
    sections = tuple(builder.section(number, section) for number, section in enumerate(plan.sections))
    if plan.claim is not None and records.get(PropagandaClaim, plan.claim) is None:
        builder.gaps.append(Gap(code="record-missing", statement="", path=("claim",), target=plan.claim))
    citations = [citation for section in sections for item in section.items for citation in item.citations]
    uses = {plan.id}
    for section in sections:
        for item in section.items:
            uses.update(item.shows)
    sources = tuple(dict.fromkeys(source for citation in citations for source in (citation.source, citation.read)))
    named = [source for section in sections for item in section.items for source in named_sources(item, records)]
    uses.update(source for source in (*named, *_behind(records, sections)) if records.get(Source, source) is not None)
    return Draft(plan=plan, sections=sections, gaps=tuple(builder.gaps), sources=sources, uses=tuple(sorted(uses)))


def _behind(records: Records, sections: tuple[DraftSection, ...]) -> Iterator[str]:
    """Ids of the sources that decide what the evidence goes back to: that is counted and printed, so they are vetted too.

    What confirms a testimony of credibility 1 belongs to it, though only the grade is printed.
    """
    derivations = Derivations.of(records)
    for section in sections:
        for item in section.items:
            testimony = item.quote.testimony if item.quote is not None else None
            grounds = testimony.grounds if testimony is not None and testimony.credibility == 1 else ()
            for citation in (*item.citations, *grounds):
                yield from derivations.behind(citation)
            yield from (id_ for citation in grounds for id_ in (citation.source, citation.read))


@attrs.define
class _Builder:
    """Builds the sections of one draft and collects its gaps."""

    records: Records
    plan: BriefPlan
    gaps: list[Gap] = attrs.field(factory=list)

    def section(self, number: int, section: PlanSection) -> DraftSection:
        path: Path = ("sections", number)
        items = [
            item
            for place, statement in enumerate(section.statements)
            if (item := self.item(statement, (*path, "statements", place))) is not None
        ]
        if section.select is not None:
            items.extend(self.selected(section, (*path, "select"), items))
        return DraftSection(part=section.part, heading=section.heading, path=path, items=tuple(items))

    def item(self, statement: Statement, path: Path) -> Item | None:
        if statement.text is not None:
            return Item(
                id=statement.id,
                voice=statement.voice,
                path=path,
                text=statement.text,
                cites=statement.cites,
                cited_at=(self.plan.id, (*path, "cites")),
            )
        if statement.testimony is not None:
            return self.quotation(statement, statement.testimony, path)
        if statement.statistic is not None:
            return self.statistic(statement, statement.statistic, path)
        return self.summary(statement, path)

    def summary(self, statement: Statement, path: Path) -> Item | None:
        """A theme's summary or a claim's paraphrase."""
        if statement.theme is not None:
            theme = self.fetch(Theme, statement.theme, statement.id, (*path, "theme"))
            return self.shown(statement, path, theme, theme.summary, "summary") if theme else None
        claim = self.fetch(PropagandaClaim, statement.claim or "", statement.id, (*path, "claim"))
        return self.shown(statement, path, claim, claim.paraphrase, "paraphrase") if claim else None

    def shown(
        self, statement: Statement, path: Path, record: Record, cited: CitedText, field: str
    ) -> Item | None:  # one private step of one class
        text = self.local(cited.text, record, statement.id, path)
        if text is None:
            return None
        return Item(
            id=statement.id,
            voice=statement.voice,
            path=path,
            text=text,
            cites=cited.cites,
            cited_at=(record.id, (field, "cites")),
            shows=(record.id,),
        )

    def quotation(self, statement: Statement, testimony_id: str, path: Path) -> Item | None:
        testimony = self.fetch(Testimony, testimony_id, statement.id, (*path, "testimony"))
        if testimony is None:
            return None
        if statement.excerpt is not None:
            excerpt = testimony.excerpt(statement.excerpt)
        else:
            excerpt = testimony.excerpts[0] if len(testimony.excerpts) == 1 else None
        if excerpt is None:
            where = "excerpt" if statement.excerpt is not None else "testimony"
            self.gaps.append(
                Gap(
                    code="excerpt-missing",
                    statement=statement.id,
                    path=(*path, where),
                    target=testimony.id,
                    wanted=statement.excerpt or "",
                )
            )
            return None
        return self.quote(statement, testimony, excerpt, path)

    def quote(self, statement: Statement, testimony: Testimony, excerpt: Excerpt, path: Path) -> Item | None:
        speaker = self.records.get(Person, testimony.speaker)
        if speaker is None:
            self.gaps.append(Gap(code="record-missing", statement=statement.id, path=path, target=testimony.speaker))
            return None
        if self.local(speaker.role, speaker, statement.id, path) is None:
            return None
        place = testimony.excerpts.index(excerpt)
        subject = {testimony.subject} if testimony.subject in self.records else set()
        return Item(
            id=statement.id,
            voice=statement.voice,
            path=path,
            quote=Quote(testimony=testimony, excerpt=excerpt, speaker=speaker),
            cites=excerpt.cites,
            cited_at=(testimony.id, ("excerpts", place, "cites")),
            shows=tuple(sorted({testimony.id, speaker.id, *subject})),
        )

    def selected(self, section: PlanSection, path: Path, before: list[Item]) -> Iterator[Item]:
        """The testimonies that a section's selection adds; what the section quotes already is not quoted again."""
        if section.select is None:
            return
        missing = False
        for field, ids, kind in (
            ("themes", section.select.themes, Theme),
            ("claims", section.select.claims, PropagandaClaim),
            ("testimonies", section.select.testimonies, Testimony),
        ):
            for place, record_id in enumerate(ids):
                found = self.fetch(kind, record_id, section.part.value, (*path, field, place))
                missing = missing or found is None
        quoted = {(item.quote.testimony.id, item.quote.excerpt.id) for item in before if item.quote}
        chosen = select(self.records, section.select)
        if not chosen and not missing:
            self.gaps.append(Gap(code="nothing-selected", statement=section.part.value, path=path, target=""))
        for testimony, excerpt in chosen:
            if (testimony.id, excerpt.id) in quoted:
                continue
            name = f"{section.part.value}-{testimony.id}-{excerpt.id}"
            item = self.quote(Statement(id=name, testimony=testimony.id, excerpt=excerpt.id), testimony, excerpt, path)
            if item is not None:
                yield item

    def statistic(self, statement: Statement, statistic_id: str, path: Path) -> Item | None:
        statistic = self.fetch(Statistic, statistic_id, statement.id, (*path, "statistic"))
        if statistic is None:
            return None
        values = tuple(
            stated for value in statistic.values if (stated := self.stated(statement, statistic, value, path))
        )
        if len(values) < len(statistic.values):
            return None
        return Item(
            id=statement.id,
            voice=statement.voice,
            path=path,
            values=values,
            cited_at=(statistic.id, ("values",)),
            shows=(statistic.id,),
        )

    def stated(
        self, statement: Statement, statistic: Statistic, value: ReportedValue, path: Path
    ) -> StatedValue | None:
        texts = {
            "label": statistic.label,
            "counted": value.counted,
            "population": value.population,
            "period": value.period,
            "caution": statistic.caution,
        }
        told: dict[str, str | None] = {}
        for name, text in texts.items():
            told[name] = self.local(text, statistic, statement.id, path) if text is not None else None
            if text is not None and told[name] is None:
                return None
        return StatedValue(
            id=f"{statement.id}.{value.id}",
            statistic=statistic.id,
            label=told["label"] or "",
            counted=told["counted"] or "",
            population=told["population"],
            period=told["period"],
            value=value,
            caution=told["caution"],
        )

    def fetch(self, kind: type[R], record_id: str, statement: str, path: Path) -> R | None:
        record = self.records.get(kind, record_id)
        if record is None:
            self.gaps.append(Gap(code="record-missing", statement=statement, path=path, target=record_id))
        return record

    def local(self, text: LocalText, record: Record, statement: str, path: Path) -> str | None:
        """The text in the plan's language, or a gap."""
        found = text.best(self.plan.language)
        if found is None:
            self.gaps.append(
                Gap(
                    code="translation-missing",
                    statement=statement,
                    path=path,
                    target=record.id,
                    wanted=self.plan.language,
                )
            )
        return found
