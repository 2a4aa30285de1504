"""Terminals: voltage times current is the power, and the current is what moves the charge."""

import numpy as np
import pytest
from workshop import CARS, SU7, TESLA, car, course, hilly, number

import carwright
from carwright.car.cell import rest_voltage
from carwright.run.steps import Steps, steps
from carwright.run.terminals import Terminals, terminals


def solved(car_id: str, cycle_id: str, charge: float = 0.9) -> tuple[Steps, Terminals]:
    done = steps(carwright.drive(car(car_id), cycle_id, series=True, charge=charge))
    return done, terminals(car(car_id), done)


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("cycle_id", ["udds", "wltc-3b"])
def test_voltage_times_current_is_the_power_at_the_terminals(car_id: str, cycle_id: str):
    done, pack = solved(car_id, cycle_id)
    power = done.record.terminal_out - done.record.terminal_in
    np.testing.assert_allclose(pack.voltage * pack.current, power, rtol=1e-12, atol=1e-9)
    battery = car(car_id).battery
    assert (pack.voltage < float(battery.highest_voltage) * 1.0001).all()
    assert (pack.voltage > float(battery.lowest_voltage) * 0.9999).all()


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("charge", [0.9, 0.05])
def test_the_current_is_what_moves_the_charge(car_id: str, charge: float):
    """Also where a step crosses from one span of the rest voltage into the next."""
    done, pack = solved(car_id, "wltc-3b", charge=charge)
    moved = (done.before.charge - done.after.charge) * float(car(car_id).battery.capacity)
    np.testing.assert_allclose(pack.current * done.time, moved, rtol=0.0, atol=1e-8)


def test_a_sleeping_car_shows_its_rest_voltage():
    """Ten minutes switched off: no current, and a voltage that settles from below."""
    done, pack = solved(TESLA, "ftp-75")
    asleep = ~carwright.cycle("ftp-75").awake
    assert asleep.sum() > 500
    np.testing.assert_array_equal(pack.current[asleep], 0.0)
    battery, last = car(TESLA).battery, np.flatnonzero(asleep)[-1]
    charge = number(float(done.before.charge[last]))
    cells = rest_voltage(battery.chemistry, charge, battery.shift)
    rest = float(battery.cells_in_series * cells)
    left = done.after.slow_polarisation[last]
    assert pack.voltage[last] == pytest.approx(rest - left, abs=0.01)
    assert 0.0 < left < 0.5


def test_a_pull_lowers_the_voltage_and_a_stop_lifts_it():
    pull = steps(carwright.drive(car(SU7), course(np.linspace(0.0, 40.0, 13)), series=True))
    sagging = terminals(car(SU7), pull)
    assert np.all(np.diff(sagging.current[1:8]) > 0.0)
    assert sagging.voltage[8] < sagging.voltage[0]
    stop = terminals(car(SU7), steps(carwright.drive(car(SU7), hilly(), series=True)))
    assert stop.voltage[stop.current < -50.0].min() > stop.voltage[stop.current > 50.0].max()
