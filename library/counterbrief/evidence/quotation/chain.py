"""Placing the segments of a quotation one after the other, so that what stands between them can be judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from counterbrief.evidence.quotation.locate import Placed, likely_places, needle, occurrences, place_near
from counterbrief.evidence.quotation.parse import Joint, Parsed

#: An ellipsis may leave out this many words of the capture, a bracket replace this many.
MOST_SKIPPED = 60
MOST_REPLACED = 12

#: How far on (code points of the stream) the next segment is looked for. An ellipsis over more words than
#: :data:`MOST_SKIPPED` is still found and named; one over more than this leaves its segment unfound.
_REACH_ELLIPSIS = 20_000
_REACH_BRACKET = 600
#: So many segments are placed, over all the places where a quotation may stand, before the rest are given up.
_MOST_PLACED = 500
_ANCHORS = 64
_MISSES = 3


@attrs.frozen
class Chain:
    """The segments of a quotation as placed; None for one that was not found."""

    parsed: Parsed
    places: tuple[Placed | None, ...]

    @property
    def agreeing(self) -> int:
        """How many words agree."""
        return sum(place.agreeing for place in self.places if place is not None)

    @property
    def start(self) -> int:
        """Where the first segment that was found starts in the stream."""
        return next(place.start for place in self.places if place is not None)

    @property
    def end(self) -> int:
        """Where the last segment that was found ends in the stream."""
        return next(place.end for place in reversed(self.places) if place is not None)


def chain_in_a_row(parsed: Parsed, start: int) -> Chain:
    """The chain of a quotation that stands as it is, brackets and all, from ``start`` in the stream."""
    places: list[Placed] = []
    for joint, segment in zip(parsed.joints, parsed.segments, strict=False):
        start += sum(len(word.folded) + 1 for word in joint.bracketed)
        end = start + sum(len(word.folded) + 1 for word in segment) - 1
        places.append(Placed(start, end, len(segment)))
        start = end + 1
    return Chain(parsed, tuple(places))


def exact_chains(parsed: Parsed, stream: str) -> Iterator[Chain]:
    """Every chain in which all segments stand as they are, each as near to its neighbour as it gets."""
    words = [[word.folded for word in segment] for segment in parsed.segments]
    anchor = _by_length(words)[0]
    size = len(needle(words[anchor])) - 2
    for start in occurrences(stream, needle(words[anchor]), max(1, min(_ANCHORS, _MOST_PLACED // len(words)))):
        places = _spread(parsed, words, stream, anchor, Placed(start, start + size, len(words[anchor])), nearly=False)
        if all(place is not None for place in places):
            yield Chain(parsed, tuple(places))


def near_chains(parsed: Parsed, stream: str) -> list[Chain]:
    """Chains in which at least half of the words agree, from the first segment that can be placed at all."""
    words = [[word.folded for word in segment] for segment in parsed.segments]
    total = sum(len(segment) for segment in words)
    for anchor in _by_length(words)[:_MISSES]:
        found: dict[int, Chain] = {}
        for place in _anchor_places(stream, words[anchor]):
            if place.start not in found:
                chain = Chain(parsed, tuple(_spread(parsed, words, stream, anchor, place, nearly=True)))
                if chain.agreeing * 2 >= total:
                    found[place.start] = chain
        if found:
            return list(found.values())
    return []


def _by_length(words: Sequence[Sequence[str]]) -> list[int]:
    return sorted(range(len(words)), key=lambda index: -sum(map(len, words[index])))


def _anchor_places(stream: str, words: Sequence[str]) -> Iterator[Placed]:
    size = len(needle(words)) - 2
    exact = [Placed(start, start + size, len(words)) for start in occurrences(stream, needle(words), 4)]
    yield from exact
    for start in () if exact else likely_places(stream, words):
        placed = place_near(stream, words, max(0, start - 80), start + size + size // 4 + 160)
        if placed is not None:
            yield placed


def _spread(
    parsed: Parsed, words: Sequence[Sequence[str]], stream: str, anchor: int, place: Placed, *, nearly: bool
) -> list[Placed | None]:
    """The other segments, placed outwards from the anchor."""
    places: list[Placed | None] = [None] * len(words)
    places[anchor] = place
    edge, misses = place.end, 0
    for index in range(anchor + 1, len(words)):
        placed = _after(stream, words[index], parsed.joints[index], edge, nearly=nearly)
        misses = 0 if placed else misses + 1
        if (placed is None and not nearly) or misses == _MISSES:
            return places
        places[index] = placed
        edge = placed.end if placed else edge
    edge, misses = place.start, 0
    for index in range(anchor - 1, -1, -1):
        placed = _before(stream, words[index], parsed.joints[index + 1], edge, nearly=nearly)
        misses = 0 if placed else misses + 1
        if (placed is None and not nearly) or misses == _MISSES:
            return places
        places[index] = placed
        edge = placed.start if placed else edge
    return places


def _reach(joint: Joint) -> int:
    return _REACH_ELLIPSIS if joint.ellipsis else _REACH_BRACKET if joint.declares else 0


def _near_reach(joint: Joint, size: int) -> int:
    skipped = MOST_SKIPPED if joint.ellipsis else MOST_REPLACED
    return size + size // 4 + skipped * 12


def _after(stream: str, words: Sequence[str], joint: Joint, edge: int, *, nearly: bool) -> Placed | None:
    sought = needle(words)
    size = len(sought) - 2
    start = stream.find(sought, edge, edge + len(sought) + _reach(joint))
    if start >= 0:
        return Placed(start + 1, start + 1 + size, len(words))
    return place_near(stream, words, edge, edge + _near_reach(joint, size)) if nearly else None


def _before(stream: str, words: Sequence[str], joint: Joint, edge: int, *, nearly: bool) -> Placed | None:
    sought = needle(words)
    size = len(sought) - 2
    start = stream.rfind(sought, max(0, edge - len(sought) - _reach(joint)), edge)
    if start >= 0:
        return Placed(start + 1, start + 1 + size, len(words))
    return place_near(stream, words, max(0, edge - 1 - _near_reach(joint, size)), edge - 1) if nearly else None
