"""Panels: what is drawn, and where claims stand."""

from dataclasses import replace

import pytest
from made_belief import car, made

from carwright.belief import timeline as module
from carwright.belief.timeline import timeline
from carwright.report.timeline_panels import panel, shown


@pytest.fixture
def went(monkeypatch):
    monkeypatch.setattr(module, "believed", made)
    return timeline(car(), count=64)


def test_the_procedure_that_is_spoken_of_is_drawn(went):
    keys = shown(went)
    assert keys[0] == "range_cltc_km"
    assert keys[-1] == "price_cny"
    assert len(keys) == 6


def test_top_speed_is_drawn_where_nobody_names_a_price(monkeypatch):
    monkeypatch.setattr(module, "believed", made)
    assert shown(timeline(car("2021-12-31"), count=64))[-1] == "top_speed_kmh"


def test_claims_are_marks_with_who_said_them(went):
    one = panel(went, "range_cltc_km")
    assert [mark.look for mark in one.marks] == ["talk", "talk", "talk", "own"]
    blog = one.marks[2]
    assert (blog.low, blog.high) == (550.0, 650.0)
    assert "Blog" in blog.hint
    assert one.truth == 600.0
    assert not panel(went, "kerb_mass_kg").marks[0].aside
    assert panel(replace(went, variant="Other"), "kerb_mass_kg").marks[0].aside


def test_an_axis_holds_bands_and_truth(went):
    for key in shown(went):
        one = panel(went, key)
        low, high = one.reach
        assert low <= min(band[0] for band in one.bands)
        assert high >= max(band[2] for band in one.bands)
