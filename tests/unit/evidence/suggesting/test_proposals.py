from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.unit.evidence.seeds import seed_pages

from counterbrief.evidence.suggesting.paragraphs import blocks
from counterbrief.evidence.suggesting.proposals import MOST, FigureProposal, Proposal, QuotationProposal, suggest
from counterbrief.evidence.suggesting.quotation_marks import marked_spans
from counterbrief.model import LocalText, Naming, Person, Protection, Records

EMPTY = Records(b.SETTINGS)
LEAD = "An invented page tells of some people who came back from the northern camp in the spring.\n\n"


def quotations(text: str, records: Records = EMPTY) -> list[QuotationProposal]:
    return [one for one in suggest(text, (), records) if isinstance(one, QuotationProposal)]


def figures(text: str, records: Records = EMPTY) -> list[FigureProposal]:
    return [one for one in suggest(text, (), records) if isinstance(one, FigureProposal)]


def speaker(text: str) -> str | None:
    [one] = quotations(LEAD + text)
    return one.speakers[0].name if one.speakers else None


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("“They promised us a home,” said Amal Darwish.", "They promised us a home"),
        ("‘They promised us a home,’ said Amal Darwish.", "They promised us a home"),
        ('"They promised us a home," said Amal Darwish.', "They promised us a home"),
        ("'They didn't promise us a home,' said Amal Darwish.", "They didn't promise us a home"),
        ("``They promised us a home,'' said Amal Darwish.", "They promised us a home"),
        ("„Sie haben uns ein Haus versprochen“, sagte Amal Darwish.", "Sie haben uns ein Haus versprochen"),
        ("»Sie haben uns ein Haus versprochen«, sagte Amal Darwish.", "Sie haben uns ein Haus versprochen"),
        ("”De lovade oss ett eget hem”, berättade Amal Darwish.", "De lovade oss ett eget hem"),
        ("« Ils nous ont promis une maison », a dit Amal Darwish.", "Ils nous ont promis une maison"),
        ("‹Sie haben uns ein Haus versprochen›, sagte Amal Darwish.", "Sie haben uns ein Haus versprochen"),
        ("«Нам обещали дом и работу», — сказал Амаль Дарвиш.", "Нам обещали дом и работу"),
        ("وقال أحمد: «وعدونا ببيت كبير لنا ولأولادنا».", "وعدونا ببيت كبير لنا ولأولادنا"),
        ("وقال أحمد: ”وعدونا ببيت كبير لنا ولأولادنا“.", "وعدونا ببيت كبير لنا ولأولادنا"),
        ("রহিম বলেন, “তারা আমাদের একটি ঘর দেবে বলেছিল।”", "তারা আমাদের একটি ঘর দেবে বলেছিল।"),
        ("他说：「他们答应给我们一个家。」", "他们答应给我们一个家。"),
        ("『他们答应给我们一个很好的家。』", "他们答应给我们一个很好的家。"),
        ("הוא אמר: „הם הבטיחו לנו בית גדול ויפה”.", "הם הבטיחו לנו בית גדול ויפה"),
        ("«Μας υποσχέθηκαν ένα σπίτι και δουλειά», είπε.", "Μας υποσχέθηκαν ένα σπίτι και δουλειά"),
    ],
)
def test_direct_speech_is_found_in_every_system_of_quotation_marks(page: str, words: str) -> None:
    [found] = quotations(LEAD + page)
    assert found.words == words
    assert (LEAD + page)[found.start : found.end] == words


@pytest.mark.parametrize(
    "page",
    [
        "They were used as “cannon fodder” and called “spies” or “traitors.”",
        "One of them said his duties were “dull”, and that he was “exploited”.",
        "The report “In and Out of the Northern Camp” tells more of it.",
        "It was the “land of milk”, as the leaflet had it.",
        "The camp's guards didn't let the fighters' families out.",
        "A mark “without its partner marks nothing, and said so.",
    ],
)
def test_scare_quotes_titles_and_lone_marks_are_no_direct_speech(page: str) -> None:
    assert quotations(LEAD + page) == []


def test_a_headline_is_no_direct_speech() -> None:
    assert quotations("They were ‘tired of fighting their brothers’\n\n" + LEAD) == []


def test_short_words_are_direct_speech_where_somebody_is_said_to_say_them() -> None:
    [one] = quotations(LEAD + "“I left,” said Amal Darwish.")
    assert (one.words, one.reason) == ("I left", "short words in quotation marks that somebody is said to say")


def test_a_quotation_of_several_sentences_is_one_and_one_within_it_another() -> None:
    text = LEAD + "“We waited. The clerk said: ‘Come back in the morning.’ Nobody came,” said Amal Darwish."
    outer, inner = quotations(text)
    assert outer.words == "We waited. The clerk said: ‘Come back in the morning.’ Nobody came"
    assert (inner.words, inner.depth, inner.speakers[0].name) == ("Come back in the morning.", 1, "The clerk")


def test_speech_over_several_paragraphs_keeps_its_speaker() -> None:
    text = LEAD + "Amal Darwish said: “We waited for a week.\n\n“Then the truck came for all of us.”\n"
    first, second = quotations(text)
    assert (first.words, second.words) == ("We waited for a week.", "Then the truck came for all of us.")
    assert [one.speakers[0].name for one in (first, second)] == ["Amal Darwish"] * 2
    assert second.reason.endswith("it goes on from the paragraph before")


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (
            "“This is not what we came for,” said a defector from Kosovo, whom they had beaten.",
            "a defector from Kosovo",
        ),
        ("“This is not what we came for,” Darwish said.", "Darwish"),
        ("“This is not what we came for,” the report said.", "the report"),
        ("“This is not what we came for.” Amal Darwish said.", "Amal Darwish"),
        ("As one returnee explained: “This is not what we came for.”", "one returnee"),
        (
            "In the end, as Amal Darwish said, many people like her “had no idea what they had come for”.",
            "Amal Darwish",
        ),
        ("According to Amal Darwish, it was “a place where nobody could be a child”.", "Amal Darwish"),
        ("They were told by villagers: “You are here to take our land from us.”", "villagers"),
        ("Amal Darwish left because “brothers were made to fight their brothers”.", "Amal Darwish"),
        (
            "One woman, Amal Darwish, was clear about it. Speaking of guards, she said: “They took all we had.”",
            "Amal Darwish",
        ),
        (
            "One man, named as Omar B., from Oslo, left.\n\n“They took all that we had,” the study cited him as saying.",
            "Omar B.",
        ),
        ("Sheikh Omar al-Hadid, 43, told the paper: “They took all that we had.”", "Omar al-Hadid"),
        ("« Ils nous ont tout pris ce jour-là », raconte Amal Darwish.", "Amal Darwish"),
        ("„Sie haben uns an dem Tag alles genommen“, erzählte Amal Darwish.", "Amal Darwish"),
        ("«Nos lo quitaron todo aquel día», contó Amal Darwish.", "Amal Darwish"),
        ("«В тот день у нас забрали всё», — рассказал Омар Дарвиш.", "Омар Дарвиш"),
        ("وقال أحمد علي: «أخذوا منا كل شيء في ذلك اليوم».", "أحمد علي"),
        ("রহিম উদ্দিন বলেন, “তারা সেদিন আমাদের সবকিছু নিয়ে গেছে।”", "রহিম উদ্দিন"),
        ("“They took all that we had on that day.”", None),
    ],
)
def test_the_first_candidate_is_whom_the_page_names(page: str, name: str | None) -> None:
    assert speaker(page) == name


def test_a_person_of_the_corpus_is_recognised_by_name_and_by_origin() -> None:
    known = attrs.evolve(b.PERSON, id="amal", name="Amal Darwish", protection=Protection(naming=Naming.NAMED))
    from_kosovo = attrs.evolve(b.PERSON, id="kosovo", origin=LocalText.of(en="Kosovo"))
    records = Records(b.SETTINGS, [known, from_kosovo])
    found = quotations(LEAD + "“They took all we had,” said Amal Darwish.", records)
    found += quotations(LEAD + "“They took all we had,” said a defector from Kosovo.", records)
    assert [one.speakers[0].person for one in found] == ["amal", "kosovo"]


def test_what_is_not_known_is_said() -> None:
    [one] = quotations(LEAD + "“They took all that we had on that day.”")
    assert one.unknown == ("who speaks",)
    [two] = quotations(LEAD + "“They took all that we had,” the report said.")
    assert two.unknown == ("which person speaks: a document or body is quoted",)


PAGE = """Menu
Home

Growing number of people leave the camp

By Nobody

A first paragraph of the story has more than a dozen words, so that captions are none.

ADVERTISEMENT

A second one.

What they say

- A list has an item.

Read on
Next story

Another headline

The second article of the page begins here, and its paragraphs are counted by themselves.
"""


def test_paragraphs_are_counted_as_people_count_them() -> None:
    counted = [
        (PAGE[part.start :].split("\n", maxsplit=1)[0][:20], part.article, part.paragraph) for part in blocks(PAGE)
    ]
    assert [one for one in counted if one[2] is not None] == [
        ("A first paragraph of", 1, 1),
        ("A second one.", 1, 2),
        ("- A list has an item", 1, 3),
        ("The second article o", 2, 1),
    ]


def test_a_repeated_caption_is_no_paragraph() -> None:
    text = "A caption under a picture.\nA caption under a picture.\n\n" + LEAD
    assert [part.paragraph for part in blocks(text)][-1] == 1


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("At least 58 people have left since January 2014.", [("At least 58", "people", 58, "since January 2014")]),
        ("They were residents of 17 countries, including nine from Western Europe.", [("17", "countries", 17, ""), ("nine", "from Western Europe", 9, "")]),
        ("Nearly two thirds of the defections took place in 2015.", [("Nearly two thirds", "the defections", None, "in 2015")]),
        ("Six in ten cases were reported this year.", [("Six in ten", "cases", None, "this year")]),
        ("I found a total of 58 — a sizable number.", [("a total of 58", "", 58, "")]),
        ("On September 21, 2015 at 10:30 he left; one man was 17 years old and stayed for three months.", []),
        ("Dozens of guards fled.", [("Dozens", "guards", None, "")]),
    ],
)  # fmt: skip
def test_figures_come_with_what_they_count(page: str, expected: list[tuple[str, str, int | None, str]]) -> None:
    assert [(one.words, one.counted, one.number, one.period) for one in figures(LEAD + page)] == expected


def test_a_figure_without_its_noun_says_that_this_is_not_known() -> None:
    [one] = figures(LEAD + "I found a total of 58 — a sizable number.")
    assert one.unknown == ("what is counted", "the time it speaks of")


def test_the_nearest_theme_is_told_with_its_score_and_words() -> None:
    records = b.records()
    [near] = quotations(LEAD + "“They promised us a home, and it was a barrack,” said Amal Darwish.", records)
    assert near.theme is not None
    assert (near.theme.theme, near.theme.shared) == ("broken-promises", ("barrack", "home", "promised"))
    assert near.theme.score == pytest.approx(3 / 8)
    [far] = quotations(LEAD + "“The weather was fine on most of the days,” said Amal Darwish.", records)
    assert far.theme is None


def test_words_that_the_corpus_has_already_are_said_to_be_recorded() -> None:
    words = b.TESTIMONY.excerpts[0].quotation
    [one] = quotations(f"{LEAD}“{words},” said Amal Darwish.", b.records())
    assert one.recorded == f"{b.TESTIMONY.id}/{b.TESTIMONY.excerpts[0].id}"


@attrs.frozen
class Turn:
    start: str | None
    speaker: str | None
    text_start: int
    text_end: int


def test_in_a_transcript_the_turns_are_the_quotations_and_their_speaker_the_candidate() -> None:
    asked, said, more = "What did they promise you?", "They promised us a home.", "Thirty people lived in it."
    text = f"{asked}\n\n{said}\n{more}"
    second = len(asked) + 2
    third = second + len(said) + 1
    turns = (
        Turn("00:00:01.000", "Interviewer", 0, len(asked)),
        Turn("00:00:04.500", "Amal", second, second + len(said)),
        Turn("00:00:07.000", "Amal", third, len(text)),
    )
    quotation, figure = suggest(text, turns, EMPTY)
    assert isinstance(quotation, QuotationProposal)
    assert (quotation.words, str(quotation.locator)) == (f"{said}\n{more}", "timestamp 00:00:04")
    assert [(one.name, one.reason) for one in quotation.speakers] == [("Amal", "the speaker of the turn")]
    assert (figure.words, str(figure.locator)) == ("Thirty", "timestamp 00:00:07")


def test_in_a_pdf_the_page_is_the_locator() -> None:
    text = LEAD + "“They promised us a home,” said Amal Darwish."
    assert [str(one.locator) for one in suggest(text, (), EMPTY, pages=(0, len(LEAD)))] == ["page 2"]


SIGNS = st.sampled_from([*"“”„‘’'\"«»‹›「」.,:;!? \n\n—[]", "said ", "he ", "the report ", "Amal Darwish ", "seven ", "12 ", "قال ", "বলেন "])  # fmt: skip


@given(st.lists(SIGNS | st.text(max_size=4), max_size=80).map("".join))
def test_any_text_gives_proposals_that_stand_where_they_say(text: str) -> None:
    found: tuple[Proposal, ...] = suggest(text, (), EMPTY)
    assert found == suggest(text, (), EMPTY)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert one.words == text[one.start : one.end]
        assert text[: one.start].endswith(one.prefix)
        assert text[one.end :].startswith(one.suffix)
    for span in marked_spans(text):
        assert 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["“", "s’ a ", "“a” said he. ", "He said they said “x y z w” ", "12 ", '"a\n\n', "“a b c d.\n\n"]
)
def test_a_page_of_nothing_but_marks_and_verbs_ends(piece: str) -> None:
    assert len(suggest(piece * (20_000 // len(piece)), (), EMPTY)) <= 2 * MOST


#: Page, the first words, the locator, and the best candidate with the person of the corpus that it is.
SPEAKERS = [
    ("000", "Muslims are fighting Muslims.", "paragraph 8", "Ebrahim B.", "ebrahim-b"),
    ("002", "This is not a holy war", "paragraph 13", "a defector from India", "former-member-india"),
    ("004", "The Syrian people once welcomed us", "paragraph 6", "one defector", None),
    ("004", "They come and say", "paragraph 8", "Abdulla Al-Sahli", "abdulla-al-sahli"),
    ("004", "[it’s] a situation", "paragraph 10", "Mohamed Al-Suleiti", "mohamed-al-suleiti"),
    ("004", "had reached a stage", "paragraph 12", "Mefrih Al-Khathami", "mefrih-al-khathami"),
]


def test_the_six_speakers_of_the_saved_pages_are_proposed_with_their_words() -> None:
    pages = seed_pages()
    from counterbrief.workflow import Corpus  # the seeds are read above, or the test skips

    records = Corpus.shipped().records
    assert records.of(Person)
    for page, words, locator, name, person in SPEAKERS:
        [one] = [one for one in quotations(pages[page], records) if one.words.startswith(words)]
        assert (str(one.locator), one.speakers[0].name, one.speakers[0].person) == (locator, name, person)
