"""The measuring of plausibility: how it shifts, slips and scores."""

from types import SimpleNamespace

import pytest
from scripts import script
from typed_claims import heard


@pytest.fixture(scope="module")
def tool():
    return script("validate_plausibility")


def test_the_area_is_the_share_of_pairs_that_are_told_apart(tool):
    asks = [
        tool.Asks("a", "range", 0.0, 0.8),
        tool.Asks("b", "range", 0.0, 0.3),
        tool.Asks("a", "range", 0.2, 0.3),
        tool.Asks("b", "range", 0.2, 0.1),
    ]
    # three pairs are told apart and one is even
    assert tool._area(asks, 0.2) == pytest.approx(3.5 / 4.0)


def test_slips_are_made_by_their_units(tool):
    of = SimpleNamespace(prior=SimpleNamespace(words={}), spoken=())
    made = dict(tool._slipped(heard("top_speed_kmh", 200.0), of))
    assert made[""].numbers == (200.0,)
    assert made["mph for km/h"].numbers[0] == pytest.approx(321.9, abs=0.1)
    power = dict(tool._slipped(heard("peak_power_kw", 100.0), of))
    assert power["hp for kW"].numbers == (136.0,)
    assert "one axle for the car" not in power


def test_a_dc_number_is_made_of_an_ac_one(tool):
    of = SimpleNamespace(prior=SimpleNamespace(words={}), spoken=())
    one = heard("consumption_kwh_per_100km", 16.0, procedure="wltp", side="ac")
    made = dict(tool._slipped(one, of))
    assert made["AC for DC"].claim.side == "dc"
    assert made["AC for DC"].numbers == (16.0,)
