"""What texts share is found wherever it stands, and nothing else is."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.evidence.seeds import seed_pages

from counterbrief.evidence.lineage.passages import Passage, shared_passages

LIBRARY = Path(__file__).parents[4] / "library"
SHARED = "the camp had no doctor and the well was dry, so we carried water from the river every night until winter came"
ONE = f"A report on life there. Those who came back say that {SHARED}. Nobody had told them."
TWO = f"Years later she wrote it down. It was plain to all, she says: {SHARED}; after that they walked."


def told(texts: dict[str, str], passage: Passage) -> tuple[str, str]:
    return texts[passage.a][passage.a_start : passage.a_end], texts[passage.b][passage.b_start : passage.b_end]


def test_a_passage_is_told_with_its_places_in_both_texts() -> None:
    texts = {"one": ONE, "two": TWO}
    start, other = ONE.index("the camp"), TWO.index("the camp")
    assert shared_passages(texts) == (
        Passage(
            a="one",
            b="two",
            a_start=start,
            a_end=start + len(SHARED),
            b_start=other,
            b_end=other + len(SHARED),
            words=22,
            equal=22,
        ),
    )


def test_the_text_that_comes_first_is_a() -> None:
    assert [(one.a, one.b) for one in shared_passages({"z": ONE, "a": TWO})] == [("z", "a")]


@pytest.mark.parametrize(
    "copy",
    [
        SHARED.replace(" ", "\n"),
        SHARED.upper(),
        SHARED.replace("carried", "car\u00adried").replace("winter", "win\u200bter"),
        "“" + SHARED.replace(", ", " — ") + "”",
        SHARED.replace(" the ", " «the» "),
    ],
)
def test_typography_makes_no_difference(copy: str) -> None:
    (passage,) = shared_passages({"one": ONE, "two": f"It began like this. {copy}, and more of it followed then."})
    assert passage.equal == 22


def test_s_and_z_spellings_are_one() -> None:
    organised = "they realised that the organisation had never organised the promised civilised life for its recruits"
    texts = {"uk": f"He said {organised} there.", "us": f"We heard {organised.replace('is', 'iz')} too."}
    assert told(texts, shared_passages(texts)[0])[0] == organised


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        (
            "كانت الحياة هناك صعبة ولم يكن هناك ماء ولا دواء وكنا نمشي كل ليلة الى النهر حتى جاء الشتاء",
            "كانَتِ الحَيَاةُ هُنَاكَ صعبة ولم يكن هنـــاك ماء ولا دواء وكنا نمشي كل ليلة إلى النهر حتى جاء الشتاء",
        ),
        (
            "সেখানে জীবন খুব কঠিন ছিল এবং কোনো পানি বা ওষুধ ছিল না তাই আমরা প্রতি রাতে নদী পর্যন্ত হেঁটে যেতাম",
            "সেখানে জীবন খুব কঠিন ছিল, এবং কোনো পানি বা ওষুধ ছিল না; তাই আমরা প্রতি রাতে নদী পর্যন্ত হেঁটে যেতাম",
        ),
        (
            "la vie là-bas était très dure et l’eau manquait, les médecins aussi, c’est pourquoi nous sommes repartis à pied",
            "LA VIE LA-BAS ETAIT TRES DURE ET L'EAU MANQUAIT, LES MEDECINS AUSSI, C'EST POURQUOI NOUS SOMMES REPARTIS A PIED",
        ),
    ],
    ids=["Arabic", "Bengali", "French"],
)
def test_other_scripts_and_accents_fold(plain: str, other: str) -> None:
    texts = {"one": f"1 2 3. {plain}. 4 5 6", "two": f"7 8. {other}. 9 0"}
    assert [told(texts, passage) for passage in shared_passages(texts)] == [(plain, other)]


def test_pieces_join_over_a_few_words_that_differ() -> None:
    edited = SHARED.replace("so we carried", "and so all of us fetched")
    texts = {"one": ONE, "two": TWO.replace(SHARED, edited)}
    (passage,) = shared_passages(texts)
    assert told(texts, passage) == (SHARED, edited)
    assert (passage.words, passage.equal) == (22, 19)


def test_a_short_passage_is_left_out_unless_asked_for() -> None:
    texts = {"one": "We went there: the well was dry and we had no bread. So it was.", "two": TWO}
    texts["two"] = "Nobody knew. The well was dry and we had no bread, they told us all."
    assert shared_passages(texts) == ()
    assert [told(texts, passage)[0] for passage in shared_passages(texts, shortest=8)] == [
        "the well was dry and we had no bread"
    ]


def test_a_text_that_repeats_itself_is_compared_with_the_others_alone() -> None:
    texts = {"one": f"{ONE} {ONE}", "two": TWO}
    assert [(passage.a, passage.b) for passage in shared_passages(texts)] == [("one", "two"), ("one", "two")]


def test_menus_and_headings_are_no_passages() -> None:
    menu = "\n".join(["Home", "World news", "Opinion", "Sports", "About us", "Contact", "Privacy notice", "Jobs"] * 3)
    texts = {
        "one": f"{menu}\n{ONE}",
        "two": f"{menu}\nAnother text, which has not a word of the first one's. {TWO[:40]}.",
    }
    assert shared_passages(texts, shortest=6) == ()


def test_no_passage_leaves_an_article() -> None:
    first, second = SHARED.split(", ")
    one = f"It is said that {first}.\n\nMore stories\n\nRead on\n\n{second}, all of them."
    texts = {"one": one, "two": f"We read: {first}. {second} for good."}
    assert [told(texts, passage)[0] for passage in shared_passages(texts, shortest=8)] == [first, second]


def test_captions_are_text_though_their_lines_are_short() -> None:
    words = SHARED.replace(",", "").split()
    captions = "\n".join(" ".join(words[place : place + 4]) for place in range(0, len(words), 4))
    assert [passage.words for passage in shared_passages({"one": ONE, "captions": captions})] == [22]


def test_what_stands_in_many_texts_is_nobodys() -> None:
    texts = {f"page-{number}": f"Text {number} of ours. {SHARED}. The end {number}." for number in range(12)}
    assert shared_passages(texts, most_texts=11) == ()
    assert len(shared_passages(texts, most_texts=12)) == 12 * 11 // 2


@pytest.mark.parametrize(
    "texts",
    [{}, {"one": ""}, {"one": "", "two": " \n\n "}, {"one": "…—", "two": "’’"}, {"a": "word", "b": "word"}],
)
def test_texts_without_passages_have_none(texts: dict[str, str]) -> None:
    assert shared_passages(texts) == ()


@pytest.mark.parametrize("text", ["word " * 60_000, "x" * 300_000, "\n" * 300_000, "’" * 100_000, "\ud800 \U0010ffff "])
def test_hostile_texts_take_bounded_time(text: str) -> None:
    for passage in shared_passages({"one": text, "two": text}):
        assert passage.equal <= 60_000


@given(st.lists(st.text(max_size=300), max_size=4), st.integers(8, 14))
@settings(max_examples=60, deadline=None)
def test_any_texts_are_compared_and_places_are_inside(bodies: list[str], shortest: int) -> None:
    texts = {str(number): body * 3 for number, body in enumerate(bodies)}
    for one in shared_passages(texts, shortest=shortest):
        assert 0 <= one.a_start < one.a_end <= len(texts[one.a])
        assert 0 <= one.b_start < one.b_end <= len(texts[one.b])
        assert shortest <= one.equal <= one.words


@given(st.integers(0, 10**6), st.integers(12, 60), st.integers(0, 80), st.integers(0, 80))
@settings(max_examples=60, deadline=None)
def test_every_planted_passage_is_found_whole(seed: int, length: int, before: int, after: int) -> None:
    chance = random.Random(seed)
    planted = " ".join(f"word{chance.randrange(10**6)}" for _ in range(length))
    texts = {}
    for key in ("one", "two", "three"):
        start = " ".join(f"{key}{chance.randrange(10**6)}" for _ in range(before))
        end = " ".join(f"{key}{chance.randrange(10**6)}" for _ in range(after))
        texts[key] = f"{start} {'nothing' if key == 'three' else planted} {end}."
    assert [told(texts, passage) for passage in shared_passages(texts)] == [(planted, planted)]


def test_pieces_of_the_corpus_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    from counterbrief.evidence.lineage import winnowing

    chance = random.Random(7)
    vocabulary = [f"w{number}" for number in range(400)]
    texts = {str(key): " ".join(chance.choices(vocabulary, k=120)) for key in range(40)}
    for key in range(0, 40, 4):
        texts[str(key)] += " " + SHARED if key % 8 else ". " + TWO
    whole = shared_passages(texts, shortest=5)
    monkeypatch.setattr(winnowing, "CHUNK", 700)
    monkeypatch.setattr(winnowing, "PAIRS", 10)
    assert whole
    assert shared_passages(texts, shortest=5) == whole


@pytest.mark.parametrize(("name", "value"), [("shortest", 0), ("most_texts", 1), ("gap", -1)])
def test_an_argument_that_makes_no_sense_is_refused(name: str, value: int) -> None:
    with pytest.raises(ValueError):
        shared_passages({}, **{name: value})


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(LIBRARY)!r})\n{code}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_evidence_is_imported_without_numpy() -> None:
    lineage = "corroboration derivation mentions origins passages proposals speech"
    figures = "discrepancies figure_words number_words relative_dates variants"
    modules = [f"lineage.{name}" for name in lineage.split()] + [f"figures.{name}" for name in figures.split()]
    imports = "\n".join(f"import counterbrief.evidence.{name}" for name in modules)
    assert run(f"{imports}\nprint('numpy' in sys.modules)") == "False"


def test_a_missing_numpy_is_told_with_the_command_that_installs_it() -> None:
    code = """
sys.modules["numpy"] = None
from counterbrief.errors import MissingToolError
from counterbrief.evidence.lineage.passages import shared_passages
try:
    shared_passages({"one": "text"})
except MissingToolError as error:
    print(error)
"""
    assert run(code) == ("shared passages need numpy, which is not installed; run: pip install 'counterbrief[lineage]'")


def test_the_saved_pages_share_what_was_read_in_them() -> None:
    longest: dict[tuple[str, str], list[int]] = {}
    for passage in shared_passages(seed_pages(), shortest=8):
        longest.setdefault((passage.a, passage.b), []).append(passage.words)
    assert {pair: sorted(words, reverse=True)[:2] for pair, words in longest.items()} == {
        ("000", "001"): [10, 8],  # the institute's name, and 'at least 58 people have left the group'
        ("000", "002"): [16, 14],
        ("000", "003"): [12],  # the name
        ("000", "004"): [11],  # the name
        ("001", "002"): [30],
        ("001", "003"): [47, 17],
        ("001", "004"): [11],  # the name
        ("002", "003"): [17, 10],  # 14 while 'realized' and 'realised' are two words
        ("003", "004"): [12],  # the name
    }


@pytest.mark.slow
def test_ten_thousand_documents_give_back_every_planted_passage() -> None:
    from tests.benchmarks.bench_lineage import _ours, corpus

    texts, planted = corpus(10_000)
    _, hits, found = _ours(texts, planted)
    assert hits / len(planted) >= 0.99
    assert found <= 1.05 * len(planted)
