"""Where in the templates a piece of their output comes from: a number in the output stands for file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from counterbrief.errors import Place, TemplateError

#: The attribute that carries the number, and the element that stands for a value of the brief.
AT = "data-at"
PLACEHOLDER = "cb-place"
_START = re.compile(r"<(?=(/?)([a-zA-Z][^\s<>/]*)?)")
_LONGEST_TAG = 1000


@attrs.define
class Marks:
    """The places that numbers stand for."""

    places: list[Place] = attrs.field(factory=list)

    def number(self, template: str, line: int) -> int:
        """The number for a line of a template."""
        self.places.append(Place(file=template, line=line))
        return len(self.places) - 1

    def place(self, number: int | None) -> Place | None:
        """The place behind a number."""
        return self.places[number] if number is not None and number < len(self.places) else None


class MarkTags(Extension):
    """Gives each start tag that a template writes the number of its line. A template can write no mark of its own."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Mark the tags in the template's own text; what stands in its expressions is not text."""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", self._marked(token.value, stream.name or "", token.lineno))
            else:
                yield token

    def _marked(self, text: str, template: str, first: int) -> str:
        marks: Marks = self.environment.marks  # type: ignore[attr-defined]  # our environment alone loads this
        out: list[str] = []
        end = 0
        for found in _START.finditer(text):
            closing, name = found.groups()
            where = Place(file=template, line=first + text.count("\n", 0, found.start()))
            if not name:
                raise _stray(text, found.start(), where)
            if name.startswith("cb-") or AT in text[found.start() : found.start() + _LONGEST_TAG].partition(">")[0]:
                raise TemplateError(
                    f"<{closing}{name}> is not an element that a template may write",
                    where=where,
                    hint="values of the brief are placed with {{ }}",
                )
            if closing:
                continue
            stop = found.start(2) + len(name)
            out += [text[end:stop], f' {AT}="{marks.number(template, where.line or 0)}"']
            end = stop
        return "".join(out) + text[end:]


def _stray(text: str, start: int, where: Place) -> TemplateError:
    """What is wrong with a ``<`` that begins no tag."""
    if text.startswith("<!--", start):
        return TemplateError("a template may not use <!-- -->", where=where, hint="write a comment as {# … #}")
    return TemplateError("there is a '<' that begins no element", where=where, hint="write &lt; for the sign itself")
