"""Paragraphs as people count them on a page without page numbers.

This is the rule of narratives/README.md, as far as it can be told from text alone. A block is what blank lines set apart; in a text without blank lines, a line. A block counts as a paragraph where it ends
with a mark that ends or parts sentences, or has :data:`LONG` words; headlines, by-lines, menus and advertisement marks
do not. A block that repeats the one before it (a caption) does not count. Two blocks in a row that do not count part
two articles, and each is counted by itself; its first paragraph has :data:`FIRST` words, so that a caption is not taken
for it. Captions in whole sentences and credits below a text are counted by mistake: a person looks.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import attrs

#: So many words make a paragraph, whatever it ends with.
LONG = 25
#: The first paragraph of an article has so many words.
FIRST = 12
#: So many blocks in a row that are no paragraphs part two articles.
APART = 2

_BLANK = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+")
_SENTENCE_MARKS = frozenset(".!?…:;,،؛؟۔।॥。！？：；")
_CLOSING = "\"'”’“»«›‹)]}」』〞 \t\u00a0\n"


@attrs.frozen(kw_only=True)
class Block:
    """A block of text.

    Attributes:
        start: first code point
        end: one behind the last
        article: number of the article on the page, from 1; 0 above the first one
        paragraph: number of the paragraph in its article, from 1; None for what does not count
    """

    start: int
    end: int
    article: int = 0
    paragraph: int | None = None


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in order, each with its number as a paragraph where it is one."""
    spans = _spans(text)
    made: list[Block] = []
    article, paragraph, apart, before = 0, 0, APART, ""
    for start, end in spans:
        words = text[start:end].split()
        line = " ".join(words)
        fresh = apart >= APART
        least = FIRST if fresh else 1
        counts = line != before and (len(words) >= LONG or (_ends_sentence(line) and len(words) >= least))
        before = line
        if not counts:
            apart += 1
            made.append(Block(start=start, end=end, article=article))
            continue
        if fresh:
            article, paragraph = article + 1, 0
        apart, paragraph = 0, paragraph + 1
        made.append(Block(start=start, end=end, article=article, paragraph=paragraph))
    return tuple(made)


def block_at(parts: tuple[Block, ...], place: int) -> Block | None:
    """The block in which a code point stands; None for a place between blocks."""
    at = bisect_right(parts, place, key=lambda part: part.start) - 1
    return parts[at] if at >= 0 and place < parts[at].end else None


def _spans(text: str) -> list[tuple[int, int]]:
    parted = re.search(_BLANK, text.strip()) is not None
    gaps = [match.span() for match in (_BLANK if parted else re.compile(r"\n")).finditer(text)]
    spans, at = [], 0
    for gap_start, gap_end in [*gaps, (len(text), len(text))]:
        piece = text[at:gap_start]
        if piece.strip():
            start = at + len(piece) - len(piece.lstrip())
            spans.append((start, at + len(piece.rstrip())))
        at = gap_end
    return spans


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSING)[-1:] in _SENTENCE_MARKS
