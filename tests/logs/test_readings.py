"""Units told by the numbers: kelvin, Fahrenheit, percent; what no number tells is refused."""

import numpy as np
import pytest
from logged import drive, written

from carwright.errors import InputError
from carwright.logs.column_map import columns_of, read_map
from carwright.logs.readings import readings
from carwright.logs.table import Table, read_table


def read(columns, said=None):
    table = Table("log.csv", columns)
    return readings(table, columns_of(table, read_map(said)))


def test_everything_is_si():
    found = read(drive())
    assert found.values["speed"] == pytest.approx(drive()["speed_kmh"] / 3.6)
    assert found.values["air"] == pytest.approx(288.15)
    assert found.values["charge"][0] == pytest.approx(0.8)
    assert found.values["cooling"] == pytest.approx(100.0)
    assert found.notes == []
    assert len(found) == 240


def test_kelvin_in_a_column_of_celsius_is_said():
    columns = drive()
    columns["batt_temp_c"] = columns["batt_temp_c"] + 273.15
    found = read(columns)
    assert found.values["cells"][0] == pytest.approx(293.15)
    assert found.values["air"] == pytest.approx(288.15)
    assert found.notes == ["The temperature batt_temp_c is in kelvin: converted."]


def test_fahrenheit_is_said_and_holds_for_all_of_the_file():
    columns = drive()
    for name in ("batt_temp_c", "amb_temp_c", "cabin_temp_c"):
        columns[name] = columns[name] * 1.8 + 32.0
    found = read(columns)
    assert found.values["air"] == pytest.approx(288.15)
    assert found.values["cabin"] == pytest.approx(294.15)
    assert sum("Fahrenheit" in note for note in found.notes) == 3


def test_a_said_unit_of_temperature():
    columns = drive()
    columns["amb_temp_c"] = np.full(240, 50.0)
    assert read(columns, "air=amb_temp_c:f").values["air"] == pytest.approx(283.15)


def test_percent_in_a_column_of_shares_is_said():
    columns = drive()
    columns["soc_share"] = columns.pop("soc_pct")
    found = read(columns)
    assert found.values["charge"][0] == pytest.approx(0.8)
    assert "in percent" in found.notes[0]


def test_milliseconds(tmp_path):
    columns = drive()
    columns["time_ms"] = 1000.0 * columns.pop("time_s")
    table = read_table(written(tmp_path, columns))
    found = readings(table, columns_of(table, read_map(None)))
    assert found.values["time"] == pytest.approx(drive()["time_s"])


def test_a_speed_without_a_unit_is_refused():
    columns = drive()
    columns["speed"] = columns.pop("speed_kmh")
    with pytest.raises(InputError, match="names no unit"):
        read(columns)
