"""Ids: short, readable, safe as a file name on every system. A record's id is its file's name without ``.yaml``."""

from __future__ import annotations

import re

import attrs

LONGEST = 120

#: Names that Windows keeps for devices; a file of that name cannot be made there.
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_SHAPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def fault_of_id(value: str) -> str | None:
    """What is wrong with an id, in words, or None."""
    if not _SHAPE.fullmatch(value):
        return f"{value!r} is not an id: small letters a-z, digits and single hyphens between them, such as 'ebrahim-b'"
    if len(value) > LONGEST:
        return f"the id {value!r} has {len(value)} characters, at most {LONGEST} are allowed"
    if value in _RESERVED:
        return f"{value!r} cannot be a file's name on Windows; choose another id"
    return None


def is_id(_instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """attrs validator for one id."""
    fault = fault_of_id(value)
    if fault:
        raise ValueError(fault)


def are_ids(_instance: object, attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    """attrs validator for several ids, each named once."""
    for one in value:
        fault = fault_of_id(one)
        if fault:
            raise ValueError(fault)
    refuse_repeats(value, attribute.name)


def refuse_repeats(values: tuple[str, ...], name: str) -> None:
    """Raise ValueError where a value stands twice."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"{name} names {value!r} twice")
        seen.add(value)
