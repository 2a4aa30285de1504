"""Which heater to believe: the battery cannot give less than its parts draw."""

import numpy as np
from logged import drive

from carwright.logs.column_map import columns_of, read_map
from carwright.logs.heaters import credible_heater
from carwright.logs.readings import readings
from carwright.logs.sensors import mend
from carwright.logs.table import Table

TURNS = 28.5


def chosen(**heaters):
    columns = drive()
    del columns["heater_can_kw"]
    columns["motor_torque_nm"] = 4.0 + np.sin(np.arange(240.0))
    columns["batt_a"] = columns["motor_torque_nm"] * columns["speed_kmh"] / 3.6 * TURNS / 380.0 + 4
    table = Table("log.csv", columns | heaters)
    log = readings(table, columns_of(table, read_map(None)))
    mend(log)
    credible_heater(log, TURNS)
    return log


def test_the_preferred_column_is_believed():
    log = chosen(heater_lin_w=np.full(240, 300.0), heater_can_kw=np.full(240, 0.4))
    assert log.values["heater"][0] == 300.0
    assert log.notes == []


def test_a_column_that_tells_more_than_the_battery_gives_is_not():
    log = chosen(heater_lin_w=np.full(240, 9000.0), heater_can_kw=np.full(240, 0.4))
    assert log.values["heater"][0] == 400.0
    assert "heater_lin_w tells more than the battery gives" in log.notes[0]


def test_none_is_believed_where_none_can_be_right():
    log = chosen(heater_can_kw=np.full(240, 9.0))
    assert "heater" not in log.values
    assert "no heater is known" in log.notes[0]


def test_without_a_heater_there_is_none():
    assert "heater" not in chosen().values


def test_a_car_that_never_rests_tells_nothing():
    log = chosen(heater_can_kw=np.full(240, 9.0))
    del log.values["torque"]
    log.values["speed"] = log.values["speed"] + 5.0
    credible_heater(log, None)
    assert log.values["heater"][0] == 9000.0
