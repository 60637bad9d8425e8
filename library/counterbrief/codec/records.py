"""Record files: bytes to records and back, with every error of a file at its place."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs

from counterbrief.codec.converter import structure
from counterbrief.codec.faults import PROTECTED, Fault, faults_of
from counterbrief.codec.plain import Plain, plain, yaml_name
from counterbrief.codec.yaml_comments import Comments
from counterbrief.codec.yaml_reader import Position, read_yaml, read_yaml_located
from counterbrief.codec.yaml_text import raise_problems
from counterbrief.codec.yaml_walk import Path, Tree
from counterbrief.codec.yaml_writer import format_yaml, write_yaml
from counterbrief.errors import CounterbriefError, Place, ProblemsError, ReadError
from counterbrief.model.ids import fault_of_id
from counterbrief.model.record import Record
from counterbrief.model.records import Kind
from counterbrief.model.settings import Settings

T = TypeVar("T")

#: What the reader quotes from a file when something is wrong with it.
_QUOTED = re.compile(r"(the (?:word|key|alias|anchor|tag)) '.*'", re.DOTALL)


@attrs.frozen(kw_only=True)
class _Read:
    data: bytes = attrs.field(repr=False)
    name: str

    @functools.cached_property
    def marks(self) -> Mapping[Path, Position]:
        """Line and column of each value by its path in the file, found when they are first asked for."""
        return read_yaml_located(self.data, self.name).marks


@attrs.frozen(kw_only=True)
class ReadRecord(_Read):
    """A record and the file it was read from.

    Attributes:
        record: the record
        data: the bytes of the file
        name: the file's name, for messages
    """

    record: Record


@attrs.frozen(kw_only=True)
class ReadSettings(_Read):
    """The settings of a corpus and the file they were read from.

    Attributes:
        settings: the settings
        data: the bytes of the file
        name: the file's name, for messages
    """

    settings: Settings


def read_record(kind: Kind, record_id: str, data: bytes, name: str) -> ReadRecord:
    """Read the file of one record; its id is the file's name and does not stand in the file.

    Raises `ReadError` for a single problem, `ProblemsError` for several, each with its place in the file ``name``.
    No message repeats a value of a kind that is protected (people, team members).
    """
    tree = _tree(kind.type, data, name, nfc=True)
    return ReadRecord(record=_record(kind, record_id, tree, data, name, nfc=True), data=data, name=name)


def read_settings(data: bytes, name: str) -> ReadSettings:
    """Read ``corpus.yaml``; raises like `read_record`."""
    tree = _tree(Settings, data, name, nfc=True)
    settings = _value(Settings, tree, [], _placer(data, name, nfc=True))
    return ReadSettings(settings=settings, data=data, name=name)


def record_tree(record: Record | Settings) -> Tree:
    """The tree of a record's file: keys in the order of the class under their names in files, defaults left out.

    Raises `ReadError` where the record holds what no file can hold.
    """
    return _written(plain(record))


def write_record(record: Record | Settings, comments: Comments | None = None) -> bytes:
    """The canonical bytes of a record's file. Raises `ReadError` where no file can hold the record."""
    return write_yaml(record_tree(record), comments).encode()


def format_record(kind: Kind, record_id: str, data: bytes, name: str) -> bytes:
    """The canonical bytes of a record's file, with its comments; text that is not in NFC is normalised.

    Raises like `read_record`, but not because of NFC. Formatting twice gives the same bytes as formatting once.
    """
    _tree(kind.type, data, name, nfc=False)  # raises with nothing of a protected kind repeated
    return format_yaml(data, name, lambda tree: record_tree(_record(kind, record_id, tree, data, name, nfc=False)))


def format_settings(data: bytes, name: str) -> bytes:
    """The canonical bytes of ``corpus.yaml``, with its comments; see `format_record`."""
    placed = _placer(data, name, nfc=False)
    return format_yaml(data, name, lambda tree: record_tree(_value(Settings, tree, [], placed)))


def field_of(path: Path) -> Path:
    """The path in a file for a path of attributes: ``("author", 0, "family")`` is itself, ``("url",)`` is ``("URL",)``."""
    return tuple(yaml_name(step) if isinstance(step, str) else step for step in path)


def place_of(marks: Mapping[Path, Position], path: Path, file: str) -> Place:
    """Where in a file the value at a path of attributes stands; what is not in the file stands at its nearest parent."""
    return _nearest(marks, field_of(path), file)


def _nearest(marks: Mapping[Path, Position], path: Path, file: str) -> Place:
    while path and path not in marks:
        path = path[:-1]
    if path not in marks:
        return Place(file=file)
    line, column = marks[path]
    return Place(file=file, line=line, column=column)


def _tree(type_: type[Any], data: bytes, name: str, *, nfc: bool) -> Tree:
    try:
        return read_yaml(data, name, nfc=nfc)
    except CounterbriefError as error:
        if not issubclass(type_, PROTECTED):
            raise
        problems = error.problems if isinstance(error, ProblemsError) else (error,)
        raise_problems([_discreet(problem) for problem in problems])
        raise


def _discreet(problem: CounterbriefError) -> ReadError:
    return ReadError(_QUOTED.sub(r"\1", problem.message), where=problem.where, hint=problem.hint)


def _record(kind: Kind, record_id: str, tree: Tree, data: bytes, name: str, *, nfc: bool) -> Record:
    faults = []
    wrong_id = fault_of_id(record_id)
    if wrong_id:
        faults.append(Fault(path=("id",), message=wrong_id, hint="rename the file"))
    if isinstance(tree, dict):
        if "id" in tree:
            message = "'id' does not stand in the file: the id of a record is its file's name"
            faults.append(Fault(path=("id",), message=message, hint="take the line out", at_key=True))
        # A name that is no id must not keep the rest of the file from being looked at.
        tree = {**tree, "id": "unnamed" if wrong_id else record_id}
    return _value(kind.type, tree, faults, _placer(data, name, nfc=nfc))


def _value(type_: type[T], tree: Tree, faults: list[Fault], placed: Callable[[list[Fault]], list[ReadError]]) -> T:
    try:
        value = structure(tree, type_)
    except Exception as error:  # of whatever kind: it becomes words
        raise_problems(placed([*faults, *faults_of(error, type_, tree)]))
        raise
    raise_problems(placed(faults))
    return value


def _placer(data: bytes, name: str, *, nfc: bool) -> Callable[[list[Fault]], list[ReadError]]:
    def placed(faults: list[Fault]) -> list[ReadError]:
        if not faults:
            return []
        located = read_yaml_located(data, name, nfc=nfc)
        problems = []
        for fault in faults:
            # The id of a record has no place in its file; where it stands in it nevertheless, the key is at fault.
            inside = fault.at_key or fault.path != ("id",)
            marks = located.key_marks if fault.at_key and fault.path in located.key_marks else located.marks
            where = _nearest(marks, fault.path, name) if inside else Place(file=name)
            problems.append(ReadError(fault.message, where=where, hint=fault.hint))
        return problems

    return placed


def _written(tree: Plain) -> Tree:
    """The tree with its numbers and booleans as a file has them."""
    if isinstance(tree, dict):
        return {key: _written(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_written(item) for item in tree]
    if isinstance(tree, bool):
        return "true" if tree else "false"
    return str(tree)
