"""Canonical bytes: what an approval covers (promise 4).

They are JSON of the subset on which JSON libraries agree byte for byte (RFC 8785, JSON Canonicalization Scheme): texts in
NFC, keys in ASCII and sorted, booleans, and whole numbers below 2^53. Byte order marks, line ends, comments, the order of
keys and the style of the YAML are gone before; so is what equals its default.
"""

from __future__ import annotations

import hashlib
import json

from counterbrief.codec.plain import Plain, plain
from counterbrief.model.record import Record
from counterbrief.model.records import kind_of

VERSION = 1
"""Version of the canonical form. A change of the form that changes bytes needs the next one."""


def canonical_bytes(record: Record) -> bytes:
    """The canonical bytes of a record: UTF-8, without a final line break.

    A JSON object of ``schema`` (``counterbrief/<kind>/1``), ``id``, and ``record``, the fields under their names in files.
    Raises `ReadError` where the record holds what the model does not (see `plain`).
    """
    content: dict[str, Plain] = {
        "schema": f"counterbrief/{kind_of(record).name}/{VERSION}",
        "id": record.id,
        "record": plain(record),
    }
    # RFC 8785 sorts keys by UTF-16 code units; for ASCII keys that is Python's order. Its escapes are json's own.
    return json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()


def digest(record: Record) -> str:
    """SHA-256 of the canonical bytes, in 64 small hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(record)).hexdigest()
