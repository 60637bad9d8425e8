"""The file of suggestions: drafts of people, testimonies and statistics for a person to edit, and each marked unreviewed.

It is a working paper beside the corpus, not a part of it: plain YAML, read as strictly as a record. The keys are the
attributes of the classes below.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping

import attrs

from counterbrief.codec import Path, Position, Tree, read_yaml_located, write_yaml
from counterbrief.codec.converter import structure
from counterbrief.codec.faults import faults_of
from counterbrief.errors import CounterbriefError, Place, ProblemsError, ReadError
from counterbrief.model import Account, LocalText, Locator, Naming, Wording
from counterbrief.model.captures import is_sha256
from counterbrief.model.ids import are_ids, is_id
from counterbrief.model.text import are_texts, is_language, is_text

#: A file of suggestions is kept below the most that the reader takes (256 KiB), with room for what is added by hand.
PART_BYTES = 180_000

_HEAD = """\
# Suggestions, made by rules. Nothing here is in the corpus yet, and nobody has looked at it.
# Correct each item that you want and set its 'reviewed' to yes; leave the others as they are. A speaker needs a person:
# one of the corpus, or one of 'people' below that you have reviewed too. Whoever stays 'withheld' is written without a name.
# Then: counterbrief suggest --write THIS-FILE --by YOUR-ID
# This file holds words of the page, with names in them: keep it as you keep captures, and do not publish it.
"""


class Reviewed(enum.StrEnum):
    """Whether a person has looked at an item and takes it."""

    YES = "yes"
    NO = "no"


_optional_text = attrs.validators.optional(is_text)
_optional_id = attrs.validators.optional(is_id)


def _is_span(_instance: object, _attribute: object, value: str) -> None:
    start, _, end = value.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise ValueError("expected where the words stand, such as '120-164'; leave it as it was")


@attrs.frozen(kw_only=True)
class PersonItem:
    """A speaker whom the corpus does not know.

    Attributes:
        reviewed: whether a person takes it
        id: of the record to be
        printed: the name or role as the page prints it; never written into a record by itself
        name: the name for the record, where they are named or have a pseudonym
        role: what they are for a reader
        origin: where they come from, no more precisely than the source says
        naming: how they may appear
    """

    reviewed: Reviewed
    id: str = attrs.field(validator=is_id)
    printed: str | None = attrs.field(default=None, validator=_optional_text)
    name: str | None = attrs.field(default=None, validator=_optional_text)
    role: str = attrs.field(validator=is_text)
    origin: str | None = attrs.field(default=None, validator=_optional_text)
    naming: Naming = Naming.WITHHELD


@attrs.frozen(kw_only=True)
class Passage:
    """Where words stand in the capture: a TextQuoteSelector; the edges may be empty.

    Attributes:
        prefix: the text before them
        exact: the words as the capture has them
        suffix: the text behind them
    """

    prefix: str = ""
    exact: str = attrs.field(validator=is_text)
    suffix: str = ""


@attrs.frozen(kw_only=True)
class Item:
    """What all items of a page have.

    Attributes:
        reviewed: whether a person takes it
        source: the source that says it, where the page only reports it; left out, it is the page
        locator: where it stands in the page
        article: number of the article on the page, where there are several
        stands: where the words stand in the visible text, in code points, ``start-end``
        nearest: the nearest theme with its score and the words shared; for the eye
        why: why it was proposed; for the eye
        unknown: what the page does not tell; for the eye
    """

    reviewed: Reviewed
    source: str | None = attrs.field(default=None, validator=_optional_id)
    locator: Locator | None = None
    article: int | None = None
    stands: str = attrs.field(validator=_is_span)
    nearest: str | None = None
    why: str = ""
    unknown: tuple[str, ...] = attrs.field(default=(), validator=are_texts)


@attrs.frozen(kw_only=True)
class QuotationItem(Item):
    """Words of somebody. Items with one ``testimony`` become one record, an excerpt each.

    Attributes:
        testimony: id of the testimony to be
        excerpt: id of the excerpt in it
        speaker: id of the person who speaks
        subject: id of the person of whom it tells, where that is somebody else
        account: first-hand or relayed
        quotation: the words, as they will be quoted
        language: in which the page prints them
        wording: whether they were spoken in that language
        summary: what it tells, in our words
        themes: ids of the themes it supports
        passage: finds the words in the capture
        candidates: who may speak, each with the reason; for the eye
        recorded: the excerpt of the corpus that has these words already; for the eye
    """

    testimony: str = attrs.field(validator=is_id)
    excerpt: str = attrs.field(validator=is_id)
    speaker: str | None = attrs.field(default=None, validator=_optional_id)
    subject: str | None = attrs.field(default=None, validator=_optional_id)
    account: Account = Account.RELAYED
    quotation: str = attrs.field(validator=is_text)
    language: str = attrs.field(validator=is_language)
    wording: Wording = Wording.UNKNOWN
    summary: LocalText | None = None
    themes: tuple[str, ...] = attrs.field(default=(), validator=are_ids)
    passage: Passage
    candidates: tuple[str, ...] = attrs.field(default=(), validator=are_texts)
    recorded: str | None = None


@attrs.frozen(kw_only=True)
class FigureItem(Item):
    """A figure. Items with one ``statistic`` become one record, a value each.

    Attributes:
        statistic: id of the statistic to be
        value: id of the value in it
        label: what the fact is; that of the statistic's first item counts
        as_printed: the value in the words of the page
        number: the value as a whole number, where it is one
        counted: what is counted
        period: the time it speaks of
        sentence: the sentence; for the eye
    """

    statistic: str = attrs.field(validator=is_id)
    value: str = attrs.field(validator=is_id)
    label: str | None = attrs.field(default=None, validator=_optional_text)
    as_printed: str = attrs.field(validator=is_text)
    number: int | None = None
    counted: str | None = attrs.field(default=None, validator=_optional_text)
    period: str | None = attrs.field(default=None, validator=_optional_text)
    sentence: str = ""


@attrs.frozen(kw_only=True)
class Suggestions:
    """One file of suggestions.

    Attributes:
        source: id of the source that the page is a copy of
        document: the name of the file that was read
        text_sha256: of the visible text to which positions refer
        language: of the page
        people: speakers whom the corpus does not know
        quotations: words of somebody
        figures: numbers, with what they count
    """

    source: str = attrs.field(validator=is_id)
    document: str = attrs.field(validator=is_text)
    text_sha256: str = attrs.field(validator=is_sha256)
    language: str = attrs.field(validator=is_language)
    people: tuple[PersonItem, ...] = ()
    quotations: tuple[QuotationItem, ...] = ()
    figures: tuple[FigureItem, ...] = ()


@attrs.frozen(kw_only=True)
class ReadSuggestions:
    """Suggestions and the places in their file.

    Attributes:
        name: of the file, for messages
        suggestions: what it holds
        marks: line and column of each value by its path
    """

    name: str
    suggestions: Suggestions
    marks: Mapping[Path, Position] = attrs.field(repr=False)

    def place(self, *path: str | int) -> Place:
        """Where a value stands, or its nearest parent."""
        step = tuple(path)
        while step and step not in self.marks:
            step = step[:-1]
        line, column = self.marks.get(step, (None, None))
        return Place(file=self.name, line=line, column=column)


def read_suggestions(data: bytes, name: str) -> ReadSuggestions:
    """Read a file of suggestions. Raises ProblemsError with everything that is wrong with it."""
    located = read_yaml_located(data, name)
    try:
        suggestions = structure(located.tree, Suggestions)
    except Exception as error:  # of whatever kind: it becomes words
        hidden = set(_texts_of_people(located.tree))
        problems: list[CounterbriefError] = []
        for fault in faults_of(error, Suggestions, located.tree):
            message = fault.message
            for text in sorted(hidden, key=len, reverse=True) if fault.path[:1] == ("people",) else ():
                message = message.replace(repr(text), "other text")
            path = fault.path
            while path and path not in located.marks:
                path = path[:-1]
            line, column = located.marks.get(path, (None, None))
            problems.append(ReadError(message, where=Place(file=name, line=line, column=column), hint=fault.hint))
        if not problems:
            raise
        raise ProblemsError(problems) from None
    return ReadSuggestions(name=name, suggestions=suggestions, marks=located.marks)


def _texts_of_people(tree: Tree) -> Iterator[str]:
    """Every value below 'people': messages never repeat them, they can be names (promise 6)."""
    people = tree.get("people") if isinstance(tree, dict) else None
    for item in people if isinstance(people, list) else ():
        yield from (value for value in (item.values() if isinstance(item, dict) else ()) if isinstance(value, str))


def write_suggestions_files(suggestions: Suggestions) -> tuple[bytes, ...]:
    """The bytes of one file, or of several where one would be too large to be read. Each can be written by itself.

    A speaker stands in the first file that needs them.
    """
    items: list[tuple[str, QuotationItem | FigureItem]] = [
        *(("quotations", one) for one in suggestions.quotations),
        *(("figures", one) for one in suggestions.figures),
    ]
    files: list[list[tuple[str, QuotationItem | FigureItem]]] = [[]]
    size = 0
    for key, item in items:
        more = len(write_yaml([_tree(item)]).encode())
        if size and size + more > PART_BYTES:
            files.append([])
            size = 0
        files[-1].append((key, item))
        size += more
    people = {person.id: person for person in suggestions.people}
    return tuple(_file(suggestions, part, people) for part in files)


def _file(
    whole: Suggestions, part: Iterable[tuple[str, QuotationItem | FigureItem]], people: dict[str, PersonItem]
) -> bytes:
    """One file; the people it needs are taken out of ``people``."""
    kept = list(part)
    quotations = tuple(item for _, item in kept if isinstance(item, QuotationItem))
    needed = dict.fromkeys(item.speaker for item in quotations if item.speaker is not None)
    made = attrs.evolve(
        whole,
        people=tuple(people.pop(one) for one in needed if one in people),
        quotations=quotations,
        figures=tuple(item for _, item in kept if isinstance(item, FigureItem)),
    )
    return (_HEAD + write_yaml(_tree(made))).encode()


_ALWAYS = frozenset({"naming", "account"})  # an editor sees what can be changed


def _tree(value: attrs.AttrsInstance) -> dict[str, Tree]:
    tree: dict[str, Tree] = {}
    # Of an item what matters to the one who edits comes first: the review, its own fields, then what all items have.
    fields = attrs.fields(type(value))
    for attribute in sorted(fields, key=lambda one: 0 if one.name == "reviewed" else 2 if one.inherited else 1):
        held = getattr(value, attribute.name)
        if held in (None, (), "") or (held == attribute.default and attribute.name not in _ALWAYS):
            continue
        tree[attribute.name] = _value(held)
    return tree


def _value(value: object) -> Tree:
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, LocalText):
        return dict(value)
    if isinstance(value, Locator) or not attrs.has(type(value)):
        return [_value(one) for one in value] if isinstance(value, tuple) else str(value)
    return _tree(value)  # type: ignore[arg-type]  # it is a class of attrs
