"""Capturing: bytes kept, the act recorded, the source drafted from what the document states and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import attrs
import pytest
from tests import builders as b
from tests.unit.store.captures import samples as s

from counterbrief.codec import digest
from counterbrief.errors import ConflictError, NotFoundError
from counterbrief.model import Capture, Name, Naming, PartialDate, Protection, Source, SourceType, Unstated
from counterbrief.store.captures import (
    AlteredCaptureError,
    CaptureStore,
    DocumentError,
    MissingCaptureError,
    PlaceOfCapturesError,
)
from counterbrief.workflow import Corpus
from counterbrief.workflow.capture import Captured, capture, default_captures, read_capture, text_sha256
from counterbrief.workflow.source_drafts import id_from

DAY = dt.date(2026, 11, 21)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return b.write_corpus(tmp_path / "corpus", b.records())


@pytest.fixture
def store(tmp_path: Path) -> CaptureStore:
    return CaptureStore(tmp_path / "captures")


def save(tmp_path: Path, data: bytes | str, name: str = "saved.html") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def drafted(tmp_path: Path, corpus: Corpus, data: bytes | str, name: str = "saved.html") -> Captured:
    store = CaptureStore(tmp_path / "captures")
    return capture(corpus, save(tmp_path, data, name), store=store, by="writer", on=DAY)


def test_a_capture_keeps_the_bytes_and_records_the_act(tmp_path: Path, corpus: Corpus, store: CaptureStore) -> None:
    file = save(tmp_path, s.PAGE)
    done = capture(corpus, file, store=store, by="writer", on=DAY, method="saved from the browser", private=True)
    sha256 = hashlib.sha256(s.PAGE.encode()).hexdigest()
    record = done.capture
    assert record == Capture(
        id="capture-the-barrack-with-a-lock",
        written_by="writer",
        invented=True,
        source="the-barrack-with-a-lock",
        sha256=sha256,
        size=len(s.PAGE.encode()),
        media_type="text/html",
        captured_on=DAY,
        captured_by="writer",
        method="saved from the browser",
        private=True,
        text_sha256=hashlib.sha256(s.PAGE_TEXT.encode()).hexdigest(),
        tools=done.text.tools,
    )
    assert [tool.split()[0] for tool in record.tools] == ["counterbrief-text", "lxml"]
    assert store.get(sha256) == s.PAGE.encode()
    assert file.read_bytes() == s.PAGE.encode()
    assert Corpus.open(tmp_path / "corpus").get(Capture, record.id) == record
    assert done.text.text == s.PAGE_TEXT


def test_the_source_is_drafted_from_what_the_page_states(tmp_path: Path, corpus: Corpus) -> None:
    done = drafted(tmp_path, corpus, s.PAGE)
    assert done.drafted
    assert done.source == Source(
        id="the-barrack-with-a-lock",
        written_by="writer",
        invented=True,
        type=SourceType.WEBPAGE,
        title="The barrack with a lock",
        container_title="Invented News",
        url="https://news.example/barrack",
        language="en-GB",
        not_stated=(Unstated.AUTHOR, Unstated.ISSUED, Unstated.PUBLISHER),
    )
    assert done.found == {
        "title": "og:title",
        "url": "link rel=canonical",
        "container_title": "og:site_name",
        "language": "<html lang>",
        "type": "assumed: a document of the kind text/html that states no type",
    }
    assert done.notes == ("<title> states another title: “The barrack | Invented News”",)
    assert Corpus.open(tmp_path / "corpus").records.get(Source, done.source.id) is None
    assert done.corpus.put(done.source).get(Source, done.source.id) == done.source


def test_json_ld_goes_before_the_head_and_divides_names_only_where_it_says_so(tmp_path: Path, corpus: Corpus) -> None:
    article = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "name": "The page"},
            {
                "@type": ["NewsArticle"],
                "headline": "Left  behind",
                "author": [
                    {"@type": "Person", "name": "Anna Example", "givenName": "Anna", "familyName": "Example"},
                    {"@type": "Person", "name": "Ben Sample"},
                ],
                "datePublished": "2015-09-21T10:00:00+02:00",
                "publisher": {"@type": "Organization", "name": "The Invented News, Ltd"},
                "inLanguage": "fr_FR",
            },
        ],
    }
    page = (
        f"<html><head><script type='application/ld+json'>{json.dumps(article)}</script>"
        "<meta name=author content='Somebody Else'><meta name=date content='21 September'></head><body><p>Words."
    )
    done = drafted(tmp_path, corpus, page)
    source = done.source
    assert (source.title, source.type, source.language) == ("Left behind", SourceType.ARTICLE_NEWSPAPER, "fr-FR")
    assert source.author == (Name(family="Example", given="Anna"), Name(literal="Ben Sample"))
    assert source.issued == PartialDate(year=2015, month=9, day=21)
    assert source.publisher == "The Invented News, Ltd"
    assert source.not_stated == (Unstated.URL,)
    assert done.found["author"] == "JSON-LD author"
    assert done.found["type"] == "JSON-LD @type NewsArticle"
    assert done.notes == ("the issued that date states cannot be taken as it is: “21 September”",)


def test_a_browser_says_where_it_saved_a_page_from(tmp_path: Path, corpus: Corpus) -> None:
    page = "<!DOCTYPE html>\n<!-- saved from url=(0028)https://news.example/barrack -->\n<html><body><p>Words."
    done = drafted(tmp_path, corpus, page)
    assert (done.source.url, done.capture.address) == ("https://news.example/barrack",) * 2
    assert done.found["url"] == "the comment 'saved from url'"
    assert (done.source.title, done.source.id) == ("[saved]", "saved")
    assert Unstated.TITLE in done.source.not_stated
    assert done.found["title"] == "not stated; the name of the file stands in its place, in brackets"


def test_a_web_archive_says_where_and_when(tmp_path: Path, corpus: Corpus) -> None:
    data = s.warc_gz(s.record(s.ADDRESS, s.http(b"<title>Left behind</title><p>Words.")))
    done = drafted(tmp_path, corpus, data, "saved.warc.gz")
    assert done.capture.media_type == "application/warc+gzip"
    assert (done.capture.address, done.capture.fetched_on) == (s.ADDRESS, dt.date(2026, 10, 5))
    assert (done.source.url, done.source.accessed) == (s.ADDRESS, dt.date(2026, 10, 5))
    assert done.found["url"] == "the address in the web archive"
    assert done.found["accessed"] == "the date of the record in the web archive"


def test_the_day_a_file_was_made_is_no_date_of_publication(tmp_path: Path, corpus: Corpus) -> None:
    data = s.pdf("Words.", info="/Title (Left behind) /Author (Anna Example) /CreationDate (D:20150921100000)")
    done = drafted(tmp_path, corpus, data, "report.pdf")
    assert (done.source.title, done.source.author) == ("Left behind", (Name(literal="Anna Example"),))
    assert (done.source.issued, done.source.type, done.source.language) == (None, SourceType.DOCUMENT, "und")
    assert done.notes == (
        "the file was made on 2015-09-21; that is not a date of publication, and was not taken for one",
    )


def test_nothing_is_drafted_from_a_text_that_states_nothing(tmp_path: Path, corpus: Corpus) -> None:
    done = drafted(tmp_path, corpus, "Words.\n", "notes of a talk.txt")
    assert done.source == Source(
        id="notes-of-a-talk",
        written_by="writer",
        invented=True,
        type=SourceType.DOCUMENT,
        title="[notes of a talk]",
        language="und",
        not_stated=(Unstated.AUTHOR, Unstated.ISSUED, Unstated.PUBLISHER, Unstated.TITLE, Unstated.URL),
    )
    assert set(done.found) == {"title", "type", "language"}


def test_a_second_capture_of_an_address_stands_beside_the_first(tmp_path: Path, corpus: Corpus) -> None:
    first = drafted(tmp_path, corpus, s.PAGE)
    corpus = first.corpus.put(first.source)
    later = drafted(tmp_path, corpus, s.PAGE.replace("winter", "spring"))
    assert (first.capture.id, later.capture.id) == (
        "capture-the-barrack-with-a-lock",
        "capture-the-barrack-with-a-lock-2",
    )
    assert later.source == first.source
    assert not later.drafted
    assert later.notes[-1] == "the corpus has the source 'the-barrack-with-a-lock'; its record stays as it is"
    assert later.corpus.get(Capture, first.capture.id) == first.capture
    third = drafted(tmp_path, later.corpus, s.PAGE.replace("winter", "summer"))
    assert third.capture.id == "capture-the-barrack-with-a-lock-3"


def test_a_second_capture_is_known_before_its_source_is_written(tmp_path: Path, corpus: Corpus) -> None:
    page = "<!-- saved from url=(0028)http://news.example/barrack/ --><title>{}</title><p>Words."
    first = drafted(tmp_path, corpus, page.format("One title"))
    second = drafted(tmp_path, first.corpus, page.format("Another title"))
    assert (second.source.id, second.capture.id, second.drafted) == ("one-title", "capture-one-title-2", True)


def test_the_same_act_twice_is_recorded_once(tmp_path: Path, corpus: Corpus) -> None:
    first = drafted(tmp_path, corpus, s.PAGE)
    again = drafted(tmp_path, first.corpus.put(first.source), s.PAGE)
    assert again.capture == first.capture
    assert again.notes[-1] == "these bytes were captured already: capture-the-barrack-with-a-lock"
    assert len(again.corpus.records.of(Capture)) == len(first.corpus.records.of(Capture))


def test_two_documents_of_one_title_are_two_sources(tmp_path: Path, corpus: Corpus) -> None:
    first = drafted(tmp_path, corpus, "<title>Left behind</title><p>One.")
    second = drafted(tmp_path, first.corpus, "<title>Left behind</title><p>Two.")
    assert (first.source.id, second.source.id) == ("left-behind", "left-behind-2")


def test_a_named_source_is_taken(tmp_path: Path, corpus: Corpus, store: CaptureStore) -> None:
    file = save(tmp_path, s.PAGE)
    done = capture(corpus, file, store=store, by="writer", on=DAY, source_id="page", address="https://a.example/x")
    assert (done.source, done.drafted, done.capture.id) == (b.PAGE, False, "capture-page")
    assert done.capture.address == "https://a.example/x"
    with pytest.raises(ConflictError, match="belongs to a record of another kind"):
        capture(corpus, file, store=store, by="writer", on=DAY, source_id="someone")
    fresh = capture(corpus, file, store=store, by="writer", on=DAY, source_id="fresh")
    assert (fresh.source.id, fresh.drafted) == ("fresh", True)


def test_nothing_is_kept_or_written_where_something_is_wrong(
    tmp_path: Path, corpus: Corpus, store: CaptureStore
) -> None:
    good, bad = save(tmp_path, s.PAGE), save(tmp_path, b"\x89PNG\r\n\x1a\n\0", "picture.html")
    before = {path: path.read_bytes() for path in (tmp_path / "corpus").rglob("*.yaml")}
    with pytest.raises(DocumentError, match="this is a PNG picture"):
        capture(corpus, bad, store=store, by="writer", on=DAY)
    with pytest.raises(NotFoundError, match="did you mean 'writer'"):
        capture(corpus, good, store=store, by="writr", on=DAY)
    (tmp_path / ".git").mkdir()
    with pytest.raises(PlaceOfCapturesError):
        capture(corpus, good, store=store, by="writer", on=DAY)
    assert {path: path.read_bytes() for path in (tmp_path / "corpus").rglob("*.yaml")} == before
    assert not store.folder.exists()


def test_a_capture_is_read_again_as_it_was_read(tmp_path: Path, corpus: Corpus, store: CaptureStore) -> None:
    pages = [s.record(f"https://news.example/{name}", s.http(f"<p>{name}</p>".encode())) for name in ("a", "b")]
    file = save(tmp_path, s.warc(*pages), "two.warc")
    done = capture(corpus, file, store=store, by="writer", on=DAY, address="https://news.example/b")
    arabic = save(tmp_path, "كانوا يقولون".encode("cp1256"), "page.txt")
    named = capture(corpus, arabic, store=store, by="writer", on=DAY, encoding="windows-1256")
    for each in (done, named):
        read = read_capture(each.capture, store)
        assert text_sha256(read) == each.capture.text_sha256
        assert read.text == each.text.text
    older = attrs.evolve(done.capture, text_sha256="0" * 64, tools=("counterbrief-text 0",))
    assert read_capture(older, store).notes[-1] == (
        "the visible text is not the one that was recorded: then it was read by counterbrief-text 0, "
        f"now by {', '.join(done.capture.tools)}"
    )


def test_missing_and_altered_bytes_are_errors_when_read_again(
    tmp_path: Path, corpus: Corpus, store: CaptureStore
) -> None:
    done = capture(corpus, save(tmp_path, s.PAGE), store=store, by="writer", on=DAY)
    path = store.path(done.capture.sha256)
    path.chmod(0o644)
    path.write_bytes(s.PAGE.replace("bar", "car").encode())
    with pytest.raises(AlteredCaptureError):
        read_capture(done.capture, store)
    path.unlink()
    with pytest.raises(MissingCaptureError):
        read_capture(done.capture, store)


def test_records_without_the_newer_fields_keep_their_digests() -> None:
    old = Capture(id="c", written_by="writer", source="page", sha256="0" * 64, size=1, media_type="text/plain")
    assert digest(old) == digest(attrs.evolve(old, address=None, tools=()))
    assert digest(old) == "f8c50a07799da8c710b9b0729bf321b48c107223318c3e34495ca09bc642ca4e"


def test_captures_go_beside_the_corpus_or_beside_its_work_tree(tmp_path: Path) -> None:
    (tmp_path / "tree" / "data" / "corpus").mkdir(parents=True)
    folder = tmp_path / "tree" / "data" / "corpus"
    assert default_captures(folder) == tmp_path / "tree" / "data" / "corpus-captures"
    (tmp_path / "tree" / ".git").mkdir()
    assert default_captures(folder) == tmp_path / "corpus-captures"
    CaptureStore(default_captures(folder)).keep_apart(folder)


@pytest.mark.parametrize(
    ("title", "url", "made"),
    [
        ("Défection: what's left?", None, "defection-whats-left"),
        ("كانوا يقولون", "https://news.example/a/b.html", "news-example-a-b-html"),
        ("كانوا", None, "source"),
        ("CON", None, "source"),
        ("word " * 40, None, "-".join(["word"] * 12)),
    ],
)
def test_ids_are_made_from_titles(title: str, url: str | None, made: str) -> None:
    assert id_from(title, url) == made


def test_a_protected_name_in_a_page_reaches_no_record_id_or_note(
    tmp_path: Path, corpus: Corpus, store: CaptureStore
) -> None:
    guarded = attrs.evolve(b.PERSON, protection=Protection(naming=Naming.ANONYMOUS, never_tell=("Zaynab Qorbani",)))
    page = (
        "<html lang=en><head><title>Interview with Zaynab Qorbani</title><meta name=author content='Zaynab Qorbani'>"
        "<link rel=canonical href='https://a.example/interview-zaynab-qorbani'></head>"
        "<body><p>Zaynab Qorbani spoke to us for an hour about the barrack.</p></body></html>"
    )
    file = tmp_path / "interview.html"
    file.write_text(page, encoding="utf-8")
    done = capture(corpus.put(guarded), file, store=store, by="writer", on=DAY)
    told = repr((done.capture, done.source, done.notes, done.found)).lower()
    assert "qorbani" not in told
    assert "zaynab" not in told
    assert done.source.id.startswith("source-")
