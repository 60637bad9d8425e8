from typing import Any

import pytest

from counterbrief.cite import LABELS, cite, default_style, format_citations, html, plain
from counterbrief.errors import CitationError

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" '
INFO = "<info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>"
AUTHOR_DATE = f"""{HEAD} class="in-text">{INFO}
<citation><sort><key variable="title"/></sort><layout prefix="(" suffix=")" delimiter="; "><group delimiter=", ">
<names variable="author"><name form="short"/><substitute><text variable="title"/></substitute></names>
<date variable="issued" form="numeric" date-parts="year"/>
<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group></group></layout></citation>
<bibliography><layout><text variable="title" font-weight="bold"/></layout></bibliography></style>"""
NUMERIC = f"""{HEAD} class="in-text">{INFO}
<citation><layout vertical-align="sup" delimiter=","><text variable="citation-number"/></layout></citation>
<bibliography second-field-align="flush"><layout><text variable="citation-number" suffix="."/>
<choose><if type="book" match="none"><text variable="title" font-variant="small-caps"/></if></choose>
</layout></bibliography></style>"""
LEAVES_OUT = f"""{HEAD} class="note">{INFO}<citation><layout><text variable="title"/></layout></citation></style>"""

BOOK = {"id": "b", "type": "book", "title": "A Book", "author": [{"family": "Zed"}], "issued": {"raw": "2015"}}
PAGE = {"id": "p", "type": "webpage", "title": "A Page", "issued": {"date-parts": [["2016", "3"]]}}


def test_format_citations_gives_html_of_citations_and_bibliography() -> None:
    formatted = format_citations(AUTHOR_DATE, [BOOK, PAGE], [[{"id": "b", "locator": "3"}], [{"id": "p"}]])

    assert formatted.citations == ["(Zed, 2015, p. 3)", "(A Page, 2016)"]
    assert formatted.bibliography == ["<b>A Book</b>", "<b>A Page</b>"]


def test_format_citations_without_clusters_cites_all_in_one() -> None:
    formatted = format_citations(NUMERIC, [BOOK, PAGE], locale="en-US")

    assert formatted.citations == ["<sup>1,2</sup>"]
    assert formatted.bibliography == ["1.", '2. <span style="font-variant: small-caps">A Page</span>']


def test_what_a_style_leaves_out_is_listed_all_the_same() -> None:
    worded = cite(LEAVES_OUT, [BOOK, PAGE], [[{"id": "p"}], [{"id": "b"}]], locale="en-GB")

    assert worded.in_notes
    assert [plain(note) for note in worded.notes] == ["A Page", "A Book"]
    assert [(entry.id, html(entry.words)) for entry in worded.bibliography] == [
        ("p", "‘A Page’ (March 2016)."),
        ("b", "Zed, <i>A Book</i> (2015)."),
    ]
    assert format_citations(LEAVES_OUT, [BOOK, PAGE]).bibliography == []


def test_only_what_is_cited_is_listed() -> None:
    worded = cite(default_style(), [BOOK, PAGE], [[{"id": "p"}], []], locale="en-GB")

    assert [entry.id for entry in worded.bibliography] == ["p"]
    assert worded.notes[1] == ()
    assert cite(default_style(), [BOOK], [[]], locale="en-GB").notes == ((),)


def test_cites_that_are_joined_stay_in_their_order_in_a_style_that_sorts() -> None:
    cluster = [{"id": "p"}, {"id": "b", "prefix": "as reported in", "joined-by": ", "}]

    assert format_citations(AUTHOR_DATE, [BOOK, PAGE], [cluster]).citations == [
        "(A Page, 2016, as reported in Zed, 2015)"
    ]
    plainly = [{"id": "p"}, {"id": "b"}]
    assert format_citations(AUTHOR_DATE, [BOOK, PAGE], [plainly]).citations == ["(Zed, 2015; A Page, 2016)"]


def test_an_author_can_be_left_out() -> None:
    cluster = [{"id": "b", "suppress-author": True}]

    assert format_citations(AUTHOR_DATE, [BOOK], [cluster]).citations == ["(2015)"]


@pytest.mark.parametrize("label", sorted(LABELS))
@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_every_label_of_csl_is_understood_in_every_language(label: str, locale: str) -> None:
    worded = cite(default_style(), [BOOK], [[{"id": "b", "locator": "7", "label": label}]], locale=locale)
    note = plain(worded.notes[0])

    assert note.endswith(" 7.")
    assert "cblabel" not in note


@pytest.mark.parametrize(
    ("prefix", "suffix", "expected"),
    [
        ("see", "p. 5", "see Zed, <i>A Book</i> (2015) p. 5."),
        ("(", ")", "(Zed, <i>A Book</i> (2015))."),
        ("see “", ", ff.", "see “Zed, <i>A Book</i> (2015), ff."),
        ("a | b", "c | d {3}", "a | b Zed, <i>A Book</i> (2015) c | d {3}."),
    ],
)
def test_prefix_and_suffix_are_words_and_never_locators(prefix: str, suffix: str, expected: str) -> None:
    cluster = [{"id": "b", "prefix": prefix, "suffix": suffix}]

    assert html(cite(default_style(), [BOOK], [cluster], locale="en-GB").notes[0]) == expected


HOSTILE = [
    "<script>alert(1)</script>",
    "*stars* _lines_ `ticks` ~~struck~~",
    "$a^2$ \\(b\\) \\textbf{c}",
    "[text](https://evil.example) ![i](file:///etc/passwd)",
    "@someone and @else; [@b]",
    "{page 3} p. 5 | pipe",
    "<i>not italic</i> & &amp; <!-- c -->",
    "#panic() ^[note] #let",
    "original-date: 1999",
    "author: Somebody Else",
    "csl: https://evil.example/style.csl",
    "⁜ rare ⁛ signs ⁘ ⁙ ⸎ ⸔",
    "zero\u200bwidth and \u202eturned\u202c and 😀 𝔘",
    "iPhone, eBay and McDonald in THE UN",
    "لماذا غادرت",
    "আমি কেন চলে গেলাম",
    "x" * 10_000,
    "r000000 ref-r000000 cblabela",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_as_it_is_written_wherever_it_stands(text: str) -> None:
    item = {
        "id": text,
        "type": "webpage",
        "title": text,
        "author": [{"literal": text}],
        "container-title": text,
        "publisher": text,
        "genre": text,
        "note": text,
        "archive": text,
    }
    cluster = [{"id": text, "prefix": text, "suffix": text, "locator": text, "label": "section"}]
    worded = cite(default_style(), [item], [cluster], locale="en-GB")
    entry = worded.bibliography[0]

    # citeproc sets locators: a hyphen becomes the dash of a range, a space before "!" a narrow one.
    assert plain(worded.notes[0]).replace("–", "-").replace("\u202f", " ").count(text) == 9
    assert plain(entry.words).count(text) == 7
    assert entry.id == text
    assert not any(run.href for run in (*worded.notes[0], *entry.words))
    assert "<script>" not in html(worded.notes[0], links=True)


def test_an_address_of_another_kind_is_no_link() -> None:
    item: dict[str, Any] = BOOK | {"URL": "javascript:alert(1)", "archive_location": "file:///etc/passwd"}
    note = cite(default_style(), [item], [[{"id": "b"}]], locale="en-GB").notes[0]

    assert plain(note) == "Zed, A Book (2015), javascript:alert(1), archived at file:///etc/passwd."
    assert all(run.href is None for run in note)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('The "good" life', "‘The “good” life’ (no date stated)."),
        ("The 'good' life", "‘The “good” life’ (no date stated)."),
        ("The parents' story isn't over", "‘The parents' story isn't over’ (no date stated)."),
        ("The ‘good’ parents’ life", "‘The ‘good’ parents’ life’ (no date stated)."),
    ],
)
def test_quotation_marks_in_a_title_fit_the_outer_ones_and_apostrophes_stay(title: str, expected: str) -> None:
    item = {"id": "a", "type": "webpage", "title": title}

    assert plain(cite(default_style(), [item], [[{"id": "a"}]], locale="en-GB").notes[0]) == expected


@pytest.mark.parametrize(
    ("changes", "cluster", "message"),
    [
        ({}, {"id": "bb"}, "citation 1 cites 'bb', which is no source; did you mean 'b'?"),
        ({}, {"id": "nothing-like-it"}, "citation 1 cites 'nothing-like-it', which is no source"),
        (
            {},
            {"id": "b", "locater": "3"},
            (
                "citation 1 has an unknown field 'locater'; did you mean 'locator'?; "
                "fields are id, joined-by, label, locator, prefix, suffix, suppress-author"
            ),
        ),
        (
            {},
            {"id": "b", "locator": "3", "label": "paragraf"},
            (
                "citation 1 has an unknown locator label 'paragraf'; did you mean 'paragraph'?; "
                f"labels are {', '.join(sorted(LABELS))}"
            ),
        ),
        ({}, {"id": "b", "locator": 3}, "citation 1: locator is int; expected text"),
        (
            {},
            {"id": "b", "prefix": "\ud800"},
            "citation 1: prefix holds half a character (a lone surrogate); write it anew",
        ),
        ({"title": "a\0b"}, {"id": "b"}, "source 'b': title holds a NUL character; remove it"),
        ({"title": ["x"]}, {"id": "b"}, "source 'b': title is list; expected text or a number"),
        (
            {"author": "Zed"},
            {"id": "b"},
            (
                'source \'b\': author is str; expected a list of names; write [{"family": "...", "given": "..."}], '
                'or [{"literal": "..."}] for a body'
            ),
        ),
        (
            {"author": [{"name": "Zed"}]},
            {"id": "b"},
            (
                "source 'b': author holds {'name': 'Zed'}; expected a name; "
                'write {"family": "...", "given": "..."}, or {"literal": "..."} for a body'
            ),
        ),
        (
            {"issued": "2015"},
            {"id": "b"},
            (
                "source 'b': issued is '2015'; expected a CSL date; "
                'write {"date-parts": [[2015, 9, 21]]}, or {"literal": "..."} for words'
            ),
        ),
        (
            {"issued": {"date-parts": [["may"]]}},
            {"id": "b"},
            "source 'b': issued has the date-parts ['may']; write year, month and day as whole numbers",
        ),
    ],
)
def test_what_cannot_be_cited_says_which_and_what_to_do(
    changes: dict[str, Any], cluster: dict[str, Any], message: str
) -> None:
    with pytest.raises(CitationError) as caught:
        cite(default_style(), [BOOK | changes], [[cluster]], locale="en-GB")

    assert str(caught.value) == message


def test_two_sources_of_one_id_are_refused() -> None:
    with pytest.raises(CitationError) as caught:
        format_citations(default_style(), [BOOK, BOOK])

    assert str(caught.value) == "two sources have the id 'b'; give every source an id of its own"


@pytest.mark.parametrize("locale", ["", "english", "en_GB", "../en", "data:x"])
def test_a_locale_that_is_no_language_tag_is_refused(locale: str) -> None:
    with pytest.raises(CitationError) as caught:
        cite(default_style(), [BOOK], [[{"id": "b"}]], locale=locale)

    assert str(caught.value) == f"locale {locale!r} is not a language tag; write it like en, en-GB or zh-Hant-TW"


@pytest.mark.parametrize("locale", ["bn", "fil", "id", "fr-FR", "ar"])
def test_every_language_of_our_briefs_gives_citations(locale: str) -> None:
    note = plain(cite(default_style(), [BOOK], [[{"id": "b"}]], locale=locale).notes[0])

    assert note.startswith("Zed, A Book (2015)")


def test_ids_may_be_any_text_and_notes_many() -> None:
    items = [{"id": f"item {number} *", "type": "book", "title": f"T{number}"} for number in range(300)]
    worded = cite(default_style(), items, [[{"id": item["id"]}] for item in items], locale="en-GB")

    assert [plain(note) for note in worded.notes] == [f"T{number} (no date stated)." for number in range(300)]
    assert len(worded.bibliography) == 300
