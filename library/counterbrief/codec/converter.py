"""Trees of strings to values of the model: one strict converter.

Nothing is guessed: a whole number is written ``0`` or without a leading zero, a boolean is ``true`` or ``false``, a list
is a list. What does not fit is collected over the whole tree and raised together, as cattrs' exception groups;
`counterbrief.codec.faults` puts them into words.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, get_args, get_origin

import attrs
from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from counterbrief.codec.plain import LARGEST, default_of, yaml_name
from counterbrief.codec.yaml_walk import Tree
from counterbrief.model.dates import PartialDate, parse_day
from counterbrief.model.text import LocalText, Locator

T = TypeVar("T")

_WHOLE = re.compile("0|[1-9][0-9]{0,15}")


class UnfitError(ValueError):
    """A value is of the wrong shape or says what is not asked for. The message never holds the value.

    ``of_shape`` says that something other than a line of text is expected.
    """

    def __init__(self, expected: str, found: Tree, *, of_shape: bool = False) -> None:
        super().__init__(f"expected {expected}")
        self.expected = expected
        self.found = found
        self.of_shape = of_shape


class UnknownValueError(ValueError):
    """A word is none of those that a field can hold. The message never holds the word."""

    def __init__(self, found: str, allowed: Sequence[str]) -> None:
        super().__init__(f"expected one of {', '.join(allowed)}")
        self.found = found
        self.allowed = tuple(allowed)


def structure(tree: Tree, type_: type[T]) -> T:
    """Make a value of the model from a tree; raises cattrs' groups, or the error of one of our hooks."""
    return _converter().structure(tree, type_)


@functools.cache
def _converter() -> Converter:
    made = Converter(detailed_validation=True, forbid_extra_keys=True)
    made.register_structure_hook(str, _string)  # cattrs brings the enums here too: they are subclasses of str
    made.register_structure_hook(int, _whole_number)
    made.register_structure_hook(bool, _boolean)
    made.register_structure_hook(dt.date, _day)
    made.register_structure_hook_factory(_is_list, lambda type_: _list_hook(type_, made))
    made.register_structure_hook_factory(attrs.has, lambda type_: _class_hook(type_, made))
    # These are classes of attrs too, but a line or a mapping by language in a file.
    made.register_structure_hook(
        PartialDate, lambda tree, _: PartialDate.parse(_text(tree, "a date such as 2015, 2015-09 or 2015-09-21"))
    )
    made.register_structure_hook(
        Locator, lambda tree, _: Locator.parse(_text(tree, "a label and a value, such as 'paragraph 8'"))
    )
    made.register_structure_hook(LocalText, _local_text)
    return made


def _text(tree: Tree, expected: str) -> str:
    if not isinstance(tree, str) or not tree:
        raise UnfitError(expected, tree)
    return tree


def _string(tree: Tree, type_: type[str]) -> str:
    if issubclass(type_, enum.StrEnum):
        return _member(tree, type_)
    if not isinstance(tree, str):
        raise UnfitError("text", tree)
    return tree


def _member(tree: Tree, type_: type[enum.StrEnum]) -> enum.StrEnum:
    members = _members(type_)
    if not isinstance(tree, str) or not tree:
        raise UnfitError(f"one of {', '.join(members)}", tree)
    if tree not in members:
        raise UnknownValueError(tree, tuple(members))
    return members[tree]


@functools.cache
def _members(type_: type[enum.StrEnum]) -> dict[str, enum.StrEnum]:
    return {member.value: member for member in type_}


def _whole_number(tree: Tree, _type: object) -> int:
    # The length is checked before int() sees it: a number of thousands of digits is slow, then an error of Python's.
    if not isinstance(tree, str) or not _WHOLE.fullmatch(tree):
        raise UnfitError("a whole number such as 5", tree)
    number = int(tree)
    if number > LARGEST:
        raise UnfitError("a whole number below 2^53", tree)
    return number


def _boolean(tree: Tree, _type: object) -> bool:
    if tree not in ("true", "false"):
        raise UnfitError("true or false", tree)
    return tree == "true"


def _day(tree: Tree, _type: object) -> dt.date:
    return parse_day(_text(tree, "a date such as 2026-11-21"))


def _is_list(type_: Any) -> bool:
    return get_origin(type_) is tuple and get_args(type_)[1:] == (...,)


def _list_hook(type_: Any, converter: Converter) -> Callable[[Tree, object], tuple[Any, ...]]:
    item_type = get_args(type_)[0]
    item_hook = converter.get_structure_hook(item_type)

    def hook(tree: Tree, _type: object) -> tuple[Any, ...]:
        if not isinstance(tree, list):
            raise UnfitError("a list", tree, of_shape=True)
        items, errors = [], []
        for index, item in enumerate(tree):
            try:
                items.append(item_hook(item, item_type))
            except Exception as error:  # noqa: BLE001  # as cattrs does: told with the others
                error.add_note(IterableValidationNote("", index, item_type))
                errors.append(error)
        if errors:
            raise IterableValidationError("", errors, type_)
        return tuple(items)

    return hook


def _class_hook(class_: type[Any], converter: Converter) -> Callable[[Tree, object], Any]:
    attrs.resolve_types(class_)
    names = {attribute.name: override(rename=yaml_name(attribute.name)) for attribute in attrs.fields(class_)}
    build = make_dict_structure_fn(
        class_,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **names,  # type: ignore[arg-type]  # the keywords are names of fields
    )

    def hook(tree: Tree, _type: object) -> Any:
        if not isinstance(tree, dict):
            raise UnfitError("a mapping", tree, of_shape=True)
        try:
            return build(tree, class_)
        except ClassValidationError as group:
            raise _completed(group, class_, tree, converter) from None

    return hook


def _completed(
    group: ClassValidationError, class_: type[Any], tree: dict[str, Tree], converter: Converter
) -> ClassValidationError:
    """The same group with what the validators say, each error noted with its field.

    attrs runs no validator where a value cannot be read, and stops at the first that complains, without a word on whose
    it was. Here each runs by itself on what could be read, so that one pass tells everything.
    """
    noted, others = group.group_exceptions()
    failed = {note.name for _, note in noted}
    complaints = list(_complaints(class_, tree, failed, converter))
    unknown = [error for error in others if isinstance(error, ForbiddenExtraKeysError)]
    # Only where no validator of a field complains is it the class as a whole that does not fit.
    whole = [] if complaints else [error for error in others if not isinstance(error, ForbiddenExtraKeysError)]
    return group.derive([*(error for error, _ in noted), *complaints, *unknown, *whole])


def _complaints(
    class_: type[Any], tree: dict[str, Tree], failed: set[str], converter: Converter
) -> Iterator[ValueError]:
    partial = object.__new__(class_)
    read = []
    for attribute in attrs.fields(class_):
        key = yaml_name(attribute.name)
        if attribute.name in failed:
            continue
        value = converter.structure(tree[key], attribute.type) if key in tree else default_of(attribute)
        object.__setattr__(partial, attribute.name, value)
        read.append((attribute, value))
    for attribute, value in read:
        if attribute.validator is None:
            continue
        try:
            attribute.validator(partial, attribute, value)
        except ValueError as error:
            error.add_note(AttributeValidationNote("", attribute.name, attribute.type))
            yield error
        except AttributeError:
            # It asks for a field that could not be read, which is told already.
            if not failed:
                raise


def _local_text(tree: Tree, _type: object) -> LocalText:
    if not isinstance(tree, dict):
        raise UnfitError("a text by language, such as 'en: …' on a line of its own", tree, of_shape=True)
    if all(isinstance(text, str) for text in tree.values()):
        with contextlib.suppress(ValueError):
            return LocalText(tuple((tag, str(text)) for tag, text in tree.items()))
    # The class tells of the first fault alone: each language by itself tells of all.
    errors: list[Exception] = []
    for tag, text in tree.items():
        try:
            LocalText(((tag, _string(text, str)),))
        except ValueError as error:
            error.add_note(AttributeValidationNote("", tag, str))
            errors.append(error)
    if errors:
        raise ClassValidationError("", errors, LocalText)
    return LocalText(())
