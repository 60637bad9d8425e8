"""``counterbrief new``."""

from __future__ import annotations

from collections.abc import Callable

import click

from counterbrief.cli.asking import Answers
from counterbrief.cli.forms import Form
from counterbrief.cli.options import is_folder, known_kind
from counterbrief.cli.printing import note, say
from counterbrief.model import Records, TeamMember, kind_of
from counterbrief.model.ids import fault_of_id
from counterbrief.workflow import Corpus


@click.command(
    epilog="""\b
Examples:
  counterbrief new source                           asks for everything, then writes sources/ID.yaml
  counterbrief new testimony amal-on-leaving my-corpus --by jonas
  counterbrief new theme < answers.txt              one answer a line, in UTF-8

\b
An empty line leaves an optional field out, a single '.' all that remain optional.
"""
)
@click.argument("kind")
@click.argument("names", nargs=-1, metavar="[ID] [CORPUS]")
@click.option("--by", metavar="ID", help="Id of the team member who writes; asked for where it is left out.")
@click.option("--language", metavar="TAG", default="en", show_default=True, help="Language of the texts you answer.")
@click.option("--all", "every", is_flag=True, help="Ask for the fields that few records need, too.")
def new(kind: str, names: tuple[str, ...], by: str | None, language: str, every: bool) -> None:
    """Make a record: asks for each field, then writes a valid file.

    Says what each field means and judges each answer at once. KIND is capture, claim, person, plan, source, statistic, team-member, testimony or theme. The ID becomes the
    file's name. CORPUS is the folder of the corpus, the current one where it is left out.
    """
    wanted = known_kind(kind)
    if wanted.name == "approval":
        raise click.UsageError("an approval is given with 'counterbrief approve RECORD --by ID'")
    record_id, folder = _id_and_folder(names)
    corpus = Corpus.read(folder)
    if by is not None and not (wanted.name == "team-member" and by == record_id):
        corpus.get(TeamMember, by)
    answers = Answers()
    free = _free(corpus.records, corpus.unreadable)
    if record_id is None:
        record_id = answers.ask("id", free, about=("names the record and its file, such as 'amal-on-leaving'",))
    else:
        try:
            free(record_id)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
    form = Form(
        answers=answers, records=corpus.records, kind=wanted, record_id=record_id, language=language, every=every
    )
    given = {"written_by": by} if by is not None else {}
    record = form.fill(invented=corpus.records.settings.invented, **given)
    place = corpus.put(record).place(record.id, ())
    say(place.file if place is not None else record.id)
    if corpus.problems:
        note("some files of the corpus cannot be read: 'counterbrief check' tells which and why")


def _id_and_folder(names: tuple[str, ...]) -> tuple[str | None, str]:
    if len(names) > 2:
        raise click.UsageError("expected at most an ID and the folder of a corpus after the kind")
    if len(names) == 2:
        return names[0], names[1]
    if names and is_folder(names[0]):
        return None, names[0]
    return (names[0] if names else None), "."


def _free(records: Records, unreadable: frozenset[str]) -> Callable[[str], str]:
    """A reader of ids that no record has yet."""

    def read(answer: str) -> str:
        fault = fault_of_id(answer)
        if fault:
            raise ValueError(fault)
        holder = records.find(answer)
        if holder is not None:
            raise ValueError(f"the id {answer!r} belongs to a {kind_of(holder).name}; choose another")
        if answer in unreadable:
            raise ValueError(f"the id {answer!r} belongs to a file that cannot be read; choose another")
        return answer

    return read
