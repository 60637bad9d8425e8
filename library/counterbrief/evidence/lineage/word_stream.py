"""Texts as numbers: one long row of folded words of many texts, with their places. Needs numpy.

A word becomes a hash of its folded letters, as :func:`counterbrief.evidence.folding.words` folds them; beyond that z
reads as s, so that "organize" and "organise" are one word. The hash is a polynomial modulo 2^64, summed over a whole
chunk of text at once and divided out per word (Karp and Rabin, 1987).
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import attrs
import numpy as np
from numpy.typing import NDArray

from counterbrief.evidence.folding import words

UInt64s: TypeAlias = NDArray[np.uint64]
Ints: TypeAlias = NDArray[np.int64]
Int32s: TypeAlias = NDArray[np.int32]
Bools: TypeAlias = NDArray[np.bool_]

#: Furniture is a line of so few words that ends without a sentence mark: menu items, "Continue Reading", headings.
FURNITURE_WORDS = 8
#: So many lines of furniture in a row part two articles of one page.
FURNITURE_LINES = 2
#: Characters that are handled at once: so many that the arrays over them stay in the cache.
CHUNK = 120_000

_WORD_SPACE = 0x20000  # code points above are signs of rare scripts; they part words
_INSIDE = "'’ʼ\u00ad\u200b\u200c\u200d\u2060ـ"
_SENTENCE_END = ".!?…:;,。！？؟۔،।॥"
_CLOSING = "\"'”’»)]"
_BASE = 0x9E3779B97F4A7C15
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)


@attrs.frozen(kw_only=True, eq=False)
class WordStream:
    """The words of many texts in one row. Furniture is left out.

    Attributes:
        hashes: of each word's folded letters, shape (words,)
        starts: first code point of each word in its text, shape (words,)
        ends: one past its last code point, shape (words,)
        segments: number of each segment's first word, ascending, shape (segments,)
        documents: number of the text to which each segment belongs, shape (segments,)
    """

    hashes: UInt64s
    starts: Int32s
    ends: Int32s
    segments: Ints
    documents: Ints

    def segment_of(self, places: Ints) -> Ints:
        """The segment in which each word stands."""
        return np.searchsorted(self.segments, places, side="right") - 1

    def edges(self, segment: int) -> tuple[int, int]:
        """The number of a segment's first word, and one past that of its last."""
        last = int(self.segments[segment + 1]) if segment + 1 < len(self.segments) else len(self.hashes)
        return int(self.segments[segment]), last


def spread(values: UInt64s) -> UInt64s:
    """Mix the bits, so that every bit of the result depends on every bit of the value."""
    mixed = values ^ (values >> _HALF)
    mixed *= _SPREAD
    mixed ^= mixed >> _HALF
    mixed *= _SPREAD
    mixed ^= mixed >> _HALF
    return mixed


def streams(texts: Sequence[str], *, chunk: int = CHUNK) -> Iterator[WordStream]:
    """The words of the texts, in pieces of whole texts with about ``chunk`` characters each.

    ``documents`` counts from the first of all texts; ``segments`` counts from the first word of the piece.
    """
    first = 0
    while first < len(texts):
        last, size = first, 0
        while last < len(texts) and (last == first or size + len(texts[last]) < chunk):
            size += len(texts[last]) + 1
            last += 1
        yield _stream(texts[first:last], first)
        first = last


@attrs.frozen(kw_only=True, eq=False)
class _Tables:
    """What each code point is: its folded letters as part of a polynomial, how many they are, and its role."""

    value: UInt64s
    length: Ints
    part: Bools
    ends_sentence: Bools
    closes: Bools


@functools.cache
def _tables() -> _Tables:
    value = np.zeros(_WORD_SPACE, np.uint64)
    length = np.zeros(_WORD_SPACE, np.int64)
    part, ends, closes = (np.zeros(_WORD_SPACE, bool) for _ in range(3))
    for code in range(_WORD_SPACE):
        char = chr(code)
        category = unicodedata.category(char)
        if category == "Mn" or char in _INSIDE:
            part[code] = True  # stands inside a word and adds no letter
        elif category[0] not in "CPZ":
            letters = "".join(words(char)).replace("z", "s")
            if letters:
                part[code] = True
                length[code] = len(letters)
                total = sum((ord(letter) + 1) * pow(_BASE, place, 1 << 64) for place, letter in enumerate(letters))
                value[code] = total % (1 << 64)
        closes[code] = char in _CLOSING or char.isspace()
    ends[[ord(char) for char in _SENTENCE_END]] = True
    return _Tables(value=value, length=length, part=part, ends_sentence=ends, closes=closes)


@functools.lru_cache(maxsize=1)
def _powers(count: int) -> tuple[UInt64s, UInt64s]:
    """Powers of the base and of its inverse modulo 2^64."""
    up = np.full(count, _BASE, np.uint64)
    down = np.full(count, pow(_BASE, -1, 1 << 64), np.uint64)
    up[0] = down[0] = 1
    return np.multiply.accumulate(up), np.multiply.accumulate(down)


def _stream(texts: Sequence[str], first: int) -> WordStream:
    lengths = np.array([len(text) for text in texts], np.int64)
    begins = np.concatenate([[0], np.cumsum(lengths + 1)])
    points = np.frombuffer("\n".join((*texts, "")).encode("utf-32-le", "surrogatepass"), np.uint32)
    lines = np.flatnonzero(points == ord("\n"))
    codes = points.astype(np.int64)  # an index of another type is several times slower
    hashes, starts, ends = _words(codes)

    line_of = np.searchsorted(lines, starts)
    document_of_line = np.searchsorted(begins, lines, side="right") - 1
    furniture, article = _layout(codes, lines, line_of, document_of_line)
    if furniture.any():
        kept = ~furniture[line_of]
        hashes, starts, ends, line_of = hashes[kept], starts[kept], ends[kept], line_of[kept]
    document = document_of_line[line_of]
    part = article[line_of]
    fresh = np.ones(len(hashes), bool)
    fresh[1:] = (document[1:] != document[:-1]) | (part[1:] != part[:-1])
    segments = np.flatnonzero(fresh)
    offsets = begins[document]
    return WordStream(
        hashes=hashes,
        starts=(starts - offsets).astype(np.int32),
        ends=(ends - offsets).astype(np.int32),
        segments=segments,
        documents=document[segments] + first,
    )


def _words(codes: Ints) -> tuple[UInt64s, Ints, Ints]:
    """Hash, start and end of each word; what holds no letter (a lone apostrophe) is none."""
    tables = _tables()
    inside = np.zeros(len(codes) + 2, bool)
    tables.part.take(codes, mode="clip", out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    rank = np.zeros(len(codes) + 1, np.int64)  # of each letter among all folded letters of the chunk
    np.cumsum(tables.length.take(codes, mode="clip"), out=rank[1:])
    up, down = _powers(1 << int(rank[-1] + 1).bit_length())  # mostly one size for all chunks, so that it is kept
    sums = np.zeros(len(codes) + 1, np.uint64)
    terms = tables.value.take(codes, mode="clip")
    terms *= up.take(rank[:-1], mode="clip")
    np.cumsum(terms, out=sums[1:])
    hashes = (sums[ends] - sums[starts]) * down[rank[starts]]
    solid = rank[ends] > rank[starts]
    if not solid.all():
        hashes, starts, ends = hashes[solid], starts[solid], ends[solid]
    return spread(hashes), starts, ends


def _layout(codes: Ints, lines: Ints, line_of: Ints, document_of_line: Ints) -> tuple[Bools, Ints]:
    """Which lines are furniture, and the number of the article in which each line stands.

    A text that is mostly made of short lines (captions, verse) has no furniture.
    """
    count = np.bincount(line_of, minlength=len(lines))
    short = (count > 0) & (count <= FURNITURE_WORDS)
    short[short] = ~_ends_sentence(codes, lines[short])
    in_short = np.bincount(document_of_line, weights=count * short)
    in_all = np.bincount(document_of_line, weights=count)
    furniture = short & (2 * in_short <= in_all)[document_of_line]
    filled = np.flatnonzero(count > 0)
    run = furniture[filled]
    for step in range(1, FURNITURE_LINES):
        run[step:] &= furniture[filled][:-step]
        run[:step] = False
    parts = np.zeros(len(lines), np.int64)
    parts[filled] = run
    return furniture, np.cumsum(parts)


def _ends_sentence(codes: Ints, lines: Ints) -> Bools:
    """Whether each line, given by the place of its line feed, ends with a mark that ends or parts sentences."""
    tables = _tables()
    at = lines - 1
    for _ in range(4):  # so many closing marks and blanks may follow it
        at -= tables.closes.take(codes[np.maximum(at, 0)], mode="clip")
    found: Bools = (at >= 0) & tables.ends_sentence.take(codes[np.maximum(at, 0)], mode="clip")
    return found
