"""The corpus a user opens: immutable, safe to share, and it never overwrites what somebody else wrote."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest
from tests import builders as b

from counterbrief.codec import digest
from counterbrief.errors import ConflictError, NotFoundError, WriteError
from counterbrief.model import BriefPlan, LocalText, Testimony, Theme
from counterbrief.workflow import Corpus, check

RENAMED = attrs.evolve(b.THEME, label=LocalText.of(en="Promises that broke"))


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return b.write_corpus(tmp_path / "a corpus", b.records())


def test_put_writes_and_returns_the_next_corpus_and_leaves_the_old_one_as_it_was(corpus: Corpus) -> None:
    after = corpus.put(RENAMED)
    assert corpus.records.find(b.THEME.id) == b.THEME
    assert after.records.find(b.THEME.id) == RENAMED
    assert corpus.folder is not None
    assert Corpus.open(corpus.folder).records == after.records


def test_put_keeps_the_comments_of_the_file(corpus: Corpus) -> None:
    assert corpus.folder is not None
    file = corpus.folder / "themes" / "broken-promises.yaml"
    file.write_bytes(b"# why this theme\n" + file.read_bytes())
    after = Corpus.open(corpus.folder).put(RENAMED)
    assert file.read_text(encoding="utf-8").startswith("# why this theme\n")
    assert Corpus.open(corpus.folder).records == after.records


def test_put_and_remove_refuse_when_the_file_changed_underneath(corpus: Corpus) -> None:
    assert corpus.folder is not None
    file = corpus.folder / "themes" / "broken-promises.yaml"
    theirs = file.read_bytes() + b"# mine\n"
    file.write_bytes(theirs)
    changes: list[Callable[[], Corpus]] = [lambda: corpus.put(RENAMED), lambda: corpus.remove(b.THEME.id)]
    for change in changes:
        with pytest.raises(ConflictError) as caught:
            change()
        assert str(caught.value) == (
            f"{file.as_posix()}: the file changed since the corpus was opened; it is left as it is; "
            "open the corpus again and repeat your change"
        )
    assert file.read_bytes() == theirs


def test_put_refuses_to_replace_a_file_it_does_not_know_and_one_that_is_gone(corpus: Corpus) -> None:
    assert corpus.folder is not None
    new = attrs.evolve(b.THEME, id="new-theme")
    (corpus.folder / "themes" / "new-theme.yaml").write_text("theirs", encoding="utf-8")
    with pytest.raises(ConflictError, match="the file was made by somebody else since the corpus was opened"):
        corpus.put(new)
    (corpus.folder / "themes" / "broken-promises.yaml").unlink()
    with pytest.raises(ConflictError, match="the file was removed since the corpus was opened"):
        corpus.put(RENAMED)


def test_an_id_names_one_record_of_any_kind(corpus: Corpus) -> None:
    with pytest.raises(ConflictError, match="the id 'page' belongs to a source"):
        corpus.put(attrs.evolve(b.THEME, id="page"))


def test_remove_takes_the_record_and_its_file_away(corpus: Corpus) -> None:
    after = corpus.remove(b.THEME.id)
    assert b.THEME.id not in after.records
    assert corpus.folder is not None
    assert Corpus.open(corpus.folder).records == after.records


def test_a_corpus_in_memory_changes_without_files() -> None:
    corpus = Corpus.new(b.SETTINGS).put(b.WRITER).put(b.THEME).put(RENAMED).remove(b.WRITER.id)
    assert [record.id for record in corpus.records] == [b.THEME.id]
    assert corpus.place(b.THEME.id) is None


def test_a_new_corpus_is_not_made_over_another(corpus: Corpus) -> None:
    assert corpus.folder is not None
    with pytest.raises(ConflictError, match="there is a corpus here already"):
        Corpus.new(b.SETTINGS, corpus.folder)


def test_unknown_names_list_the_near_ones(corpus: Corpus) -> None:
    with pytest.raises(NotFoundError) as caught:
        corpus.get(Testimony, "the-barack")
    assert str(caught.value) == "there is no testimony 'the-barack'; did you mean 'the-barrack'?"
    with pytest.raises(NotFoundError) as caught:
        corpus.get(BriefPlan, "zzz")
    assert str(caught.value) == "there is no plan 'zzz'; there are: brief"


def test_places_are_those_of_the_file_under_csl_names_too(corpus: Corpus) -> None:
    corpus = corpus.put(attrs.evolve(b.PAGE, url="https://example.org/page"))
    place = corpus.place("page", ("url",))
    assert place is not None
    assert corpus.folder is not None
    lines = (corpus.folder / "sources" / "page.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[(place.line or 0) - 1].startswith("URL: ")
    assert place.column == len("URL: ") + 1


def test_digests_are_those_of_the_records_whoever_asks_first(corpus: Corpus) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: dict(corpus.digests), range(16)))
    assert answers == [{record.id: digest(record) for record in corpus.records}] * 16


def test_many_threads_may_check_one_corpus(corpus: Corpus) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: check(corpus, on=b.DAY), range(16)))
    assert answers == [check(corpus, on=b.DAY)] * 16
    assert answers[0].clean


def test_threads_that_put_one_record_from_one_corpus_do_not_lose_each_others_writes(corpus: Corpus) -> None:
    labels = [attrs.evolve(b.THEME, label=LocalText.of(en=f"Promises {number}")) for number in range(8)]

    def put(record: Theme) -> bool:
        try:
            corpus.put(record)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(put, labels))
    assert written.count(True) == 1


def test_a_corpus_crosses_to_another_process(corpus: Corpus) -> None:
    again = pickle.loads(pickle.dumps(corpus))
    assert again.records == corpus.records
    assert again.digests == corpus.digests


def test_a_change_of_the_current_folder_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corpus: Corpus
) -> None:
    monkeypatch.chdir(tmp_path)
    opened = Corpus.open("a corpus")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    after = opened.put(RENAMED)
    place = after.place(RENAMED.id)
    assert place is not None
    assert place.file == "a corpus/themes/broken-promises.yaml"
    assert corpus.folder is not None
    assert Corpus.open(corpus.folder).records == after.records


def test_put_refuses_an_id_that_somebody_else_gave_to_a_record_of_another_kind(corpus: Corpus) -> None:
    assert corpus.folder is not None
    (corpus.folder / "sources" / "brand-new.yaml").write_text("theirs", encoding="utf-8")
    with pytest.raises(ConflictError, match="somebody else made a source of the id 'brand-new'"):
        corpus.put(attrs.evolve(b.THEME, id="brand-new"))


def test_put_into_a_corpus_that_is_gone_is_an_error_for_people(corpus: Corpus) -> None:
    assert corpus.folder is not None
    (corpus.folder / "corpus.yaml").unlink()
    with pytest.raises(WriteError, match="cannot open the file"):
        corpus.put(attrs.evolve(b.THEME, id="brand-new"))
