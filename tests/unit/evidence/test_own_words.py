"""Words without a source carry no figure, no quotation and no excerpt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterbrief.evidence import faults_of_own_words, shares_run, words

EXCERPT = "They said a home was waiting, and it was a barrack with a lock outside"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Ask what pupils have heard, and listen.", ()),
        ("The speakers' own words don't prove a policy.", ()),
        ("Two messages matter here, and one warning.", ()),
        ("In 2015 many left.", ("the figure '2015'",)),
        ("كثيرون غادروا في عام ٢٠١٥", ("the figure '٢٠١٥'",)),
        ("Nearly two thirds left.", ("the figure 'two thirds'",)),
        ("About a third left.", ("the figure 'a third'",)),
        ("Six in ten left.", ("the figure 'six in ten'",)),
        ("Dozens left.", ("the figure 'dozens'",)),
        ("Most, sixty per cent, left.", ("the figure 'sixty'",)),
        ("They call it ‘home’.", ("quotation marks",)),
        ("They call it 'home'.", ("quotation marks",)),
        ("On l’appelle « maison ».", ("quotation marks",)),
        ("„Zuhause“ nennen sie es.", ("quotation marks",)),
        ("Some SAID — a home was “waiting” there.", ("quotation marks", "words of an excerpt")),
        ("We heard: said a home was waiting for us.", ("words of an excerpt",)),
        ("A home was waiting.", ()),
    ],
)
def test_faults_are_told_in_words(text: str, faults: tuple[str, ...]) -> None:
    assert faults_of_own_words(text, [EXCERPT]) == faults


def test_a_short_excerpt_counts_as_a_whole() -> None:
    assert faults_of_own_words("They want home now, and soon.", ["Home, now, and"]) == ("words of an excerpt",)
    assert faults_of_own_words("They want home now.", ["home now"]) == ()


def test_folding_keeps_words_of_arabic_and_bengali_whole() -> None:
    assert words("مُسْلِمُونَ والـــوطن") == ("مسلمون", "والوطن")
    assert len(words("বাংলাদেশের মানুষ")) == 2


def test_folding_sets_case_accents_and_apostrophes_aside() -> None:
    assert words("Assad’s FORGOTTEN café—again") == ("assads", "forgotten", "cafe", "again")


@given(st.lists(st.text("abcdefg", min_size=1, max_size=4), min_size=6, max_size=12), st.data())
def test_any_run_of_an_excerpt_is_found_wherever_it_is_put(excerpt: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(excerpt) - 5))
    text = " ".join(["zz", *excerpt[start : start + 5], "zz"])
    assert "words of an excerpt" in faults_of_own_words(text, [" ".join(excerpt)])


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


def test_a_run_has_at_least_one_word() -> None:
    with pytest.raises(ValueError, match="a run has at least one word; found 0"):
        shares_run(("a",), ("a",), 0)
