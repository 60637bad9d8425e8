"""Zip archives from strangers: a bounded number of members, of bytes and of bytes to each packed one."""

from __future__ import annotations

import io
import zipfile
import zlib

import attrs

from counterbrief.store.captures.errors import BrokenDocumentError, EncryptedDocumentError, TooLargeDocumentError
from counterbrief.store.captures.limits import (
    DOCUMENT_BYTES,
    MEGABYTE,
    MEMBERS,
    RATIO,
    RATIO_FROM,
    UNPACKED_BYTES,
    refuse_large,
)

_CHUNK = 1 << 18


@attrs.define
class Zip:
    """An open archive. What is read from it is counted, whatever its directory says about sizes."""

    _archive: zipfile.ZipFile
    _unpacked: int = 0

    @classmethod
    def open(cls, data: bytes) -> Zip:
        """Open an archive; raises BrokenDocumentError where it is cut off, TooLargeDocumentError for a bomb."""
        # The directory is counted before zipfile makes an object of each entry.
        if data.count(b"PK\x01\x02") > MEMBERS:
            raise TooLargeDocumentError(f"the archive holds more than {MEMBERS:,} files")
        try:
            return cls(zipfile.ZipFile(io.BytesIO(data)))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OSError) as error:
            raise BrokenDocumentError(
                f"the file is a zip archive that is cut off or damaged ({error})", hint="save or copy it again"
            ) from error

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files in it, in order."""
        return tuple(self._archive.namelist())

    def read(self, name: str, bound: int = DOCUMENT_BYTES) -> bytes:
        """One file; raises KeyError where it is not there, and typed errors as :meth:`open` does."""
        info = self._archive.getinfo(name)
        if info.flag_bits & 0x1:
            raise EncryptedDocumentError("the document is locked with a password", hint="save it without one")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BrokenDocumentError(f"the file {name!r} in the archive is packed in a way that documents do not use")
        parts: list[bytes] = []
        length = 0
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    parts.append(chunk)
                    length += len(chunk)
                    self._count(len(chunk))
                    refuse_large(length, bound, f"the file {name!r} in the archive")
                    if length > RATIO_FROM and length > RATIO * max(info.compress_size, 1):
                        raise TooLargeDocumentError(
                            f"the file {name!r} in the archive unpacks to more than {RATIO} times its size",
                            hint="no document is packed so tightly; it is not opened",
                        )
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
            raise BrokenDocumentError(
                f"the file {name!r} in the archive is cut off or damaged ({error})", hint="save or copy it again"
            ) from error
        return b"".join(parts)

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > UNPACKED_BYTES:
            raise TooLargeDocumentError(f"the archive unpacks to more than {UNPACKED_BYTES // MEGABYTE} MB")
