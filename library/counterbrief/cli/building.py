"""``counterbrief build``."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from counterbrief.cli.app import exit_code
from counterbrief.cli.checking import finding_line, group_json
from counterbrief.cli.options import format_option, is_folder, on_option
from counterbrief.cli.printing import (
    BOLD,
    RED,
    YELLOW,
    Progress,
    error_json,
    note,
    paint,
    plural,
    say,
    say_json,
    size,
    told,
)
from counterbrief.errors import CounterbriefError, NotFoundError
from counterbrief.model import BriefPlan
from counterbrief.vetting import RefusedError
from counterbrief.workflow import FORMATS, Corpus, unknown
from counterbrief.workflow import build as build_brief


def _formats(_ctx: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(word.strip() for word in value.split(",") if word.strip()))
    for word in words:
        if word not in FORMATS:
            error = unknown("format", word, FORMATS)
            raise click.BadParameter(f"{error.message}; {error.hint}")
    if not words:
        raise click.BadParameter(f"name at least one of {', '.join(FORMATS)}")
    return words


@attrs.frozen(kw_only=True)
class _Outcome:
    """What became of one plan."""

    plan: str
    seconds: float
    files: tuple[Path, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    error: CounterbriefError | None = None


@click.command(
    epilog="""\b
Examples:
  counterbrief build --shipped --out briefs          every brief that ships
  counterbrief build my-corpus                       every plan of a corpus
  counterbrief build my-corpus my-brief --formats pdf
  counterbrief build my-brief --draft                look at a brief that the gate still refuses

A draft says DRAFT on every page and leaves out what cannot stand. No option skips the gate.
"""
)
@click.argument("names", nargs=-1, metavar="[CORPUS] [PLAN]...")
@click.option("--shipped", is_flag=True, help="Use the corpus that comes with counterbrief.")
@click.option("--out", default="briefs", show_default=True, metavar="FOLDER", help="Where the briefs are written.")
@click.option(
    "--formats", default=",".join(FORMATS), show_default=True, callback=_formats, help="Formats, with commas between."
)
@click.option("--draft", is_flag=True, help="Build drafts for the team.")
@click.option("--annex", is_flag=True, help="Append how each statement was proven and what it goes back to.")
@click.option(
    "--templates", type=click.Path(exists=True, file_okay=False), metavar="FOLDER", help="Your own templates."
)
@click.option("--fonts", type=click.Path(exists=True, file_okay=False), metavar="FOLDER", help="Your own fonts.")
@on_option
@format_option
@click.pass_context
def build(
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    shipped: bool,
    out: str,
    formats: tuple[str, ...],
    draft: bool,
    annex: bool,
    templates: str | None,
    fonts: str | None,
    on: dt.date,
    form: str,
) -> None:
    """Build briefs as PDF, HTML and Markdown.

    Builds the plans that are named, or all. A plan that the gate refuses is told with every reason, and the others are
    built; the exit code is then 1.
    """
    corpus, plans = _corpus_and_plans(names, shipped)
    progress = Progress()
    outcomes: list[_Outcome] = []
    for number, plan in enumerate(plans, start=1):
        progress.show(f"{number} of {len(plans)}: {plan}")
        outcome = _built(
            corpus,
            plan,
            on=on,
            draft=draft,
            annex=annex,
            templates=templates,
            fonts=fonts,
            out=Path(out),
            formats=formats,
        )
        progress.clear()
        outcomes.append(outcome)
        if form == "text":
            _tell(outcome, corpus)
    if form == "json":
        say_json({"plans": [_report(outcome, corpus) for outcome in outcomes]})
    failed = [outcome.error for outcome in outcomes if outcome.error is not None]
    if failed and form == "text" and len(plans) > 1:
        note(f"{plural(len(plans) - len(failed), 'plan')} built, {len(failed)} not")
    ctx.exit(max((exit_code(error) for error in failed), default=0))


def _corpus_and_plans(names: Sequence[str], shipped: bool) -> tuple[Corpus, tuple[str, ...]]:
    """The corpus, and the plans to build; every name is looked up before anything is built."""
    folder = None
    if not shipped and names and is_folder(names[0]):
        folder, names = names[0], names[1:]
    corpus = Corpus.shipped() if shipped else Corpus.open(folder or ".")
    for name in names:
        if shipped and is_folder(name):
            raise click.UsageError(f"give either the folder {name!r} or --shipped, not both")
        corpus.get(BriefPlan, name)
    plans = tuple(dict.fromkeys(names)) or tuple(plan.id for plan in corpus.records.of(BriefPlan))
    if not plans:
        raise NotFoundError("the corpus has no plan to build", hint="make one with 'counterbrief new plan'")
    return corpus, plans


def _built(
    corpus: Corpus,
    plan: str,
    *,
    on: dt.date,
    draft: bool,
    annex: bool,
    templates: str | None,
    fonts: str | None,
    out: Path,
    formats: tuple[str, ...],
) -> _Outcome:
    started = time.perf_counter()
    folders = (Path(fonts),) if fonts is not None else ()
    try:
        built = build_brief(corpus, plan, on=on, draft=draft, templates=templates, font_folders=folders, annex=annex)
        files = built.write(out, formats)
    except CounterbriefError as error:
        return _Outcome(plan=plan, seconds=time.perf_counter() - started, error=error)
    return _Outcome(plan=plan, seconds=time.perf_counter() - started, files=files, left_out=built.left_out)


def _tell(outcome: _Outcome, corpus: Corpus) -> None:
    if isinstance(outcome.error, RefusedError):
        note(f"{paint(outcome.plan, BOLD)}  {paint('refused', RED)}")
        for group in outcome.error.groups:
            note(f"  {finding_line(group.root, corpus)}")
            for finding in group.dependants:
                note(f"      {finding_line(finding, corpus)}")
        return
    if outcome.error is not None:
        note(f"{paint(outcome.plan, BOLD)}  {paint('failed', RED)}")
        note(f"  {told(outcome.error)}")
        return
    say(f"{paint(outcome.plan, BOLD)}  {outcome.seconds:.2f} s")
    for file in outcome.files:
        say(f"  {file.as_posix()}  {size(file.stat().st_size)}")
    for statement, code in outcome.left_out:
        say(f"  {paint('left out', YELLOW)}: {statement} [{code}]")


def _report(outcome: _Outcome, corpus: Corpus) -> dict[str, Any]:
    error = outcome.error
    return {
        "plan": outcome.plan,
        "seconds": round(outcome.seconds, 3),
        "files": [{"path": file.as_posix(), "bytes": file.stat().st_size} for file in outcome.files],
        "left_out": [{"statement": statement, "code": code} for statement, code in outcome.left_out],
        "refused": [group_json(group, corpus) for group in error.groups] if isinstance(error, RefusedError) else [],
        "error": error_json(error) if error is not None and not isinstance(error, RefusedError) else None,
    }
