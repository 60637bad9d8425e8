"""The protection mask: what would tell who a protected person is gives way to a neutral mark (promise 6).

A text that is shown, such as the surroundings of a quotation, is not ours: it may name whom the corpus protects. The mask
finds what it knows however it is written, and errs on the side of hiding too much. It knows words, not people:
transliterations and nicknames are found only where ``never_tell`` lists them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

import attrs

from counterbrief.evidence.quotation.characters import UNSPACED
from counterbrief.model import Naming, Person, Records

#: Stands in the place of what is hidden; the fonts of every format have it.
MARK = "■■■"

_APART = "\0"
#: Marks that part no word: soft hyphen, zero-width space, joiners, tatweel.
_INSIDE = frozenset("\u00ad\u200b\u200c\u200d\u2060\u0640")
#: Signs that count as letters and are apostrophes.
_APOSTROPHES = frozenset("\u02b9\u02bb\u02bc\u02bd\u02be\u02bf")
#: One letter for those that look alike (Cyrillic and Greek as Latin), that stand for each other (forms of Arabic letters),
#: or whose stroke no decomposition takes off. Both sides are folded, so other languages lose nothing but distinctions.
_ALIKE = str.maketrans(
    {
        **dict(zip("авекмнорстухіјѕԁһԛԝѵґ", "abekmhopctyxijsdhqwvг", strict=True)),
        **dict(zip("αβεζηικμνορτυχ", "abezhikmnoptyx", strict=True)),
        **dict(zip("ıłøđðħŧ", "iloddht", strict=True)),
        "æ": "ae",
        "œ": "oe",
        **dict(zip("ىیکھةٱ", "ييكهها", strict=True)),
    }
)
#: What Arabic writes before a name without a space: and, so, by, for, like, and the article.
_PREFIXES = frozenset(
    f"{first}{second}{article}"
    for first in ("", "و", "ف")
    for second in ("", "ب", "ل", "ك")
    for article in ("", "ال", "ل")
)
#: A name may take an ending (a genitive, a plural) of so many letters where its last word has at least so many itself.
_ENDING = 2
_STEM = 4

_UNSPACED = re.compile(f"[{UNSPACED}]")


def _once_each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))


@attrs.frozen(kw_only=True, repr=False)
class _Needle:
    letters: str
    endings: bool


@attrs.frozen(repr=False)
class Mask:
    """Hides words in texts. It never shows them itself: not in its representation, not in an error.

    Found whatever the case, the spaces and signs between words and letters (``J. a-n e``), accents, vowel marks, forms of
    letters, digits of other scripts and look-alikes; as whole words, which may carry a short ending, or in Arabic what is
    written before a name.

    Attributes:
        details: the words to hide, each as one text
    """

    details: tuple[str, ...] = attrs.field(default=(), converter=_once_each)
    _needles: tuple[_Needle, ...] = attrs.field(init=False, eq=False)

    @_needles.default
    def _folded_details(self) -> tuple[_Needle, ...]:
        found = {needle for detail in self.details for needle in _needles(detail)}
        return tuple(sorted(found, key=lambda needle: (-len(needle.letters), needle.letters, needle.endings)))

    @classmethod
    def of(cls, records: Records) -> Mask:
        """The mask of a corpus: every detail that must never be told, and the name of whoever may not be named at all.

        A pseudonym is no protected name: it is there to be printed.
        """
        return cls(_protected(records))

    def __bool__(self) -> bool:
        """Whether it hides anything."""
        return bool(self._needles)

    def hits(self, text: str) -> bool:
        """Whether the text tells anything that is hidden."""
        return bool(self.spans(text))

    def text(self, text: str) -> str:
        """The text with :data:`MARK` for what is hidden, and every other character as it is.

        What it gives back has no hits: where hiding one thing brings the parts of another together, it is hidden too.
        """
        while spans := self.spans(text):
            parts, place = [], 0
            for start, end in spans:
                parts += [text[place:start], MARK]
                place = end
            text = "".join((*parts, text[place:]))
        return text

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the text tells what is hidden: code points, half open, in order, each apart from the next."""
        if not self._needles:
            return ()
        folded = _fold(text)
        found = sorted(span for needle in self._needles for span in folded.find(needle))
        joined: list[tuple[int, int]] = []
        for start, end in found:
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(joined)


def _protected(records: Records) -> Iterable[str]:
    for person in records.of(Person):
        yield from person.protection.never_tell
        if person.name is not None and person.protection.naming not in (Naming.NAMED, Naming.PSEUDONYM):
            yield person.name


def _needles(detail: str) -> Iterable[_Needle]:
    folded = _fold(detail)
    letters = folded.letters
    if not letters:
        return
    last = max(place for place in range(len(letters)) if folded.breaks[place])
    endings = len(letters) - last >= _STEM and letters[-1].isalpha()
    yield _Needle(letters=letters, endings=endings)
    if letters.startswith("ال") and len(letters) > _STEM:
        yield _Needle(letters=letters[2:], endings=endings)


@attrs.frozen
class _Folded:
    """The letters and digits of a text alone.

    Attributes:
        text: the text
        letters: its letters, folded, without anything between them
        places: where in the text each of them stands
        breaks: for each of them whether a word may begin there; one more for the end
    """

    text: str
    letters: str
    places: list[int]
    breaks: list[bool]

    def find(self, needle: _Needle) -> Iterable[tuple[int, int]]:
        """Where a needle stands in the text, as whole words."""
        start = self.letters.find(needle.letters)
        while start >= 0:
            end = self._end(start + len(needle.letters), needle)
            if end is not None and self._begins(start):
                yield self.places[start], self._behind(end - 1)
            start = self.letters.find(needle.letters, start + 1)

    def _begins(self, start: int) -> bool:
        word = start
        while not self.breaks[word] and start - word < 5:
            word -= 1
        return self.breaks[word] and self.letters[word:start] in _PREFIXES

    def _end(self, end: int, needle: _Needle) -> int | None:
        """The end of the word that a needle ends in; None where that goes on for too long."""
        for more in range(_ENDING + 1 if needle.endings else 1):
            if self.breaks[end + more]:
                return end + more
        return None

    def _behind(self, last: int) -> int:
        """The place behind a letter and the marks on it."""
        place = self.places[last] + 1
        while place < len(self.text) and not _letters_of(self.text[place]):
            place += 1
        return place


def _fold(text: str) -> _Folded:
    letters: list[str] = []
    places: list[int] = []
    breaks: list[bool] = []
    begins, before = True, ""
    for place, char in enumerate(text):
        for letter in _letters_of(char):
            if letter == _APART:
                begins = True
                continue
            letters.append(letter)
            places.append(place)
            breaks.append(begins or _changes(before, char))
            begins, before = False, char
    return _Folded(text, "".join(letters), places, [*breaks, True])


@functools.lru_cache(maxsize=8192)
def _letters_of(char: str) -> str:
    """The folded letters of a character: none for a mark, :data:`_APART` for what stands between words."""
    if char in _INSIDE:
        return ""
    found: list[str] = []
    for part in unicodedata.normalize("NFKD", char).casefold().translate(_ALIKE):
        category = unicodedata.category(part)
        if category == "Mn" or part in _INSIDE:
            continue
        if part in _APOSTROPHES or not (category[0] in "LN" or category == "Mc"):
            found.append(_APART)
        else:
            found.append(str(unicodedata.decimal(part)) if category == "Nd" else part)
    return "".join(found)


@functools.lru_cache(maxsize=8192)
def _changes(before: str, char: str) -> bool:
    """Whether a word may begin between two letters: a digit beside a letter, ``janeRoe``, scripts without spaces."""
    if before == char:
        return bool(_UNSPACED.match(char))
    if before.isnumeric() != char.isnumeric():
        return True
    if before.islower() and char.isupper():
        return True
    return bool(_UNSPACED.match(before) or _UNSPACED.match(char))
