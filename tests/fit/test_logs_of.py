"""Logs of a car: its gear tells what the motors do, so that a false heater is found."""

import numpy as np
from logged import drive, written

from carwright.fit.logs_of import logs_of
from carwright.logs.column_map import read_map
from carwright.settle.resolve import resolve


def test_the_gear_of_the_car_finds_a_false_heater(tmp_path):
    columns = drive()
    columns["motor_torque_nm"] = 4.0 + np.sin(np.arange(240.0))
    turns = 9.7 / 0.3405
    columns["batt_a"] = columns["motor_torque_nm"] * columns["speed_kmh"] / 3.6 * turns / 380 + 4
    columns["heater_can_kw"] = np.full(240, 9.0)
    path = written(tmp_path, columns)
    (log,) = logs_of([path], resolve("bmw-i3-60ah"), read_map("payload_kg=70"))
    assert log.heater is None
    assert any("no heater is known" in note for note in log.notes)
    assert log.payload == 70.0
