"""The thorough way through a file: every value with its place, and every problem that one pass can find.

The reader takes a quicker way when it only needs the values, and comes here when it needs places or meets anything
doubtful; so this module alone decides what is refused.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Literal, NamedTuple, TypeAlias

import attrs
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from counterbrief.codec import yaml_events
from counterbrief.codec.yaml_text import MAX_PROBLEMS, raise_problems, value_fault
from counterbrief.errors import CounterbriefError, Place, ReadError

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str"
"""What a file holds: mappings, lists and strings, nothing else."""

Path: TypeAlias = tuple[str | int, ...]
"""The way from the root to a value: keys of mappings, and indices of lists, which count from 0."""

MAX_DEPTH = 16
"""How many collections may stand inside one another."""

MAX_KEY = 128
"""The longest key, in code points. YAML itself allows 1,024 characters, quotes and escapes included."""


class Node(NamedTuple):
    """Something that stands in the text, with its place, in the order of the text.

    ``key`` and ``scalar`` cover their text; ``block`` is the start of a block mapping or list; ``open`` and ``close``
    are the brackets of a flow collection. ``path`` is the path of the value, for a key of the value that it names.
    """

    role: Literal["key", "scalar", "block", "open", "close"]
    path: Path
    start: int
    end: int
    start_line: int
    start_column: int
    end_line: int
    end_column: int
    style: str


@attrs.frozen(kw_only=True)
class Walk:
    """What one pass found: the values, and the nodes of the text in order."""

    tree: Tree
    nodes: list[Node]


@attrs.define
class _Open:
    """A collection that is being read. ``key`` is the key whose value comes next."""

    value: dict[str, Tree] | list[Tree]
    path: Path
    as_key: bool
    block: bool
    lines: dict[str, int] = attrs.field(factory=dict)
    key: str | None = None


def walk(text: str, name: str, *, nfc: bool = True) -> Walk:
    """Read a text (as `text_of` gives it) and return its values and nodes.

    Raises `ReadError`, or `ProblemsError` with all the problems that one pass can find.
    """
    return _Walker(text, name, nfc).run()


class _Walker:
    def __init__(self, text: str, name: str, nfc: bool) -> None:
        self.text = text
        self.name = name
        self.nfc = nfc
        self.escapes = "\\" in text
        self.problems: list[CounterbriefError] = []
        self.nodes: list[Node] = []
        self.stack: list[_Open] = []
        self.tree: Tree | None = None
        self.documents = 0

    def run(self) -> Walk:
        try:
            source = yaml_events.new_parser(self.text)
            while self.take(source.get_event()):
                pass
        except yaml_events.PARSER_ERRORS as error:
            self.problems.append(yaml_events.explain(error, self.text, self.name))
        raise_problems(self.problems)
        if self.tree is None:
            message = "the file is empty" if not self.text.strip() else "the file holds no data"
            where = Place(file=self.name, line=1, column=1)
            raise ReadError(message, where=where, hint="write 'key: value' lines")
        return Walk(tree=self.tree, nodes=self.nodes)

    def take(self, event: Event | None) -> bool:
        """Take in one event; return whether to go on."""
        if len(self.problems) > MAX_PROBLEMS or event is None or isinstance(event, StreamEndEvent):
            return False
        if isinstance(event, DocumentStartEvent):
            return self.document(event)
        if isinstance(event, NodeEvent):
            self.refuse_marks(event)
        if isinstance(event, ScalarEvent):
            self.scalar(event)
        elif isinstance(event, AliasEvent):
            self.place("", self.next_path(), event)
        elif isinstance(event, CollectionStartEvent):
            return self.start(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.end(event)
        return True

    def problem(self, event: Any, message: str, hint: str) -> None:
        mark = event.start_mark
        where = Place(file=self.name, line=mark.line + 1, column=mark.column + 1)
        self.problems.append(ReadError(message, where=where, hint=hint))

    def document(self, event: Any) -> bool:
        self.documents += 1
        before = self.text[: event.end_mark.index] if self.documents == 1 and event.end_mark else ""
        if any(line.startswith("%") for line in before.split("\n")):
            message = "directives (%...) are not part of the format"
            self.problem(event, message, "take the line that starts with '%' out")
        if self.documents > 1:
            message = "expected one document, found a second one"
            self.problem(event, message, "keep one record a file, without '---' or '...' between")
            return False
        return True

    def refuse_marks(self, event: Any) -> None:
        alias = isinstance(event, AliasEvent)
        if event.anchor is None and getattr(event, "tag", None) is None:
            return
        found = re.compile(r"\S{0,40}").match(self.text, event.start_mark.index)
        shown = found.group() if found else ""
        if alias:
            message, sign = f"found the alias '{shown}'; aliases are not part of the format", "*"
        elif event.anchor is not None:
            message, sign = f"found the anchor '{shown}'; anchors are not part of the format", "&"
        else:
            message, sign = f"found the tag '{shown}'; tags are not part of the format", "!"
        self.problem(event, message, f"write the value out, or put a text that starts with '{sign}' in quotes")

    def expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def next_path(self) -> Path:
        """Return the path of the value that comes next (for a key that is no text, of its mapping)."""
        if not self.stack:
            return ()
        inside = self.stack[-1]
        if isinstance(inside.value, list):
            return (*inside.path, len(inside.value))
        return inside.path if inside.key is None else (*inside.path, inside.key)

    def scalar(self, event: ScalarEvent) -> None:
        value: str = event.value
        if self.escapes and event.style == '"':
            fault = value_fault(value, nfc=self.nfc)
            if fault:
                self.problem(event, *fault)
        if self.expects_key():
            self.key(value, event)
            return
        path = self.next_path()
        self.node("scalar", path, event)
        if not self.stack and not value and not event.style:
            return  # a document that holds nothing but '---'
        self.place(value, path, event)

    def key(self, key: str, event: Any) -> None:
        inside = self.stack[-1]
        inside.key = key
        same = key if self.nfc else unicodedata.normalize("NFC", key)
        if not key:
            self.problem(event, "expected a key before ':', found none", "name the value, or take it out")
        elif key == "<<":
            self.problem(event, "merge keys ('<<') are not part of the format", "write the values out")
        elif len(key) > MAX_KEY:
            message = f"a key holds at most {MAX_KEY} characters, this one {len(key)}"
            self.problem(event, message, "shorten it, or check the quotes before this place")
        elif same in inside.lines:
            message = f"the key '{same}' is given twice, first in line {inside.lines[same]}"
            self.problem(event, message, "keep one of the two")
        else:
            inside.lines[same] = event.start_mark.line + 1
        self.node("key", (*inside.path, key), event)

    def start(self, event: CollectionStartEvent) -> bool:
        if len(self.stack) >= MAX_DEPTH:
            message = f"expected at most {MAX_DEPTH} levels of lists and mappings inside one another, found more"
            self.problem(event, message, "put a text that starts with '[' or '{' in quotes")
            return False
        as_key = self.expects_key()
        if as_key:
            message = "expected a text as key, found a list or mapping"
            self.problem(event, message, "put a text that starts with '[' or '{' in quotes")
        path = self.next_path()
        value: dict[str, Tree] | list[Tree] = {} if isinstance(event, MappingStartEvent) else []
        block = not event.flow_style
        self.node("block" if block else "open", path, event)
        if not as_key:
            self.place(value, path, event)
        self.stack.append(_Open(value, path, as_key, block))
        return True

    def end(self, event: Event) -> None:
        closed = self.stack.pop()
        if not closed.block:
            self.node("close", closed.path, event)
        if closed.as_key:
            self.stack[-1].key = ""  # refused already; its value is still to come

    def place(self, value: Tree, path: Path, event: Event) -> None:
        if not self.stack:
            self.tree = value
            return
        inside = self.stack[-1]
        if isinstance(inside.value, list):
            inside.value.append(value)
        elif inside.key is None:
            inside.key = ""  # an alias as key, refused already
        else:
            inside.value[inside.key] = value
            inside.key = None

    def node(self, role: Literal["key", "scalar", "block", "open", "close"], path: Path, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        self.nodes.append(
            Node(
                role,
                path,
                start.index,
                end.index,
                start.line + 1,
                start.column + 1,
                end.line + 1,
                end.column + 1,
                getattr(event, "style", "") or "",
            )
        )
