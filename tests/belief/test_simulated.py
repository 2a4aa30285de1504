"""What the simulator says of believable cars."""

import datetime
from functools import cache

import numpy as np
import pytest
from numbers_said import car

from carwright.belief.latent import LATENTS
from carwright.belief.scene import Asking, scene
from carwright.belief.simulated import LAUNCH, QUANTITIES, discrepancy_of, simulated

NAMES = ("cltc_consumption_ac_kwh_per_100km", "zero_to_100_s", "cltc_range_km")
ON = datetime.date(2024, 6, 1)


def test_a_discrepancy_is_of_consumption():
    places = {name: discrepancy_of(name) for name in QUANTITIES}
    assert places["wltp_range_km"] == (LATENTS.index("test_wltp"), -1.0)
    assert places["wltp_consumption_ac_kwh_per_100km"] == (LATENTS.index("test_wltp"), 1.0)
    assert {places[name] for name in LAUNCH} == {(LATENTS.index("test_launch"), 1.0)}


@cache
def arrays():
    about = scene(car(), Asking(ON)).prior
    normal = np.random.default_rng(0).standard_normal((3, len(LATENTS)))
    return about.arrays(about.vectors(normal))


@pytest.mark.slow
def test_names_come_in_the_order_that_is_asked_and_units_of_their_keys():
    found = np.exp(simulated(*arrays(), NAMES))
    assert found.shape == (3, 3)
    assert np.all((found[:, 0] > 8.0) & (found[:, 0] < 40.0))
    assert np.all((found[:, 1] > 2.0) & (found[:, 1] < 30.0))
    assert np.all((found[:, 2] > 100.0) & (found[:, 2] < 1500.0))


@pytest.mark.slow
def test_each_car_is_simulated_by_itself():
    values, choices = arrays()
    together = simulated(values, choices, NAMES)
    backwards = simulated(values[::-1], choices[::-1], NAMES)
    np.testing.assert_array_equal(together, backwards[::-1])
