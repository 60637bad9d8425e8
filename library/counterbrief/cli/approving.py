"""``counterbrief approve``."""

from __future__ import annotations

import datetime as dt

import click

from counterbrief.cli.asking import Answers
from counterbrief.cli.describing import cleared, holding
from counterbrief.cli.options import is_folder, on_option, read_day
from counterbrief.cli.printing import BOLD, note, paint, plural, say
from counterbrief.cli.showing import canonical
from counterbrief.model import Audience, BriefPlan, TeamMember, kind_of
from counterbrief.workflow import Corpus, unknown
from counterbrief.workflow import approve as approve_record
from counterbrief.workflow.check import case_of


def _audiences(_ctx: click.Context, _option: click.Parameter, words: tuple[str, ...]) -> tuple[Audience, ...]:
    known = {one.value: one for one in Audience}
    for word in words:
        if word not in known:
            error = unknown("audience", word, known)
            raise click.BadParameter(f"{error.message}; {error.hint}")
    return tuple(known[word] for word in dict.fromkeys(words))


@click.command(
    epilog="""\b
Examples:
  counterbrief approve amal-on-leaving --by jonas
  counterbrief approve amal-on-leaving the-barrack my-corpus --by jonas --audience teachers
  counterbrief approve --all-of my-brief my-corpus --by jonas --until 2027-06-30

Without --audience an approval says that the record is true to its sources; with it, that its use with that audience
is cleared too. An approval holds until the record changes, and no longer than the corpus allows.
"""
)
@click.argument("records", nargs=-1, metavar="RECORD... [CORPUS]")
@click.option("--by", required=True, metavar="ID", help="Id of the team member who approves.")
@click.option("--all-of", "plans", multiple=True, metavar="PLAN", help="Everything this plan uses that lacks approval.")
@click.option("--audience", "audiences", multiple=True, callback=_audiences, help="Clear it for this audience.")
@click.option("--until", callback=read_day, metavar="DATE", help="The last day on which it holds.")
@click.option("--corpus", metavar="FOLDER", help="The corpus; it can also stand last.")
@click.option("--yes", is_flag=True, help="Do not ask: you have read the records already.")
@on_option
@click.pass_context
def approve(
    ctx: click.Context,
    *,
    records: tuple[str, ...],
    by: str,
    plans: tuple[str, ...],
    audiences: tuple[Audience, ...],
    until: dt.date | None,
    corpus: str | None,
    yes: bool,
    on: dt.date,
) -> None:
    """Approve records as they are now.

    Shows each record and asks; then writes the approval, which names the sha256 of the record's content. Nobody
    approves what they wrote.
    """
    if records and corpus is None and is_folder(records[-1]):
        *others, corpus = records
        records = tuple(others)
    if not records and not plans:
        raise click.UsageError("name the records to approve, or --all-of PLAN")
    opened = Corpus.open(corpus or ".")
    opened.get(TeamMember, by)
    for record_id in records:
        opened.find(record_id)
    wanted = [*records, *(one for plan in plans for one in lacking(opened, plan, audiences, on))]
    own = [one for one in dict.fromkeys(wanted) if one not in records and opened.find(one).written_by == by]
    answers = Answers(stays="the approvals printed so far are written")
    given = refused = 0
    for record_id in dict.fromkeys(wanted):
        if record_id in own:
            continue
        if not yes and not _agreed(answers, opened, record_id, by, audiences):
            refused += 1
            continue
        opened = approve_record(opened, record_id, by=by, on=on, until=until, audiences=audiences)
        place = opened.place(f"{record_id}-by-{by}")
        say(place.file if place is not None else f"{record_id}-by-{by}")
        given += 1
    for record_id in own:
        note(f"{record_id}: {by!r} wrote it and cannot approve it; have somebody else of the team approve it")
    note(_summary(given, refused, len(own)))
    ctx.exit(1 if refused or own else 0)


def lacking(corpus: Corpus, plan_id: str, audiences: tuple[Audience, ...], on: dt.date) -> list[str]:
    """Ids of the records that a plan uses and that no approval covers on that day for these audiences, sorted."""
    case = case_of(corpus, corpus.get(BriefPlan, plan_id), on)
    found = []
    for record in case.judged():
        holds = holding(record, case)
        if not holds or not cleared(holds).issuperset(audiences):
            found.append(record.id)
    return found


def _agreed(answers: Answers, corpus: Corpus, record_id: str, by: str, audiences: tuple[Audience, ...]) -> bool:
    record = corpus.find(record_id)
    note(paint(f"{kind_of(record).name} {record_id}", BOLD))
    note(canonical(record))
    use = f" and cleared for {', '.join(one.value for one in audiences)}" if audiences else ""
    return answers.agree(f"{by}: approve {record_id} as true to its sources{use}?")


def _summary(given: int, refused: int, own: int) -> str:
    parts = [f"{plural(given, 'approval')} written"]
    if refused:
        parts.append(f"{plural(refused, 'record')} not approved")
    if own:
        parts.append(f"{plural(own, 'record')} left for somebody else")
    return ", ".join(parts)
