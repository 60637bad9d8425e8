"""Whole writes: a reader of the file sees the old bytes or the new ones, never a part (promise 8)."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from counterbrief.errors import Place, WriteError


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` by way of a temporary file beside it, fsync and replace.

    Folders on the way are made. Raises :class:`WriteError` where the system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Made with the rights that the user's umask leaves; the name is new, so nobody else can have opened it.
        temporary = path.parent / f".{path.name}.{secrets.token_hex(8)}.part"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if os.name == "posix" and path.exists():
                os.chmod(temporary, path.stat().st_mode & 0o777)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
        _sync_folder(path.parent)
    except PermissionError as error:
        raise WriteError(
            f"cannot write the file ({error.strerror})",
            where=Place(file=str(path)),
            hint="close the program that holds it open, or check the rights of its folder",
        ) from error
    except OSError as error:
        raise WriteError(f"cannot write the file ({error.strerror or error})", where=Place(file=str(path))) from error


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of an existing file against other threads and processes that want to hold it too."""
    try:
        opened = path.open("rb")
    except OSError as error:
        raise WriteError(f"cannot open the file ({error.strerror or error})", where=Place(file=str(path))) from error
    with opened as stream:
        if sys.platform == "win32":
            import msvcrt

            # A byte far behind the end, so that others can still read the file.
            stream.seek(1 << 30)
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
            try:
                yield
            finally:
                stream.seek(1 << 30)
                msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX)  # given back when the stream closes
            yield


def remove_whole(path: Path) -> None:
    """Remove a file and make the removal last through a crash."""
    try:
        path.unlink()
    except OSError as error:
        raise WriteError(f"cannot remove the file ({error.strerror or error})", where=Place(file=str(path))) from error
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable. Only POSIX systems can sync a folder; elsewhere there is nothing to do."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
