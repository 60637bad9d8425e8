"""Citation styles: reads a CSL 1.0.2 style safely, refuses what pandoc cannot or must not run, makes it ready.

What pandoc gets is written anew from the tree that was checked here, so it never sees bytes that were not.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from xml.etree import ElementTree

import attrs

from counterbrief.cite.labels import CSL_NAMESPACE, NS, teach_labels
from counterbrief.errors import CitationError

DEFAULT_STYLE = "counterbrief-notes"
MAX_STYLE_BYTES = 2_000_000
"""The largest published style has about a tenth of this."""
MAX_DEPTH = 100
MAX_EXPANSION = 20_000_000
"""Elements that a style may come to when every macro is written out; the largest published styles stay well below."""


@attrs.frozen(kw_only=True)
class ReadyStyle:
    """A style as pandoc takes it: ``address`` is a data: URI, ``words`` names each label for the locator reader."""

    address: str
    words: Mapping[str, str]
    in_notes: bool


@lru_cache(maxsize=1)
def default_style() -> str:
    """Return the text of our own style for evidence, ``counterbrief-notes``."""
    return files("counterbrief.cite").joinpath("styles", f"{DEFAULT_STYLE}.csl").read_text(encoding="utf-8")


def ready(
    style_xml: str, *, labels: Iterable[str] = (), keep_cite_order: bool = False, term_sign: str = ""
) -> ReadyStyle:
    """Check a style and make it ready for a document that uses these locator labels.

    ``keep_cite_order`` drops the order that a style asks for within one citation. ``term_sign`` is put before every
    term that a style for notes prints as it is, because a note that begins with a term ("ibid.") begins with a capital.
    """
    return _ready(style_xml, frozenset(labels), keep_cite_order, term_sign)


@lru_cache(maxsize=64)
def _ready(style_xml: str, labels: frozenset[str], keep_cite_order: bool, term_sign: str) -> ReadyStyle:
    root = read_style(style_xml)
    if keep_cite_order:
        for citation in root.findall(f"{NS}citation"):
            for sort in citation.findall(f"{NS}sort"):
                citation.remove(sort)
    in_notes = root.get("class") == "note"
    if in_notes and term_sign:
        for text in root.iter(f"{NS}text"):
            if text.get("term") is not None and text.get("text-case") is None:
                text.set("prefix", text.get("prefix", "") + term_sign)
    words = teach_labels(root, labels)
    return ReadyStyle(address=_address(root), words=words, in_notes=in_notes)


def read_style(style_xml: str) -> ElementTree.Element:
    """Return the tree of a style, or say what is wrong with it."""
    if len(style_xml) > MAX_STYLE_BYTES:
        raise CitationError(f"the citation style has {len(style_xml)} characters; at most {MAX_STYLE_BYTES} are read")
    # The builder refuses what makes XML dangerous: a document type (and so every entity), and great depth.
    parser = ElementTree.XMLParser(target=_CarefulBuilder())  # noqa: S314
    try:
        # The declaration names the encoding of bytes that are text by now, so it goes.
        parser.feed(_without_declaration(style_xml).encode("utf-8"))
        root = parser.close()
    except ElementTree.ParseError as error:
        line, column = error.position
        raise CitationError(
            f"the citation style is not well-formed XML (line {line}, column {column + 1})",
            hint="give the text of a .csl file",
        ) from error
    except UnicodeEncodeError as error:
        raise CitationError("the citation style holds half a character (a lone surrogate)") from error
    if root.tag != f"{NS}style":
        raise CitationError(
            f"the citation style is not a CSL style: its outermost element is {root.tag!r}",
            hint=f"expected 'style' of the namespace {CSL_NAMESPACE}",
        )
    _check(root)
    return root


class _CarefulBuilder(ElementTree.TreeBuilder):
    """Builds a tree from XML without a document type, so no entity can be declared, and without great depth."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, *_: object) -> None:
        raise CitationError("the citation style has a DOCTYPE, which is refused", hint="remove the DOCTYPE line")

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise CitationError(f"the citation style is nested more than {MAX_DEPTH} elements deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def _without_declaration(text: str) -> str:
    text = text.removeprefix("\ufeff")
    if text.startswith("<?xml"):
        _, _, text = text.partition("?>")
    return text


def _check(root: ElementTree.Element) -> None:
    for link in root.iter(f"{NS}link"):
        # pandoc would fetch the parent from a folder or from the network.
        if "independent-parent" in (link.get("rel") or "").casefold():
            raise CitationError(
                f"the citation style only points to another one: {link.get('href')}",
                hint="give the text of that style instead",
            )
    if root.get("class") not in ("note", "in-text"):
        raise CitationError(f"the citation style has class {root.get('class')!r}; expected 'note' or 'in-text'")
    if root.find(f"{NS}citation/{NS}layout") is None:
        raise CitationError("the citation style has no <citation> with a <layout>")
    _check_macros(root)


def _check_macros(root: ElementTree.Element) -> None:
    """Refuse unknown macros, macros that call themselves, and a set of them that would grow without end."""
    bodies = {macro.get("name", ""): macro for macro in root.findall(f"{NS}macro")}
    sizes: dict[str, int] = {}
    walking: list[str] = []

    def size(element: ElementTree.Element) -> int:
        total = 0
        for part in element.iter():
            name = part.get("macro") if part.tag in (f"{NS}text", f"{NS}key") else None
            total += 1 if name is None else 1 + macro_size(name)
            if total > MAX_EXPANSION:
                raise CitationError("the macros of the citation style call each other too often to be worked through")
        return total

    def macro_size(name: str) -> int:
        if name in walking:
            raise CitationError(f"macro {name!r} of the citation style calls itself", hint="break the circle")
        if name not in sizes:
            if name not in bodies:
                raise CitationError(f"the citation style calls macro {name!r}, which it does not define")
            if len(walking) > MAX_DEPTH:
                raise CitationError(f"the macros of the citation style are nested more than {MAX_DEPTH} deep")
            walking.append(name)
            sizes[name] = size(bodies[name])
            walking.pop()
        return sizes[name]

    for name in bodies:
        macro_size(name)
    for part in ("citation", "bibliography"):
        for element in root.findall(f"{NS}{part}"):
            size(element)


def _address(root: ElementTree.Element) -> str:
    """Write the tree as a data: URI, in CSL's namespace as the default one and without the style's own description."""
    plain = ElementTree.Element("style", {"xmlns": CSL_NAMESPACE})
    _copy(root, plain)
    data = ElementTree.tostring(plain, encoding="utf-8", xml_declaration=True)
    return "data:application/xml;base64," + base64.b64encode(data).decode("ascii")


def _copy(source: ElementTree.Element, target: ElementTree.Element) -> None:
    for name, value in source.attrib.items():
        target.set(name, value)
    target.text = source.text
    for part in source:
        # Elements of other namespaces are notes of the style's authors.
        if part.tag.startswith(NS) and part.tag not in (f"{NS}link", f"{NS}rights"):
            _copy(part, ElementTree.SubElement(target, part.tag.removeprefix(NS)))
