"""Judging a quotation against the capture of its source: located by characters, judged by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from counterbrief.evidence.quotation.chain import Chain, chain_in_a_row, exact_chains, near_chains
from counterbrief.evidence.quotation.differences import Comparison
from counterbrief.evidence.quotation.fold import FOLD_VERSION, SEPARATOR, FoldedText, fold_capture, fold_words
from counterbrief.evidence.quotation.judgement import MOST_OTHERS, Judgement, Verdict
from counterbrief.evidence.quotation.letters import OUTER, by_landmark, letter_for_letter, stands_free
from counterbrief.evidence.quotation.locate import in_a_row
from counterbrief.evidence.quotation.parse import Parsed, parse

#: A quotation declares at most this many edits; one that declares more is no quotation.
MOST_EDITS = 60
#: So many words of an editor a quotation may have; comparing brackets takes time, and more is no quotation.
MOST_BRACKETED = 60
_CONTEXT_WORDS = 5
_RANK: tuple[Verdict, ...] = ("verbatim", "edited", "noisy", "altered")
_MARKS = ("[", "…", "⋯", "..", ". .")


def judge_quotation(
    quotation: str,
    capture_text: str,
    *,
    language: str | None = None,
    folded: FoldedText | None = None,
    prefix: str = "",
    suffix: str = "",
) -> Judgement:
    """Judge whether a quotation stands in a capture, and how.

    ``language`` (BCP 47) chooses the lists of negations, numbers and conditions; without it they are chosen by the
    text. ``folded`` is :func:`~counterbrief.evidence.quotation.fold.fold_capture` of the same text, made once for many
    quotations (for a hundred and more, with its ``index``). ``prefix`` and ``suffix`` are words that stood around the
    quotation: of several passages, the first in that context is taken.

    A quotation that stands letter for letter is found without folding; ``occurrences`` then counts passages that are
    the same letter for letter. With ``folded`` or a context it counts those of other typography too.

    Raises ValueError for a quotation without words or with more than :data:`MOST_EDITS` edits, and for a ``folded`` text that is another text.
    """
    if folded is not None and folded.text != capture_text:
        raise ValueError("'folded' is the fold of another text; expected fold_capture(capture_text)")
    marked = any(mark in quotation for mark in _MARKS)
    found: Judgement | None = None
    if not prefix and not suffix:
        if folded is None:
            found = letter_for_letter(quotation, capture_text)
        elif folded.index is not None and not marked:
            found = by_landmark(quotation, folded, folded.index)
        if found is not None:
            return found
    if folded is None:
        folded = fold_capture(capture_text)
    words = folded.fold(quotation)
    if not words:
        raise ValueError(f"a quotation has at least one word; found {quotation[:60]!r}: quote the words themselves")
    if not prefix and not suffix and not marked:
        found = _only_there(words, folded, quotation.strip(OUTER))
        if found is not None:
            return found
    return _Judge(quotation, words.split(SEPARATOR), folded, language, (prefix, suffix)).judge()


def _only_there(words: str, folded: FoldedText, core: str) -> Judgement | None:
    """The judgement of words that stand once, where neither side has edits to compare; None where there is more to see."""
    starts = in_a_row(folded, words, 2)
    start = next(starts, None)
    if start is None or next(starts, None) is not None:
        return None
    low = folded.text.find(core, *folded.near(start, len(core))) if core else -1
    high = low + len(core)
    if low < 0 or not stands_free(folded.text, low, high):
        low, high = folded.span(start, start + len(words))
    if folded.text.find("[", low, high) >= 0 or folded.text.find("]", low, high) >= 0:
        return None
    return Judgement(verdict="verbatim", start=low, end=high, occurrences=1, fold_version=FOLD_VERSION)


class _Judge:
    def __init__(
        self, quotation: str, words: list[str], folded: FoldedText, language: str | None, context: tuple[str, str]
    ) -> None:
        self.quotation, self.words, self.folded, self.language = quotation, words, folded, language
        self.before = fold_words(context[0])[-_CONTEXT_WORDS:]
        self.after = fold_words(context[1])[:_CONTEXT_WORDS]

    def judge(self) -> Judgement:
        stream = self.folded.stream
        plain = parse(self.quotation, letters_are_edits=False)
        edits = sum(joint.declares for joint in plain.joints)
        if edits > MOST_EDITS:
            raise ValueError(f"a quotation has at most {MOST_EDITS} ellipses and brackets; found {edits}: split it")
        starts = list(in_a_row(self.folded, SEPARATOR.join(self.words)))
        if starts:
            return self._in_a_row(plain, starts)
        bracketed = sum(len(part.split()) for part in re.findall(r"\[([^\[\]]*)\]", self.quotation))
        if bracketed > MOST_BRACKETED:
            raise ValueError(
                f"brackets hold at most {MOST_BRACKETED} words of the editor in a quotation; found {bracketed}: quote less"
            )
        readings = [plain]
        if "[" in self.quotation:
            other = parse(self.quotation, letters_are_edits=True)
            readings += [other] if other != plain else []
        readings = [reading for reading in readings if reading.segments]
        for reading in readings:
            if len(reading.segments) > 1 or any(joint.declares for joint in reading.joints):
                judged = self._best(exact_chains(reading, stream))
                if judged is not None and judged.verdict != "altered":
                    return judged
        near: list[Chain] = [chain for reading in readings for chain in exact_chains(reading, stream)]
        near = near or [chain for reading in readings for chain in near_chains(reading, stream)]
        if near:
            most = max(chain.agreeing for chain in near)
            judged = self._best(chain for chain in near if chain.agreeing == most)
            if judged is not None:
                return judged
        return Judgement(verdict="absent", fold_version=FOLD_VERSION)

    def _in_a_row(self, plain: Parsed, starts: Sequence[int]) -> Judgement:
        """The words stand in a row. Of several passages, the one in its context, then the one written alike."""
        size = sum(map(len, self.words)) + len(self.words) - 1
        chosen, fits = self._choose([(start, start + size) for start in starts])
        others = [start for index, start in enumerate(starts) if index != chosen]
        spans = tuple(self.folded.span(start, start + size) for start in others[:MOST_OTHERS])
        if not plain.segments:  # brackets alone, and the capture prints their words
            return self._judgement(
                None, self.folded.span(starts[chosen], starts[chosen] + size), len(starts), spans, fits
            )
        compared = Comparison(self.quotation, self.folded, chain_in_a_row(plain, starts[chosen]), self.language)
        return self._judgement(compared, (compared.start, compared.end), len(starts), spans, fits)

    def _best(self, chains: Iterable[Chain]) -> Judgement | None:
        """The best of several chains: by verdict, then by context, then the first."""
        judged: dict[tuple[int, int], tuple[Chain, Comparison]] = {}
        for chain in chains:
            judged.setdefault(
                (chain.start, chain.end), (chain, Comparison(self.quotation, self.folded, chain, self.language))
            )
        if not judged:
            return None
        best = min(_RANK.index(_verdict(compared)) for _, compared in judged.values())
        equal = sorted(
            ((chain, compared) for chain, compared in judged.values() if _RANK.index(_verdict(compared)) == best),
            key=lambda pair: pair[0].start,
        )
        chosen, fits = self._choose([(chain.start, chain.end) for chain, _ in equal])
        compared = equal[chosen][1]
        others = tuple((other.start, other.end) for index, (_, other) in enumerate(equal) if index != chosen)
        return self._judgement(compared, (compared.start, compared.end), len(equal), others[:MOST_OTHERS], fits)

    def _choose(self, places: Sequence[tuple[int, int]]) -> tuple[int, bool | None]:
        """Which of several passages to take, and whether its context fits (None where none was given)."""
        if self.before or self.after:
            for index, (start, end) in enumerate(places):
                if self._fits(start, end):
                    return index, True
        fits = False if self.before or self.after else None
        if len(places) > 1:
            core = self.quotation.strip(OUTER)
            for index, (start, end) in enumerate(places[:MOST_OTHERS]):
                low, high = self.folded.span(start, end)
                if self.folded.text[low:high] == core:
                    return index, fits
        return 0, fits

    def _fits(self, start: int, end: int) -> bool:
        stream = self.folded.stream
        # A context may begin and end within a word: nothing bounds it on its outer side.
        before = SEPARATOR.join([*self.before, ""]) if self.before else ""
        after = SEPARATOR.join(["", *self.after]) if self.after else ""
        return stream.endswith(before, 0, start) and stream.startswith(after, end)

    def _judgement(
        self,
        compared: Comparison | None,
        span: tuple[int, int],
        count: int,
        others: tuple[tuple[int, int], ...],
        fits: bool | None,
    ) -> Judgement:
        return Judgement(
            verdict=_verdict(compared) if compared else "verbatim",
            start=span[0],
            end=span[1],
            changes=tuple(compared.changes) if compared else (),
            reasons=tuple(compared.reasons) if compared else (),
            needs_acceptance=compared.replaces and not compared.reasons if compared else False,
            occurrences=count,
            others=others,
            context_fits=fits,
            fold_version=FOLD_VERSION,
        )


def _verdict(compared: Comparison) -> Verdict:
    if compared.reasons:
        return "altered"
    if compared.scanned:
        return "noisy"
    return "edited" if compared.edited else "verbatim"
