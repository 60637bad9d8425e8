"""``counterbrief check``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import click

from counterbrief.cli.options import format_option, on_option, one_corpus, read_corpus, shipped_option
from counterbrief.cli.printing import (
    BOLD,
    FAINT,
    GREEN,
    RED,
    YELLOW,
    error_json,
    paint,
    place_json,
    plural,
    say,
    say_json,
    told,
)
from counterbrief.errors import CounterbriefError, ProblemsError
from counterbrief.vetting import Finding, Group, Severity
from counterbrief.workflow import Checked, Corpus
from counterbrief.workflow import check as check_corpus


@click.command(
    epilog="""\b
Examples:
  counterbrief check                         the corpus in the current folder
  counterbrief check my-corpus --on 2027-01-01
  counterbrief check --shipped --format json

A line that is set in hangs on the one above it: mend that one first.
"""
)
@click.argument("corpus", required=False)
@shipped_option
@on_option
@format_option
@click.pass_context
def check(ctx: click.Context, corpus: str | None, shipped: bool, on: dt.date, form: str) -> None:
    """Tell what is wrong with a corpus, where, and how to mend it.

    Looks at every file, every record, and every plan as it would be built on the day. Exit code 1 where anything is
    wrong.
    """
    folder = one_corpus(corpus, shipped)
    opened: Corpus | None = None
    checked: Checked | None = None
    problems: tuple[CounterbriefError, ...]
    try:
        opened = read_corpus(folder)
    except ProblemsError as error:  # without its settings a corpus cannot be judged
        problems = error.problems
    else:
        checked = check_corpus(opened, on=on)
        problems = checked.problems
    if form == "json":
        say_json(_report(opened, problems, checked))
    else:
        for line in _lines(opened, problems, checked):
            say(line)
    ctx.exit(0 if checked is not None and checked.clean else 1)


def _lines(opened: Corpus | None, problems: tuple[CounterbriefError, ...], checked: Checked | None) -> Iterator[str]:
    yield from (told(problem) for problem in problems)
    if opened is None or checked is None:
        yield f"{plural(len(problems), 'problem')}; without corpus.yaml nothing more can be judged"
        return
    for group in checked.groups:
        yield finding_line(group.root, opened)
        yield from (f"    {finding_line(finding, opened)}" for finding in group.dependants)
    yield _summary(problems, checked)


def finding_line(finding: Finding, corpus: Corpus) -> str:
    """A finding in a line: ``file:line:column: message; remedy [code]``."""
    where = paint(str(corpus.place(finding.record, finding.path) or finding.record), BOLD)
    grave = paint("warning: ", YELLOW) if finding.severity is Severity.WARNING else ""
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    return f"{where}: {grave}{finding.message}{remedy} {paint(f'[{finding.code}]', FAINT)}"


def _summary(problems: tuple[CounterbriefError, ...], checked: Checked) -> str:
    errors = len(problems) + sum(group.root.severity is Severity.ERROR for group in checked.groups)
    warnings = sum(group.root.severity is Severity.WARNING for group in checked.groups)
    parts = [
        plural(checked.records, "record"),
        f"{plural(len(checked.ready), 'plan')} ready",
        f"{plural(len(checked.refused), 'plan')} refused",
    ]
    found = [plural(count, noun) for count, noun in ((errors, "problem"), (warnings, "warning")) if count]
    verdict = paint(", ".join(found), RED if errors else YELLOW) if found else paint("all is well", GREEN)
    return f"{verdict} ({', '.join(parts)})"


def _report(opened: Corpus | None, problems: tuple[CounterbriefError, ...], checked: Checked | None) -> dict[str, Any]:
    groups = checked.groups if checked is not None else ()
    return {
        "clean": checked is not None and checked.clean,
        "records": checked.records if checked is not None else None,
        "plans": {
            "ready": list(checked.ready) if checked is not None else [],
            "refused": list(checked.refused) if checked is not None else [],
        },
        "problems": [error_json(problem) for problem in problems],
        "findings": [group_json(group, opened) for group in groups if opened is not None],
    }


def group_json(group: Group, corpus: Corpus) -> dict[str, Any]:
    """A finding and what hangs on it, for a program."""
    return {
        **_finding_json(group.root, corpus),
        "dependants": [_finding_json(finding, corpus) for finding in group.dependants],
    }


def _finding_json(finding: Finding, corpus: Corpus) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "record": finding.record,
        "path": list(finding.path),
        **place_json(corpus.place(finding.record, finding.path)),
        "message": finding.message,
        "remedy": finding.remedy,
        "about": list(finding.about),
    }
