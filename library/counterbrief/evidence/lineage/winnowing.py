"""Which places of many texts hold the same words: winnowed shingles, sorted, paired and run together. Needs numpy.

Winnowing keeps the smallest hash of every window of shingles (Schleimer, Wilkerson, Aiken: *Winnowing*, SIGMOD 2003,
section 3): a run of ``SHINGLE + WINDOW - 1`` = 8 equal words always keeps a common one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from counterbrief.evidence.lineage.word_stream import CHUNK, Bools, Ints, UInt64s, WordStream, spread, streams

#: Words of one shingle.
SHINGLE = 5
#: Shingles of which at least one is kept.
WINDOW = 4
#: A shingle that one text repeats is looked at so many times.
REPEATS = 4
#: Pairs of places that are handled at once; bounds the memory above the texts.
PAIRS = 1_000_000

_ODD = 0xD6E8FEB86659FD93
_PLACE_BITS = 32


@attrs.frozen(kw_only=True, eq=False)
class Runs:
    """Runs of equal words in two texts, sorted by segments and places; all of shape (runs,).

    Attributes:
        a: number of the run's first word in the text that comes first
        b: number of its first word in the other text
        length: in words
        a_segment: the segment of ``a``
        b_segment: the segment of ``b``
    """

    a: Ints
    b: Ints
    length: Ints
    a_segment: Ints
    b_segment: Ints


def index(texts: Sequence[str]) -> tuple[WordStream, UInt64s]:
    """The words of all texts, and their kept shingles as sorted keys: hash above, number of the first word below.

    Raises ValueError where the texts have 2^32 words or more.
    """
    pieces: list[WordStream] = []
    shingles: list[UInt64s] = []
    places: list[Ints] = []
    total = 0
    for piece in streams(texts, chunk=CHUNK):
        hashes, at = _winnowed(piece)
        shingles.append(hashes)
        places.append((at + total).astype(np.uint32))
        pieces.append(attrs.evolve(piece, segments=piece.segments + total))
        total += len(piece.hashes)
    if total >= 1 << _PLACE_BITS:
        raise ValueError(f"at most 2^32 - 1 words can be compared at once; found {total}")
    stream = _joined(pieces)
    bits = np.uint64(max(1, total.bit_length()))
    keys = np.concatenate([np.zeros(0, np.uint64), *shingles])
    shingles.clear()
    keys >>= bits
    keys <<= bits
    keys |= np.concatenate([np.zeros(0, np.uint32), *places])
    keys.sort()
    return stream, keys


def _joined(pieces: list[WordStream]) -> WordStream:
    joined = {}
    for field in attrs.fields(WordStream):
        kind = np.int32 if field.name in ("starts", "ends") else np.uint64 if field.name == "hashes" else np.int64
        joined[field.name] = np.concatenate([np.zeros(0, kind), *(getattr(piece, field.name) for piece in pieces)])
    return WordStream(**joined)


def _winnowed(piece: WordStream) -> tuple[UInt64s, Ints]:
    """The kept shingles of a piece: hash and first word. No shingle leaves its segment."""
    count = len(piece.hashes) - SHINGLE + 1
    if count <= 0:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    hashes = np.zeros(count, np.uint64)
    for place in range(SHINGLE):
        hashes += piece.hashes[place : place + count] * np.uint64(pow(_ODD, place, 1 << 64))
    hashes = spread(hashes)
    whole = np.ones(count, bool)
    for step in range(1, SHINGLE):
        crossing = piece.segments[piece.segments >= step] - step
        whole[crossing[crossing < count]] = False
    places = np.flatnonzero(whole)
    hashes = hashes[places]
    kept = _smallest_of_windows(hashes)
    return hashes[kept], places[kept]


def _smallest_of_windows(hashes: UInt64s) -> Bools:
    """Which are the smallest of some window, the last of equals. A window across two segments only keeps more."""
    count = len(hashes)
    kept = np.zeros(count, bool)
    least, where = hashes.copy(), np.arange(count)
    for step in range(1, min(WINDOW, count)):
        smaller = hashes[step:] <= least[:-step]
        least[:-step][smaller] = hashes[step:][smaller]
        where[:-step][smaller] = np.flatnonzero(smaller) + step
    kept[where] = True
    return kept


def runs(stream: WordStream, keys: UInt64s, *, most_texts: int, shortest: int) -> Iterator[Runs]:
    """Runs of ``shortest`` equal words or more of every two texts, in pieces that hold all runs of a text with later ones.

    A shingle that stands in more than ``most_texts`` texts is left aside: it is everybody's.
    """
    bits = np.uint64(max(1, len(stream.hashes).bit_length()))
    places, group_end = _grouped(stream, keys, bits, most_texts)
    order = np.argsort(places, kind="stable")
    partners = (group_end - np.arange(1, len(places) + 1))[order]
    document = stream.documents[stream.segment_of(places[order])]
    fresh = np.flatnonzero(np.concatenate([[True], document[1:] != document[:-1]])) if len(document) else order
    weight = np.concatenate([[0], np.cumsum(partners)])
    begin = 0
    while begin < len(fresh):
        limit = weight[fresh[begin]] + PAIRS
        end = max(begin + 1, int(np.searchsorted(weight[fresh], limit)))
        first, last = int(fresh[begin]), int(fresh[end]) if end < len(fresh) else len(order)
        chosen = order[first:last]
        counts = partners[first:last]
        own = np.repeat(chosen, counts)
        step = np.arange(len(own)) - np.repeat(np.cumsum(counts) - counts, counts)
        yield _runs(stream, places[own], places[own + 1 + step], shortest)
        begin = end


def _grouped(stream: WordStream, keys: UInt64s, bits: np.uint64, most_texts: int) -> tuple[Ints, Ints]:
    """The places of shingles that two or more texts share, group after group, and the end of each one's group."""
    values = keys >> bits
    same = values[1:] == values[:-1]
    shared = np.zeros(len(keys), bool)
    shared[1:] = same
    shared[:-1] |= same
    values = values[shared]
    places = (keys[shared] & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    document = stream.documents[stream.segment_of(places)]
    group = np.cumsum(np.concatenate([[True], values[1:] != values[:-1]])) - 1 if len(values) else places
    fresh = np.ones(len(group), bool)
    fresh[1:] = (group[1:] != group[:-1]) | (document[1:] != document[:-1])
    repeat = np.arange(len(group)) - np.maximum.accumulate(np.where(fresh, np.arange(len(group)), 0))
    texts = np.bincount(group, weights=fresh)
    kept = (repeat < REPEATS) & ((texts >= 2) & (texts <= most_texts))[group]
    places, group = places[kept], group[kept]
    return places, np.searchsorted(group, group, side="right")


def _runs(stream: WordStream, a: Ints, b: Ints, shortest: int) -> Runs:
    """Join pairs of equal shingles on one diagonal to runs, and draw each out as far as the words agree."""
    words = stream.hashes
    a_segment, b_segment = stream.segment_of(a), stream.segment_of(b)
    fit = stream.documents[a_segment] != stream.documents[b_segment]
    a, b = a[fit], b[fit]
    for step in range(SHINGLE):  # keys hold a part of the hash alone: the words decide
        fit = words[a + step] == words[b + step]
        a, b = a[fit], b[fit]
    a, b = a.astype(np.uint64), b.astype(np.uint64)
    key = ((b - a) << np.uint64(_PLACE_BITS)) | a  # b is the later text, so the diagonal is positive
    key.sort()
    a = (key & np.uint64((1 << _PLACE_BITS) - 1)).astype(np.int64)
    b = a + (key >> np.uint64(_PLACE_BITS)).astype(np.int64)
    a_segment, b_segment = stream.segment_of(a), stream.segment_of(b)
    fresh = np.ones(len(a), bool)
    fresh[1:] = (
        (a_segment[1:] != a_segment[:-1])
        | (b_segment[1:] != b_segment[:-1])
        | (b[1:] - a[1:] != b[:-1] - a[:-1])
        | (a[1:] - a[:-1] > SHINGLE)
    )
    first = np.flatnonzero(fresh)
    last = np.concatenate([first[1:], [len(a)]])[: len(first)] - 1
    length = a[last] - a[first] + SHINGLE
    found = Runs(a=a[first], b=b[first], length=length, a_segment=a_segment[first], b_segment=b_segment[first])
    return _drawn_out(stream, found, last - first + 1, shortest)


def _drawn_out(stream: WordStream, runs: Runs, seeds: Ints, shortest: int) -> Runs:
    """Draw each run out on both sides, as far as the words agree within the segments.

    A run of which most kept shingles (``seeds`` counts the others) are everybody's is everybody's too: only its edge,
    where the shingle also holds a neighbouring word, is rare.
    """
    a, b, length, a_segment, b_segment = runs.a, runs.b, runs.length, runs.a_segment, runs.b_segment
    ends = np.append(stream.segments[1:], len(stream.hashes))
    room = np.minimum(a - stream.segments[a_segment], b - stream.segments[b_segment])
    before = _agreeing(stream.hashes, a - 1, b - 1, room, -1)
    room = np.minimum(ends[a_segment] - a, ends[b_segment] - b) - length
    after = _agreeing(stream.hashes, a + length, b + length, room, 1)
    a, b, length = a - before, b - before, before + length + after
    order = np.flatnonzero(length >= shortest)
    order = order[np.lexsort((b[order], a[order], b_segment[order], a_segment[order]))]
    a, b, length, a_segment, b_segment, seeds = (each[order] for each in (a, b, length, a_segment, b_segment, seeds))
    fresh = np.ones(len(a), bool)  # two runs that were drawn out to the same words are one
    fresh[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    first = np.flatnonzero(fresh)
    seeds = np.add.reduceat(seeds, first) if len(first) else seeds
    windows = length[first] - (SHINGLE + WINDOW - 2)
    first = first[2 * WINDOW * seeds >= windows]  # winnowing keeps a shingle in every window
    return Runs(a=a[first], b=b[first], length=length[first], a_segment=a_segment[first], b_segment=b_segment[first])


def _agreeing(words: UInt64s, a: Ints, b: Ints, room: Ints, step: int) -> Ints:
    """How many words agree from ``a`` and ``b`` on in the direction of ``step``, at most ``room``."""
    count = np.zeros(len(a), np.int64)
    going = np.flatnonzero(room > 0)
    block = 4
    while len(going):
        offsets = count[going, None] + np.arange(block)
        inside = offsets < room[going, None]
        offsets = np.where(inside, offsets, 0) * step
        agree = inside & (words[a[going, None] + offsets] == words[b[going, None] + offsets])
        whole = agree.all(axis=1)
        count[going] += np.where(whole, block, agree.argmin(axis=1))
        going = going[whole]
        block = min(block * 4, 256)
    return count
