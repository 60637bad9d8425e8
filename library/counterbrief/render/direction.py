"""Which way text runs: of a language, and of a piece of text that stands in another language's line."""

from __future__ import annotations

import unicodedata

from counterbrief.render.checks import one_line
from counterbrief.render.tree import Direction, Foreign, Inline, Origin, Text

#: Languages that are written from right to left where their tag names no script (IANA subtag registry, Suppress-Script).
_RTL_LANGUAGES = frozenset("ar arc ckb dv fa he ps sd syr ug ur yi".split())
_RTL_SCRIPTS = frozenset("Adlm Arab Hebr Nkoo Rohg Syrc Thaa".split())


def direction_of(language: str) -> Direction:
    """The direction of a language tag of BCP 47; a script in it decides."""
    subtags = language.split("-")
    scripts = [subtag for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in _RTL_LANGUAGES else "ltr"


def runs(text: str) -> Direction | None:
    """The direction of a text's first strong character (Unicode Bidirectional Algorithm, P2), or None."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None


def printed(text: str, origin: Origin, direction: Direction, *, ids: bool = False) -> Inline:
    """A text for a line of this direction, isolated where it runs the other way.

    ``ids``: the text is an id, a number or a date, which keeps its own order in a line from right to left.
    """
    whole = Text(value=one_line(text), origin=origin)
    own = runs(text) or ("ltr" if ids else direction)
    if own == direction:
        return whole
    return Foreign(language="und", direction=own, children=(whole,))
