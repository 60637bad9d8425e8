"""The list of sources: every source that the document cites, with its grade and what it does not state."""

from __future__ import annotations

import attrs

from counterbrief.cite import WordedCitations
from counterbrief.model import Citation, Source
from counterbrief.render.context import Context
from counterbrief.render.notes import inlines
from counterbrief.render.tree import Block, Box, Inline, Inlines, Items, Section, SourceEntry, SourceList

_LONGEST = 45


def short_name(source: Source, context: Context) -> str:
    """A source in a few words: its author or publisher and the year, or the start of its title where it names nobody.

    Where another source of the corpus would be told alike, the start of the title follows.
    """
    name = _name(source)
    if name is None:
        return _shortened(source.title_short or source.title)
    others = [other for other in context.records.of(Source) if other.id != source.id and _name(other) == name]
    return f"{name}, {_shortened(source.title_short or source.title)}" if others else name


def _name(source: Source) -> str | None:
    """Who, and when where that is known; None where nobody is."""
    names = [name.family or name.literal or "" for name in source.author[:1]]
    who = next((name for name in (*names, source.container_title, source.publisher) if name), None)
    return f"{who} {source.issued.year}" if who is not None and source.issued is not None else who


def short_citation(citation: Citation, context: Context) -> str:
    """The source of a citation that was read, in a few words; the note tells whose finding it reports."""
    source = context.records.get(Source, citation.read)
    return short_name(source, context) if source is not None else citation.read


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    return title[: _LONGEST + 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def ended(sentence: str) -> str:
    """A sentence with a full stop, where nothing ends it yet."""
    return sentence if sentence.endswith((".", "…", "?", "!")) else f"{sentence}."


def source_list(worded: WordedCitations, context: Context) -> SourceList:
    """The list, in the order of the citation style."""
    entries = []
    for entry in worded.bibliography:
        source = context.records.get(Source, entry.id)
        remarks = _remarks(source, context) if source is not None else ()
        entries.append(SourceEntry(source=entry.id, children=inlines(entry.words, context.direction), remarks=remarks))
    return SourceList(entries=tuple(entries))


def _remarks(source: Source, context: Context) -> Inlines:
    wording = context.wording
    grade = source.reliability
    told: list[str] = [wording.reliability_of.format(grade=grade.value, meaning=wording.reliability[grade])]
    told += [text for text in (context.local(source.reliability_reason),) if text]
    if source.not_stated:
        told.append(
            f"{wording.not_stated} {wording.listed(tuple(wording.unstated[one] for one in source.not_stated))}."
        )
    if source.reported_in:
        names = tuple(
            short_name(found, context)
            for id_ in source.reported_in
            if (found := context.records.get(Source, id_)) is not None
        )
        if names:
            told.append(ended(f"{wording.not_seen} {wording.listed(names)}"))
    told += [text for text in (context.local(source.remarks),) if text]
    parts: list[Inline] = []
    for text in told:
        parts += [context.fixed(" ")] if parts else []
        parts.append(context.record(text))
    return tuple(parts)


def with_sources(blocks: tuple[Block, ...], sources: SourceList) -> tuple[Block, ...]:
    """The blocks with the list in the place that was kept for it."""
    return tuple(_with_sources(block, sources) for block in blocks)


def _with_sources(block: Block, sources: SourceList) -> Block:
    match block:
        case SourceList():
            return sources
        case Section() | Box():
            return attrs.evolve(block, children=with_sources(block.children, sources))
        case Items():
            return attrs.evolve(block, items=tuple(with_sources(item, sources) for item in block.items))
        case _:
            return block
