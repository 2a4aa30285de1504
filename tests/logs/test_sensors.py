"""Sensors that fail: each fault by itself is found, said and mended or left out of the score."""

import numpy as np
import pytest
from logged import drive

from carwright.errors import InputError
from carwright.logs.column_map import columns_of, read_map
from carwright.logs.readings import readings
from carwright.logs.sensors import mend
from carwright.logs.table import Table


def mended(**changes):
    columns = drive()
    for name, change in changes.items():
        columns[name] = change(columns[name].copy())
    table = Table("log.csv", columns)
    log = readings(table, columns_of(table, read_map(None)))
    mend(log)
    return log


def cleared(first, last):
    def change(values):
        values[first:last] = np.nan
        return values

    return change


def held(first, last):
    def change(values):
        values[first:last] = values[first]
        return values

    return change


def test_a_right_log_needs_nothing():
    log = mended()
    assert log.notes == []
    assert log.sure.all()


def test_the_other_sign_of_the_current_is_found_by_the_torque():
    log = mended(batt_a=lambda amperes: -amperes)
    assert log.values["current"] == pytest.approx(drive()["batt_a"])
    assert log.notes == ["The current is negative on discharge: its sign is turned round."]


def test_the_other_sign_is_found_by_the_acceleration_too():
    columns = {name: one for name, one in drive().items() if name != "motor_torque_nm"}
    columns["batt_a"] = -columns["batt_a"]
    table = Table("log.csv", columns)
    log = readings(table, columns_of(table, read_map(None)))
    mend(log)
    assert log.values["current"] == pytest.approx(drive()["batt_a"])


def test_a_current_that_follows_nothing_is_said():
    noise = np.random.default_rng(1).normal(10.0, 5.0, 240)
    log = mended(batt_a=lambda _: noise)
    assert "does not follow" in log.notes[-1]


def test_a_short_dropout_is_bridged_and_a_long_one_is_not_scored():
    log = mended(batt_v=cleared(100, 103))
    assert log.sure.all()
    assert log.values["voltage"][101] == pytest.approx(drive()["batt_v"][101], abs=2.0)
    log = mended(batt_v=cleared(100, 120))
    assert 12 <= np.sum(~log.sure) <= 20
    assert "missing in 20 rows" in log.notes[0]


def test_a_stuck_sensor_is_not_scored():
    log = mended(batt_a=held(100, 140))
    assert np.sum(~log.sure) == 40
    assert "The current is stuck in 40 rows" in log.notes[0]


def test_standing_still_is_not_stuck():
    log = mended(
        speed_kmh=lambda speed: np.where(np.arange(240) < 60, 0.0, speed),
        motor_torque_nm=lambda torque: np.where(np.arange(240) < 60, 0.0, torque),
    )
    assert log.sure.all()


def test_what_cannot_be_is_left_out():
    log = mended(batt_v=lambda volts: np.where(np.arange(240) == 7, 65535.0, volts))
    assert log.values["voltage"][7] == pytest.approx(drive()["batt_v"][7], abs=2.0)
    assert "cannot be right in 1 rows" in log.notes[0]


def test_noise_below_zero_is_standstill():
    log = mended(speed_kmh=lambda speed: speed - 0.5)
    assert (log.values["speed"] >= 0.0).all()


def test_a_backward_speed_is_turned():
    assert (mended(speed_kmh=lambda speed: -speed).values["speed"] >= 0.0).all()


def test_a_dead_sensor_is_refused_or_left_out():
    with pytest.raises(InputError, match="voltage is missing in most"):
        mended(batt_v=cleared(20, 240))
    log = mended(motor_torque_nm=cleared(20, 240))
    assert "torque" not in log.values
