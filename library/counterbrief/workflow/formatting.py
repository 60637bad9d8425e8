"""Formatting: files in their canonical form, with the same values and the same comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from counterbrief.codec import format_record, format_settings
from counterbrief.errors import CounterbriefError, NotFoundError, Place, ProblemsError, ReadError
from counterbrief.files import write_whole
from counterbrief.model import KINDS
from counterbrief.store.folder import SETTINGS

_KIND_OF_FOLDER = {kind.folder: kind for kind in KINDS}


@attrs.frozen(kw_only=True)
class FormattedFile:
    """One file, before and after.

    Attributes:
        path: where it is
        before: its bytes
        after: its bytes in canonical form
    """

    path: Path
    before: bytes = attrs.field(repr=False)
    after: bytes = attrs.field(repr=False)

    @property
    def changes(self) -> bool:
        """Whether it is not in canonical form yet."""
        return self.before != self.after


@attrs.frozen(kw_only=True)
class Formatted:
    """What formatting gives; nothing is written before :meth:`write`.

    Attributes:
        files: those that could be read, in the order in which they were named or found
        problems: what is wrong with the others
    """

    files: tuple[FormattedFile, ...]
    problems: tuple[CounterbriefError, ...]

    @property
    def changed(self) -> tuple[FormattedFile, ...]:
        """Those that are not in canonical form yet."""
        return tuple(one for one in self.files if one.changes)

    def write(self) -> None:
        """Write each file that changes, whole."""
        for one in self.changed:
            write_whole(one.path, one.after)


def format_files(paths: Iterable[str | Path]) -> Formatted:
    """Format files and the files of corpus folders. A file that cannot be read is a problem and left as it is.

    Raises :class:`~counterbrief.errors.NotFoundError` where a path does not exist or is no corpus.
    """
    files: list[FormattedFile] = []
    problems: list[CounterbriefError] = []
    for path in dict.fromkeys(found for one in paths for found in _files(Path(one))):
        try:
            before = path.read_bytes()
            files.append(FormattedFile(path=path, before=before, after=_formatted(path, before)))
        except ProblemsError as error:
            problems.extend(error.problems)
        except ReadError as error:
            problems.append(error)
        except OSError as error:
            problems.append(
                ReadError(
                    f"cannot read the file ({error.strerror or error})",
                    where=Place(file=path.as_posix()),
                    hint="check its rights, or close the program that holds it",
                )
            )
    return Formatted(files=tuple(files), problems=ProblemsError(problems).problems)


def _files(path: Path) -> Iterator[Path]:
    """A file itself, or the files of a corpus."""
    if path.is_file():
        yield path
        return
    if not path.exists():
        raise NotFoundError(
            "there is no such file or folder",
            where=Place(file=path.as_posix()),
            hint="name a corpus, or files in it",
        )
    if not (path / SETTINGS).is_file():
        raise NotFoundError(
            f"this is not a corpus: it has no {SETTINGS}",
            where=Place(file=path.as_posix()),
            hint="name the folder that holds it, or files in it",
        )
    yield path / SETTINGS
    for kind in KINDS:
        yield from sorted(file for file in (path / kind.folder).glob("*.yaml") if not file.name.startswith("."))


def _formatted(path: Path, data: bytes) -> bytes:
    name = path.as_posix()
    if path.name == SETTINGS:
        return format_settings(data, name)
    kind = _KIND_OF_FOLDER.get(path.resolve().parent.name)
    if kind is None:
        raise ReadError(
            f"the file is in no folder of a kind of record ({', '.join(_KIND_OF_FOLDER)})",
            where=Place(file=name),
            hint="name a file of a corpus",
        )
    return format_record(kind, path.stem, data, name)
