"""Documents as people have them: what a reader sees comes out, in reading order, and nothing else."""

from __future__ import annotations

import datetime as dt
import gzip
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.store.captures import samples as s

from counterbrief.errors import MissingToolError
from counterbrief.store.captures import (
    BrokenDocumentError,
    ChoiceError,
    Turn,
    UnknownDocumentError,
    article_text,
    read_document,
    visible_text,
)


def said(text: str, turns: tuple[Turn, ...]) -> list[tuple[str | None, str | None, str]]:
    return [(turn.speaker, turn.start, text[turn.text_start : turn.text_end]) for turn in turns]


def test_of_a_page_comes_what_a_reader_sees_in_reading_order() -> None:
    read = visible_text(s.PAGE.encode(), "page.html")
    assert read.text == s.PAGE_TEXT
    assert (read.media_type, read.encoding, read.notes) == ("text/html", "utf-8", ())


def test_columns_of_a_layout_table_read_one_after_the_other() -> None:
    page = (
        "<table><tr><td><p>Left one.</p><p>Left two.</p></td><td>Right <p>one.</p></td></tr><tr><td>Below</table>after"
    )
    assert visible_text(page.encode(), "page").text == "Left one.\n\nLeft two.\n\nRight\n\none.\n\nBelow\n\nafter"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a<span hidden>b<p>c</p>d</span>e</p>", "ae"),
        ("<ul><li>one<li hidden>two<li>three</ul>", "one\nthree"),
        ("<p>a<p style='visibility:hidden'>b<p>c", "a\n\nc"),
        ("<input type=hidden value=x>a<img hidden>b<br hidden>c", "ab\nc"),
        ("<svg><title>no</title><text>drawn</text></svg><noscript>no</noscript><p>x</p>", "drawn\n\nx"),
        ("<pre>  a\n   b</pre><p>c\n\n   d</p>", "  a\n   b\n\nc d"),
        ("<p>a&#0;b&#x80;c&notin;d &unknown; &amp;lt;</p>", "a\ufffdb€c∉d &unknown; &lt;"),
        ("<p>1 < 2 and 3 > 2</p>", "1 < 2 and 3 > 2"),
        ("<!-- <p>no</p> --><p>a<!-- no -->b</p><!-- no", "ab"),
        ("<p>كانوا يقولون</p><p>আমি</p>", "كانوا يقولون\n\nআমি"),
        ("<p>soft\u00adhyphen zero\u200bwidth</p>", "soft\u00adhyphen zero\u200bwidth"),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>x</p></body></html>", "x"),
    ],
)
def test_small_pages(page: str, text: str) -> None:
    read = visible_text(page.encode(), "page")
    assert (read.text, read.document_type) == (text, "text/html")


def test_a_long_page_is_whole_wherever_it_is_cut_for_the_parser() -> None:
    words = [f"слово{number}é&amp;" for number in range(40_000)]
    page = "<p>" + " ".join(words)
    assert visible_text(page.encode(), "page").text == " ".join(words).replace("&amp;", "&")


@pytest.mark.parametrize(
    ("data", "text", "encoding", "notes"),
    [
        ("Zoë".encode(), "Zoë", "utf-8", ()),
        ("Zoë".encode("utf-8-sig"), "Zoë", "utf-8", ()),
        ("Zoë".encode("utf-16"), "Zoë", "utf-16", ()),
        ("\ufeffZoë".encode("utf-32-be"), "Zoë", "utf-32", ()),
        ('<meta charset="iso-8859-1"><p>Zo\xeb \x93'.encode("latin-1"), "Zoë “", "windows-1252", ()),
        ('<meta charset="windows-1256"><p>كان'.encode("cp1256"), "كان", "windows-1256", ()),
        ("<meta http-equiv=x content='text/html; charset=koi8-r'><p>Слово".encode("koi8-r"), "Слово", "koi8-r", ()),
        (
            "Zoë".encode("cp1252"),
            "Zoë",
            "windows-1252",
            ("the encoding is guessed: read as windows-1252; where letters look wrong, name the right one",),
        ),
        (
            '<meta charset="utf-8"><p>Zoë'.encode("cp1252"),
            "Zoë",
            "windows-1252",
            (
                "the document declares UTF-8, and not all of its bytes are",
                "the encoding is guessed: read as windows-1252; where letters look wrong, name the right one",
            ),
        ),
        (
            "Это слово, и ещё".encode() + b"\xff!",
            "Это слово, и ещё\ufffd!",
            "utf-8",
            ("one place does not fit the encoding utf-8 and stands as U+FFFD",),
        ),
        (
            b'<meta charset="x-klingon"><p>plain',
            "plain",
            "utf-8",
            ("the declared encoding 'x-klingon' is unknown",),
        ),
    ],
)
def test_an_encoding_is_declared_or_strict_or_said_aloud(
    data: bytes, text: str, encoding: str, notes: tuple[str, ...]
) -> None:
    read = visible_text(data, "page")
    assert (read.text, read.encoding) == (text, encoding)
    assert read.notes == notes


def test_a_person_can_name_the_encoding() -> None:
    data = "كانوا يقولون".encode("cp1256")
    read = visible_text(data, "page.txt", encoding="windows-1256")
    assert (read.text, read.encoding, read.notes) == ("كانوا يقولون", "windows-1256", ())
    with pytest.raises(UnknownDocumentError, match="the encoding 'no-such' is unknown"):
        visible_text(data, "page.txt", encoding="no-such")
    with pytest.raises(UnknownDocumentError):
        visible_text(data, "page.txt", encoding="rot13")
    with pytest.raises(BrokenDocumentError, match="cannot be read in the encoding that you named"):
        visible_text(data, "page.txt", encoding="utf-8")


def test_plain_text_stays_as_it_is_but_for_line_ends() -> None:
    read = visible_text(b"One  two\r\nthree\rfour\n\n\tfive \x07", "notes.txt")
    assert (read.text, read.media_type) == ("One  two\nthree\nfour\n\n\tfive ", "text/plain")


def test_subtitles_keep_turns_and_times() -> None:
    read = visible_text(s.VTT.encode(), "talk.vtt")
    assert read.media_type == "text/vtt"
    assert read.text == ("They said a home\nwas waiting,\nand it was a barrack & a lock.\n\nWho said so?\n\nThey did.")
    assert said(read.text, read.turns) == [
        ("Anna Example", "00:00:01.000", "They said a home\nwas waiting,"),
        ("Anna Example", "00:00:04.000", "and it was a barrack & a lock."),
        ("Ben", "00:00:07.000", "Who said so?"),
        ("Anna Example", "00:00:07.000", "They did."),
    ]
    assert read.turns[1].end == "00:00:06.500"


def test_subrip_keeps_names_that_stand_in_the_text() -> None:
    read = visible_text(s.SRT.replace("\n", "\r\n").encode("utf-8-sig"), "talk.srt")
    assert read.media_type == "application/x-subrip"
    assert read.text == "ANNA: They said a home\nwas waiting.\n\nWho said so?\n\nANNA: They did."
    assert said(read.text, read.turns) == [
        ("ANNA", "00:00:01.000", "They said a home\nwas waiting."),
        (None, "00:00:04.500", "Who said so?"),
        ("ANNA", "01:00:07.000", "They did."),
    ]


def test_a_docx_transcript_gives_text_and_turns() -> None:
    data = s.docx_paragraphs(
        "Interview", "INTERVIEWER: Why did you leave?", "A. Example: It was a barrack.", "With a lock.",
        "INTERVIEWER: And then?", "[00:12:30] A. Example: I left.",
    )  # fmt: skip
    read = visible_text(data, "interview.docx")
    assert read.text.split("\n\n")[0] == "Interview"
    assert said(read.text, read.turns) == [
        ("INTERVIEWER", None, "Why did you leave?"),
        ("A. Example", None, "It was a barrack.\n\nWith a lock."),
        ("INTERVIEWER", None, "And then?"),
        ("A. Example", "00:12:30.000", "I left."),
    ]


def test_a_page_with_a_note_is_no_transcript() -> None:
    text = "Note: see below.\n\nA long paragraph.\n\nAnother one.\n\nSource: an agency.\n\nThe end: nobody knows."
    assert visible_text(text.encode(), "page.txt").turns == ()


def test_deleted_and_hidden_words_of_a_docx_are_left_out_and_notes_follow() -> None:
    body = (
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>It was </w:t></w:r>"
        "<w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>"
        "<w:t xml:space='preserve'>a  bar</w:t></w:r><w:r><w:t>rack</w:t><w:br/><w:t>with</w:t><w:tab/><w:t>locks</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>2014</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>2015</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>After.</w:t></w:r></w:p>"
    )
    note = (
        f'<w:footnotes xmlns:w="{s.W}"><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    read = visible_text(s.docx(body, more={"word/footnotes.xml": note}), "x.docx")
    assert read.text == "It was a  barrack\nwith\tlocks\n\n2014\t12\n2015\n\nAfter.\n\nA note."


def test_an_odt_gives_its_text_without_changes_and_comments_and_notes_follow() -> None:
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        "<text:h>Title</text:h><text:p>It was<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A note.</text:p></text:note-body></text:note> a <text:span>bar</text:span>rack<text:s text:c='2'/>with"
        "<text:tab/>locks<office:annotation><text:p>aside</text:p></office:annotation>.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>2014</text:p></table:table-cell><table:table-cell>"
        "<text:p>12</text:p></table:table-cell></table:table-row></table:table><text:p>After.</text:p>"
    )
    read = read_document(s.odt(body, meta="<dc:title>A talk</dc:title><dc:language>en-GB</dc:language>"), "x.odt")
    assert read.visible.text == "Title\n\nIt was a barrack  with\tlocks.\n\n2014\t12\n\nAfter.\n\nA note."
    assert [(one.about.value, one.value) for one in read.stated] == [("title", "A talk"), ("language", "en-GB")]


def test_a_pdf_gives_its_pages() -> None:
    read = visible_text(s.pdf("They said a home\nwas waiting.", "", "It was a barrack."), "report.pdf")
    assert read.text == "They said a home\nwas waiting.\n\nIt was a barrack."
    assert read.pages == (0, 29, 31)
    assert read.media_type == "application/pdf"


@pytest.mark.parametrize("packed", [s.warc, s.warc_gz])
def test_a_web_archive_gives_its_page_with_address_and_date(packed: object) -> None:
    body = s.PAGE.encode()
    page = s.record(s.ADDRESS, s.http(body, "text/html; charset=utf-8"))
    picture = s.record("https://news.example/a.png", s.http(b"\x89PNG", "image/png"))
    moved = s.record("https://news.example/", s.http(b"gone", status="301 Moved"))
    assert callable(packed)
    read = visible_text(packed(moved, picture, page), "page.warc")
    assert read.text == s.PAGE_TEXT
    assert (read.address, read.fetched_on, read.notes) == (s.ADDRESS, dt.date(2026, 10, 5), ())
    assert read.media_type == ("application/warc" if packed is s.warc else "application/warc+gzip")
    assert read.document_type == "text/html"


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("identity", bytes),
    ],
)
def test_bodies_are_unpacked(coding: str, pack: object) -> None:
    assert callable(pack)
    body = pack(s.PAGE.encode())
    chunked = (
        b"".join(f"{len(part):x};x=y\r\n".encode() + part + b"\r\n" for part in (body[:7], body[7:])) + b"0\r\n\r\n"
    )
    plain = s.http(body, "text/html", f"Content-Encoding: {coding}")
    parts = s.http(chunked, "text/html", f"Content-Encoding: {coding}", "Transfer-Encoding: chunked")
    kept_header = s.http(body, "text/html", f"Content-Encoding: {coding}", "Transfer-Encoding: chunked")
    for answer in (plain, parts, kept_header):
        assert visible_text(s.warc(s.record(s.ADDRESS, answer)), "page.warc").text == s.PAGE_TEXT


def test_the_server_says_the_encoding_before_the_page_does() -> None:
    body = '<meta charset="utf-8"><p>Слово'.encode("koi8-r")
    answer = s.http(body, "text/html; charset=koi8-r")
    assert visible_text(s.warc(s.record(s.ADDRESS, answer)), "page.warc").text == "Слово"


def test_of_several_pages_one_is_chosen_and_the_others_are_named() -> None:
    pages = [s.record(f"https://news.example/{name}", s.http(f"<p>{name}</p>".encode())) for name in ("a", "b", "c")]
    data = s.warc_gz(*pages)
    first = visible_text(data, "pages.warc.gz")
    assert (first.text, first.address) == ("a", "https://news.example/a")
    assert first.notes == (
        (
            "the web archive holds 2 more documents; this is https://news.example/a; "
            "others: https://news.example/b, https://news.example/c"
        ),
    )
    chosen = visible_text(data, "pages.warc.gz", address="https://news.example/b/#top")
    assert (chosen.text, chosen.notes) == ("b", ())
    listed = visible_text(s.wacz(data, "https://news.example/c"), "pages.wacz")
    assert (listed.text, listed.notes, listed.media_type) == ("c", (), "application/wacz")
    with pytest.raises(ChoiceError) as caught:
        visible_text(data, "pages.warc.gz", address="https://news.example/d")
    assert str(caught.value) == (
        "pages.warc.gz: the web archive holds no document from https://news.example/d; "
        "it holds: https://news.example/a, https://news.example/b, https://news.example/c"
    )


def test_a_pdf_in_a_web_archive_is_read() -> None:
    data = s.warc(s.record(s.ADDRESS, s.http(s.pdf("It was a barrack."), "application/pdf")))
    read = visible_text(data, "page.warc")
    assert (read.text, read.document_type) == ("It was a barrack.", "application/pdf")


def test_the_article_is_taken_apart_from_its_neighbours() -> None:
    story = "".join(
        f"<p>They said that a home was waiting for them, and it was barrack number {n}.</p>" for n in range(9)
    )
    page = f"<html><body><nav><a href=/>Home</a><a href=/x>Sport</a></nav><article><h1>T</h1>{story}</article></body></html>"
    article = article_text(page.encode(), "page.html")
    assert "barrack number 8" in article
    assert "Sport" not in article
    assert article_text(b"plain words", "a.txt") == "plain words"


def test_a_missing_library_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    with pytest.raises(MissingToolError) as caught:
        visible_text(s.PAGE.encode(), "page.html")
    assert str(caught.value) == (
        "the text of an HTML page needs lxml, which is not installed; pip install 'counterbrief[captures]'"
    )


_MARKUP = st.lists(
    st.sampled_from(
        "<p> </p> <div> </div> <b> </b> <table> <tr> <td> </table> <li> <ul> <br> <q> <pre> </pre> <script> </script> <!-- "
        "--> <svg> <title> </title> <a hidden> style=display:none &amp; &# ]]> <![CDATA[ <? < > \" ' слово كان word".split(
            " "
        )
    ),
    max_size=30,
).map(" ".join)


@given(_MARKUP)
def test_words_of_any_markup_stand_in_order_and_once(markup: str) -> None:
    page = f"<html><body>first {markup} last"
    try:
        text = visible_text(page.encode(), "page").text
    except BrokenDocumentError:
        return
    assert text.startswith("first")
    assert text == visible_text(page.encode(), "page").text
    assert "\n\n\n" not in text or "<pre>" in markup
    assert text == text.strip() or "<pre>" in markup
