"""Where a text names a source: its author, publisher, container, title, initials or address."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from counterbrief.evidence.folding import words
from counterbrief.model.sources import Source

_BRACKETED = re.compile(r"\(([^()]*)\)")
_WORDS_OF_TITLE = 3


@attrs.frozen(kw_only=True)
class Mention:
    """One place where a text names a source.

    Attributes:
        name: the name as the source's record has it
        start: first code point in the text
        end: one past the last
    """

    name: str
    start: int
    end: int


def names_of(source: Source) -> tuple[str, ...]:
    """The names by which a text can point to a source, from its record; initials in brackets are one of their own.

    A family name alone is none, nor is a title in square brackets (ours, not the source's) or of fewer than three
    words.
    """
    names: list[str] = []
    for author in source.author:
        if author.literal:
            names.append(author.literal)
        elif author.given:
            names.append(f"{author.given} {author.family}")
    for body in (source.publisher, source.container_title):
        if body:
            names += _BRACKETED.findall(body)
            names += _BRACKETED.sub(" ", body).split(",")
    if not source.title.startswith("[") and len(words(source.title)) >= _WORDS_OF_TITLE:
        names.append(source.title)
    kept = (" ".join(name.split()) for name in names)
    return tuple(dict.fromkeys(name for name in kept if len(words(name)) > 1 or _initials(name)))


def _initials(name: str) -> bool:
    return len(name) >= 3 and name.isalpha() and name.isupper()


@attrs.frozen(eq=False)
class Tokens:
    """A text made ready to be searched for many names: see :func:`tokens`."""

    folded: list[str]
    printed: list[str]
    spans: list[tuple[int, int]]
    places: dict[str, list[int]]


def tokens(text: str) -> Tokens:
    """The folded words of a text, s and z as one letter, each with the place of the run of characters it is from."""
    made = Tokens([], [], [], {})
    for match in re.finditer(r"\S+", text):
        for word in words(match.group()):
            folded = word.replace("z", "s")
            made.places.setdefault(folded, []).append(len(made.folded))
            made.folded.append(folded)
            made.printed.append(match.group())
            made.spans.append(match.span())
    return made


def find_mention(text: Tokens, names: Iterable[str]) -> Mention | None:
    """The first place where a text has one of the names; initials must be in capitals there."""
    best: Mention | None = None
    for name in names:
        parts = [word.replace("z", "s") for word in words(name)]
        for place in text.places.get(parts[0], ()) if parts else ():
            if text.folded[place : place + len(parts)] != parts:
                continue
            if _initials(name) and name not in text.printed[place]:
                continue
            start, end = text.spans[place][0], text.spans[place + len(parts) - 1][1]
            if best is None or start < best.start:
                best = Mention(name=name, start=start, end=end)
            break
    return best


#: An address ends where nothing but marks stand before white space or the end of the text.
_ADDRESS_ENDS = re.compile(r"""[/.,;:)\]}>"'”’]*(?:\s|$)""")


def find_link(text: str, source: Source) -> Mention | None:
    """The first place where a text has the source's address; scheme, 'www.' and a last slash make no difference."""
    if source.url is None:
        return None
    bare = source.url.partition("://")[2].removeprefix("www.").rstrip("/")
    start = text.find(bare)
    while start >= 0:
        end = start + len(bare)
        if _ADDRESS_ENDS.match(text, end):
            return Mention(name=source.url, start=start, end=end)
        start = text.find(bare, end)
    return None
