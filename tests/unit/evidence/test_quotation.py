from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterbrief.evidence import FOLD_VERSION, Judgement, fold_capture, judge_quotation
from counterbrief.evidence.quotation.fold import SEPARATOR, fold_words, tokens

PAGE = """MUCH has changed, the report said. “Many are still trapped inside Syria or Iraq, unable to escape an organi-
sation that they no longer feel any allegiance for,” it added. At least 58 people have left the group. They did not
kill anyone. He said: [it’s] a situation … we cannot accept. Non-Muslim villagers fled unless they were told to stay.
The men fight for money and fame in the town by the river, residents said."""


def judged(quotation: str, page: str = PAGE) -> tuple[str, list[tuple[str, str, str, str]]]:
    found = judge_quotation(quotation, page, language="en")
    for change in found.changes:
        assert quotation[change.quoted_start : change.quoted_end] == change.quoted
        assert page[change.captured_start : change.captured_end] == change.captured
    return found.verdict, [(change.kind, change.cause, change.quoted, change.captured) for change in found.changes]


def reasons(quotation: str, page: str = PAGE, language: str | None = "en") -> tuple[str, ...]:
    found = judge_quotation(quotation, page, language=language)
    assert found.verdict == "altered"
    return found.reasons


@pytest.mark.parametrize(
    "quotation",
    [
        "Many are still trapped inside Syria or Iraq",
        "“Many are still trapped inside Syria or Iraq,”",
        "«Many are\u00a0still trapped\ninside  Syria or Iraq»",
        "Many are still trap\u00adped inside Sy\u200bria or Iraq",
        "Many are still trap\u00ad ped inside Syria or Iraq",
        "[m]any are still trapped",
        "unable to escape an organisation that they no longer feel",
        "unable to escape an or-\nganisation",
        "Much has changed",
        "non-Muslim villagers",
        "non–Muslim villagers",
        "[it's] a situation … we cannot accept",
        "[it’s] a situation ... we cannot accept.",
        "at least 58 people have left the group – they did not kill anyone",
    ],
)
def test_typography_makes_no_difference(quotation: str) -> None:
    assert judged(quotation) == ("verbatim", [])


@pytest.mark.parametrize(
    ("quotation", "page"),
    [
        ("the office offers flowers", "the oﬃce oﬀers ﬂowers"),
        ("مُحَمَّدٌ قَرَأَ الكِتابَ", "محمـــد قرا الكتاب"),
        ("أحمد إلى الآن", "احمد الى الان"),
        ("لا سلام", "ﻻ ﺳﻼﻡ"),
        ("ত\u09cdযাগ করেনি", "ত্যা\u200cগ করেনি"),
        ("ড়াকা বড়", "ড\u09bcাকা বড\u09bc"),
        ("café déjà", "cafe\u0301 de\u0301ja\u0300"),
        ("l'État n'est", "l’État n’est"),
        ("État islamique", "l’État islamique"),
        ("за́мок на горе", "замок на горе"),
        ("٥٨ شخصا", "58 شخصا"),
        ("3–5 men", "3-5 men"),
        ("漢字", "これは漢字です"),
    ],
)
def test_typography_of_many_scripts_makes_no_difference(quotation: str, page: str) -> None:
    assert judged(quotation, page) == ("verbatim", [])


def test_positions_are_code_points_of_the_capture() -> None:
    found = judge_quotation("“they did not kill anyone”", PAGE)
    assert found == Judgement(
        verdict="verbatim",
        start=PAGE.index("They did"),
        end=PAGE.index(". He said"),
        occurrences=1,
        fold_version=FOLD_VERSION,
    )


@pytest.mark.parametrize(
    ("quotation", "change"),
    [
        ("The women fight for money", ("replaced", "wording", "women", "men")),
        ("The men fight for money fame", ("dropped", "wording", "", "and")),
        ("The men fight for big money", ("inserted", "wording", "big", "")),
        ("The men fight for money and glory", ("replaced", "wording", "glory", "fame")),
        ("At least 56 people have left", ("replaced", "wording", "56", "58")),
        ("Muslim villagers fled unless", ("replaced", "wording", "Muslim", "Non-Muslim")),
        ("he men fight for money", ("replaced", "wording", "he", "The")),
        ("The men fight for mone", ("replaced", "wording", "mone", "money")),
    ],
)
def test_a_changed_word_is_named(quotation: str, change: tuple[str, str, str, str]) -> None:
    assert judged(quotation) == ("altered", [change])


def test_a_word_inside_another_is_not_a_quotation() -> None:
    assert judged("Muslim", "non-Muslim villagers")[0] != "verbatim"
    assert judged("I can", "I can't")[0] != "verbatim"
    assert judged("killed 58", "killed 58,000 people")[0] != "verbatim"
    assert judged("killed 58", "killed 581 people")[0] != "verbatim"
    assert judged("killed 581", "killed 58¹ people")[0] != "verbatim"


def test_words_that_are_not_there_are_absent() -> None:
    assert judge_quotation("nothing of this kind was ever written here", PAGE) == Judgement(
        verdict="absent", fold_version=FOLD_VERSION
    )


@pytest.mark.parametrize("mark", ["…", "...", "[…]", "[...]", ". . .", "(…)"])
def test_an_ellipsis_declares_what_it_leaves_out(mark: str) -> None:
    assert judged(f"The men fight for money {mark} in the town") == (
        "edited",
        [("dropped", "ellipsis", mark, "and fame")],
    )


def test_ellipses_keep_the_order() -> None:
    assert judged("in the town by the river … The men fight for money")[0] == "altered"


@pytest.mark.parametrize(
    ("quotation", "reason"),
    [
        ("They did … kill anyone", "the ellipsis skips the negation 'not'"),
        ("At least … people have left", "the ellipsis skips the number '58'"),
        ("villagers fled … they were told to stay", "the ellipsis skips the condition 'unless'"),
        ("The men [never] fight", "the bracket brings in the negation 'never'"),
        ("At least [60] people", "the bracket puts the number '60' in place of the number '58'"),
        ("At least [some] people", "the bracket replaces the number '58'"),
        ("[They] kill anyone", "the bracket replaces the negation 'not'"),
        (
            "villagers fled [if] they were told",
            "the bracket puts the condition 'if' in place of the condition 'unless'",
        ),
        ("The men [un]fight for money", "the bracket adds or removes a negating syllable"),
        ("[able] to escape an organisation", "the bracket adds or removes a negating syllable"),
        ("They did [sic] kill anyone", "[sic] stands in place of words"),
        ("it’s a situation … we cannot accept", "the capture prints square brackets here; the quotation drops them"),
    ],
)
def test_an_edit_never_touches_what_turns_the_sentence(quotation: str, reason: str) -> None:
    assert reasons(quotation) == (reason,)


def test_an_ellipsis_leaves_out_a_bounded_stretch() -> None:
    page = f"They came {'and sang ' * 40}until morning."
    assert reasons("They came … until morning", page) == ("the ellipsis leaves out 80 words; 60 are the most",)


@pytest.mark.parametrize(
    ("language", "page", "quotation"),
    [
        ("fr", "Ils ne tuent pas les villageois du nord", "Ils … tuent pas les villageois"),
        ("fr", "Il n’est pas parti avec les autres", "Il … est pas parti avec"),
        ("de", "Sie haben keine Muslime in der Stadt getötet", "Sie haben … Muslime in der Stadt"),
        ("de", "Es waren zweihundertfünfzig Kämpfer in der Stadt", "Es waren … Kämpfer in der Stadt"),
        ("es", "Ellos nunca mataron a nadie del pueblo", "Ellos … mataron a nadie"),
        ("ru", "Они никогда не убивали жителей этого города", "Они … убивали жителей этого города"),
        ("ru", "Там погибло двадцати человек в одном городе", "Там погибло … человек в одном"),
        ("ar", "وهم لم يقتلوا أحدا من أهل القرية", "وهم … يقتلوا أحدا من أهل"),
        ("ar", "جاء الناس ولا يعرفون أحدا في القرية", "جاء الناس … يعرفون أحدا في"),
        ("bn", "তারা গ্রামের মানুষকে মারেনি বলে জানায়", "তারা গ্রামের মানুষকে … বলে জানায়"),
        ("bn", "সেখানে তিনজন মানুষ গ্রামে ছিল বলে জানায়", "সেখানে … মানুষ গ্রামে ছিল"),
    ],
)
def test_negations_and_numbers_of_many_languages_are_known(language: str, page: str, quotation: str) -> None:
    for named in (language, None, f"{language}-x-test"):
        assert judge_quotation(quotation, page, language=named).verdict == "altered"


@pytest.mark.parametrize(
    ("quotation", "accept", "change"),
    [
        ("The [fighters] fight for money", True, ("replaced", "bracket", "[fighters]", "men")),
        ("The men [of the north] fight", False, ("inserted", "bracket", "[of the north]", "")),
        ("The men fight[ing] for money", True, ("replaced", "bracket", "fight[ing]", "fight")),
        ("[People] fight for money", True, ("inserted", "bracket", "[People]", "")),
    ],
)
def test_a_bracket_that_replaces_words_needs_acceptance(
    quotation: str, accept: bool, change: tuple[str, str, str, str]
) -> None:
    assert judged(quotation) == ("edited", [change])
    assert judge_quotation(quotation, PAGE).needs_acceptance is accept


def test_sic_keeps_the_original() -> None:
    assert judged("They did [sic] not kill anyone") == ("edited", [])


@pytest.mark.parametrize(
    ("quotation", "page"),
    [
        ("they burn the farms", "they bum the farms"),
        ("a clear order from above", "a dear order from above"),
        ("at 10 in the morning", "at lO in the morning"),
        ("the official office of the town", "the of cial offce of the town"),
        ("they fought for days in the old town", "they fou ght for days in theold town"),
        ("все ещё живут здесь", "все еще живут здесь"),
    ],
)
def test_what_scanning_makes_is_for_a_person(quotation: str, page: str) -> None:
    verdict, changes = judged(quotation, page)
    assert (verdict, {cause for _, cause, _, _ in changes}) == ("noisy", {"scan"})


def test_passages_that_look_alike_are_counted_and_named() -> None:
    page = "He said: we left. She said: “We left” and went. They say we\nleft."
    found = judge_quotation("we left", page, folded=fold_capture(page))
    assert [page[start:end] for start, end in ((found.start or 0, found.end or 0), *found.others)] == [
        "we left",
        "We left",
        "we\nleft",
    ]
    assert found.occurrences == 3
    there = judge_quotation("we left", page, prefix="ey say ", suffix=".")
    assert (there.start, there.context_fits) == (page.rindex("we\n"), True)
    assert judge_quotation("we left", page, prefix="Nobody says ").context_fits is False


@pytest.mark.parametrize("quotation", ["", " ", "…", "[...]", "“—”"])
def test_a_quotation_without_words_is_refused(quotation: str) -> None:
    with pytest.raises(ValueError, match=r"^a quotation has at least one word; found .*: quote the words themselves$"):
        judge_quotation(quotation, PAGE)


def test_the_fold_of_another_text_is_refused() -> None:
    with pytest.raises(
        ValueError, match=re.escape("'folded' is the fold of another text; expected fold_capture(capture_text)")
    ):
        judge_quotation("much has changed", PAGE, folded=fold_capture("much"))


TEXTS = st.text(
    st.sampled_from("ab Zé'’-–\u00ad\n\r [].,…%$5٥¹½_\u200b\u0301ـَأىবিনা্\u200dﷺﬁ漢|«»\x1f\u00a0"), max_size=60
)


@given(TEXTS)
def test_every_word_leads_back_to_its_place(text: str) -> None:
    folded = fold_capture(text * 20)
    found = list(tokens(text * 20))
    assert folded.stream == SEPARATOR + "".join(word.folded + SEPARATOR for word in found)
    place = 1
    for word in found:
        assert word.folded
        assert folded.span(place, place + len(word.folded)) == (word.start, word.end)
        place += len(word.folded) + 1


@given(TEXTS, TEXTS)
def test_any_text_against_any_text_gets_a_judgement(quotation: str, text: str) -> None:
    if not fold_words(quotation):
        return
    found = judge_quotation(quotation, text + quotation + text)
    assert found.verdict in ("verbatim", "edited", "noisy", "altered", "absent")
    assert found.verdict == "absent" or 0 <= (found.start or 0) <= (found.end or 0) <= len(text + quotation + text)


@pytest.mark.parametrize(
    "page", ["a" * 200_000, "a " * 100_000, "[a] … " * 30_000, "a-\n" * 60_000, "a\u0301" * 100_000]
)
@pytest.mark.parametrize("quotation", ["a " * 50_000 + "b", "a c " * 20_000, "b" * 100_000, "[a" * 50_000])
def test_hostile_input_ends(page: str, quotation: str) -> None:
    assert judge_quotation(quotation, page).fold_version == FOLD_VERSION


def test_too_many_edits_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^a quotation has at most 60 ellipses and brackets; found 600: split it$"):
        judge_quotation("a … " * 600 + "b", PAGE)


@pytest.mark.parametrize(
    ("quotation", "page"),
    [
        ("people [dis]liked him", "The people liked him and went"),
        ("they saw [non]combatants there", "they saw combatants there today"),
        ("er wurde [miss]verstanden dort", "er wurde verstanden dort gestern"),
        ("они были [бес]полезны там", "они были полезны там тогда"),
    ],
)
def test_a_negating_syllable_in_brackets_never_passes(quotation: str, page: str) -> None:
    assert judge_quotation(quotation, page).verdict == "altered"


@pytest.mark.parametrize(
    "quotation", ["[" + "a b " * 300 + "] hi", "hi " + "[a b c d e f] " * 50, "[a b c] " * 59 + "hi"]
)
def test_more_words_of_an_editor_than_anybody_can_follow_are_refused(quotation: str) -> None:
    with pytest.raises(ValueError, match="brackets hold at most 60 words of the editor in a quotation"):
        judge_quotation(quotation, "hi there a b c " * 2000)


@pytest.mark.parametrize(
    ("quotation", "page"),
    [
        ("they saw … die", "they saw fiftyeight people die"),
        ("er kam am … Tag", "er kam am vierten langen Tag"),
        ("había … personas", "había novecientas buenas personas"),
        ("it was … said", "it was dont ever said"),
        ("they went … they came", "they went even though warned they came"),
        ("пришли … человек", "пришли шестеро взрослых человек"),
    ],
)
def test_a_number_a_negation_or_a_condition_that_an_ellipsis_skips_never_passes(quotation: str, page: str) -> None:
    assert judge_quotation(quotation, page).verdict == "altered"
