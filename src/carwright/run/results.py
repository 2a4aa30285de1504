"""Results at the edge: a run as numbers with units in their names, as a table, as a file.

The only way out of SI: everything in here carries its unit.
"""

import csv
import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from carwright.codes import Outcome
from carwright.errors import InputError
from carwright.units import from_si, unit
from carwright.whole_file import write_whole

if TYPE_CHECKING:
    import xarray

    from carwright.car.car import Car
    from carwright.run.simulate import Run

SCHEMA_VERSION = 1
"""Version of the JSON documents."""
FAIR_WEATHER = (288.15, 303.15)
"""Air between which climate matters little [K]; outside, results warn."""
OUTCOMES = {
    Outcome.FOLLOWED: "followed",
    Outcome.FELL_SHORT: "fell short of the trace",
    Outcome.EMPTY: "battery empty",
}
"""How a drive ended, in words."""

_STATES = {
    "speed": "speed_kmh",
    "position": "distance_km",
    "height": "height_m",
    "fast_polarisation": "fast_polarisation_v",
    "slow_polarisation": "slow_polarisation_v",
    "cell_temperature": "cell_temperature_c",
    "coolant_temperature": "coolant_temperature_c",
    "front_unit_temperature": "front_unit_temperature_c",
    "rear_unit_temperature": "rear_unit_temperature_c",
    "oil_temperature": "oil_temperature_c",
    "tyre_temperature": "tyre_temperature_c",
    "cabin_air_temperature": "cabin_air_temperature_c",
    "cabin_mass_temperature": "cabin_mass_temperature_c",
}
"""Columns of the state, with unit."""


def warnings(
    summary: Mapping[str, Any], air_temperature: float, notes: tuple[str, ...] = ()
) -> list[str]:
    """Return what a reader of the result must know.

    Args:
        summary: the drive, as `Run.summary` gives it.
        air_temperature: of the drive [K].
        notes: what was done to the trace.
    """
    found = list(notes)
    low, high = FAIR_WEATHER
    if not low <= air_temperature <= high and not float(summary["ledger"]["climate"]):
        found.append("climate is off: neither cabin heat nor cooling is in this result")
    outcome, driven = Outcome(int(summary["outcome"])), float(summary["distance"]) / 1e3
    if outcome is Outcome.FELL_SHORT:
        short = float(summary["asked_distance"]) / 1e3 - driven
        found.append(f"the car could not follow the trace: {short:.2f} km short of what was asked")
    if outcome is Outcome.EMPTY:
        found.append(f"the battery was empty after {driven:.2f} km")
    return found


def document(
    summary: Mapping[str, Any],
    car: str,
    cycle: str,
    air_temperature: float,
    notes: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return a drive as plain numbers with units in their names, ready for JSON.

    Args:
        summary: the drive of one car, as `Run.summary` gives it.
        car: id of the car.
        cycle: id of the cycle.
        air_temperature: of the drive [K].
        notes: what was done to the trace.
    """
    terms = {name: from_si("energy_kwh", float(term)) for name, term in summary["ledger"].items()}
    consumption = from_si("consumption_wh_per_km", float(summary["consumption_dc"]))
    return {
        "schema_version": SCHEMA_VERSION,
        "car": car,
        "cycle": cycle,
        "distance_km": float(summary["distance"]) / 1e3,
        "asked_distance_km": float(summary["asked_distance"]) / 1e3,
        "consumption_dc_wh_per_km": consumption,
        "energy_dc_kwh": from_si("energy_kwh", float(summary["energy_dc"])),
        "range_dc_km": float(summary["range_dc"]) / 1e3,
        "soc_start": float(summary["start_charge"]),
        "soc_end": float(summary["end_charge"]),
        "outcome": OUTCOMES[Outcome(int(summary["outcome"]))],
        "warnings": warnings(summary, air_temperature, notes),
        "ledger": terms,
        "ledger_residual_relative": float(summary["ledger_residual_relative"]),
    }


def columns(run: "Run", car: "Car") -> dict[str, np.ndarray]:
    """Return what each step did, one array a column, units in the names.

    The state is that at the end of each step; powers, motors, voltage and current are step means.

    Args:
        run: the drive of one car, with series; padding and what came after an empty battery is left
            out.
        car: the car.

    Raises:
        InputError: if the run has no series.
    """
    from carwright.run.shafts import shafts
    from carwright.run.steps import steps
    from carwright.run.terminals import terminals

    done = steps(run)
    table = {"time_s": np.asarray(done.after.time)}
    for name, key in _STATES.items():
        table[key] = _at_the_edge(key, getattr(done.after, name))
    table["soc_share"] = _display_charge(run, np.asarray(done.after.charge))
    pack = terminals(car, done)
    table |= {"pack_voltage_v": pack.voltage, "pack_current_a": pack.current}
    for side, motor in shafts(car, done).items():
        key = f"{side}_motor_speed_rpm"
        table |= {key: _at_the_edge(key, motor.speed), f"{side}_motor_torque_nm": motor.torque}
    for name in done.record.__dataclass_fields__:
        table[f"{name}_w"] = np.asarray(getattr(done.record, name))
    return {key: values + 0.0 for key, values in table.items()}  # no minus before zero


def _at_the_edge(key: str, values: np.ndarray) -> np.ndarray:
    return np.array([from_si(key, value) for value in values.tolist()])


def series_dataset(
    run: "Run", car: "Car", attributes: Mapping[str, Any] | None = None
) -> "xarray.Dataset":
    """Return what each step did as an xarray dataset over time, with units as attributes.

    Args:
        run: the drive of one car, with series.
        car: the car.
        attributes: what to say of the whole, such as provenance.

    Raises:
        InputError: if the run has no series.
    """
    import xarray

    table = columns(run, car)
    time = table.pop("time_s")
    variables = {key: ("time_s", values, {"units": unit(key)}) for key, values in table.items()}
    return xarray.Dataset(
        variables, {"time_s": ("time_s", time, {"units": "s"})}, dict(attributes or {})
    )


def save_series(run: "Run", car: "Car", path: str, provenance: Mapping[str, Any]) -> None:
    """Write what each step did as Parquet or CSV, whole or not at all.

    Args:
        run: the drive of one car, with series.
        car: the car.
        path: file to write; its ending says which.
        provenance: what the result rests on; goes into the file.

    Raises:
        InputError: if the ending is neither `.parquet` nor `.csv`, or the file cannot be written.
    """
    table = columns(run, car)
    ending = Path(path).suffix.lower()
    if ending == ".parquet":
        write_whole(path, _parquet(table, provenance))
    elif ending == ".csv":
        write_whole(path, _csv(table, provenance).encode())
    else:
        raise InputError(
            "a series is saved as Parquet or CSV",
            file=path,
            key="ending",
            value=ending,
            allowed=".parquet, .csv",
        )


def _display_charge(run: "Run", charge: np.ndarray) -> np.ndarray:
    first, last = float(run.start.charge), float(run.end.charge)
    shown_first, shown_last = float(run.start_charge), float(run.end_charge)
    if first == last:
        return np.full_like(charge, shown_first)
    return shown_first + (charge - first) * (shown_last - shown_first) / (last - first)


def _parquet(table: Mapping[str, np.ndarray], provenance: Mapping[str, Any]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields = [pa.field(key, pa.float64(), metadata={"unit": unit(key)}) for key in table]
    schema = pa.schema(fields, metadata={"carwright": json.dumps(provenance, sort_keys=True)})
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(dict(table), schema=schema), sink)
    return sink.getvalue().to_pybytes()


def _csv(table: Mapping[str, np.ndarray], provenance: Mapping[str, Any]) -> str:
    sink = StringIO()
    for key, value in sorted(provenance.items()):
        sink.write(f"# {key}: {value}\n")
    rows = csv.writer(sink, lineterminator="\n")
    rows.writerow(table)
    rows.writerows(zip(*(values.tolist() for values in table.values()), strict=True))
    return sink.getvalue()
