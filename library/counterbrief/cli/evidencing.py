"""``counterbrief evidence``."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import click

from counterbrief.cli.options import on_option, one_corpus, shipped_option
from counterbrief.cli.printing import BOLD, FAINT, GREEN, RED, YELLOW, note, paint, plural, say, say_json, size
from counterbrief.files import write_whole
from counterbrief.model import Verdict
from counterbrief.workflow import Corpus
from counterbrief.workflow.evidence_page import evidence_page
from counterbrief.workflow.evidence_view import StatementEvidence, evidence_of
from counterbrief.workflow.evidence_words import approvals_told, capture_told, kind_told, source_told, verdict_told
from counterbrief.workflow.quotation_view import NOT_AT_HAND, Passage, QuotationEvidence

_WIDTH = 100
_LOOKS = {Verdict.VERBATIM: GREEN, Verdict.EDITED: GREEN, Verdict.NOISY: YELLOW}


@click.command(
    epilog="""\b
Examples:
  counterbrief evidence my-brief                             the corpus here, its captures beside it
  counterbrief evidence my-brief my-corpus --captures /secure/captures
  counterbrief evidence my-brief --out evidence.html         a page to read and to hand to a reviewer
  counterbrief evidence practitioner-protecting-muslims --shipped --format json

What protects somebody is hidden by a mark in all that is shown. The page quotes what was saved of the sources: it is for
the team. 'counterbrief build --annex' appends to a brief what can be published.
"""
)
@click.argument("plan")
@click.argument("corpus", required=False)
@shipped_option
@click.option("--captures", metavar="FOLDER", help="Where the captured bytes are. [default: beside the corpus]")
@click.option("--out", metavar="FILE", help="Write the page here, as HTML.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json"]),
    default=None,
    help="Output for people, a page, or for a program. [default: html with --out, else text]",
)
@on_option
def evidence(
    plan: str,
    *,
    corpus: str | None,
    shipped: bool,
    captures: str | None,
    out: str | None,
    form: str | None,
    on: dt.date,
) -> None:
    """Show what each statement of a brief stands on.

    For quotations the passage in its surroundings, compared with what was captured; the sources with their grades, what
    they go back to, and what is approved.
    """
    form = form or ("html" if out is not None else "text")
    if out is not None and form != "html":
        raise click.UsageError("--out writes the page: leave out --format, or give --format html")
    folder = one_corpus(corpus, shipped)
    opened = Corpus.shipped() if folder is None else Corpus.open(folder)
    statements = evidence_of(opened, plan, store=_store(folder, captures), on=on)
    if form == "json":
        say_json({"plan": plan, "statements": [_json(one) for one in statements]})
    elif form == "html":
        page = evidence_page(opened, plan, statements, on=on)
        if out is None:
            say(page.decode("utf-8").rstrip("\n"))
        else:
            write_whole(Path(out), page)
            say(f"{Path(out).as_posix()}  {size(len(page))}")
    else:
        for number, one in enumerate(statements, start=1):
            for line in _lines(number, one):
                say(line)
            say()
        note(_summary(statements))


def _store(folder: str | None, captures: str | None) -> Any:
    """The captures that are named, or those beside the corpus where there are any."""
    from counterbrief.store.captures import CaptureStore
    from counterbrief.workflow.capture import default_captures

    if captures is not None:
        if not Path(captures).is_dir():
            raise click.BadParameter(f"there is no folder {captures!r}", param_hint="--captures")
        return CaptureStore(Path(captures))
    beside = default_captures(folder) if folder is not None else None
    return CaptureStore(beside) if beside is not None and beside.is_dir() else None


def _lines(number: int, one: StatementEvidence) -> Iterator[str]:
    yield f"{paint(f'{number}. {one.id}', BOLD)}  {paint(f'{one.part.value}, {kind_told(one)}', FAINT)}"
    if one.withheld:
        yield f"   {paint('withheld', RED)}: {one.withheld}"
        return
    yield from _wrapped(one.text, "   ")
    if one.quotation is not None:
        yield from _quotation(one.quotation)
    for value in one.values:
        yield from _wrapped(f"{value.printed}: {value.counted}", "   - ", "     ")
        for source in value.sources:
            yield from _wrapped(f"source: {source_told(source)}", "     ", "       ")
    for source in one.sources if not one.values else ():
        yield from _wrapped(f"source: {source_told(source)}", "   ", "     ")
    if one.origins is not None:
        yield from _wrapped(one.origins.told, "   ", "     ")
    failing = [approval for approval in one.approvals if not approval.holds]
    yield f"   {paint(approvals_told(one), YELLOW if failing else FAINT)}"
    for approval in failing:
        yield f"     {approval.kind} {approval.record} {approval.state}"


def _quotation(quotation: QuotationEvidence) -> Iterator[str]:
    look = _LOOKS.get(quotation.verdict, RED) if quotation.verdict is not None else RED
    standing = paint(quotation.standing, FAINT if quotation.passes else RED)
    yield f"   {paint(verdict_told(quotation), look)}, {standing}"
    yield from _wrapped(
        f"said by {quotation.speaker} ({quotation.testimony}, {quotation.excerpt}); credibility {quotation.credibility}",
        "   ",
        "     ",
    )
    for reason in quotation.reasons:
        yield from _wrapped(f"because {reason}", "     ", "       ")
    for change in quotation.changes:
        quoted, captured = change.quoted or "–", change.captured or "–"
        yield from _wrapped(
            f"{change.kind} ({change.cause}): quoted “{quoted}”, captured “{captured}”", "     ", "       "
        )
    if quotation.capture is not None:
        yield from _wrapped(f"in {capture_told(quotation)}", "   ", "     ")
    if quotation.passage is None:
        yield f"     {paint(quotation.missing, YELLOW if quotation.missing == NOT_AT_HAND else RED)}"
    else:
        yield from _passage(quotation.passage)


def _passage(passage: Passage) -> Iterator[str]:
    """The passage between marks that stand on no page, bold on a terminal."""
    before = f"{'… ' if passage.cut_before else ''}{passage.before}"
    after = f"{passage.after}{' …' if passage.cut_after else ''}"
    bold = False
    for line in _wrapped(f"{before}»»{passage.words}««{after}", "     | "):
        parts = []
        for piece in line.replace("»»", "\0»»").replace("««", "««\0").split("\0"):
            bold = True if piece.startswith("»»") else bold
            parts.append(paint(piece, BOLD) if bold else piece)
            bold = False if piece.endswith("««") else bold
        yield "".join(parts)


def _wrapped(text: str, first: str, later: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=later if later is not None else first,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _json(one: StatementEvidence) -> dict[str, Any]:
    return attrs.asdict(one)


def _summary(statements: tuple[StatementEvidence, ...]) -> str:
    quoted = [one.quotation for one in statements if one.quotation is not None]
    passing = sum(one.passes for one in quoted)
    return f"{plural(len(statements), 'statement')}, {passing} of {plural(len(quoted), 'quotation')} proven on record"
