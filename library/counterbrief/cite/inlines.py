"""pandoc's inline elements, as citeproc answers them, turned into runs of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from counterbrief.cite.richtext import Level, RichText, Run, merged
from counterbrief.errors import CitationError

_UNMARKED = Run(text="")
_MARKS: dict[str, Callable[[Run], Run]] = {
    "Emph": lambda run: attrs.evolve(run, emphasis=True),
    "Strong": lambda run: attrs.evolve(run, strong=True),
    "SmallCaps": lambda run: attrs.evolve(run, small_caps=True),
    "Superscript": lambda run: attrs.evolve(run, level=Level.SUPERSCRIPT),
    "Subscript": lambda run: attrs.evolve(run, level=Level.SUBSCRIPT),
    # Neither is in the promised vocabulary; the words stay.
    "Underline": lambda run: run,
    "Strikeout": lambda run: run,
}


def runs(inlines: Sequence[Mapping[str, Any]]) -> RichText:
    """Return the runs of a list of pandoc inlines. Links lose their address: only known addresses become links."""
    return merged(_walk(inlines, _UNMARKED))


def _walk(inlines: Iterable[Mapping[str, Any]], marks: Run) -> Iterator[Run]:
    for inline in inlines:
        kind = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str":
            yield attrs.evolve(marks, text=content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield attrs.evolve(marks, text=" ")
        elif kind in _MARKS:
            yield from _walk(content, _MARKS[kind](marks))
        elif kind == "Span":
            (_, classes, _), inner = content
            # citeproc undoes the marks around a part with "nodecor" (an upright word in a title in italics).
            yield from _walk(inner, _UNMARKED if "nodecor" in classes else marks)
        elif kind in ("Link", "Cite"):
            yield from _walk(content[1], marks)
        elif kind == "Note":
            for block in content:
                yield from _walk(block["c"], marks)
        else:
            raise CitationError(f"pandoc worded a citation with {kind!r}, which has no place in a citation")


def linked(rich: RichText, addresses: Iterable[str]) -> RichText:
    """Make links of the given addresses where they stand in the text; ``http`` and ``https`` only."""
    known = sorted({a for a in addresses if a.startswith(("http://", "https://"))}, key=lambda a: (-len(a), a))
    return merged(piece for run in rich for piece in _link(run, known)) if known else rich


def _link(run: Run, known: Sequence[str]) -> Iterator[Run]:
    text = run.text
    while text:
        found = [(text.index(address), number) for number, address in enumerate(known) if address in text]
        if not found:
            break
        start, number = min(found)
        address = known[number]
        yield attrs.evolve(run, text=text[:start])
        yield attrs.evolve(run, text=address, href=address)
        text = text[start + len(address) :]
    yield attrs.evolve(run, text=text)
