from __future__ import annotations

import json
import subprocess
from typing import Any

import attrs
import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_regressions.file_regression import FileRegressionFixture
from tests.unit.render import hostile, sample

from counterbrief.errors import RenderError
from counterbrief.render.markdown import write_markdown
from counterbrief.render.tree import Document, Inline, Paragraph, Styled


def read(data: bytes, dialect: str = "gfm") -> list[dict[str, Any]]:
    """The blocks that another program reads from the Markdown."""
    command = [pypandoc.get_pandoc_path(), "-f", dialect, "-t", "json"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    blocks: list[dict[str, Any]] = json.loads(done.stdout)["blocks"]
    return blocks


def kinds(value: object) -> list[str]:
    """The kinds of everything in it, without texts and spaces, in order."""
    if isinstance(value, dict):
        own = [value["t"]] if "t" in value and value["t"] not in {"Str", "Space", "SoftBreak"} else []
        return own + kinds(value.get("c", []))
    return [kind for part in value for kind in kinds(part)] if isinstance(value, list) else []


def text_of(value: object) -> str:
    """The characters in it, without notes."""
    if isinstance(value, list):
        return "".join(map(text_of, value))
    if isinstance(value, dict):
        match value["t"]:
            case "Str":
                return str(value["c"])
            case "Space" | "SoftBreak":
                return " "
            case "Note":
                return ""
            case _:
                return text_of(value.get("c", []))
    return ""


@pytest.mark.parametrize("name", ["english", "arabic", "draft"])
def test_the_file_is_as_recorded(name: str, file_regression: FileRegressionFixture) -> None:
    file_regression.check(write_markdown(getattr(sample, name)()), extension=".md", binary=True)


def test_the_file_is_plain_utf8_with_one_final_newline() -> None:
    data = write_markdown(sample.arabic())
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")
    assert b"\r" not in data
    assert not any(line.endswith(b" ") for line in data.split(b"\n"))


def test_another_program_reads_the_same_parts() -> None:
    found = kinds(read(write_markdown(sample.english())))
    assert found.count("Note") == 8
    assert found.count("Table") == 1
    assert found.count("Header") == 10
    assert found.count("BulletList") == 4
    assert found.count("OrderedList") == 1
    assert found.count("Link") == 2
    assert "RawInline" not in found
    assert "RawBlock" not in found


@pytest.mark.parametrize("text", hostile.PRINTED.values(), ids=hostile.PRINTED.keys())
def test_hostile_text_is_printed_and_never_obeyed(text: str) -> None:
    blocks = read(write_markdown(hostile.everywhere(text)))
    plain = read(write_markdown(hostile.everywhere("plain")))
    assert kinds(blocks) == kinds(plain)
    printed = text_of(blocks)
    expected = text_of(plain).replace("plain", text)
    assert printed.split() == expected.split()


MARKUP = st.text(alphabet=st.sampled_from("#*_`[]()<>!|~^&;:=+-\\/.@$1aw\"'{} htps"), min_size=1, max_size=12)


@settings(max_examples=15)
@given(st.lists(MARKUP.filter(str.strip), min_size=30, max_size=30))
def test_no_text_becomes_markup_whatever_it_is(texts: list[str]) -> None:
    document = _of(Paragraph(children=(sample.fixed(text),)) for text in texts)
    blocks = read(write_markdown(document))
    printed = [text_of(block) for block in blocks[3:-3]]
    assert [line.split() for line in printed] == [text.split() for text in texts]
    assert set(kinds(blocks)) == {"Para", "Strong", "HorizontalRule"}


@settings(max_examples=10)
@given(
    st.lists(st.tuples(*[st.sampled_from(["a", "(b)", "c ", " d", "“e”", "f.", "*"])] * 4), min_size=20, max_size=20)
)
def test_emphasis_works_or_is_left_out(rows: list[tuple[str, ...]]) -> None:
    blocks = read(write_markdown(_of(Paragraph(children=_styled(row)) for row in rows)))
    assert [text_of(block).split() for block in blocks[3:-3]] == ["".join(row).split() for row in rows]
    assert set(kinds(blocks)) <= {"Para", "Strong", "Emph", "HorizontalRule"}


def _styled(row: tuple[str, ...]) -> tuple[Inline, ...]:
    first, second, third, fourth = row
    return (
        sample.fixed(first),
        Styled(
            style="strong", children=(sample.fixed(second), Styled(style="emphasis", children=(sample.fixed(third),)))
        ),
        sample.fixed(fourth),
    )


def _of(paragraphs: Any) -> Document:
    return Document(meta=sample.META, blocks=tuple(paragraphs), notes=(), evidence=b"{}")


def test_a_very_long_word_is_printed() -> None:
    blocks = read(write_markdown(hostile.everywhere(hostile.LONG_WORD)))
    assert [text_of(block) for block in blocks if block["t"] == "Header"] == [hostile.LONG_WORD]


@pytest.mark.parametrize("text", hostile.REFUSED.values(), ids=hostile.REFUSED.keys())
def test_characters_that_no_text_may_hold_are_refused(text: str) -> None:
    with pytest.raises(RenderError, match="holds the control character U\\+"):
        write_markdown(hostile.everywhere(text))


def test_parts_in_the_other_direction_are_isolated() -> None:
    written = write_markdown(sample.arabic()).decode("utf-8")
    assert "أُحصي \u206838 200\u2069 حالة" in written
    assert written.count("\u2068") == written.count("\u2069")
    assert "\u2068حماية\u2069 means" in write_markdown(sample.english()).decode("utf-8")


def test_a_draft_says_so_at_the_top_and_the_bottom() -> None:
    document = sample.draft()
    document = attrs.evolve(document, meta=attrs.evolve(document.meta, running=("Working copy.",)))
    lines = write_markdown(document).decode("utf-8").split("\n\n")
    assert lines[:2] == lines[-3:-1] == ["**DRAFT**", "**Working copy.**"]
