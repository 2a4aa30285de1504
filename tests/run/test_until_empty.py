"""until_empty: the range of one long drive, by weather."""

import jax.numpy as jnp
import numpy as np
import pytest
from workshop import TESLA, altered, car, driven

from carwright.run.comfort import comfort
from carwright.run.until_empty import range_in_weather

AIR = jnp.array([253.15, 273.15, 293.15])


@pytest.fixture(scope="module")
def bare():
    return np.asarray(range_in_weather(car(TESLA), "udds", AIR))


@pytest.mark.slow
def test_mild_range_is_near_that_of_one_warm_cycle(bare):
    assert bare[-1] == pytest.approx(float(driven(TESLA, "udds").range_dc), rel=0.06)


@pytest.mark.slow
def test_cold_and_a_warm_cabin_take_range(bare):
    kept = np.asarray(range_in_weather(car(TESLA), "udds", AIR, comfort=comfort()))
    assert np.all(np.diff(bare) > 0.0)
    assert np.all(kept[:2] < 0.9 * bare[:2])


def test_no_such_weather_is_refused():
    with pytest.raises(ValueError, match="air must be"):
        range_in_weather(car(TESLA), "udds", jnp.array([20.0]))


@pytest.mark.slow
def test_a_car_that_needs_nothing_is_told():
    free = altered(car(TESLA), {"battery.capacity": 1e12})
    with pytest.raises(ValueError, match="do not empty"):
        range_in_weather(free, "udds", AIR[:1])
