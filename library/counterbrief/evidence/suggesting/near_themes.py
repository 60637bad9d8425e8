"""The theme of a corpus that is nearest to some words: by the words that they share.

A theme's words are those of its label, its summary and the excerpts of its testimonies, folded, without function words and
without an ending 's'. Each shared word weighs one divided by the number of themes that have it; the weights are added and
divided by the number of different words that are asked about, at least :data:`FEW`. The score is from 0 to 1. None is
told below :data:`BOUND`, and none where only one word is shared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

import attrs

from counterbrief.evidence.folding import words
from counterbrief.model.records import Records
from counterbrief.model.testimonies import Testimony
from counterbrief.model.themes import Theme

#: A theme with a lower score is not near.
BOUND = 0.08
#: Fewer words than these are counted as so many: two short words that fit prove little.
FEW = 8
_LEAST_SHARED = 2

_FUNCTION_WORDS = frozenset(
    """
    a about after again against all also am among an and any are as at be because been before being between both but by can
    come could did do does doing down during each even ever every few for from further get go had has have having he her
    here hers him his how i if in into is it its itself just like many may me might more most much must my no nor not now of
    off on once one only or other our out over own said same say says she should since so some such than that the their
    them then there these they this those through to too two under until up upon us very was we were what when where which
    while who whom whose why will with would you your dont didnt wasnt isnt cant im ive
    le la les un une des du de et en que qui dans pour pas est sont a au aux ce se der die das und ist nicht ein eine zu
    den dem mit von el los las y en que es no una por con se и в не на что я он с как а то это но из у к мы они в من في على
    ان لا ما الى عن এই এবং না ও যে করে থেকে
    """.split()
)


@attrs.frozen(kw_only=True)
class NearTheme:
    """A theme that is near to some words.

    Attributes:
        theme: its id
        score: how near, from 0 to 1; two places behind the point are shown
        shared: the words that both have, folded, sorted
    """

    theme: str
    score: float
    shared: tuple[str, ...]


class Themes:
    """The themes of a corpus, made ready to be asked which is near."""

    def __init__(self, records: Records) -> None:
        """Read the words of every theme of the records."""
        self._words: dict[str, set[str]] = {}
        excerpts: defaultdict[str, list[str]] = defaultdict(list)
        for testimony in records.of(Testimony):
            for told in testimony.themes:
                excerpts[told].extend(excerpt.quotation for excerpt in testimony.excerpts)
        for theme in records.of(Theme):
            texts = [*theme.label.values(), *theme.summary.text.values(), *excerpts[theme.id]]
            self._words[theme.id] = content_words(texts)
        self._themes_with = Counter(word for has in self._words.values() for word in has)

    def nearest(self, *texts: str) -> NearTheme | None:
        """The theme with the highest score, the first by id of several; None where none is near."""
        asked = content_words(texts)
        best: NearTheme | None = None
        for theme in sorted(self._words):
            shared = asked & self._words[theme]
            score = sum(1 / self._themes_with[word] for word in sorted(shared)) / max(len(asked), FEW)
            if len(shared) >= _LEAST_SHARED and score >= BOUND and (best is None or score > best.score):
                best = NearTheme(theme=theme, score=round(score, 4), shared=tuple(sorted(shared)))
        return best


def content_words(texts: Collection[str]) -> set[str]:
    """The folded words of texts that carry their sense."""
    found = {word for text in texts for word in words(text) if word not in _FUNCTION_WORDS}
    return {word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word for word in found}
