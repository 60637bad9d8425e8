import base64

import pytest

from counterbrief.cite import cite, default_style, styles
from counterbrief.errors import CitationError

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">'
LAYOUT = '<citation><layout><text variable="title"/></layout></citation>'


def style(body: str, head: str = HEAD) -> str:
    return f"{head}<info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>{body}</style>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "not a style",
            "the citation style is not well-formed XML (line 1, column 1); give the text of a .csl file",
        ),
        (
            "<html/>",
            (
                "the citation style is not a CSL style: its outermost element is 'html'; "
                "expected 'style' of the namespace http://purl.org/net/xbiblio/csl"
            ),
        ),
        (
            '<!DOCTYPE style [<!ENTITY a "b">]>' + style(LAYOUT),
            "the citation style has a DOCTYPE, which is refused; remove the DOCTYPE line",
        ),
        (
            f'{HEAD}<info><link rel="independent-parent" href="http://example.org/apa"/></info></style>',
            (
                "the citation style only points to another one: http://example.org/apa; "
                "give the text of that style instead"
            ),
        ),
        (style(""), "the citation style has no <citation> with a <layout>"),
        (
            style(LAYOUT, HEAD.replace("note", "endnote")),
            "the citation style has class 'endnote'; expected 'note' or 'in-text'",
        ),
        (
            style('<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>' + LAYOUT),
            "macro 'a' of the citation style calls itself; break the circle",
        ),
        (
            style('<citation><layout><text macro="gone"/></layout></citation>'),
            "the citation style calls macro 'gone', which it does not define",
        ),
        (style("<x>" * 200 + "</x>" * 200 + LAYOUT), "the citation style is nested more than 100 elements deep"),
        ("<" + "x" * 2_000_000, "the citation style has 2000001 characters; at most 2000000 are read"),
        (style(LAYOUT) + "\ud800", "the citation style holds half a character (a lone surrogate)"),
    ],
)
def test_a_broken_style_is_refused_with_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(CitationError) as caught:
        cite(text, [{"id": "a", "title": "T"}], [[{"id": "a"}]], locale="en-GB")

    assert str(caught.value) == message


def test_macros_that_multiply_without_end_are_refused() -> None:
    calls = "".join(
        f'<macro name="m{number}">{f"""<text macro="m{number + 1}"/>""" * 10}</macro>' for number in range(12)
    )
    text = style(calls + '<macro name="m12"><text value="x"/></macro>' + LAYOUT)

    with pytest.raises(CitationError, match="call each other too often"):
        styles.read_style(text)


def test_a_style_with_a_mark_and_a_declaration_of_another_encoding_is_read() -> None:
    text = '\ufeff<?xml version="1.0" encoding="utf-16"?>\n' + style(LAYOUT)

    assert styles.ready(text).in_notes


def test_pandoc_gets_the_checked_tree_and_no_address_of_the_style() -> None:
    extra = '<x:link xmlns:x="urn:x" rel="independent-parent" href="http://example.org"/>'
    address = styles.ready(style(extra + LAYOUT)).address

    assert address.startswith("data:application/xml;base64,")
    sent = base64.b64decode(address.partition(",")[2]).decode()
    assert sent == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><info><title>t</title><id>t</id>'
        '<updated>2020-01-01T00:00:00Z</updated></info><citation><layout><text variable="title" /></layout></citation>'
        "</style>"
    )


def test_our_own_style_is_sound_and_for_notes() -> None:
    assert styles.ready(default_style()).in_notes
