"""``counterbrief fmt``."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import click

from counterbrief.cli.printing import GREEN, RED, note, paint, plural, say, told
from counterbrief.workflow.formatting import Formatted, FormattedFile, format_files


@click.command(
    epilog="""\b
Examples:
  counterbrief fmt                        every file of the corpus in the current folder
  counterbrief fmt my-corpus --diff       show what would change, change nothing
  counterbrief fmt my-corpus --check      for CI: exit code 1 where a file would change
  counterbrief fmt testimonies/amal.yaml
"""
)
@click.argument("paths", nargs=-1, metavar="[CORPUS | FILES]...")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit code 1 where a file would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Change nothing; print what would change.")
@click.pass_context
def fmt(ctx: click.Context, paths: tuple[str, ...], only_check: bool, show_diff: bool) -> None:
    """Write files in their canonical form.

    One order of keys, one way to write a text, comments kept, Unicode in its composed form (NFC). The content stays,
    and so do the approvals. A file that cannot be read is told and left as it is.
    """
    formatted = format_files(paths or (".",))
    writes = not (only_check or show_diff)
    if writes:
        formatted.write()
    for one in formatted.changed:
        if show_diff:
            for line in _diff(one):
                say(line)
        else:
            say(one.path.as_posix())
    for problem in formatted.problems:
        note(told(problem))
    note(_summary(formatted, writes))
    ctx.exit(1 if formatted.problems or (only_check and formatted.changed) else 0)


def _diff(one: FormattedFile) -> Iterator[str]:
    name = one.path.as_posix()
    before = one.before.decode("utf-8", errors="backslashreplace").splitlines()
    after = one.after.decode().splitlines()
    lines = list(difflib.unified_diff(before, after, name, f"{name} (canonical)", lineterm=""))
    if not lines:
        yield f"{name}: a byte order mark, the ends of lines or the end of the file"
    for line in lines:
        yield paint(line, GREEN if line[0] == "+" else RED) if line[0] in "+-" else line


def _summary(formatted: Formatted, writes: bool) -> str:
    changed = len(formatted.changed)
    parts = [
        f"{plural(changed, 'file')} {'changed' if writes else 'would change'}",
        f"{plural(len(formatted.files) - changed, 'file')} left as {'it is' if len(formatted.files) - changed == 1 else 'they are'}",
    ]
    if formatted.problems:
        parts.append(plural(len(formatted.problems), "problem"))
    return ", ".join(parts)
