from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import attrs
import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.unit.render import hostile, sample

from counterbrief.errors import RenderError
from counterbrief.render.html import write_html
from counterbrief.render.tree import Heading, NoteMark, Paragraph

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, and the text of each."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._open: list[tuple[str, int]] = []
        self.feed(data.decode("utf-8"))
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice in <{tag}>"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")
        if tag not in VOID:
            self._open.append((tag, len(self.elements) - 1))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        for _, place in self._open:
            self.texts[place] += data

    def all(self, tag: str, **wanted: str) -> list[tuple[dict[str, str], str]]:
        """Attributes and text of each element of this name with these attributes."""
        return [
            (given, text)
            for (name, given), text in zip(self.elements, self.texts, strict=True)
            if name == tag and all(given.get(key) == value for key, value in wanted.items())
        ]


@pytest.mark.parametrize("name", ["english", "arabic", "draft"])
def test_the_page_is_as_recorded(name: str, file_regression: FileRegressionFixture) -> None:
    file_regression.check(write_html(getattr(sample, name)()), extension=".html", binary=True)


def test_notes_are_linked_both_ways() -> None:
    page = Page(write_html(sample.english()))
    ids = [given["id"] for _, given in page.elements if "id" in given]
    assert len(ids) == len(set(ids))
    calls = page.all("a", role="doc-noteref")
    backs = page.all("a", role="doc-backlink")
    assert [text for _, text in calls] == [str(n) for n in range(1, 9)]
    assert [given["href"] for given, _ in calls] == [f"#note-{n}" for n in range(1, 9)]
    assert [given["href"] for given, _ in backs] == [f"#{given['id']}" for given, _ in calls]
    assert {given["href"][1:] for given, _ in (*calls, *backs)} <= set(ids)
    assert len(page.all("section", role="doc-endnotes")) == 1


def test_every_statement_names_itself_its_sources_and_who_answers_for_it() -> None:
    page = Page(write_html(sample.english()))
    spans = {given["data-statement"]: given for _, given in page.elements if "data-statement" in given}
    assert list(spans) == ["s9", "s10", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"]
    assert (spans["s2"]["data-cites"], spans["s2"]["data-origin"]) == ("a1 b2", "evidence")
    assert (spans["s3"]["data-cites"], spans["s3"]["data-origin"]) == ("", "editor")
    assert (spans["s4"]["data-cites"], spans["s4"]["data-origin"]) == ("a1", "evidence")


def test_the_editors_words_carry_their_mark_and_it_is_explained() -> None:
    page = Page(write_html(sample.english()))
    marks = page.all("abbr")
    # Three statements, one paragraph of the limits box, and the explanation in the footer.
    assert [text for _, text in marks] == ["ed."] * 5
    assert {given["title"] for given, _ in marks} == {sample.LABELS.editor_mark_long}
    assert sample.LABELS.editor_mark_long in page.all("footer")[0][1]


def test_the_file_asks_for_nothing_and_runs_nothing() -> None:
    data = write_html(sample.english())
    page = Page(data)
    style = page.all("style")[0][1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0][0]["content"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not {name for name, _ in page.elements} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "form",
        "base",
        "svg",
    }
    named = {key for _, given in page.elements for key in given}
    assert not {key for key in named if key.startswith("on")} | (named & {"style", "src", "srcset"})
    assert "url(" not in style
    assert "@import" not in style


def test_landmarks_language_and_metadata_are_there() -> None:
    page = Page(write_html(sample.arabic()))
    assert page.all("html")[0][0] == {"lang": "ar-LB", "dir": "rtl"}
    assert [len(page.all(name)) for name in ("header", "main", "footer", "h1", "title")] == [1] * 5
    assert page.all("a", **{"class": "skip"})[0][0]["href"] == f"#{page.all('main')[0][0]['id']}"
    meta = {given["name"]: given["content"] for given, _ in page.all("meta") if "name" in given}
    assert meta["author"] == "مركز الأمثلة المختلَقة"
    assert meta["date"] == "2026-11-21"
    assert meta["generator"] == "counterbrief 0.1.0"


def test_tables_say_what_their_headers_head_and_charts_are_told_in_words() -> None:
    page = Page(write_html(sample.english()))
    assert [given["scope"] for given, _ in page.all("th")] == ["col"] * 4 + ["row"] * 3
    assert [text for _, text in page.all("caption")] == ["How many left: the reported values"]
    assert page.all("div", role="img")[0][0]["aria-label"].startswith("Bar chart. Brutality")


def test_a_draft_says_so() -> None:
    page = Page(write_html(sample.draft()))
    assert page.all("body", **{"class": "draft"})
    assert [text for _, text in page.all("div", **{"class": "watermark"})] == ["DRAFT"]
    silent = attrs.evolve(sample.draft(), meta=attrs.evolve(sample.draft().meta, running=()))
    assert Page(write_html(silent)).all("div", **{"class": "running"})[0][1] == "DRAFT"


@pytest.mark.parametrize("text", hostile.PRINTED.values(), ids=hostile.PRINTED.keys())
def test_hostile_text_is_printed_and_never_obeyed(text: str) -> None:
    page, plain = Page(write_html(hostile.everywhere(text))), Page(write_html(hostile.everywhere("plain")))
    assert [name for name, _ in page.elements] == [name for name, _ in plain.elements]
    assert [sorted(given) for _, given in page.elements] == [sorted(given) for _, given in plain.elements]
    for tag in ("title", "h1", "blockquote", "caption", "strong"):
        assert page.all(tag)[0][1] == text
    assert page.all("span", **{"data-statement": "s1"})[0][1] == f"{text}1"
    assert page.all("div", role="img")[0][0]["aria-label"] == text


def test_a_very_long_word_is_printed() -> None:
    assert Page(write_html(hostile.everywhere(hostile.LONG_WORD))).all("h1")[0][1] == hostile.LONG_WORD


@pytest.mark.parametrize("text", hostile.REFUSED.values(), ids=hostile.REFUSED.keys())
def test_characters_that_no_text_may_hold_are_refused(text: str) -> None:
    with pytest.raises(RenderError, match="holds the control character U\\+"):
        write_html(hostile.everywhere(text))


def test_the_refusal_names_character_and_place() -> None:
    document = sample.english()
    broken = attrs.evolve(document, blocks=(*document.blocks, Heading(level=2, children=(sample.fixed("a\u202eb"),))))
    with pytest.raises(RenderError) as caught:
        write_html(broken)
    assert str(caught.value) == (
        'the heading "a\ufffdb" holds the control character U+202E, which no document may print; '
        "remove the character from the text"
    )


def test_marks_without_notes_are_refused() -> None:
    document = attrs.evolve(sample.english(), blocks=(Paragraph(children=(NoteMark(number=2),)),))
    with pytest.raises(RenderError) as caught:
        write_html(document)
    assert str(caught.value) == (
        "the note marks 2 do not match the notes 1, 2, 3, 4, 5, 6, 7, 8; "
        "expected the same numbers in both, from 1 in reading order"
    )


def test_text_is_readable_on_its_ground() -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1, in the light and in the dark set of colours."""
    style = Page(write_html(sample.english())).all("style")[0][1]
    for block in re.findall(r":root\{color-scheme:[^}]*\}", style):
        colour = dict(re.findall(r"--([a-z]+):(#[0-9a-f]{3,6})", block))
        for ground in ("paper", "tint", "warm"):
            for text in ("ink", "deep", "accent", "muted", "link"):
                assert _contrast(colour[text], colour[ground]) >= 4.5, (text, ground)


def _contrast(one: str, other: str) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
