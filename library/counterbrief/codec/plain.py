"""Records as plain trees: what is written into files and what digests are made of.

One walk serves both, so that a file and its digest never speak of different things. It is strict: a value of a type
that the model does not hold is refused, not guessed at.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any, TypeAlias

import attrs

from counterbrief.codec.yaml_text import value_fault
from counterbrief.errors import ReadError
from counterbrief.model.dates import PartialDate
from counterbrief.model.draft import Path
from counterbrief.model.record import Record
from counterbrief.model.settings import Settings
from counterbrief.model.text import LocalText, Locator

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | bool"
"""A tree of mappings, lists, texts, whole numbers and booleans."""

LARGEST = 2**53 - 1
"""The largest whole number that every JSON library keeps exactly (RFC 8785, appendix D)."""

YAML_NAMES = {
    "container_title": "container-title",
    "publisher_place": "publisher-place",
    "title_short": "title-short",
    "url": "URL",
}
"""The attributes whose key in a file is not their own name: CSL names that Python cannot spell. All are Source's."""


def yaml_name(attribute: str) -> str:
    """The key under which an attribute stands in a file."""
    return YAML_NAMES.get(attribute, attribute)


def default_of(attribute: attrs.Attribute[Any]) -> object:
    """The value that an attribute has where nothing is given; ``attrs.NOTHING`` where it must be given.

    The model has no default factories: its values are frozen, so one default serves all.
    """
    default: object = attribute.default
    return default


def plain(value: Record | Settings) -> dict[str, Plain]:
    """A record or the settings as a tree, without the id of a record.

    Keys are those of the file, in the order of the class. What equals its default is left out (so that a field that
    the model gains later changes no digest), but for the ``format`` of the settings.

    Raises `ReadError` where the value holds what the model does not: a foreign type, a number of 2^53 or more, text
    that is not in NFC or that no file may hold.
    """
    tree = _mapping(value, ())
    if isinstance(value, Record):
        del tree["id"]
        return tree
    return {"format": value.format, **tree}


def _mapping(value: attrs.AttrsInstance, path: Path) -> dict[str, Plain]:
    tree: dict[str, Plain] = {}
    for attribute in attrs.fields(type(value)):
        given = getattr(value, attribute.name)
        if given != default_of(attribute):
            key = yaml_name(attribute.name)
            tree[key] = _tree(given, (*path, key))
    return tree


def _tree(value: object, path: Path) -> Plain:
    if isinstance(value, enum.StrEnum):
        return value.value
    if type(value) in (str, bool):
        return _text(value, path) if isinstance(value, str) else bool(value)
    if type(value) is int:
        if abs(value) > LARGEST:
            raise _refused(f"expected a whole number below 2^53, found {value}", path)
        return value
    if type(value) is dt.date:
        return value.isoformat()
    if isinstance(value, PartialDate | Locator):
        return _text(str(value), path)
    if isinstance(value, LocalText):
        return {tag: _text(text, (*path, tag)) for tag, text in value.items()}
    if type(value) is tuple:
        return [_tree(item, (*path, index)) for index, item in enumerate(value)]
    if attrs.has(type(value)):
        return _mapping(value, path)  # type: ignore[arg-type]  # attrs.has says so of the type
    raise _refused(f"expected a value of the model, found {type(value).__name__}", path)


def _text(value: str, path: Path) -> str:
    fault = value_fault(value)
    if fault:
        raise _refused(fault[0], path)
    return value


def _refused(message: str, path: Path) -> ReadError:
    return ReadError(f"{'.'.join(str(step) for step in path)}: {message}")
