"""Whole writes: the old bytes or the new ones, never a part."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterbrief.errors import WriteError
from counterbrief.files import remove_whole, write_whole


def test_a_file_is_written_with_the_folders_on_the_way(tmp_path: Path) -> None:
    path = tmp_path / "a folder" / "ملف.txt"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [child.name for child in path.parent.iterdir()] == ["ملف.txt"]


@pytest.mark.parametrize("step", ["fsync", "replace", "fdopen"])
def test_a_write_that_fails_at_any_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")

    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(WriteError) as caught:
        write_whole(path, b"new")
    monkeypatch.undo()
    assert str(caught.value) == f"{path}: cannot write the file (No space left on device)"
    assert path.read_bytes() == b"old"
    assert [child.name for child in tmp_path.iterdir()] == ["file"]


def test_a_file_that_another_program_holds_open_gives_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_arguments: object) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(WriteError) as caught:
        write_whole(tmp_path / "brief.pdf", b"new")
    assert str(caught.value) == (
        f"{tmp_path / 'brief.pdf'}: cannot write the file (Access is denied); "
        "close the program that holds it open, or check the rights of its folder"
    )


def test_a_new_file_gets_the_rights_the_user_gives_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("platform: rights of this kind exist on POSIX systems alone")
    path = tmp_path / "file"
    before = os.umask(0o027)
    try:
        write_whole(path, b"new")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o640
    path.chmod(0o600)
    write_whole(path, b"newer")
    assert path.stat().st_mode & 0o777 == 0o600


def test_removing_what_is_not_there_is_an_error_for_people(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as caught:
        remove_whole(tmp_path / "gone")
    assert str(caught.value) == f"{tmp_path / 'gone'}: cannot remove the file (No such file or directory)"
