"""What every format has to show about a document: who speaks, and what stands on every page."""

from __future__ import annotations

from counterbrief.render.tree import (
    Document,
    Foreign,
    Heading,
    Inlines,
    Link,
    Meta,
    Origin,
    StatementSpan,
    Styled,
    Text,
    inlines_of,
    walk_blocks,
    walk_inlines,
)


def running_lines(meta: Meta) -> tuple[str, ...]:
    """The lines printed on every page; those of a draft begin with the word for it."""
    word = meta.labels.draft
    if meta.draft and not any(line.startswith(word) for line in meta.running):
        return (word, *meta.running)
    return meta.running


def has_loose_editor_words(inlines: Inlines) -> bool:
    """Whether a run holds the editors' own words outside any statement: a writer then marks the end of the run."""
    for inline in inlines:
        if isinstance(inline, Text) and inline.origin is Origin.EDITOR:
            return True
        if isinstance(inline, Styled | Foreign | Link) and has_loose_editor_words(inline.children):
            return True
    return False


def prints_editor_mark(document: Document) -> bool:
    """Whether the editors' mark stands anywhere in the document, so that a writer has to explain it.

    Headings never carry it: a heading is always wording of the brief or its template.
    """
    for block in walk_blocks(document.blocks):
        if isinstance(block, Heading):
            continue
        for run in inlines_of(block):
            spans = (inline for inline in walk_inlines(run) if isinstance(inline, StatementSpan))
            if has_loose_editor_words(run) or any(span.origin is Origin.EDITOR for span in spans):
                return True
    return False
