"""Quoted words are told apart from narrated ones, and a document's from a person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.evidence.seeds import seed_pages

from counterbrief.evidence.lineage.speech import Said, quoted_spans


def quoted(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.said.value) for span in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The report said life there was “harsh and dull”.", [("harsh and dull", "document")]),
        ("It added: “They come home with nothing.”", [("They come home with nothing.", "document")]),
        ("Life was “harsh”, the study found.", [("harsh", "document")]),
        ("According to the paper, they were “spies”.", [("spies", "document")]),
        ("“We had no bread,” said a defector from the north.", [("We had no bread,", "person")]),
        ("“We had no bread,” the report cited him as saying.", [("We had no bread,", "person")]),
        ("As one recruit explained: “The well was dry.”", [("The well was dry.", "person")]),
        ("Referring to his commanders, he said: “They lied.”", [("They lied.", "person")]),
        ('"They lied," Example Name said.', [("They lied,", "person")]),
        ("The study, published by a centre based in London, said they “fled”.", [("fled", "document")]),
        ("A report published Monday said they were “disillusioned”.", [("disillusioned", "document")]),
        ("The so-called “house” was a barrack.", [("house", "unstated")]),
        ("Nobody's word isn't quoted here, the boys’ own neither.", []),
    ],
)
def test_who_says_quoted_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Wir gingen“, hieß es.", ["Wir gingen"]),
        ("« Nous sommes partis »", [" Nous sommes partis "]),
        ("“He said ‘go’ and we went.”", ["He said ‘go’ and we went."]),
        ("a “house of plenty” and comfort” that never was", ["house of plenty"]),
        ("a “house of plenty and “comfort” that never was", ["comfort"]),
        ("“We went.\n\n“We came back.”", ["We went.", "We came back."]),
        ("“We went.\n\nThen nothing.", []),
        ('two "short" and "plain" ones', ["short", "plain"]),
    ],
)
def test_marks_pair_as_printers_set_them(text: str, expected: list[str]) -> None:
    assert [words for words, _ in quoted(text)] == expected


@given(st.text(alphabet="“”„\"«»‘’' ab.\n", max_size=60))
def test_any_marks_give_spans_in_order_that_do_not_overlap(text: str) -> None:
    last = 0
    for span in quoted_spans(text):
        assert last <= span.start < span.end <= len(text)
        last = span.end


@pytest.mark.parametrize("text", ["“" * 50_000, "“a” " * 5_000, "x" * 200_000, '"' * 5_001])
def test_hostile_marks_take_bounded_time(text: str) -> None:
    assert len(quoted_spans(text)) <= 5_000


def test_a_report_that_cites_somebody_is_told_from_one_that_speaks_for_itself() -> None:
    page = seed_pages()["000"]
    said = {page[span.start : span.end][:12]: span.said for span in quoted_spans(page)}
    assert said["Muslims are "] is Said.PERSON
    assert said["The defector"] is Said.DOCUMENT
    assert said["spies"] is Said.UNSTATED
