"""What the model says about its fields: which records they refer to, and how an answer becomes a value."""

from __future__ import annotations

import datetime as dt
import enum
import functools
import types
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, get_args, get_origin

import attrs

from counterbrief.cli.asking import read_yes
from counterbrief.model import LocalText, Locator, PartialDate, Record
from counterbrief.model.dates import parse_day
from counterbrief.model.references import references
from counterbrief.model.text import are_texts
from counterbrief.workflow.naming import unknown

Path: TypeAlias = tuple[str | int, ...]

_BETWEEN = "; several with commas between"


@attrs.frozen(kw_only=True)
class Field:
    """A field of a class of the model, as a form sees it.

    Attributes:
        name: of the attribute
        type: of one value: without ``None``, and of a list the type of its items
        many: whether it is a list
        texts: whether it is a list of free texts, which hold commas
        required: whether it must be given
        default: what it is where it is not given
        attribute: as attrs has it
    """

    name: str
    type: Any
    many: bool
    texts: bool
    required: bool
    default: Any
    attribute: attrs.Attribute[Any]

    @property
    def nested(self) -> bool:
        """Whether its value, or each of its values, has fields of its own."""
        return attrs.has(self.type) and self.type not in (LocalText, PartialDate, Locator)

    def check(self, partial: object, value: object) -> None:
        """Have the model judge a value beside those given before; raises ValueError."""
        if self.attribute.validator is None:
            return
        try:
            self.attribute.validator(partial, self.attribute, value)
        except AttributeError:
            return  # it looks at a field that has no answer yet; the whole is judged at the end

    def refuses(self, partial: object, value: object) -> bool:
        """Whether the model refuses a value beside those given before."""
        try:
            self.check(partial, value)
        except ValueError:
            return True
        return False


def fields_of(class_: type[Any]) -> tuple[Field, ...]:
    """The fields of a class, in its order."""
    attrs.resolve_types(class_)
    return tuple(_field(attribute) for attribute in attrs.fields(class_))


def _field(attribute: attrs.Attribute[Any]) -> Field:
    type_: Any = attribute.type
    if get_origin(type_) is types.UnionType:  # only ever with None
        type_ = next(one for one in get_args(type_) if one is not types.NoneType)
    many = get_origin(type_) is tuple
    return Field(
        name=attribute.name,
        type=get_args(type_)[0] if many else type_,
        many=many,
        texts=attribute.validator is are_texts,
        required=attribute.default is attrs.NOTHING,
        default=attribute.default,
        attribute=attribute,
    )


def referred(class_: type[Record]) -> Mapping[Path, type[Record]]:
    """By path, without the places in lists, the kind of record whose id stands there.

    It asks :func:`counterbrief.model.references.references` about a record in which everything is given.
    """
    return {
        tuple(step for step in reference.path if isinstance(step, str)): reference.type
        for reference in references(_full(class_))
    }


def _full(class_: type[Any]) -> Any:
    """An instance with every field given; it is never judged, so what it holds does not matter."""
    made = object.__new__(class_)
    for field in fields_of(class_):
        if field.nested:
            value: Any = _full(field.type)
        elif issubclass(field.type, enum.Enum):
            value = next(iter(field.type))
        else:
            value = "x"
        object.__setattr__(made, field.name, (value,) if field.many else value)
    return made


def reader(field: Field, language: str) -> Callable[[str], Any]:
    """How one answer becomes one value of a field that is not nested; raises ValueError with words for people."""
    if issubclass(field.type, enum.StrEnum):
        return functools.partial(_read_word, field.type)
    if field.type is LocalText:
        return lambda answer: LocalText(((language, answer),))
    readers: dict[Any, Callable[[str], Any]] = {
        str: str,
        bool: read_yes,
        int: _read_number,
        dt.date: parse_day,
        PartialDate: PartialDate.parse,
        Locator: Locator.parse,
    }
    return readers[field.type]


def hint(field: Field, language: str) -> str:
    """What an answer looks like, where that is not plain."""
    if issubclass(field.type, enum.StrEnum):
        words = ", ".join(one.value for one in field.type)
        return f"{'some' if field.many else 'one'} of {words}{_BETWEEN if field.many else ''}"
    hints: dict[Any, str] = {
        LocalText: f"a text in the language '{language}'",
        bool: "y or n",
        int: "a whole number",
        dt.date: "a date such as 2026-11-21",
        PartialDate: "a date such as 2015, 2015-09 or 2015-09-21",
        Locator: "a label and a value, such as 'paragraph 8', 'page 12' or 'timestamp 00:12:30'",
    }
    return hints.get(field.type, _BETWEEN.strip("; ") if field.many else "")


def shown(value: object) -> str:
    """A default as one would answer it; empty where there is none to show."""
    if isinstance(value, bool):
        return "y" if value else "n"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if value is None or attrs.has(type(value)):
        return ""
    return value.value if isinstance(value, enum.StrEnum) else str(value)


def _read_word(type_: type[enum.StrEnum], answer: str) -> enum.StrEnum:
    words = {one.value: one for one in type_}
    if answer in words:
        return words[answer]
    error = unknown("choice", answer, words)
    raise ValueError(f"{error.message}; {error.hint}")


def _read_number(answer: str) -> int:
    if not (answer.isascii() and answer.isdigit() and len(answer) <= 16):
        raise ValueError(f"expected a whole number such as 5; found {answer!r}")
    return int(answer)
