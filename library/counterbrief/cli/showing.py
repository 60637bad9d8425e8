"""``counterbrief show``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import click

from counterbrief.cli.options import format_option, on_option, one_corpus, read_corpus, shipped_option
from counterbrief.cli.printing import FAINT, paint, say, say_json
from counterbrief.codec import record_tree, write_yaml
from counterbrief.model import Record, kind_of
from counterbrief.model.references import Reference, references
from counterbrief.vetting import Case
from counterbrief.vetting.rules.approvals import approvals_by_record, fault
from counterbrief.workflow import Corpus
from counterbrief.workflow.check import case_of


@click.command(
    epilog="""\b
Examples:
  counterbrief show amal-on-leaving
  counterbrief show practitioner-protecting-muslims --shipped
  counterbrief show amal-on-leaving my-corpus --format json
"""
)
@click.argument("record_id", metavar="ID")
@click.argument("corpus", required=False)
@shipped_option
@on_option
@format_option
def show(record_id: str, corpus: str | None, shipped: bool, on: dt.date, form: str) -> None:
    """Show a record, its approvals, and who refers to it.

    Prints its canonical YAML; what is told about it stands above as comments.
    """
    opened = read_corpus(one_corpus(corpus, shipped))
    record = opened.find(record_id)
    case = case_of(opened, None, on)
    if form == "json":
        say_json(
            {
                "id": record.id,
                "kind": kind_of(record).name,
                "file": _file(opened, record),
                "sha256": opened.digests[record.id],
                "approvals": [
                    {"id": approval_id, "holds": holds, "state": state}
                    for approval_id, holds, state in _approvals(record, case)
                ],
                "referred_by": [
                    {"record": other.id, "path": list(reference.path)}
                    for other, reference in _referring(opened, record)
                ],
                "record": record_tree(record),
            }
        )
        return
    for line in _head(opened, record, case):
        say(paint(f"# {line}", FAINT))
    say(canonical(record))


def canonical(record: Record) -> str:
    """A record as its canonical file has it."""
    return write_yaml(record_tree(record)).rstrip("\n")


def _head(corpus: Corpus, record: Record, case: Case) -> Iterator[str]:
    yield f"{kind_of(record).name} {record.id}"
    file = _file(corpus, record)
    if file is not None:
        yield f"file: {file}"
    yield f"sha256 of its content: {corpus.digests[record.id]}"
    for approval_id, _, state in _approvals(record, case):
        yield f"approval {approval_id}: {state}"
    for other, reference in _referring(corpus, record):
        yield f"named by {kind_of(other).name} {other.id} at {'.'.join(map(str, reference.path))}"


def _file(corpus: Corpus, record: Record) -> str | None:
    place = corpus.place(record.id)
    return place.file if place is not None else None


def _approvals(record: Record, case: Case) -> Iterator[tuple[str, bool, str]]:
    """Id of each approval, whether it holds, and that in words."""
    for approval in approvals_by_record(case).get(record.id, ()):
        wrong = fault(approval, record, case)
        audiences = ", ".join(audience.value for audience in approval.audiences)
        words = f"holds, {approval.attests.value}{f' for {audiences}' if audiences else ''}, until {approval.until}"
        yield approval.id, wrong is None, words if wrong is None else f"does not hold: the record {wrong[1]}"


def _referring(corpus: Corpus, record: Record) -> Iterator[tuple[Record, Reference]]:
    """Who names the record, and where; that somebody wrote a record is told by the record itself."""
    for other in corpus.records:
        for reference in references(other):
            if reference.target == record.id and reference.path != ("written_by",):
                yield other, reference
