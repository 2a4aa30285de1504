"""Asked again, a command says what it said, and at once."""

import json
from pathlib import Path

import pytest
from terminal import LEAF, car_file

from carwright.belief.kept_belief import FOLDER
from carwright.cli import kept_answer as module
from carwright.cli.kept_answer import kept_answer
from carwright.settle.kept_car import kept_car

ANSWER = {
    "document": {"on": "2024-01-01", "share": 0.1 + 0.2, "name": "小米"},
    "rows": [["a", "b"]],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARWRIGHT_CACHE", str(tmp_path))
    return tmp_path / "carwright" / FOLDER


def asked(verb="belief", car=LEAF, what=(None, 512)):
    """What is answered, and whether it was found anew."""
    found = []
    answer = kept_answer(verb, kept_car(car), what, lambda: found.append(1) or dict(ANSWER))
    return answer, bool(found)


def test_the_same_question_is_answered_once():
    assert asked() == (ANSWER, True)
    assert asked() == (ANSWER, False)


@pytest.mark.parametrize(
    "other", [{"verb": "can-it-be"}, {"car": "bmw-i3-60ah"}, {"what": (None, 1024)}]
)
def test_another_question_is_another_answer(other):
    asked()
    assert asked(**other) == (ANSWER, True)


def test_another_word_in_the_file_is_another_question(tmp_path):
    text = json.dumps({"format_version": 1, "id": "car", "name": "Car", "maker": "Maker"})
    path = car_file(tmp_path, text)
    assert asked(car=path)[1]
    assert not asked(car=path)[1]
    car_file(tmp_path, text.replace("Car", "Cars"))
    assert asked(car=path)[1]


def test_another_version_answers_anew(monkeypatch):
    asked()
    monkeypatch.setattr(module, "source", lambda: "another")
    assert asked()[1]


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: b""])
def test_a_spoilt_answer_is_found_anew(folder, spoil):
    asked()
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    assert asked() == (ANSWER, True)
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("CARWRIGHT_CACHE", str(tmp_path / "file"))
    assert asked() == (ANSWER, True)
    assert asked() == (ANSWER, True)


def test_without_a_home_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(module, "cache_folder", lambda: None)
    assert asked() == (ANSWER, True)
    assert asked() == (ANSWER, True)


def test_a_failed_search_leaves_nothing(folder):
    def stopped():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept_answer("belief", kept_car(LEAF), (), stopped)
    assert not folder.exists()
