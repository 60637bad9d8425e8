"""The evidence of a brief, statement by statement: what it stands on, and how that was proven. For the team, through the mask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from counterbrief.assemble import assemble
from counterbrief.evidence.lineage.origins import Origins
from counterbrief.evidence.masking import Mask
from counterbrief.model import BriefPlan, Citation, Part, Record, Reliability, Source, Statement, Voice, kind_of
from counterbrief.model.draft import Draft, Item, StatedValue
from counterbrief.render.context import Context
from counterbrief.render.corroboration import support
from counterbrief.render.sources import short_name
from counterbrief.render.statements import speaker
from counterbrief.store.captures import CaptureStore
from counterbrief.vetting import Case, Finding, Severity, judge, mark
from counterbrief.vetting.rules.approvals import approvals_by_record, fault
from counterbrief.workflow.check import case_of
from counterbrief.workflow.corpus import Corpus
from counterbrief.workflow.masked_captures import ShownChange
from counterbrief.workflow.quotation_view import NOT_AT_HAND, Passage, QuotationEvidence, Quotations
from counterbrief.workflow.shown import PLAIN, shown

__all__ = [
    "NOT_AT_HAND",
    "ApprovalEvidence",
    "CitedSource",
    "OriginEvidence",
    "Passage",
    "QuotationEvidence",
    "ShownChange",
    "StatementEvidence",
    "ValueEvidence",
    "evidence_of",
]


@attrs.frozen(kw_only=True)
class CitedSource:
    """A source that a statement cites.

    Attributes:
        source: id of the source that was read
        name: it in a few words
        locator: where in it, such as ``paragraph 8``; empty where nothing says
        reports: the source that was not seen and whose finding it reports, in a few words; empty where it is its own
        grade: reliability of the source that was read, A to F (Admiralty grading); None where the corpus lacks it
    """

    source: str
    name: str
    locator: str = ""
    reports: str = ""
    grade: Reliability | None = None


@attrs.frozen(kw_only=True)
class ValueEvidence:
    """A value of a statistic.

    Attributes:
        id: of the value, ``<statement>.<value>``
        printed: as its source prints it
        counted: what is counted
        sources: what it stands on
    """

    id: str
    printed: str
    counted: str
    sources: tuple[CitedSource, ...]


@attrs.frozen(kw_only=True)
class OriginEvidence:
    """How many independent origins a statement rests on.

    Attributes:
        told: the count in words, as a brief prints it
        stated: the origins that count, in a few words each; those joined by circumstances are one
        inferred: origins that something points to
        unknown: sources with passages whose origin nobody states
    """

    told: str
    stated: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ApprovalEvidence:
    """Whether a record that a statement shows or cites is approved.

    Attributes:
        record: its id
        kind: its kind
        holds: whether an approval holds
        state: that in words
    """

    record: str
    kind: str = attrs.field(metadata=PLAIN)
    holds: bool
    state: str


@attrs.frozen(kw_only=True)
class StatementEvidence:
    """The evidence of one statement.

    Attributes:
        id: of the statement
        part: the part of the brief that it stands in
        voice: evidence, or the editors' own words
        text: what it says; of a quotation its words, of a statistic its label
        quotation: how its quotation stands; None where it quotes nobody
        values: of a statistic
        sources: what it cites, in order
        origins: what that goes back to; None for the editors' own words
        approvals: of the records that it shows and cites, sorted by id
        withheld: why nothing of it is shown: consent or protection forbids it, or the corpus does not hold it
    """

    id: str
    part: Part
    voice: Voice
    text: str = ""
    quotation: QuotationEvidence | None = None
    values: tuple[ValueEvidence, ...] = ()
    sources: tuple[CitedSource, ...] = ()
    origins: OriginEvidence | None = None
    approvals: tuple[ApprovalEvidence, ...] = ()
    withheld: str = ""


def evidence_of(
    corpus: Corpus, plan_id: str, *, store: CaptureStore | None, on: dt.date
) -> tuple[StatementEvidence, ...]:
    """The evidence of every statement of a plan, in its order; selected testimonies follow the statements of their section.

    Approvals and consent are judged for the day ``on``. With ``store`` each quotation is compared with its capture and
    shown in its surroundings; without it, the judgements on record are told. The gate need not have passed: a brief that
    is refused shows why. What consent or protection forbids is withheld all the same, and every text has gone through the
    :class:`~counterbrief.evidence.masking.Mask` of the corpus.

    Raises :class:`~counterbrief.errors.NotFoundError` for an unknown plan or a language without wording.
    """
    plan = corpus.get(BriefPlan, plan_id)
    case = case_of(corpus, plan, on)
    context = Context.of(mark(case))
    mask = Mask.of(corpus.records)
    desk = _Desk(
        case=case,
        context=context,
        quotations=Quotations(corpus.records, store, mask),
        forbidden=_forbidden(judge(case)),
    )
    draft = assemble(corpus.records, plan)
    return tuple(shown(one, mask) for one in _statements(plan, draft, desk))


def _statements(plan: BriefPlan, draft: Draft, desk: _Desk) -> Iterator[StatementEvidence]:
    for section, drafted in zip(plan.sections, draft.sections, strict=True):
        items = {item.id: item for item in drafted.items}
        missing = {gap.statement: gap.code for gap in draft.gaps}
        for statement in section.statements:
            item = items.pop(statement.id, None)
            if item is not None:
                yield desk.statement(item, section.part)
            else:
                yield _absent(statement, section.part, missing.get(statement.id, "record-missing"))
        for item in items.values():
            yield desk.statement(item, section.part)


def _absent(statement: Statement, part: Part, code: str) -> StatementEvidence:
    withheld = f"the corpus does not hold what it shows [{code}]"
    return StatementEvidence(id=statement.id, part=part, voice=statement.voice, withheld=withheld)


def _forbidden(findings: tuple[Finding, ...]) -> dict[str, str]:
    """By statement, the code of the first finding of consent or protection against it."""
    found: dict[str, str] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR and finding.code.startswith(("consent-", "protection-")):
            found.setdefault(finding.statement, finding.code)
    return found


@attrs.frozen(kw_only=True, eq=False)
class _Desk:
    """Makes the evidence of the statements of one plan."""

    case: Case
    context: Context
    quotations: Quotations
    forbidden: dict[str, str]

    def statement(self, item: Item, part: Part) -> StatementEvidence:
        if item.id in self.forbidden:
            withheld = f"consent or protection forbids it [{self.forbidden[item.id]}]"
            return StatementEvidence(id=item.id, part=part, voice=item.voice, withheld=withheld)
        found = StatementEvidence(
            id=item.id,
            part=part,
            voice=item.voice,
            text=item.text or "",
            sources=self.sources(item.citations),
            approvals=self.approvals(item),
        )
        if item.voice is Voice.EVIDENCE:
            found = attrs.evolve(found, origins=self.origins(item.citations))
        if item.values:
            return attrs.evolve(found, text=item.values[0].label, values=tuple(map(self.value, item.values)))
        if item.quote is not None:
            quotation = self.quotations.of(item.quote, speaker(item.quote, self.context))
            return attrs.evolve(found, text=item.quote.excerpt.quotation, quotation=quotation)
        return found

    def value(self, value: StatedValue) -> ValueEvidence:
        return ValueEvidence(
            id=value.id,
            printed=value.value.as_printed,
            counted=value.counted,
            sources=self.sources(value.value.cites),
        )

    def sources(self, citations: tuple[Citation, ...]) -> tuple[CitedSource, ...]:
        return tuple(dict.fromkeys(map(self.source, citations)))

    def source(self, citation: Citation) -> CitedSource:
        read = self.context.records.get(Source, citation.read)
        return CitedSource(
            source=citation.read,
            name=self.name(citation.read),
            locator=str(citation.locator) if citation.locator is not None else "",
            reports=self.name(citation.source) if citation.reported_in is not None else "",
            grade=read.reliability if read is not None else None,
        )

    def name(self, id_: str) -> str:
        source = self.context.records.get(Source, id_)
        return short_name(source, self.context) if source is not None else id_

    def origins(self, citations: tuple[Citation, ...]) -> OriginEvidence:
        found: Origins = self.context.derivations.origins(citations)
        return OriginEvidence(
            told=support(citations, self.context),
            stated=tuple(" + ".join(map(self.name, origin.ids)) for origin in found.stated),
            inferred=tuple(" + ".join(map(self.name, origin.ids)) for origin in found.inferred),
            unknown=tuple(sorted({self.name(piece.source) for piece in found.unknown})),
        )

    def approvals(self, item: Item) -> tuple[ApprovalEvidence, ...]:
        ids = {item.cited_at[0], *item.shows}
        ids |= {id_ for citation in item.citations for id_ in (citation.source, citation.read)}
        records = [record for id_ in sorted(ids) if (record := self.context.records.find(id_)) is not None]
        return tuple(map(self.approval, records))

    def approval(self, record: Record) -> ApprovalEvidence:
        given = approvals_by_record(self.case).get(record.id, ())
        faults = [(approval, fault(approval, record, self.case)) for approval in given]
        holding = [approval for approval, wrong in faults if wrong is None]
        if holding:
            state = f"approved until {max(approval.until for approval in holding)}"
        else:
            state = next((wrong[1] for _, wrong in faults if wrong is not None), "is not approved")
        return ApprovalEvidence(record=record.id, kind=kind_of(record).name, holds=bool(holding), state=state)
