"""What texts share: passages of the same words, with their places in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from counterbrief.errors import MissingToolError

if TYPE_CHECKING:
    from counterbrief.evidence.lineage.winnowing import Runs
    from counterbrief.evidence.lineage.word_stream import UInt64s, WordStream

#: Under so many words most of what two texts share is names and idiom.
SHORTEST = 12
#: A shingle that stands in more texts belongs to nobody: menus, notices, standing phrases.
MOST_TEXTS = 50
#: So many words may differ between two pieces of one passage, on either side.
GAP = 6
#: So many equal words make a piece that joins a passage beyond such a gap.
PIECE = 5
#: A run of so many equal words is found wherever it stands (see winnowing). Shorter ones count only beside such a run:
#: whether winnowing comes upon them is chance.
SURE = 8
INSTALL_HINT = "run: pip install 'counterbrief[lineage]'"

#: Marks that stand inside a word; at its end they are closing quotation marks.
_TRAILING = "'’ʼ\u00ad\u200b\u200c\u200d\u2060"


@attrs.frozen(kw_only=True)
class Passage:
    """Words that two texts share. Sharing has no direction: it does not say who took from whom.

    Attributes:
        a: key of the text that comes first in the mapping
        b: key of the other
        a_start: first code point in ``a``
        a_end: one past the last code point in ``a``
        b_start: first code point in ``b``
        b_end: one past the last code point in ``b``
        words: how many words the passage has in ``a``, those included that differ between its pieces
        equal: how many of them stand in both, in the same order
    """

    a: str
    b: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    words: int
    equal: int


def shared_passages(
    texts: Mapping[str, str], *, shortest: int = SHORTEST, most_texts: int = MOST_TEXTS, gap: int = GAP
) -> tuple[Passage, ...]:
    """Every passage that two of the texts share, sorted by the texts' order and by place.

    Words are compared as :func:`counterbrief.evidence.words` folds them, with z read as s. A text is read article by
    article: no passage leaves an article, and menus, headings and other short lines without a sentence mark are left
    out. Every run of 8 equal words is found; pieces of at least 5 equal words join where at most ``gap`` words between
    them differ on either side. A passage needs ``shortest`` equal words. A shingle of 5 words that more than
    ``most_texts`` texts hold is no evidence and is left aside. What a text shares with itself is not told.

    Scripts that put no space between words (Thai, Chinese) are compared by whole runs of letters.

    Raises MissingToolError where numpy is not installed, ValueError where an argument makes no sense.
    """
    if shortest < 1 or most_texts < 2 or gap < 0:
        raise ValueError("expected shortest of at least 1, most_texts of at least 2 and a gap of at least 0")
    try:
        from counterbrief.evidence.lineage import winnowing
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "numpy":
            raise
        raise MissingToolError("shared passages need numpy, which is not installed", hint=INSTALL_HINT) from error
    keys, bodies = list(texts), list(texts.values())
    stream, shingles = winnowing.index(bodies)
    found = []
    for runs in winnowing.runs(stream, shingles, most_texts=most_texts, shortest=min(shortest, SURE)):
        for chain in _chains(stream, runs, shortest, gap):
            a, b = (keys[int(stream.documents[segment])] for segment in (chain.a_segment, chain.b_segment))
            a_start, a_end = int(stream.starts[chain.a]), int(stream.ends[chain.a_end - 1])
            b_start, b_end = int(stream.starts[chain.b]), int(stream.ends[chain.b_end - 1])
            passage = Passage(
                a=a,
                b=b,
                a_start=a_start,
                a_end=a_start + len(texts[a][a_start:a_end].rstrip(_TRAILING)),
                b_start=b_start,
                b_end=b_start + len(texts[b][b_start:b_end].rstrip(_TRAILING)),
                words=chain.a_end - chain.a,
                equal=chain.equal,
            )
            found.append((chain, passage))
    place = {key: number for number, key in enumerate(keys)}
    found.sort(key=lambda each: (place[each[1].a], place[each[1].b], each[0].a, each[0].b))
    return tuple(passage for _, passage in found)


@attrs.define(kw_only=True)
class _Chain:
    """Runs that follow each other in both texts; places are numbers of words."""

    a_segment: int
    b_segment: int
    a: int
    a_end: int
    b: int
    b_end: int
    equal: int

    def takes(self, a: int, b: int, length: int, gap: int) -> bool:
        """Go on with a run that begins soon after this chain's end in both texts, or say that it does not fit."""
        over = max(self.a_end - a, self.b_end - b, 0)  # words that the last run has already
        if over >= length or a + over - self.a_end > gap or b + over - self.b_end > gap or a < self.a or b < self.b:
            return False
        self.a_end, self.b_end = a + length, b + length
        self.equal += length - over
        return True

    def holds(self, a: int, b: int, a_length: int, b_length: int) -> bool:
        """Whether both sides of something lie inside the chain."""
        return self.a <= a and a + a_length <= self.a_end and self.b <= b and b + b_length <= self.b_end


def _chains(stream: WordStream, runs: Runs, shortest: int, gap: int) -> Iterator[_Chain]:
    """Chain the runs of each two segments along their diagonals; what stays too short is left out."""
    import numpy as np

    if not len(runs.a):
        return
    fresh = np.ones(len(runs.a), bool)
    fresh[1:] = (runs.a_segment[1:] != runs.a_segment[:-1]) | (runs.b_segment[1:] != runs.b_segment[:-1])
    begins = np.flatnonzero(fresh)
    ends = np.append(begins[1:], len(runs.a))
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        segments = int(runs.a_segment[begin]), int(runs.b_segment[begin])
        rows = zip(*(each[begin:end].tolist() for each in (runs.a, runs.b, runs.length)), strict=True)
        chains = _of_two(rows, segments, gap)
        for chain in chains:
            _join_ends(chain, stream, gap)
        kept: list[_Chain] = []
        for chain in sorted(chains, key=lambda one: (-one.equal, one.a, one.b)):
            if chain.equal >= shortest and not any(
                other.holds(chain.a, chain.b, chain.a_end - chain.a, chain.b_end - chain.b) for other in kept
            ):
                kept.append(chain)
        yield from kept


def _join_ends(chain: _Chain, stream: WordStream, gap: int) -> None:
    """Add pieces beyond a gap at either end, which were too short to be runs: the nearest first."""
    a_first, a_last = stream.edges(chain.a_segment)
    b_first, b_last = stream.edges(chain.b_segment)
    while True:
        piece = _piece(stream.hashes[chain.a_end : a_last], stream.hashes[chain.b_end : b_last], gap)
        if piece is None:
            break
        chain.a_end += piece[0] + piece[2]
        chain.b_end += piece[1] + piece[2]
        chain.equal += piece[2]
    while True:
        piece = _piece(stream.hashes[a_first : chain.a][::-1], stream.hashes[b_first : chain.b][::-1], gap)
        if piece is None:
            break
        chain.a -= piece[0] + piece[2]
        chain.b -= piece[1] + piece[2]
        chain.equal += piece[2]


def _piece(one: UInt64s, other: UInt64s, gap: int) -> tuple[int, int, int] | None:
    """The nearest piece of equal words near the start of two rows: how far in it begins in both, and its length."""
    near, far = one[: gap + PIECE].tolist(), other[: gap + PIECE].tolist()
    if set(near).isdisjoint(far):
        return None
    places: dict[int, list[int]] = {}
    for place, word in enumerate(far[: gap + 1]):
        places.setdefault(word, []).append(place)
    begins = [(skip, place) for skip, word in enumerate(near[: gap + 1]) for place in places.get(word, ())]
    for skip, pass_over in sorted(begins, key=lambda pair: (sum(pair), pair)):
        if len(near) - skip >= PIECE and near[skip : skip + PIECE] == far[pass_over : pass_over + PIECE]:
            count = PIECE
            while skip + count < len(one) and pass_over + count < len(other):
                if one[skip + count] != other[pass_over + count]:
                    break
                count += 1
            return skip, pass_over, count
    return None


def _of_two(rows: Iterator[tuple[int, int, int]], segments: tuple[int, int], gap: int) -> list[_Chain]:
    done: list[_Chain] = []
    going: list[_Chain] = []
    for a, b, length in rows:
        still = [chain for chain in going if a - chain.a_end <= gap]
        done += [chain for chain in going if a - chain.a_end > gap]
        going = still
        if any(chain.holds(a, b, length, length) or chain.takes(a, b, length, gap) for chain in going):
            continue
        going.append(
            _Chain(
                a_segment=segments[0],
                b_segment=segments[1],
                a=a,
                a_end=a + length,
                b=b,
                b_end=b + length,
                equal=length,
            )
        )
    return done + going
