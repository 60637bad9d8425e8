"""What is made to be shown passes the protection mask here, whole; and no control character reaches a page or a terminal."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar, cast

import attrs

from counterbrief.evidence.masking import Mask

T = TypeVar("T")

#: Controls (a terminal obeys some), marks of direction that outlive their text, surrogates and noncharacters.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_SPACES = re.compile(r"\s+")
#: Metadata of an attrs field that :func:`shown` leaves as it is: digests and names of kinds tell nothing of anybody, and
#: a mask would make them useless.
PLAIN: Mapping[str, bool] = MappingProxyType({"counterbrief-plain": True})


def shown(value: T, mask: Mask) -> T:
    """An attrs value with every text in it masked and in one line, however deep; fields marked :data:`PLAIN` stay."""
    return cast("T", _shown(value, mask))


def shown_text(text: str, mask: Mask) -> str:
    """A text, masked and in one line."""
    return one_line(mask.text(text))


def one_line(text: str) -> str:
    """A text in one line, with a replacement character for each that must not be printed."""
    return _SPACES.sub(" ", _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text))


def _shown(value: object, mask: Mask) -> object:
    if isinstance(value, enum.Enum):
        return value
    if isinstance(value, str):
        return shown_text(value, mask)
    if isinstance(value, tuple):
        return tuple(_shown(one, mask) for one in value)
    kind = type(value)
    if attrs.has(kind):
        changed = {
            field.name: _shown(getattr(value, field.name), mask)
            for field in attrs.fields(kind)
            if not PLAIN.keys() <= field.metadata.keys()
        }
        return kind(
            **{field.alias: changed.get(field.name, getattr(value, field.name)) for field in attrs.fields(kind)}
        )
    return value
