from __future__ import annotations

import contextlib
import time
import unicodedata
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from counterbrief.codec import yaml_events
from counterbrief.codec.yaml_reader import read_yaml, read_yaml_located
from counterbrief.codec.yaml_walk import Path, Tree
from counterbrief.errors import CounterbriefError, ProblemsError, ReadError

LIMIT = 262_144

# What YAML is made of, so that random text is often YAML, or nearly.
PIECES = st.sampled_from(
    [
        *"abc:-?[]{}#,'\"|>&*!%@`~ \n\t\\.<=1",
        *("\n", "\n  ", "\n    ", "- ", ": ", "key: ", "k2: ", "\n- ", " #", "''", '"x"', "'y'", "[]", "{}", "---\n"),
        *(
            "...\n",
            "\n\n",
            "|\n  ",
            ">-\n  ",
            "é",
            "e\u0301",
            "\u200d",
            "\ufeff",
            "\u202e",
            "\r\n",
            "\\u00e9",
            "no",
            "&a",
        ),
    ]
)
YAMLISH = st.lists(PIECES, max_size=25).map("".join)


@pytest.fixture(params=["libyaml", "python"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(yaml_events, "new_parser", yaml_events.PureParser)


def refusal(text: str | bytes, name: str = "f.yaml") -> str:
    """The whole message with which a text is refused; the located reader says the same."""
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(CounterbriefError) as refused:
        read_yaml(data, name)
    with pytest.raises(CounterbriefError) as refused_too:
        read_yaml_located(data, name)
    assert str(refused.value) == str(refused_too.value)
    assert type(refused.value) is type(refused_too.value)
    assert isinstance(refused.value, ReadError | ProblemsError)
    return str(refused.value)


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    "scalar",
    ["NO", "yes", "12:30:45", "~", "null", "2015-09-21", "1.50", "0o17", "0x1F", ".inf", "1e3", "=", "-5", "1_000"],
)
def test_a_scalar_stays_the_text_that_stands_in_the_file(scalar: str) -> None:
    assert read_yaml(f"- {scalar}\n- k: {scalar}\n- [{scalar}]\n".encode()) == [scalar, {"k": scalar}, [scalar]]


@pytest.mark.usefixtures("either_parser")
def test_an_absent_value_is_an_empty_text() -> None:
    assert read_yaml(b"a:\nb: ''\nc:\n  -\n  - x\n") == {"a": "", "b": "", "c": ["", "x"]}


@pytest.mark.usefixtures("either_parser")
def test_every_style_is_read() -> None:
    text = "---\nplain: two\n  lines\nsingle: 'it''s'\ndouble: \"tab\\tand \\u00e9\"\nkept: |+\n  a\n\nfolded: >-\n  b\n  c\n"
    text += "flow: {list: [1, {x: y}], empty: []}\n? asked\n: answered\n...\n"
    assert read_yaml(text.encode()) == {
        "plain": "two lines",
        "single": "it's",
        "double": "tab\tand é",
        "kept": "a\n\n",
        "folded": "b c",
        "flow": {"list": ["1", {"x": "y"}], "empty": []},
        "asked": "answered",
    }


@pytest.mark.usefixtures("either_parser")
def test_byte_order_mark_and_line_ends_change_nothing() -> None:
    text = "a: |\n  one\n\n  two\nb:\n  - 'x\n\n    y'\n  # note\n  - z\n"
    plain = read_yaml_located(text.encode())
    for break_ in ("\n", "\r\n", "\r"):
        for mark in (b"", b"\xef\xbb\xbf"):
            data = mark + text.replace("\n", break_).encode()
            assert read_yaml(data) == plain.tree
            assert read_yaml_located(data) == plain


def test_joiners_and_direction_marks_are_text() -> None:
    text = "a: می\u200cخواهم\nb: \u200fعربي\u200e\nc: '\U0001f469\u200d\U0001f469'\nd: \u061cx\n"
    assert read_yaml(text.encode()) == {
        "a": "می\u200cخواهم",
        "b": "\u200fعربي\u200e",
        "c": "\U0001f469\u200d\U0001f469",
        "d": "\u061cx",
    }


def test_a_huge_scalar_within_the_limit_is_read() -> None:
    for text in ("x" * (LIMIT - 4), "word " * 50_000 + "end", '"' + "\\n" * 100_000 + '"'):
        tree = read_yaml(b"a: " + text.encode() + b"\n")
        assert isinstance(tree, dict)
        assert len(tree["a"]) >= 100_000


@pytest.mark.usefixtures("either_parser")
def test_every_value_and_key_has_its_line_and_column() -> None:
    text = "kind: testimony\nexcerpts:\n  - text: 'é: x'\n    at: {a: \U0001f600, b: [c]}\n  -\n    - y\nnone:\n"
    found = read_yaml_located(text.encode())
    assert found.marks == {
        (): (1, 1),
        ("kind",): (1, 7),
        ("excerpts",): (3, 3),
        ("excerpts", 0): (3, 5),
        ("excerpts", 0, "text"): (3, 11),
        ("excerpts", 0, "at"): (4, 9),
        ("excerpts", 0, "at", "a"): (4, 13),
        ("excerpts", 0, "at", "b"): (4, 19),
        ("excerpts", 0, "at", "b", 0): (4, 20),
        ("excerpts", 1): (6, 5),
        ("excerpts", 1, 0): (6, 7),
        ("none",): (7, 6),
    }
    assert found.key_marks == {
        ("kind",): (1, 1),
        ("excerpts",): (2, 1),
        ("excerpts", 0, "text"): (3, 5),
        ("excerpts", 0, "at"): (4, 5),
        ("excerpts", 0, "at", "a"): (4, 10),
        ("excerpts", 0, "at", "b"): (4, 16),
        ("none",): (7, 1),
    }


def test_a_byte_order_mark_takes_no_column() -> None:
    assert refusal(b"\xef\xbb\xbfa: @x").startswith("f.yaml:1:4: ")


@given(YAMLISH)
def test_both_readers_agree_on_every_text(text: str) -> None:
    try:
        tree = read_yaml(text.encode())
    except CounterbriefError:
        refusal(text)
        return
    found = read_yaml_located(text.encode())
    assert found.tree == tree
    assert set(found.marks) == set(paths(tree))
    assert set(found.key_marks) == {path for path in paths(tree) if path and isinstance(path[-1], str)}


@given(YAMLISH)
def test_what_is_read_is_what_plain_yaml_says(text: str) -> None:
    try:
        tree = read_yaml(text.encode())
    except CounterbriefError:
        return
    assert tree == yaml.load(text.removeprefix("\ufeff").replace("\r\n", "\n"), Loader=yaml.CBaseLoader)


@given(YAMLISH | st.text())
def test_whatever_is_read_holds_only_clean_normalised_text(text: str) -> None:
    try:
        tree = read_yaml(text.encode("utf-8", "surrogatepass"))
    except CounterbriefError:
        return
    for value in strings(tree):
        assert unicodedata.is_normalized("NFC", value)
        assert not set(value) & set("\x00\r\x7f\x85\u2028\u202e\u2066\ufeff\ufffe")


@given(st.binary())
def test_any_bytes_are_read_or_refused_never_a_crash(data: bytes) -> None:
    with contextlib.suppress(ReadError, ProblemsError):
        read_yaml(data)


def paths(tree: Tree, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from paths(value, (*path, key))
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from paths(item, (*path, index))


def strings(tree: Tree) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from strings(value)
    else:
        for item in tree:
            yield from strings(item)


VALUE_OUT = "write the value out, or put a text that starts with"
NO_DIRECTIVE = "directives (%...) are not part of the format; take the line that starts with '%' out"
TAB = "found a tab where only spaces can indent a line; replace the tab by spaces"
SECOND_KEY = (
    "found ': ' where no key can stand; put a text that holds ': ' in quotes, or check the indentation of this line"
)
BRACKET_KEY = "expected a text as key, found a list or mapping; put a text that starts with '[' or '{' in quotes"
CHECK = "check the indentation of this line and the quotes before it"
AFTER_QUOTE = "inside quotes write '' for ' in single quotes, and \\\" for \" in double quotes"
ONE = "expected one document, found a second one; keep one record a file, without '---' or '...' between"
NO_DATA = "the file holds no data; write 'key: value' lines"
TAKE_OUT = "take it out; it cannot be seen in most editors"
BLOCK_HEADER = "after '|' or '>' the line must end; start the text on the next line, indented"


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x b", f"1:4: found the anchor '&x'; anchors are not part of the format; {VALUE_OUT} '&' in quotes"),
        ("*x : b", f"1:1: found the alias '*x'; aliases are not part of the format; {VALUE_OUT} '*' in quotes"),
        ("- *x", f"1:3: found the alias '*x'; aliases are not part of the format; {VALUE_OUT} '*' in quotes"),
        ("a: !t b", f"1:4: found the tag '!t'; tags are not part of the format; {VALUE_OUT} '!' in quotes"),
        ("a: !!int 3", f"1:4: found the tag '!!int'; tags are not part of the format; {VALUE_OUT} '!' in quotes"),
        ("a: ! b", f"1:4: found the tag '!'; tags are not part of the format; {VALUE_OUT} '!' in quotes"),
        (
            "- !!python/object/apply:os.system [ls]",
            (
                "1:3: found the tag '!!python/object/apply:os.system'; tags are not part of the format; "
                f"{VALUE_OUT} '!' in quotes"
            ),
        ),
        (
            "a: !x!y z",
            "1:4: tags (!...) are not part of the format; take the tag out, or put a text that starts with '!' in quotes",
        ),
        ("a: 1\nb: 2\na: 3", "3:1: the key 'a' is given twice, first in line 1; keep one of the two"),
        ("a:\n  - {b: 1, 'b': 2}", "2:12: the key 'b' is given twice, first in line 2; keep one of the two"),
        ("[a]: b", f"1:1: {BRACKET_KEY}"),
        ("x: {{ y }}", f"1:5: {BRACKET_KEY}"),
        ("? - a\n: b", f"1:3: {BRACKET_KEY}"),
        ("'': b", "1:1: expected a key before ':', found none; name the value, or take it out"),
        (
            ": b",
            "1:1: expected a key before ':', found none; name the value, or put a text that starts with ':' in quotes",
        ),
        ("a: {'<<': b}", "1:5: merge keys ('<<') are not part of the format; write the values out"),
        ("a: b\n---\nc: d", f"2:1: {ONE}"),
        ("a: b\n...\nc: d", f"3:1: {ONE}"),
        ("%YAML 1.2\n---\na: b", f"1:1: {NO_DIRECTIVE}"),
        ("# c\n%TAG ! x:y\n---\na: b", f"2:1: {NO_DIRECTIVE}"),
        ("%YAML 9.9\n---\na: b", f"1:1: {NO_DIRECTIVE}"),
        ("%", f"1:1: {NO_DIRECTIVE}"),
        ("", "1:1: the file is empty; write 'key: value' lines"),
        (" \n\n", "1:1: the file is empty; write 'key: value' lines"),
        ("# only a note", f"1:1: {NO_DATA}"),
        ("---\n", f"1:1: {NO_DATA}"),
        ("a:\n\tb: c", f"2:1: {TAB}"),
        ("a: b\n\tc: d", f"2:1: {TAB}"),
        ("a: |\n\tb", f"2:1: {TAB}"),
        ("a: @b", "1:4: a value cannot start with '@'; put the text in quotes"),
        ("a: `b`", "1:4: a value cannot start with '`'; put the text in quotes"),
        ("a: %b", "1:4: a value cannot start with '%'; put the text in quotes"),
        ("a: **b**", "1:5: a value cannot start with '*'; put the text in quotes"),
        ("a: & b", "1:5: a value cannot start with '&'; put the text in quotes"),
        ("a: b: c", f"1:5: {SECOND_KEY}"),
        ("a: b\n  c: d", f"2:4: {SECOND_KEY}"),
        ("a: - b", "1:4: a list cannot start here; start the list, '- ', on a line of its own under its key"),
        ("a: ? b", "1:4: found '? ' where no key can stand; put the text in quotes"),
        ("a: ]", "1:4: expected a value here; give a value, or put the text in quotes"),
        (
            "a: 1\nb: 'c\nd: e\n",
            (
                "2:4: the text in quotes that starts here is never closed; close it with the same quote; "
                "'' is a quote inside '"
            ),
        ),
        (
            "a: [b\nc: d\n",
            (
                "2:2: expected ',' or ']' in the list that starts with '[' (in the part that starts in line 1); "
                "close the list with ']', or separate by ','"
            ),
        ),
        (
            "{a b: c: d}",
            "1:8: expected ',' or '}' in the part that starts with '{'; close it with '}', or separate by ','",
        ),
        ("a: 'it's'", f"1:8: found more text after the closing quote; {AFTER_QUOTE}"),
        ('a: "say "x" now"', f"1:10: found more text after the closing quote; {AFTER_QUOTE}"),
        (
            'a: "\\xzz"',
            (
                "1:7: unknown escape after '\\' in double quotes; "
                "write '\\\\' for a backslash, or use single quotes, in which nothing is escaped"
            ),
        ),
        (
            'a: "b\n---\nc"',
            (
                "2:1: a text in quotes holds a line '---' or '...' (in the part that starts in line 1); "
                "indent the lines of the text"
            ),
        ),
        ("a: |b\n  c", f"1:5: {BLOCK_HEADER}"),
        ("a: >0\n  c", f"1:5: {BLOCK_HEADER}"),
        (
            "a: 1\nb\nc: 2",
            "2:1: expected ': ' after a key; write 'key: value', or indent the line as part of a text",
        ),
        (
            "- a\nb: c",
            f"2:1: expected a further item of the list, '- ' (in the part that starts in line 1); {CHECK}",
        ),
        ("a:\n  b: c\n d: e", f"3:2: expected a further 'key: value' (in the part that starts in line 1); {CHECK}"),
        (
            "[a]]",
            "1:4: found more text after the end of the data; check the brackets and the indentation before this place",
        ),
        (
            f"{'k' * 129}: v",
            "1:1: a key holds at most 128 characters, this one 129; shorten it, or check the quotes before this place",
        ),
        ('a: "\\0"', f"1:4: found U+0000 (control character), which may not stand in a value; {TAKE_OUT}"),
        ('a: "\\u202e"', f"1:4: found U+202E (RIGHT-TO-LEFT OVERRIDE), which may not stand in a value; {TAKE_OUT}"),
        (
            'a: "\\r"',
            "1:4: found U+000D (control character), which may not stand in a value; write an ordinary line break",
        ),
    ],
)
def test_each_refusal_says_where_what_and_how_to_mend_it(text: str, message: str) -> None:
    assert refusal(text) == f"f.yaml:{message}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"a: b\nc: caf\xe9\n",
            '2:7: expected UTF-8 text, found the byte 0xe9 at offset 11; save the file again as "UTF-8", then check the letters near this place',
        ),
        (
            b"\xef\xbb\xbfa: b\r\n\xc3\xa9\xed\xa0\x80",
            '2:2: expected UTF-8 text, found the byte 0xed at offset 11; save the file again as "UTF-8", then check the letters near this place',
        ),
        ("a: b".encode("utf-16"), '1:1: expected UTF-8 text, found UTF-16; save the file again as "UTF-8"'),
        (b"\xfe\xff\x00a", '1:1: expected UTF-8 text, found UTF-16; save the file again as "UTF-8"'),
        ("a: b".encode("utf-32"), '1:1: expected UTF-8 text, found UTF-32; save the file again as "UTF-8"'),
        (b"a: b\n#\x00", f"2:2: found U+0000 (control character), which may not stand in a file; {TAKE_OUT}"),
        (
            "a: \u202eb".encode(),
            f"1:4: found U+202E (RIGHT-TO-LEFT OVERRIDE), which may not stand in a file; {TAKE_OUT}",
        ),
        (
            "é: x\u2066".encode(),
            f"1:5: found U+2066 (LEFT-TO-RIGHT ISOLATE), which may not stand in a file; {TAKE_OUT}",
        ),
        (b"a: \x7f", f"1:4: found U+007F (control character), which may not stand in a file; {TAKE_OUT}"),
        ("a: \U0001ffff".encode(), f"1:4: found U+1FFFF (no character), which may not stand in a file; {TAKE_OUT}"),
        ("a: \ufdd0".encode(), f"1:4: found U+FDD0 (no character), which may not stand in a file; {TAKE_OUT}"),
        (
            "\ufeff\ufeffa: b".encode(),
            f"1:1: found U+FEFF (ZERO WIDTH NO-BREAK SPACE), which may not stand in a file; {TAKE_OUT}",
        ),
        (
            "a: b\u2028c".encode(),
            "1:5: found U+2028 (LINE SEPARATOR), which may not stand in a file; write an ordinary line break",
        ),
        (
            "a: x\nb: the cafe\u0301 here".encode(),
            (
                "2:8: the word 'café' is not in the normal form NFC: its letters and accents are stored another way; "
                "run `counterbrief fmt` on the file, or type the word again"
            ),
        ),
        (
            b'b: "cafe\\u0301"',
            (
                "1:4: the word 'café' is not in the normal form NFC: its letters and accents are stored another way; "
                "run `counterbrief fmt` on the file, or type the word again"
            ),
        ),
    ],
)
def test_hidden_and_broken_characters_are_named_with_their_place(data: bytes, message: str) -> None:
    assert refusal(data) == f"f.yaml:{message}"


def test_a_file_over_the_limit_is_not_looked_at() -> None:
    assert read_yaml(b"a" * LIMIT) == "a" * LIMIT
    assert (
        refusal(b"\xff" * (LIMIT + 1))
        == "f.yaml: the file holds 262,145 bytes; at most 262,144 are read; split it into several records"
    )


def test_all_problems_of_one_pass_come_together_in_order() -> None:
    assert refusal("a: 1\na: !t 2\nb: {c: 1, c: &x 2}\nd: 'x").splitlines() == [
        "f.yaml:2:1: the key 'a' is given twice, first in line 1; keep one of the two",
        f"f.yaml:2:4: found the tag '!t'; tags are not part of the format; {VALUE_OUT} '!' in quotes",
        "f.yaml:3:11: the key 'c' is given twice, first in line 3; keep one of the two",
        f"f.yaml:3:14: found the anchor '&x'; anchors are not part of the format; {VALUE_OUT} '&' in quotes",
        "f.yaml:4:4: the text in quotes that starts here is never closed; close it with the same quote; '' is a quote inside '",
    ]


def test_a_very_long_list_of_problems_is_cut_and_says_so() -> None:
    for text in ("a: 1\n" * 1000, "a: \u202e\n" * 1000, "- cafe\u0301\n" * 1000):
        lines = refusal(text).splitlines()
        assert len(lines) == 51
        assert "f.yaml: the file has more problems, which are not listed; mend these" in lines


def test_unnormalised_text_is_read_where_it_is_asked_for() -> None:
    data = 'a: cafe\u0301\nb: "cafe\\u0301"\n'.encode()
    assert read_yaml(data, nfc=False) == {"a": "cafe\u0301", "b": "cafe\u0301"}
    assert read_yaml_located(data, nfc=False).tree == {"a": "cafe\u0301", "b": "cafe\u0301"}
    with pytest.raises(ReadError, match="twice"):
        read_yaml("\u00e9: 1\ne\u0301: 2".encode(), nfc=False)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 50_000,
        b"[" * LIMIT,
        b"{" * LIMIT,
        b"- " * (LIMIT // 2),
        b"? " * (LIMIT // 2),
        b"[\n" * (LIMIT // 2),
        b"[ " * (LIMIT // 2),
        b"{a: " * (LIMIT // 4),
        b'["a",' * (LIMIT // 5),
        b"{[a]: " * (LIMIT // 6),
        b"\n".join(b" " * depth + b"a:" for depth in range(700)),
        b"\n".join(b" " * depth + b"-" for depth in range(700)),
        b"a: 1\n" * (LIMIT // 5),
        b"- !t x\n" * (LIMIT // 7),
        "\u202e".encode() * (LIMIT // 3),
        b"\x00" * LIMIT,
        "e\u0301 ".encode() * (LIMIT // 4),
        b"a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n" + b"c: [*b,*b,*b,*b,*b,*b,*b,*b]\n" * 1000,
        b"\xff" * LIMIT,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_hostile_files_are_refused_at_once(data: bytes) -> None:
    started = time.process_time()
    with pytest.raises(CounterbriefError):
        read_yaml(data)
    if yaml_events.new_parser is not yaml_events.PureParser:
        assert time.process_time() - started < 0.15


@pytest.mark.usefixtures("either_parser")
def test_sixteen_levels_are_read_and_one_more_is_refused() -> None:
    too_deep = "expected at most 16 levels of lists and mappings inside one another, found more; put a text that starts with '[' or '{' in quotes"
    for open_, close in (("[", "]"), ("{a: ", "}"), ("- ", "")):
        read_yaml((open_ * 16 + "x" + close * 16).encode())
        where = f"1:{len(open_) * 16 + 1}"
        assert refusal(open_ * 17 + "x" + close * 17) == f"f.yaml:{where}: {too_deep}"
