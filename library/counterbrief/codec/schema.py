"""JSON Schemas (2020-12) of the files, made from the model, so that editors complete and check while one types.

A schema is for the eyes of an editor: it knows the shape of a file, not what the validators know of several fields
together. An editor reads YAML with types (an unquoted ``1984`` is a number to it), so a text may be a number there.
"""

from __future__ import annotations

import datetime as dt
import enum
import inspect
import json
import re
import types
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, get_args, get_origin

import attrs

from counterbrief.codec.plain import LARGEST, default_of, yaml_name
from counterbrief.model import captures, ids, text
from counterbrief.model.dates import PartialDate
from counterbrief.model.record import Record
from counterbrief.model.records import KINDS, Kind
from counterbrief.model.settings import Settings
from counterbrief.model.text import LOCATOR_LABELS, LocalText, Locator

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_ID: Schema = {
    "type": ["string", "number", "boolean"],
    "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "maxLength": ids.LONGEST,
}
_LANGUAGE: Schema = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"}

#: What a validator of the model asks for, as far as a schema can say it.
_OF_VALIDATOR: dict[object, Schema] = {
    ids.is_id: _ID,
    ids.are_ids: {"items": _ID, "uniqueItems": True},
    text.is_text: _TEXT,
    text.are_texts: {"items": _TEXT},
    text.is_language: _LANGUAGE,
    captures.is_sha256: {"type": ["string", "number"], "pattern": "^[0-9a-f]{64}$"},
}

_LEAVES: dict[Any, Schema] = {
    str: {"type": ["string", "number", "boolean"]},
    bool: {"type": "boolean"},
    int: {"type": ["integer", "string"], "pattern": "^(0|[1-9][0-9]*)$", "minimum": 0, "maximum": LARGEST},
    dt.date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    PartialDate: {
        "type": ["string", "integer"],
        "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        "minimum": 1,
        "maximum": 9999,
    },
    Locator: {"type": "string", "pattern": f"^({'|'.join(LOCATOR_LABELS)}) +[^ ]"},
    LocalText: {
        "type": "object",
        "propertyNames": {"pattern": _LANGUAGE["pattern"]},
        "additionalProperties": _TEXT,
        "minProperties": 1,
    },
}

_ATTRIBUTES = re.compile(r"^Attributes:\n((?:[ ]{4}.*\n|\n)*)", re.MULTILINE)
_ENTRY = re.compile(r"^ {4}(\w+): (.*(?:\n {5,}.*)*)", re.MULTILINE)


def schema(kind: Kind) -> Schema:
    """The schema of the files of a kind."""
    return _file_schema(kind.type, kind.name)


def settings_schema() -> Schema:
    """The schema of ``corpus.yaml``."""
    return _file_schema(Settings, "corpus")


def schemas() -> Mapping[str, bytes]:
    """Every schema as the bytes of its file (UTF-8, LF), by file name such as ``testimony.schema.json``."""
    every = {"corpus": settings_schema(), **{kind.name: schema(kind) for kind in KINDS}}
    return {
        f"{name}.schema.json": (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
        for name, content in sorted(every.items())
    }


def attribute_docs(class_: type[Any]) -> dict[str, str]:
    """What the docstrings of a class and its bases say about each attribute, by attribute name.

    The text of an attribute is one line. Where docstrings are stripped (``python -OO``) there is nothing to say.
    """
    docs: dict[str, str] = {}
    for base in reversed(class_.__mro__):
        section = _ATTRIBUTES.search(inspect.cleandoc(base.__dict__.get("__doc__") or "") + "\n")
        if section:
            for name, words in _ENTRY.findall(section.group(1)):
                docs[name] = _one_line(words)
    return docs


def _file_schema(class_: type[Any], name: str) -> Schema:
    defs: dict[str, Schema] = {}
    shape = _class_schema(class_, defs)
    head = {"$schema": DIALECT, "$id": f"urn:counterbrief:{name}:1", "title": f"counterbrief: {name}"}
    return {**head, **shape, **({"$defs": dict(sorted(defs.items()))} if defs else {})}


def _class_schema(class_: type[Any], defs: dict[str, Schema]) -> Schema:
    attrs.resolve_types(class_)
    docs = attribute_docs(class_)
    fields = [one for one in attrs.fields(class_) if not (one.name == "id" and issubclass(class_, Record))]
    properties: dict[str, Schema] = {}
    for field in fields:
        about: Schema = {"description": docs[field.name]} if field.name in docs else {}
        default = default_of(field)
        if isinstance(default, str | bool | int):
            about["default"] = default.value if isinstance(default, enum.Enum) else default
        properties[yaml_name(field.name)] = {**_field_schema(field, defs), **about}
    required = [yaml_name(field.name) for field in fields if field.default is attrs.NOTHING]
    summary = inspect.cleandoc(class_.__dict__.get("__doc__") or "").partition("\n\n")[0]
    return {
        **({"description": _one_line(summary)} if summary else {}),
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _field_schema(field: attrs.Attribute[Any], defs: dict[str, Schema]) -> Schema:
    shape = dict(_type_schema(field.type, defs))
    for validator in _parts(field.validator):
        shape.update(_OF_VALIDATOR.get(validator, {}))
    return shape


def _type_schema(type_: Any, defs: dict[str, Schema]) -> Schema:
    if type_ in _LEAVES:
        return _LEAVES[type_]
    if get_origin(type_) is types.UnionType:  # only ever with None, which no file can say
        return _type_schema(get_args(type_)[0], defs)
    if get_origin(type_) is tuple:
        return {"type": "array", "items": _type_schema(get_args(type_)[0], defs)}
    if issubclass(type_, enum.StrEnum):
        return {"enum": [member.value for member in type_]}
    if type_.__name__ not in defs:
        defs[type_.__name__] = {}  # holds the place while a class that names itself is looked at
        defs[type_.__name__] = _class_schema(type_, defs)
    return {"$ref": f"#/$defs/{type_.__name__}"}


def _parts(validator: Any) -> Iterator[object]:
    """The functions of which a validator of attrs is made."""
    if hasattr(validator, "_validators"):  # several
        for one in validator._validators:
            yield from _parts(one)
    elif validator is not None and hasattr(validator, "validator"):  # optional
        yield from _parts(validator.validator)
    elif validator is not None:
        yield validator


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip().replace("``", "'")
