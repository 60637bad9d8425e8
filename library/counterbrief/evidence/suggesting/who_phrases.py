"""Phrases that can name who speaks: names, roles ('a defector from India'), documents and bodies ('the report').

Names are runs of capitalised words; a run of one word is a name only beside a verb of saying. Scripts without capitals
have no names here: :mod:`counterbrief.evidence.suggesting.speakers` takes the words beside the verb.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence

import attrs

from counterbrief.evidence.suggesting import speaking_words as known


class WhoKind(enum.StrEnum):
    """What a phrase names."""

    PERSON = "person"
    DOCUMENT = "document"  #: a document or a body: quoted, and nobody's testimony


@attrs.frozen(kw_only=True)
class Phrase:
    """A phrase of a text that names somebody or something.

    Attributes:
        words: as the text has them
        start: first code point
        end: one behind the last
        kind: a person, or a document or body
        many: whether it names several
        sure: whether it can be taken without a verb of saying beside it
        named: whether it is a name
    """

    words: str
    start: int
    end: int
    kind: WhoKind
    many: bool = False
    sure: bool = True
    named: bool = False


_TOKEN = re.compile(
    r"[^\W_](?:[\w]|[’'\-\u2010\u2011](?=\w)|[\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0980-\u09fe])*|[^\w\s]"
)
_PARTICLES = frozenset("al el bin ibn bint abu van von de da del della der den la le ul ur".split())
_DETERMINERS = known.ARTICLES | frozenset(
    "his her their its some many several most two three four five no every".split()
)
_STOPS = frozenset(
    """
    and as at because but by for from if in into like of on or said says that than the to told was were when where which
    who whose with referring
    """.split()
)
_LONGEST_ROLE = 3
_ALL_ROLES = known.ROLES | known.ROLES_MANY
_ROLES_AND_DOCUMENTS = _ALL_ROLES | known.DOCUMENTS


@attrs.frozen
class _Token:
    text: str
    start: int
    end: int
    word: bool
    bare: str  # in small letters, without the possessive

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or bool(
            re.match(r"(?:al|el|ul)[-‑][^\W\d_]", self.text) and self.text[3].isupper()
        )


def phrases(text: str, start: int, end: int) -> tuple[Phrase, ...]:
    """The phrases of ``text[start:end]`` in order. ``text`` is of the size of the page, so that places are the page's."""
    tokens = [_token(match) for match in _TOKEN.finditer(text, start, end)]
    found: list[Phrase] = []
    at = 0
    while at < len(tokens):
        phrase, taken = _name(text, tokens, at) or _role(text, tokens, at) or _document(text, tokens, at) or (None, 1)
        if phrase is not None:
            found.append(phrase)
        at += taken
    return tuple(found)


def _token(match: re.Match[str]) -> _Token:
    text = match.group()
    bare = text.casefold()
    bare = bare[:-2] if _ends_possessive(bare) else bare
    return _Token(text, match.start(), match.end(), text[0].isalnum(), bare)


def _name(text: str, tokens: Sequence[_Token], at: int) -> tuple[Phrase, int] | None:
    """A run of capitalised words that begins here."""
    first = tokens[at]
    if not (first.word and first.capital):
        return None
    last = at
    while not _ends_possessive(tokens[last].text) and last + 1 < len(tokens):
        following = tokens[last + 1]
        initial = following.text == "." and len(tokens[last].text) == 1
        particle = following.text in _PARTICLES and last + 2 < len(tokens) and tokens[last + 2].capital
        if not (initial or particle or (following.word and following.capital)):
            break
        if text[tokens[last].end : following.start].strip(" \u00a0\n"):
            break
        last += 1
    run = list(tokens[at : last + 1])
    taken = len(run)
    while run and (run[0].bare in known.OPENERS or run[0].bare in known.TITLES or run[0].text == "."):
        article = run.pop(0).bare == "the"
        if article and run:
            return _body(text, run), taken
    if not run:
        return None
    before = tokens[at - 1].bare if at else ""
    if len(run) == 1 and (run[0].bare in _ROLES_AND_DOCUMENTS):
        return None
    bare = {token.bare for token in run}
    if bare <= known.DATES:
        return None
    if before == "the" or bare & known.NO_PERSONS or (len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1):
        return _body(text, run), taken
    end = run[-1].end - (2 if _ends_possessive(run[-1].text) else 0)
    words = [token for token in run if token.word]
    phrase = Phrase(
        words=" ".join(text[run[0].start : end].split()),
        start=run[0].start,
        end=end,
        kind=WhoKind.PERSON,
        sure=len(words) > 1,
        named=True,
    )
    return phrase, taken


def _ends_possessive(text: str) -> bool:
    return text.endswith(("’s", "'s"))


def _body(text: str, run: Sequence[_Token]) -> Phrase:
    start, end = run[0].start, run[-1].end
    words = " ".join(text[start:end].split())
    return Phrase(words=words, start=start, end=end, kind=WhoKind.DOCUMENT, sure=False, named=True)


def _role(text: str, tokens: Sequence[_Token], at: int) -> tuple[Phrase, int] | None:
    """A role with the words before it, from its determiner on, and 'from' a place."""
    reach = min(len(tokens), at + _LONGEST_ROLE + 1)
    determined = tokens[at].bare in _DETERMINERS or tokens[at].text.isdigit()
    if not determined and tokens[at].bare not in _ALL_ROLES:
        return None
    for place in range(at, reach):
        token = tokens[place]
        if place > at and (not token.word or token.bare in _STOPS):
            return None
        if token.bare not in _ALL_ROLES or (place + 1 < reach and _role_goes_on(tokens, place)):
            continue
        last = place
        if place + 2 < len(tokens) and tokens[place + 1].bare in ("from", "of") and tokens[place + 2].capital:
            last = place + 2
            while last + 1 < len(tokens) and tokens[last + 1].word and tokens[last + 1].capital:
                last += 1
        start, end = tokens[at].start, tokens[last].end
        if _ends_possessive(tokens[last].text):
            return None
        many = token.bare in known.ROLES_MANY
        words = " ".join(text[start:end].split())
        return Phrase(words=words, start=start, end=end, kind=WhoKind.PERSON, many=many), last - at + 1
    return None


def _role_goes_on(tokens: Sequence[_Token], place: int) -> bool:
    return tokens[place + 1].bare in _ALL_ROLES


def _document(text: str, tokens: Sequence[_Token], at: int) -> tuple[Phrase, int] | None:
    first = at
    if tokens[at].bare in _DETERMINERS and at + 1 < len(tokens):
        at += 1
        if tokens[at].bare not in known.DOCUMENTS and at + 1 < len(tokens) and tokens[at].word:
            at += 1  # 'the latest report'
    if tokens[at].bare not in known.DOCUMENTS or tokens[at].bare == "it":
        return None
    start, end = tokens[first].start, tokens[at].end
    words = " ".join(text[start:end].split())
    return Phrase(words=words, start=start, end=end, kind=WhoKind.DOCUMENT), at - first + 1
