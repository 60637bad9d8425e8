"""``counterbrief list``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from counterbrief.cli.describing import approval_state, label_of
from counterbrief.cli.options import (
    format_option,
    kind_named,
    known_kind,
    on_option,
    one_corpus,
    read_corpus,
    shipped_option,
)
from counterbrief.cli.printing import BOLD, FAINT, note, paint, plural, say, say_json, table
from counterbrief.model import BriefPlan, PropagandaClaim, Record, Records, Testimony, Theme, kind_of
from counterbrief.store.folder import SETTINGS
from counterbrief.workflow import Corpus
from counterbrief.workflow.check import case_of

_WIDEST = 60


@click.command(
    "list",
    epilog="""\b
Examples:
  counterbrief list                                  everything in the corpus of the current folder
  counterbrief list testimonies my-corpus --theme brutality
  counterbrief list plans --shipped
  counterbrief list --claim under-attack --format json
""",
)
@click.argument("names", nargs=-1, metavar="[KIND] [CORPUS]")
@shipped_option
@click.option("--theme", metavar="ID", help="Only what belongs to this theme or to one below it.")
@click.option("--claim", metavar="ID", help="Only what answers this propaganda claim.")
@on_option
@format_option
def list_(
    *, names: tuple[str, ...], shipped: bool, theme: str | None, claim: str | None, on: dt.date, form: str
) -> None:
    """List the records of a corpus.

    Prints id, kind, label and approval. KIND is approval, capture, claim, person, plan, source, statistic,
    team-member, testimony or theme.
    """
    kind_name, folder = _kind_and_folder(names)
    corpus = read_corpus(one_corpus(folder, shipped))
    kind = known_kind(kind_name) if kind_name is not None else None
    chosen = [record for record in _narrowed(corpus, theme, claim) if kind is None or isinstance(record, kind.type)]
    case = case_of(corpus, None, on)
    chosen.sort(key=lambda record: (kind_of(record).name, record.id))
    if form == "json":
        say_json(
            [
                {
                    "id": record.id,
                    "kind": kind_of(record).name,
                    "label": label_of(record),
                    "approval": approval_state(record, case),
                }
                for record in chosen
            ]
        )
    else:
        heads = tuple(paint(head, BOLD) for head in ("id", "kind", "label", "approval"))
        rows = [
            (record.id, kind_of(record).name, _short(label_of(record)), approval_state(record, case))
            for record in chosen
        ]
        for line in table([heads, *rows]) if rows else ():
            say(line)
        note(paint(plural(len(rows), "record"), FAINT))
    if corpus.problems:
        note(f"{plural(len(corpus.problems), 'problem')} with files that are not listed: see 'counterbrief check'")


def _kind_and_folder(names: tuple[str, ...]) -> tuple[str | None, str | None]:
    if len(names) > 2:
        raise click.UsageError("expected at most a kind and the folder of a corpus")
    if len(names) == 2:
        return names[0], names[1]
    if not names:
        return None, None
    # A folder of a corpus may be called like a kind; inside a corpus the kind is meant.
    is_corpus = (Path(names[0]) / SETTINGS).is_file()
    return (names[0], None) if kind_named(names[0]) and not is_corpus else _folder_or_kind(names[0])


def _folder_or_kind(word: str) -> tuple[str | None, str | None]:
    """A word that names no kind: a folder where there is one, else a misspelt kind, of which the near ones are told."""
    if Path(word).is_dir() or not word.replace("-", "").isalpha():
        return None, word
    known_kind(word)
    return word, None


def _narrowed(corpus: Corpus, theme: str | None, claim: str | None) -> Iterator[Record]:
    """The records of a theme and of a claim, both where both are given."""
    themes = _below(corpus.records, {corpus.get(Theme, theme).id}) if theme is not None else None
    if claim is not None:
        corpus.get(PropagandaClaim, claim)
        answering = {one.id for one in corpus.records.of(Theme) if claim in one.answers}
        themes = answering if themes is None else themes & answering
    for record in corpus.records:
        if themes is None or _belongs(record, themes, claim, corpus.records):
            yield record


def _belongs(record: Record, themes: set[str], claim: str | None, records: Records) -> bool:
    match record:
        case Theme():
            return record.id in themes
        case Testimony():
            return bool(themes.intersection(record.themes))
        case PropagandaClaim():
            return record.id == claim if claim is not None else _answered(record.id, themes, records)
        case BriefPlan():
            return claim is not None and record.claim == claim
    return False


def _answered(claim: str, themes: set[str], records: Records) -> bool:
    return any(claim in theme.answers for theme in records.of(Theme) if theme.id in themes)


def _below(records: Records, themes: set[str]) -> set[str]:
    """These themes and all below them."""
    while True:
        more = themes | {theme.id for theme in records.of(Theme) if theme.parent in themes}
        if more == themes:
            return themes
        themes = more


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 3].rstrip()}..."
