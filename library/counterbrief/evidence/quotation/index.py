"""Where each word of a folded text stands, so that words in a row are found without a scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from counterbrief.evidence.quotation.characters import SEPARATOR

#: A scan passes this many code points in about the time in which one place is looked at.
_SCANNED_A_PLACE = 2000


@attrs.frozen(eq=False, repr=False)
class WordIndex:
    """The places of the words of a folded text. Made once, it serves every quotation of that text.

    Attributes:
        landmarks: the runs of characters without white space whose folded form is a word that the stream holds once,
            each with its place there
    """

    landmarks: Mapping[str, int]
    _places: dict[str, list[int]]
    _most: int

    @classmethod
    def of(cls, stream: str, runs: Mapping[str, str]) -> WordIndex:
        """Index the stream of a folded text; ``runs`` holds the folded words of each run of it. Time and memory grow with the number of its words."""
        places: dict[str, list[int]] = {}
        place = 1
        for word in stream[1:-1].split(SEPARATOR):
            places.setdefault(word, []).append(place)
            place += len(word) + 1
        landmarks = {run: places[word][0] for run, word in runs.items() if len(places.get(word, ())) == 1}
        return cls(landmarks, places, max(1, len(stream) // _SCANNED_A_PLACE))

    def candidates(self, words: str) -> Sequence[int] | None:
        """Where words in a row may start in the stream, in order, by the places of the rarest of them.

        ``words`` are folded, with a separator between two. No start is left out; whether they stand there is for the
        caller to see, and a start may lie before the stream. None where even the rarest word is so frequent that a
        scan is quicker.
        """
        row = words.split(SEPARATOR)
        try:
            found = [self._places[word] for word in row]
        except KeyError:
            return ()
        counts = list(map(len, found))
        fewest = min(counts)
        if fewest > self._most:
            return None
        rarest = counts.index(fewest)
        before = sum(map(len, row[:rarest])) + rarest
        return [place - before for place in found[rarest]]
