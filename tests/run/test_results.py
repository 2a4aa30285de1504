"""Results at the edge: units in every name, series that add up, files that can be read back."""

import csv
import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from workshop import CARS, SU7, TESLA, altered, car, driven, hilly

import carwright
from carwright.errors import InputError
from carwright.run.ledger import LOSSES
from carwright.run.results import columns, document, save_series, series_dataset
from carwright.run.simulate import Run
from carwright.state import Record, State
from carwright.units import suffix

KEYS = {
    *("schema_version", "car", "cycle", "distance_km", "asked_distance_km"),
    *("consumption_dc_wh_per_km", "soc_start", "soc_end", "outcome", "warnings"),
    *("ledger", "ledger_residual_relative"),
}
"""What the drive's document promises; provenance is joined where it leaves the program."""
PROVENANCE = {"carwright": "0.1.0", "car_file": "a,b.yaml", "estimated_figures": 12}
AIR = 293.15


@pytest.fixture(scope="module")
def run() -> Run:
    return carwright.drive(car(SU7), hilly(), series=True)


def told(drive: Run, air: float = AIR, notes: tuple[str, ...] = ()) -> dict:
    return document(drive.summary(), SU7, "hilly", air, notes)


def test_the_document_has_its_keys_and_plain_numbers(run: Run):
    found = told(run)
    assert set(found) >= KEYS
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    whole = {"schema_version", "car", "cycle", "outcome", "warnings", "ledger"}
    numbers = set(found) - whole - {"soc_start", "soc_end", "ledger_residual_relative"}
    assert [key for key in numbers if suffix(key) is None] == []


def test_the_document_by_hand(run: Run):
    found = told(run)
    assert found["distance_km"] == pytest.approx(float(run.distance) / 1000.0)
    energy = float(run.totals.terminal_out - run.totals.terminal_in)
    assert found["energy_dc_kwh"] == pytest.approx(energy / 3.6e6)
    consumption = energy / 3600.0 / (float(run.distance) / 1000.0)
    assert found["consumption_dc_wh_per_km"] == pytest.approx(consumption)
    assert found["range_dc_km"] == pytest.approx(float(run.usable_energy) / 3600.0 / consumption)
    assert found["soc_start"] == pytest.approx(0.9)
    assert found["soc_end"] < 0.9
    assert found["outcome"] == "followed"
    assert found["warnings"] == []


def test_the_ledger_of_the_document_closes(run: Run):
    ledger = told(run)["ledger"]
    assert set(ledger) == {"chemical", *LOSSES, "kinetic", "height", "polarisation"}
    taken = sum(value for name, value in ledger.items() if name != "chemical")
    assert ledger["chemical"] == pytest.approx(taken, rel=1e-9)
    assert ledger["tyres"] == pytest.approx(float(run.totals.tyres) / 3.6e6)


@pytest.mark.parametrize("car_id", CARS)
def test_every_car_has_a_document_without_nan(car_id: str):
    found = document(driven(car_id, "udds").summary(), car_id, "udds", AIR)
    assert "NaN" not in json.dumps(found, allow_nan=False)


@pytest.mark.parametrize(("air", "warned"), [(283.15, 1), (288.15, 0), (303.15, 0), (308.15, 1)])
def test_weather_without_climate_warns(run: Run, air: float, warned: int):
    assert len([text for text in told(run, air)["warnings"] if "climate" in text]) == warned


def test_notes_of_the_trace_are_passed_on(run: Run):
    assert told(run, notes=("irregular log",))["warnings"] == ["irregular log"]


def test_a_shortfall_and_an_empty_battery_say_so():
    weak = altered(car(TESLA), {"battery.discharge_power": 15e3})
    short = document(carwright.drive(weak, "us06").summary(), TESLA, "us06", AIR)
    assert short["outcome"] == "fell short of the trace"
    assert "km short" in short["warnings"][0]
    drained = carwright.drive(car(TESLA), "wltc-3b", charge=0.01)
    empty = document(drained.summary(), TESLA, "wltc-3b", AIR)
    assert empty["outcome"] == "battery empty"
    assert f"{empty['distance_km']:.2f} km" in empty["warnings"][0]


def test_columns_carry_units_and_leave_padding_out(run: Run):
    table = columns(run, car(SU7))
    assert [key for key in table if suffix(key) is None] == []
    assert {len(values) for values in table.values()} == {len(hilly().speed) - 1}
    np.testing.assert_allclose(table["time_s"], np.arange(1.0, len(hilly().speed)))
    np.testing.assert_allclose(table["speed_kmh"], hilly().speed[1:] * 3.6, atol=1e-9)
    assert table["distance_km"][-1] == pytest.approx(float(run.distance) / 1000.0)
    assert table["tyre_temperature_c"][-1] == pytest.approx(
        float(run.end.tyre_temperature) - 273.15
    )
    assert table["soc_share"][-1] == pytest.approx(float(run.end_charge))


def test_columns_hold_every_temperature_of_the_state(run: Run):
    table = columns(run, car(SU7))
    nodes = [name for name in State.__dataclass_fields__ if name.endswith("_temperature")]
    assert len(nodes) == 8
    for name in nodes:
        end = float(getattr(run.end, name)) - 273.15
        assert table[f"{name}_c"][-1] == pytest.approx(end, abs=1e-9), name


def test_columns_tell_motors_and_pack(run: Run):
    """Two motors in rpm and Nm, the pack in V and A: their powers are those of the record."""
    table = columns(run, car(SU7))
    np.testing.assert_allclose(
        table["pack_voltage_v"] * table["pack_current_a"],
        table["terminal_out_w"] - table["terminal_in_w"],
        atol=1e-6,
    )
    given = np.zeros_like(table["time_s"])
    for side in ("front", "rear"):
        speed = table[f"{side}_motor_speed_rpm"] * np.pi / 30.0
        given += table[f"{side}_motor_torque_nm"] * speed + table[f"{side}_drive_unit_w"]
    loads = table["auxiliaries_w"] + table["dcdc_w"] + table["climate_w"]
    followed = np.abs(table["speed_kmh"] - hilly().speed[1:] * 3.6) < 1e-6
    assert followed.sum() > 100
    power = table["pack_voltage_v"] * table["pack_current_a"]
    np.testing.assert_allclose((given + loads)[followed], power[followed], atol=1e-6)


def test_columns_have_no_minus_before_zero(run: Run):
    for key, values in columns(run, car(SU7)).items():
        assert not np.signbit(values[values == 0.0]).any(), key


def test_columns_of_power_add_up_to_the_totals(run: Run):
    table = columns(run, car(SU7))
    for name in Record.__dataclass_fields__:
        total = float(getattr(run.totals, name))
        assert float(np.sum(table[f"{name}_w"])) == pytest.approx(total, rel=1e-9, abs=1e-6)


def test_columns_end_where_the_battery_did():
    drained = carwright.drive(car(TESLA), "wltc-3b", charge=0.01, series=True)
    table = columns(drained, car(TESLA))
    assert len(table["time_s"]) == int(drained.end.time) < 1800
    assert table["soc_share"][-1] <= 0.0


def test_totals_alone_have_no_columns():
    with pytest.raises(InputError, match="series=True"):
        columns(driven(TESLA, "udds"), car(TESLA))


def test_the_dataset_has_units(run: Run):
    data = series_dataset(run, car(SU7), PROVENANCE)
    assert data["speed_kmh"].attrs["units"] == "km/h"
    assert data["air_w"].attrs["units"] == "W"
    assert data["cell_temperature_c"].attrs["units"] == "°C"
    assert data["soc_share"].attrs["units"] == ""
    assert data["time_s"].attrs["units"] == "s"
    assert data.attrs == PROVENANCE
    assert float(data["rear_drive_unit_w"].sum()) == pytest.approx(
        float(run.totals.rear_drive_unit), rel=1e-9
    )


def test_parquet_round_trip(run: Run, tmp_path: Path):
    path = tmp_path / "new folder" / "run.parquet"
    save_series(run, car(SU7), str(path), PROVENANCE)
    table = pq.read_table(path)
    for key, values in columns(run, car(SU7)).items():
        np.testing.assert_array_equal(table[key].to_numpy(), values)
        assert table.schema.field(key).metadata is not None
    assert table.schema.field("speed_kmh").metadata == {b"unit": b"km/h"}
    assert json.loads(table.schema.metadata[b"carwright"]) == PROVENANCE
    assert [other.name for other in path.parent.iterdir()] == ["run.parquet"]


def test_csv_round_trip(run: Run, tmp_path: Path):
    path = tmp_path / "run.CSV"
    save_series(run, car(SU7), str(path), PROVENANCE)
    lines = path.read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line.startswith("#")]
    assert said == ["# car_file: a,b.yaml", "# carwright: 0.1.0", "# estimated_figures: 12"]
    header, *rows = csv.reader(lines[len(said) :])
    expected = columns(run, car(SU7))
    assert header == list(expected)
    np.testing.assert_array_equal(np.array(rows, float), np.stack([*expected.values()], axis=1))


def test_another_ending_is_refused_and_nothing_is_written(run: Run, tmp_path: Path):
    with pytest.raises(InputError, match=r"\.parquet, \.csv"):
        save_series(run, car(SU7), str(tmp_path / "run.xlsx"), PROVENANCE)
    assert list(tmp_path.iterdir()) == []
