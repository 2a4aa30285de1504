"""The simulated car beside a belief: a sentence where it lies outside the band, and only there."""

import numpy as np
import pytest
from made_belief import belief, unsimulated

from carwright.belief import apart as module
from carwright.belief.apart import apart, beside, simulated_car
from carwright.belief.headline import headline
from carwright.belief.headline_keys import QUANTITY


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    unsimulated(monkeypatch)


def inside(found):
    return {key: band[1] for key, band in headline(found).items() if not key.startswith("price")}


def test_within_the_band_nothing_is_said():
    found = belief()
    assert apart(found, inside(found)) == ()


@pytest.mark.parametrize("key", ["range_cltc_km", "zero_to_100_s", "kerb_mass_kg", "top_speed_kmh"])
@pytest.mark.parametrize("end", [0, 2])
def test_just_outside_it_there_is_one_sentence(key, end):
    found = belief()
    edge = headline(found)[key][end]
    farther = edge * (1.0 + 1e-6 * (end - 1.0))
    assert apart(found, inside(found) | {key: edge}) == ()
    (one,) = apart(found, inside(found) | {key: farther})
    assert (one.figure, one.simulated) == (key, farther)
    assert one.sentence.endswith(".")
    assert "\n" not in one.sentence
    assert "believed" in one.sentence
    assert "simulated" in one.sentence


def test_only_what_is_asked_for_stands_beside():
    found = beside(belief(), ("range_cltc_km", "price_cny"))
    assert list(found.simulated) == ["range_cltc_km"]


def test_what_is_not_reached_and_what_nobody_states_is_left_out(monkeypatch):
    made = module.tested

    def slow(*cars):
        return made(*cars) | {"zero_to_100_s": np.array([np.inf])}

    monkeypatch.setattr(module, "tested", slow)
    found = simulated_car(belief().scene.settled)
    assert {"zero_to_100_s", "battery_energy_kwh"}.isdisjoint(found)
    assert set(found) < set(QUANTITY)
    assert found["peak_power_kw"] == pytest.approx(300.0)
