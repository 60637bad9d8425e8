"""A corpus folder: everything in it is read or reported, and every problem of every file is told at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests import builders as b

from counterbrief.errors import NotFoundError, ProblemsError
from counterbrief.store import load, shipped
from counterbrief.workflow import Corpus


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound corpus in a folder named ``corpus``, opened by that name."""
    monkeypatch.chdir(tmp_path)
    b.write_corpus(Path("corpus"), b.records())
    return Path("corpus")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        Corpus.open(folder)
    return str(caught.value).splitlines()


def test_what_is_written_is_read_again(folder: Path) -> None:
    assert Corpus.open(folder).records == b.records()


def test_problems_of_all_files_are_told_at_once_each_at_its_place(folder: Path) -> None:
    page = folder / "sources" / "page.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace("type: webpage", "type: web-page"), encoding="utf-8")
    theme = folder / "themes" / "broken-promises.yaml"
    theme.write_text(theme.read_text(encoding="utf-8") + "colour: blue\nanswers: []\n", encoding="utf-8")
    (folder / "themes" / "Ünfit.yaml").write_text("", encoding="utf-8")
    (folder / "themes" / "second.yml").write_text("", encoding="utf-8")
    (folder / "themes" / "page.yaml").write_bytes(theme.read_bytes())
    (folder / "testimony").mkdir()
    (folder / "notes.txt").write_text("keep me", encoding="utf-8")
    told = problems(folder)
    assert [line.split(":")[0] for line in told] == sorted(line.split(":")[0] for line in told)
    text = "\n".join(told)
    for expected in (
        "corpus/notes.txt: this file is no part of a corpus; records stand one a file",
        "corpus/testimony: this folder is no part of a corpus; did you mean 'testimonies'?",
        "corpus/themes/second.yml: this file is no part of a corpus; record files end in '.yaml': rename it",
        "corpus/themes/Ünfit.yaml: 'Ünfit' is not an id",
        "corpus/themes/page.yaml: the id 'page' is taken: another file has it too; rename one",
        "corpus/sources/page.yaml:3:7: ",
        "corpus/themes/broken-promises.yaml:",
    ):
        assert expected in text, text


def test_a_file_that_cannot_be_read_is_not_also_reported_as_missing(folder: Path) -> None:
    (folder / "sources" / "page.yaml").write_bytes(b"type: \xff\n")
    corpus = Corpus.read(folder)
    assert corpus.unreadable == {"page"}
    assert len(corpus.problems) == 1


def test_hidden_files_and_readmes_are_left_alone(folder: Path) -> None:
    for name in (".git", "themes/.DS_Store", "README.md", "themes/README.md"):
        (folder / name).write_text("x", encoding="utf-8")
    assert Corpus.open(folder).records == b.records()


def test_a_folder_without_a_corpus_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        load(tmp_path, "somewhere")
    assert str(caught.value) == (
        "somewhere: this is not a corpus: it has no corpus.yaml; "
        "name the folder that holds it, or start a corpus with 'counterbrief init'"
    )
    with pytest.raises(NotFoundError, match="there is no such folder"):
        load(tmp_path / "none", "none")


def test_a_corpus_without_readable_settings_tells_their_problem(folder: Path) -> None:
    (folder / "corpus.yaml").write_text("format: 7\nname: Later\n", encoding="utf-8")
    assert problems(folder) == [
        "corpus/corpus.yaml:1:9: 'format': this version of counterbrief reads format 1; found 7"
    ]


def test_what_ships_is_found_and_what_does_not_is_an_error() -> None:
    assert shipped("narratives").joinpath("corpus.yaml").is_file()
    with pytest.raises(NotFoundError, match="the shipped folder 'nothing' is not there"):
        shipped("nothing")


@pytest.mark.parametrize("name", ["link.yaml", ".hidden.yaml", "pipe.yaml", "folder.yaml"])
def test_what_is_no_plain_file_is_reported_and_never_read(folder: Path, name: str) -> None:
    path = folder / "themes" / name
    if name == "link.yaml":
        try:
            path.symlink_to(folder / "themes" / "broken-promises.yaml")
        except OSError:
            pytest.skip("platform: links need a right here")
    elif name == "pipe.yaml":
        if not hasattr(os, "mkfifo"):
            pytest.skip("platform: there are no named pipes here")
        os.mkfifo(path)
    elif name == "folder.yaml":
        path.mkdir()
    else:
        path.write_text("x", encoding="utf-8")
    [line] = problems(folder)
    assert line.startswith(f"corpus/themes/{name}: ")
