"""The shipped corpus: that its files are what they should be, and say only what their sources say."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterbrief.codec import format_record, format_settings, read_record, read_settings, read_yaml
from counterbrief.evidence import faults_of_own_words, words
from counterbrief.model import (
    KINDS,
    BriefPlan,
    Capture,
    Citation,
    Kind,
    Known,
    Naming,
    Part,
    Person,
    PropagandaClaim,
    Records,
    Source,
    Statistic,
    TeamMember,
    Testimony,
    Theme,
    Voice,
)
from counterbrief.model.references import references, standings

NARRATIVES = Path(__file__).parents[2] / "narratives"

#: Words that would tell of private people whom the pages name and who never chose publicity. Only their SHA-256 stands
#: here (of the folded word), so that the names are in no file of the project.
WITHHELD = frozenset(
    (
        "19baa5425349ded241933d6a628364430f1e3519019bc75c5a968770aa0d6c41",
        "284590cf0311d4d93c51261a9d6e4cc8b4229f068427ebdfdd05e0c0d8a94a8f",
        "2c5abdef2a0eacb49f5115991a9331e8f78c5a15f986426815fd9486b5230628",
        "47c761387ae6ee604625c24df7c9e57be3d22c4b11df7bcbada85c953467860d",
        "55c5499bde37ff12c646d9c9ee6507fd4f97a47c78ed8bb62496569b610aa667",
        "7db3b4ae2afbf45d9bf5d4e2fa23f4c25bf51a09eb81b5517ada9c5d9ca9fc18",
        "8ecedb519d71f2e897d481ea79001e5b772799b5851ddc7cbce9c16eb0f1f1c9",
        "8ed20cc647da6ff8d0babadf3f19b03e69371837cbed00a64546936db3c6f2e7",
        "92c1b20aa046518a097640b32fca5e3606e1d9ddd51e607bbb0c6d6d82137f5e",
        "9a1ef8e9abb02eb32f701f8a8b5e29ec83904b8767285bf788dbeef8be236e3c",
        "9fee8f88b93ae8b399f50073fe60d9c137216b0cd1176defafd6580328fa5ec9",
        "c541221ec5f5a9f47288e00e0a502a56987f5b8d0b1542cb668b5bfe583df50f",
        "cf0622ef2a661cd2f11b0b644e40e4e00eb962918424a8c8ba53842fdf290235",
        "dae2cb33dd51d269a40735c2c4b3fc58e3f53dbbdef904952e8823d01da156cf",
    )
)

#: Where the article of each source begins and ends on its saved page: first and last words of its own text.
ARTICLES = {
    "growing-number-of-defectors": ("A growing number of", "rarely came to fruition."),
    "jihadists-defecting-from-isil": ("Jihadists are defecting from", "fight against it.”"),
    "neumann-mindanao-examiner": ("MUCH has been written", "(Peter R. Neumann)"),
    "disillusion-fuels-defections": ("Dozens of defectors have", "describing his duties as “dull”."),
    "blog-interview-note": ("In a November 8", "was anticipated."),
    "blog-defectors-reveal": ("We in the West", "must play a key role."),
}
#: Lines inside an article that are no paragraphs of its text: advertisement marks and headings.
NO_PARAGRAPH = re.compile(r"ADVERTISEMENT|\d – .*|Conclusion|\s*")


def files() -> Iterator[tuple[Kind, Path]]:
    for kind in KINDS:
        for path in sorted((NARRATIVES / kind.folder).glob("*.yaml")):
            yield kind, path


@pytest.fixture(scope="module")
def corpus() -> Records:
    settings = read_settings((NARRATIVES / "corpus.yaml").read_bytes(), "corpus.yaml").settings
    records = [read_record(kind, path.stem, path.read_bytes(), path.name).record for kind, path in files()]
    return Records(settings, records)


@pytest.fixture(scope="module")
def pages(corpus: Records) -> dict[str, str]:
    """The text of each captured source, found by its fingerprint in the folder that COUNTERBRIEF_SEEDS names."""
    folder = os.environ.get("COUNTERBRIEF_SEEDS")
    if not folder:
        pytest.skip("platform: the saved pages are not part of the project; COUNTERBRIEF_SEEDS names their folder")
    saved = {
        hashlib.sha256(data).hexdigest(): data
        for data in (path.read_bytes() for path in sorted(Path(folder).iterdir()))
    }
    captures = corpus.of(Capture)
    assert [capture.id for capture in captures if capture.sha256 not in saved] == []
    assert [capture.id for capture in captures if capture.size != len(saved[capture.sha256])] == []
    return {capture.source: saved[capture.sha256].decode() for capture in captures}


@pytest.fixture(scope="module")
def paragraphs(pages: dict[str, str]) -> dict[str, list[str]]:
    """The paragraphs of each article, counted as the corpus's README says."""
    found = {}
    for source, (first, last) in ARTICLES.items():
        text = pages[source]
        begin = text.index(first)
        body = text[begin : text.index(last, begin) + len(last)]
        found[source] = [line for line in body.split("\n") if not NO_PARAGRAPH.fullmatch(line)]
    return found


def read_at(citation: Citation, paragraphs: dict[str, list[str]]) -> str:
    assert citation.locator is not None
    assert citation.locator.label == "paragraph"
    return paragraphs[citation.read][int(citation.locator.value) - 1]


def told(corpus: Records) -> Iterator[tuple[str, str, tuple[Citation, ...]]]:
    """(where, text, citations) of every text that stands on citations and is in our own words."""
    for record in corpus:
        for path, cites, _ in standings(record):
            value: object = record
            for step in path:
                value = value[step] if isinstance(step, int) else getattr(value, step)  # type: ignore[index]
            text = getattr(value, "text", None)
            if text is not None:
                yield f"{record.id} {path}", text if isinstance(text, str) else text["en"], cites


def test_every_file_is_in_canonical_form() -> None:
    settings = (NARRATIVES / "corpus.yaml").read_bytes()
    assert format_settings(settings, "corpus.yaml") == settings
    loose = [
        path.name
        for kind, path in files()
        if format_record(kind, path.stem, path.read_bytes(), path.name) != path.read_bytes()
    ]
    assert loose == []


def test_no_other_files_stand_in_the_corpus() -> None:
    known = {path for _, path in files()} | {NARRATIVES / "corpus.yaml", NARRATIVES / "README.md"}
    assert sorted(str(path) for path in NARRATIVES.rglob("*") if path.is_file() and path not in known) == []


def test_every_reference_resolves(corpus: Records) -> None:
    dangling = [
        (record.id, reference.path, reference.target)
        for record in corpus
        for reference in references(record)
        if not isinstance(corpus.find(reference.target), reference.type)
    ]
    assert dangling == []


def test_every_citation_says_where(corpus: Records) -> None:
    loose = [
        (record.id, path)
        for record in corpus
        for path, cites, _ in standings(record)
        if not cites or any(citation.locator is None for citation in cites)
    ]
    assert loose == []


def test_a_source_that_was_not_seen_is_cited_only_as_reported_in_one_that_was(corpus: Records) -> None:
    for record in corpus:
        for path, cites, _ in standings(record):
            for citation in cites:
                source = corpus.get(Source, citation.source)
                read = corpus.get(Source, citation.read)
                assert source is not None, (record.id, path)
                assert read is not None, (record.id, path)
                assert not read.reported_in, (record.id, path)
                assert (citation.reported_in is None) == (not source.reported_in), (record.id, path)


def test_every_source_that_was_seen_has_a_capture_and_no_other_has(corpus: Records) -> None:
    captured = {capture.source for capture in corpus.of(Capture)}
    assert captured == {source.id for source in corpus.of(Source) if not source.reported_in}


def test_no_word_tells_of_those_who_are_withheld() -> None:
    for path in sorted(NARRATIVES.rglob("*")):
        if path.is_file():
            found = {hashlib.sha256(word.encode()).hexdigest() for word in words(path.read_text(encoding="utf-8"))}
            assert not found & WITHHELD, path.name
            assert not {hashlib.sha256(word.encode()).hexdigest() for word in words(path.stem)} & WITHHELD, path.name


def test_a_name_is_given_only_to_people_who_are_quoted_as_speaking(corpus: Records) -> None:
    quoted = {testimony.speaker for testimony in corpus.of(Testimony) if testimony.excerpts}
    named = {person.id for person in corpus.of(Person) if person.protection.naming is Naming.NAMED}
    assert named == {"abdulla-al-sahli", "ebrahim-b", "mefrih-al-khathami", "mohamed-al-suleiti"}
    assert named <= quoted
    assert all(member.name is None for member in corpus.of(TeamMember))


def test_what_is_not_known_of_people_is_not_claimed(corpus: Records) -> None:
    for person in corpus.of(Person):
        guard = person.protection
        assert {guard.minor, guard.in_custody, guard.facing_charges, guard.spoke_voluntarily} == {Known.UNKNOWN}
    for testimony in corpus.of(Testimony):
        assert testimony.consent.chose_publicity is Known.UNKNOWN
        assert testimony.credibility > 1, "no page confirms another independently"


def test_six_testimonies_have_words_and_the_rest_are_mentions(corpus: Records) -> None:
    quoted = [testimony.id for testimony in corpus.of(Testimony) if testimony.excerpts]
    assert quoted == [
        "al-khathami-on-losing-purpose",
        "al-sahli-on-killing-muslims",
        "al-suleiti-on-infighting",
        "ebrahim-b-on-infighting",
        "india-on-racism",
        "unnamed-on-local-people",
    ]
    mentions = [testimony.id for testimony in corpus.of(Testimony) if not testimony.excerpts]
    assert mentions == ["mention-of-dull-duties", "mention-of-exploitation"]


def test_every_claim_is_answered_by_a_theme(corpus: Records) -> None:
    answered = {claim for theme in corpus.of(Theme) for claim in theme.answers}
    assert answered == {claim.id for claim in corpus.of(PropagandaClaim)}


def test_every_plan_names_its_limits_and_its_publisher(corpus: Records) -> None:
    plans = corpus.of(BriefPlan)
    assert len(plans) >= 4
    for plan in plans:
        assert plan.publisher is not None, plan.id
        assert any(section.part is Part.LIMITS and section.statements for section in plan.sections), plan.id


def test_a_share_that_is_in_tension_is_shown_with_all_its_values(corpus: Records) -> None:
    share = corpus.get(Statistic, "defections-in-2015")
    assert share is not None
    assert [value.as_printed for value in share.values] == ["six in ten", "nearly two thirds"]
    assert share.caution is not None


def test_words_without_a_source_carry_nothing_that_needs_one(corpus: Records) -> None:
    excerpts = [excerpt.quotation for testimony in corpus.of(Testimony) for excerpt in testimony.excerpts]
    for plan in corpus.of(BriefPlan):
        own = [plan.title, plan.description, plan.naming_decision or ""]
        own += [section.heading or "" for section in plan.sections]
        own += [
            statement.text or ""
            for section in plan.sections
            for statement in section.statements
            if statement.voice is Voice.EDITOR
        ]
        assert [text for text in own if faults_of_own_words(text, excerpts)] == [], plan.id


def test_the_examples_of_the_readme_stand_in_the_files_they_name() -> None:
    readme = (NARRATIVES / "README.md").read_text(encoding="utf-8")
    file, compared = "", set()
    for name, block in re.findall(r"^`([\w/.-]+\.yaml)`$|^```yaml\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL):
        file = name or file
        if block and file:
            assert block in (NARRATIVES / file).read_text(encoding="utf-8"), file
            compared.add(Path(file).parent.name)
        elif block:
            read_yaml(block.encode(), "README.md")
    assert compared == {kind.folder for kind in KINDS} - {"approvals"} | {""}


def test_every_excerpt_stands_in_its_page_word_for_word(
    corpus: Records, pages: dict[str, str], paragraphs: dict[str, list[str]]
) -> None:
    for testimony in corpus.of(Testimony):
        for excerpt in testimony.excerpts:
            selector = excerpt.selector
            assert selector is not None
            assert excerpt.quotation == selector.exact
            around = selector.prefix + selector.exact + selector.suffix
            assert [pages[cite.read].count(around) for cite in excerpt.cites] == [1], testimony.id
            assert all(around in read_at(cite, paragraphs) for cite in excerpt.cites), testimony.id


def test_every_value_stands_in_the_paragraph_it_cites(corpus: Records, paragraphs: dict[str, list[str]]) -> None:
    for statistic in corpus.of(Statistic):
        for value in statistic.values:
            assert all(value.as_printed in read_at(cite, paragraphs) for cite in value.cites), (statistic.id, value.id)


def test_figures_and_quoted_words_of_evidence_stand_in_the_paragraphs_it_cites(
    corpus: Records, paragraphs: dict[str, list[str]]
) -> None:
    for where, text, cites in told(corpus):
        read = "\n".join(read_at(cite, paragraphs) for cite in cites)
        assert [part for part in re.findall(r"“([^”]*)”|(\d+)", text) if max(part) not in read] == [], where
