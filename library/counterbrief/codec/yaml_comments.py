"""Comments: where they stand in a file, and which value each belongs to.

YAML drops comments before anyone sees them. They are found again between the places that the parser reports: whatever
stands between two scalars is punctuation, space or a comment, so a ``#`` there starts one, and a ``#`` inside a quoted,
plain or block scalar never does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from counterbrief.codec.yaml_text import clean, text_of
from counterbrief.codec.yaml_walk import Node, Path, walk

_COMMENT = re.compile(r"#[^\n]*")
_BLOCK_HEADER = re.compile(r"[|>][0-9+-]*[ \t]*(#[^\n]*)?")


def _all_comments(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    given: list[str] = []
    if isinstance(value, Mapping):
        for lines in value.values():
            given.extend([lines] if isinstance(lines, str) else lines)
    elif isinstance(value, tuple):
        given.extend(value)
    for line in given:
        if not line.startswith("#") or "\n" in line or not clean(line) or line != line.rstrip():
            raise ValueError(f"{attribute.name}: a comment is one line that starts with '#', not {line!r}")


@attrs.frozen(kw_only=True)
class Comments:
    """The comments of one file by the paths of the values they belong to; each is one line and starts with ``#``.

    ``above`` holds full-line comments of the key or item that follows, ``beside`` the comment at the end of a value's
    line (of a mapping or list: of its key's line), ``end`` what stands after the last value.
    """

    above: Mapping[Path, tuple[str, ...]] = attrs.field(factory=dict, validator=_all_comments)
    beside: Mapping[Path, str] = attrs.field(factory=dict, validator=_all_comments)
    end: tuple[str, ...] = attrs.field(default=(), validator=_all_comments)

    def lines(self) -> list[str]:
        """Return every comment, sorted, to compare what two files say."""
        above = [line for lines in self.above.values() for line in lines]
        return sorted([*above, *self.beside.values(), *self.end])


def read_comments(data: bytes, name: str = "<data>", *, nfc: bool = True) -> Comments:
    """Return the comments of one file. The file must be one that `read_yaml` accepts; the same errors are raised."""
    text = text_of(data, name, nfc=nfc)
    return comments_of(text, walk(text, name, nfc=nfc).nodes)


def comments_of(text: str, nodes: list[Node]) -> Comments:
    """Return the comments of a text, given its nodes."""
    above: dict[Path, list[str]] = {}
    beside: dict[Path, str] = {}
    end: list[str] = []
    # An absent value has a place but no text; nothing can stand beside or above it.
    anchors = [node for node in nodes if node.role != "scalar" or node.end > node.start]
    followers = [node for node in anchors if node.role != "close" and not _starts_with_its_child(node)]
    starts = [node.start for node in followers]
    enders = [node for node in anchors if node.role != "block"]
    ends = [node.start + 1 if node.role == "open" else node.end for node in enders]
    for start, line in _found(text, nodes):
        position = bisect_right(ends, start) - 1
        before = enders[position] if position >= 0 else None
        if before is not None and text.find("\n", ends[position], start) < 0 and before.style not in ("|", ">"):
            _put_beside(before.path, line, above, beside)
            continue
        covered = bisect_right(starts, start) - 1
        if covered >= 0 and start < followers[covered].end and followers[covered].style in ("|", ">"):
            _put_beside(followers[covered].path, line, above, beside)  # on the line of '|' or '>'
            continue
        following = bisect_left(starts, start)
        if following < len(followers):
            above.setdefault(followers[following].path, []).append(line)
        else:
            end.append(line)
    return Comments(above={path: tuple(lines) for path, lines in above.items()}, beside=beside, end=tuple(end))


def _starts_with_its_child(node: Node) -> bool:
    """Return whether a block starts with a line of its own first child: only that of a list's item starts before it."""
    return node.role == "block" and not (node.path and isinstance(node.path[-1], int))


def _put_beside(path: Path, line: str, above: dict[Path, list[str]], beside: dict[Path, str]) -> None:
    if path in beside:  # one line holds one comment; the earlier one moves up
        above.setdefault(path, []).append(beside[path])
    beside[path] = line


def _found(text: str, nodes: list[Node]) -> Iterator[tuple[int, str]]:
    """Yield the start and the words of every comment, in order."""
    position = 0
    for node in nodes:
        if node.role not in ("key", "scalar"):
            continue
        for match in _COMMENT.finditer(text, position, max(position, node.start)):
            yield match.start(), match.group().rstrip()
        if node.style in ("|", ">"):
            header = _BLOCK_HEADER.match(text, node.start)
            if header and header.group(1):
                yield header.start(1), header.group(1).rstrip()
        position = max(position, node.end)
    for match in _COMMENT.finditer(text, position):
        yield match.start(), match.group().rstrip()
