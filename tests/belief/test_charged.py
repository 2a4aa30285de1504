"""What fast charging is like for many cars, beside the charge of one."""

from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from carwright.belief.charged import ENOUGH, GAINED, MEAN, WINDOWS, charged
from carwright.car.build import build_car
from carwright.cars.from_file import vector
from carwright.run.around import reference_environment
from carwright.run.charge import Station, arrived, charge
from carwright.settle.settle import settle
from carwright.validate.row_car import car_file

pytestmark = pytest.mark.slow
FIGURES = {"battery_usable_energy_kwh": 75.0, "chemistry": "nmc", "kerb_mass_kg": 1900.0}


@cache
def cars():
    made = [{"system_voltage_v": 400.0}, {"system_voltage_v": 800.0}, {"dc_peak_power_kw": 60.0}]
    vectors = [vector(settle(car_file("x", "A", "car", 2024, FIGURES | one))) for one in made]
    return jax.vmap(build_car)(jax.tree.map(lambda *leaves: jnp.stack(leaves), *vectors))


@cache
def found():
    return jax.jit(jax.vmap(charged))(cars())


def test_a_time_is_that_of_a_charge_over_its_window():
    ends = WINDOWS["charge_10_80_min"]
    start = jax.vmap(lambda car: arrived(car, jnp.asarray(ends[0]), reference_environment(car)))
    station = Station(*(jnp.full(3, most) for most in ENOUGH))
    one = charge(cars(), station, start(cars()), jnp.full(3, ends[1]))
    np.testing.assert_allclose(found()["charge_10_80_min"], one.duration, rtol=0.01)
    np.testing.assert_allclose(found()[MEAN], one.energy_outlet / one.duration, rtol=0.01)


def test_a_longer_window_takes_longer():
    names = ("charge_30_80_min", "charge_10_80_min", "charge_0_80_min", "charge_0_100_min")
    times = np.stack([found()[name] for name in names])
    assert np.all(np.diff(times, axis=0) > 0.0)


def test_a_higher_voltage_and_a_higher_peak_charge_faster():
    low, high, weak = found()["charge_10_80_min"] / 60.0
    assert high < low < weak
    assert weak == pytest.approx(0.7 * 75.0 / 60.0 * 60.0, rel=0.1)


def test_a_gain_is_a_share_of_the_range_that_lessens_with_time():
    five, ten, fifteen = (found()[name] for name in GAINED)
    assert np.all((five > 0.0) & (fifteen < 0.9))
    assert np.all(ten - five < 1.01 * five)
    assert np.all(fifteen - ten < 1.01 * (ten - five))
    assert five[2] == pytest.approx(60.0 * 5.0 / 60.0 / 75.0, rel=0.1)
