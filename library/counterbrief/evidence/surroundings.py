"""The surroundings of a passage: enough of the text before and after it to see what it says there, in whole sentences."""

from __future__ import annotations

import re

#: How many code points of text are shown on either side, more or less.
REACH = 200
#: So much further a sentence may reach.
_BEYOND = 120

#: The end of a sentence (full stops of Latin, Arabic, Devanagari and Bengali, CJK), with what closes it; or of a paragraph.
_ENDS = re.compile(r"[.!?…؟।。！？]+[\"'”’»)\]]*(?=\s)\s+|[。！？]+|\n[ \t]*\n\s*")
_SPACE = re.compile(r"\s+")


def surroundings(text: str, start: int, end: int, *, reach: int = REACH) -> tuple[int, int]:
    """Where the surroundings of ``text[start:end]`` begin and end: code points, half open; they include the passage.

    They begin and end with a sentence or a paragraph, the one nearest to ``reach`` code points from the passage; where none
    is near, between two words. Raises ValueError for a passage that is none.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"a passage lies within its text of {len(text)} code points; found {start} to {end}")
    return _before(text, start, reach), _after(text, end, reach)


def _before(text: str, start: int, reach: int) -> int:
    low = max(0, start - reach - _BEYOND)
    begins = [_past_space(text, match.end(), start) for match in _ENDS.finditer(text, low, start)]
    begins = [_past_space(text, 0, start), *begins] if low == 0 else begins
    if begins:
        return min(begins, key=lambda place: abs(start - reach - place))
    gap = _SPACE.search(text, start - reach, start)
    return gap.end() if gap else start


def _after(text: str, end: int, reach: int) -> int:
    high = min(len(text), end + reach + _BEYOND)
    stops = [match.start() + len(match.group().rstrip()) for match in _ENDS.finditer(text, end, high)]
    stops = [*stops, len(text.rstrip())] if high == len(text) else stops
    stops = [place for place in stops if place >= end]
    if stops:
        return min(stops, key=lambda place: abs(end + reach - place))
    gaps = [match.start() for match in _SPACE.finditer(text, end, min(len(text), end + reach))]
    return gaps[-1] if gaps else end


def _past_space(text: str, place: int, most: int) -> int:
    gap = _SPACE.match(text, place, most)
    return gap.end() if gap else place
