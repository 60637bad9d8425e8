"""Accepting suggestions: the reviewed items of a file become records, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import attrs

from counterbrief.codec import write_record
from counterbrief.errors import CounterbriefError, NotFoundError, Place, ProblemsError, ReadError
from counterbrief.evidence import judge_quotation
from counterbrief.evidence.masking import Mask
from counterbrief.model import LocalText, Naming, Person, Protection, Record, Source, TeamMember, Theme
from counterbrief.workflow.accepted_records import Writing, statistic_of, testimony_of
from counterbrief.workflow.corpus import Corpus
from counterbrief.workflow.naming import unknown
from counterbrief.workflow.suggestion_files import (
    FigureItem,
    Item,
    PersonItem,
    QuotationItem,
    ReadSuggestions,
    Reviewed,
    read_suggestions,
)

_PART = 3  # letters of a part of a name that names by itself
#: An item with the file that it stands in and its number there.
Placed: TypeAlias = tuple[ReadSuggestions, int, Item]


@attrs.frozen(kw_only=True)
class Accepted:
    """What became of files of suggestions.

    Attributes:
        corpus: the corpus with the new records
        written: the new records, sorted by id
        left: how many items are not reviewed, and were left
    """

    corpus: Corpus
    written: tuple[Record, ...]
    left: int


def accept(corpus: Corpus, files: Sequence[str | Path], *, by: str) -> Accepted:
    """Turn the reviewed items of files of suggestions into people, testimonies and statistics written by ``by``.

    Items that are not reviewed are left. What is written is unapproved; its consent is 'published' with an empty scope, its
    credibility cannot be judged (6): nothing of it enters a brief before people have completed and approved it.

    Raises :class:`~counterbrief.errors.ProblemsError` with everything that is wrong, and then writes nothing.
    """
    corpus.get(TeamMember, by)
    read: list[ReadSuggestions] = []
    problems: list[CounterbriefError] = []
    for file in files:
        path = Path(file)
        if not path.is_file():
            raise NotFoundError("there is no such file of suggestions", where=Place(file=path.as_posix()))
        try:
            read.append(read_suggestions(path.read_bytes(), path.as_posix()))
        except (ReadError, ProblemsError) as error:
            problems += error.problems if isinstance(error, ProblemsError) else [error]
    making = _Making(corpus, by)
    for one in read:
        making.people_of(one)
    for one in read:
        making.read(one)
    records = [] if making.problems or problems else making.records()
    problems += making.problems
    if problems:
        raise ProblemsError(problems)
    if not records:
        names = ", ".join(Path(file).as_posix() for file in files)
        raise ReadError(
            f"no item of {names} is reviewed; nothing is written", hint="set 'reviewed: yes' where you take one"
        )
    left = sum(item.reviewed is Reviewed.NO for one in read for _, item in _items(one))
    return Accepted(
        corpus=_put(corpus, records), written=tuple(sorted(records, key=lambda record: record.id)), left=left
    )


def _put(corpus: Corpus, records: Iterable[Record]) -> Corpus:
    """Write the records; where one cannot be written, those before it are taken back."""
    written: list[str] = []
    try:
        for record in records:
            corpus = corpus.put(record)
            written.append(record.id)
    except BaseException:
        for record_id in reversed(written):
            corpus = corpus.remove(record_id)
        raise
    return corpus


def _items(read: ReadSuggestions) -> Iterator[tuple[tuple[str, int], PersonItem | Item]]:
    """Every item with its path in the file."""
    held = read.suggestions
    yield from ((("people", place), item) for place, item in enumerate(held.people))
    yield from ((("quotations", place), item) for place, item in enumerate(held.quotations))
    yield from ((("figures", place), item) for place, item in enumerate(held.figures))


class _Making:
    """Makes records of reviewed items and collects everything that is wrong with them."""

    def __init__(self, corpus: Corpus, by: str) -> None:
        self.corpus, self.by = corpus, by
        self.invented = corpus.records.settings.invented
        self.problems: list[CounterbriefError] = []
        self.people: dict[str, Person] = {}
        self.waiting: set[str] = set()
        self.unnamed: list[str] = []
        self.quotations: dict[str, list[Placed]] = {}
        self.figures: dict[str, list[Placed]] = {}
        self.mask = Mask.of(corpus.records)

    def fault(self, read: ReadSuggestions, path: tuple[str | int, ...], message: str, hint: str | None = None) -> None:
        self.problems.append(ReadError(self.mask.text(message), where=read.place(*path), hint=hint))

    def people_of(self, read: ReadSuggestions) -> None:
        """The reviewed people of a file."""
        tag = _tag(read)
        for place, item in enumerate(read.suggestions.people):
            path = ("people", place)
            if item.reviewed is Reviewed.NO:
                self.waiting.add(item.id)
                continue
            named = item.naming in (Naming.NAMED, Naming.PSEUDONYM)
            if not named:
                self.unnamed += _names_of(item)
            self.free(read, (*path, "id"), item.id)
            if item.id in self.people:
                self.fault(read, (*path, "id"), f"two people have the id {item.id!r}")
            try:
                self.people[item.id] = Person(
                    id=item.id,
                    written_by=self.by,
                    invented=self.invented,
                    name=item.name if named else None,
                    role=LocalText(((tag, item.role),)),
                    origin=LocalText(((tag, item.origin),)) if item.origin else None,
                    protection=Protection(naming=item.naming),
                )
            except ValueError as error:
                self.fault(read, path, str(error))
        self.mask = Mask((*Mask.of(self.corpus.records).details, *self.unnamed))

    def read(self, read: ReadSuggestions) -> None:
        """The reviewed quotations and figures of a file, each judged by itself."""
        for place, quotation in enumerate(read.suggestions.quotations):
            if quotation.reviewed is Reviewed.YES:
                self.quotations.setdefault(quotation.testimony, []).append((read, place, quotation))
                self.judge_quotation(read, ("quotations", place), quotation)
        for place, figure in enumerate(read.suggestions.figures):
            if figure.reviewed is Reviewed.YES:
                self.figures.setdefault(figure.statistic, []).append((read, place, figure))
                self.judge_figure(read, ("figures", place), figure)

    def judge_quotation(self, read: ReadSuggestions, path: tuple[str | int, ...], item: QuotationItem) -> None:
        self.judge_source(read, path, item)
        self.free(read, (*path, "testimony"), item.testimony)
        if item.speaker is None:
            self.fault(
                read, path, "the item names no 'speaker'", "name a person of the corpus or of 'people' in this file"
            )
        for key, person in (("speaker", item.speaker), ("subject", item.subject)):
            if person is None or person in self.people or self.corpus.records.get(Person, person) is not None:
                continue
            if person in self.waiting:
                self.fault(read, (*path, key), f"the person {person!r} is not reviewed", "review them in 'people' too")
            else:
                error = unknown("person", person, [*self.people, *(one.id for one in self.corpus.records.of(Person))])
                self.fault(read, (*path, key), error.message, error.hint)
        for number, theme in enumerate(item.themes):
            if self.corpus.records.get(Theme, theme) is None:
                error = unknown("theme", theme, [one.id for one in self.corpus.records.of(Theme)])
                self.fault(read, (*path, "themes", number), error.message, error.hint)
        for text in (item.quotation, item.passage.exact):
            if self.mask.hits(text):
                message = "the words tell the name of somebody who is not to be named"
                self.fault(
                    read, (*path, "quotation"), message, "leave the item out, or decide otherwise how they may appear"
                )
                break
        self.judge_words(read, path, item)

    def judge_words(self, read: ReadSuggestions, path: tuple[str | int, ...], item: QuotationItem) -> None:
        """An edited quotation must still be what the capture has."""
        around = f"{item.passage.prefix}{item.passage.exact}{item.passage.suffix}"
        try:
            judged = judge_quotation(item.quotation, around, language=item.language)
        except ValueError as error:
            self.fault(read, (*path, "quotation"), str(error))
            return
        if judged.verdict in ("altered", "absent"):
            reasons = f" ({'; '.join(judged.reasons)})" if judged.reasons else ""
            message = f"the quotation is not what the page says: {judged.verdict}{reasons}"
            self.fault(
                read,
                (*path, "quotation"),
                message,
                "quote the words of 'passage', with … and [ ] where you leave out or put in",
            )

    def judge_figure(self, read: ReadSuggestions, path: tuple[str | int, ...], item: FigureItem) -> None:
        self.judge_source(read, path, item)
        self.free(read, (*path, "statistic"), item.statistic)
        if item.counted is None:
            self.fault(read, path, "the item does not say what is 'counted'", "write it as the page has it")
        for key in ("label", "counted", "period", "as_printed"):
            text = getattr(item, key)
            if text is not None and self.mask.hits(text):
                self.fault(read, (*path, key), "the text tells the name of somebody who is not to be named")

    def judge_source(self, read: ReadSuggestions, path: tuple[str | int, ...], item: Item) -> None:
        for where, source in (((*path, "source"), item.source), (("source",), read.suggestions.source)):
            if source is not None and self.corpus.records.get(Source, source) is None:
                error = unknown("source", source, [one.id for one in self.corpus.records.of(Source)])
                problem = ReadError(
                    error.message, where=read.place(*where), hint=f"{error.hint}; make the source first"
                )
                if not any(str(one) == str(problem) for one in self.problems):
                    self.problems.append(problem)

    def free(self, read: ReadSuggestions, path: tuple[str | int, ...], record_id: str) -> None:
        if record_id in self.corpus.records or record_id in self.corpus.unreadable:
            self.fault(
                read, path, f"the id {record_id!r} is taken in the corpus", "choose another; nothing there is changed"
            )
        elif self.mask.hits(record_id):
            self.fault(read, path, "the id tells the name of somebody who is not to be named", "choose another")

    def records(self) -> list[Record]:
        """The records, people first; empty where anything is wrong."""
        made: list[Record] = [*self.people.values()]
        used = set(self.people)
        for groups in (self.quotations, self.figures):
            for record_id, group in groups.items():
                read, place, _ = group[0]
                path = ("figures" if groups is self.figures else "quotations", place)
                if record_id in used:
                    self.fault(
                        read, path, f"the id {record_id!r} is given to records of two kinds", "choose another for one"
                    )
                used.add(record_id)
                self.alike(group)
                try:
                    record = self.record(record_id, group)
                    write_record(record)
                except (ValueError, ReadError) as error:
                    self.fault(read, path, str(error))
                else:
                    made.append(record)
        return [] if self.problems else made

    def record(self, record_id: str, group: Sequence[Placed]) -> Record:
        writing = Writing(id=record_id, by=self.by, invented=self.invented, mask=self.mask)
        quotations = [(read.suggestions, item) for read, _, item in group if isinstance(item, QuotationItem)]
        if quotations:
            return testimony_of(writing, quotations)
        return statistic_of(
            writing, [(read.suggestions, item) for read, _, item in group if isinstance(item, FigureItem)]
        )

    def alike(self, group: Sequence[Placed]) -> None:
        """Items of one testimony have one speaker, subject and account."""
        _, _, first = group[0]
        for read, place, item in group[1:]:
            for key in ("speaker", "subject", "account"):
                if getattr(item, key, None) != getattr(first, key, None):
                    message = f"items of one testimony have one '{key}'; an item before has another"
                    self.fault(read, ("quotations", place, key), message, "give this one a testimony of its own")


def _names_of(item: PersonItem) -> list[str]:
    """What would name somebody who is not to be named: the name, and each longer part of it."""
    names = [one for one in (item.name, item.printed if item.printed != item.role else None) if one]
    return [
        *names,
        *(part for name in names for part in name.split() if len(part) >= _PART and part[:1] == part[:1].upper()),
    ]


def _tag(read: ReadSuggestions) -> str:
    """The language of what is written about the page, without its region."""
    return read.suggestions.language.partition("-")[0]
