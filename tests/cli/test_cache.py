"""carwright cache."""

from pathlib import Path

import pytest
from terminal import LEAF


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, carwright) -> Path:
    """The folder of all that is kept, before anything is."""
    monkeypatch.setenv("CARWRIGHT_CACHE", str(tmp_path))
    return tmp_path / "carwright"


def test_it_says_where_and_how_much(carwright, empty: Path):
    found = carwright("cache", "--json").document("cache")
    assert (found["folder"], found["shelves"]) == (str(empty), [])
    assert "nothing" in carwright("cache").out
    carwright("show", LEAF)
    (shelf,) = carwright("cache", "--json").document("cache")["shelves"]
    assert (shelf["name"], shelf["files"]) == ("settled", 1)
    (file,) = (empty / "settled").iterdir()
    assert shelf["size_bytes"] == file.stat().st_size
    lines = carwright("cache").out.splitlines()
    assert str(empty) in lines[0]
    assert lines[1].split() == ["settled", "1", "files", f"{shelf['size_bytes'] / 1e6:.1f}", "MB"]


def test_cleared_it_is_empty_and_commands_say_the_same(carwright, empty: Path):
    before = carwright("show", LEAF, "--json").out
    answer = carwright("cache", "--clear", "--json")
    found = answer.document("cache")
    assert (answer.code, found["cleared"], found["shelves"]) == (0, True, [])
    assert list(empty.iterdir()) == []
    assert carwright("show", LEAF, "--json").out == before
    assert "cleared" in carwright("cache", "--clear").out


def test_clearing_nothing_is_no_fault(carwright, empty: Path):
    assert carwright("cache", "--clear").code == 0
    assert not empty.exists()


def test_what_cannot_be_removed_is_bad_input(
    carwright, empty: Path, monkeypatch: pytest.MonkeyPatch
):
    carwright("show", LEAF)
    monkeypatch.setattr("carwright.kept.shutil.rmtree", lambda *_, **__: None)
    answer = carwright("cache", "--clear")
    assert (answer.code, answer.out) == (2, "")
    assert "cannot be removed" in answer.err


def test_without_a_home_it_says_so(carwright, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("carwright.kept.cache_folder", lambda: None)
    answer = carwright("cache")
    assert (answer.code, answer.out) == (2, "")
    assert "CARWRIGHT_CACHE" in answer.err
