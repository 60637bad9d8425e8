"""``counterbrief verify``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from counterbrief.cli.options import format_option, on_option, one_corpus, shipped_option
from counterbrief.cli.printing import BOLD, FAINT, GREEN, RED, YELLOW, note, paint, plural, say, say_json
from counterbrief.workflow import Corpus
from counterbrief.workflow.verify import Verification, Verified

_LOOKS = {"passes": GREEN, "accept": YELLOW, "ambiguous": YELLOW}


@click.command(
    epilog="""\b
Examples:
  counterbrief verify                              the corpus here, its captures beside it
  counterbrief verify my-corpus --captures /secure/captures
  counterbrief verify my-corpus --accept the-barrack/home --by jonas

The judgements are written into the corpus, so that a build needs no captures. Exit code 1 where an excerpt does not
pass.
"""
)
@click.argument("corpus", required=False)
@shipped_option
@click.option("--captures", metavar="FOLDER", help="Where the captured bytes are. [default: beside the corpus]")
@click.option("--by", metavar="ID", help="Who answers for the judgements. [default: each testimony's writer]")
@click.option("--accept", "accepted", metavar="TESTIMONY/EXCERPT", help="Accept what a bracket replaces; needs --by.")
@on_option
@format_option
@click.pass_context
def verify(
    ctx: click.Context,
    *,
    corpus: str | None,
    shipped: bool,
    captures: str | None,
    by: str | None,
    accepted: str | None,
    on: dt.date,
    form: str,
) -> None:
    """Compare every excerpt with what was captured of its source."""
    from counterbrief.store.captures import CaptureStore
    from counterbrief.workflow.capture import default_captures
    from counterbrief.workflow.verify import accept
    from counterbrief.workflow.verify import verify as verify_corpus

    folder = one_corpus(corpus, shipped)
    opened = Corpus.shipped() if folder is None else Corpus.open(folder)
    if accepted is not None:
        testimony, slash, excerpt = accepted.partition("/")
        if by is None or not slash:
            raise click.UsageError("accepting needs TESTIMONY/EXCERPT and --by ID")
        accept(opened, testimony, excerpt, by=by, on=on)
        say(f"{accepted}: accepted by {by}")
        return
    if captures is None and folder is None:
        raise click.UsageError("name the folder of the captures with --captures")
    store = CaptureStore(Path(captures) if captures is not None else default_captures(folder or "."))
    done = verify_corpus(opened, store=store, by=by)
    if form == "json":
        say_json([_json(one) for one in done.excerpts])
    else:
        for one in done.excerpts:
            for line in _lines(one, opened):
                say(line)
        note(_summary(done))
    ctx.exit(0 if done.clean else 1)


def _lines(one: Verified, corpus: Corpus) -> Iterator[str]:
    verdict = one.judgement.verdict if one.judgement is not None else one.outcome
    place = corpus.place(one.testimony, ("excerpts", _index(one, corpus)))
    where = paint(str(place or one.testimony), BOLD)
    yield f"{where}: {one.testimony}/{one.excerpt}: {paint(verdict, _LOOKS.get(one.outcome, RED))}"
    if one.moved and one.moved != "position":
        yield f"    found again in {one.capture.id if one.capture else ''} by its {one.moved}"
    if one.why:
        yield f"    {one.why}"
    for change in one.changes:
        quoted, captured = change.quoted or "–", change.captured or "–"
        at = f"{change.captured_start}-{change.captured_end}"
        yield f"    {change.kind}: quoted {quoted!r}, captured {captured!r} {paint(f'(characters {at})', FAINT)}"


def _index(one: Verified, corpus: Corpus) -> int:
    from counterbrief.model import Testimony

    excerpts = corpus.get(Testimony, one.testimony).excerpts
    return [excerpt.id for excerpt in excerpts].index(one.excerpt)


def _json(one: Verified) -> dict[str, Any]:
    judged = one.judgement
    return {
        "testimony": one.testimony,
        "excerpt": one.excerpt,
        "outcome": one.outcome,
        "verdict": judged.verdict if judged is not None else None,
        "capture": one.capture.id if one.capture is not None else None,
        "start": judged.start if judged is not None else None,
        "end": judged.end if judged is not None else None,
        "why": one.why,
        "changes": [
            {
                "kind": change.kind,
                "cause": change.cause,
                "quoted": change.quoted,
                "captured": change.captured,
                "captured_start": change.captured_start,
                "captured_end": change.captured_end,
            }
            for change in one.changes
        ],
    }


def _summary(done: Verification) -> str:
    passed = sum(one.outcome == "passes" for one in done.excerpts)
    parts = [
        f"{passed} of {plural(len(done.excerpts), 'excerpt')} pass",
        f"{plural(len(done.written), 'judgement')} written",
    ]
    return ", ".join(parts)
