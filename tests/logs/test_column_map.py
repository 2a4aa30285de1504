"""Which column tells what: found by itself, said as text or YAML, or refused with a remedy."""

import numpy as np
import pytest
from logged import drive

from carwright.errors import InputError
from carwright.logs.column_map import Column, columns_of, read_map
from carwright.logs.table import Table

TABLE = Table("log.csv", drive())


def test_usual_names_are_found():
    found = columns_of(TABLE, read_map(None))
    assert found["speed"] == (Column("speed_kmh", "kmh"),)
    assert found["current"] == (Column("batt_a", "a"),)
    assert found["voltage"] == (Column("batt_v", "v"),)
    assert found["charge"] == (Column("soc_pct", "percent"),)
    assert found["air"] == (Column("amb_temp_c", "c"),)
    assert "display_charge" not in found


def test_every_heater_is_kept_the_best_first():
    columns = drive() | {"heater_lin_w": np.zeros(240), "heater_req_w": np.zeros(240)}
    found = columns_of(Table("log.csv", columns), read_map(None))
    assert [column.name for column in found["heater"]] == [
        *("heater_lin_w", "heater_can_kw", "heater_req_w")
    ]


def test_a_map_as_text_and_as_yaml(tmp_path):
    path = tmp_path / "map.yaml"
    path.write_text(
        "speed: {column: speed_kmh, unit: mph}\ncurrent: batt_a\n"
        "payload_kg: {log: 70}\nsun_w_per_m2: {log: 850}\n",
        encoding="utf-8",
    )
    said = read_map(str(path))
    assert columns_of(TABLE, said)["speed"] == (Column("speed_kmh", "mph"),)
    assert said.payload_of("somewhere/log.csv") == 70.0
    assert said.payload_of("other.csv") == 0.0
    assert said.sun_of("somewhere/log.csv") == 850.0
    assert said.sun_of("other.csv") is None
    short = read_map("speed=speed_kmh:mph, current=batt_a, payload_kg=20, sun_w_per_m2=0")
    assert short.columns == said.columns
    assert short.payload_of("any.csv") == 20.0
    assert short.sun_of("any.csv") == 0.0


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("speeed=x", "no such quantity"),
        ("speed=x:parsec", "no such unit"),
        ("payload_kg=-3", "no car carries that"),
        ("sun_w_per_m2=1500", "no sun on earth"),
        ("speed=", "no such column"),
        ("none.yaml", "cannot be read"),
    ],
)
def test_a_wrong_map_is_refused(text, what):
    with pytest.raises(InputError, match=what):
        columns_of(TABLE, read_map(text))


@pytest.mark.parametrize("text", ["- a\n- b\n", "speed: [1, 2\n", "speed: 3\n"])
def test_a_wrong_file_is_refused(tmp_path, text):
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_map(str(path))


def test_what_is_needed_and_not_there_is_named():
    columns = {name: one for name, one in drive().items() if name != "batt_a"}
    with pytest.raises(InputError, match="no column for the current"):
        columns_of(Table("log.csv", columns), read_map(None))


def test_a_column_that_is_not_there_has_a_near_one():
    with pytest.raises(InputError, match="did you mean 'speed_kmh'"):
        columns_of(TABLE, read_map("speed=speed_khm:kmh"))
