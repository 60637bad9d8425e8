"""``counterbrief suggest``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterbrief.cli.options import format_option
from counterbrief.cli.printing import BOLD, FAINT, note, paint, plural, say, say_json
from counterbrief.model import Settings, kind_of
from counterbrief.store.folder import SETTINGS
from counterbrief.workflow import Corpus

if TYPE_CHECKING:
    from counterbrief.evidence.suggesting.proposals import Proposal
    from counterbrief.workflow.suggesting import Suggested


@click.command(
    epilog="""\b
Examples:
  counterbrief suggest page.html --corpus my-corpus
  counterbrief suggest interview.vtt --source interview-2024 --out review/interview.yaml
  counterbrief suggest --write suggestions-page.yaml --by amal --corpus my-corpus

The first writes a file of drafts: correct those that you want, set 'reviewed: yes', and give the file to --write.
Reads what 'counterbrief capture' reads. Needs: pip install 'counterbrief[captures]'
"""
)
@click.argument("file", required=False, metavar="[FILE]")
@click.option("--corpus", metavar="FOLDER", help="The corpus. [default: the current folder]")
@click.option("--source", "source_id", metavar="ID", help="The source that FILE is a copy of; else it is found.")
@click.option("--out", metavar="FILE", help="Where the drafts go. [default: suggestions-SOURCE.yaml]")
@click.option(
    "--write", "suggestions", multiple=True, metavar="SUGGESTIONS", help="Write the reviewed items as records."
)
@click.option("--by", metavar="ID", help="With --write: id of the team member who accepts them.")
@format_option
def suggest(
    *,
    file: str | None,
    corpus: str | None,
    source_id: str | None,
    out: str | None,
    suggestions: tuple[str, ...],
    by: str | None,
    form: str,
) -> None:
    """Propose quotations and figures as drafts to edit.

    Direct quotations with who may speak (in transcripts, turns), figures with what they count, and the nearest theme of
    the corpus. Rules alone propose; a person decides. Nothing that is written is approved or cleared for any use.
    """
    if suggestions:
        if file is not None or out is not None or source_id is not None:
            raise click.UsageError("--write takes files of suggestions alone, without FILE, --source or --out")
        if by is None:
            raise click.UsageError("--write needs --by: nobody may approve what they wrote, so who writes is recorded")
        _write(Corpus.open(corpus or "."), suggestions, by, form)
        return
    if file is None:
        raise click.UsageError("name the saved document, or reviewed suggestions with --write")
    if by is not None:
        raise click.UsageError("--by goes with --write")
    _suggest(_corpus(corpus), file, source_id, out, form)


def _corpus(folder: str | None) -> Corpus:
    """The corpus; an empty one where none is named and none is here."""
    if folder is None and not Path(SETTINGS).is_file():
        note("no corpus is named: there are no themes to compare with, and no protected names are known")
        return Corpus.new(Settings(name="no corpus"))
    return Corpus.open(folder or ".")


def _suggest(corpus: Corpus, file: str, source_id: str | None, out: str | None, form: str) -> None:
    from counterbrief.workflow.suggesting import shown_proposals, suggest_from, write_drafts

    found = suggest_from(corpus, file, source_id=source_id)
    for line in found.notes:
        note(f"note: {line}")
    if not found.known:
        note(
            f"note: the corpus has no source {found.source!r}; make it before you write, or name another with --source"
        )
    paths = [path.as_posix() for path in write_drafts(corpus, found.suggestions, out)] if found.proposals else []
    if form == "json":
        say_json(
            {
                "source": found.source,
                "files": paths,
                "notes": list(found.notes),
                "proposals": shown_proposals(found.proposals),  # type: ignore[dict-item]  # plain values
            }
        )
        return
    for line in _lines(found):
        say(line)
    if not paths:
        note("nothing is proposed: no direct quotation and no figure was found")
        return
    note(f"drafts: {', '.join(paths)}")
    options = "".join(f" --write {path}" for path in paths)
    note(f"next: review them, set 'reviewed: yes' where you take one, then: counterbrief suggest{options} --by YOUR-ID")


def _lines(found: Suggested) -> Iterator[str]:
    for one in found.proposals:
        yield from _of(one)
    figures = len(found.suggestions.figures)
    quotations = plural(len(found.suggestions.quotations), "quotation")
    yield f"{quotations}, {plural(figures, 'figure')}, {plural(len(found.suggestions.people), 'new speaker')}"


def _of(one: Proposal) -> Iterator[str]:
    from counterbrief.evidence.suggesting.proposals import FigureProposal, QuotationProposal
    from counterbrief.workflow.shown import one_line

    where = str(one.locator) if one.locator else "no locator"
    if one.article > 1:
        where += f" of article {one.article}"
    if isinstance(one, QuotationProposal):
        yield f"{paint(where, BOLD)}  “{one_line(one.words)}”"
        for who in one.speakers[:2]:
            known = f" ({who.person})" if who.person else ""
            yield f"  {'speaker' if who.kind.value == 'person' else 'document'}: {one_line(who.name)}{known} - {one_line(who.reason)}"
        if one.recorded:
            yield f"  recorded already: {one.recorded}"
    elif isinstance(one, FigureProposal):
        period = f", {one.period}" if one.period else ""
        yield f"{paint(where, BOLD)}  {one_line(one.words)} - {one.counted or 'what is counted is not told'}{period}"
    if one.theme:
        yield f"  theme: {one.theme.theme} {one.theme.score:.2f} ({', '.join(one.theme.shared)})"
    if one.unknown:
        yield paint(f"  unknown: {'; '.join(one.unknown)}", FAINT)


def _write(corpus: Corpus, files: Sequence[str], by: str, form: str) -> None:
    from counterbrief.workflow.accepting import accept

    done = accept(corpus, files, by=by)
    written = [(record, done.corpus.place(record.id)) for record in done.written]
    if form == "json":
        say_json(
            {
                "written": [
                    {"kind": kind_of(record).name, "id": record.id, "file": place.file if place else None}
                    for record, place in written
                ],
                "left": done.left,
            }
        )
        return
    for record, place in written:
        say(place.file if place else record.id)
    left = f", {plural(done.left, 'item')} not reviewed and left" if done.left else ""
    note(f"{plural(len(written), 'record')} written{left}; none is approved, and no use is permitted yet")
