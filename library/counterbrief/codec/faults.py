"""What does not fit, in people's words: cattrs' exception groups to a flat list of faults.

Each fault says where it stands (the path in the file), what is wrong, and what to do where that can be said.
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from counterbrief.codec.converter import UnfitError, UnknownValueError
from counterbrief.codec.plain import yaml_name
from counterbrief.codec.yaml_text import MAX_PROBLEMS
from counterbrief.codec.yaml_walk import Path, Tree
from counterbrief.model.people import Person, Protection, TeamMember
from counterbrief.model.record import Record
from counterbrief.model.text import LocalText

#: Kinds whose values no message repeats: they can be names of people whom nothing may expose (promise 6).
PROTECTED: tuple[type[Any], ...] = (Person, TeamMember)

_SHOWN = 60  # characters of a value that a message shows
_LONGEST = 500  # characters of a message; a validator repeats the whole of a value
_UNKNOWN = "other text"


@attrs.frozen(kw_only=True)
class Fault:
    """One thing that does not fit.

    Attributes:
        path: where, as keys and indexes of the file
        message: what is wrong
        hint: what to do about it, where that can be said
        at_key: whether the key is at fault, not the value
    """

    path: Path
    message: str
    hint: str | None = None
    at_key: bool = False


def faults_of(error: Exception, type_: type[Any], tree: Tree) -> list[Fault]:
    """The faults that ``error``, raised by `structure`, tells of; ``tree`` is what was read as ``type_``.

    There is at most one more than a file's errors list, so that a file that is not meant for us at all is told quickly.
    """
    return list(itertools.islice(_Teller(type_, tree).tell(error, (), type_), MAX_PROBLEMS + 1))


def near(word: str, allowed: Iterable[str]) -> str | None:
    """A question that names what was most likely meant, or None."""
    # difflib takes quadratic time; a word this long is near to nothing.
    spelled = {one.lower(): one for one in sorted(allowed)}
    close = difflib.get_close_matches(word[:_SHOWN].lower(), spelled, n=2)
    return f"did you mean {' or '.join(repr(spelled[one]) for one in close)}?" if close else None


def keys_of(class_: type[Any]) -> tuple[str, ...]:
    """The keys that a mapping of a class can have in a file, in canonical order."""
    names = (attribute.name for attribute in attrs.fields(class_))
    outside = ("id",) if issubclass(class_, Record) else ()
    return tuple(yaml_name(name) for name in names if name not in outside)


class _Teller:
    def __init__(self, type_: type[Any], tree: Tree) -> None:
        self.tree = tree
        self.protected = issubclass(type_, PROTECTED)
        self.hidden = sorted(set(_strings(tree)), key=len, reverse=True) if self.protected else []

    def tell(self, error: Exception, path: Path, class_: type[Any] | None) -> Iterator[Fault]:
        if isinstance(error, BaseValidationError):
            inner = error.cl if isinstance(error, ClassValidationError) else class_
            for one in error.exceptions:
                step = _step(one)
                if inner is LocalText:
                    step = tuple(_Tag(tag) for tag in step)
                yield from self.tell(one, (*path, *step), inner)
        elif isinstance(error, ForbiddenExtraKeysError):
            for key in sorted(error.extra_fields):
                yield self.unknown_key(key, path, keys_of(error.cl))
        elif isinstance(error, KeyError):
            message = f"the key '{path[-1]}' is missing{self.inside(path[:-1])}"
            yield Fault(path=path[:-1], message=message)
        else:
            message, hint = self.words(error, path)
            at_key = bool(path) and isinstance(path[-1], _Tag) and "language tag" in message
            yield Fault(path=path, message=f"{self.label(path)}{message}", hint=hint, at_key=at_key)

    def unknown_key(self, key: str, path: Path, allowed: Sequence[str]) -> Fault:
        shown = "" if self.protected else f" {_quoted(key)}"
        hint = near(key, allowed) or f"the keys here are {', '.join(allowed)}"
        return Fault(path=(*path, key), message=f"unknown key{shown}{self.inside(path)}", hint=hint, at_key=True)

    def words(self, error: Exception, path: Path) -> tuple[str, str | None]:
        if isinstance(error, UnfitError):
            return f"expected {error.expected}, found {self.found(error)}", _hint_of(error.found)
        if isinstance(error, UnknownValueError):
            known = near(error.found, error.allowed) or f"expected one of {', '.join(error.allowed)}"
            return f"unknown value{'' if self.protected else f' {_quoted(error.found)}'}", known
        message = str(error)
        value = _at(self.tree, path)
        if path:
            message = message.removeprefix(f"{path[-1]}: ")  # LocalText names the language itself
        for text in self.hidden:
            message = message.replace(repr(text), _UNKNOWN)
        hint = (
            "write '|-' or '>-' in place of '|' or '>'" if _ends_in_break(value) and "white space" in message else None
        )
        return (message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"), hint

    def found(self, error: UnfitError) -> str:
        if isinstance(error.found, dict):
            return "a mapping"
        if isinstance(error.found, list):
            return "a list"
        if not error.found:
            return "nothing"
        if error.of_shape:
            return "text"
        return _UNKNOWN if self.protected else _quoted(error.found)

    def label(self, path: Path) -> str:
        """Name the field that a message is about: its key, and which item it is where it stands in a list."""
        name = self.name(path)
        return f"{name}: " if name else ""

    def inside(self, path: Path) -> str:
        name = self.name(path)
        return f" in {name}" if name else ""

    def name(self, path: Path) -> str:
        if not path:
            return ""
        last = path[-1]
        if isinstance(last, int):
            # People count from one; the line and column are beside it anyway.
            return f"{self.name(path[:-1])}, item {last + 1}"
        if isinstance(last, _Tag):
            return self.name(path[:-1]) if self.protected else f"{self.name(path[:-1])}, {last}"
        return f"'{last}'"


class _Tag(str):
    """A step of a path that is a language tag, and not a key of ours."""

    __slots__ = ()


def _step(error: Exception) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (yaml_name(note.name),)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _hint_of(found: Tree) -> str | None:
    return "leave the key out where it is unknown" if not found else None


def _at(tree: Tree, path: Path) -> Tree | None:
    """The value at a path, or None where the path leaves the tree."""
    for step in path:
        try:
            tree = tree[step]  # type: ignore[index]  # a step that does not fit is what is caught
        except (KeyError, TypeError):
            return None
    return tree


def _ends_in_break(value: Tree | None) -> bool:
    return isinstance(value, str) and value.endswith("\n")


_VOCABULARY = frozenset(key for class_ in (*PROTECTED, Protection) for key in keys_of(class_))


def _is_tag(key: str) -> bool:
    try:
        LocalText(((key, "text"),))
    except ValueError:
        return False
    return True


def _strings(tree: Tree) -> Iterator[str]:
    """Every text of a tree, and every key that is neither ours nor a language tag; the empty one is left out."""
    if isinstance(tree, str):
        if tree:
            yield tree
    elif isinstance(tree, list):
        for item in tree:
            yield from _strings(item)
    else:
        for key, value in tree.items():
            if key not in _VOCABULARY and not _is_tag(key):
                yield key
            yield from _strings(value)
