"""Forms: a record from answers, for every class of the model alike.

Each field is asked with what its docstring says, and its answer is judged at once by the model's own validator.
"""

from __future__ import annotations

import functools
from typing import Any

import attrs

from counterbrief.cli.asking import Answers, read_yes
from counterbrief.cli.fields import Field, Path, fields_of, hint, reader, referred, shown
from counterbrief.codec import field_of
from counterbrief.codec.schema import attribute_docs
from counterbrief.model import Excerpt, Kind, Origin, Record, Records, Selector, Statement, TeamMember, Voice, kind_of
from counterbrief.workflow.naming import unknown

#: Optional fields that few records need; they are asked with ``--all`` alone.
_SELDOM = frozenset(
    (
        "address archive archive_location derived_from encoding events fetched_on figures genre interpreters interviewers "
        "medium original original_language out_of own_origin page publisher_place reports_on selector style "
        "text_sha256 title_short tools"
    ).split()
)
#: Lists of which the gate wants at least one, though the model does not.
_EXPECTED = frozenset({"cites", "sections", "statements"})
_CONTENTS = ("text", "testimony", "statistic", "theme", "claim")
_FINISH = "."
_CLEAR = "-"
_AT_MOST = 12


class _Finished(Exception):  # noqa: N818  # a turn in a talk, not an error
    """The one who answers leaves out what remains optional; ``value`` is what the field at hand has by then."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value


@attrs.define(kw_only=True)
class Form:
    """Asks for the fields of one record.

    Attributes:
        answers: where answers come from
        records: what the corpus holds already
        kind: of the record
        record_id: its id
        language: tag of the language in which texts are answered
        every: whether the fields that few records need are asked too
        kept: the last answer to each question, offered again where the model refuses several together
    """

    answers: Answers
    records: Records
    kind: Kind
    record_id: str
    language: str
    every: bool = False
    kept: dict[Path, str] = attrs.field(factory=dict)

    def fill(self, **given: object) -> Record:
        """The record; fields in ``given`` are not asked. Raises AnswerError where the input ends too early."""
        record: Record = self._object(self.kind.type, (), {"id": self.record_id, **given})
        return record

    def _object(self, class_: type[Any], path: Path, given: dict[str, object]) -> Any:
        """One instance; where its fields do not fit together, they are asked again."""
        while True:
            try:
                return class_(**self._values(class_, path, given))
            except ValueError as error:
                self.answers.tell(error)

    def _values(self, class_: type[Any], path: Path, given: dict[str, object]) -> dict[str, Any]:
        docs = attribute_docs(class_)
        values: dict[str, Any] = {}
        partial = object.__new__(class_)
        finished = False
        for field in fields_of(class_):
            if field.name in given:
                values[field.name] = given[field.name]
            elif self._asks(class_, field, values, finished=finished):
                try:
                    values[field.name] = self._field(field, (*path, field.name), docs.get(field.name, ""), partial)
                except _Finished as turn:
                    values[field.name] = turn.value
                    finished = True
            value = values.get(field.name, _default(field))
            object.__setattr__(partial, field.name, value)
            if field.name in values and field.nested:
                field.check(partial, value)
        if class_ is Excerpt and values.get("selector") is None:
            # Where nothing else is said, the capture has the words as they are quoted.
            values["selector"] = Selector(exact=values["quotation"])
        return values

    def _asks(self, class_: type[Any], field: Field, values: dict[str, Any], *, finished: bool) -> bool:
        """Whether a field is asked for, after what was answered before."""
        if class_ is Statement and _settled(field.name, values):
            return False
        if field.required or field.name in _EXPECTED:
            return True
        return not finished and (self.every or (field.name not in _SELDOM and field.type is not Origin))

    def _field(self, field: Field, path: Path, about: str, partial: object) -> Any:
        if field.nested and field.many:
            return self._several(field, path, about)
        if field.nested:
            # What was answered before may settle whether this is given: informed consent has its elements, no other has.
            needed = field.required or field.refuses(partial, None)
            if not needed and field.refuses(partial, object()):
                return _default(field)
            if needed or self._agreed((*path, "?"), f"{_spoken(path)}: {about or 'give it'}?", _default(field)):
                return self._object(field.type, path, {})
            return _default(field)
        if field.texts:
            return self._texts(field, path, about)
        return self._leaf(field, path, about, partial)

    def _leaf(self, field: Field, path: Path, about: str, partial: object) -> Any:
        """A value, or a list of values with commas between them, in one answer."""
        read_one = functools.partial(self._one, field, path)

        def read(answer: str) -> Any:
            if answer == _FINISH and not field.required:
                self.kept[path] = ""
                raise _Finished(_default(field))
            if answer == _CLEAR and not field.required:
                answer = ""
            if not answer and field.required:
                raise ValueError("an answer is needed here")
            if not answer:
                value = _default(field)
            elif field.many:
                value = tuple(read_one(part.strip()) for part in answer.split(",") if part.strip())
            else:
                value = read_one(answer)
            field.check(partial, value)
            self.kept[path] = answer
            return value

        return self.answers.ask(
            _question(path, field),
            read,
            about=tuple(line for line in (about, hint(field, self.language), self._existing(path, field)) if line),
            default=self.kept.get(path, shown(_default(field))),
        )

    def _one(self, field: Field, path: Path, answer: str) -> Any:
        value = reader(field, self.language)(answer)
        wanted = self._wanted(path)
        if wanted is not None and value not in self._ids(wanted):
            error = unknown(_noun(wanted), value, self._ids(wanted))
            raise ValueError(f"{error.message}; {error.hint}")
        return value

    def _texts(self, field: Field, path: Path, about: str) -> tuple[str, ...]:
        """Free texts, one a line, until an empty line."""
        texts: list[str] = []

        def read(answer: str) -> str:
            if answer in ("", _CLEAR):
                return ""
            if answer == _FINISH:
                raise _Finished(tuple(texts))
            field.check(None, (*texts, answer))
            return answer

        while True:
            here = (*path, len(texts))
            lines = (about, "one a line; an empty line ends the list") if not texts else ()
            kept = self.kept.get(here, "")
            text = self.answers.ask(f"{_spoken(here)} (optional)", read, about=lines, default=kept)
            self.kept[here] = text
            if not text:
                return tuple(texts)
            texts.append(text)

    def _several(self, field: Field, path: Path, about: str) -> tuple[Any, ...]:
        """Things with fields of their own, one after the other."""
        made: list[Any] = []
        if field.required:
            made.append(self._object(field.type, (*path, 0), {}))
        while True:
            here = (*path, len(made))
            question = f"{_spoken(path)}: {'another' if made else f'{about}: add one' if about else 'add one'}?"
            expected = field.name in _EXPECTED and not made
            if not self._agreed((*here, "?"), question, tuple(made), default=expected):
                return tuple(made)
            made.append(self._object(field.type, here, {}))

    def _agreed(self, path: Path, question: str, value: object, *, default: bool = False) -> bool:
        """Whether the answer is yes; ``value`` is what the field has where what remains optional is left out."""

        def read(answer: str) -> bool:
            if answer == _FINISH:
                raise _Finished(value)
            return read_yes(answer)

        kept = self.kept.get(path, "y" if default else "n")
        agreed = self.answers.ask(f"{question} (y/n)", read, default=kept)
        self.kept[path] = "y" if agreed else "n"
        return agreed

    def _wanted(self, path: Path) -> type[Record] | None:
        return referred(self.kind.type).get(tuple(step for step in path if isinstance(step, str)))

    def _ids(self, wanted: type[Record]) -> list[str]:
        """Ids that may be named; a team member may name themselves."""
        own = [self.record_id] if wanted is TeamMember is self.kind.type else []
        return [*(record.id for record in self.records.of(wanted)), *own]

    def _existing(self, path: Path, field: Field) -> str:
        wanted = self._wanted(path)
        if wanted is None:
            return ""
        ids = self._ids(wanted)
        if not ids and not field.required:
            return f"there is no {_noun(wanted)} yet"
        if not ids:
            return f"there is no {_noun(wanted)} yet: make it first, with 'counterbrief new {_noun(wanted)}'"
        more = f" and {len(ids) - _AT_MOST} more" if len(ids) > _AT_MOST else ""
        return f"there {'is' if len(ids) == 1 else 'are'}: {', '.join(ids[:_AT_MOST])}{more}"


def _settled(name: str, values: dict[str, Any]) -> bool:
    """Whether a field of a statement cannot be given any more: a statement has exactly one content."""
    if name == "cites":
        return values.get("text") is None or values.get("voice") is Voice.EDITOR
    if name == "excerpt":
        return values.get("testimony") is None
    return name in _CONTENTS and any(values.get(one) is not None for one in _CONTENTS)


def _default(field: Field) -> Any:
    return None if field.default is attrs.NOTHING else field.default


def _noun(wanted: type[Record]) -> str:
    return "record" if wanted is Record else kind_of(wanted).name


def _spoken(path: Path) -> str:
    """A path as a file names it and as people count: ``excerpts 1, cites 2, source``."""
    words: list[str] = []
    for step in field_of(path):
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return ", ".join(words)


def _question(path: Path, field: Field) -> str:
    extra = "" if field.required else " (optional)"
    return f"{_spoken(path)}{extra}"
