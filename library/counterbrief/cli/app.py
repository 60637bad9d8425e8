"""The command ``counterbrief``: its commands, loaded when they are asked for, and what becomes of errors."""

from __future__ import annotations

import importlib
import traceback
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import click

from counterbrief.cli import printing

FINDINGS: Final = 1  #: the content has problems, or the gate refuses
COULD_NOT_RUN: Final = 2  #: wrong arguments, a missing file or tool, rights
INTERRUPTED: Final = 130  #: as a shell reports a process that Ctrl-C ended

#: Where each command is, and what it does in a line; the list of commands is printed without loading any.
_COMMANDS: Final = {
    "init": ("counterbrief.cli.starting:init", "Start a corpus in a folder."),
    "new": ("counterbrief.cli.making:new", "Make a record: asks for each field, then writes a valid file."),
    "check": ("counterbrief.cli.checking:check", "Tell what is wrong with a corpus, where, and how to mend it."),
    "fmt": ("counterbrief.cli.formatting:fmt", "Write files in their canonical form."),
    "capture": ("counterbrief.cli.capturing:capture", "Keep saved documents, record them, and draft their sources."),
    "suggest": ("counterbrief.cli.suggesting:suggest", "Propose quotations and figures as drafts to edit."),
    "verify": ("counterbrief.cli.verifying:verify", "Compare every excerpt with what was captured of its source."),
    "lineage": (
        "counterbrief.cli.tracing:lineage",
        "Propose which sources go back to one another, and record what you decide.",
    ),
    "list": ("counterbrief.cli.listing:list_", "List the records of a corpus."),
    "show": ("counterbrief.cli.showing:show", "Show a record, its approvals, and who refers to it."),
    "schema": ("counterbrief.cli.schemas:schema", "Write JSON Schemas, with which editors check while you type."),
    "evidence": ("counterbrief.cli.evidencing:evidence", "Show what each statement of a brief stands on."),
    "approve": ("counterbrief.cli.approving:approve", "Approve records as they are now."),
    "build": ("counterbrief.cli.building:build", "Build briefs as PDF, HTML and Markdown."),
}


class App(click.Group):
    """A group that loads a command when it is needed, and ends every error in words for people."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of a user's work."""
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of that name."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the list of commands from their names and lines alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one gets the near names."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from counterbrief.workflow.naming import unknown  # loaded when needed

            error = unknown("command", args[0], _COMMANDS)
            raise click.UsageError(f"{error.message}; {error.hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        """Run, after the streams are made ready for any letter."""
        printing.prepare_streams()
        return super().main(args, *rest, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. What goes wrong on purpose is told, and what goes wrong otherwise asks for a report."""
        from counterbrief.errors import CounterbriefError  # attrs is not needed for --help

        ctx.color = printing.wants_colour()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except CounterbriefError as error:
            printing.note(_in_words(error))
            ctx.exit(exit_code(error))
        except OSError as error:
            _debug(ctx)
            name = f"{error.filename}: " if error.filename else ""
            printing.note(f"{name}{error.strerror or type(error).__name__}")
            ctx.exit(COULD_NOT_RUN)
        except Exception as error:  # noqa: BLE001  # the last net: no traceback for a user
            if not _debug(ctx):
                # Its message may hold words of the corpus, so its kind alone is told.
                printing.note(
                    f"counterbrief failed in a way that it should not ({type(error).__name__}). Please report it,"
                    " with what 'counterbrief --debug ...' prints; look through that for names before you send it."
                )
            ctx.exit(COULD_NOT_RUN)


def exit_code(error: Exception) -> int:
    """1 where the content is at fault, 2 where the command could not run."""
    from counterbrief import errors
    from counterbrief.cli.asking import AnswerError

    outside = (errors.NotFoundError, errors.ConflictError, errors.WriteError, errors.MissingToolError, AnswerError)
    return COULD_NOT_RUN if isinstance(error, outside) else FINDINGS


def _in_words(error: Any) -> str:
    problems = getattr(error, "problems", None) or (error,)
    return "\n".join(printing.told(problem) for problem in problems)


def _debug(ctx: click.Context) -> bool:
    if ctx.params.get("debug"):
        printing.note(traceback.format_exc().rstrip())
        return True
    return False


def _version() -> str:
    try:
        return version("counterbrief")
    except PackageNotFoundError:
        return "unknown (not installed)"


def _print_version(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        printing.say(f"counterbrief {_version()}")
        ctx.exit()


@click.group(
    cls=App,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  counterbrief build --shipped --out briefs    the briefs that ship, as PDF, HTML and Markdown
  counterbrief init my-corpus                  a corpus of your own
  counterbrief check my-corpus                 what is wrong with it, and how to mend it
  counterbrief build --help                    more on one command

\b
Exit codes:
  0  all is well
  1  the content has problems, or a brief is refused
  2  the command could not run
""",
)
@click.option("--debug", is_flag=True, help="Print the traceback of an error that should not happen.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and end.",
)
def app(debug: bool) -> None:  # the option is read where errors end
    """Make cited, vetted briefs from testimonies that stand in a folder of text files."""
