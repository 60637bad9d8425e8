"""Capturing: keep a saved document's bytes, record when and by whom, and draft the source it is a copy of."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from counterbrief.errors import ConflictError
from counterbrief.evidence.masking import Mask
from counterbrief.model import Capture, Records, Source, TeamMember
from counterbrief.model.ids import LONGEST
from counterbrief.model.text import fault_of_text
from counterbrief.store.captures import (
    CaptureStore,
    Document,
    VisibleText,
    read_document,
    read_file,
    visible_text,
    work_tree,
)
from counterbrief.workflow.corpus import Corpus
from counterbrief.workflow.source_drafts import draft_source


@attrs.frozen(kw_only=True)
class Captured:
    """What became of a saved document.

    Attributes:
        corpus: the corpus with the capture's record
        capture: that record
        source: the draft of the source, or the source itself where the corpus has it; put it when it is judged
        drafted: true where ``source`` is a draft that the corpus does not hold
        found: by field of the draft, where in the document its value stands, or that it was assumed
        text: the visible text
        notes: what a person must know: guessed encodings, things stated twice, other documents of a web archive
    """

    corpus: Corpus
    capture: Capture
    source: Source
    drafted: bool
    found: Mapping[str, str]
    text: VisibleText
    notes: tuple[str, ...]


def capture(
    corpus: Corpus,
    file: str | Path,
    *,
    store: CaptureStore,
    by: str,
    on: dt.date,
    source_id: str | None = None,
    method: str | None = None,
    private: bool = False,
    address: str | None = None,
    encoding: str | None = None,
) -> Captured:
    """Capture a saved document: keep its bytes in ``store``, write the ``Capture`` record, and draft its ``Source``.

    ``by`` is the team member who captures it, ``on`` the day. ``source_id`` names its source, which may exist already or
    not yet; without it, the source that has the document's address is taken, else an id is made from its title.
    ``address`` is where it was saved from; of a web archive it chooses the document. ``encoding`` goes before what the
    document declares. The same bytes captured again by the same person on the same day change nothing; any other second
    capture stands beside the first.

    Raises :class:`~counterbrief.store.captures.DocumentError` where the document cannot be read,
    :class:`~counterbrief.store.captures.PlaceOfCapturesError` where ``store`` lies with the corpus,
    :class:`~counterbrief.errors.NotFoundError` for an unknown team member, and
    :class:`~counterbrief.errors.ConflictError` where ``source_id`` is a record of another kind.
    """
    path = Path(file)
    corpus.get(TeamMember, by)
    if corpus.folder is not None:
        store.keep_apart(corpus.folder)
    data = read_file(path)
    document = read_document(data, path.as_posix(), address=address, encoding=encoding)
    if address is not None and document.visible.address is None:
        document = attrs.evolve(document, visible=attrs.evolve(document.visible, address=address))
    invented = corpus.records.settings.invented
    draft = draft_source(document, path.name, source_id=source_id, by=by, invented=invented)
    mask = Mask.of(corpus.records)
    source, drafted = _source(corpus, _masked(draft.source, mask, data), document, chosen=source_id is not None)
    notes = [mask.text(note) for note in (*document.visible.notes, *draft.notes)]
    if not drafted:
        notes.append(f"the corpus has the source {source.id!r}; its record stays as it is")
    sha256 = store.put(data)
    record = Capture(
        id=_next_id(corpus, source.id),
        written_by=by,
        invented=invented,
        source=source.id,
        sha256=sha256,
        size=len(data),
        media_type=document.visible.media_type,
        captured_on=on,
        captured_by=by,
        method=method,
        private=private,
        address=_text(document.visible.address) if not mask.hits(_spoken(document.visible.address or "")) else None,
        fetched_on=document.visible.fetched_on,
        encoding=encoding,
        text_sha256=text_sha256(document.visible),
        tools=document.visible.tools,
    )
    same = _same(corpus, record)
    if same is not None:
        notes.append(f"these bytes were captured already: {same.id}")
    else:
        corpus = corpus.put(record)
    return Captured(
        corpus=corpus,
        capture=same or record,
        source=source,
        drafted=drafted,
        found=draft.found if drafted else {},
        text=document.visible,
        notes=tuple(notes),
    )


def _masked(draft: Source, mask: Mask, data: bytes) -> Source:
    """The draft without what would tell who a protected person is: a page may name them in its title or its address."""
    if not mask:
        return draft
    texts: dict[str, Any] = {
        name: mask.text(text)
        for name in ("title", "title_short", "container_title", "publisher", "genre", "medium")
        if (text := getattr(draft, name)) is not None
    }
    told = mask.hits(_spoken(draft.id))
    return attrs.evolve(
        draft,
        id=f"source-{hashlib.sha256(data).hexdigest()[:12]}" if told else draft.id,
        author=tuple(name for name in draft.author if not mask.hits(" ".join(map(str, attrs.astuple(name))))),
        url=None if draft.url is not None and mask.hits(_spoken(draft.url)) else draft.url,
        **texts,
    )


def _spoken(name: str) -> str:
    """An id or an address as words."""
    return re.sub(r"[^\w]+|_", " ", name)


def read_capture(record: Capture, store: CaptureStore) -> VisibleText:
    """The visible text of a capture, read again from its kept bytes.

    Raises :class:`~counterbrief.store.captures.KeptCaptureError` where the bytes are missing, cut off or altered. Where
    the text is no longer the one that was recorded, as after an upgrade of what reads it, a note says so.
    """
    data = store.get(record.sha256, size=record.size)
    text = visible_text(data, store.path(record.sha256).as_posix(), address=record.address, encoding=record.encoding)
    if record.text_sha256 is None or record.text_sha256 == text_sha256(text):
        return text
    then, now = ", ".join(record.tools) or "unknown", ", ".join(text.tools)
    note = f"the visible text is not the one that was recorded: then it was read by {then}, now by {now}"
    return attrs.evolve(text, notes=(*text.notes, note))


def newest_captures(records: Records) -> dict[str, Capture]:
    """By id of a source, the newest of its captures that has text to compare with.

    Recordings and pictures are kept, but their transcript is a capture of its own.
    """
    with_text = (
        capture for capture in records.of(Capture) if not capture.media_type.startswith(("audio/", "image/", "video/"))
    )
    return {
        capture.source: capture
        for capture in sorted(with_text, key=lambda one: (one.captured_on or dt.date.min, len(one.id), one.id))
    }


def text_sha256(text: VisibleText) -> str:
    """SHA-256 of a visible text in UTF-8."""
    return hashlib.sha256(text.text.encode("utf-8")).hexdigest()


def default_captures(corpus_folder: str | Path) -> Path:
    """Where captures of a corpus are kept when nobody says otherwise: ``<corpus>-captures`` beside it.

    Where the corpus lies in a git work tree, beside that, so that captures are never committed with it.
    """
    folder = Path(corpus_folder).resolve()
    beside = work_tree(folder) or folder
    return beside.parent / f"{folder.name}-captures"


def _source(corpus: Corpus, draft: Source, document: Document, *, chosen: bool) -> tuple[Source, bool]:
    """The source of the corpus that the document is a copy of, or the draft under a free id."""
    known = corpus.records.find(draft.id)
    if chosen:
        if known is not None and not isinstance(known, Source):
            raise ConflictError(
                f"the id {draft.id!r} belongs to a record of another kind", hint="choose another id for the source"
            )
        return (known, False) if isinstance(known, Source) else (draft, True)
    addresses = {_key(one) for one in (draft.url, document.visible.address) if one}
    for source in corpus.records.of(Source):
        if source.url and _key(source.url) in addresses:
            return source, False
    waiting = {
        one.source for one in corpus.records.of(Capture) if one.address is not None and _key(one.address) in addresses
    }
    if waiting:
        # Captured before, and its source not written yet, or written without an address.
        source_id = min(waiting)
        written = corpus.records.get(Source, source_id)
        return (written, False) if written is not None else (attrs.evolve(draft, id=source_id), True)
    taken = {record.id for record in corpus.records} | {one.source for one in corpus.records.of(Capture)}
    return attrs.evolve(draft, id=_free(draft.id, taken | corpus.unreadable)), True


def _key(address: str) -> str:
    """Addresses that differ in the fragment, in http and https or in the last slash are one."""
    return address.partition("#")[0].partition("//")[2].rstrip("/")


def _free(wanted: str, taken: set[str] | frozenset[str]) -> str:
    """The id, or the first of ``id-2``, ``id-3`` … that no record has."""
    number, made = 1, wanted
    while made in taken:
        number += 1
        made = f"{wanted[: LONGEST - len(str(number)) - 1].rstrip('-')}-{number}"
    return made


def _next_id(corpus: Corpus, source: str) -> str:
    taken = {record.id for record in corpus.records} | corpus.unreadable
    return _free(f"capture-{source}"[:LONGEST].rstrip("-"), taken)


def _same(corpus: Corpus, record: Capture) -> Capture | None:
    """A record of the same act: same bytes and source, same person and day."""
    for one in corpus.records.of(Capture):
        if (one.source, one.sha256, one.captured_by, one.captured_on, one.address) == (
            record.source,
            record.sha256,
            record.captured_by,
            record.captured_on,
            record.address,
        ):
            return one
    return None


def _text(value: str | None) -> str | None:
    return value if value is not None and fault_of_text(value) is None else None
