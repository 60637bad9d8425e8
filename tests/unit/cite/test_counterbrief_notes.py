"""How our own style words the kinds of sources that briefs are made from."""

from typing import Any

import pytest

from counterbrief.cite import cite, default_style, html, plain


def day(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


NEWS: dict[str, Any] = {
    "id": "news",
    "type": "webpage",
    "title": "Growing number of defectors 'disillusioned with killing'",
    "URL": "https://news.example/growing",
    "archive_location": "https://archive.example/1/growing",
    "accessed": day(2026, 11, 21),
}
REPRINT = {
    "id": "reprint",
    "type": "article-newspaper",
    "title": "Why do they leave?",
    "author": [{"family": "Ortega", "given": "Paula R."}],
    "container-title": "The Island Examiner",
    "issued": day(2015, 9, 21),
    "original-publisher": "Example News Network",
    "original-date": day(2015, 9, 19),
    "URL": "https://examiner.example/why",
    "note": "The page links to https://network.example/why",
}
REPORT = {
    "id": "report",
    "type": "report",
    "title": "Victims, Witnesses, Messengers: What Those Who Left Tell",
    "title-short": "Victims, Witnesses, Messengers",
    "author": [{"family": "Ortega", "given": "Paula R."}],
    "publisher": "Centre for the Study of Leaving",
    "publisher-place": "London",
    "issued": day(2015),
}
BLOG = {
    "id": "blog",
    "type": "post-weblog",
    "title": "On counter-narratives",
    "container-title": "Notes from the Field",
    "issued": day(2016, 3),
    "URL": "https://blog.example/on",
}
INTERVIEW = {
    "id": "interview",
    "type": "interview",
    "title": "A former mufti speaks",
    "author": [{"literal": "Abu Invented"}],
    "interviewer": [{"family": "Haddad", "given": "Mona"}],
    "genre": "TV interview",
    "publisher": "Example TV",
    "issued": {"literal": "8 November, year not stated"},
}
VIDEO = {
    "id": "video",
    "type": "motion_picture",
    "title": "They lied to us",
    "medium": "video",
    "publisher": "Example Centre",
    "issued": day(2017, 5, 2),
    "URL": "https://video.example/7",
}
CHAPTER = {
    "id": "chapter",
    "type": "chapter",
    "title": "Leaving",
    "author": [{"family": "Roe", "given": "Rita"}, {"family": "Poe", "given": "Piet"}],
    "editor": [{"family": "Loe", "given": "Lena"}],
    "container-title": "A Handbook of Exit",
    "edition": "2",
    "publisher": "Press",
    "publisher-place": "Berlin",
    "issued": day(2012),
    "page": "10-20",
}
ARABIC = {
    "id": "arabic",
    "type": "webpage",
    "title": "لماذا غادرت",
    "original-title": "Why I left",
    "publisher": "صحيفة المثال",
    "issued": day(2019, 1, 1),
    "language": "ar",
    "URL": "https://arabic.example/1",
}
JOURNAL = {
    "id": "journal",
    "type": "article-journal",
    "title": "What “exit” means",
    "author": [{"family": "van der Berg", "given": "Jan"}],
    "container-title": "Journal of Exits",
    "volume": "4",
    "issue": "2",
    "page": "100-110",
    "issued": day(2018),
    "DOI": "10.1000/xyz",
}
POST = {
    "id": "post",
    "type": "post",
    "title": "I was there",
    "author": [{"literal": "@invented"}],
    "container-title": "Example Network",
    "issued": day(2020, 2, 3),
    "URL": "https://network.example/p/1",
}
BROADCAST = {
    "id": "broadcast",
    "type": "broadcast",
    "title": "The road back",
    "container-title": "Evening Programme",
    "medium": "radio",
    "publisher": "Example Radio",
    "issued": day(2015, 6, 1),
}
TRANSLATED = {
    "id": "translated",
    "type": "book",
    "title": "The Way Back",
    "original-title": "Der Weg zurück",
    "author": [{"family": "Autor", "given": "Anna"}],
    "translator": [{"family": "Trans", "given": "Tom"}],
    "publisher": "Haus",
    "issued": day(2005),
    "original-date": day(2001),
}
SPEECH = {
    "id": "speech",
    "type": "speech",
    "title": "What we owe them",
    "author": [{"family": "Moe", "given": "Mia"}],
    "event-title": "A Meeting on Return",
    "event-place": "Paris",
    "issued": day(2014, 10),
}
ALL: list[dict[str, Any]] = [
    NEWS, REPRINT, REPORT, BLOG, INTERVIEW, VIDEO, CHAPTER, ARABIC, JOURNAL, POST, BROADCAST, TRANSLATED, SPEECH
]  # fmt: skip

FIRST_NOTES = {
    "news": "‘Growing number of defectors “disillusioned with killing”’ (no date stated), https://news.example/growing, "
    "archived at https://archive.example/1/growing, accessed 21 November 2026.",
    "reprint": "Paula R. Ortega, ‘Why do they leave?’, <i>The Island Examiner</i> (21 September 2015), first published "
    "by Example News Network, 19 September 2015, https://examiner.example/why.",
    "report": "Paula R. Ortega, <i>Victims, Witnesses, Messengers: What Those Who Left Tell</i> (Centre for the Study "
    "of Leaving, London, 2015).",
    "blog": "‘On counter-narratives’, <i>Notes from the Field</i> (March 2016), https://blog.example/on.",
    "interview": "Abu Invented, ‘A former mufti speaks’, TV interview, interviewed by Mona Haddad (Example TV, "
    "8 November, year not stated).",
    "video": "<i>They lied to us</i>, video (Example Centre, 2 May 2017), https://video.example/7.",
    "chapter": "Rita Roe and Piet Poe, ‘Leaving’, in Lena Loe (ed.), <i>A Handbook of Exit</i>, 2nd edn (Press, "
    "Berlin, 2012), pp. 10–20.",
    "arabic": "‘لماذا غادرت’ [‘Why I left’] (صحيفة المثال, 1 January 2019), https://arabic.example/1.",
    "journal": "Jan van der Berg, ‘What “exit” means’, <i>Journal of Exits</i>, 4(2) (2018), pp. 100–110, "
    "https://doi.org/10.1000/xyz.",
    "post": "@invented, ‘I was there’, <i>Example Network</i> (3 February 2020), https://network.example/p/1.",
    "broadcast": "‘The road back’, radio, <i>Evening Programme</i> (Example Radio, 1 June 2015).",
    "translated": "Anna Autor, <i>The Way Back</i> [<i>Der Weg zurück</i>], translated by Tom Trans (Haus, 2005), first "
    "published 2001.",
    "speech": "Mia Moe, ‘What we owe them’, A Meeting on Return, Paris (October 2014).",
}
LISTED = [
    (
        "Abu Invented, ‘A former mufti speaks’, TV interview, interviewed by Mona Haddad (Example TV, 8 November, year not "
        "stated)."
    ),
    (
        "Autor, Anna, <i>The Way Back</i> [<i>Der Weg zurück</i>], translated by Tom Trans (Haus, 2005), first published "
        "2001."
    ),
    FIRST_NOTES["news"],
    "@invented, ‘I was there’, <i>Example Network</i> (3 February 2020), https://network.example/p/1.",
    "Moe, Mia, ‘What we owe them’, A Meeting on Return, Paris (October 2014).",
    FIRST_NOTES["blog"],
    (
        "Ortega, Paula R., <i>Victims, Witnesses, Messengers: What Those Who Left Tell</i> (Centre for the Study of "
        "Leaving, London, 2015)."
    ),
    (
        "Ortega, Paula R., ‘Why do they leave?’, <i>The Island Examiner</i> (21 September 2015), first published by Example "
        "News Network, 19 September 2015, https://examiner.example/why. The page links to https://network.example/why."
    ),
    (
        "Roe, Rita and Piet Poe, ‘Leaving’, in Lena Loe (ed.), <i>A Handbook of Exit</i>, 2nd edn (Press, Berlin, 2012), "
        "pp. 10–20."
    ),
    FIRST_NOTES["broadcast"],
    FIRST_NOTES["video"],
    (
        "van der Berg, Jan, ‘What “exit” means’, <i>Journal of Exits</i>, 4(2) (2018), pp. 100–110, "
        "https://doi.org/10.1000/xyz."
    ),
    FIRST_NOTES["arabic"],
]


def notes(*clusters: list[dict[str, Any]], locale: str = "en-GB") -> list[str]:
    return [html(note) for note in cite(default_style(), ALL, clusters, locale=locale).notes]


def test_a_first_note_says_who_what_where_and_when() -> None:
    clusters = [[{"id": item["id"]}] for item in ALL]

    assert dict(zip((str(item["id"]) for item in ALL), notes(*clusters), strict=True)) == FIRST_NOTES


def test_every_kind_is_in_the_bibliography_sorted_by_name_or_title() -> None:
    worded = cite(default_style(), ALL, [[{"id": item["id"]} for item in ALL]], locale="en-GB")

    assert [html(entry.words) for entry in worded.bibliography] == LISTED
    assert {entry.id for entry in worded.bibliography} == {item["id"] for item in ALL}


def test_a_source_cited_again_at_once_is_ibid() -> None:
    assert notes(
        [{"id": "news", "locator": "4", "label": "paragraph"}],
        [{"id": "news", "locator": "5-6", "label": "paragraph"}],
        [{"id": "news", "locator": "5-6", "label": "paragraph", "prefix": "see"}],
        [{"id": "news", "locator": "5-6", "label": "paragraph"}],
    )[1:] == ["Ibid., paras 5–6.", "see ibid.", "Ibid."]


def test_a_source_cited_later_has_its_short_form_and_the_number_of_its_first_note() -> None:
    assert notes(
        [{"id": "report"}],
        [{"id": "news"}],
        [{"id": "report", "locator": "12"}],
        [{"id": "news", "locator": "4", "label": "paragraph"}],
    )[2:] == [
        "Ortega, <i>Victims, Witnesses, Messengers</i> (n. 1), p. 12.",
        "‘Growing number of defectors “disillusioned with killing”’ (n. 2), para. 4.",
    ]


def test_a_report_that_was_not_seen_is_cited_as_reported_in_a_page_that_was() -> None:
    reported = {"id": "news", "locator": "3", "label": "paragraph", "prefix": "as reported in", "joined-by": ", "}

    assert notes([{"id": "report"}, reported], [{"id": "report"}, reported]) == [
        (
            "Paula R. Ortega, <i>Victims, Witnesses, Messengers: What Those Who Left Tell</i> (Centre for the Study of "
            "Leaving, London, 2015), as reported in ‘Growing number of defectors “disillusioned with killing”’ (no date "
            "stated), para. 3, https://news.example/growing, archived at https://archive.example/1/growing, accessed "
            "21 November 2026."
        ),
        (
            "Ortega, <i>Victims, Witnesses, Messengers</i> (n. 1), as reported in ‘Growing number of defectors "
            "“disillusioned with killing”’ (n. 1), para. 3."
        ),
    ]


def test_several_cites_share_a_note() -> None:
    assert notes(
        [
            {"id": "video", "locator": "00:03:12", "label": "timestamp", "prefix": "see"},
            {"id": "broadcast", "suffix": "[emphasis ours]"},
        ]
    ) == [
        (
            "see <i>They lied to us</i>, video (Example Centre, 2 May 2017), 00:03:12, https://video.example/7; ‘The road "
            "back’, radio, <i>Evening Programme</i> (Example Radio, 1 June 2015) [emphasis ours]."
        )
    ]


@pytest.mark.parametrize(
    ("locale", "first", "second"),
    [
        (
            "en-US",
            (
                "“Growing number of defectors ‘disillusioned with killing’” (no date stated), para. 4, "
                "https://news.example/growing, archived at https://archive.example/1/growing, accessed November 21, 2026."
            ),
            "Ibid., para. 5.",
        ),
        (
            "de-DE",
            (
                "„Growing number of defectors ‚disillusioned with killing‘“ (ohne Datumsangabe), Abs. 4, "
                "https://news.example/growing, archiviert unter https://archive.example/1/growing, "
                "zugegriffen 21. November 2026."
            ),
            "Ebd., Abs. 5.",
        ),
        (
            "es-ES",
            (
                "«Growing number of defectors “disillusioned with killing”» (sin fecha indicada), párr. 4, "
                "https://news.example/growing, archivado en https://archive.example/1/growing, "
                "accedido 21 de noviembre de 2026."
            ),
            "Ibid., párr. 5.",
        ),
    ],
)
def test_terms_dates_and_quotation_marks_follow_the_locale(locale: str, first: str, second: str) -> None:
    clusters = [[{"id": "news", "locator": number, "label": "paragraph"}] for number in ("4", "5")]

    assert notes(*clusters, locale=locale) == [first, second]


def test_addresses_of_the_source_are_links() -> None:
    note = cite(default_style(), ALL, [[{"id": "news"}]], locale="en-GB").notes[0]

    assert [(run.text, run.href) for run in note if run.href] == [
        ("https://news.example/growing", "https://news.example/growing"),
        ("https://archive.example/1/growing", "https://archive.example/1/growing"),
    ]
    assert plain(note) == FIRST_NOTES["news"]
