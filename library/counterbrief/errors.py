"""Errors for people: what is wrong, where it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

import attrs


@attrs.frozen(kw_only=True, order=True)
class Place:
    """Where something stands: a file and, where known, the line and column (both count from 1)."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


class CounterbriefError(Exception):
    """The root of every error that this library raises on purpose.

    ``str()`` reads ``place: message; hint``; the parts that are absent are left out.
    """

    def __init__(self, message: str, *, where: Place | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.__dict__.copy()))

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where is not None else self.message
        return f"{text}; {self.hint}" if self.hint else text


def _rebuild(kind: type[CounterbriefError], state: dict[str, object]) -> CounterbriefError:
    """Make an error again from its parts, so that it crosses a process boundary whole."""
    error = kind.__new__(kind)
    error.__dict__.update(state)
    error.args = (state.get("message"),)
    return error


class ReadError(CounterbriefError):
    """A file, or a value in it, is not what the format asks for."""


class NotFoundError(CounterbriefError):
    """Something asked for by name (a record, a plan, a template, a corpus) does not exist."""


class ConflictError(CounterbriefError):
    """A file changed underneath the one who wanted to write it."""


class WriteError(CounterbriefError):
    """A file could not be written: rights, a full disk, or another program that holds it open."""


class TemplateError(CounterbriefError):
    """A template does what no template may, or does not compile."""


class CitationError(CounterbriefError):
    """Citations could not be worded: an unknown source, a broken style, or a failing processor."""


class RenderError(CounterbriefError):
    """A document could not be laid out."""


class MissingToolError(CounterbriefError):
    """Something this needs is not installed; the hint is the exact command that installs it."""


class ProblemsError(CounterbriefError):
    """Several errors found in one pass. ``problems`` holds each, sorted by place."""

    def __init__(self, problems: Iterable[CounterbriefError], *, hint: str | None = None) -> None:
        self.problems = tuple(sorted(problems, key=_by_place))
        super().__init__("\n".join(str(problem) for problem in self.problems), hint=hint)


def _by_place(problem: CounterbriefError) -> tuple[str, int, int, str]:
    place = problem.where
    if place is None:
        return ("", 0, 0, problem.message)
    return (place.file, place.line or 0, place.column or 0, problem.message)
