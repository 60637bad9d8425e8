"""The strict YAML reader: bytes in; mappings, lists and strings out, with places where they are asked for.

YAML guesses types, runs constructors, and lets one file say a thing twice. This reader does none of it: every scalar
stays the string that stands in the file (``NO``, ``12:30:45``, ``~``), until the model says what it means; and tags,
anchors, aliases, merge keys, duplicate keys, directives, further documents and hidden characters are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from counterbrief.codec import yaml_events
from counterbrief.codec.yaml_text import text_of, value_fault
from counterbrief.codec.yaml_walk import MAX_DEPTH, MAX_KEY, Path, Tree, walk

Position = tuple[int, int]
"""Line and column, both from 1; columns count code points."""


@attrs.frozen(kw_only=True)
class Located:
    """A file's values, and where they stand.

    ``marks`` gives the position of each value by its path (``()`` is the root), ``key_marks`` the position of the key
    that names the value at that path.
    """

    tree: Tree
    marks: Mapping[Path, Position] = attrs.field(repr=False)
    key_marks: Mapping[Path, Position] = attrs.field(repr=False)


def read_yaml(data: bytes, name: str = "<data>", *, nfc: bool = True) -> Tree:
    """Read one file strictly and return its values; ``name`` is the file's name in errors.

    With ``nfc=False`` text that is not in the normal form NFC is accepted, as it stands.
    Raises `ReadError` for a single problem, `ProblemsError` for several.
    """
    text = text_of(data, name, nfc=nfc)
    if nfc or text.isascii():
        tree = _quick(text)
        if tree is not None:
            return tree
    return walk(text, name, nfc=nfc).tree


def read_yaml_located(data: bytes, name: str = "<data>", *, nfc: bool = True) -> Located:
    """Read one file like `read_yaml`, as strictly, and return its values with their positions."""
    found = walk(text_of(data, name, nfc=nfc), name, nfc=nfc)
    marks: dict[Path, Position] = {}
    key_marks: dict[Path, Position] = {}
    for node in found.nodes:
        if node.role == "key":
            key_marks[node.path] = (node.start_line, node.start_column)
        elif node.role != "close":
            marks[node.path] = (node.start_line, node.start_column)
    return Located(tree=found.tree, marks=MappingProxyType(marks), key_marks=MappingProxyType(key_marks))


def _quick(text: str) -> Tree | None:  # noqa: C901, PLR0912, PLR0915  # one loop: a call an event doubles its time
    """Return the values of a text that is beyond doubt, or nothing: then `walk` says what is wrong, or reads it.

    This is the way that nearly every file takes, and it is most of the time of opening a corpus: one flat loop, no
    places, and no look at anchors, tags and escapes where the text holds none of their signs.
    """
    if "<<" in text or text.startswith("%") or "\n%" in text:
        return None
    marked = "&" in text or "!" in text
    escapes = "\\" in text
    root: Any = None
    # The open collections around the innermost one; of that: the mapping or the list (the other is None) and the key.
    stack: list[tuple[dict[str, Any] | None, list[Any] | None, str | None]] = []
    mapping: dict[str, Any] | None = None
    items: list[Any] | None = None
    key: str | None = None
    documents = 0
    try:
        next_event: Any = yaml_events.new_parser(text).get_event
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                value: Any = event.value
                if marked and (event.anchor is not None or event.tag is not None):
                    return None
                if escapes and event.style == '"' and value_fault(value):
                    return None
                if mapping is not None:
                    if key is not None:
                        mapping[key] = value
                        key = None
                    elif not value or value in mapping or len(value) > MAX_KEY:
                        return None
                    else:
                        key = value
                elif items is not None:
                    items.append(value)
                elif value:
                    root = value
                else:
                    return None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) >= MAX_DEPTH or (marked and (event.anchor is not None or event.tag is not None)):
                    return None
                value = {} if kind is MappingStartEvent else []
                if mapping is not None:
                    if key is None:
                        return None
                    mapping[key] = value
                elif items is not None:
                    items.append(value)
                else:
                    root = value
                stack.append((mapping, items, None))
                mapping, items = (value, None) if kind is MappingStartEvent else (None, value)
                key = None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                mapping, items, key = stack.pop()
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    return None
            elif kind is AliasEvent:
                return None
            elif kind is StreamEndEvent:
                tree: Tree | None = root
                return tree
    except yaml_events.PARSER_ERRORS:
        return None
