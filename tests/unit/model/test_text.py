from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies as some

from counterbrief.model import Citation, LocalText, Locator
from counterbrief.model.ids import LONGEST, fault_of_id
from counterbrief.model.text import LOCATOR_LABELS, fault_of_text


@given(some.locators)
def test_a_locator_reads_back_from_its_line(locator: Locator) -> None:
    assert Locator.parse(str(locator)) == locator


@given(st.text(max_size=20) | st.builds("{} {}".format, st.sampled_from(LOCATOR_LABELS), st.text(max_size=5)))
def test_any_line_is_a_locator_or_an_error_in_words(line: str) -> None:
    told = ""
    locator = None
    try:
        locator = Locator.parse(line)
    except ValueError as error:
        told = str(error)
    if locator is None:
        assert told.startswith(("expected a label and a value, ", "a locator begins with one of ", "the text "))
    else:
        assert locator.label in LOCATOR_LABELS
        assert Locator.parse(str(locator)) == locator


@pytest.mark.parametrize("line", ["", "8", "paragraph", "paragraph ", "Paragraph 8", "para 8", " paragraph 8"])
def test_what_is_no_locator_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"^(expected a label|a locator begins|the text is empty)"):
        Locator.parse(line)


@given(st.dictionaries(some.languages, some.texts, min_size=1))
def test_a_local_text_is_a_mapping_in_the_order_of_its_tags(texts: dict[str, str]) -> None:
    text = LocalText(tuple(texts.items()))
    assert dict(text) == texts
    assert list(text) == sorted(texts)
    assert len(text) == len(texts)
    assert text == LocalText(tuple(reversed(texts.items())))
    assert hash(text) == hash(LocalText(tuple(reversed(texts.items()))))
    assert text.get("xx") is None


def test_a_reader_gets_the_text_of_their_tag_or_of_its_language_and_no_other() -> None:
    text = LocalText.of(en="colour or color", en_GB="colour", ar="لون")
    assert text.best("en-GB") == "colour"
    assert text.best("en-US") == "colour or color"
    assert text.best("ar-Latn-SY") == "لون"
    assert text.best("fr") is None
    assert LocalText.of(en_GB="colour").best("en-US") is None
    assert LocalText.of(en_GB="colour").best("en") is None


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ((), "expected a text in at least one language, such as 'en: …'"),
        ((("en", "a"), ("en", "b")), "pairs names 'en' twice"),
        ((("english", "a"),), "'english' is not a language tag such as 'en', 'en-GB', 'ar' or 'und' (unknown)"),
        ((("EN", "a"),), "'EN' is not a language tag such as 'en', 'en-GB', 'ar' or 'und' (unknown)"),
        ((("en", ""),), "en: the text is empty; leave the key out where something is unknown"),
        ((("en", "a "),), "en: the text begins or ends with white space"),
    ],
)
def test_what_is_no_local_text_is_refused(pairs: tuple[tuple[str, str], ...], message: str) -> None:
    with pytest.raises(ValueError) as raised:
        LocalText(pairs)
    assert str(raised.value) == message


@given(some.texts)
def test_a_text_in_any_script_is_a_text(text: str) -> None:
    assert fault_of_text(text) is None


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("", "the text is empty"),
        (" \n", "the text is empty"),
        (" a", "the text begins or ends with white space"),
        ("a\n", "the text begins or ends with white space"),
        ("a\x00b", "the text holds the unprintable character U+0000 at position 2"),
        ("a\x1bb", "the text holds the unprintable character U+001B at position 2"),
        ("a\u202eb", "the text holds the unprintable character U+202E at position 2"),
        ("a\ud800b", "the text holds the unprintable character U+D800 at position 2"),
        ("e\u0301", "the text is not in Unicode's composed form (NFC)"),
    ],
)
def test_what_nobody_could_see_or_compare_is_no_text(text: str, start: str) -> None:
    assert (fault_of_text(text) or "").startswith(start)


@given(some.ids)
def test_ids_are_safe_names_of_files(record_id: str) -> None:
    assert fault_of_id(record_id) is None
    assert record_id.isascii()
    assert record_id == record_id.lower()
    assert not set(record_id) & set('/\\:*?"<>|. ')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "a b",
        "a_b",
        "-a",
        "a-",
        "a--b",
        "é",
        "a.yaml",
        "../a",
        "con",
        "nul",
        "com1",
        "a" * (LONGEST + 1),
        "a\n",
    ],
)
def test_what_is_no_safe_name_of_a_file_is_no_id(text: str) -> None:
    assert fault_of_id(text)


def test_a_citation_was_read_where_it_is_reported() -> None:
    assert Citation(source="a").read == "a"
    assert Citation(source="a", reported_in="b").read == "b"
