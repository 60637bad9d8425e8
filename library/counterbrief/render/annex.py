"""The evidence annex: for each statement of a brief how it was proven, where, and what it goes back to.

It holds no text of a capture: what can be quoted stands in the brief. Every name in it passes the protection mask.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from counterbrief.evidence.masking import Mask
from counterbrief.model import Capture, Certainty, Citation, Judgement, Source, Voice
from counterbrief.model.draft import Quote
from counterbrief.render.context import Context
from counterbrief.render.evidence import PlacedStatement, statements_of
from counterbrief.render.notes import Calls, cited_ids
from counterbrief.render.sources import short_name
from counterbrief.render.statements import speaker
from counterbrief.render.tree import Block, Cell, Heading, Inlines, Items, Paragraph, Section, Table
from counterbrief.render.wording.annex import ANNEX, AnnexWording
from counterbrief.vetting.rules.quotations import fault, judgements_of

_DIGITS = 12  # of a digest: enough to tell captures apart, short enough for a column


def evidence_annex(context: Context, calls: Calls) -> Section:
    """The annex of a brief whose notes were called as ``calls`` has them."""
    writer = _Writer(
        context=context,
        wording=ANNEX[context.plan.language.partition("-")[0]],
        mask=Mask.of(context.records),
        judgements=judgements_of(context.records),
    )
    return writer.section(statements_of(context, calls))


@attrs.frozen(kw_only=True, eq=False)
class _Writer:
    context: Context
    wording: AnnexWording
    mask: Mask
    judgements: dict[tuple[str, str], tuple[Judgement, ...]]

    def section(self, placed: tuple[PlacedStatement, ...]) -> Section:
        quotes = {item.id: item.quote for item in self.context.items if item.quote is not None}
        noted = [one for one in placed if one.note is not None and one.voice == Voice.EVIDENCE.value]
        quoted = [(one, quotes[one.id]) for one in noted if one.id in quotes]
        blocks: list[Block] = [
            Heading(level=2, children=self.fixed(self.wording.heading)),
            Paragraph(children=self.fixed(self.wording.intro), role="small"),
        ]
        if quoted:
            blocks += [self.quotations(quoted), *self.captures([quote for _, quote in quoted])]
        others = [one for one in noted if one.id not in quotes]
        if others:
            blocks.append(self.others(others))
        blocks += self.lineage([citation for one in noted for citation in one.cites])
        return Section(role="annex", children=tuple(blocks))

    def quotations(self, quoted: list[tuple[PlacedStatement, Quote]]) -> Table:
        wording = self.wording
        return Table(
            caption=self.fixed(wording.quotations),
            header=self.context.header(
                wording.note,
                self.context.wording.testimony,
                wording.verdict,
                wording.place_of,
                wording.grades,
                wording.origin,
            ),
            rows=tuple(self.quotation(one, quote) for one, quote in quoted),
        )

    def quotation(self, one: PlacedStatement, quote: Quote) -> tuple[Cell, ...]:
        judged = self.judgement(quote)
        return (
            self.number(one),
            self.cell(speaker(quote, self.context)),
            self.cell(self.verdict(judged)),
            self.cell(self.place(judged), plain=True),
            self.cell(
                f"{self.grade(one.cites[0].read)}{quote.testimony.credibility}" if one.cites else "–", plain=True
            ),
            self.cell(self.origins(one.cites)),
        )

    def judgement(self, quote: Quote) -> Judgement | None:
        made = self.judgements.get((quote.testimony.id, quote.excerpt.id), ())
        return next((one for one in made if fault(one, quote, self.context.records) is None), None)

    def verdict(self, judged: Judgement | None) -> str:
        if judged is None:
            return self.wording.not_compared
        told = self.wording.verdicts[judged.verdict]
        return f"{told}; {self.wording.accepted}" if judged.accepted_by is not None else told

    def place(self, judged: Judgement | None) -> str:
        if judged is None:
            return "–"
        return self.wording.place.format(digest=judged.capture_sha256[:_DIGITS], start=judged.start, end=judged.end)

    def captures(self, quotes: list[Quote]) -> tuple[Table, ...]:
        """The captures in which the quotations were found."""
        ids = {judged.capture for quote in quotes if (judged := self.judgement(quote)) is not None}
        captures = [found for id_ in sorted(ids) if (found := self.context.records.get(Capture, id_)) is not None]
        if not captures:
            return ()
        wording = self.wording
        header = self.context.header(wording.digest, self.context.wording.source, wording.saved)
        rows = tuple(
            (
                self.cell(capture.sha256[:_DIGITS], plain=True),
                self.cell(self.name(capture.source) + (f" ({wording.not_published})" if capture.private else "")),
                self.cell(
                    self.context.wording.day(capture.captured_on) if capture.captured_on else wording.not_known,
                    plain=True,
                ),
            )
            for capture in captures
        )
        return (Table(caption=self.fixed(wording.captures), header=header, rows=rows),)

    def others(self, placed: list[PlacedStatement]) -> Table:
        """The statements that quote nobody; those that stand on the same are told together."""
        wording = self.wording
        grouped: dict[tuple[str, str], list[str]] = {}
        for one in placed:
            sources = "; ".join(dict.fromkeys(self.graded(citation) for citation in one.cites))
            grouped.setdefault((sources, self.origins(one.cites)), []).append(str(one.note))
        rows = tuple(
            (self.cell(", ".join(notes), plain=True), self.cell(sources), self.cell(origins))
            for (sources, origins), notes in grouped.items()
        )
        header = self.context.header(wording.note, wording.sources, wording.origin)
        return Table(caption=self.fixed(wording.statements), header=header, rows=rows)

    def lineage(self, citations: list[Citation]) -> tuple[Block, ...]:
        """The sources as a tree: an origin at its root, below each source those that retell it."""
        derived = self.context.derivations.derived_from
        ids = {*cited_ids(citations), *(id_ for one in citations for id_ in self.context.derivations.behind(one))}
        parents = {id_: _nearest(derived.get(id_, ()), ids, derived) for id_ in sorted(ids)}
        shown: set[str] = set()
        items = tuple(self.branch(id_, parents, shown) for id_, above in parents.items() if not above)
        if not items:
            return ()
        return (
            Paragraph(children=self.fixed(self.wording.retold), role="label"),
            Items(ordered=False, items=items),
        )

    def branch(self, id_: str, parents: Mapping[str, frozenset[str]], shown: set[str]) -> tuple[Block, ...]:
        """A source and those that retell it. What retells several stands under each, with its own branches once."""
        line = Paragraph(children=self.cell(self.told(id_)).children)
        below = [other for other, above in parents.items() if id_ in above] if id_ not in shown else []
        shown.add(id_)
        if not below:
            return (line,)
        return (line, Items(ordered=False, items=tuple(self.branch(other, parents, shown) for other in below)))

    def told(self, id_: str) -> str:
        """A source in the tree, with what was decided about it."""
        source = self.context.records.get(Source, id_)
        parts = [self.name(id_)]
        if source is not None and source.own_origin:
            parts.append(self.wording.origin_itself)
        elif id_ not in self.context.derivations.derived_from:
            parts.append(self.wording.undecided)
        if source is not None and source.reports_on:
            listed = self.context.wording.listed(tuple(map(self.name, source.reports_on)))
            parts.append(self.wording.tells_of.format(sources=listed))
        return " – ".join((parts[0], "; ".join(parts[1:]))) if len(parts) > 1 else parts[0]

    def graded(self, citation: Citation) -> str:
        return f"{self.name(citation.read)} [{self.grade(citation.read)}]"

    def grade(self, source_id: str) -> str:
        source = self.context.records.get(Source, source_id)
        return source.reliability.value if source is not None else "–"

    def origins(self, cites: tuple[Citation, ...]) -> str:
        """What the citations go back to: what counts first, then what does not and why."""
        words = self.context.wording
        found = self.context.derivations.origins(cites)
        told = [self.names(origin.ids) for origin in found.stated]
        told += [f"{self.names(origin.ids)} ({words.certainties[Certainty.INFERRED]})" for origin in found.inferred]
        if found.unknown:
            told.append(words.not_told)
        return "; ".join(told)

    def names(self, ids: tuple[str, ...]) -> str:
        told = self.context.wording.listed(tuple(map(self.name, ids)))
        return self.context.wording.joined.format(origins=told) if len(ids) > 1 else told

    def name(self, source_id: str) -> str:
        source = self.context.records.get(Source, source_id)
        return short_name(source, self.context) if source is not None else source_id

    def number(self, one: PlacedStatement) -> Cell:
        return self.cell(str(one.note), plain=True)

    def cell(self, text: str, *, plain: bool = False) -> Cell:
        """A cell; ``plain`` for digests, numbers and days, which no mask touches."""
        return Cell(children=(self.context.record(text if plain else self.mask.text(text), ids=plain),))

    def fixed(self, text: str) -> Inlines:
        return (self.context.fixed(text),)


def _nearest(parents: tuple[str, ...], ids: set[str], derived: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Of what a source retells, what none of the others retells: it stands below that."""
    kept = {id_ for id_ in parents if id_ in ids}
    further = {id_ for parent in kept for id_ in _beyond(parent, derived)}
    return frozenset(kept - further or kept)


def _beyond(source: str, derived: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    waiting = [*derived.get(source, ())]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += derived.get(one, ())
    return found
