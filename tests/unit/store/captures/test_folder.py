"""The captures folder keeps bytes as they came, and says what became of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from counterbrief.errors import ReadError
from counterbrief.store.captures import (
    AlteredCaptureError,
    CaptureStore,
    DocumentError,
    EmptyDocumentError,
    MissingCaptureError,
    PlaceOfCapturesError,
    TooLargeDocumentError,
    TruncatedCaptureError,
    UnknownDocumentError,
    limits,
    read_file,
)

DATA = b"It was a barrack with a lock outside.\n"
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> CaptureStore:
    return CaptureStore(tmp_path / "captures")


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def test_bytes_are_kept_under_their_hash_and_come_back(store: CaptureStore) -> None:
    assert store.put(DATA) == SHA256
    assert (store.folder / SHA256[:2] / SHA256).read_bytes() == DATA
    assert store.get(SHA256) == DATA


def test_the_same_bytes_are_one_file_that_is_never_rewritten(store: CaptureStore) -> None:
    store.put(DATA)
    before = store.path(SHA256).stat()
    store.put(DATA)
    after = store.path(SHA256).stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert [path.name for path in store.folder.rglob("*") if path.is_file()] == [SHA256]


def test_missing_bytes_are_named(store: CaptureStore) -> None:
    with pytest.raises(MissingCaptureError) as caught:
        store.get(SHA256)
    assert str(caught.value) == (
        f"{store.path(SHA256).as_posix()}: the captured bytes are missing; "
        "restore the file from a backup, or name the folder"
    )


@pytest.mark.parametrize("data", [DATA[:-1], b""])
def test_truncated_bytes_are_named(store: CaptureStore, data: bytes) -> None:
    store.put(DATA)
    overwrite(store.path(SHA256), data)
    with pytest.raises(TruncatedCaptureError) as caught:
        store.get(SHA256, size=len(DATA))
    assert caught.value.message == f"the captured bytes are cut off: expected 38 bytes, found {len(data)}"


@pytest.mark.parametrize("at", range(0, len(DATA), 7))
def test_any_altered_byte_is_found(store: CaptureStore, at: int) -> None:
    store.put(DATA)
    altered = bytearray(DATA)
    altered[at] ^= 1
    overwrite(store.path(SHA256), bytes(altered))
    with pytest.raises(AlteredCaptureError) as caught:
        store.get(SHA256, size=len(DATA))
    found = hashlib.sha256(altered).hexdigest()
    assert caught.value.message == f"the captured bytes were altered: they have the SHA-256 {found}"
    assert caught.value.where is not None
    assert caught.value.where.file == store.path(SHA256).as_posix()


def test_altered_bytes_are_left_for_a_person_to_look_at(store: CaptureStore) -> None:
    store.put(DATA)
    overwrite(store.path(SHA256), b"other")
    with pytest.raises(TruncatedCaptureError):
        store.put(DATA)
    overwrite(store.path(SHA256), DATA + b"more")
    with pytest.raises(AlteredCaptureError):
        store.put(DATA)
    assert store.path(SHA256).read_bytes() == DATA + b"more"


def test_a_hash_is_checked_before_it_becomes_a_path(store: CaptureStore) -> None:
    for wrong in ("../../secret", SHA256.upper(), SHA256[:-1], ""):
        with pytest.raises(ValueError, match="expected a SHA-256"):
            store.get(wrong)


def test_a_folder_in_a_corpus_keeps_no_captures(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "corpus.yaml").write_text("name: x\n", encoding="utf-8")
    for inside in (tmp_path / "corpus", tmp_path / "corpus" / "captures" / "bytes"):
        with pytest.raises(PlaceOfCapturesError) as caught:
            CaptureStore(inside)
        assert str(caught.value) == (
            f"{inside.as_posix()}: captures cannot be kept here: it lies in the corpus 'corpus', and would be published "
            "with it; name a folder outside"
        )


def test_a_folder_in_the_work_tree_of_the_corpus_keeps_no_captures(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "data" / "corpus").mkdir(parents=True)
    (tree / ".git").mkdir()
    with pytest.raises(PlaceOfCapturesError, match="the git work tree 'tree' that holds the corpus"):
        CaptureStore(tree / "captures").keep_apart(tree / "data" / "corpus")
    with pytest.raises(PlaceOfCapturesError, match="it lies in the corpus"):
        CaptureStore(tree / "data" / "corpus" / "x").keep_apart(tree / "data" / "corpus")
    CaptureStore(tmp_path / "captures").keep_apart(tree / "data" / "corpus")
    # A work tree of its own, such as a backup, holds no corpus.
    (tmp_path / "other" / ".git").mkdir(parents=True)
    CaptureStore(tmp_path / "other" / "captures").keep_apart(tree / "data" / "corpus")


def test_a_link_into_the_corpus_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "corpus" / "inside").mkdir(parents=True)
    (tmp_path / "corpus" / "corpus.yaml").write_text("name: x\n", encoding="utf-8")
    link = tmp_path / "link"
    try:
        link.symlink_to(tmp_path / "corpus" / "inside", target_is_directory=True)
    except OSError:
        pytest.skip("platform: this system lets nobody make links")
    with pytest.raises(PlaceOfCapturesError):
        CaptureStore(link)


def test_files_that_are_no_documents_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases: list[tuple[Path, type[DocumentError], str]] = [
        (tmp_path, UnknownDocumentError, "this is a folder"),
        (tmp_path / "nowhere.html", UnknownDocumentError, "there is no such file"),
        (tmp_path / "empty", EmptyDocumentError, "the file is empty"),
        (tmp_path / "large", TooLargeDocumentError, "the file is larger than 64 MB"),
    ]
    (tmp_path / "empty").touch()
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(limits.DOCUMENT_BYTES + 1)
    for path, error, message in cases:
        with pytest.raises(error) as caught:
            read_file(path)
        assert str(caught.value).startswith(f"{path.as_posix()}: {message}; ")

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "mine").write_bytes(b"x")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="cannot read the file"):
        read_file(tmp_path / "mine")
