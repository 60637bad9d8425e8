"""Spaces of a template: its own line breaks and indents print nothing at the ends of a line, and one space inside."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from counterbrief.render.tree import Inline, Inlines, Origin, Styled, Text


def tidied(inlines: Sequence[Inline]) -> Inlines:
    """A line without spaces at its ends and without two in a row; corpus text has none to take."""
    return _without_end(_Spaces().inner(inlines))


@attrs.define
class _Spaces:
    """Takes away a space that follows another, or the start of the line."""

    after_space: bool = True

    def inner(self, inlines: Sequence[Inline]) -> Inlines:
        found: list[Inline] = []
        for inline in inlines:
            match inline:
                case Text(origin=Origin.FIXED):
                    value = inline.value.removeprefix(" ") if self.after_space else inline.value
                    if value:
                        self.after_space = value.endswith(" ")
                        found.append(attrs.evolve(inline, value=value))
                case Styled():
                    children = self.inner(inline.children)
                    if children:
                        found.append(attrs.evolve(inline, children=children))
                case _:
                    self.after_space = False
                    found.append(inline)
        return tuple(found)


def _without_end(inlines: Inlines) -> Inlines:
    """The line without a space at its end."""
    if not inlines:
        return ()
    *before, last = inlines
    match last:
        case Text(origin=Origin.FIXED) if last.value.endswith(" "):
            value = last.value.removesuffix(" ")
            return (*before, attrs.evolve(last, value=value)) if value else _without_end(tuple(before))
        case Styled():
            children = _without_end(last.children)
            return (*before, attrs.evolve(last, children=children)) if children else _without_end(tuple(before))
        case _:
            return inlines
