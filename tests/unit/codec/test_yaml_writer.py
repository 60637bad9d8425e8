from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counterbrief.codec import yaml_events
from counterbrief.codec.yaml_comments import Comments, read_comments
from counterbrief.codec.yaml_reader import read_yaml, read_yaml_located
from counterbrief.codec.yaml_text import value_fault
from counterbrief.codec.yaml_walk import Path, Tree
from counterbrief.codec.yaml_writer import format_yaml, write_yaml
from counterbrief.errors import ReadError

CHARACTERS = st.sampled_from([*"ab1 :#-?[]{}'\"\\|>&*!%@`~=<,.\n\t", " ", "\n", "é", "ن", "ন", "\u0301", "\u09bc"])
HIDDEN = st.sampled_from(
    ["\xa0", "\u202f", "\u3000", "\u200d", "\u200b", "\xad", "\u0338", "\U0001f600", "\u11a8", "\uac00"]
)
WORDS = st.lists(
    st.sampled_from(["people", "who", "left", "#", "-", "a:", "b:c", "'", '"', "---", "x" * 60]), max_size=40
)
VALUES = st.one_of(
    st.text(CHARACTERS | HIDDEN, max_size=20),
    st.text(max_size=10),
    WORDS.map(" ".join),
    st.lists(WORDS.map(" ".join), max_size=4).map("\n".join),
    st.sampled_from(["---", "...", "--- a", "... b", "%a", "null", "-", "- a", "?", "<<", "\n", " \n a", "\n\n a\n\n"]),
)
STRINGS = VALUES.map(lambda value: unicodedata.normalize("NFC", value)).filter(lambda value: value_fault(value) is None)
KEYS = STRINGS.filter(lambda key: 0 < len(key) <= 128 and key != "<<")
TREES: st.SearchStrategy[Tree] = st.recursive(
    STRINGS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)
COMMENTS = st.text(st.sampled_from("ab #:-'\"|é{"), max_size=8).map(lambda text: "#" + text.rstrip())


def paths(tree: Tree, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from paths(value, (*path, key))
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from paths(item, (*path, index))


@st.composite
def commented(draw: st.DrawFn) -> tuple[Tree, Comments]:
    """A tree, and comments on its values and on some that it does not have."""
    tree = draw(TREES)
    where = st.sampled_from([*paths(tree), ("gone",), (7, "gone")])
    lines = st.lists(COMMENTS, min_size=1, max_size=2).map(tuple)
    comments = Comments(
        above=draw(st.dictionaries(where, lines, max_size=4)),
        beside=draw(st.dictionaries(where, COMMENTS, max_size=4)),
        end=tuple(draw(st.lists(COMMENTS, max_size=2))),
    )
    return tree, comments


class Messy:
    """Writes a tree in any of the ways that people do, with comments wherever YAML lets one stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments: list[str] = []

    def note(self, before: str) -> str:
        """Perhaps a comment, with what must stand before it."""
        if self.draw(st.integers(0, 2)):
            return ""
        comment = f"# {len(self.comments)} {self.draw(st.sampled_from(['why', 'a: b', '- x', '[', '| >', '# #']))}"
        self.comments.append(comment)
        return before + comment

    def lines(self, indent: int) -> str:
        """Perhaps blank lines and lines of comment."""
        text = "\n" * self.draw(st.integers(0, 1))
        column = self.draw(st.integers(0, indent))
        comment = self.note(" " * column)
        return text + (comment + "\n" if comment else "")

    def flow(self, tree: Tree) -> str:
        if isinstance(tree, str):
            return '"' + tree.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
        gap = self.draw(st.sampled_from(["", " ", "\n   "]))
        if isinstance(tree, list):
            parts = [self.flow(item) + self.gap() for item in tree]
            return "[" + gap + self.gap() + ",".join(part + gap for part in parts) + "]"
        parts = [f"{self.flow(key)}: {self.flow(value)}{self.gap()}" for key, value in tree.items()]
        return "{" + gap + self.gap() + ",".join(part + gap for part in parts) + "}"

    def gap(self) -> str:
        comment = self.note(self.draw(st.sampled_from([" ", "\n  "])))
        return comment + "\n  " if comment else ""

    def block(self, tree: Tree, indent: int) -> str:
        """The value from the end of its key's or item's line on, with its line break."""
        style = self.draw(st.integers(0, 3))
        pad = " " * indent
        if isinstance(tree, str):
            plain = tree.strip("\n")
            if style == 0 and plain and "\t" not in tree and not plain.startswith(" ") and plain == tree:
                body = "".join(f"{pad}{line}\n" if line else "\n" for line in tree.split("\n"))
                return f" |-{self.note(' ')}\n{body}"
            if style == 1:
                return f"{self.note(' ')}\n{self.lines(indent)}{pad}{self.flow(tree)}{self.note(' ')}\n"
            return f" {self.flow(tree)}{self.note('  ')}\n"
        if not tree or style == 0:
            return f" {self.flow(tree)}{self.note(' ')}\n"
        if isinstance(tree, list):
            parts = [f"{pad}-{self.block(item, indent + 2)}" for item in tree]
        else:
            parts = [f"{pad}{self.flow(key)}:{self.block(value, indent + 1 + style)}" for key, value in tree.items()]
        return f"{self.note(' ')}\n" + "".join(self.lines(indent) + part for part in parts)


@st.composite
def messy(draw: st.DrawFn) -> tuple[Tree, str, list[str]]:
    """A tree, a text of it in mixed styles, and the comments in that text."""
    tree = draw(TREES)
    writer = Messy(draw)
    text = writer.lines(0) + "---" + writer.block(tree, 1) + writer.lines(0)
    return tree, text, writer.comments


def sorted_keys(tree: Tree) -> Tree:
    if isinstance(tree, dict):
        return {key: sorted_keys(tree[key]) for key in sorted(tree)}
    return [sorted_keys(item) for item in tree] if isinstance(tree, list) else tree


def test_a_record_is_written_for_people_to_read() -> None:
    prose = (
        "They told us we would be helping people; what I saw was fighting between groups, and the people "
        "who suffered were the ones we were told we came to protect."
    )
    tree: Tree = {
        "kind": "testimony",
        "heard_on": "2015-09-21",
        "first_hand": "no",
        "credibility": "2",
        "left": "~",
        "consent": {"basis": "public statement", "scope": ["press", "schools"], "limits": []},
        "excerpts": [
            {"text": prose, "language": "en", "selector": {"prefix": "he said: ", "suffix": ". 'What"}},
            {"text": "short: 'quoted'", "notes": "One.\n\n  Two.\n"},
            ["nested", {"deep": {}}],
        ],
        "url": "https://example.org/a#b?c=d:e",
        "empty": "",
        "edges": "\xa0x",
        "tab": "a\tb",
        "both": 'it\'s "so": yes',
        "Ünï": "عربي",
    }
    assert write_yaml(tree) == (
        "kind: testimony\n"
        "heard_on: 2015-09-21\n"
        "first_hand: no\n"
        "credibility: 2\n"
        "left: ~\n"
        "consent:\n"
        "  basis: public statement\n"
        "  scope:\n"
        "    - press\n"
        "    - schools\n"
        "  limits: []\n"
        "excerpts:\n"
        "  - text: >-\n"
        "      They told us we would be helping people; what I saw was fighting between groups, and the\n"
        "      people who suffered were the ones we were told we came to protect.\n"
        "    language: en\n"
        "    selector:\n"
        "      prefix: 'he said: '\n"
        "      suffix: . 'What\n"
        "  - text: \"short: 'quoted'\"\n"
        "    notes: |\n"
        "      One.\n"
        "\n"
        "        Two.\n"
        "  - - nested\n"
        "    - deep: {}\n"
        "url: https://example.org/a#b?c=d:e\n"
        "empty: ''\n"
        'edges: "\\_x"\n'
        'tab: "a\\tb"\n'
        "both: 'it''s \"so\": yes'\n"
        "Ünï: عربي\n"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\nb", "|-\n  a\n  b\n"),
        ("a\n", "|\n  a\n"),
        ("a\n\n\n", "|+\n  a\n\n\n"),
        ("\na\n", "|\n\n  a\n"),
        ("a \nb", '"a \\nb"\n'),
        (" a\nb", '" a\\nb"\n'),
        ("\n", '"\\n"\n'),
        ("a\n\u0301b\tc", '"a\\n\\u0301b\\tc"\n'),
        ("\U0001f600 ", "'\U0001f600 '\n"),
        ("...", "'...'\n"),
        ("---", "'---'\n"),
        ("", "''\n"),
        ({}, "{}\n"),
        ([], "[]\n"),
    ],
)
def test_each_kind_of_text_has_one_form(value: Tree, text: str) -> None:
    assert write_yaml(value) == text
    assert read_yaml(text.encode()) == value


def test_a_block_that_starts_with_spaces_says_its_indentation() -> None:
    assert write_yaml({"a": ["  b\nc"]}) == "a:\n  - |2-\n      b\n    c\n"


@given(TREES)
def test_what_is_written_is_read_back_the_same(tree: Tree) -> None:
    text = write_yaml(tree)
    read = read_yaml_located(text.encode())
    assert read.tree == tree
    assert list(read.marks) == list(paths(tree))  # the order of keys too
    assert read_yaml(text.encode()) == tree


@given(TREES)
def test_the_parser_in_python_reads_it_the_same(tree: Tree) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_events, "new_parser", yaml_events.PureParser)
        assert read_yaml_located(write_yaml(tree).encode()).tree == tree


@given(TREES)
def test_no_line_ends_in_space(tree: Tree) -> None:
    for line in write_yaml(tree).split("\n"):
        assert line == line.rstrip(" \t\n")


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        (
            {"a": ["b\x00"]},
            "a[0]: found U+0000 (control character), which may not stand in a value; take it out; it cannot be seen in most editors",
        ),
        (
            {"a": "cafe\u0301"},
            (
                "a: the word 'café' is not in the normal form NFC: its letters and accents are stored another way; "
                "run `counterbrief fmt` on the file, or type the word again"
            ),
        ),
        ({"a": {"": "b"}}, "a: expected a key of 1 to 128 characters other than '<<', found ''; name the value"),
        (
            {"a\u202e": "b"},
            "the value: in a key: found U+202E (RIGHT-TO-LEFT OVERRIDE), which may not stand in a value; take it out; it cannot be seen in most editors",
        ),
        ({"a": 1}, "a: expected text, a list or a mapping, found int; write the value as text"),
        (
            {"a": "x" * 262_144},
            "the file would hold 262,148 bytes; at most 262,144 are read; split it into several records",
        ),
    ],
)
def test_nothing_is_written_that_the_reader_would_refuse(tree: Tree, message: str) -> None:
    with pytest.raises(ReadError) as refused:
        write_yaml(tree)
    assert str(refused.value) == message


def test_sixteen_levels_are_written_and_one_more_is_refused() -> None:
    tree: Tree = "x"
    for _ in range(16):
        tree = [tree]
    assert read_yaml(write_yaml(tree).encode()) == tree
    with pytest.raises(ReadError, match="expected at most 16 levels"):
        write_yaml([tree])


def test_comments_go_with_their_values_when_keys_are_reordered() -> None:
    text = (
        "# About the record\n"
        "title: t # short\n"
        "\n"
        "list: # all of them\n"
        "- a   # first\n"
        "# before b\n"
        "- {x: 1, y: [p, 'q # no']} # flow\n"
        "- # after the dash\n"
        "  k: v\n"
        "text: | # a block\n"
        "   hello # no\n"
        "     more\n"
        "# not in the block\n"
        'quoted: "it\'s: # no" # yes\n'
        "id: x#no\n"
        "# at the end\n"
    )

    def order(tree: Tree) -> Tree:
        assert isinstance(tree, dict)
        return {key: tree[key] for key in ("id", "title", "quoted", "text", "list")}

    formatted = format_yaml(text.encode(), "f.yaml", order)
    assert formatted.decode() == (
        "id: x#no\n"
        "# About the record\n"
        "title: t # short\n"
        "# not in the block\n"
        'quoted: "it\'s: # no" # yes\n'
        "# a block\n"
        "text: |\n"
        "  hello # no\n"
        "    more\n"
        "list: # all of them\n"
        "  - a # first\n"
        "  # before b\n"
        "  # flow\n"
        "  - x: 1\n"
        "    y:\n"
        "      - p\n"
        "      - 'q # no'\n"
        "  # after the dash\n"
        "  - k: v\n"
        "# at the end\n"
    )
    assert format_yaml(formatted, "f.yaml", order) == formatted


def test_comments_are_found_by_path() -> None:
    text = "# one\n# two\na: b # beside\nlist:\n  # item\n  - x\nlong: >-  # header\n  # text\n# end\n"
    assert read_comments(text.encode()) == Comments(
        above={("a",): ("# one", "# two"), ("list", 0): ("# item",)},
        beside={("a",): "# beside", ("long",): "# header"},
        end=("# end",),
    )


def test_comments_of_a_vanished_value_go_to_its_nearest_parent_or_the_end() -> None:
    comments = Comments(
        above={("a", "gone", 3): ("# deep",), ("gone",): ("# top",), ("a",): ("# own",)},
        beside={("a", "gone"): "# beside"},
        end=("# end",),
    )
    assert write_yaml({"a": {"b": "c"}}, comments) == ("# own\n# deep\n# beside\na:\n  b: c\n# end\n# top\n")


def test_a_comment_is_one_clean_line() -> None:
    for line in ("no sign", "# two\nlines", "# bidi \u202e", "# space "):
        with pytest.raises(ValueError, match="a comment is one line"):
            Comments(end=(line,))


@given(commented())
def test_written_comments_change_no_value_and_none_is_lost(given_: tuple[Tree, Comments]) -> None:
    tree, comments = given_
    text = write_yaml(tree, comments).encode()
    assert read_yaml(text) == tree
    assert read_comments(text).lines() == comments.lines()
    assert format_yaml(text) == text


@given(messy())
def test_formatting_keeps_values_and_comments_and_is_idempotent(given_: tuple[Tree, str, list[str]]) -> None:
    tree, text, comments = given_
    assume(unicodedata.is_normalized("NFC", text))  # the n of an escaped line break may meet a combining accent
    assert read_yaml(text.encode()) == tree
    assert read_comments(text.encode()).lines() == sorted(comments)
    for order in (None, sorted_keys):
        formatted = format_yaml(text.encode(), "f.yaml", order)
        assert read_yaml(formatted) == tree
        assert read_comments(formatted).lines() == sorted(comments)
        assert format_yaml(formatted, "f.yaml", order) == formatted


def test_line_ends_and_byte_order_mark_are_made_canonical() -> None:
    for text in ("a: |\n  b\n# c\n", "\ufeffa: |\r\n  b\r\n# c", "a: |\r  b\r# c\r"):
        assert format_yaml(text.encode()) == b"a: |\n  b\n# c\n"


def test_text_is_normalised_in_values_keys_and_comments() -> None:
    text = 'cafe\u0301: e\u0301 # e\u0301\nb: "e\\u0301"\n# e\u0301\n'
    assert format_yaml(text.encode()) == "café: é # é\nb: é\n# é\n".encode()


def test_keys_that_differ_in_their_normal_form_only_are_refused() -> None:
    with pytest.raises(ReadError, match="the key 'é' is given twice, first in line 1"):
        format_yaml("\u00e9: 1\ne\u0301: 2\n".encode())


def test_many_comments_take_no_quadratic_time() -> None:
    data = b"a: 1\n" + b"#\n" * 100_000 + b"b:\n" + b" - #\n  x\n" * 5_000
    assert len(read_comments(format_yaml(data)).lines()) == 105_000
