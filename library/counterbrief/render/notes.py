"""Citation notes: called one by one in reading order, worded for the whole document at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from counterbrief.cite import Cite, Level, RichText, WordedCitations, cite, default_style
from counterbrief.errors import RenderError
from counterbrief.model import Citation, Name, Records, Source
from counterbrief.render.context import Context
from counterbrief.render.direction import printed
from counterbrief.render.tree import Direction, Inline, Inlines, Link, Note, NoteMark, Origin, Style, Styled


@attrs.frozen(kw_only=True)
class Cluster:
    """What one note cites."""

    statement: str
    citations: tuple[Citation, ...]


@attrs.define
class Calls:
    """The notes called so far.

    Attributes:
        clusters: what each of them cites
        values: the number of the note of each value of a statistic, by ids of the statistic and the value
        again: the numbers of the notes of values that are shown again, by id of the statement
    """

    clusters: list[Cluster] = attrs.field(factory=list)
    values: dict[tuple[str, str], int] = attrs.field(factory=dict)
    again: dict[str, int] = attrs.field(factory=dict)

    def call(self, statement: str, citations: tuple[Citation, ...]) -> NoteMark:
        """Call the next note; raises RenderError where there is nothing to cite."""
        if not citations:
            raise RenderError(f"statement {statement!r} cites no source, so it cannot be printed")
        self.clusters.append(Cluster(statement=statement, citations=citations))
        return NoteMark(number=len(self.clusters))


def cited_ids(citations: Iterable[Citation]) -> tuple[str, ...]:
    """Ids of the sources that are cited, and of those in which they were read, each once and in order."""
    return tuple(dict.fromkeys(id_ for citation in citations for id_ in (citation.source, citation.read)))


def word(clusters: Iterable[Cluster], context: Context, style: str | None) -> WordedCitations:
    """Word the notes and the list of sources; ``style`` is the text of a CSL style, ours where it is None."""
    cites = [
        [one for citation in joined(cluster.citations) for one in _cites(citation, context)] for cluster in clusters
    ]
    ids = tuple(dict.fromkeys(str(one["id"]) for cluster in cites for one in cluster))
    items = [csl_item(_source(id_, context.records)) for id_ in ids]
    return cite(style if style is not None else default_style(), items, cites, locale=context.plan.language)


def joined(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Citations in a row of one source, with their places told together: ``paragraph 3, 18``."""
    found: list[Citation] = []
    for citation in citations:
        before = found[-1] if found else None
        if before is not None and before.locator is not None and citation.locator is not None:
            same = (before.source, before.reported_in, before.locator.label)
            if same == (citation.source, citation.reported_in, citation.locator.label):
                values = f"{before.locator.value}, {citation.locator.value}"
                found[-1] = attrs.evolve(before, locator=attrs.evolve(before.locator, value=values))
                continue
        found.append(citation)
    return tuple(found)


def _source(id_: str, records: Records) -> Source:
    source = records.get(Source, id_)
    if source is None:
        raise RenderError(f"the source {id_!r} is cited and does not exist")
    return source


def _cites(citation: Citation, context: Context) -> tuple[Cite, ...]:
    """A citation as the citation processor takes it; a source that was not seen is cited with the one that was read."""
    read: dict[str, Any] = {"id": citation.read}
    if citation.locator is not None:
        read |= {"label": citation.locator.label, "locator": citation.locator.value}
    if citation.reported_in is None:
        return (read,)
    return ({"id": citation.source}, read | {"prefix": context.wording.reported_in, "joined-by": ", "})


def csl_item(source: Source) -> dict[str, Any]:
    """A source as a CSL-JSON item (CSL 1.0.2, csl-data.json), with the fields that it has."""
    fields: dict[str, Any] = {
        "id": source.id,
        "type": source.type.value,
        "title": source.title,
        "title-short": source.title_short,
        "author": [_name(name) for name in source.author],
        "container-title": source.container_title,
        "publisher": source.publisher,
        "publisher-place": source.publisher_place,
        "genre": source.genre,
        "medium": source.medium,
        "number": source.number,
        "page": source.page,
        "issued": {"date-parts": [list(source.issued.parts)]} if source.issued else None,
        "accessed": (
            {"date-parts": [[source.accessed.year, source.accessed.month, source.accessed.day]]}
            if source.accessed
            else None
        ),
        "URL": source.url,
        "archive": source.archive,
        "archive_location": source.archive_location,
        "language": source.language,
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {part: value for part, value in parts.items() if value is not None}


def notes_of(clusters: Iterable[Cluster], worded: WordedCitations, context: Context) -> tuple[Note, ...]:
    """The notes of a document."""
    return tuple(
        Note(number=number, statement=cluster.statement, children=inlines(words, context.direction))
        for number, (cluster, words) in enumerate(zip(clusters, worded.notes, strict=True), start=1)
    )


def inlines(words: RichText, direction: Direction) -> Inlines:
    """Worded citations as inlines of the tree."""
    found: list[Inline] = []
    for run in words:
        inline = printed(run.text, Origin.RECORD, direction)
        styles: tuple[tuple[bool, Style], ...] = (
            (run.level is Level.SUPERSCRIPT, "superscript"),
            (run.level is Level.SUBSCRIPT, "subscript"),
            (run.small_caps, "small-caps"),
            (run.emphasis, "emphasis"),
            (run.strong, "strong"),
        )
        for wanted, style in styles:
            if wanted:
                inline = Styled(style=style, children=(inline,))
        found.append(Link(href=run.href, children=(inline,)) if run.href is not None else inline)
    return tuple(found)
