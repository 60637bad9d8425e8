"""``counterbrief init``."""

from __future__ import annotations

from pathlib import Path

import click

from counterbrief.cli.asking import Answers
from counterbrief.cli.printing import note, plural, say
from counterbrief.model.ids import fault_of_id
from counterbrief.workflow.starting import start, start_from_shipped


@click.command(
    epilog="""\b
Examples:
  counterbrief init my-corpus
  counterbrief init my-corpus --name "Way out" --writer amal --reviewer jonas
  counterbrief init my-corpus --from-shipped
"""
)
@click.argument("folder")
@click.option("--from-shipped", is_flag=True, help="Start with a copy of the corpus that comes with counterbrief.")
@click.option("--name", metavar="NAME", help="Name of the corpus; the folder's name where it is left out.")
@click.option("--writer", metavar="ID", help="Id of the team member who writes, such as amal.")
@click.option("--reviewer", metavar="ID", help="Id of the team member who approves; somebody else.")
def init(folder: str, from_shipped: bool, name: str | None, writer: str | None, reviewer: str | None) -> None:
    """Start a corpus in a folder.

    FOLDER must be new or empty. A corpus needs two people: nobody approves what they wrote. Whom no option names is asked for.
    """
    path = Path(folder)
    if from_shipped:
        if writer or reviewer:
            raise click.UsageError("the shipped corpus has its team: add yours with 'counterbrief new team-member'")
        made = start_from_shipped(path, name=name)
        say(f"{path.as_posix()}: a copy of the shipped corpus, {plural(len(made), 'file')}")
    else:
        answers = Answers()
        people = [
            given or answers.ask(role, _is_id, about=(about,), default=role)
            for given, role, about in (
                (writer, "writer", "id of the team member who writes, such as 'amal'"),
                (reviewer, "reviewer", "id of the team member who approves, somebody else"),
            )
        ]
        try:
            made = start(path, name=name or path.resolve().name, writer=people[0], reviewer=people[1])
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        for file in made:
            say(file.as_posix())
    quoted = f'"{folder}"' if " " in folder else folder
    note(f"next: counterbrief check {quoted}" if from_shipped else f"next: counterbrief new source {quoted}")


def _is_id(answer: str) -> str:
    fault = fault_of_id(answer)
    if fault:
        raise ValueError(fault)
    return answer
