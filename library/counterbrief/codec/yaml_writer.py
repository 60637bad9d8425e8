"""The canonical text of a file: one way to write each value, so that files differ only where their content does.

UTF-8, LF, two spaces a level, block style, keys in the order given, lists indented under their key, no blank lines
outside of texts, comments above or beside the value they belong to.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from counterbrief.codec.yaml_comments import Comments, comments_of
from counterbrief.codec.yaml_scalars import key_line, scalar_lines
from counterbrief.codec.yaml_text import MAX_BYTES, raise_problems, text_of, value_fault
from counterbrief.codec.yaml_walk import MAX_DEPTH, MAX_KEY, Path, Tree, walk
from counterbrief.errors import CounterbriefError, ReadError


def write_yaml(tree: Tree, comments: Comments | None = None) -> str:
    """Return the canonical text of a tree, with its comments put back.

    Reading the text gives the same tree. A comment whose path is not in the tree goes to its nearest parent that is,
    and to the end of the file where only the root is left. Raises `ReadError` (`ProblemsError` for several) where the
    tree holds what the reader would refuse: hidden characters, text that is not in NFC, empty keys, too many levels.
    """
    raise_problems(list(_faults(tree, ())))
    text = _Writer(_settled(tree, comments or Comments())).write(tree)
    size = len(text.encode())
    if size > MAX_BYTES:
        message = f"the file would hold {size:,} bytes; at most {MAX_BYTES:,} are read"
        raise ReadError(message, hint="split it into several records")
    return text


def format_yaml(data: bytes, name: str = "<data>", order: Callable[[Tree], Tree] | None = None) -> bytes:
    """Return a file in canonical form: same values, same comments; keys in the order that ``order`` gives them.

    Text that is not in the normal form NFC is normalised. Formatting twice gives the same bytes as formatting once.
    """
    text = text_of(data, name, nfc=False)
    found = walk(text, name, nfc=False)
    comments = comments_of(text, found.nodes)
    tree = found.tree
    if not (text.isascii() and "\\" not in text):
        tree, comments = _normalised(tree), _normalised_comments(comments)
    return write_yaml(order(tree) if order else tree, comments).encode()


class _Writer:
    def __init__(self, comments: Comments) -> None:
        self.comments = comments
        self.lines: list[str] = []

    def write(self, tree: Tree) -> str:
        self.above((), 0)
        if isinstance(tree, str) or not tree:
            self.line(tree, (), 0, "", 0)
        else:
            if () in self.comments.beside:
                self.lines.append(self.comments.beside[()])
            self.collection(tree, (), 0, "")
        return "\n".join([*self.lines, *self.comments.end]) + "\n"

    def above(self, path: Path, indent: int) -> None:
        self.lines.extend(" " * indent + line for line in self.comments.above.get(path, ()))

    def tail(self, path: Path) -> str:
        return f" {self.comments.beside[path]}" if path in self.comments.beside else ""

    def collection(self, value: dict[str, Tree] | list[Tree], path: Path, column: int, first: str) -> None:
        """Write a mapping or list at a column; ``first`` is what already stands on its first line, a dash or nothing."""
        children: list[tuple[str | int, Tree]]
        children = [*value.items()] if isinstance(value, dict) else [*enumerate(value)]
        for index, (key, child) in enumerate(children):
            head = first if first and index == 0 else " " * column
            # What stands above a dash belongs to the item that follows, whichever of its parts comes first.
            indent = len(head) - len(head.lstrip(" "))
            self.above((*path, key), indent)
            if isinstance(key, int):
                self.item(child, (*path, key), column, head + "-", indent)
            else:
                self.entry(child, (*path, key), column, f"{head}{key_line(key)}:", indent)

    def entry(self, value: Tree, path: Path, column: int, head: str, indent: int) -> None:
        if value and not isinstance(value, str):
            self.lines.append(head + self.tail(path))
            self.collection(value, path, column + 2, "")
        else:
            self.line(value, path, column, head, indent)

    def item(self, value: Tree, path: Path, column: int, head: str, indent: int) -> None:
        if value and not isinstance(value, str):
            if path in self.comments.beside:  # a dash has no line of its own for a comment to stand beside
                self.lines.append(" " * indent + self.comments.beside[path])
            self.collection(value, path, column + 2, head + " ")
        else:
            self.line(value, path, column, head, indent)

    def line(self, value: Tree, path: Path, column: int, head: str, indent: int) -> None:
        """Write a value that is no collection with children; ``head`` is empty at the root."""
        head = f"{head} " if head else ""
        if isinstance(value, str):
            start, *rest = scalar_lines(value, indent=column + 2, used=len(head), root=not head)
        else:
            start, rest = ("{}" if isinstance(value, dict) else "[]"), []
        if rest and path in self.comments.beside:
            self.lines.extend([" " * indent + self.comments.beside[path], head + start, *rest])
        else:
            self.lines.extend([head + start + self.tail(path), *rest])


def _settled(tree: Tree, comments: Comments) -> Comments:
    """Return the comments with every path that is not in the tree replaced by one that is, or by the end."""
    above: dict[Path, list[str]] = {}
    beside: dict[Path, str] = {}
    end = list(comments.end)

    def move(path: Path, lines: Iterable[str]) -> None:
        while path and not _holds(tree, path):
            path = path[:-1]
        (above.setdefault(path, []) if path else end).extend(lines)

    for path, lines in comments.above.items():
        if _holds(tree, path):
            above[path] = [*lines, *above.get(path, ())]  # its own first, then those that came from below
        else:
            move(path, lines)
    for path, line in comments.beside.items():
        if _holds(tree, path):
            beside[path] = line
        else:
            move(path, [line])
    return Comments(above={path: tuple(lines) for path, lines in above.items()}, beside=beside, end=tuple(end))


def _holds(tree: Tree, path: Path) -> bool:
    for key in path:
        if isinstance(tree, list):
            inside = isinstance(key, int) and 0 <= key < len(tree)
        else:
            inside = isinstance(tree, dict) and key in tree
        if not inside:
            return False
        tree = tree[key]  # type: ignore[index]  # just looked up
    return True


def _faults(tree: object, path: Path) -> Iterable[CounterbriefError]:
    """Yield what the reader would refuse. The type is checked too: a value that is no string has no one spelling."""
    if isinstance(tree, str):
        fault = value_fault(tree)
        if fault:
            yield ReadError(f"{_shown(path)}: {fault[0]}", hint=fault[1])
    elif not isinstance(tree, dict | list):
        message = f"{_shown(path)}: expected text, a list or a mapping, found {type(tree).__name__}"
        yield ReadError(message, hint="write the value as text")
    elif len(path) >= MAX_DEPTH:
        yield ReadError(f"{_shown(path)}: expected at most {MAX_DEPTH} levels, found more", hint="flatten the value")
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from _faults(item, (*path, index))
    else:
        for key, value in tree.items():
            yield from _key_faults(key, path)
            yield from _faults(value, (*path, key))


def _key_faults(key: object, path: Path) -> Iterable[CounterbriefError]:
    if not isinstance(key, str) or not key or key == "<<" or len(key) > MAX_KEY:
        message = (
            f"{_shown(path)}: expected a key of 1 to {MAX_KEY} characters other than '<<', found {str(key)[:40]!r}"
        )
        yield ReadError(message, hint="name the value")
        return
    fault = value_fault(key)
    if fault:
        yield ReadError(f"{_shown(path)}: in a key: {fault[0]}", hint=fault[1])


def _shown(path: Path) -> str:
    shown = ""
    for key in path:
        shown += f"[{key}]" if isinstance(key, int) else f".{ascii(key)[1:-1]}"
    return shown.lstrip(".") or "the value"


def _normalised(tree: Tree) -> Tree:
    if isinstance(tree, str):
        return unicodedata.normalize("NFC", tree)
    if isinstance(tree, list):
        return [_normalised(item) for item in tree]
    return {unicodedata.normalize("NFC", key): _normalised(value) for key, value in tree.items()}


def _normalised_comments(comments: Comments) -> Comments:
    def key(path: Path) -> Path:
        return tuple(part if isinstance(part, int) else unicodedata.normalize("NFC", part) for part in path)

    def line(comment: str) -> str:
        return unicodedata.normalize("NFC", comment)

    return Comments(
        above={key(path): tuple(line(comment) for comment in lines) for path, lines in comments.above.items()},
        beside={key(path): line(comment) for path, comment in comments.beside.items()},
        end=tuple(line(comment) for comment in comments.end),
    )
