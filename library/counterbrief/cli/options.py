"""Arguments that several commands share: the corpus, the day, kinds of records, the form of the output."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from counterbrief.model import KINDS, Kind
from counterbrief.model.dates import parse_day
from counterbrief.model.ids import fault_of_id
from counterbrief.store.folder import SETTINGS
from counterbrief.workflow import Corpus, unknown

F = TypeVar("F", bound=Callable[..., Any])


def today() -> dt.date:
    """The day where the user is: the one place where the clock is asked for a date."""
    return dt.date.today()  # noqa: DTZ011  # an approval ends with the day of the one who builds


def read_day(_ctx: click.Context, _option: click.Parameter, value: str | None) -> dt.date | None:
    """Callback of options that take a date, as records have it."""
    if value is None:
        return None
    try:
        return parse_day(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def on_option(command: F) -> F:
    """``--on DATE``."""
    return click.option(
        "--on",
        callback=read_day,
        default=lambda: today().isoformat(),
        show_default="today",
        metavar="DATE",
        help="The day for which approvals and consent are judged, such as 2026-11-21.",
    )(command)


def shipped_option(command: F) -> F:
    """``--shipped``."""
    return click.option("--shipped", is_flag=True, help="Use the corpus that comes with counterbrief.")(command)


def format_option(command: F) -> F:
    """``--format text|json``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Output for people, or for a program.",
    )(command)


def kind_named(word: str) -> Kind | None:
    """The kind of that name or folder (``testimony``, ``testimonies``), or None."""
    return next((kind for kind in KINDS if word in (kind.name, kind.folder)), None)


def known_kind(word: str) -> Kind:
    """Like :func:`kind_named`; raises NotFoundError with the near names."""
    kind = kind_named(word)
    if kind is None:
        raise unknown("kind of record", word, [one.name for one in KINDS])
    return kind


def is_folder(word: str) -> bool:
    """Whether an argument names the folder of a corpus and not a record.

    It does where a corpus is there, where no id looks like that, and where the current folder is no corpus either.
    """
    path = Path(word)
    if (path / SETTINGS).is_file() or fault_of_id(word) is not None:
        return True
    return path.is_dir() and not Path(SETTINGS).is_file()


def one_corpus(folder: str | None, shipped: bool) -> str | None:
    """The folder to open, None for the corpus that ships; both at once is a mistake."""
    if shipped and folder is not None:
        raise click.UsageError(f"give either the folder {folder!r} or --shipped, not both")
    return None if shipped else (folder or ".")


def read_corpus(folder: str | None) -> Corpus:
    """Read a corpus, files that cannot be read left out; None is the one that ships."""
    return Corpus.shipped() if folder is None else Corpus.read(folder)
