"""What an HTML page states about itself: JSON-LD (schema.org), Highwire and Dublin Core tags, Open Graph, its own head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin

from counterbrief.store.captures.html import HeadMatter
from counterbrief.store.captures.values import About, Stated

#: Types of schema.org that are the page itself, with the type of source that Zotero takes them for.
TYPES: Final = {
    "Article": "webpage",
    "NewsArticle": "article-newspaper",
    "ReportageNewsArticle": "article-newspaper",
    "OpinionNewsArticle": "article-newspaper",
    "AnalysisNewsArticle": "article-newspaper",
    "BackgroundNewsArticle": "article-newspaper",
    "ReviewNewsArticle": "article-newspaper",
    "BlogPosting": "post-weblog",
    "LiveBlogPosting": "post-weblog",
    "SocialMediaPosting": "post",
    "DiscussionForumPosting": "post",
    "Report": "report",
    "ScholarlyArticle": "article-journal",
    "Thesis": "thesis",
    "Book": "book",
    "WebPage": "webpage",
}

#: Names of meta elements, the most exact first.
_META: Final = (
    (About.TITLE, ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title")),
    (About.AUTHOR, ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")),
    (
        About.ISSUED,
        (
            "citation_publication_date",
            "citation_date",
            "article:published_time",
            "datepublished",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "parsely-pub-date",
            "pubdate",
            "date",
        ),
    ),
    (About.PUBLISHER, ("citation_publisher", "dc.publisher", "dcterms.publisher", "publisher")),
    (About.CONTAINER_TITLE, ("citation_journal_title", "og:site_name")),
    (About.LANGUAGE, ("inlanguage", "content-language", "dc.language", "dcterms.language", "og:locale")),
)
#: Highwire and Dublin Core write people as ``Family, Given``.
_DIVIDING: Final = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
_SAVED_FROM = re.compile(r"saved from url=\(\d{1,6}\)(https?://\S{1,2000})")
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(https?://\S{1,2000})")
_MOST: Final = 50  #: statements of one kind, and people of one list


def saved_from(head: HeadMatter) -> tuple[str, str] | None:
    """The address that a browser wrote into the page when it saved it, and where it stands."""
    for comment in head.comments:
        for pattern, where in ((_SAVED_FROM, "the comment 'saved from url'"), (_SINGLE_FILE, "SingleFile's comment")):
            found = pattern.search(comment)
            if found:
                return found[1], where
    return None


def page_facts(head: HeadMatter, address: str | None) -> tuple[Stated, ...]:
    """Everything the page states, the best place of each first. ``address`` completes links that are not whole."""
    found = [*_json_ld(head), *_metas(head)]
    found += [
        Stated(about=About.ISSUED, value=value, where=f"<time {name}>")
        for name, value in head.times
        if name.lower() in ("pubdate", "datepublished")
    ]
    if head.title and head.title.strip():
        found.append(Stated(about=About.TITLE, value=head.title, where="<title>"))
    if head.language:
        # What the page's text is in goes before what a tag for machines says.
        found.insert(0, Stated(about=About.LANGUAGE, value=head.language, where="<html lang>"))
    found += _addresses(head, address)
    return tuple(one for one in found if one.value.strip())


def _addresses(head: HeadMatter, address: str | None) -> Iterator[Stated]:
    saved = saved_from(head)
    base = address or (saved[0] if saved else "")
    links = [(href, "link rel=canonical") for rel, href in head.links if "canonical" in rel.split()]
    links += [(content, name) for name, content in head.meta if name == "og:url"]
    if saved:
        links.append(saved)
    for link, where in links[:_MOST]:
        try:
            whole = urljoin(base, link.strip())
        except ValueError:
            continue
        if whole.startswith(("https://", "http://")) and not any(character.isspace() for character in whole):
            yield Stated(about=About.URL, value=whole, where=where)


def _metas(head: HeadMatter) -> Iterator[Stated]:
    for about, names in _META:
        for name in names:
            for have, content in [pair for pair in head.meta if pair[0] == name][:_MOST]:
                is_link = content.strip().startswith(("http://", "https://"))
                if not (is_link and about in (About.AUTHOR, About.PUBLISHER)):
                    yield Stated(about=about, value=content, where=have, divided=have in _DIVIDING)


def _json_ld(head: HeadMatter) -> Iterator[Stated]:
    for script in head.scripts[:_MOST]:
        try:
            value: object = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(value):
            kinds = [kind for kind in _texts(item.get("@type")) if kind in TYPES]
            if kinds:
                yield from _article(item, kinds[0])
                if kinds[0] != "WebPage":
                    return


def _items(value: object) -> list[dict[str, Any]]:
    """The objects of a script: itself, those of a list, those of a graph. Articles go before the pages they stand on."""
    if isinstance(value, dict) and isinstance(value.get("@graph"), list):
        value = value["@graph"]
    items = value if isinstance(value, list) else [value]
    objects = [item for item in items[:1000] if isinstance(item, dict)]
    return sorted(objects, key=lambda item: "WebPage" in _texts(item.get("@type")))


def _article(item: dict[str, Any], kind: str) -> Iterator[Stated]:
    def state(about: About, values: list[str], key: str) -> Iterator[Stated]:
        return (Stated(about=about, value=value, where=f"JSON-LD {key}") for value in values[:_MOST])

    yield from state(About.TITLE, _texts(item.get("headline")) or _texts(item.get("name")), "headline")
    for name, divided in _people(item.get("author")):
        yield Stated(about=About.AUTHOR, value=name, where="JSON-LD author", divided=divided)
    yield from state(About.ISSUED, _texts(item.get("datePublished")), "datePublished")
    yield from state(About.PUBLISHER, [name for name, _ in _people(item.get("publisher"))], "publisher")
    yield from state(About.CONTAINER_TITLE, [name for name, _ in _people(item.get("isPartOf"))], "isPartOf")
    yield from state(About.LANGUAGE, _texts(item.get("inLanguage")), "inLanguage")
    if TYPES[kind] != "webpage":
        yield Stated(about=About.TYPE, value=TYPES[kind], where=f"JSON-LD @type {kind}")


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def _people(value: object) -> list[tuple[str, bool]]:
    """Names of people and bodies; a person as ``Family, Given``, and True, where the page tells the two apart."""
    names: list[tuple[str, bool]] = []
    for one in (value if isinstance(value, list) else [value])[:_MOST]:
        if isinstance(one, str):
            names.append((one, False))
        elif isinstance(one, dict):
            family, given = one.get("familyName"), one.get("givenName")
            if isinstance(family, str) and isinstance(given, str) and family.strip() and given.strip():
                names.append((f"{family.strip()}, {given.strip()}", True))
            else:
                names += [(name, False) for name in _texts(one.get("name"))]
    return [(name, divided) for name, divided in names if not name.startswith(("http://", "https://"))]
