"""Ranges by plain numbers are those of the library, whatever the air and the length of a course."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import LEAF, TESLA, car

import carwright
from carwright.plain.cars import built
from carwright.plain.until_empty import ranges
from carwright.plain.weather import Weather
from carwright.run.comfort import comfort
from carwright.run.until_empty import range_matrix
from carwright.settle.resolve import resolve
from carwright.world.padding import padded
from carwright.world.steady import steady

WEATHERS = (Weather(263.15), Weather(298.15, headwind=4.0, sun=400.0))
COURSES = (carwright.cycle("udds"), steady(30.0))


def told(car_id: str, cabin: float | None) -> np.ndarray:
    plain = built(resolve(car_id).arrays())
    return ranges(plain, [padded(one) for one in COURSES], WEATHERS, cabin)


@pytest.mark.parametrize(("car_id", "cabin"), [(TESLA, 295.15), (LEAF, None)])
def test_it_tells_what_the_library_tells(car_id: str, cabin: float | None):
    vehicle = car(car_id)
    each = [carwright.surroundings(vehicle, **one._asdict()) for one in WEATHERS]
    weathers = jax.tree.map(lambda *leaves: jnp.stack(leaves), *each)
    wanted = None if cabin is None else comfort(cabin)
    expected = range_matrix(vehicle, COURSES, weathers, comfort=wanted)
    np.testing.assert_allclose(told(car_id, cabin), expected, rtol=1e-9)


@pytest.mark.slow
def test_xla_runs_it_where_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch, on_xla: None):
    native = told(LEAF, 295.15)
    monkeypatch.setattr("carwright.plain.call.library", lambda: None)
    np.testing.assert_allclose(told(LEAF, 295.15), native, rtol=1e-9)


def test_a_car_that_needs_nothing_is_told():
    free = built(resolve(LEAF).arrays()).replaced({"battery.capacity": 1e12})
    with pytest.raises(ValueError, match="do not empty"):
        ranges(free, [padded(COURSES[1])], WEATHERS[:1], None)
