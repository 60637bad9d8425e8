"""The fold: the words of a text as one string, in which equal typography is equal letters, and the way back to it.

A folded text holds every word of the text between separators: ``␟much␟has␟changed␟``. A quotation of whole words is a
plain substring of it. Words fold block by block: a position leads back to the text through the one block it stands in,
so that no map of the whole is needed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

import attrs

from counterbrief.evidence.quotation import characters as chars
from counterbrief.evidence.quotation.index import WordIndex

#: The version of these rules. A stored judgement says under which version it was made.
FOLD_VERSION = 1

SEPARATOR = chars.SEPARATOR

#: Code points of text in one block. Small blocks make the way back quick, large ones the fold.
_BLOCK = 512

_LETTER = rf"[^\W\d{chars.APART}]"
_CHARACTER = rf"[^\W{chars.APART}]"
_MARK = rf"[{chars.MARKS}{chars.ZERO_WIDTH}{chars.POINTS}]"
_WORD = rf"{_CHARACTER}+(?:{_MARK}+{_CHARACTER}*)*"
_LINE_BREAK = r"[ \t]{0,8}(?:\r\n|[\n\r\x0b\x0c\u0085\u2028\u2029])[ \t\u00a0]{0,16}"
_NEXT = rf"(?={_MARK}{{0,8}}{_LETTER})"
#: Inside a word: an apostrophe before a letter; a hyphen; a hyphen at the end of a line; a soft hyphen, even with a
#: space after it; and the point, comma, colon or stroke of a number.
_JOINT = (
    rf"(?:(?:[{chars.APOSTROPHES}]{_NEXT}|[{chars.HYPHENS}](?={_MARK}{{0,8}}{_CHARACTER})"
    rf"|(?<!\d)[{chars.HYPHENS}]{_LINE_BREAK}{_NEXT}|\u00ad{{1,3}}\s{{0,16}}(?={_MARK}{{0,8}}{_CHARACTER}))"
    rf"{_MARK}{{0,8}}|(?<=\d)[.,:/\u066b\u066c\u2044](?=\d))"
)
#: French and Italian: the article or particle before an apostrophe is a word of its own (l'État, n'est).
_ELIDED = rf"(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?[Qq]u)['\u2019\u02bc](?={_LETTER})"
#: An editor's bracket inside a word: "[T]he", "[un]able", "fight[ing]".
_OPENING = rf"(?:\[{_LETTER}{{1,12}}\](?={_LETTER}))?"
_CLOSING = rf"(?:\[{_LETTER}{{1,4}}\](?!{_CHARACTER}))?"
_MINUS = r"(?<![^\s(\[])[-\u2212](?=\d)"
_ONE_TOKEN = rf"{_ELIDED}|{_OPENING}{_WORD}(?:{_JOINT}{_WORD})*{_CLOSING}|[{chars.SIGNS}]|[{chars.NUMBER_SIGNS}]{_MARK}*|{_MINUS}"

#: Where one word may reach across white space; everywhere else each run of other characters folds by itself.
_ACROSS = re.compile(rf"[{chars.HYPHENS}][ \t]{{0,8}}[\n\r\x0b\x0c\u0085\u2028\u2029]|\u00ad\s")
_CUT = re.compile(rf"(?<=[^\s\u00ad{chars.HYPHENS}{chars.APOSTROPHES}])\s")
_UNSPACED = re.compile(f"[{chars.UNSPACED}]")
_RUN = re.compile(r"\S+")

_COMPATIBLE = re.compile(f"[{chars.COMPATIBLE}]")
_ZERO_WIDTH = re.compile(f"[{chars.ZERO_WIDTH}]+")
_POINTS = re.compile(f"[{chars.POINTS}]+")
_APOSTROPHE = re.compile(f"[{chars.APOSTROPHES[1:]}]")
_HYPHEN = re.compile(rf"\u00ad+\s*|(?<=[^\d{SEPARATOR}])[{chars.HYPHENS}]\s*|(?<=\d)[{chars.HYPHENS}](?!\d)")
_RANGE = re.compile(f"[{chars.HYPHENS}\u2212]")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")
#: Letters that are written one way or the other: forms of alef, final ya, the Persian kaf and ya, khanda ta.
_VARIANTS = str.maketrans("أإآٱىیکھ٫٬٪％＄⁄", "ااااييكه.,%%$/")


def normalise(token: str) -> str:
    """The folded form of one token, or of tokens joined by :data:`SEPARATOR`: each comes out as it would alone."""
    text = token.lower() if token.isascii() else _normalise_unicode(token)
    if "-" in text or "\u2013" in text or "\u00ad" in text or not text.isascii():
        text = _RANGE.sub("-", _HYPHEN.sub("", text))
    if "'" in text:
        text = (text + SEPARATOR).replace("'" + SEPARATOR, SEPARATOR)[:-1]
    if "[" in text:
        text = text.replace("[", "").replace("]", "")
    return text


def _normalise_unicode(text: str) -> str:
    if _COMPATIBLE.search(text):
        text = _COMPATIBLE.sub(_compatible, text)
    text = _ZERO_WIDTH.sub("", text.replace("\u09a4\u09cd\u200d", "\u09ce"))
    text = _POINTS.sub("", unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()))
    text = _APOSTROPHE.sub("'", _STRESS.sub("", text).translate(_VARIANTS))
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), text)


def _compatible(match: re.Match[str]) -> str:
    """The letters a compatibility form stands for. A word ligature (ﷺ) stands for several words."""
    return unicodedata.normalize("NFKC", match.group()).strip().replace(" ", SEPARATOR)


@cache
def _spaced() -> re.Pattern[str]:
    return re.compile(_ONE_TOKEN)


@cache
def _unspaced() -> re.Pattern[str]:
    """The same with every letter of a script without spaces as a word. Compiled for those who need it."""
    rest = _ONE_TOKEN.replace(_CHARACTER, rf"[^\W{chars.APART}{chars.UNSPACED}]")
    rest = rest.replace(_LETTER, rf"[^\W\d{chars.APART}{chars.UNSPACED}]")
    return re.compile(rf"[{chars.UNSPACED}]{_MARK}*|{rest}")


def _reaches(text: str) -> bool:
    """Whether a word of the text reaches across white space. A line without soft hyphens is told at once."""
    return ("\u00ad" in text or text.splitlines() != [text]) and _ACROSS.search(text) is not None


def _pattern(text: str) -> re.Pattern[str]:
    return _spaced() if text.isascii() or not _UNSPACED.search(text) else _unspaced()


@attrs.frozen
class Token:
    """A word as the fold sees it: its folded form, and where it stands in the text (code points, half open)."""

    folded: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, with their positions."""
    for match in _pattern(text).finditer(text):
        for folded in normalise(match.group()).split(SEPARATOR):
            yield Token(folded, match.start(), match.end())


def fold_words(text: str) -> list[str]:
    """The folded words of a text, without positions."""
    found = _pattern(text).findall(text)
    return normalise(SEPARATOR.join(found)).split(SEPARATOR) if found else []


class _Runs(dict[str, str]):
    """The folded words of each run of characters without white space, found when first asked for."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        super().__init__()
        self.pattern = pattern

    def __missing__(self, run: str) -> str:
        if run.isascii() and run.isalpha():
            folded = run.lower()
        else:
            found = self.pattern.findall(run)
            folded = normalise(SEPARATOR.join(found)) if found else ""
        self[run] = folded
        return folded


@attrs.frozen(eq=False, repr=False)
class FoldedText:
    """A text with its fold: made once, it serves every quotation of that text.

    Attributes:
        text: the text as captured
        stream: its folded words, each between two separators
        version: the version of the rules, :data:`FOLD_VERSION`
        index: where each word stands in the stream, where it was asked for
    """

    text: str
    stream: str
    version: int
    index: WordIndex | None
    _text_starts: tuple[int, ...]
    _stream_starts: tuple[int, ...]
    _across: frozenset[int]
    _runs: _Runs

    def fold(self, text: str) -> str:
        """Another text's words as they would stand in the stream, quicker than alone where words are shared."""
        if _reaches(text) or self._runs.pattern is not _pattern(text):
            return SEPARATOR.join(fold_words(text))
        return SEPARATOR.join(filter(None, [self._runs[run] for run in text.split()]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the words at ``stream[start:end]`` stand in the text: code points, half open."""
        first = self._token_at(start)
        return first[0], (first if end - start <= 1 else self._token_at(end - 1))[1]

    def near(self, place: int, length: int) -> tuple[int, int]:
        """The stretch of the text in which ``length`` code points start whose first word is at ``place`` in the stream."""
        block = max(bisect_right(self._stream_starts, place) - 1, 0)
        after = self._text_starts[block + 1] if block + 1 < len(self._text_starts) else len(self.text)
        return self._text_starts[block], after + length

    def _token_at(self, place: int) -> tuple[int, int]:
        """The span in the text of the word that covers a place in the stream."""
        block = max(bisect_right(self._stream_starts, place) - 1, 0)
        at = self._stream_starts[block]
        start = self._text_starts[block]
        end = self._text_starts[block + 1] if block + 1 < len(self._text_starts) else len(self.text)
        if block not in self._across:
            for run in _RUN.finditer(self.text, start, end):
                length = len(self._runs[run.group()])
                if length and at + length >= place:
                    start, end = run.span()
                    break
                at += length + 1 if length else 0
        last = (start, end)
        for match in self._runs.pattern.finditer(self.text, start, end):
            last = match.span()
            at += len(normalise(match.group())) + 1
            if at > place:
                break
        return last


def fold_capture(text: str, *, index: bool = False) -> FoldedText:
    """Fold a captured text once, to judge many quotations against it. Time grows with its length and nothing else.

    With ``index``, words in a row are looked up, not scanned for. Judgements are the same; the index costs at most
    half of the fold and pays from about a hundred quotations of one text.
    """
    runs = _Runs(_pattern(text))
    may_reach = _ACROSS.search(text) is not None
    across: list[int] = []
    pieces: list[str] = []
    text_starts: list[int] = []
    stream_starts: list[int] = []
    start, place, length = 0, 1, len(text)
    while start < length:
        cut = _CUT.search(text, start + _BLOCK)
        end = cut.start() if cut else length
        reaches = may_reach and _ACROSS.search(text, start, end) is not None
        if reaches:
            piece = normalise(SEPARATOR.join(runs.pattern.findall(text, start, end)))
        else:
            piece = SEPARATOR.join(filter(None, [runs[run] for run in text[start:end].split()]))
        if piece:
            if reaches:
                across.append(len(pieces))
            pieces.append(piece)
            text_starts.append(start)
            stream_starts.append(place)
            place += len(piece) + 1
        start = end
    stream = SEPARATOR + SEPARATOR.join(pieces) + SEPARATOR if pieces else SEPARATOR
    return FoldedText(
        text,
        stream,
        FOLD_VERSION,
        WordIndex.of(stream, runs) if index else None,
        tuple(text_starts),
        tuple(stream_starts),
        frozenset(across),
        runs,
    )
