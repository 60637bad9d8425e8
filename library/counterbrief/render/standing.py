"""How a brief stands: the grades of what it rests on, by whom it is approved and as what, and what a draft leaves out."""

from __future__ import annotations

from counterbrief.model import Approval, Attests, Audience, Source, TeamMember
from counterbrief.render.checks import one_line
from counterbrief.render.context import Context
from counterbrief.render.corroboration import origins_table
from counterbrief.render.notes import cited_ids
from counterbrief.render.sources import short_name
from counterbrief.render.statements import speaker
from counterbrief.render.tree import Block, Cell, Items, Paragraph, Table
from counterbrief.vetting.gate import MarkedDraft

#: Notices of the gate that the clearance words itself.
_WORDED = ("not-cleared", "unsigned")


def strength(context: Context) -> tuple[Block, ...]:
    """What the evidence goes back to, and its grades: the reliability of each source and the credibility of each testimony.

    The grades are two axes that do not depend on each other (Admiralty grading).
    """
    wording = context.wording
    citations = [citation for item in context.items for citation in item.citations]
    sources = [source for id_ in cited_ids(citations) if (source := context.records.get(Source, id_)) is not None]
    blocks: list[Block] = [*origins_table(citations, context)]
    ungraded = len(blocks)
    if sources:
        rows = tuple(
            _graded(
                short_name(source, context), source.reliability.value, wording.reliability[source.reliability], context
            )
            for source in sorted(sources, key=lambda source: source.reliability.value)
        )
        header = context.header(wording.source, wording.grade, wording.meaning)
        blocks.append(Table(caption=(context.fixed(wording.reliability_caption),), header=header, rows=rows))
    quotes = {item.quote.testimony.id: item.quote for item in context.items if item.quote is not None}
    if quotes:
        rows = tuple(
            _graded(
                speaker(quote, context),
                str(quote.testimony.credibility),
                wording.credibility[quote.testimony.credibility - 1],
                context,
            )
            for quote in sorted(quotes.values(), key=lambda quote: quote.testimony.credibility)
        )
        header = context.header(wording.testimony, wording.grade, wording.meaning)
        blocks.append(Table(caption=(context.fixed(wording.credibility_caption),), header=header, rows=rows))
    if len(blocks) > ungraded:
        blocks.append(Paragraph(children=context.recorded(wording.scale), role="small"))
    return tuple(blocks)


def _graded(name: str, grade: str, meaning: str, context: Context) -> tuple[Cell, ...]:
    return (
        Cell(children=context.recorded(name)),
        Cell(children=(context.record(grade, ids=True),)),
        Cell(children=context.recorded(meaning)),
    )


def clearance(context: Context) -> tuple[Block, ...]:
    """By whom the brief is approved and as what; approvers are told by role unless they agreed to be named."""
    return tuple(Paragraph(children=context.recorded(line)) for line in _clearance(context))


def _clearance(context: Context) -> list[str]:
    wording = context.wording
    if isinstance(context.brief, MarkedDraft):
        return [wording.not_vetted]
    lines: list[str] = []
    for attests, line in (
        (Attests.TRUE_TO_SOURCES, wording.approved_true),
        (Attests.CLEARED_FOR_USE, wording.approved_cleared),
    ):
        approvals = tuple(approval for approval in context.brief.approvals if approval.attests is attests)
        if approvals:
            lines.append(line.format(by=_approvers(approvals, context)))
    if _has(context, "unsigned"):
        lines.append(wording.unsigned)
    lines.append(_cleared(context))
    lines += [notice.message for notice in context.brief.notices if notice.code not in _WORDED]
    return lines


def _approvers(approvals: tuple[Approval, ...], context: Context) -> str:
    told = sorted({_approver(approval.written_by, context) for approval in approvals})
    return context.wording.listed(tuple(told))


def _approver(id_: str, context: Context) -> str:
    member = context.records.get(TeamMember, id_)
    if member is None:
        return context.wording.team
    role = context.local(member.role) or next(iter(member.role.values()))
    return f"{member.name} ({role})" if member.agrees_to_be_named and member.name is not None else role


def _cleared(context: Context) -> str:
    wording = context.wording
    audiences = cleared_audiences(context.brief.approvals)
    if context.plan.audience in audiences:
        told = tuple(wording.audiences[audience] for audience in sorted(audiences))
        return wording.cleared.format(audiences=wording.listed(told))
    if audiences:
        return wording.not_cleared.format(audience=wording.audiences[context.plan.audience])
    return wording.not_cleared_any


def cleared_audiences(approvals: tuple[Approval, ...]) -> frozenset[Audience]:
    """The audiences for which every approved record is cleared."""
    by_record: dict[str, frozenset[Audience]] = {}
    for approval in approvals:
        by_record[approval.record] = by_record.get(approval.record, frozenset()) | frozenset(approval.audiences)
    return frozenset.intersection(*by_record.values()) if by_record else frozenset()


def _has(context: Context, code: str) -> bool:
    return any(notice.code == code for notice in context.brief.notices)


def left_out(context: Context) -> tuple[Block, ...]:
    """The statements that a draft leaves out: ids and reasons, never a text."""
    if not isinstance(context.brief, MarkedDraft) or not context.brief.left_out:
        return ()
    items = tuple(
        (Paragraph(children=(context.record(id_, ids=True), context.fixed(" – "), context.record(code, ids=True))),)
        for id_, code in context.brief.left_out
    )
    return (Paragraph(children=(context.fixed(context.wording.left_out),)), Items(ordered=False, items=items))


def running_lines(context: Context) -> tuple[str, ...]:
    """The lines on every page: that it is a draft, the corpus's own notice, that it is invented, how it is cleared."""
    wording = context.wording
    settings = context.records.settings
    lines: list[str] = []
    draft = isinstance(context.brief, MarkedDraft)
    if draft:
        lines.append(wording.draft)
    if settings.invented or context.plan.invented:
        lines.append(wording.invented)
    notice = context.local(settings.notice)
    if notice is not None:
        lines.append(one_line(notice))
    if not draft:
        approved = wording.approved_short.format(by=_approvers(context.brief.approvals, context))
        if _has(context, "unsigned"):
            approved = f"{approved}, {wording.unsigned_short}"
        lines.append(f"{approved}. {_cleared(context)}")
    return tuple(lines)
