"""The picture of the report's page belongs to its figures, and the code gives these now."""

import hashlib
import json
import struct
from pathlib import Path

import pytest
from scripts import script

from carwright.report.words import number

ROOT = Path(__file__).parents[2]
tool = script("make_picture")
TOLD = json.loads(tool.FIGURES.read_text(encoding="utf-8"))


def test_the_picture_is_that_of_its_figures():
    digest = hashlib.sha256(tool.PICTURE.read_bytes()).hexdigest()
    assert TOLD["picture_sha256"] == digest, "run make picture"


def test_the_picture_shows_what_the_code_gives_now(found):
    """Within the rounding with which the page shows each figure."""
    assert (tool.CAR, tool.AGAINST) == (
        found.main.file.id,
        tuple(car.file.id for car in found.rivals),
    )
    now = tool.figures(found)
    assert set(now) == set(TOLD["figures"])
    for car, numbers in now.items():
        shown = TOLD["figures"][car]
        assert set(numbers) == set(shown), "run make picture"
        for key, value in numbers.items():
            half = 0.501 * 10.0 ** -tool.places(key)
            assert value == pytest.approx(shown[key], abs=half), f"{car}, {key}: run make picture"


def test_the_figures_are_those_that_the_page_shows(found, text):
    for numbers in tool.figures(found).values():
        for key, value in numbers.items():
            assert number(value, tool.places(key)) in text, key


def test_a_page_shows_the_picture():
    assert "](report.png)" in (ROOT / "docs" / "model.md").read_text(encoding="utf-8")


def test_without_a_browser_it_says_so(monkeypatch, capsys):
    monkeypatch.setattr(tool.shutil, "which", lambda name: None)
    assert tool.main() == 2
    assert "apt-get install chromium" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(tool.browser() is None, reason="no Chromium here")
def test_a_photograph_has_the_size_of_the_picture():
    page = "<!doctype html><p>Top</p><h2 id='cars' style='margin-top:3000px'>Cars</h2>"
    photograph = tool.photographed(tool.browser(), page)
    size = struct.unpack(">II", photograph[16:24])
    assert size == struct.unpack(">II", tool.PICTURE.read_bytes()[16:24])
    assert size == (round(tool.SCALE * (2 * tool.COLUMN + tool.GAP)), round(tool.SCALE * tool.TALL))
