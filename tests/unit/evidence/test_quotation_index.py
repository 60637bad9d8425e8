"""A capture's index makes judging quicker and changes no judgement."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.evidence.quotation_cases import MAKERS, cases
from tests.unit.evidence.running_text import SHAPING

from counterbrief.evidence import Judgement, fold_capture, judge_quotation
from counterbrief.evidence.quotation.fold import fold_words


def judged_alike(quotation: str, page: str, prefix: str = "", suffix: str = "") -> Judgement:
    scanned, indexed = (
        judge_quotation(quotation, page, folded=folded, prefix=prefix, suffix=suffix)
        for folded in (fold_capture(page), fold_capture(page, index=True))
    )
    assert indexed == scanned
    return indexed


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_generated_cases_are_judged_alike(kind: str) -> None:
    for case in cases(kind, SHAPING, 7, 120):
        judged_alike(case.quotation, case.capture)


@pytest.mark.parametrize("language", sorted(SHAPING))
def test_every_length_of_running_text_is_judged_alike_once_and_repeated(language: str) -> None:
    text = SHAPING[language]
    words, random = text.split(" "), Random(language)
    for page in (text, f"{text}\n{text.upper()} {text[: len(text) // 2]}"):
        for size in (1, 2, 3, 5, 12, 40):
            first = random.randrange(1, len(words) - size - 1)
            quotation = " ".join(words[first : first + size])
            assert judged_alike(quotation, page).verdict == "verbatim"
            judged_alike(quotation, page, words[first - 1], words[first + size])
            judged_alike(quotation, page, suffix="nowhere")


def test_several_passages_are_counted_and_named_through_an_index() -> None:
    page = "He said: we left. She said: “We left” and went. They say we\nleft."
    found = judged_alike("we left", page)
    assert (found.occurrences, len(found.others)) == (3, 2)
    there = judged_alike("we left", page, prefix="ey say ", suffix=".")
    assert (there.start, there.context_fits) == (page.rindex("we\n"), True)


@pytest.mark.parametrize(
    ("quotation", "page"),
    [
        ("we", "the swerve of it"),  # within a word
        ("organi-\nsation here", "an organi-\nsation here. An organisation here. Organi and sation."),
        ("a organi\u00ad sation", "a organi\u00ad sation, a organisation; sation"),
        ("one] two", "one] two three"),  # a bracket that the page prints
        ("c d", "d c"),
        ("b c d", "c d"),  # would start before the text
        ("大家好", "他说大家好吗。大家好！"),
        ("ไม่มี", "เขาไม่มีเงิน"),
        ("5 people", "-5 people, 5 people"),
        ("left", ""),
        ("left", "—"),
    ],
)
def test_awkward_passages_are_judged_alike(quotation: str, page: str) -> None:
    judged_alike(quotation, page)
    judged_alike(quotation, page * 3)


def test_half_of_a_broken_word_is_no_landmark() -> None:
    # The broken word ends one block of the fold; its second half, as a word of its own, starts the next.
    page = "x" * 494 + " organi-\nsation ran sation here. Organisation ran."
    assert judged_alike("organi-\nsation ran", page).occurrences == 2


PARTS = st.sampled_from(
    "a b ab Zé l' ' ’ - – \u00ad \n \r\n [ ] . , : … % 5 ٥ ½ \u200b \u0301 ـ َ أ ى বি না ্ ﷺ ﬁ 漢 « » — ( ) ไ \u00a0".split(
        " "
    )
    + [" "] * 6
)
TEXTS = st.lists(PARTS, max_size=30).map("".join)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
@example("a-\nb", "a", "a-\nb a", " ab")
def test_any_quotation_of_any_text_is_judged_alike(before: str, quotation: str, after: str, other: str) -> None:
    if not fold_words(quotation):
        return
    judged_alike(quotation, before + quotation + after)
    judged_alike(quotation, f"{before} {quotation} {after} {other}")
    judged_alike(quotation, before + other + after, prefix=before)


@pytest.mark.parametrize("page", ["a" * 200_000, "a " * 100_000, "a b " * 50_000, "[a] … " * 30_000])
@pytest.mark.parametrize("quotation", ["a " * 50_000 + "b", "a c " * 20_000, "b a " * 50_000])
def test_hostile_input_ends(page: str, quotation: str) -> None:
    judged_alike(quotation, page)
