"""until_empty: the range of one long drive, by weather."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import TESLA, altered, car, driven

from carwright.run.comfort import comfort
from carwright.run.drive import surroundings
from carwright.run.until_empty import range_in_weather, range_matrix
from carwright.world.cycle import cycle
from carwright.world.steady import steady

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


@pytest.mark.slow
def test_a_matrix_holds_what_each_course_gives_alone_whatever_its_length(bare):
    vehicle = car(TESLA)
    each = [surroundings(vehicle, temperature=float(air)) for air in AIR]
    weathers = jax.tree.map(lambda *leaves: jnp.stack(leaves), *each)
    fast = steady(30.0)
    found = np.asarray(range_matrix(vehicle, [cycle("udds"), fast], weathers))
    assert found.shape == (3, 2)
    np.testing.assert_allclose(found[:, 0], bare, rtol=1e-9)
    np.testing.assert_allclose(found[:, 1], range_in_weather(vehicle, fast, AIR), rtol=1e-9)
