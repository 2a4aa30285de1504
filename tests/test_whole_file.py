"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from carwright.errors import InputError
from carwright.whole_file import write_whole


def test_a_file_is_written_and_replaced(tmp_path: Path):
    path = tmp_path / "page.html"
    assert write_whole(path, b"first") == path
    assert write_whole(str(path), b"second") == path
    assert path.read_bytes() == b"second"
    assert [other.name for other in tmp_path.iterdir()] == ["page.html"]


def test_missing_folders_are_made(tmp_path: Path):
    path = tmp_path / "a" / "b" / "run.csv"
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"


def test_others_may_read_it_as_any_new_file(tmp_path: Path):
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    whole = write_whole(tmp_path / "whole", b"")
    assert stat.S_IMODE(whole.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_a_folder_in_the_way_is_refused_and_stays(tmp_path: Path):
    (tmp_path / "report").mkdir()
    with pytest.raises(InputError, match="cannot write this file"):
        write_whole(tmp_path / "report", b"x")
    assert [other.name for other in tmp_path.iterdir()] == ["report"]


def test_a_file_where_a_folder_should_be_is_refused(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match="cannot write this file"):
        write_whole(tmp_path / "file" / "run.csv", b"x")


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_accident_leaves_the_old_file_and_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
):
    path = write_whole(tmp_path / "run.csv", b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", fail)
    expected = InputError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [other.name for other in tmp_path.iterdir()] == ["run.csv"]


def test_the_refusal_names_the_file(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        write_whole(tmp_path, b"x")
    assert str(tmp_path) in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 5
