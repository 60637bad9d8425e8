from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from hypothesis import given
from tests import strategies as some

from counterbrief.codec import read_record, schema, schemas, settings_schema, write_record
from counterbrief.errors import CounterbriefError
from counterbrief.model import KINDS, Kind, Record, Settings
from counterbrief.model.records import kind_of

KIND = {kind.name: kind for kind in KINDS}


class CoreLoader(yaml.SafeLoader):
    """YAML as an editor reads it: the core schema of YAML 1.2 (section 10.3.2), with types."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}  # type: ignore[misc]  # the stubs say instance


def _resolve(tag: str, pattern: str, convert: Callable[[str], object]) -> None:
    CoreLoader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), None)
    CoreLoader.add_constructor(tag, lambda _, node: convert(node.value))


_resolve("!bool", "true|True|TRUE|false|False|FALSE", lambda word: word.lower() == "true")
_resolve("!int", "[-+]?[0-9]+", int)
_resolve("!octal", "0o[0-7]+", lambda word: int(word, 8))
_resolve("!hex", "0x[0-9a-fA-F]+", lambda word: int(word, 16))
_resolve("!float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float)


def as_editor(data: bytes) -> Any:
    # The bare words for nothing, 'null' and '~', stay words here: a text that is one of them would only warn.
    return yaml.load(data, CoreLoader)


def validator(content: dict[str, Any]) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(content)


SCHEMAS = {kind.name: validator(schema(kind)) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_schema_is_a_schema_of_its_dialect(kind: Kind) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))


@given(some.records())
def test_an_editor_accepts_every_file_that_we_write(record: Record) -> None:
    SCHEMAS[kind_of(record).name].validate(as_editor(write_record(record)))


@given(some.settings)
def test_an_editor_accepts_the_settings_that_we_write(settings: Settings) -> None:
    validator(settings_schema()).validate(as_editor(write_record(settings)))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("theme", "- a\n"),
        ("theme", "written_by: a\nsummary: {text: {en: a}}\n"),
        ("theme", "written_by: A B\nlabel: {en: a}\nsummary: {text: {en: a}}\n"),
        ("theme", "written_by: a\nlabel: a\nsummary: {text: {en: a}}\n"),
        ("theme", "written_by: a\nlabel: {english: a}\nsummary: {text: {en: a}}\n"),
        ("theme", "written_by: a\nlabel: {}\nsummary: {text: {en: a}}\n"),
        ("theme", "written_by: a\nlabel: {en: a}\nsummary: {text: {en: a}}\nappeals: [sad]\n"),
        ("theme", "written_by: a\nlabel: {en: a}\nsummary: {text: {en: a}}\nappeals: social\n"),
        ("theme", "written_by: a\nlabel: {en: a}\nsummary: {text: {en: a}}\nanswers: [a, a]\n"),
        ("theme", "written_by: a\nlabel: {en: a}\nsummary: {text: {en: a}, cites: [{source: a, locator: here}]}\n"),
        ("theme", "id: a\nwritten_by: a\nlabel: {en: a}\nsummary: {text: {en: a}}\n"),
        ("theme", "written_by: a\ninvented: yes\nlabel: {en: a}\nsummary: {text: {en: a}}\n"),
        ("source", "written_by: a\ntype: webpage\ntitle: a\nlanguage: en\nurl: https://example.org\n"),
        ("source", "written_by: a\ntype: webpage\ntitle: a\nlanguage: en\nissued: 12 May 2015\n"),
        ("capture", "written_by: a\nsource: a\nsha256: abc\nsize: 5\nmedia_type: text/html\n"),
        ("capture", f"written_by: a\nsource: a\nsha256: {'ab' * 32}\nsize: 5.5\nmedia_type: text/html\n"),
        ("capture", f"written_by: a\nsource: a\nsha256: {'ab' * 32}\nsize: -5\nmedia_type: text/html\n"),
    ],
)
def test_what_an_editor_refuses_the_reader_refuses_too(kind: str, text: str) -> None:
    assert not SCHEMAS[kind].is_valid(as_editor(text.encode()))
    with pytest.raises(CounterbriefError):
        read_record(KIND[kind], "it", text.encode(), "it.yaml")


def test_a_schema_says_what_the_docstrings_say() -> None:
    properties = schema(KIND["testimony"])["properties"]
    assert properties["written_by"]["description"] == (
        "id of the team member who wrote the record; nobody approves what they wrote"
    )
    assert properties["credibility"]["description"].startswith("of the information, 1 to 6 (Admiralty grading")
    assert properties["account"] == {
        "enum": ["first-hand", "relayed"],
        "description": "first-hand, or relayed",
    }
    assert list(properties)[:4] == ["written_by", "invented", "speaker", "subject"]


def test_every_property_of_every_schema_has_a_description() -> None:
    for name, data in schemas().items():
        content = json.loads(data)
        for shape in (content, *content.get("$defs", {}).values()):
            for key, value in shape["properties"].items():
                assert value.get("description"), f"{name}: {key}"


def test_there_is_a_schema_for_each_kind_and_the_settings() -> None:
    assert list(schemas()) == sorted(["corpus.schema.json", *(f"{kind.name}.schema.json" for kind in KINDS)])


def test_schemas_are_the_same_bytes_in_every_process() -> None:
    code = "import sys; from counterbrief.codec import schemas; sys.stdout.buffer.write(b''.join(schemas().values()))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == b"".join(schemas().values())
