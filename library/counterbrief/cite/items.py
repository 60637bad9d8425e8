"""CSL-JSON items as pandoc metadata: every text is literal, nothing in it is markup, a field or an address to fetch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from counterbrief.errors import CitationError

Item: TypeAlias = Mapping[str, Any]
"""A CSL-JSON item: field names and values as the CSL 1.0.2 input schema (csl-data.json) gives them."""

DATE_FIELDS = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
NAME_FIELDS = frozenset(
    (
        "author chair collection-editor compiler composer container-author contributor curator director editor "
        "editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer "
        "original-author performer producer recipient reviewed-author script-writer series-creator translator"
    ).split()
)
IGNORED_FIELDS = frozenset({"categories", "citation-key", "custom", "id", "keyword", "language", "other-ids", "type"})
"""Fields that no style prints, or that are set from elsewhere; ``other-ids`` would give pandoc a second id."""
_NAME_PARTS = frozenset({"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"})
_NAME_FLAGS = frozenset({"comma-suffix", "static-ordering"})
_EDTF = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?(/-?\d{4}(-\d\d(-\d\d)?)?)?[~?]?")
_DOUBLE_QUOTED = re.compile(r'(?<!\w)(?:"(?!\s)([^"“”]+)(?<!\s)"|“([^"“”]+)”)(?!\w)')
_SINGLE_QUOTED = re.compile(r"(?<!\w)(?:'(?!\s)([^'‘’]+)(?<!\s)'|‘([^'‘’]+)’)(?!\w)")


def item_id(item: Item) -> str:
    """Return the id of an item as text; CSL-JSON allows numbers too."""
    value = item.get("id")
    if isinstance(value, str) and value:
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise CitationError(f"a source to cite has no id: {dict(item)!r:.80}", hint="give every item an 'id'")


def reference(item: Item, *, key: str, locale: str) -> dict[str, Any]:
    """Return an item as pandoc metadata under the id ``key``.

    An item without a language is taken to be in the language of the document. The CSL-JSON habit of hiding fields in
    ``note`` (``original-date: 1999``) is not followed: a note is a note.
    """
    identity = item_id(item)
    fields: dict[str, Any] = {
        "id": _string(key),
        "type": _string(_text(item.get("type", "document"), identity, "type")),
    }
    fields["language"] = _string(_text(item.get("language") or locale, identity, "language"))
    for field, value in sorted(item.items()):
        if field in IGNORED_FIELDS or value is None or (isinstance(value, str) and not value.strip()):
            continue
        if field in DATE_FIELDS:
            fields[field] = _date(value, identity, field)
        elif field in NAME_FIELDS:
            fields[field] = _names(value, identity, field)
        else:
            fields[field] = _literal(field, _text(value, identity, field))
    return {"t": "MetaMap", "c": fields}


def checked_text(text: str, what: str) -> str:
    """Return a text that can be sent on: no NUL, no half of a character."""
    if "\0" in text:
        raise CitationError(f"{what} holds a NUL character", hint="remove it")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise CitationError(f"{what} holds half a character (a lone surrogate)", hint="write it anew") from None
    return text


def _text(value: object, identity: str, field: str) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise CitationError(f"source {identity!r}: {field} is {type(value).__name__}; expected text or a number")
    return checked_text(value, f"source {identity!r}: {field}")


def _string(text: str) -> dict[str, Any]:
    return {"t": "MetaString", "c": text}


def _list(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "MetaList", "c": list(parts)}


def _literal(field: str, text: str) -> dict[str, Any]:
    """Return a text as it stands; in titles a quoted part becomes a quotation, so that its marks fit the outer ones."""
    if "title" not in field:
        return _string(text)
    parts = _with_quotations(text)
    if all(part["t"] == "Str" for part in parts):
        return _string(text)
    return {"t": "MetaInlines", "c": parts}


def _with_quotations(text: str) -> list[dict[str, Any]]:
    """Split a title at what it quotes.

    A single mark may be an apostrophe, so single quotation marks count only where a title has one pair and no other.
    """
    found = list(_DOUBLE_QUOTED.finditer(text))
    kind = "DoubleQuote"
    if not found and sum(text.count(mark) for mark in "'‘’") == 2:
        found = list(_SINGLE_QUOTED.finditer(text))
        kind = "SingleQuote"
    parts: list[dict[str, Any]] = []
    start = 0
    for match in found:
        parts += _words(text[start : match.start()])
        parts.append({"t": "Quoted", "c": [{"t": kind}, _words(match[1] or match[2])]})
        start = match.end()
    return parts + _words(text[start:])


def _words(text: str) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    for number, word in enumerate(re.split(r"[ \t\r\n]+", text)):
        if number:
            parts.append({"t": "Space"})
        if word:
            parts.append({"t": "Str", "c": word})
    return parts


def _date(value: object, identity: str, field: str) -> dict[str, Any]:
    """Return a date: ``date-parts``, else an EDTF ``raw`` text, else words as they stand."""
    if not isinstance(value, Mapping):
        raise CitationError(
            f"source {identity!r}: {field} is {value!r}; expected a CSL date",
            hint='write {"date-parts": [[2015, 9, 21]]}, or {"literal": "..."} for words',
        )
    parts = value.get("date-parts")
    raw = value.get("raw")
    if parts:
        fields = {"date-parts": _list([_date_parts(part, identity, field) for part in parts])}
        for name in ("season", "circa"):
            if value.get(name):
                fields[name] = _string(_text(_flag(value[name]), identity, f"{field}.{name}"))
        return {"t": "MetaMap", "c": fields}
    if isinstance(raw, str) and _EDTF.fullmatch(raw):
        return _string(raw)
    words = value.get("literal") or raw
    return {"t": "MetaMap", "c": {"literal": _string(_text(words, identity, field))} if words else {}}


def _date_parts(parts: object, identity: str, field: str) -> dict[str, Any]:
    problem = CitationError(
        f"source {identity!r}: {field} has the date-parts {parts!r}", hint="write year, month and day as whole numbers"
    )
    if isinstance(parts, str) or not isinstance(parts, Sequence) or not 1 <= len(parts) <= 3:
        raise problem
    try:
        return _list([_string(str(int(part))) for part in parts if part not in (None, "")])
    except (TypeError, ValueError):
        raise problem from None


def _flag(value: object) -> object:
    return "true" if value is True else value


def _names(value: object, identity: str, field: str) -> dict[str, Any]:
    if isinstance(value, str | Mapping) or not isinstance(value, Sequence):
        raise CitationError(
            f"source {identity!r}: {field} is {type(value).__name__}; expected a list of names",
            hint='write [{"family": "...", "given": "..."}], or [{"literal": "..."}] for a body',
        )
    return _list([_name(name, identity, field) for name in value])


def _name(name: object, identity: str, field: str) -> dict[str, Any]:
    if not isinstance(name, Mapping) or not any(name.get(part) for part in ("family", "given", "literal")):
        raise CitationError(
            f"source {identity!r}: {field} holds {name!r}; expected a name",
            hint='write {"family": "...", "given": "..."}, or {"literal": "..."} for a body',
        )
    fields: dict[str, Any] = {}
    for part, value in sorted(name.items()):
        if part in _NAME_PARTS and value:
            fields[part] = _string(_text(value, identity, f"{field}.{part}"))
        elif part in _NAME_FLAGS and value:
            fields[part] = {"t": "MetaBool", "c": True}
    return {"t": "MetaMap", "c": fields}
