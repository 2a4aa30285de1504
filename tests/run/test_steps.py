"""Steps: each starts where the one before it ended, without padding or what came after the end."""

import numpy as np
import pytest
from workshop import TESLA, car, hilly

import carwright
from carwright.errors import InputError
from carwright.run.steps import steps


def test_each_step_starts_where_the_one_before_ended():
    run = carwright.drive(car(TESLA), hilly(), series=True)
    done = steps(run)
    assert done.before.charge[0] == float(run.start.charge)
    np.testing.assert_array_equal(done.before.charge[1:], done.after.charge[:-1])
    assert done.after.charge[-1] == float(run.end.charge)
    np.testing.assert_array_equal(done.time, np.ones(len(hilly().speed) - 1))


def test_mean_speed_times_time_is_the_way():
    run = carwright.drive(car(TESLA), hilly(), series=True)
    done = steps(run)
    assert float(np.sum(done.speed * done.time)) == pytest.approx(float(run.distance), rel=1e-12)
    middle = 0.5 * (done.before.speed + done.after.speed)
    np.testing.assert_allclose(done.speed[:50], middle[:50], atol=1e-9)


def test_an_empty_battery_ends_the_steps():
    run = carwright.drive(car(TESLA), "wltc-3b", charge=0.01, series=True)
    done = steps(run)
    assert len(done.time) == int(run.end.time) < 1800


def test_totals_alone_have_no_steps():
    with pytest.raises(InputError, match="series=True"):
        steps(carwright.drive(car(TESLA), hilly()))
