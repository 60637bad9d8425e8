"""The corpus that a user opens: records with the places where they stand. Immutable; a change gives the next one."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from counterbrief.codec import ReadRecord, place_of, read_comments, write_record
from counterbrief.errors import ConflictError, CounterbriefError, Place, ProblemsError
from counterbrief.evidence import origins
from counterbrief.evidence.lineage.origins import Origins
from counterbrief.files import held, remove_whole, write_whole
from counterbrief.model import KINDS, Record, Records, Settings, kind_of
from counterbrief.model.draft import Path as FieldPath
from counterbrief.store import Loaded, file_of, load, shipped
from counterbrief.workflow.digests import covered_digest
from counterbrief.workflow.naming import unknown

R = TypeVar("R", bound=Record)


def _frozen(entries: Mapping[str, ReadRecord]) -> Mapping[str, ReadRecord]:
    return MappingProxyType(dict(entries))


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Corpus:
    """Records, and where they stand. Safe to share between threads: nothing in it ever changes.

    Attributes:
        records: the pure content
        folder: where it is kept, absolute, so that a change of the current folder changes nothing; None for a corpus in
            memory or the shipped one
        name: of that folder as the user named it, for messages
        entries: by record id, the file that a record was read from or written to
        unreadable: ids of records whose files could not be read; only :meth:`read` leaves any
        problems: everything that is wrong with the files; only :meth:`read` leaves any
    """

    records: Records
    folder: Path | None = None
    name: str = ""
    entries: Mapping[str, ReadRecord] = attrs.field(factory=dict, converter=_frozen)
    unreadable: frozenset[str] = frozenset()
    problems: tuple[CounterbriefError, ...] = ()
    _digests: _Digests = attrs.field(init=False, factory=lambda: _Digests())  # noqa: PLW0108  # defined below

    @classmethod
    def open(cls, folder: str | Path) -> Corpus:
        """Open the corpus in a folder.

        Raises :class:`~counterbrief.errors.NotFoundError` where there is none, and
        :class:`~counterbrief.errors.ProblemsError` with every problem of every file where any cannot be read.
        """
        return cls.read(folder)._sound()

    @classmethod
    def read(cls, folder: str | Path) -> Corpus:
        """Like :meth:`open`, but problems of single records are kept in ``problems`` and the rest can be judged."""
        path = Path(folder)
        return cls._of(load(path, path.as_posix()), path)

    @classmethod
    def shipped(cls) -> Corpus:
        """The corpus that comes with the library."""
        return cls._of(load(shipped("narratives"), "narratives"), None)._sound()

    @classmethod
    def new(cls, settings: Settings, folder: str | Path | None = None) -> Corpus:
        """An empty corpus, in memory or in a folder that holds none yet."""
        if folder is None:
            return cls(records=Records(settings))
        path = Path(folder)
        if (path / "corpus.yaml").exists():
            raise ConflictError(
                "there is a corpus here already",
                where=Place(file=path.as_posix()),
                hint="name another folder, or open this one",
            )
        write_whole(path / "corpus.yaml", write_record(settings))
        return cls(records=Records(settings), folder=path.absolute(), name=path.as_posix())

    @classmethod
    def _of(cls, loaded: Loaded, folder: Path | None) -> Corpus:
        if loaded.settings is None:
            raise ProblemsError(loaded.problems)
        return cls(
            records=Records(loaded.settings, (read.record for read in loaded.entries.values())),
            folder=folder.absolute() if folder is not None else None,
            name=folder.as_posix() if folder is not None else "",
            entries=loaded.entries,
            unreadable=loaded.unreadable,
            problems=loaded.problems,
        )

    def __repr__(self) -> str:
        """Short, and without the values of any record: it stands in logs and tracebacks (promise 6)."""
        return f"<Corpus {self.records.settings.name!r}: {len(self.records)} records>"

    def __reduce__(self) -> tuple[object, ...]:
        parts = {field.name: getattr(self, field.name) for field in attrs.fields(Corpus) if field.init}
        return (_again, ({**parts, "entries": dict(self.entries)},))

    def _sound(self) -> Corpus:
        if self.problems:
            raise ProblemsError(self.problems)
        return self

    @property
    def digests(self) -> Mapping[str, str]:
        """By record id, the sha256 that an approval of the record names."""
        return self._digests.of(self.records)

    def get(self, kind: type[R], record_id: str) -> R:
        """The record of that kind and id; raises NotFoundError that names the near ones."""
        record = self.records.get(kind, record_id)
        if record is None:
            raise unknown(kind_of(kind).name, record_id, [one.id for one in self.records.of(kind)])
        return record

    def find(self, record_id: str) -> Record:
        """The record of that id, of whatever kind; raises NotFoundError that names the near ones."""
        record = self.records.find(record_id)
        if record is None:
            raise unknown("record", record_id, [one.id for one in self.records])
        return record

    def origins(self, statement_id: str, plan: str | None = None) -> Origins:
        """What a statement of a plan rests on: see :func:`counterbrief.evidence.lineage.origins`."""
        return origins(self.records, statement_id, plan=plan)

    def place(self, record_id: str, path: FieldPath = ()) -> Place | None:
        """The file, line and column of a value of a record; None for a record that stands in no file."""
        entry = self.entries.get(record_id)
        return place_of(entry.marks, path, entry.name) if entry else None

    def put(self, record: Record) -> Corpus:
        """Write a record, new or in the place of the one of its id, and return the next corpus.

        Raises :class:`~counterbrief.errors.ConflictError` where its file changed since this corpus was opened, or
        where the id belongs to a record of another kind.
        """
        kind = kind_of(record)
        known = self.records.find(record.id)
        if known is not None and type(known) is not type(record):
            raise ConflictError(
                f"the id {record.id!r} belongs to a {kind_of(known).name}",
                hint="choose another; an id names one record in the whole corpus",
            )
        if self.folder is None:
            entries = {other: entry for other, entry in self.entries.items() if other != record.id}
            return attrs.evolve(self, records=self.records.put(record), entries=entries)
        path = file_of(self.folder, record, kind)
        file = Path(self.name, kind.folder, path.name).as_posix()
        written = self.entries.get(record.id)
        data = write_record(record, read_comments(written.data, file) if written else None)
        with held(self.folder / "corpus.yaml"):
            self._refuse_changed(self.folder, record)
            write_whole(path, data)
        entry = ReadRecord(record=record, data=data, name=file)
        return attrs.evolve(self, records=self.records.put(record), entries={**self.entries, record.id: entry})

    def remove(self, record_id: str) -> Corpus:
        """Remove a record and return the next corpus; raises ConflictError where its file changed."""
        record = self.find(record_id)
        if self.folder is not None:
            path = file_of(self.folder, record, kind_of(record))
            with held(self.folder / "corpus.yaml"):
                self._refuse_changed(self.folder, record)
                remove_whole(path)
        entries = {other: entry for other, entry in self.entries.items() if other != record_id}
        return attrs.evolve(self, records=self.records.remove(record_id), entries=entries)

    def _refuse_changed(self, folder: Path, record: Record) -> None:
        """Raise ConflictError where the record's file is not as this corpus knows it, or another kind took its id."""
        path = file_of(folder, record, kind_of(record))
        known = self.entries.get(record.id)
        now = path.read_bytes() if path.exists() else None
        if now != (known.data if known else None):
            what = "was removed" if now is None else "changed" if known else "was made by somebody else"
            raise ConflictError(
                f"the file {what} since the corpus was opened; it is left as it is",
                where=Place(file=Path(self.name, path.parent.name, path.name).as_posix()),
                hint="open the corpus again and repeat your change",
            )
        for kind in KINDS:
            if kind is not kind_of(record) and file_of(folder, record, kind).exists():
                raise ConflictError(
                    f"somebody else made a {kind.name} of the id {record.id!r} since the corpus was opened",
                    where=Place(file=Path(self.name, kind.folder, path.name).as_posix()),
                    hint="choose another id; an id names one record in the whole corpus",
                )


def _again(parts: dict[str, Any]) -> Corpus:
    """A corpus from its parts, in another process."""
    return Corpus(**parts)


class _Digests:
    """The digests of one corpus, made when they are first asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: Mapping[str, str] | None = None

    def of(self, records: Records) -> Mapping[str, str]:
        with self._lock:
            if self._made is None:
                self._made = MappingProxyType({record.id: covered_digest(record, records) for record in records})
            return self._made
