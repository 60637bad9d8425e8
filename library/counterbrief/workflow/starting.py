"""Starting: a new corpus in a folder, empty or as a copy of the one that ships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

import attrs

from counterbrief.codec import read_comments, read_settings, record_tree, write_record, write_yaml
from counterbrief.errors import ConflictError, Place, WriteError
from counterbrief.files import write_whole
from counterbrief.model import KINDS, LocalText, Settings, TeamMember
from counterbrief.store import shipped
from counterbrief.store.folder import SETTINGS

_HEAD = """\
# What holds for the whole corpus. Lines that begin with '#' are comments.
"""

_MORE = """\
# A line that every page of every brief prints:
# notice:
#   en: For training only.
#
# The rules that the corpus sets itself, as they hold where they are left out:
# policy:
#   unsigned_approvals: true     # approvals without a signature count, and every brief says so
#   clearance_required: true     # every record of a brief must be approved for its audience
#   longest_approval_days: 731   # how long an approval may run
"""


def start(folder: str | Path, *, name: str, writer: str, reviewer: str, invented: bool = False) -> tuple[Path, ...]:
    """Start an empty corpus with a commented ``corpus.yaml``, the folders of all kinds, and two team members.

    Returns the files. Nobody approves what they wrote, so a corpus needs two people. Raises ValueError where a name or
    an id is none, and :class:`~counterbrief.errors.ConflictError` where the folder is not empty.
    """
    if writer == reviewer:
        raise ValueError(f"{writer!r} is both: nobody approves what they wrote, so a corpus needs two people")
    settings = Settings(name=name, invented=invented)
    people = [
        TeamMember(id=one, written_by=one, invented=invented, role=LocalText.of(en=role))
        for one, role in ((writer, "writer"), (reviewer, "reviewer"))
    ]
    root = _empty(Path(folder))
    for kind in KINDS:
        _make(root / kind.folder)
    files = {f"team/{member.id}.yaml": write_record(member) for member in people}
    # corpus.yaml comes last: a folder without it is no corpus, so what breaks off half way is not taken for one.
    return _write(root, {**files, SETTINGS: _commented(settings)})


def start_from_shipped(folder: str | Path, *, name: str | None = None) -> tuple[Path, ...]:
    """Start a corpus as a copy of the one that ships, every file whole; ``name`` takes the place of its name.

    Raises :class:`~counterbrief.errors.ConflictError` where the folder is not empty.
    """
    files = {path.as_posix(): data for path, data in _files(shipped("narratives"), PurePosixPath())}
    settings = files.pop(SETTINGS)
    if name is not None:
        renamed = attrs.evolve(read_settings(settings, SETTINGS).settings, name=name)
        settings = write_yaml(record_tree(renamed), read_comments(settings, SETTINGS)).encode()
    root = _empty(Path(folder))
    for kind in KINDS:
        _make(root / kind.folder)
    return _write(root, {**files, SETTINGS: settings})


def _commented(settings: Settings) -> bytes:
    data = (_HEAD + write_yaml(record_tree(settings)) + _MORE).encode()
    read_settings(data, SETTINGS)  # what is written can be read
    return data


def _files(folder: Traversable, inside: PurePosixPath) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every file below a folder with its path in it; hidden ones belong to the system, not to the corpus."""
    for child in sorted(folder.iterdir(), key=lambda child: child.name):
        if child.name.startswith("."):
            continue
        if child.is_dir():
            yield from _files(child, inside / child.name)
        else:
            yield inside / child.name, child.read_bytes()


def _empty(folder: Path) -> Path:
    """The folder, if it is not there yet or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConflictError(
            "the folder is not empty" if folder.is_dir() else "this is a file",
            where=Place(file=folder.as_posix()),
            hint="name a new or an empty folder",
        )
    return folder


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            f"cannot make the folder ({error.strerror or error})",
            where=Place(file=folder.as_posix()),
            hint="check the rights of the folder it stands in",
        ) from error


def _write(root: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    for name, data in files.items():
        write_whole(root / name, data)
    return tuple(root / name for name in files)
