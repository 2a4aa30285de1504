"""Scores: a car along its own log is without error; short drives are listed and not scored."""

from dataclasses import replace

import pytest
from logged import log_of, simulated

from carwright.cars.from_file import figures
from carwright.codes import Given
from carwright.fit.score import Scored, scored, summary

CAR = "bmw-i3-60ah"


@pytest.fixture(scope="module")
def log():
    return log_of(simulated(CAR, cycle="hwfet", last=500))


def test_a_car_along_its_own_log(log):
    (one,) = scored(figures(CAR), [log], Given.CLIMATE)
    assert one.distance > 5e3
    assert one.error == pytest.approx(0.0, abs=1e-6)
    assert one.charge_error == pytest.approx(0.0, abs=1e-9)
    assert one.voltage_error == pytest.approx(0.0, abs=1e-9)
    assert one.cells_error == pytest.approx(0.0, abs=1e-9)
    assert one.heater_error is None


def test_more_measured_is_a_negative_error(log):
    (one,) = scored(figures(CAR), [replace(log, power=log.power + 1000.0)], Given.CLIMATE)
    assert one.error is not None
    assert one.error < -0.05


def test_what_is_short_or_lacks_the_torque_is_not_scored(log):
    short = log_of(simulated(CAR, last=200), "short")
    (one,) = scored(figures(CAR), [short], Given.CLIMATE)
    assert (one.error, one.voltage_error) == (None, None)
    assert one.simulated > 0.0
    (one,) = scored(figures(CAR), [replace(log, torque=None)], Given.TORQUE)
    assert one.error is None


def one(measured, simulated_energy, error):
    return Scored("a", 6e3, measured, simulated_energy, error, 0.0, 0.0, 0.0, None)


def test_the_summary_by_hand():
    found = summary([one(10.0, 11.0, 0.1), one(30.0, 27.0, -0.1), one(1.0, 9.0, None)])
    assert found.n == 2
    assert found.mae == pytest.approx(0.1)
    assert found.median_abs == pytest.approx(0.1)
    assert found.energy_weighted == pytest.approx(4.0 / 40.0)
    assert found.sum_error == pytest.approx(-2.0 / 40.0)


def test_nothing_scored_has_no_errors():
    assert summary([one(1.0, 9.0, None)]).mae is None
