"""The protection mask: what is hidden is hidden however it is written, and nothing else is touched."""

from __future__ import annotations

import itertools
import unicodedata

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests import builders as b

from counterbrief.evidence import shares_run, words
from counterbrief.evidence.masking import MARK, Mask
from counterbrief.model import Naming, Protection

_TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("aeijnoréÅßJRأإىيتحمدАеоІক্রিম張三 -_.'’\u00ad\u200d\n0١"),
    ),
    max_size=40,
)
_DETAILS = st.lists(_TEXTS.filter(lambda text: bool(words(text))), min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("I met Jane  Roe.", "I met ■■■."),
        ("JANE ROE, jane roe", "■■■, ■■■"),
        ("J a n e R o e", "■■■"),
        ("J. A. N. E. — R-o-e!", "■■■!"),
        ("a file jane-roe_2015.pdf", "a file ■■■_2015.pdf"),
        ("JaneRoe2015", "■■■2015"),
        ("Ja\u00adne Ro-\ne", "■■■"),
        ("Jané Röe", "■■■"),
        ("Ｊａｎｅ 𝐑𝐨𝐞", "■■■"),
        ("J\u0430n\u0435 R\u043e\u0435 in Cyrillic letters", "■■■ in Cyrillic letters"),
        ("Jane Roe's, Jane Roe’s", "■■■'s, ■■■’s"),
        ("Jane\n\nRoe", "■■■"),
        ("Jane Roebuck, Marijane Roe, Jane Doe", "Jane Roebuck, Marijane Roe, Jane Doe"),
        ("Jane\u200dRoe and me\u0301", "■■■ and me\u0301"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, masked: str) -> None:
    mask = Mask(["Jane Roe"])
    assert mask.text(text) == masked
    assert mask.hits(text) is (text != masked)


@pytest.mark.parametrize(
    ("detail", "text", "masked"),
    [
        ("أحمد", "وأَحْمَد ذهب، ولأحمد", "و■■■ ذهب، ول■■■"),
        ("احمد", "أحمــد", "■■■"),
        ("السليطي", "قال السليطى للسليطي", "قال ■■■ لل■■■"),
        ("فاطمة", "فاطمه", "■■■"),
        ("Иван", "Ивана, Ивану; Иваново", "■■■, ■■■; Иваново"),
        ("Иван Петров", "ИВАН ПЕТРОВА", "■■■"),
        ("Müller", "Müllers Haus, MULLER", "■■■ Haus, ■■■"),
        ("করিম", "করিমের ভাই", "■■■ ভাই"),
        ("张三", "我叫张三。", "我叫■■■。"),
        ("Ali", "Ali, all, Alia, Ali's", "■■■, all, Alia, ■■■'s"),
        ("Grant", "immigrants and Grants", "immigrants and ■■■"),
        ("room 12", "room 12, room 123, Room-١٢", "■■■, room 123, ■■■"),
        ("Øresund Straße", "oresund strasse", "■■■"),
    ],
)
def test_in_many_scripts(detail: str, text: str, masked: str) -> None:
    assert Mask([detail]).text(text) == masked


def test_hiding_one_thing_never_leaves_another_behind() -> None:
    mask = Mask(["Jane", "Roe"])
    assert mask.text("Ja Roe ne") == MARK


def test_details_that_overlap_become_one_mark() -> None:
    assert Mask(["Jane Roe", "Roe Street"]).text("in Jane Roe Street 5") == "in ■■■ 5"


@pytest.mark.parametrize("details", [[], ["..."], ["", " "]])
def test_a_mask_of_nothing_changes_nothing(details: list[str]) -> None:
    mask = Mask(details)
    assert (bool(mask), mask.text("Jane … Roe"), mask.hits("...")) == (False, "Jane … Roe", False)


def test_it_never_shows_what_it_hides() -> None:
    assert "Jane" not in repr(Mask(["Jane Roe"]))


def test_the_mask_of_a_corpus_knows_what_must_never_be_told_and_leaves_names_that_may_appear() -> None:
    quiet = attrs.evolve(
        b.PERSON, protection=Protection(naming=Naming.ANONYMOUS, never_tell=("Jane Roe", "the mill in Norton"))
    )
    named = attrs.evolve(
        b.PERSON, id="named", name="Ada Free", protection=Protection(naming=Naming.NAMED, never_tell=("her brother",))
    )
    veiled = attrs.evolve(b.PERSON, id="veiled", name="Salim", protection=Protection(naming=Naming.PSEUDONYM))
    mask = Mask.of(b.records(quiet, named, veiled))
    text = "Jane Roe told Ada Free, her brother and Salim of the mill, in Norton."
    assert mask.text(text) == "■■■ told Ada Free, ■■■ and Salim of ■■■."


@given(_DETAILS, _TEXTS, _TEXTS)
def test_what_stands_there_is_hidden_and_everything_around_it_stays(
    details: list[str], before: str, after: str
) -> None:
    mask = Mask(details)
    assume(not mask.hits(f"{before} ") and not mask.hits(f" {after}"))
    text = f"{before} {details[0]} {after}"
    spans = mask.spans(text)
    assert mask.hits(text)
    assert not mask.hits(mask.text(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@given(_DETAILS, _TEXTS)
def test_nothing_is_left_and_nothing_else_is_touched(details: list[str], text: str) -> None:
    mask = Mask(details)
    masked = mask.text(text)
    assert not mask.hits(masked)
    assert mask.text(masked) == masked
    if MARK not in text:
        # What stays stands there in the same order, character by character.
        rest = iter(text)
        assert all(char in rest for char in masked.replace(MARK, ""))
    if not mask.hits(text):
        assert masked == text


@given(_DETAILS, _TEXTS, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_it_finds_all_that_the_gate_finds(details: list[str], text: str, form: str) -> None:
    told = unicodedata.normalize(form, f"{text} {details[0]} {text}")  # type: ignore[arg-type]
    for detail in details:
        sought = words(detail)
        if shares_run(sought, words(told), len(sought)):
            assert Mask([detail]).hits(told)


@given(
    st.sampled_from(["Jane Roe", "Karim", "أحمد", "করিম", "Иван"]),
    st.sampled_from(["upper", "lower", "spaced", "dashed"]),
)
def test_case_and_letter_spacing_make_no_difference(name: str, way: str) -> None:
    written = {
        "upper": name.upper(),
        "lower": name.lower(),
        "spaced": " ".join(name),
        "dashed": "-".join(name.split()),
    }[way]
    assert Mask([name]).text(f"we met {written}, then left") == "we met ■■■, then left"
