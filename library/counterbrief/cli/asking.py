"""Asking: one question, one line of an answer, from a person or from a pipe."""

from __future__ import annotations

import contextlib
import importlib
import io
import sys
import unicodedata
from collections.abc import Callable
from typing import TypeVar

import click

from counterbrief.cli import printing
from counterbrief.errors import CounterbriefError

T = TypeVar("T")


class AnswerError(CounterbriefError):
    """An answer from a pipe that cannot be taken; nobody is there to be asked again."""


class Answers:
    """The answers of standard input.

    A person is told what is wrong with an answer and asked again. From a pipe one line answers one question, in UTF-8;
    there the first answer that cannot be taken ends the command, for the lines after it would answer other questions.
    """

    def __init__(self, *, stays: str = "nothing is written") -> None:
        """``stays`` says what is true when the command ends early."""
        self._stays = stays
        self.live = sys.stdin.isatty()
        self._lines = 0
        if not self.live and isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")

    def ask(
        self,
        question: str,
        read: Callable[[str], T],
        *,
        about: tuple[str, ...] = (),
        default: str = "",
    ) -> T:
        """The answer as ``read`` takes it; ``read`` raises ValueError with words for people where it does not.

        ``about`` are lines below the question. An empty line is the answer ``default``.
        Raises :class:`AnswerError` where the input ends, or where an answer from a pipe cannot be taken.
        """
        printing.note("\n".join((printing.paint(question, printing.BOLD), *(f"  {line}" for line in about))))
        while True:
            answer = self._line(question, default) or default
            try:
                return read(answer)
            except ValueError as error:
                if not self.live:
                    # The line is not repeated: it may hold a name.
                    raise AnswerError(
                        f"line {self._lines} of the input is no answer to '{question}': {error}",
                        hint=f"correct that line and run the command again; {self._stays}",
                    ) from None
                printing.note(printing.paint(f"  {error}", printing.RED))

    def agree(self, question: str, *, default: bool = False) -> bool:
        """Whether the answer is yes."""
        return self.ask(f"{question} (y/n)", read_yes, default="y" if default else "n")

    def tell(self, problem: ValueError) -> None:
        """Tell a person what is wrong with several answers together; end where nobody is there."""
        if not self.live:
            raise AnswerError(
                f"the answers up to line {self._lines} of the input do not fit: {problem}",
                hint=f"correct them and run the command again; {self._stays}",
            ) from None
        printing.note(printing.paint(f"  {problem}; once more, an empty line keeps your answer", printing.RED))

    def _line(self, question: str, default: str) -> str:
        prompt = f"[{default}] > " if default else "> "
        try:
            line = _typed(prompt) if self.live else _piped()
        except EOFError:
            raise AnswerError(
                f"the input ended at the question '{question}', after {printing.plural(self._lines, 'line')}",
                hint=f"give an answer to each question; {self._stays}",
            ) from None
        except UnicodeDecodeError:
            raise AnswerError(
                f"line {self._lines + 1} of the input is not UTF-8", hint=f"save the answers as UTF-8; {self._stays}"
            ) from None
        self._lines += 1
        return unicodedata.normalize("NFC", line.strip())


def _typed(prompt: str) -> str:
    """A line from a terminal, with its editing where the system has any. Raises EOFError."""
    with contextlib.suppress(ImportError):  # Windows edits lines itself
        importlib.import_module("readline")
    if sys.stdout.isatty():
        return input(prompt)
    click.echo(prompt, nl=False, file=sys.stderr)  # standard output goes elsewhere, and holds results alone
    return input()


def _piped() -> str:
    """A line from a pipe or a file. Raises EOFError."""
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def read_yes(answer: str) -> bool:
    """Read a yes or no; raises ValueError."""
    if answer.lower() in ("y", "yes", "true"):
        return True
    if answer.lower() in ("n", "no", "false"):
        return False
    raise ValueError("answer y or n")
