"""Kept: whole or not there, never required, and nobody else's."""

import errno
import multiprocessing
import os
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from carwright import kept
from carwright.errors import InputError
from carwright.kept import cache_folder, clear, keep, read, shelves, source_hash

MANY = 1_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, not made yet."""
    monkeypatch.setenv("CARWRIGHT_CACHE", str(tmp_path))
    return tmp_path / "carwright"


def test_what_is_kept_is_read_again(folder: Path):
    keep(folder / "settled" / "one", b"something", MANY)
    assert read(folder / "settled" / "one") == b"something"
    assert read(folder / "settled" / "other") is None


@pytest.mark.parametrize("length", [0, 1, 31, 32, 40])
def test_a_file_cut_short_is_none(folder: Path, length: int):
    path = folder / "settled" / "one"
    keep(path, b"something", MANY)
    path.write_bytes(path.read_bytes()[:length])
    assert read(path) is None


@pytest.mark.parametrize("place", [0, 31, 32, -1])
def test_a_spoilt_file_is_none(folder: Path, place: int):
    path = folder / "settled" / "one"
    keep(path, b"something", MANY)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert read(path) is None


def test_a_folder_that_cannot_be_made_is_no_reason_to_fail(folder: Path):
    folder.write_text("a file where the folder should be", encoding="utf-8")
    keep(folder / "settled" / "one", b"something", MANY)
    assert read(folder / "settled" / "one") is None
    assert shelves() == []


def test_a_disk_that_cannot_be_written_is_no_reason_to_fail(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    keep(folder / "settled" / "one", b"something", MANY)
    assert read(folder / "settled" / "one") is None


def _fill(path: Path, data: bytes) -> None:
    for _ in range(300):
        keep(path, data, MANY)


def test_two_processes_that_fill_one_file_leave_it_whole(folder: Path):
    path, written = folder / "settled" / "one", [b"a" * 50_000, b"b" * 70_000]
    method = multiprocessing.get_context("spawn")
    writers = [method.Process(target=_fill, args=(path, data)) for data in written]
    for writer in writers:
        writer.start()
    seen = []
    while any(writer.is_alive() for writer in writers):
        seen.append(read(path))
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    first = next(place for place, data in enumerate(seen) if data is not None)
    assert set(seen[first:]) <= set(written)
    assert read(path) in written
    assert [one.name for one in path.parent.iterdir()] == ["one"]


def test_the_oldest_goes_where_files_grow_too_many(folder: Path):
    shelf = folder / "settled"
    for number in range(5):
        keep(shelf / str(number), bytes(68), 300)
        os.utime(shelf / str(number), (1000 + number, 1000 + number))
    assert sorted(path.name for path in shelf.iterdir()) == ["2", "3", "4"]
    keep(shelf / "large", bytes(500), 300)
    assert [path.name for path in shelf.iterdir()] == ["large"]


@pytest.mark.parametrize("name", ["CARWRIGHT_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"])
def test_the_environment_says_where(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for other in ("CARWRIGHT_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, str(tmp_path))
    assert cache_folder() == tmp_path / "carwright"


def test_without_a_home_there_is_no_folder(monkeypatch: pytest.MonkeyPatch):
    for name in ("CARWRIGHT_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder() is None
    assert shelves() == []


def test_shelves_say_how_much_there_is(folder: Path):
    keep(folder / "settled" / "one", bytes(68), MANY)
    keep(folder / "settled" / "two", bytes(168), MANY)
    (folder / "jaxlib-1" / "deep").mkdir(parents=True)
    (folder / "jaxlib-1" / "deep" / "program").write_bytes(bytes(7))
    assert shelves() == [("jaxlib-1", 1, 7), ("settled", 2, 300)]


def test_clearing_takes_what_carwright_keeps_and_nothing_else(folder: Path, tmp_path: Path):
    keep(folder / "settled" / "one", b"something", MANY)
    (folder / "jaxlib-1").mkdir()
    (folder / "my-cars").mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    clear()
    assert sorted(path.name for path in folder.iterdir()) == ["my-cars", "notes.txt"]
    assert shelves() == []
    clear()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_clearing_follows_no_link(folder: Path, tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine").write_text("mine", encoding="utf-8")
    folder.mkdir()
    (folder / "settled").symlink_to(tmp_path / "elsewhere")
    clear()
    assert (tmp_path / "elsewhere" / "mine").exists()


def test_what_cannot_be_removed_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch):
    keep(folder / "settled" / "one", b"something", MANY)
    monkeypatch.setattr(kept.shutil, "rmtree", lambda *_, **__: None)
    with pytest.raises(InputError, match="cannot be removed"):
        clear()


def test_any_change_of_code_or_data_is_another_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    package = tmp_path / "carwright"
    shutil.copytree(str(files("carwright")), package, ignore=shutil.ignore_patterns("garage"))
    monkeypatch.setattr(kept, "files", lambda _: package)
    before = source_hash("", "settle")
    for name in ("units.py", "figure_table.csv", "settle/rules.py", "settle/class_defaults.toml"):
        path = package / name
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n", encoding="utf-8")
        assert source_hash("", "settle") != before
        path.write_text(text, encoding="utf-8")
    (package / "run" / "drive.py").write_text("another", encoding="utf-8")
    assert source_hash("", "settle") == before
