"""An invented corpus whose sources retell each other, with their captures: the material of the tests of lineage."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from tests import builders as b

from counterbrief.model import Capture, Name, Naming, Person, Protection, Record, Records, Source, SourceType
from counterbrief.model.text import LocalText
from counterbrief.store.captures import CaptureStore
from counterbrief.workflow import Corpus

RETOLD = (
    "life under the invented group was harsh and none of the warm houses that they had been promised by Ulla Inventa"
    " and her friends ever came to any of them in all the years they stayed there"
)
HEARD = "nobody told us that the winter there was so long and that we would have to carry wood every day"
NAME = "Example Centre for the Study of Invented Movements"

TEXTS = {
    "first-page": f"The {NAME} wrote on Monday that “{RETOLD}”.\n\n“{HEARD},” said a former member.\n",
    "second-page": f"We asked around. All of them agree: {RETOLD}.\n\nOne was a driver and had other worries on his mind in those days. He told us: “{HEARD}.”\n",
    "archive": f"A note about a talk.\n\nThe {NAME} has a new report. (https://example.org/report)\n",
    "third-page": f"Nobody at the {NAME} was there when the lights went out.\n",
}
MENU = "<nav><ul><li>Home</li><li>About us</li></ul></nav>"
FOURTH = f"<html><body>{MENU}<article><h1>What they say</h1><p>I was there. {RETOLD}. More of it later.</p></article>"


def source(source_id: str, title: str, **fields: object) -> Source:
    """A source of the invented corpus."""
    base: dict[str, object] = {"written_by": "writer", "invented": True, "type": SourceType.WEBPAGE, "language": "en"}
    return Source(id=source_id, title=title, **{**base, **fields})  # type: ignore[arg-type]  # fields of all types


def capture(source_id: str, data: bytes, kind: str = "text/plain", number: int = 1) -> Capture:
    """The record of a capture of these bytes; a higher number is a newer one."""
    return Capture(
        id=f"capture-{source_id}" + (f"-{number}" if number > 1 else ""),
        written_by="writer",
        invented=True,
        source=source_id,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=kind,
        captured_on=dt.date(2026, 11, number),
    )


SOURCES: tuple[Record, ...] = (
    source("first-page", "They came home"),
    source("second-page", "The long winter"),
    source("third-page", "When the lights went out"),
    source("fourth-page", "What they say"),
    source("archive", "All notes"),
    source("archive-note", "A note about a talk", author=(Name(family="Writer", given="Ada"),)),
    source(
        "report",
        "Invented paths home",
        author=(Name(family="Writer", given="Ada"),),
        publisher=NAME,
        url="https://www.example.org/report/",
    ),
)
#: Whose name the first page gives: the mask hides it.
HIDDEN = Person(
    id="hidden",
    written_by="writer",
    invented=True,
    role=LocalText.of(en="a former member"),
    protection=Protection(naming=Naming.ANONYMOUS, never_tell=("Ulla Inventa",)),
)
DATA = {
    **{name: text.encode() for name, text in TEXTS.items()},
    "archive-note": TEXTS["archive"].encode(),
    "fourth-page": FOURTH.encode(),
}
CAPTURES: tuple[Record, ...] = tuple(
    capture(name, data, "text/html" if name == "fourth-page" else "text/plain") for name, data in DATA.items()
)
APPROVAL = b.approval(SOURCES[0])


def traced(*changed: Record) -> Records:
    """The records, with these in the place of their namesakes."""
    known = {record.id: record for record in (*b.TEAM, *SOURCES, HIDDEN, *CAPTURES, APPROVAL, *changed)}
    return Records(b.SETTINGS, known.values())


def written(folder: Path, *changed: Record) -> tuple[Corpus, CaptureStore]:
    """The corpus in ``folder/corpus`` and its captures in ``folder/captures``."""
    store = CaptureStore(folder / "captures")
    for data in DATA.values():
        store.put(data)
    return b.write_corpus(folder / "corpus", traced(*changed)), store
