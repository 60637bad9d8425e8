"""Reads what a template wrote, strictly: the closed vocabulary of elements, or an error with file and line."""

from __future__ import annotations

import difflib
import html
import re
from typing import TypeAlias

import attrs

from counterbrief.errors import TemplateError
from counterbrief.render.checks import one_line
from counterbrief.render.marks import AT, PLACEHOLDER, Marks

DEEPEST = 30

PARAGRAPH_ROLES = ("body", "lead", "kicker", "small", "label")
BOX_ROLES = ("notice", "warning", "limits", "key", "plain")

_BLOCKS = frozenset("section aside h1 h2 h3 p ul ol table".split())
_INLINE = frozenset({"strong", "em"})
#: What may stand in what; the template as a whole has no name.
_CHILDREN: dict[str, frozenset[str]] = {
    "": _BLOCKS,
    "section": _BLOCKS,
    "aside": _BLOCKS,
    "li": _BLOCKS | _INLINE,
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "table": frozenset({"caption", "thead", "tbody"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    **dict.fromkeys(("h1", "h2", "h3", "p", "caption", "th", "td", "strong", "em"), _INLINE),
}
#: Elements that may hold text.
TEXTUAL = frozenset({"h1", "h2", "h3", "p", "li", "caption", "th", "td", "strong", "em"})
#: Elements that hold nothing but elements, with what to do instead.
_ELEMENTS_ALONE = {
    **dict.fromkeys(("ul", "ol"), "put it into an <li>"),
    **dict.fromkeys(("table", "thead", "tbody", "tr"), "put it into a <td>"),
}
_ATTRIBUTES: dict[str, tuple[str, tuple[str, ...] | None]] = {
    "section": ("role", None),
    "aside": ("class", BOX_ROLES),
    "p": ("class", PARAGRAPH_ROLES),
}

_TAG = re.compile(r'<(/?)([a-z][a-z0-9-]*)((?:\s+[a-z-]+="[^"<>]*")*)\s*>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_ROLE = re.compile(r"[a-z]+(?:-[a-z]+)*")
_MARK = re.compile(rf'\b{AT}="(\d+)"')


@attrs.frozen(kw_only=True)
class Words:
    """Text that the template itself says."""

    text: str


@attrs.frozen(kw_only=True)
class Placeholder:
    """Where a value of the brief is placed; ``at`` names the line."""

    key: int
    at: int


@attrs.define(kw_only=True)
class Element:
    """An element; ``role`` is what its one attribute says."""

    name: str
    role: str
    at: int | None
    children: list[Node]


Node: TypeAlias = "Words | Placeholder | Element"


def read_output(output: str, marks: Marks) -> Element:
    """The elements of a template's output, under one without a name. Raises TemplateError at the first fault."""
    return _Reader(output=output, marks=marks).read()


@attrs.define(kw_only=True)
class _Reader:
    output: str
    marks: Marks
    last: int | None = None
    open: list[Element] = attrs.field(factory=lambda: [Element(name="", role="", at=None, children=[])])

    def read(self) -> Element:
        position = 0
        while position < len(self.output):
            start = self.output.find("<", position)
            end = len(self.output) if start < 0 else start
            self.text(self.output[position:end])
            if start < 0:
                break
            position = self.tag(start)
        if len(self.open) > 1:
            left = self.open[-1]
            raise self.fault(f"<{left.name}> is not closed", left.at, hint=f"write </{left.name}> where it ends")
        return self.open[0]

    def fault(self, message: str, at: int | None = None, hint: str | None = None) -> TemplateError:
        return TemplateError(message, where=self.marks.place(at if at is not None else self.last), hint=hint)

    def text(self, raw: str) -> None:
        text = one_line(html.unescape(raw))
        if not text:
            return
        parent = self.open[-1]
        if parent.name in TEXTUAL:
            parent.children.append(Words(text=text))
        elif text.strip():
            inside = f"in <{parent.name}>" if parent.name else "outside of any element"
            raise self.fault(f"the text {_start(text)} stands {inside}", parent.at, hint="put it into a <p>")

    def tag(self, start: int) -> int:
        found = _TAG.match(self.output, start)
        if not found:
            raise self.malformed(start)
        closing, name, inside = found.groups()
        attributes = _ATTRIBUTE.findall(inside)
        if closing:
            self.close(name, attributes)
        elif name == PLACEHOLDER:
            self.placeholder(dict(attributes))
        else:
            self.start(name, attributes)
        return found.end()

    def placeholder(self, attributes: dict[str, str]) -> None:
        self.last = int(attributes["at"])
        parent = self.open[-1]
        if parent.name in _ELEMENTS_ALONE:
            raise self.fault(
                f"a value of the brief stands directly in <{parent.name}>", hint=_ELEMENTS_ALONE[parent.name]
            )
        self.open[-1].children.append(Placeholder(key=int(attributes["n"]), at=self.last))

    def start(self, name: str, pairs: list[tuple[str, str]]) -> None:
        at = next((int(value) for key, value in pairs if key == AT), None)
        self.last = at
        parent = self.open[-1]
        if name not in _CHILDREN:
            close = difflib.get_close_matches(name, sorted(_CHILDREN), n=1, cutoff=0.7)
            known = ", ".join(sorted(key for key in _CHILDREN if key))
            hint = f"did you mean <{close[0]}>?" if close else f"elements of a template: {known}"
            raise self.fault(f"a template may not use <{name}>", hint=hint)
        if name not in _CHILDREN[parent.name]:
            allowed = ", ".join(f"<{child}>" for child in sorted(_CHILDREN[parent.name]))
            place = f"in <{parent.name}>" if parent.name else "outside of any element"
            raise self.fault(f"<{name}> may not stand {place}", hint=f"what may: {allowed}")
        if len(self.open) > DEEPEST:
            raise self.fault(f"the elements are nested more than {DEEPEST} deep")
        element = Element(name=name, role=self.role(name, pairs), at=at, children=[])
        parent.children.append(element)
        self.open.append(element)

    def role(self, name: str, pairs: list[tuple[str, str]]) -> str:
        wanted, values = _ATTRIBUTES.get(name, ("", None))
        given = [(key, html.unescape(value)) for key, value in pairs if key != AT]
        for key, _ in given:
            if key != wanted:
                hint = f"<{name}> has {wanted} alone" if wanted else f"<{name}> has no attributes"
                raise self.fault(f"<{name}> may not have the attribute {key!r}", hint=hint)
        if len(given) > 1:
            raise self.fault(f"<{name}> has {wanted} twice")
        role = given[0][1] if given else ""
        if not role:
            if name == "p":
                return "body"
            if wanted:
                raise self.fault(f"<{name}> needs its {wanted}", hint=f'such as <{name} {wanted}="{_example(name)}">')
            return ""
        if values is not None and role not in values:
            raise self.fault(f"<{name}> has the {wanted} {role!r}", hint=f"expected one of {', '.join(values)}")
        if not _ROLE.fullmatch(role):
            raise self.fault(f"<{name}> has the {wanted} {role!r}", hint="expected small letters and hyphens")
        return role

    def close(self, name: str, attributes: list[tuple[str, str]]) -> None:
        current = self.open[-1]
        if attributes:
            raise self.fault(f"</{name}> may not have attributes")
        if not current.name:
            raise self.fault(f"</{name}> closes nothing")
        if current.name != name:
            raise self.fault(
                f"</{name}> stands where <{current.name}> is still open", current.at, f"write </{current.name}> first"
            )
        self.open.pop()

    def malformed(self, start: int) -> TemplateError:
        """What is wrong with something that begins with ``<``."""
        rest = self.output[start : start + 400]
        mark = _MARK.search(rest)
        at = int(mark.group(1)) if mark else None
        shown = _MARK.sub("", rest)
        name = re.match(r"<[^\s<>]*", shown)
        told = name.group() if name else "<"
        if f"<{PLACEHOLDER}" in rest[1 : rest.find(">", 1) + 1 or None]:
            return self.fault(f"a value of the brief stands inside of the tag {told}>", at, "place it in a text")
        return self.fault(
            f"the tag {told}> is not well written",
            at,
            'names are in small letters, attributes in double quotation marks, as in <p class="lead">',
        )


def _example(name: str) -> str:
    return {"section": "fact", "aside": "notice"}[name]


def _start(text: str) -> str:
    shown = text.strip()
    return f'"{shown[:40]}…"' if len(shown) > 40 else f'"{shown}"'
