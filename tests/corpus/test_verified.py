"""The shipped and the invented corpus: every excerpt stands in its capture, word for word, as its judgement says."""

from __future__ import annotations

import os
from pathlib import Path

import attrs
import pytest

from counterbrief.model import Capture, Judgement, Testimony, Verdict
from counterbrief.store.captures import CaptureStore
from counterbrief.workflow import Corpus
from counterbrief.workflow.verify import verify

ROOT = Path(__file__).parents[2]
INVENTED = Corpus.open(ROOT / "examples" / "invented")
SHIPPED = Corpus.shipped()
EXCERPTS = [(one.id, place) for one in SHIPPED.records.of(Testimony) for place in range(len(one.excerpts))]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> CaptureStore:
    """The saved pages of the shipped corpus, which are not part of the project."""
    folder = os.environ.get("COUNTERBRIEF_SEEDS")
    if not folder:
        pytest.skip("platform: the saved pages are not part of the project; COUNTERBRIEF_SEEDS names their folder")
    store = CaptureStore(tmp_path_factory.mktemp("pages"))
    for page in sorted(Path(folder).glob("*.txt")):
        store.put(page.read_bytes())
    return store


def test_every_shipped_excerpt_has_a_judgement_of_the_capture_on_record() -> None:
    judged = {(one.testimony, one.excerpt): one for one in SHIPPED.records.of(Judgement)}
    for testimony in SHIPPED.records.of(Testimony):
        for excerpt in testimony.excerpts:
            one = judged.pop((testimony.id, excerpt.id))
            assert one.verdict is Verdict.VERBATIM
            assert SHIPPED.get(Capture, one.capture).sha256 == one.capture_sha256
    assert judged == {}


def test_the_shipped_corpus_verifies_completely_against_its_pages(pages: CaptureStore) -> None:
    done = verify(SHIPPED, store=pages)
    assert done.clean, [one for one in done.excerpts if one.outcome != "passes"]
    assert done.written == ()


@pytest.mark.parametrize(("testimony", "place"), EXCERPTS)
def test_any_one_changed_word_of_any_shipped_excerpt_is_found_where_it_is(
    pages: CaptureStore, testimony: str, place: int
) -> None:
    record = SHIPPED.get(Testimony, testimony)
    excerpt = record.excerpts[place]
    words = excerpt.quotation.split()
    for number in range(len(words)):
        changed = attrs.evolve(
            excerpt, quotation=" ".join([*words[:number], "changed", *words[number + 1 :]]), selector=None
        )
        broken = SHIPPED.put(attrs.evolve(record, excerpts=(changed,)))
        found = {(one.testimony, one.excerpt): one for one in verify(broken, store=pages).excerpts}
        one = found.pop((testimony, excerpt.id))
        assert one.outcome == "refused"
        assert one.judgement is not None
        assert any("changed" in change.quoted for change in one.judgement.changes) or one.judgement.verdict == "absent"
        assert all(other.outcome == "passes" for other in found.values())


def test_the_invented_corpus_verifies_against_its_invented_documents(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    for document in sorted((ROOT / "examples" / "invented-documents").iterdir()):
        store.put(document.read_bytes())
    done = verify(INVENTED, store=store)
    assert done.clean, [one for one in done.excerpts if one.outcome != "passes"]
    assert done.written == ()
