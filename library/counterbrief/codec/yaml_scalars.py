"""How one string is written: plain where that is safe, quoted or as a block where it is not.

"Safe" means for the reader of this package, for which every scalar is a string: ``no``, ``2015-09-21`` and ``1.5`` stay
plain and readable.
"""

from __future__ import annotations

import re
import unicodedata

WIDTH = 100
"""Prose is folded at this column."""

_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-[0-9A-Za-z]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\xa0": "\\_"}


def key_line(key: str) -> str:
    """Return a key as it is written before its ``:``."""
    return _on_one_line(key)


def scalar_lines(value: str, *, indent: int, used: int, root: bool = False) -> list[str]:
    """Return a string as the lines it is written in: the first goes after the key or dash, further ones are complete.

    ``indent`` is the column of the lines of a block, from 0; ``used`` is how much of the first line is taken. A ``root``
    has no parent to count an indentation from, so no block with an explicit one is written there.
    """
    if "\n" in value:
        return _literal(value, indent, root) or [_double(value)]
    line = _on_one_line(value)
    if used + len(line) <= WIDTH:
        return [line]
    return _folded(value, indent) or [line]


def _on_one_line(value: str) -> str:
    if _is_plain(value):
        return value
    if "\n" in value or "\t" in value or value.strip() != value.strip(" "):
        return _double(value)
    if "'" in value and '"' not in value and "\\" not in value:
        return f'"{value}"'  # needs no escape here, and would need one in single quotes
    return "'" + value.replace("'", "''") + "'"


def _is_plain(value: str) -> bool:
    return (
        _PLAIN_START.match(value) is not None
        and value == value.strip()
        and not value.endswith(":")
        and not value.startswith("...")
        and ": " not in value
        and " #" not in value
        and "\t" not in value
        and "\n" not in value
    )


def _double(value: str) -> str:
    inner = value.strip()
    start = value.find(inner) if inner else len(value)
    parts: list[str] = []
    escaped = False
    for index, character in enumerate(value):
        edge = not start <= index < start + len(inner)
        # A combining mark right after an escape would join the escape's last letter when the file is normalised.
        hidden = (character != " " and edge) or (escaped and unicodedata.combining(character) != 0)
        escaped = hidden or character in '\\"\n\t'
        parts.append(_escape(character) if escaped else character)
    return '"' + "".join(parts) + '"'


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _literal(value: str, indent: int, root: bool) -> list[str] | None:
    """Return a text with line breaks as a literal block, or nothing where spaces at the ends of lines could get lost."""
    if "\t" in value or not value.strip("\n"):
        return None
    body = value.rstrip("\n")
    lines = body.split("\n")
    if any(line != line.rstrip() for line in lines):
        return None
    breaks = len(value) - len(body)
    chomp = "-" if breaks == 0 else "" if breaks == 1 else "+"
    explicit = value.lstrip("\n").startswith(" ")
    if explicit and root:
        return None
    pad = " " * indent
    block = [pad + line if line else "" for line in lines]
    return [f"|{'2' if explicit else ''}{chomp}", *block, *[""] * (breaks - 1)]


def _folded(value: str, indent: int) -> list[str] | None:
    """Return prose as a folded block, or nothing where folding would change it or gain nothing."""
    words = value.split(" ")
    if len(words) == 1 or not all(words) or "\t" in value or value != value.strip():
        return None
    pad = " " * indent
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= WIDTH:
            lines[-1] += " " + word
        else:
            lines.append(pad + word)
    return [">-", *lines]
