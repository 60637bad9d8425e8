"""HTML: what a reader sees of a page, and what its head states.

The page is read as a stream of events (libxml2 by way of lxml), never as a tree: a tree can be made to hold gigabytes by
some kilobytes of misnested tags, its depth is limited without a word, and its layout of tables puts lines of two columns
side by side. What a style sheet hides is not known here; elements hidden by themselves (``hidden``, ``display: none``)
and by their kind (scripts, templates, the head) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import attrs

from counterbrief.store.captures.errors import BrokenDocumentError, TooLargeDocumentError
from counterbrief.store.captures.flow import Flow
from counterbrief.store.captures.libraries import library
from counterbrief.store.captures.limits import refuse_tags

_UNSEEN: Final = frozenset(
    "applet area audio base canvas datalist desc head iframe link meta metadata noembed noframes noscript object param rp "
    "script source style template title track video".split()
)
_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center details dialog dir div dl fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol p pre search section summary ul".split()
)
_LINES: Final = frozenset("dd dt li optgroup option select".split())
_VOID: Final = frozenset(
    "area base basefont bgsound br col embed frame hr img input link meta param source track wbr".split()
)
_KEEPING_SPACE: Final = frozenset({"listing", "plaintext", "pre", "textarea", "xmp"})
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_MOST_KEPT = 1000  #: elements of one kind that are looked at for what the page states
_LONGEST_KEPT = 1 << 20  #: characters of one script or comment that are looked at for what the page states

#: Work for end tags that close nothing: the parser looks for each through the whole depth of the page.
_WORK: Final = 500_000_000
_CHUNK: Final = 1 << 16


@attrs.define
class HeadMatter:
    """What a page says about itself, as it stands in the markup.

    Attributes:
        language: of ``<html lang>``
        title: of ``<title>``
        meta: (name, property or itemprop in small letters; content), in order
        links: (rel in small letters, href), in order
        times: (itemprop or ``pubdate``, datetime), in order
        scripts: texts of JSON-LD scripts
        comments: those that stand before the page's text
    """

    language: str | None = None
    title: str | None = None
    meta: list[tuple[str, str]] = attrs.field(factory=list)
    links: list[tuple[str, str]] = attrs.field(factory=list)
    times: list[tuple[str, str]] = attrs.field(factory=list)
    scripts: list[str] = attrs.field(factory=list)
    comments: list[str] = attrs.field(factory=list)


def read_html(markup: str) -> tuple[str, HeadMatter]:
    """The visible text of a page and what it says about itself.

    Raises TooLargeDocumentError where it has more tags, or tags nested deeper, than can be read in bounded time.
    """
    refuse_tags(markup)
    etree = library("lxml.etree", "lxml", "the text of an HTML page")
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True)
    work = 0
    data = markup.encode("utf-8", "replace")
    try:
        for start in range(0, len(data), _CHUNK):
            chunk = data[start : start + _CHUNK]
            ended = reader.ended
            parser.feed(chunk)
            work += max(0, chunk.count(b"</") - (reader.ended - ended)) * len(reader.open)
            if work > _WORK:
                raise TooLargeDocumentError(
                    "the tags of the page are nested deeper than they can be followed",
                    hint="open it in a browser, and save what it shows as plain text or PDF",
                )
        parser.close()
    except etree.XMLSyntaxError as error:
        if reader.flow.length == 0 and not data.strip():
            return "", reader.head
        raise BrokenDocumentError(f"the HTML cannot be read ({error})") from error
    _refuse_stopped(parser.error_log)
    return reader.flow.result(), reader.head


def _refuse_stopped(log: Any) -> None:
    """Older releases of libxml2 stop at a depth and leave the rest out."""
    for entry in log:
        if entry.level_name == "FATAL" and "depth" in entry.message.lower():
            raise TooLargeDocumentError(
                "the tags of the page are nested too deep", hint="pip install --upgrade 'lxml>=6'"
            )


@attrs.define
class _Reader:
    """The events of a page, made into text."""

    flow: Flow = attrs.field(factory=Flow)
    head: HeadMatter = attrs.field(factory=HeadMatter)
    #: Of each open element: its name and whether it hides what stands in it.
    open: list[tuple[str, bool]] = attrs.field(factory=list)
    ended: int = 0
    _hidden: int = 0
    _keeping: int = 0
    _kept: list[str] | None = None
    _kept_length: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if "-" in tag or ":" in tag:
            tag = tag.rpartition(":")[2]
        self._note(tag, attributes)
        hides = tag in _UNSEEN or _hides(tag, attributes)
        if tag not in _VOID:
            self.open.append((tag, hides))
            self._hidden += hides
            self._keeping += tag in _KEEPING_SPACE
        if self._hidden:
            return
        flow = self.flow
        if tag == "br":
            flow.break_line()
        elif tag in _BLOCKS:
            flow.block()
        elif tag in _LINES:
            flow.line()
        elif tag == "table":
            flow.table()
        elif tag == "tr":
            flow.row()
        elif tag in ("td", "th"):
            flow.cell()
        elif tag == "q":
            flow.text("“")  # browsers print the marks of a quotation element

    def end(self, tag: str) -> None:
        """An element ends."""
        self.ended += 1
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag in _VOID or not self.open:
            return
        name, hides = self.open.pop()
        if tag in ("title", "script"):
            self._finish(tag)
        was_hidden = self._hidden > 0
        self._hidden -= hides
        self._keeping -= name in _KEEPING_SPACE
        if was_hidden:
            return
        if tag in _BLOCKS:
            self.flow.block()
        elif tag in _LINES:
            self.flow.line()
        elif tag == "table":
            self.flow.table()
        elif tag == "q":
            self.flow.text("”")

    def data(self, text: str) -> None:
        """Characters."""
        if self._kept is not None and self._kept_length < _LONGEST_KEPT:
            self._kept.append(text)
            self._kept_length += len(text)
        if self._hidden:
            return
        if self._keeping:
            self.flow.raw(text)
        else:
            self.flow.text(text)

    def comment(self, text: str) -> None:
        """A comment: browsers write there where they saved the page from."""
        if self.flow.length == 0 and len(self.head.comments) < 100:
            self.head.comments.append(text[:_LONGEST_KEPT])

    def pi(self, target: str, data: str | None = None) -> None:
        """A processing instruction says nothing to a reader."""

    def close(self) -> None:
        """The page ends."""

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Keep what an element states about the page."""
        get = attributes.get
        if tag == "meta":
            name = get("property") or get("name") or get("itemprop") or get("http-equiv")
            if name and get("content") and len(self.head.meta) < _MOST_KEPT:
                self.head.meta.append((name.strip().lower(), attributes["content"]))
        elif tag == "link" and get("rel") and get("href"):
            if len(self.head.links) < _MOST_KEPT:
                self.head.links.append((attributes["rel"].strip().lower(), attributes["href"]))
        elif tag == "html" and self.head.language is None:
            self.head.language = get("lang") or get("xml:lang")
        elif tag == "time" and get("datetime") and (get("itemprop") or "pubdate" in attributes):
            if len(self.head.times) < _MOST_KEPT:
                self.head.times.append((get("itemprop") or "pubdate", attributes["datetime"]))
        elif (tag == "title" and self.head.title is None and any(name == "head" for name, _ in self.open[-3:])) or (
            tag == "script" and (get("type") or "").strip().lower() == "application/ld+json"
        ):
            self._kept, self._kept_length = [], 0

    def _finish(self, tag: str) -> None:
        if self._kept is None:
            return
        text = "".join(self._kept)
        self._kept = None
        if tag == "title" and self.head.title is None:
            self.head.title = text
        elif tag == "script":
            self.head.scripts.append(text)


def _hides(tag: str, attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    style = attributes.get("style")
    return bool(style and _HIDING_STYLE.search(style))
