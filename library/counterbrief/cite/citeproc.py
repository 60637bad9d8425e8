"""Words the citations and the bibliography of a whole document at once, in any CSL 1.0.2 style.

The whole document, because ibid., short forms, numbers and disambiguation depend on what was cited before.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from counterbrief.cite import pandoc, styles
from counterbrief.cite.inlines import linked, runs
from counterbrief.cite.items import Item, checked_text, item_id, reference
from counterbrief.cite.labels import LABELS
from counterbrief.cite.richtext import RichText, Run, html, merged
from counterbrief.errors import CitationError

Cite: TypeAlias = Mapping[str, Any]
"""One cite of a cluster: ``id`` and, each if wanted, ``locator``, ``label`` (a CSL locator label, "page" where it is
absent), ``prefix``, ``suffix``, ``suppress-author`` and ``joined-by`` (ours: the text that joins this cite to the one
before it in place of the style's delimiter, such as ", " before "as reported in")."""

CITE_FIELDS = frozenset({"id", "locator", "label", "prefix", "suffix", "suppress-author", "joined-by"})
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
# Signs of punctuation so rare that a text without one of them is always found. See _marks().
_RARE_SIGNS = "⁜⁛⁘⁙⸎⸔⸕⸖⸗⸚⸛⸞⸟⸪⸫"
_TIGHT_PREFIX = re.compile(r"[(\[{«‹“‘¿¡/]$|(?:^|\s)[\"']$")
"""Where a prefix goes on without a space: after an opening bracket or quotation mark."""
_TIGHT_SUFFIX = tuple(" \u00a0,.;:!?)]}»›”’…%،؛؟")
"""Where a suffix goes on without a space."""


@attrs.frozen(kw_only=True)
class Entry:
    """One entry of a bibliography: the id of its item and its words."""

    id: str
    words: RichText


@attrs.frozen(kw_only=True)
class WordedCitations:
    """A document's citations.

    ``notes`` holds the words of each cluster in the order given; ``in_notes`` says whether the style means them for
    footnotes (else they stand in the text). ``bibliography`` holds the items that are cited, in the style's order.
    """

    notes: tuple[RichText, ...]
    bibliography: tuple[Entry, ...]
    in_notes: bool


@attrs.frozen(kw_only=True)
class FormattedCitations:
    """Citations and bibliography as HTML made of ``i``, ``b``, ``sup``, ``sub`` and small-caps ``span``."""

    citations: list[str]
    bibliography: list[str]


def cite(
    style_xml: str,
    items: Sequence[Item],
    clusters: Sequence[Sequence[Cite]],
    *,
    locale: str,
    complete: bool = True,
    one_shot: bool = False,
    timeout: float = pandoc.DEFAULT_TIMEOUT,
) -> WordedCitations:
    """Word the citations of a document.

    ``style_xml`` is the text of an independent CSL style, ``items`` are CSL-JSON items, ``clusters`` are the document's
    citations in order: each is a note (or a place in the text) with one or more cites. ``locale`` is a language tag
    such as ``en-GB``. With ``complete`` an item that is cited and that the style leaves out of its bibliography is
    added at its end, worded by ``counterbrief-notes``. ``one_shot`` and ``timeout`` (seconds) go to
    ``pandoc.process``. Raises ``CitationError`` and ``MissingToolError``.
    """
    if not _LOCALE.fullmatch(locale):
        raise CitationError(f"locale {locale!r} is not a language tag", hint="write it like en, en-GB or zh-Hant-TW")
    known = _by_id(items)
    cited = _check_cites(clusters, known)
    if not cited:
        return WordedCitations(notes=tuple(() for _ in clusters), bibliography=(), in_notes=_in_notes(style_xml))
    marks = _marks(style_xml, clusters, items)
    style = styles.ready(
        style_xml,
        labels=(str(one.get("label") or "page") for cluster in clusters for one in cluster if one.get("locator")),
        keep_cite_order=any("joined-by" in one for cluster in clusters for one in cluster),
        term_sign=marks.term,
    )
    keys = {identity: f"r{number:06d}" for number, identity in enumerate(cited)}
    document = {
        "pandoc-api-version": [1, 23, 1],
        "meta": {
            "csl": {"t": "MetaString", "c": style.address},
            "lang": {"t": "MetaString", "c": locale},
            "link-bibliography": {"t": "MetaBool", "c": False},
            "references": {
                "t": "MetaList",
                "c": [reference(known[identity], key=key, locale=locale) for identity, key in keys.items()],
            },
        },
        "blocks": [
            _cluster(cluster, number, keys, style.words, marks)
            for number, cluster in enumerate(clusters, start=1)
            if cluster
        ],
    }
    blocks = pandoc.process(document, timeout=timeout, one_shot=one_shot)["blocks"]
    addresses = [address for identity in cited for address in _addresses(known[identity])]
    wordings = iter([runs(block["c"]) for block in blocks if block["t"] == "Para"])
    notes = tuple(linked(_finish(next(wordings), cluster, marks), addresses) if cluster else () for cluster in clusters)
    entries = tuple(
        Entry(id=identity, words=linked(_finish(words, (), marks), addresses))
        for identity, words in _entries(blocks, {key: identity for identity, key in keys.items()})
    )
    listed = {entry.id for entry in entries}
    left_out = [identity for identity in cited if identity not in listed]
    if complete and left_out and style_xml != styles.default_style():
        rest = cite(
            styles.default_style(),
            [known[identity] for identity in left_out],
            [[{"id": identity} for identity in left_out]],
            locale=locale,
            one_shot=one_shot,
            timeout=timeout,
        )
        entries += rest.bibliography
    return WordedCitations(notes=notes, bibliography=entries, in_notes=style.in_notes)


def format_citations(
    style_xml: str, items: Sequence[Item], clusters: Sequence[Sequence[Cite]] | None = None, locale: str = "en-GB"
) -> FormattedCitations:
    """Return citations and bibliography of ``items`` as HTML strings, exactly as the style words them.

    Without ``clusters`` all items are cited in one. The bibliography has what the style puts there, no more.
    """
    if clusters is None:
        clusters = [[{"id": item_id(item)} for item in items]]
    worded = cite(style_xml, items, clusters, locale=locale, complete=False)
    return FormattedCitations(
        citations=[html(note) for note in worded.notes],
        bibliography=[html(entry.words) for entry in worded.bibliography],
    )


def _in_notes(style_xml: str) -> bool:
    return styles.ready(style_xml).in_notes


def _by_id(items: Sequence[Item]) -> dict[str, Item]:
    known: dict[str, Item] = {}
    for item in items:
        identity = item_id(item)
        if identity in known:
            raise CitationError(f"two sources have the id {identity!r}", hint="give every source an id of its own")
        known[identity] = item
    return known


def _check_cites(clusters: Sequence[Sequence[Cite]], known: Mapping[str, Item]) -> list[str]:
    """Return the ids that are cited, in order of first appearance."""
    cited: dict[str, None] = {}
    for number, cluster in enumerate(clusters, start=1):
        for one in cluster:
            for field in sorted(one.keys() - CITE_FIELDS):
                raise CitationError(
                    f"citation {number} has an unknown field {field!r}{_near(field, CITE_FIELDS)}",
                    hint=f"fields are {', '.join(sorted(CITE_FIELDS))}",
                )
            identity = str(one.get("id", ""))
            if identity not in known:
                raise CitationError(f"citation {number} cites {identity!r}, which is no source{_near(identity, known)}")
            label = one.get("label")
            if label and label not in LABELS:
                raise CitationError(
                    f"citation {number} has an unknown locator label {label!r}{_near(str(label), LABELS)}",
                    hint=f"labels are {', '.join(sorted(LABELS))}",
                )
            for field in ("locator", "prefix", "suffix", "joined-by"):
                value = one.get(field)
                if value is not None and not isinstance(value, str):
                    raise CitationError(f"citation {number}: {field} is {type(value).__name__}; expected text")
                checked_text(value or "", f"citation {number}: {field}")
            cited.setdefault(identity)
    return list(cited)


def _near(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


@attrs.frozen(kw_only=True)
class _Marks:
    """Signs that stand in no text of the document.

    pandoc takes a suffix for a locator where it looks like one, and puts a space after every prefix. ``literal`` before
    a suffix stops the first, ``tight`` at the end of a prefix marks a space to take away, ``joint`` before a prefix the
    place where a delimiter is replaced. ``term`` stands before each term of a style for notes.
    ``hidden`` replaces what pandoc would take for markup or quotation marks in a locator, ``shown`` brings it back.
    """

    literal: str
    tight: str
    joint: str
    term: str
    hidden: Mapping[int, str]
    shown: Mapping[int, str]


def _marks(style_xml: str, clusters: Sequence[Sequence[Cite]], items: Sequence[Item]) -> _Marks:
    used = style_xml + repr(clusters) + repr(items)
    free = [sign for sign in _RARE_SIGNS if sign not in used]
    if len(free) < 7:
        raise CitationError(f"the sources use too many of the signs {' '.join(_RARE_SIGNS)}, which citations need")
    masks = dict(zip("<\"'", free[4:7], strict=True))
    return _Marks(
        literal=free[0],
        tight=free[1],
        joint=free[2],
        term=free[3],
        hidden={ord(sign): mask for sign, mask in masks.items()},
        shown={ord(mask): sign for sign, mask in masks.items()},
    )


def _str(text: str) -> dict[str, Any]:
    return {"t": "Str", "c": text}


def _sealed(text: str) -> dict[str, Any]:
    """Return text in a span: pandoc looks for signs such as ``|``, ``{`` and labels in plain strings only."""
    return {"t": "Span", "c": [["", [], []], [_str(text)]]}


def _cluster(
    cluster: Sequence[Cite], number: int, keys: Mapping[str, str], words: Mapping[str, str], marks: _Marks
) -> dict[str, Any]:
    """Return a paragraph that cites a cluster inside a note, where pandoc does not change the first letter."""
    cites = []
    for position, one in enumerate(cluster):
        joint = marks.joint if position and one.get("joined-by") is not None else ""
        cites.append(
            {
                "citationId": keys[str(one["id"])],
                "citationPrefix": _prefix(one.get("prefix") or "", joint, marks),
                "citationSuffix": _suffix(one, words, marks),
                "citationMode": {"t": "SuppressAuthor" if one.get("suppress-author") else "NormalCitation"},
                "citationNoteNum": number,
                "citationHash": 0,
            }
        )
    note = {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Cite", "c": [cites, []]}]}]}
    return {"t": "Para", "c": [note]}


def _prefix(prefix: str, joint: str, marks: _Marks) -> list[dict[str, Any]]:
    prefix = prefix.rstrip()
    if not prefix:
        return [_sealed(joint + marks.tight)] if joint else []
    tight = marks.tight if _TIGHT_PREFIX.search(prefix) else ""
    return [_sealed(joint + prefix + tight)]


def _suffix(one: Cite, words: Mapping[str, str], marks: _Marks) -> list[dict[str, Any]]:
    suffix = str(one.get("suffix") or "")
    if suffix and not suffix.startswith(_TIGHT_SUFFIX):
        suffix = " " + suffix
    parts: list[dict[str, Any]] = []
    if one.get("locator"):
        word = words[str(one.get("label") or "page")]
        parts = [_str("{" + word), {"t": "Space"}, _sealed(str(one["locator"]).translate(marks.hidden)), _str("}")]
    elif suffix:
        parts = [_str(marks.literal)]
    return parts + ([_sealed(suffix)] if suffix else [])


def _finish(rich: RichText, cluster: Sequence[Cite], marks: _Marks) -> RichText:
    """Take our signs out again, and with them the delimiters and spaces that they mark."""
    joins = [str(one["joined-by"]) for one in cluster[1:] if one.get("joined-by") is not None]
    out: list[Run] = []
    tight = capital = False
    for run in rich:
        for piece in re.split(f"([{marks.literal}{marks.tight}{marks.joint}{marks.term}])", run.text):
            if piece == marks.joint:
                out = [*_without_delimiter(out), Run(text=joins.pop(0))]
            elif piece == marks.tight:
                tight = True
            elif piece == marks.term:
                capital = not out
            elif piece and piece != marks.literal:
                text = (piece.removeprefix(" ") if tight else piece).translate(marks.shown)
                out.append(attrs.evolve(run, text=text[:1].upper() + text[1:] if capital else text))
                tight = capital = False
    return merged(tuple(out))


def _without_delimiter(before: list[Run]) -> list[Run]:
    while before:
        last = before[-1]
        text = last.text.rstrip(" \u00a0;,؛،")
        if text:
            return [*before[:-1], attrs.evolve(last, text=text)]
        before = before[:-1]
    return before


def _entries(blocks: Sequence[Mapping[str, Any]], ids: Mapping[str, str]) -> Iterator[tuple[str, RichText]]:
    """Yield the id and the words of each entry of the bibliography."""
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            for part in block["c"][1]:
                words = [run for inner in part["c"][1] for run in runs(inner["c"])]
                yield ids[part["c"][0][0].removeprefix("ref-")], tuple(words)


def _addresses(item: Item) -> list[str]:
    """Return the addresses of an item that may become links: its page, its archived copy and its DOI."""
    found = [value for field in ("URL", "archive_location") if isinstance(value := item.get(field), str)]
    if isinstance(doi := item.get("DOI"), str):
        found.append(f"https://doi.org/{doi}")
    return found
