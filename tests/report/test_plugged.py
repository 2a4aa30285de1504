"""Plugged: the same charge that the command prints, gains by a cycle, and a car without DC."""

import jax.numpy as jnp
import pytest
from workshop import SU7, altered, car

from carwright.report.plugged import plugged
from carwright.report.weathered import STATION
from carwright.run.charge import Station, arrived, charge
from carwright.run.drive import surroundings


@pytest.fixture(scope="module")
def su7():
    return plugged(car(SU7))


def test_times_and_powers_are_those_of_a_charge(su7):
    air = surroundings(car(SU7), temperature=293.15)
    station = Station(*(jnp.asarray(one) for one in STATION))
    usual = charge(car(SU7), station, arrived(car(SU7), 0.1, air), 0.8, air)
    minutes = float(usual.duration) / 60.0
    assert su7.of("charge_10_80_min", None) == pytest.approx(minutes, rel=1e-9)
    mean = float(usual.energy_outlet / usual.duration) / 1000.0
    assert su7.of("charge_typical_kw", None) == pytest.approx(mean, rel=1e-9)
    assert mean < su7.of("charge_peak_kw", None) < 350.0
    assert su7.of("charge_30_80_min", None) < minutes < su7.of("charge_0_100_min", None)


def test_a_gain_is_the_stored_energy_by_the_consumption(su7):
    five, ten = (su7.of(f"km_in_{minutes}_min", 500.0) for minutes in (5, 10))
    assert five == pytest.approx(su7.stored["km_in_5_min"] / 500.0 / 1000.0)
    assert five < ten < 2.0 * five
    assert su7.of("km_in_5_min", None) is None


def test_what_no_charge_tells_is_none(su7):
    assert su7.of("charge_dc_min", None) is None
    assert su7.of("charge_peak_current_a", None) is None


def test_a_gain_beyond_the_end_of_the_charge_is_none():
    """A small pack is at 80 % before a quarter of an hour is over."""
    small = car(SU7)
    small = altered(small, {"battery.capacity": float(small.battery.capacity) * 0.1})
    found = plugged(small)
    assert found.numbers["charge_10_80_min"] < 15.0
    assert found.of("km_in_15_min", 500.0) is None


def test_a_car_that_no_station_charges_has_no_numbers():
    closed = altered(car(SU7), {"inlet.power": 0.0})
    found = plugged(closed)
    assert found.numbers == {}
    assert found.stored == {}
