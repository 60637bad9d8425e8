"""Naming what differs between a quotation and the passage where its words were placed."""

from __future__ import annotations

import re
from functools import cached_property

from counterbrief.evidence.quotation.chain import MOST_REPLACED, MOST_SKIPPED, Chain
from counterbrief.evidence.quotation.fold import SEPARATOR, FoldedText, Token
from counterbrief.evidence.quotation.judgement import Cause, Change, Kind
from counterbrief.evidence.quotation.locate import Difference, Placed, nth_word_back, nth_word_on, word_count
from counterbrief.evidence.quotation.meaning import languages_of, negates_inside, turning_words
from counterbrief.evidence.quotation.parse import Joint
from counterbrief.evidence.quotation.scanning import same_but_broken, scanned

#: So many differences are named; a quotation with more is told to have more.
MOST_CHANGES = 1000

#: A bracket that the page prints; one around the first letter of a word is typography.
_BRACKET = re.compile(r"\[(?![^\W\d_]\][^\W\d_])|(?<!\[[^\W\d_])\]")
_ELLIPSIS = re.compile(r"[…⋯]|\.\s?\.\s?\.")
_SENTENCE_END = re.compile(r"[.!?…।؟۔]|\n\s*\n")
_SAMPLE = 1000


class Comparison:
    """Collects the differences of one chain. Read ``changes``, ``reasons``, ``edited``, ``scanned`` and ``replaces``."""

    def __init__(self, quotation: str, folded: FoldedText, chain: Chain, language: str | None) -> None:
        self.quotation, self.folded, self.chain, self._language = quotation, folded, chain, language
        self.start, self.end = folded.span(chain.start, chain.end)
        self.changes: list[Change] = []
        self.reasons: dict[str, None] = {}
        self.edited = self.scanned = self.replaces = False
        self._compare()

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        around = self.folded.text[max(0, self.start - _SAMPLE) : self.start + _SAMPLE] + self.quotation[:_SAMPLE]
        return languages_of(around, self._language)

    def _compare(self) -> None:
        segments, joints, places = self.chain.parsed.segments, self.chain.parsed.joints, self.chain.places
        at = self.chain.start - 1
        for index, (segment, place) in enumerate(zip(segments, places, strict=True)):
            before = places[index - 1] if index else None
            if index == 0 or (place is not None and before is not None):
                self._joint(joints[index], before, place)
            if len(self.changes) > MOST_CHANGES:
                self.reasons[f"more than {MOST_CHANGES} words differ"] = None
                return
            if place is None:
                self._note("inserted", "wording", (segment[0].start, segment[-1].end), (at, at))
            else:
                self._segment(segment, place)
                at = place.end
        self._joint(joints[-1], places[-1], None)

    # -- words in a row ------------------------------------------------------------------------------------------

    def _segment(self, segment: tuple[Token, ...], place: Placed) -> None:
        for difference in place.differences:
            self._difference(segment, difference)
        start, end = self.folded.span(place.start, place.end)
        page = _BRACKET.findall(self.folded.text, start, end)
        own = _BRACKET.findall(self.quotation, segment[0].start, segment[-1].end)
        if len(page) > len(own):
            self.reasons["the capture prints square brackets here; the quotation drops them"] = None
        self.edited |= len(own) > len(page)

    def _difference(self, segment: tuple[Token, ...], difference: Difference) -> None:
        (first, end), (page_start, page_end) = difference.quoted, difference.page
        quoted = [word.folded for word in segment[first:end]]
        page = self.folded.stream[page_start:page_end].split(SEPARATOR) if page_end > page_start else []
        span = (segment[first].start, segment[end - 1].end) if quoted else (segment[max(first - 1, 0)].end,) * 2
        if quoted and page:
            low, high = self.folded.span(page_start, page_end)
            if same_but_broken(quoted, page, self.quotation[span[0] : span[1]], self.folded.text[low:high]):
                return
            if scanned(quoted, page):
                self.scanned = True
                self._note("replaced", "scan", span, (page_start, page_end))
                return
            if len(quoted) == len(page) > 1:
                for offset, word in enumerate(page):
                    self._pair(segment[first + offset], word, page_start)
                    page_start += len(word) + 1
                return
        kind: Kind = "replaced" if quoted and page else "inserted" if quoted else "dropped"
        self._note(kind, "wording", span, (page_start, page_end))

    def _pair(self, quoted: Token, page: str, start: int) -> None:
        if quoted.folded == page:
            return
        by_scan = scanned([quoted.folded], [page])
        self.scanned |= by_scan
        cause: Cause = "scan" if by_scan else "wording"
        self._note("replaced", cause, (quoted.start, quoted.end), (start, start + len(page)))

    # -- ellipses and brackets -----------------------------------------------------------------------------------

    def _joint(self, joint: Joint, before: Placed | None, after: Placed | None) -> None:
        if before is None or after is None:
            if joint.declares:
                self._end_joint(joint, before, after)
            return
        skipped = word_count(self.folded.stream, before.end, after.start)
        place = (before.end + 1, after.start - 1) if skipped else (before.end, before.end)
        words = self.folded.stream[place[0] : place[1]].split(SEPARATOR) if skipped else []
        between = self._between(before, after)
        if not joint.declares:
            if skipped:
                self._note("dropped", "wording", (joint.start, joint.end), place)
            return
        if [word.folded for word in joint.bracketed] == words and (not joint.ellipsis or _ELLIPSIS.search(between)):
            printed = "[" in between if joint.bracketed else joint.ellipsis
            self.edited |= not printed
            return
        self.edited = True
        if joint.bracketed:
            self._bracket(joint, place, words, between)
        elif words and joint.ellipsis:
            reason = self._too_many(skipped, MOST_SKIPPED, "the ellipsis leaves out")
            self._note("dropped", "ellipsis", (joint.start, joint.end), place, reason or self._hides(between))
        elif words:
            self._note("dropped", "bracket", (joint.start, joint.end), place, "[sic] stands in place of words")

    def _between(self, before: Placed, after: Placed) -> str:
        low = self.folded.span(before.end - 1, before.end)[1]
        return self.folded.text[low : self.folded.span(after.start, after.start + 1)[0]]

    def _hides(self, text: str) -> str:
        found = turning_words(text, self._languages)
        return f"the ellipsis skips {' and '.join(found)}" if found else ""

    @staticmethod
    def _too_many(count: int, most: int, what: str) -> str:
        return f"{what} {count} words; {most} are the most" if count > most else ""

    def _bracket(self, joint: Joint, place: tuple[int, int], words: list[str], page: str) -> None:
        own = [word.folded for word in joint.bracketed]
        most = MOST_SKIPPED if joint.ellipsis else MOST_REPLACED
        reason = self._too_many(len(words), most, "the bracket stands for")
        reason = reason or self._turns(joint, own, words, page)
        self.replaces |= bool(words)
        self._note("replaced" if words else "inserted", "bracket", (joint.start, joint.end), place, reason)

    def _turns(self, joint: Joint, own: list[str], words: list[str], page: str) -> str:
        """Why a bracket is not acceptable: it brings in, or stands in place of, a word that turns the meaning."""
        brought = turning_words(self.quotation[joint.start : joint.end], self._languages)
        lost = turning_words(page, self._languages)
        if brought and lost:
            return f"the bracket puts {' and '.join(brought)} in place of {' and '.join(lost)}"
        if brought:
            return f"the bracket brings in {' and '.join(brought)}"
        if lost:
            return f"the bracket replaces {' and '.join(lost)}"
        if negates_inside(joint.inner, own, words, self._languages):
            return "the bracket adds or removes a negating syllable"
        return ""

    def _end_joint(self, joint: Joint, before: Placed | None, after: Placed | None) -> None:
        """A joint at an end. What its bracket replaces cannot be seen: as many words beside it are taken to be."""
        placed = after or before
        if placed is None:
            return
        stream, text = self.folded.stream, self.folded.text
        count = max(1, len(joint.bracketed))
        if after is not None:
            place = (nth_word_back(stream, after.start, count), max(after.start - 1, 1))
            low, high = (
                self.folded.span(*place)[0] if place[1] > place[0] else 0,
                self.folded.span(after.start, after.end)[0],
            )
        else:
            place = (min(placed.end + 1, len(stream) - 1), nth_word_on(stream, placed.end, count))
            low, high = self.folded.span(placed.start, placed.end)[1], len(text)
            high = self.folded.span(*place)[1] if place[1] > place[0] else high
        beside = text[low:high]
        words = stream[place[0] : place[1]].split(SEPARATOR)
        own = [word.folded for word in joint.bracketed]
        if not own:
            self.edited |= joint.ellipsis and not self._prints_ellipsis(low, high, leading=after is not None)
            self.edited |= joint.sic
            return
        if own == words:
            self.edited |= "[" not in text[max(0, low - 1) : high + 1]
            self.start, self.end = min(self.start, low), max(self.end, self.folded.span(*place)[1])
            return
        self.edited = self.replaces = True
        ends = list(_SENTENCE_END.finditer(beside))
        near = beside[ends[-1].end() :] if ends and after is not None else beside[: ends[0].start()] if ends else beside
        edge = after.start - 1 if after is not None else placed.end
        reason = self._turns(joint, own, words if near == beside else [], near)
        self._note("inserted", "bracket", (joint.start, joint.end), (edge, edge), reason)

    def _prints_ellipsis(self, low: int, high: int, *, leading: bool) -> bool:
        text = self.folded.text
        near = text[max(low, high - 8) : high] if leading else text[low : min(high + 8, low + 8)]
        return _ELLIPSIS.search(near) is not None

    # ------------------------------------------------------------------------------------------------------------

    def _note(self, kind: Kind, cause: Cause, quoted: tuple[int, int], page: tuple[int, int], reason: str = "") -> None:
        if page[1] > page[0]:
            start, end = self.folded.span(*page)
        else:
            start = end = self.folded.span(page[0] - 1, page[0])[1] if page[0] > 1 else self.start
        own, captured = self.quotation[quoted[0] : quoted[1]], self.folded.text[start:end]
        if cause == "wording":
            reason = {
                "inserted": f"{own!r} is not in the capture",
                "dropped": f"{captured!r} is left out and no ellipsis says so",
                "replaced": f"{own!r} stands where the capture has {captured!r}",
            }[kind]
        if reason:
            self.reasons[reason] = None
        self.changes.append(
            Change(
                kind=kind,
                cause=cause,
                quoted=own,
                captured=captured,
                quoted_start=quoted[0],
                quoted_end=quoted[1],
                captured_start=start,
                captured_end=end,
                reason=reason,
            )
        )
