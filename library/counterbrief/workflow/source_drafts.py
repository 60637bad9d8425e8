"""Drafts of source records: what a saved document states about itself, each thing with the place where it is stated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeVar

import attrs

from counterbrief.model import Name, PartialDate, Source, SourceType, Unstated
from counterbrief.model.ids import fault_of_id
from counterbrief.model.text import fault_of_text
from counterbrief.store.captures import About, Document, Stated

T = TypeVar("T")

_ASSUMED: Final = {"text/html": SourceType.WEBPAGE}
_MOST_AUTHORS: Final = 50
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?!\d))?)?(?=$|[^\d/.-])")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")
_ID_LENGTH: Final = 60


@attrs.frozen(kw_only=True)
class SourceDraft:
    """A source as far as a document describes it.

    Attributes:
        source: the record, for a person to judge and complete
        found: by field of the source, where its value stands in the document, or that it was assumed
        notes: what is stated and was not taken, and what was assumed
    """

    source: Source
    found: Mapping[str, str]
    notes: tuple[str, ...]


def draft_source(document: Document, name: str, *, source_id: str | None, by: str, invented: bool) -> SourceDraft:
    """The draft for a document that was saved under the file name ``name``.

    Without ``source_id`` the id is made from the title. What the document does not state stands in ``not_stated``.
    """
    drafting = _Drafting(stated=document.stated)
    title = drafting.first(About.TITLE, _clean)
    if title is None:
        title = f"[{_clean(name.rpartition('.')[0] or name) or 'untitled'}]"
        drafting.found["title"] = "not stated; the name of the file stands in its place, in brackets"
    url = drafting.first(About.URL, _address)
    if url is None and document.visible.address:
        url = _address(document.visible.address)
        if url:
            drafting.found["url"] = "the address in the web archive"
    authors = drafting.authors()
    issued = drafting.first(About.ISSUED, _date)
    publisher = drafting.first(About.PUBLISHER, _clean)
    container = drafting.first(About.CONTAINER_TITLE, _clean)
    language = drafting.first(About.LANGUAGE, _language)
    made = drafting.first(About.MADE, _date)
    if made is not None:
        drafting.found.pop("made", None)
        drafting.notes.append(
            f"the file was made on {made}; that is not a date of publication, and was not taken for one"
        )
    not_stated = [
        unstated
        for unstated, value in (
            (Unstated.AUTHOR, authors),
            (Unstated.ISSUED, issued),
            (Unstated.PUBLISHER, publisher),
            (Unstated.TITLE, "title" not in drafting.missing),
            (Unstated.URL, url),
        )
        if not value
    ]
    type_ = drafting.first(About.TYPE, _type)
    if type_ is None:
        type_ = _ASSUMED.get(document.visible.document_type, SourceType.DOCUMENT)
        drafting.found["type"] = f"assumed: a document of the kind {document.visible.document_type} that states no type"
    if document.visible.fetched_on is not None:
        drafting.found["accessed"] = "the date of the record in the web archive"
    if language is None:
        drafting.found["language"] = "not stated; 'und' stands for an unknown language"
    source = Source(
        id=source_id or id_from(title, url),
        written_by=by,
        invented=invented,
        type=type_,
        title=title,
        author=authors,
        container_title=container,
        publisher=publisher,
        issued=issued,
        accessed=document.visible.fetched_on,
        url=url,
        language=language or "und",
        not_stated=tuple(not_stated),
    )
    return SourceDraft(source=source, found=MappingProxyType(drafting.found), notes=tuple(drafting.notes))


@attrs.define(kw_only=True)
class _Drafting:
    """Takes what is stated, and remembers where it stands."""

    stated: Sequence[Stated]
    found: dict[str, str] = attrs.field(factory=dict)
    notes: list[str] = attrs.field(factory=list)

    @property
    def missing(self) -> set[str]:
        """Fields of which a note says that they are not stated."""
        return {field for field, where in self.found.items() if where.startswith("not stated")}

    def first(self, about: About, read: Callable[[str], T | None]) -> T | None:
        """The first statement that can be read; those before it get a note, and so do others that differ."""
        value: T | None = None
        for one in self.stated:
            if one.about is not about:
                continue
            this = read(one.value)
            if this is None:
                self._note(f"the {about.value} that {one.where} states cannot be taken as it is: {_short(one.value)}")
            elif value is None:
                value = this
                self.found[about.value] = one.where
            elif this != value and about not in (About.TYPE, About.MADE):
                self._note(f"{one.where} states another {about.value}: {_short(one.value)}")
        return value

    def authors(self) -> tuple[Name, ...]:
        """The authors of the first place that names any."""
        stated = [one for one in self.stated if one.about is About.AUTHOR]
        wheres = list(dict.fromkeys(one.where for one in stated))
        for where in wheres:
            here = [_name(one) for one in stated if one.where == where]
            names = list(dict.fromkeys(name for name in here if name is not None))
            if names:
                self.found["author"] = where
                if len(names) > _MOST_AUTHORS:
                    self._note(f"{where} names {len(names)} authors; the first {_MOST_AUTHORS} are taken")
                return tuple(names[:_MOST_AUTHORS])
        return ()

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def id_from(title: str, url: str | None) -> str:
    """An id from a title in Latin letters, else from the address, else ``source``."""
    for text in (title, (url or "").partition("//")[2]):
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
        words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
        made = ""
        for word in words:
            if len(made) + len(word) >= _ID_LENGTH:
                break
            made = f"{made}-{word}" if made else word
        made = made or (words[0][:_ID_LENGTH] if words else "")
        if sum(map(str.isalpha, made)) >= 3 and fault_of_id(made) is None:
            return made
    return "source"


def _clean(value: str) -> str | None:
    """One line of text as the model wants it, or None."""
    text = unicodedata.normalize("NFC", " ".join(value.split()))
    return text if fault_of_text(text) is None and len(text) <= 1000 else None


def _short(value: str) -> str:
    text = "".join(character for character in " ".join(value.split()) if character.isprintable())
    return f"“{text[:117]}…”" if len(text) > 120 else f"“{text}”"


def _address(value: str) -> str | None:
    text = _clean(value)
    if text is None or not text.startswith(("http://", "https://")) or " " in text:
        return None
    return text


def _date(value: str) -> PartialDate | None:
    """The day, month or year that a date in figures begins with; the hour and its zone are left out."""
    match = _DATE.match(value.strip()) or _COMPACT_DATE.match(value.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None:
        return None
    try:
        return PartialDate(year=year, month=month, day=day)
    except ValueError:
        return None


def _language(value: str) -> str | None:
    match = _LANGUAGE.fullmatch(value.strip())
    if match is None:
        return None
    parts = [match[1].lower(), (match[2] or "").title(), (match[3] or "").upper()]
    return "-".join(part for part in parts if part)


def _type(value: str) -> SourceType | None:
    return next((one for one in SourceType if one.value == value), None)


def _name(stated: Stated) -> Name | None:
    """A name, divided only where the document divides it."""
    text = _clean(stated.value)
    if text is None:
        return None
    family, comma, given = (part.strip() for part in text.partition(","))
    if stated.divided and comma and family and given and "," not in given:
        return Name(family=family, given=given)
    return Name(literal=text)
