from __future__ import annotations

import hashlib
import json
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies as some

from counterbrief.codec import Tree, canonical_bytes, digest, read_record, write_yaml
from counterbrief.codec.plain import default_of, plain
from counterbrief.errors import ReadError
from counterbrief.model import (
    KINDS,
    CitedText,
    LocalText,
    PartialDate,
    Record,
    ReportedValue,
    Selector,
    Source,
    SourceType,
    Statistic,
    Testimony,
    Theme,
)
from counterbrief.model.records import kind_of

KIND = {kind.name: kind for kind in KINDS}


def test_canonical_bytes_are_sorted_json_with_schema_id_and_record() -> None:
    statistic = Statistic(
        id="defectors",
        written_by="writer",
        invented=True,
        label=LocalText.of(en='Public "defectors"', ar="كلمة"),
        values=(
            ReportedValue(
                id="first",
                as_printed="at least\n58",
                number=58,
                counted=LocalText.of(en="people"),
                as_of=PartialDate.parse("2015-09"),
            ),
        ),
    )
    wanted = (
        '{"id":"defectors","record":{"invented":true,"label":{"ar":"كلمة","en":"Public \\"defectors\\""},'
        '"values":[{"as_of":"2015-09","as_printed":"at least\\n58","counted":{"en":"people"},"id":"first",'
        '"number":58}],"written_by":"writer"},"schema":"counterbrief/statistic/1"}'
    )
    assert canonical_bytes(statistic).decode() == wanted
    assert digest(statistic) == hashlib.sha256(wanted.encode()).hexdigest()


def test_the_digest_of_a_record_is_pinned() -> None:
    # An approval names this digest: a change here voids every approval there is.
    source = Source(
        id="a-page",
        written_by="writer",
        type=SourceType.WEBPAGE,
        title="A page",
        language="en",
        url="https://example.org",
    )
    assert digest(source) == "b1e7e198379970d8e95c7f1f7df5d8999e7d8ee2e51302731aa50f29db9f57e6"


@given(some.records())
def test_canonical_bytes_are_the_subset_of_json_that_all_libraries_agree_on(record: Record) -> None:
    data = canonical_bytes(record)
    content = json.loads(data)
    again = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert again == data
    assert sorted(content) == ["id", "record", "schema"]
    _only_plain(content)


def _only_plain(value: object) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            assert key.isascii()
            _only_plain(item)
    elif isinstance(value, list):
        for item in value:
            _only_plain(item)
    else:
        assert type(value) in {str, bool} or (type(value) is int and abs(value) < 2**53)


@given(some.records(), st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_comments_line_ends_marks_and_order_never_change_a_digest(
    record: Record, random: Random, mark: bool, crlf: bool
) -> None:
    text = write_yaml(_shuffled(json.loads(canonical_bytes(record))["record"], random))
    text = f"# a comment\n{text}# another\n"
    text = text.replace("\n", "\r\n") if crlf else text
    data = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    read = read_record(kind_of(record), record.id, data, "it.yaml").record
    assert digest(read) == digest(record)


def _shuffled(value: Any, random: Random) -> Tree:
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: _shuffled(value[key], random) for key in keys}
    if isinstance(value, list):
        return [_shuffled(item, random) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_a_default_that_is_written_out_never_changes_a_digest() -> None:
    short = b"written_by: a\nlabel: {en: a}\nsummary:\n  text:\n    en: two words\n"
    long = (
        b"invented: false\nappeals: []\nwritten_by: 'a'\nlabel: {\"en\": a}\n"
        b"summary:\n  cites: []\n  text:\n    en: >-\n      two\n      words\n"
    )
    one, two = (read_record(KIND["theme"], "it", data, "it.yaml").record for data in (short, long))
    assert digest(one) == digest(two)


def test_a_field_that_the_model_gains_with_a_default_changes_no_digest() -> None:
    @attrs.frozen(kw_only=True)
    class Later(Theme):
        added: str | None = None

    fields = {
        "id": "it",
        "written_by": "a",
        "label": LocalText.of(en="a"),
        "summary": CitedText(text=LocalText.of(en="a")),
    }
    assert plain(Later(**fields)) == plain(Theme(**fields))  # type: ignore[arg-type]
    assert plain(Later(**fields, added="x")) != plain(Theme(**fields))  # type: ignore[arg-type]


@given(some.records(), some.records())
def test_two_records_have_one_digest_only_where_they_are_equal(one: Record, two: Record) -> None:
    assert (digest(one) == digest(two)) == (one == two)


def test_every_change_of_a_byte_that_is_approved_changes_the_digest() -> None:
    source = Source(id="it", written_by="a", type=SourceType.BOOK, title="A", language="en")
    assert len({digest(source), *(digest(attrs.evolve(source, **change)) for change in _CHANGES)}) == len(_CHANGES) + 1


_CHANGES: tuple[dict[str, Any], ...] = (
    {"id": "other"},
    {"written_by": "b"},
    {"invented": True},
    {"title": "A."},
    {"publisher": "A"},
    {"genre": "A"},
    {"issued": PartialDate.parse("2015")},
    {"issued": PartialDate.parse("2015-01")},
)


def test_text_outside_the_normal_form_has_no_canonical_bytes() -> None:
    selector = Selector(prefix="e\u0301", exact="a")
    with pytest.raises(ReadError, match="NFC"):
        canonical_bytes(_with_selector(selector))


def _with_selector(selector: Selector) -> Record:
    data = (
        b"written_by: a\nspeaker: a\nsubject: a\naccount: first-hand\nsummary: {text: {en: a}}\ncredibility: 1\n"
        b"consent: {basis: none}\nexcerpts: [{id: a, quotation: a, language: en, wording: unknown}]\n"
    )
    read = read_record(KIND["testimony"], "it", data, "it.yaml").record
    assert isinstance(read, Testimony)
    return attrs.evolve(read, excerpts=(attrs.evolve(read.excerpts[0], selector=selector),))


def test_defaults_of_the_model_are_values() -> None:
    # A factory would be compared as a factory, so its value would never be left out.
    for kind in KINDS:
        for attribute in attrs.fields(kind.type):
            assert type(default_of(attribute)).__name__ != "Factory"
