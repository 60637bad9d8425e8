"""Finding where a quotation may stand: as it is, or nearly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from counterbrief.evidence.quotation.align import Pair, align
from counterbrief.evidence.quotation.fold import SEPARATOR, FoldedText
from counterbrief.evidence.quotation.scanning import look, scanned

#: Passages of equal wording are counted up to this many: a page of one word, repeated, must not take all day.
MOST_OCCURRENCES = 1000

#: Pieces of this many code points are rare enough to trust one; shorter ones must agree.
_LONG_PIECE = 12
_PIECES = 10
_HITS_A_PIECE = 16
#: A stretch in which fewer than one word in three looks alike is not looked at more closely.
_LEAST_ALIKE = 3
_BUCKET = 64


@attrs.frozen
class Difference:
    """Words of a segment (``quoted``, by index) against a stretch of the stream; either may be empty."""

    quoted: tuple[int, int]
    page: tuple[int, int]


@attrs.frozen
class Placed:
    """A segment placed in a folded text: ``stream[start:end]``, with what differs there and how many words agree."""

    start: int
    end: int
    agreeing: int
    differences: tuple[Difference, ...] = ()


def needle(words: Sequence[str]) -> str:
    """What the stream holds where these words stand in a row."""
    return SEPARATOR + SEPARATOR.join(words) + SEPARATOR


def occurrences(stream: str, sought: str, most: int = MOST_OCCURRENCES) -> Iterator[int]:
    """Where the first word of each occurrence starts in the stream. Occurrences may overlap."""
    place = stream.find(sought)
    while place >= 0 and most:
        yield place + 1
        most -= 1
        place = stream.find(sought, place + 1)


def in_a_row(folded: FoldedText, words: str, most: int = MOST_OCCURRENCES) -> Iterator[int]:
    """The same for folded words with a separator between two: looked up where the text has an index."""
    sought = SEPARATOR + words + SEPARATOR
    candidates = folded.index.candidates(words) if folded.index is not None else None
    if candidates is None:
        return occurrences(folded.stream, sought, most)
    stream = folded.stream
    return iter([start for start in candidates if start > 0 and stream.startswith(sought, start - 1)][:most])


def likely_places(stream: str, words: Sequence[str], most: int = 3) -> list[int]:
    """Where a segment that does not stand as it is may start: its pieces vote for places, most votes first."""
    sought = SEPARATOR.join(words)
    for size in (_LONG_PIECE, 6, 4):
        if len(sought) >= size * 2 or (size == 4 and len(sought) >= size):
            places = _vote(stream, sought, size, most)
            if places:
                return places
    return []


def _vote(stream: str, sought: str, size: int, most: int) -> list[int]:
    step = max(1, (len(sought) - size) // (_PIECES - 1))
    offsets = range(0, len(sought) - size + 1, step)
    fewest = 1 if size == _LONG_PIECE else min(3, 1 + len(offsets) // 4)
    votes: dict[int, int] = {}
    for offset in offsets:
        piece = sought[offset : offset + size]
        place = stream.find(piece)
        for _ in range(_HITS_A_PIECE):
            if place < 0:
                break
            bucket = (place - offset) // _BUCKET
            votes[bucket] = votes.get(bucket, 0) + 1
            place = stream.find(piece, place + 1)
    scores = sorted((-votes[bucket] - votes.get(bucket + 1, 0), bucket) for bucket in votes)
    chosen: list[int] = []
    for against, bucket in scores:
        if -against < fewest:
            break
        if all(abs(bucket - other) > 1 for other in chosen):
            chosen.append(bucket)
            if len(chosen) == most:
                break
    return [max(0, bucket * _BUCKET) for bucket in chosen]


def place_near(stream: str, words: Sequence[str], low: int, high: int) -> Placed | None:
    """Place a segment within ``stream[low:high]`` by its words; None where fewer than half of them agree."""
    low = stream.rfind(SEPARATOR, 0, low + 1) if low > 0 else 0
    high = stream.find(SEPARATOR, min(high, len(stream) - 1))
    page = stream[low + 1 : high].split(SEPARATOR)
    cost, pairs = align([look(word) for word in words], [look(word) for word in page])
    if cost >= len(words) or not page[0] or _alike(pairs, words, page) * _LEAST_ALIKE < len(words):
        return None
    starts = [low + 1]
    for word in page:
        starts.append(starts[-1] + len(word) + 1)
    groups = _grow(_groups(words, page, pairs), words, page)
    agreeing = len(words) - sum(
        row_end - row for row, row_end, column, end in groups if not scanned(list(words[row:row_end]), page[column:end])
    )
    if agreeing * 2 < len(words) or agreeing <= 0:
        return None
    used = [column for _, column in pairs if column is not None]
    first = min([used[0], *(group[2] for group in groups[:1])])
    last = max([used[-1] + 1, *(group[3] for group in groups[-1:])])
    found = tuple(
        Difference((rows, row_end), (starts[column], starts[end] - 1 if end > column else starts[column]))
        for rows, row_end, column, end in groups
    )
    return Placed(starts[first], starts[last] - 1, agreeing, found)


def _alike(pairs: Sequence[Pair], words: Sequence[str], page: Sequence[str]) -> int:
    """How many words of the quotation look like the word of the page they are paired with."""
    return sum(
        row is not None and column is not None and look(words[row]) == look(page[column]) for row, column in pairs
    )


#: Quoted words and page words that do not pair: ``(first, end, first, end)``, half open.
_Group = tuple[int, int, int, int]


def _groups(words: Sequence[str], page: Sequence[str], pairs: Sequence[Pair]) -> list[_Group]:
    groups: list[_Group] = []
    row = 0
    column = next((column for _, column in pairs if column is not None), 0)
    joined = False
    for quoted, on_page in pairs:
        alike = quoted is not None and on_page is not None and look(words[quoted]) == look(page[on_page])
        same = alike and quoted is not None and on_page is not None and words[quoted] == page[on_page]
        row_end = row + (quoted is not None)
        column_end = column + (on_page is not None)
        if not same:
            if joined and not alike:
                first, _, first_column, _ = groups.pop()
                groups.append((first, row_end, first_column, column_end))
            else:
                groups.append((row, row_end, column, column_end))
        joined = not same and not alike
        row, column = row_end, column_end
    return groups


def _grow(groups: list[_Group], words: Sequence[str], page: Sequence[str]) -> list[_Group]:
    """Let a difference at an end of the segment take up the page's words beside it, where they belong to it."""
    if groups and groups[-1][1] == len(words):
        row, row_end, column, end = groups[-1]
        groups[-1] = (row, row_end, column, end + _more(words[row:row_end], page, column, end, forward=True))
    if groups and groups[0][0] == 0:
        row, row_end, column, end = groups[0]
        groups[0] = (row, row_end, column - _more(words[row:row_end], page, column, end, forward=False), end)
    return groups


def _more(quoted: Sequence[str], page: Sequence[str], column: int, end: int, *, forward: bool) -> int:
    """How many more words of the page the difference takes up: those a scanner split off, else as many as are quoted."""
    free = len(page) - end if forward else column
    for more in range(1, min(6, free) + 1):
        stretch = page[column : end + more] if forward else page[column - more : end]
        if scanned(list(quoted), list(stretch)):
            return more
    return min(max(0, len(quoted) - (end - column)), free, 3)


def word_count(stream: str, start: int, end: int) -> int:
    """How many words stand in ``stream[start:end]``, which begins and ends with separators or is empty."""
    return max(0, stream.count(SEPARATOR, start, end) - 1)


def nth_word_back(stream: str, start: int, count: int) -> int:
    """Where the ``count``-th word before the word at ``start`` starts; fewer where the text begins."""
    for _ in range(count):
        if start <= 1:
            return start
        start = stream.rfind(SEPARATOR, 0, start - 1) + 1
    return start


def nth_word_on(stream: str, end: int, count: int) -> int:
    """Where the ``count``-th word after the word that ends at ``end`` ends; fewer where the text ends."""
    for _ in range(count):
        if end >= len(stream) - 1:
            return end
        end = stream.find(SEPARATOR, end + 1)
    return end
