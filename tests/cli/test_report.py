"""carwright report: what it takes and refuses; the page itself is tested beside its parts."""

import datetime
from pathlib import Path

import pytest
from terminal import CAR, LEAF, car_file

WRITTEN = "carwright.report.write"


@pytest.fixture
def written(monkeypatch):
    """Calls of the page's writer, which writes next to nothing."""
    calls = []

    def write(car, against, path, *, belief, on):
        assert not belief
        calls.append((car, tuple(against), path, on))
        path.write_text("<!doctype html>", encoding="utf-8")
        return path

    monkeypatch.setattr(WRITTEN, write)
    return calls


def test_cars_and_file_reach_the_writer(carwright, written, tmp_path):
    own, target = car_file(tmp_path, CAR), str(tmp_path / "page.html")
    rivals = ("bmw-i3-60ah", own)
    day = ("--on", "2024-02")
    answer = carwright("report", LEAF, "--against", *rivals, "-o", target, *day, "--json")
    found = answer.document("report")
    assert answer.code == 0
    assert written == [(LEAF, rivals, Path(target), datetime.date(2024, 2, 29))]
    assert found["on"] == "2024-02-29"
    assert (found["car"], found["against"]) == (LEAF, ["bmw-i3-60ah", "some-car"])
    assert found["path"] == target


def test_the_page_is_named_after_the_car(carwright, written, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = carwright("report", car_file(tmp_path, CAR))
    assert (answer.code, answer.out, answer.err) == (0, "Wrote some-car.html\n", "")
    assert (tmp_path / "some-car.html").exists()


@pytest.mark.parametrize("rival", ["nissan-leaf-41", "no-such.yaml"])
def test_an_unknown_rival_stops_it_before_anything_is_written(
    carwright, written, tmp_path, monkeypatch, rival
):
    monkeypatch.chdir(tmp_path)
    answer = carwright("report", LEAF, "--against", rival)
    assert (answer.code, answer.out) == (2, "")
    assert rival in answer.err
    assert (written, list(tmp_path.iterdir())) == ([], [])


def test_a_car_file_is_never_written_over(carwright, written, tmp_path):
    path = car_file(tmp_path, CAR)
    for arguments in ([path], [LEAF, "--against", path]):
        answer = carwright("report", *arguments, "-o", path)
        assert (answer.code, answer.out) == (2, "")
        assert "would overwrite" in answer.err
    assert written == []
    assert Path(path).read_text(encoding="utf-8") == CAR
