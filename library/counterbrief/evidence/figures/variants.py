"""Where texts differ without a number: quotations, quotation marks, initials, counts of nobody knows what.

And the differences that only a reader sees (a method, who is counted in): recorded by hand, compared here.
"""

from __future__ import annotations

import difflib
import enum
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from counterbrief.evidence.folding import words
from counterbrief.evidence.lineage.speech import quoted_spans


class Difference(enum.StrEnum):
    """What differs."""

    QUOTATION = "quotation"  #: two texts quote nearly the same words
    QUOTATION_MARKS = "quotation-marks"  #: one sentence stands twice with the marks in different places
    INITIALS = "initials"  #: one name, two sets of initials
    NOTHING_COUNTED = "nothing-counted"  #: a number that does not say of what
    RECORDED = "recorded"  #: two sources answer one question differently
    ONE_SOURCE = "one-source"  #: one source alone says so


@attrs.frozen(kw_only=True)
class Place:
    """A stretch of a text: its key, the first code point and one past the last."""

    key: str
    start: int
    end: int


@attrs.frozen(kw_only=True)
class Variant:
    """One difference.

    Attributes:
        difference: what differs
        places: where, in the order of the texts; empty for what was recorded by hand
        why: what differs, in words; it quotes no more than initials, numbers and what was recorded
        sources: keys of the texts or ids of the sources, sorted
    """

    difference: Difference
    places: tuple[Place, ...] = ()
    why: str
    sources: tuple[str, ...]


#: Quotations of fewer words are not compared.
_SHORTEST = 6
#: So much of two quotations must be the same for them to be one.
_ALIKE = 0.6
#: Three words in so many quotations are a standing phrase.
_COMMON = 50
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[\"'”’»]*")
_INITIALS = re.compile(r"\(([^\W\d_]{2,10})\)")
_NAME_BEFORE = 160  # characters in which a name must stand before its initials
_MARKS = '“”„"«»‘'


def quotation_variants(texts: Mapping[str, str]) -> tuple[Variant, ...]:
    """Quotations of two texts that are nearly the same and not the same, one within a longer one included.

    Only quotations with three words in a row in common are looked at; s and z are one letter.
    """
    spans: list[tuple[Place, tuple[str, ...]]] = []
    holders: dict[tuple[str, ...], list[int]] = {}
    for key, text in texts.items():
        for span in quoted_spans(text):
            said = tuple(word.replace("z", "s") for word in words(text[span.start : span.end]))
            if len(said) >= _SHORTEST:
                for shingle in {said[place : place + 3] for place in range(len(said) - 2)}:
                    holders.setdefault(shingle, []).append(len(spans))
                spans.append((Place(key=key, start=span.start, end=span.end), said))
    pairs = {pair for held in holders.values() if len(held) <= _COMMON for pair in itertools.combinations(held, 2)}
    found = []
    for one, other in sorted(pairs):
        (first_place, first), (second_place, second) = spans[one], spans[other]
        if first_place.key == second_place.key:
            continue
        blocks = [block for block in _blocks(first, second) if block.size]
        equal = sum(block.size for block in blocks)
        if equal < _SHORTEST or equal < _ALIKE * min(len(first), len(second)):
            continue
        if len(blocks) == 1 and equal == min(len(first), len(second)):
            continue  # one quotes a part of what the other quotes, word for word
        why = f"two texts quote nearly the same words: {equal} are the same, of {len(first)} and of {len(second)}"
        found.append(_variant(Difference.QUOTATION, (first_place, second_place), why))
    return tuple(found)


def _blocks(first: tuple[str, ...], second: tuple[str, ...]) -> list[difflib.Match]:
    return difflib.SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()


def repeated_sentences(texts: Mapping[str, str]) -> tuple[Variant, ...]:
    """Sentences that a text prints more than once, with its quotation marks in different places."""
    found = []
    for key, text in texts.items():
        seen: dict[tuple[str, ...], tuple[Place, str]] = {}
        for match in _SENTENCE.finditer(text):
            said = words(match.group())
            if len(said) < _SHORTEST:
                continue
            place = Place(key=key, start=match.end() - len(match.group().lstrip()), end=match.end())
            marked = _marked(match.group())
            before = seen.setdefault(said, (place, marked))
            if before[1] != marked:
                why = "one sentence stands twice, with quotation marks around different words"
                found.append(_variant(Difference.QUOTATION_MARKS, (before[0], place), why))
    return tuple(found)


def _marked(sentence: str) -> str:
    """The sentence's letters and quotation marks alone."""
    return "".join('"' if char in _MARKS else char for char in sentence.strip() if char in _MARKS or char.isalnum())


def initials_variants(texts: Mapping[str, str]) -> tuple[Variant, ...]:
    """Names that are followed by different initials in brackets, in one text or in several; s and z are one letter."""
    seen: dict[tuple[str, ...], list[tuple[str, Place]]] = {}
    for key, text in texts.items():
        for match in _INITIALS.finditer(text):
            initials = match.group(1)
            if not initials.isupper():
                continue
            name = _named(text[max(0, match.start() - _NAME_BEFORE) : match.start()], initials)
            place = Place(key=key, start=match.start(1), end=match.end(1))
            if name and initials not in (known for known, _ in seen.setdefault(name, [])):
                seen[name].append((initials, place))
    found = []
    for forms in seen.values():
        for (one, first), (other, second) in itertools.combinations(forms, 2):
            why = f"one name has the initials {one} and {other}"
            found.append(_variant(Difference.INITIALS, (first, second), why))
    return tuple(found)


def _named(before: str, initials: str) -> tuple[str, ...]:
    """The name that ends before a bracket and whose capitals give its initials in some order; empty without one."""
    tokens = before.split()
    heads: list[str] = []
    for start in range(len(tokens) - 1, -1, -1):
        head = next((char for char in tokens[start] if char.isalnum()), "")
        if head.isupper():
            heads.append(head)
            if head == initials[0] and not Counter(initials) - Counter(heads):
                return tuple(word.replace("z", "s") for word in words(" ".join(tokens[start:])))
    return ()


_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,3}"
_NOTHING = re.compile(
    rf"\b(?:including|of whom|among them|and|while)\s+(?P<number>{_NUMBER})\s+"
    r"(?:(?:came|were|are|was)\s+)?(?:from|in|of them|said|left)\b",
    re.IGNORECASE,
)


def counts_of_nothing(texts: Mapping[str, str]) -> tuple[Variant, ...]:
    """Numbers without a noun ('including nine from Western Europe'): a reader must say what they count."""
    found = []
    for key, text in texts.items():
        for match in _NOTHING.finditer(text):
            place = Place(key=key, start=match.start("number"), end=match.end("number"))
            why = f"'{match.group('number')}' does not say what it counts"
            found.append(_variant(Difference.NOTHING_COUNTED, (place,), why))
    return tuple(found)


@attrs.frozen(kw_only=True)
class Answer:
    """What one source answers to a question, as a person recorded it.

    Attributes:
        question: such as 'how were the accounts collected'
        answer: such as 'published stories'
        source: id of the source
    """

    question: str
    answer: str
    source: str


def differing_answers(answers: Iterable[Answer]) -> tuple[Variant, ...]:
    """Questions to which sources give different answers, and those that one source alone answers; by question."""
    by_question: dict[str, dict[tuple[str, ...], list[Answer]]] = {}
    for answer in sorted(set(answers), key=lambda one: (one.question, one.source, one.answer)):
        by_question.setdefault(answer.question, {}).setdefault(words(answer.answer), []).append(answer)
    found = []
    for question, forms in by_question.items():
        sources = tuple(sorted({answer.source for form in forms.values() for answer in form}))
        shown = "; ".join(
            f"{form[0].answer} ({', '.join(sorted({answer.source for answer in form}))})" for form in forms.values()
        )
        if len(forms) > 1:
            found.append(Variant(difference=Difference.RECORDED, why=f"{question}: {shown}", sources=sources))
        elif len(sources) == 1:
            found.append(Variant(difference=Difference.ONE_SOURCE, why=f"{question}: {shown} alone", sources=sources))
    return tuple(found)


def _variant(difference: Difference, places: tuple[Place, ...], why: str) -> Variant:
    sources = tuple(sorted({place.key for place in places}))
    return Variant(difference=difference, places=places, why=why, sources=sources)
