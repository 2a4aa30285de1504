"""The picture of a timeline: at both widths, nothing outside it, told in words too."""

import re

import pytest
from made_belief import car, made

from carwright.belief import timeline as module
from carwright.belief.timeline import timeline
from carwright.report.svg import NARROW, WIDE
from carwright.report.timeline_picture import drawn, measured_of, timeline_picture, told


@pytest.fixture
def went(monkeypatch):
    monkeypatch.setattr(module, "believed", made)
    return timeline(car(), count=64)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_stands_outside(went, width):
    text = timeline_picture(went, width)
    _, height = drawn(went, width)
    for x, y in re.findall(r'cx="([\d.-]+)" cy="([\d.-]+)"', text):
        assert 0.0 <= float(x) <= width
        assert 0.0 <= float(y) <= height
    assert text.count('class="believed"') >= 7


def test_it_is_told_in_words(went):
    words = told(went)
    assert "range, CLTC" in words
    assert "it came with 600" in words
    assert "nan" not in timeline_picture(went, WIDE)


def test_numbers_have_about_three_digits():
    assert measured_of("zero_to_100_s", 3.17).startswith("3.17")
    assert measured_of("kerb_mass_kg", 2205.0).startswith("2,205")
    assert measured_of("price_cny", 299900.0).endswith("CNY")
