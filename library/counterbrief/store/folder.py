"""A corpus as a folder: one YAML file a record, folders by kind, ids from file names. Nothing is dropped in silence."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from counterbrief.codec import ReadRecord, read_record, read_settings
from counterbrief.errors import CounterbriefError, NotFoundError, Place, ProblemsError, ReadError
from counterbrief.model import KINDS, Kind, Record, Settings
from counterbrief.model.ids import fault_of_id

SETTINGS = "corpus.yaml"
#: Folders that may stand in a corpus beside the records.
_OTHER_FOLDERS = frozenset({"briefs", "drafts", "schemas", "styles", "templates"})
_KIND_OF_FOLDER = {kind.folder: kind for kind in KINDS}


@attrs.frozen(kw_only=True)
class Loaded:
    """What a folder holds.

    Attributes:
        settings: those of ``corpus.yaml``; None where that could not be read
        entries: by record id, each record that could be read, with its file
        unreadable: ids of records that could not be read
        problems: everything that is wrong with the files, sorted by place
    """

    settings: Settings | None
    entries: Mapping[str, ReadRecord]
    unreadable: frozenset[str]
    problems: tuple[CounterbriefError, ...]


def file_of(folder: Path, record: Record, kind: Kind) -> Path:
    """The file of a record in a corpus folder."""
    return folder / kind.folder / f"{record.id}.yaml"


def load(folder: Traversable, name: str) -> Loaded:
    """Read a corpus folder; ``name`` stands for it in messages. Raises NotFoundError where there is no corpus."""
    if not folder.is_dir():
        raise NotFoundError("there is no such folder", where=Place(file=name), hint="name the folder of a corpus")
    if not (folder / SETTINGS).is_file():
        raise NotFoundError(
            f"this is not a corpus: it has no {SETTINGS}",
            where=Place(file=name),
            hint="name the folder that holds it, or start a corpus with 'counterbrief init'",
        )
    return _Loader(folder=folder, name=name).load()


@attrs.define(kw_only=True)
class _Loader:
    """Reads one folder and collects every problem."""

    folder: Traversable
    name: str
    entries: dict[str, ReadRecord] = attrs.field(factory=dict)
    unreadable: set[str] = attrs.field(factory=set)
    problems: list[CounterbriefError] = attrs.field(factory=list)

    @property
    def prefix(self) -> str:
        """What stands before the names of files in messages."""
        return "" if self.name == "." else f"{self.name}/"

    def load(self) -> Loaded:
        settings = self.settings()
        for child in _sorted(self.folder):
            if child.name.startswith(".") or child.name in (SETTINGS, "README.md"):
                continue
            kind = _KIND_OF_FOLDER.get(child.name)
            if child.is_dir() and kind is not None and not _is_link(child):
                self.kind(child, kind)
            elif not (child.is_dir() and child.name in _OTHER_FOLDERS):
                self.stray(child, f"{self.prefix}{child.name}", _KIND_OF_FOLDER)
        return Loaded(
            settings=settings,
            entries=self.entries,
            unreadable=frozenset(self.unreadable),
            problems=ProblemsError(self.problems).problems,
        )

    def settings(self) -> Settings | None:
        file = f"{self.prefix}{SETTINGS}"
        try:
            return read_settings((self.folder / SETTINGS).read_bytes(), file).settings
        except (ReadError, ProblemsError) as error:
            self.collect(error)
        except OSError as error:
            self.problems.append(_unreadable(file, error))
        return None

    def kind(self, folder: Traversable, kind: Kind) -> None:
        for child in _sorted(folder):
            if child.name == "README.md" or (child.name.startswith(".") and not child.name.endswith(".yaml")):
                continue
            if not child.is_file() or _is_link(child) or not child.name.endswith(".yaml"):
                self.stray(child, f"{self.prefix}{folder.name}/{child.name}", ())
                continue
            self.record(child, kind, f"{self.prefix}{folder.name}/{child.name}")

    def record(self, child: Traversable, kind: Kind, file: str) -> None:
        record_id = child.name.removesuffix(".yaml")
        fault = fault_of_id(record_id)
        if fault is not None:
            self.problems.append(ReadError(fault, where=Place(file=file), hint="rename the file"))
            return
        if record_id in self.entries or record_id in self.unreadable:
            first = self.entries[record_id].name if record_id in self.entries else "another file"
            self.problems.append(
                ReadError(
                    f"the id {record_id!r} is taken: {first} has it too",
                    where=Place(file=file),
                    hint="rename one; an id names one record in the whole corpus",
                )
            )
            return
        try:
            self.entries[record_id] = read_record(kind, record_id, child.read_bytes(), file)
        except (ReadError, ProblemsError) as error:
            self.unreadable.add(record_id)
            self.collect(error)
        except OSError as error:
            self.unreadable.add(record_id)
            self.problems.append(_unreadable(file, error))

    def collect(self, error: ReadError | ProblemsError) -> None:
        self.problems.extend(error.problems if isinstance(error, ProblemsError) else (error,))

    def stray(self, child: Traversable, file: str, folders: Mapping[str, Kind] | tuple[()]) -> None:
        """Something that is no record and no known part of a corpus."""
        near = difflib.get_close_matches(child.name, sorted(folders), n=1)
        if _is_link(child):
            hint = "a corpus holds its files itself: put the file in the place of the link"
        elif near and near[0] != child.name:
            hint = f"did you mean {near[0]!r}?"
        elif child.name.endswith((".yml", ".YAML", ".YML")):
            hint = "record files end in '.yaml': rename it"
        else:
            hint = "records stand one a file, as 'NAME.yaml' in the folder of their kind; keep other files elsewhere"
        what = "folder" if child.is_dir() else "file"
        self.problems.append(ReadError(f"this {what} is no part of a corpus", where=Place(file=file), hint=hint))


def _is_link(child: Traversable) -> bool:
    return isinstance(child, Path) and child.is_symlink()


def _sorted(folder: Traversable) -> Iterator[Traversable]:
    yield from sorted(folder.iterdir(), key=lambda child: child.name)


def _unreadable(file: str, error: OSError) -> ReadError:
    return ReadError(
        f"cannot read the file ({error.strerror or error})",
        where=Place(file=file),
        hint="check its rights, or close the program that holds it",
    )
