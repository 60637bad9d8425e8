"""The captures folder: original bytes under their SHA-256, outside the corpus, never rewritten."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path

import attrs

from counterbrief.errors import Place, ReadError
from counterbrief.files import write_whole
from counterbrief.store.captures.errors import (
    AlteredCaptureError,
    EmptyDocumentError,
    MissingCaptureError,
    PlaceOfCapturesError,
    TooLargeDocumentError,
    TruncatedCaptureError,
    UnknownDocumentError,
)
from counterbrief.store.captures.limits import DOCUMENT_BYTES, MEGABYTE

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CORPUS = "corpus.yaml"


@attrs.frozen
class CaptureStore:
    """A folder that keeps original bytes, each file named by its SHA-256 in a folder of its first two digits.

    The folder need not exist; the first :meth:`put` makes it. Raises :class:`PlaceOfCapturesError` where the folder lies
    within a corpus: captures are never published or committed with it.

    Attributes:
        folder: where the bytes are kept
    """

    folder: Path = attrs.field(converter=Path)

    def __attrs_post_init__(self) -> None:
        """Refuse a folder inside a corpus."""
        place = self.folder.resolve()
        for parent in (place, *place.parents):
            if (parent / _CORPUS).is_file():
                raise _misplaced(self.folder, f"it lies in the corpus {parent.name!r}")

    def keep_apart(self, corpus: Path) -> None:
        """Raise PlaceOfCapturesError where a git work tree holds both this folder and the corpus."""
        place, inside = self.folder.resolve(), corpus.resolve()
        if place == inside or inside in place.parents:
            raise _misplaced(self.folder, "it lies in the corpus")
        tree = work_tree(place)
        if tree is not None and (tree == inside or tree in inside.parents):
            raise _misplaced(self.folder, f"it lies in the git work tree {tree.name!r} that holds the corpus")

    def path(self, sha256: str) -> Path:
        """Where the bytes of that hash are kept. Raises ValueError where it is no SHA-256."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"expected a SHA-256 in 64 small hexadecimal digits; found {sha256!r}")
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep some bytes and return their SHA-256. Bytes that are kept already stay as they are.

        Raises AlteredCaptureError or TruncatedCaptureError where others stand in their place: they are left for a person
        to look at.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if path.exists() or path.is_symlink():
            self.get(sha256, size=len(data))
            return sha256
        write_whole(path, data)
        if os.name == "posix":
            with contextlib.suppress(OSError):  # some shared drives have no rights
                path.chmod(0o444)
        return sha256

    def get(self, sha256: str, *, size: int | None = None) -> bytes:
        """The bytes of that hash, which is made again from them.

        Raises :class:`MissingCaptureError`, :class:`TruncatedCaptureError` where there are fewer than ``size`` bytes,
        and :class:`AlteredCaptureError` where the bytes have another hash.
        """
        path = self.path(sha256)
        where = Place(file=path.as_posix())
        try:
            with path.open("rb") as stream:
                data = stream.read(DOCUMENT_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise MissingCaptureError(
                "the captured bytes are missing", where=where, hint="restore the file from a backup, or name the folder"
            ) from error
        except OSError as error:
            raise ReadError(
                f"the captured bytes cannot be read ({error.strerror or error})", where=where, hint="check its rights"
            ) from error
        found = hashlib.sha256(data).hexdigest()
        if found == sha256:
            return data
        if not data or (size is not None and len(data) < size):
            expected = f"{size:,} bytes" if size is not None else "some bytes"
            raise TruncatedCaptureError(
                f"the captured bytes are cut off: expected {expected}, found {len(data):,}",
                where=where,
                hint="restore the file from a backup",
            )
        raise AlteredCaptureError(
            f"the captured bytes were altered: they have the SHA-256 {found}",
            where=where,
            hint="restore the file from a backup; nothing may rely on these bytes",
        )


def read_file(path: Path) -> bytes:
    """The bytes of a saved document. Raises typed errors for what is no file, is empty or is too large."""
    where = Place(file=path.as_posix())
    try:
        if not path.is_file():
            what = "this is a folder" if path.is_dir() else "there is no such file"
            raise UnknownDocumentError(what, where=where, hint="name a saved document")
        with path.open("rb") as stream:
            data = stream.read(DOCUMENT_BYTES + 1)
    except OSError as error:
        raise ReadError(
            f"cannot read the file ({error.strerror or error})", where=where, hint="check its rights"
        ) from error
    if not data:
        raise EmptyDocumentError("the file is empty", where=where, hint="save the document again")
    if len(data) > DOCUMENT_BYTES:
        raise TooLargeDocumentError(
            f"the file is larger than {DOCUMENT_BYTES // MEGABYTE} MB", where=where, hint="save the part that is needed"
        )
    return data


def work_tree(path: Path) -> Path | None:
    """The outermost git work tree that a path lies in, or None."""
    place = path.resolve()
    found = [parent for parent in (place, *place.parents) if (parent / ".git").exists()]
    return found[-1] if found else None


def _misplaced(folder: Path, why: str) -> PlaceOfCapturesError:
    return PlaceOfCapturesError(
        f"captures cannot be kept here: {why}, and would be published with it",
        where=Place(file=folder.as_posix()),
        hint="name a folder outside",
    )
