"""What the simulator says of believable cars."""

import datetime
from functools import cache

import numpy as np
import pytest
from numbers_said import car

from carwright.belief.latent import LATENTS
from carwright.belief.scene import Asking, scene
from carwright.belief.simulated import (
    CHARGING,
    LAUNCH,
    PROCEDURES,
    QUANTITIES,
    discrepancies_of,
    said_by,
    simulated,
)
from carwright.rate.mass import load_of_test

NAMES = ("cltc_consumption_ac_kwh_per_100km", "zero_to_100_s", "cltc_range_km")
ON = datetime.date(2024, 6, 1)


def test_a_discrepancy_is_of_consumption():
    places = {name: discrepancies_of(name) for name in (*QUANTITIES, *CHARGING)}
    assert places["wltp_range_km"] == {LATENTS.index("test_wltp"): -1.0}
    assert places["wltp_consumption_ac_kwh_per_100km"] == {LATENTS.index("test_wltp"): 1.0}
    assert all(places[name] == {LATENTS.index("test_launch"): 1.0} for name in LAUNCH)
    assert places["charge_10_80_min"] == {LATENTS.index("test_charging"): 1.0}
    assert places["charge_10_80_kw"] == {LATENTS.index("test_charging"): -1.0}


def test_a_gain_in_range_is_less_by_both_its_tests():
    both = {LATENTS.index("test_charging"): -1.0, LATENTS.index("test_cltc"): -1.0}
    assert discrepancies_of("cltc_km_in_10_min") == both
    assert said_by("cltc_km_in_10_min") == "charging"
    assert [said_by(name) for name in ("cltc_range_km", "zero_to_100_s")] == ["cltc", "launch"]


@cache
def arrays():
    about = scene(car(), Asking(ON)).prior
    normal = np.random.default_rng(0).standard_normal((3, len(LATENTS)))
    return about.arrays(about.vectors(normal))


LOADS = {name: np.full(3, load_of_test(name)) for name in PROCEDURES}


@pytest.mark.slow
def test_names_come_in_the_order_that_is_asked_and_units_of_their_keys():
    found = np.exp(simulated(*arrays(), NAMES, LOADS))
    assert found.shape == (3, 3)
    assert np.all((found[:, 0] > 8.0) & (found[:, 0] < 40.0))
    assert np.all((found[:, 1] > 2.0) & (found[:, 1] < 30.0))
    assert np.all((found[:, 2] > 100.0) & (found[:, 2] < 1500.0))


@pytest.mark.slow
def test_each_car_is_simulated_by_itself():
    values, choices = arrays()
    together = simulated(values, choices, NAMES, LOADS)
    backwards = simulated(values[::-1], choices[::-1], NAMES, LOADS)
    np.testing.assert_array_equal(together, backwards[::-1])


@pytest.mark.slow
def test_a_gain_is_a_share_of_the_range_by_its_procedure():
    names = ("cltc_range_km", "wltp_range_km", "cltc_km_in_10_min", "wltp_km_in_10_min")
    found = np.exp(simulated(*arrays(), (*names, "charge_10_80_min"), LOADS))
    shares = found[:, 2:4] / found[:, :2]
    np.testing.assert_allclose(shares[:, 0], shares[:, 1])
    assert np.all((shares > 0.1) & (shares < 0.7))
    assert np.all((found[:, 4] > 10.0) & (found[:, 4] < 90.0))
