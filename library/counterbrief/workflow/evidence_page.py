"""The evidence of a brief as one HTML page for the team: the same tree and the same writer as a brief has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from counterbrief.evidence.masking import MARK, Mask
from counterbrief.model import BriefPlan, Marking, Reliability, Voice
from counterbrief.render.direction import direction_of, printed
from counterbrief.render.evidence import versions
from counterbrief.render.html import write_html
from counterbrief.render.sources import ended
from counterbrief.render.tree import (
    Block,
    Box,
    Cell,
    Document,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Items,
    Meta,
    Origin,
    Paragraph,
    Quotation,
    Section,
    StatementSpan,
    Styled,
    Table,
    Text,
)
from counterbrief.render.wording import wording_of
from counterbrief.workflow.corpus import Corpus
from counterbrief.workflow.evidence_view import CitedSource, OriginEvidence, StatementEvidence
from counterbrief.workflow.evidence_words import approvals_told, capture_told, kind_told, source_told, verdict_told
from counterbrief.workflow.quotation_view import NOT_AT_HAND, Passage, QuotationEvidence
from counterbrief.workflow.shown import shown_text

#: The page shows text that is not ours and may not be published; a plan that is marked stricter keeps its marking.
LEAST_MARKING = Marking.AMBER
_WORKING_PAPER = "Working paper of the team: it quotes what was saved of the sources. Not for publication."


def evidence_page(corpus: Corpus, plan_id: str, statements: Iterable[StatementEvidence], *, on: dt.date) -> bytes:
    """The page for what :func:`~counterbrief.workflow.evidence_view.evidence_of` found for the same plan and day.

    It is in English, whatever the language of the plan; no script, no request. Raises
    :class:`~counterbrief.errors.NotFoundError` for an unknown plan.
    """
    plan = corpus.get(BriefPlan, plan_id)
    mask = Mask.of(corpus.records)
    told = tuple(statements)
    title = shown_text(f"Evidence of “{plan.title}”", mask)
    blocks: list[Block] = [
        Heading(level=1, children=(_record(title),)),
        Paragraph(children=_intro(told, on), role="lead"),
    ]
    if mask:
        blocks.append(Paragraph(children=(_fixed(f"{MARK} stands for what protects somebody."),), role="small"))
    blocks.append(_overview(told))
    blocks += [_statement(number, one) for number, one in enumerate(told, start=1)]
    return write_html(Document(meta=_meta(plan, title, mask, corpus), blocks=tuple(blocks), notes=(), evidence=b"{}\n"))


def _meta(plan: BriefPlan, title: str, mask: Mask, corpus: Corpus) -> Meta:
    order = list(Marking)
    invented = corpus.records.settings.invented or plan.invented
    wording = wording_of("en")
    library = versions()["counterbrief"]
    return Meta(
        plan=shown_text(plan.id, mask),
        kind="Evidence for the team",
        title=title,
        description=f"What each statement of the brief {shown_text(plan.id, mask)} stands on",
        publisher=shown_text(plan.publisher or "", mask),
        date=plan.date,
        date_printed=wording.day(plan.date),
        language="en-GB",
        direction="ltr",
        marking=max(plan.marking, LEAST_MARKING, key=order.index).value,
        keywords=(),
        running=(_WORKING_PAPER, *((wording.invented,) if invented else ())),
        draft=False,
        generator="counterbrief" if library == "unknown" else f"counterbrief {library}",
        labels=wording.labels,
    )


def _intro(told: tuple[StatementEvidence, ...], on: dt.date) -> Inlines:
    quoted = [one.quotation for one in told if one.quotation is not None]
    passing = sum(one.passes for one in quoted)
    words = f"{len(told)} statements, {len(quoted)} of them quotations; {passing} of these are proven on record"
    return (_fixed(f"{words}. Approvals and consent as of {on}."),)


def _overview(told: tuple[StatementEvidence, ...]) -> Table:
    rows = tuple(
        (
            _cell(f"{number}. {one.id}"),
            _cell(kind_told(one)),
            _cell(one.origins.told if one.origins is not None else "–"),
            _cell(approvals_told(one)),
        )
        for number, one in enumerate(told, start=1)
    )
    header = _header("Statement", "What it is", "Origins", "Approvals")
    return Table(caption=(_fixed("All statements"),), header=header, rows=rows)


def _statement(number: int, one: StatementEvidence) -> Section:
    head = f"{number}. {one.id}"
    blocks: list[Block] = [
        Heading(level=2, children=(_record(head),)),
        Paragraph(children=(_record(f"{one.part.value} · {kind_told(one)}"),), role="kicker"),
    ]
    if one.withheld:
        blocks.append(Box(role="warning", children=(_line(one.withheld),)))
        return Section(role="evidence", children=tuple(blocks))
    if one.quotation is not None:
        blocks += _quotation(one, one.quotation)
    elif one.values:
        blocks += _values(one)
    else:
        origin = Origin.EVIDENCE if one.voice is Voice.EVIDENCE else Origin.EDITOR
        words: Inlines = (printed(one.text, origin, "ltr"),)
        cites = tuple(dict.fromkeys(source.source for source in one.sources))
        blocks.append(
            Paragraph(children=(StatementSpan(statement=one.id, origin=origin, cites=cites, children=words),))
        )
    if one.sources and not one.values:
        blocks.append(_sources(one.sources))
    if one.origins is not None:
        blocks += _origins(one.origins)
    blocks += _approvals(one)
    return Section(role="evidence", children=tuple(blocks))


def _quotation(one: StatementEvidence, quotation: QuotationEvidence) -> Iterator[Block]:
    direction = direction_of(quotation.language)
    yield Quotation(
        statement=one.id,
        cites=tuple(dict.fromkeys(source.source for source in one.sources)),
        language=quotation.language,
        direction=direction,
        words=one.text,
        original=None,
        attribution=(
            _record(f"{ended(quotation.speaker)} {quotation.testimony}, {quotation.excerpt}; "),
            _fixed(f"credibility {quotation.credibility}."),
        ),
    )
    verdict: Inlines = (
        Styled(style="strong", children=(_record(verdict_told(quotation)),)),
        _record(f" – {quotation.standing}"),
    )
    yield (
        Paragraph(children=verdict)
        if quotation.passes
        else Box(role="warning", children=(Paragraph(children=verdict),))
    )
    if quotation.reasons:
        yield Items(ordered=False, items=tuple((_line(reason),) for reason in quotation.reasons))
    if quotation.changes:
        rows = tuple(
            (
                _cell(f"{change.kind} ({change.cause})"),
                _cell(change.quoted or "–"),
                _cell(change.captured or "–"),
                Cell(children=(_sentence(change.reason or "–"),)),
            )
            for change in quotation.changes
        )
        header = _header("Change", "Quoted", "Captured", "Why not")
        yield Table(caption=(_fixed("What differs"),), header=header, rows=rows)
    if quotation.capture is not None:
        yield Paragraph(children=(_record(capture_told(quotation)),), role="label")
    if quotation.passage is None:
        missing = _line(f"No surroundings: {quotation.missing}.")
        yield missing if quotation.missing == NOT_AT_HAND else Box(role="warning", children=(missing,))
    else:
        local = Foreign(language=quotation.language, direction=direction, children=_passage(quotation.passage))
        yield Box(role="plain", children=(Paragraph(children=(local,)),))


def _passage(passage: Passage) -> Inlines:
    return (
        _record(f"{'… ' if passage.cut_before else ''}{passage.before}"),
        Styled(style="strong", children=(_record(passage.words),)),
        _record(f"{passage.after}{' …' if passage.cut_after else ''}"),
    )


def _values(one: StatementEvidence) -> Iterator[Block]:
    rows = tuple(
        (
            _cell(value.printed),
            _cell(value.counted),
            _cell("; ".join(source_told(source) for source in value.sources)),
        )
        for value in one.values
    )
    yield Table(caption=(_record(one.text),), header=_header("As printed", "What is counted", "Sources"), rows=rows)


def _sources(sources: tuple[CitedSource, ...]) -> Table:
    reliability = wording_of("en").reliability
    rows = tuple(
        (
            _cell(source.name),
            _cell(source.locator or "–"),
            _cell(source.reports or "–"),
            _cell(_grade(source.grade, reliability[source.grade]) if source.grade else "not in the corpus"),
        )
        for source in sources
    )
    header = _header("Source", "Where", "Reports a finding of", "Grade")
    return Table(caption=(_fixed("Sources"),), header=header, rows=rows)


def _grade(grade: Reliability, meaning: str) -> str:
    return f"{grade.value}: {meaning}"


def _origins(origins: OriginEvidence) -> Iterator[Block]:
    yield Paragraph(children=(_record(origins.told),), role="label")
    told = [
        *(f"stated: {name}" for name in origins.stated),
        *(f"inferred, does not count: {name}" for name in origins.inferred),
        *(f"unknown, does not count: a passage of {name}" for name in origins.unknown),
    ]
    if told:
        yield Items(ordered=False, items=tuple((_line(each),) for each in told))


def _approvals(one: StatementEvidence) -> Iterator[Block]:
    failing = [approval for approval in one.approvals if not approval.holds]
    if one.approvals and not failing:
        yield Paragraph(children=(_record(f"{approvals_told(one)}."),), role="small")
    if failing:
        items = tuple((_line(f"{approval.kind} {approval.record} {approval.state}"),) for approval in failing)
        words = Paragraph(children=(_fixed("Not approved:"),))
        yield Box(role="limits", children=(words, Items(ordered=False, items=items)))


def _line(text: str) -> Paragraph:
    return Paragraph(children=(_sentence(text),))


def _cell(text: str) -> Cell:
    return Cell(children=(_record(text),))


def _header(*words: str) -> tuple[Cell, ...]:
    return tuple(Cell(children=(_fixed(word),)) for word in words)


def _record(text: str) -> Inline:
    return printed(text, Origin.RECORD, "ltr")


def _sentence(text: str) -> Inline:
    """A sentence of ours that holds words of others: it runs from left to right even where it begins with such a word."""
    return Text(value=text, origin=Origin.RECORD)


def _fixed(text: str) -> Inline:
    return Text(value=text, origin=Origin.FIXED)
