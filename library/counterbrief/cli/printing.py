"""What the command line prints: text, colours where they are wanted, JSON, and a line of progress."""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import click

if TYPE_CHECKING:
    from counterbrief.errors import CounterbriefError, Place

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"

RED, YELLOW, GREEN, FAINT, BOLD = "red", "yellow", "green", "faint", "bold"


def prepare_streams() -> None:
    """Let no console crash on a letter that it cannot show: such a letter is printed as its escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def wants_colour() -> bool | None:
    """False where the user asks for none (no-color.org, a dumb terminal); None leaves it to the terminal."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def paint(text: str, how: str) -> str:
    """Text with a colour or weight; what is no terminal gets it without."""
    if how == BOLD:
        return click.style(text, bold=True)
    return click.style(text, dim=True) if how == FAINT else click.style(text, fg=how)


def say(text: str = "") -> None:
    """Print a result."""
    click.echo(text, file=sys.stdout)  # named, or click writes UTF-8 to a stream that is ASCII


def note(text: str) -> None:
    """Print something about the work, beside the results."""
    click.echo(text, file=sys.stderr)


def say_json(value: Json) -> None:
    """Print a value for a program. A stream without UTF-8 gets escapes, which are JSON too."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    say(json.dumps(value, ensure_ascii=encoding != "utf8", indent=2))


def told(error: CounterbriefError) -> str:
    """An error for people, its place set apart."""
    text = f"{error.message}; {error.hint}" if error.hint else error.message
    return f"{paint(str(error.where), BOLD)}: {text}" if error.where is not None else text


def place_json(place: Place | None) -> dict[str, Any]:
    """File, line and column of a place, each null where it is not known."""
    if place is None:
        return {"file": None, "line": None, "column": None}
    return {"file": place.file, "line": place.line, "column": place.column}


def error_json(error: CounterbriefError) -> dict[str, Any]:
    """An error for a program."""
    return {**place_json(error.where), "message": error.message, "hint": error.hint}


def table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of columns of even width; the last column is not filled up."""
    lines = [tuple(row) for row in rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for row in lines:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()


def size(count: int) -> str:
    """A size in bytes for people, in thousands (kB, MB)."""
    if count < 1000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: ``1 record``, ``2 records``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


class Progress:
    """One line on a terminal that says what is being done; nothing anywhere else."""

    def __init__(self) -> None:
        self._shown = 0
        self._live = sys.stderr.isatty()

    def show(self, text: str) -> None:
        """Put this in the place of what was shown."""
        if self._live:
            self.clear()
            click.echo(f"\r{text}", nl=False, file=sys.stderr)
            self._shown = _width(text)

    def clear(self) -> None:
        """Leave an empty line."""
        if self._live and self._shown:
            click.echo("\r" + " " * self._shown + "\r", nl=False, file=sys.stderr)
            self._shown = 0


def _width(text: str) -> int:
    """Columns of a text on a terminal: marks take none, wide letters two."""
    plain = click.unstyle(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in plain)
    return len(plain) + wide - sum(unicodedata.category(char) in ("Mn", "Me", "Cf") for char in plain)
