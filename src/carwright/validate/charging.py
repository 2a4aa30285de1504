"""Measured charging curves beside the same cars in simulation.

A car is built from usable energy, chemistry, voltage class and peak power alone; how its power
falls with charge is what other families of cars do. Beside that stands the car with its own curve
as its limit, which says what the physics adds. Each arrives with its pack warmed for charging.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from carwright.car.build import build_car
from carwright.cars.from_file import vector
from carwright.errors import InputError
from carwright.run.charge import Charge, Station, arrived, charge
from carwright.run.simulate import reference_environment
from carwright.settle.settle import settle
from carwright.units import from_si
from carwright.validate.charging_rows import CurveRow, read_curves
from carwright.validate.provenance import rests_on
from carwright.validate.row_car import car_file
from carwright.validate.table import Rejected

SCHEMA_VERSION = 1
"""Version of the JSON document."""
PLENTY = (1e9, 1e5, 1e5)
"""Power [W], current [A] and voltage [V] of a station that limits no car."""
_PARTS = 200
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """One car: what was measured, and the same in simulation."""

    row: CurveRow
    """The measured curve [-]."""
    duration: float
    """Simulated time over the window [s]."""
    rms: float
    """Root mean square of the difference in power, over peak power [share]."""
    own_duration: float
    """Simulated time with the car's own curve as its limit [s]."""

    @property
    def error(self) -> float:
        """(simulated - measured) / measured time [share]."""
        return self.duration / self.row.duration - 1.0

    @property
    def own_error(self) -> float:
        """The same with the car's own curve as its limit [share]."""
        return self.own_duration / self.row.duration - 1.0


@dataclass(frozen=True)
class ChargingValidation:
    """Every car of a file."""

    file: str
    """The file [-]."""
    cars: tuple[Judged, ...]
    """Cars that are scored [-]."""
    rejected: tuple[Rejected, ...]
    """Rows and cars that are not, with the reason [-]."""
    unscored: tuple[CurveRow, ...]
    """Cars whose curve spans too little [-]."""

    def document(self) -> dict[str, Any]:
        """Return it as plain numbers with units in their names, ready for JSON."""
        return {
            "schema_version": SCHEMA_VERSION,
            "list": "charging",
            "cars": [_told(one) for one in self.cars] + [_untold(row) for row in self.unscored],
            "rejected": [{"id": row.id, "why": row.why} for row in self.rejected],
            "summary": _summary([one.error for one in self.cars]),
            "summary_with_own_limit": _summary([one.own_error for one in self.cars]),
            "provenance": rests_on(),
        }

    def table(self) -> str:
        """Return every number as CSV, one line a car."""
        told = [_told(one) for one in self.cars]
        keys = ("id", "minutes_measured", "minutes", "error", "power_rms_share_of_peak")
        lines = [",".join(keys), *(",".join(str(one[key]) for key in keys) for one in told)]
        return "\n".join(lines) + "\n"

    def lines(self) -> list[str]:
        """Return it for people."""
        total = _summary([one.error for one in self.cars])
        own = _summary([one.own_error for one in self.cars])
        head = (
            f"{'car':<28} {'window':>9} {'measured':>9} {'simulated':>9} {'error':>8} {'power':>7}"
        )
        lines = [f"{len(self.cars)} charging curves of {self.file}", head + "  with own limit"]
        for one in self.cars:
            low, high = one.row.window
            lines.append(
                f"{one.row.id:<28} {100 * low:3.0f}-{100 * high:<3.0f} % "
                f"{from_si('time_min', one.row.duration):6.1f} min "
                f"{from_si('time_min', one.duration):5.1f} min "
                f"{100 * one.error:+6.1f} % {100 * one.rms:5.1f} % {100 * one.own_error:+6.1f} %"
            )
        if self.cars:
            median, worst = (100 * total[key] for key in ("median_abs", "worst"))
            own_median, own_worst = (100 * own[key] for key in ("median_abs", "worst"))
            lines.append(
                f"minutes: median {median:.1f} %, worst {worst:.1f} %; "
                f"with its own limit {own_median:.1f} and {own_worst:.1f} %"
            )
        lines += [f"not scored: {row.id}: {_WHY}" for row in self.unscored]
        return lines + [f"rejected: {row.id}: {row.why}" for row in self.rejected]


_WHY = "its curve spans nothing of 10 to 80 %"


def validate_charging(path: str | PathLike[str]) -> ChargingValidation:
    """Put measured charging curves beside the same cars in simulation.

    Args:
        path: a CSV file with a row for each car and charge.

    Raises:
        InputError: if it is no such file.
    """
    curves = read_curves(path)
    rejected = list(curves.rejected)
    scored, rates = [], []
    for row in curves.cars:
        if row.is_scored:
            try:
                rates.append((_figures(row, own=False), _figures(row, own=True)))
                scored.append(row)
            except InputError as error:
                rejected.append(Rejected(row.id, error.what))
    judged: list[Judged] = []
    if scored:
        usual, own = (_charged([pair[i] for pair in rates], scored) for i in (0, 1))
        for place, row in enumerate(scored):
            duration, own_duration = (float(np.asarray(c.duration)[place]) for c in (usual, own))
            judged.append(Judged(row, duration, _rms(row, usual, place), own_duration))
    unscored = tuple(row for row in curves.cars if not row.is_scored)
    return ChargingValidation(fspath(path), tuple(judged), tuple(rejected), unscored)


def _figures(row: CurveRow, *, own: bool) -> Any:
    maker, _, name = row.id.partition("-")
    figures = dict(row.figures)
    if own:
        told = zip(100.0 * row.charge, row.power, strict=True)
        pairs = (f"{at:.2f}:{from_si('power_kw', power):.3f}" for at, power in told)
        figures["dc_power_kw_by_soc_percent"] = ", ".join(pairs)
    year = 2022
    return vector(settle(car_file(row.id, maker, name.replace("-", " ") or maker, year, figures)))


def _charged(figures: list[Any], rows: Sequence[CurveRow]) -> Charge:
    stacked = jax.tree.map(lambda *leaves: jnp.stack(leaves), *figures)
    cars = jax.vmap(build_car)(stacked)
    dtype = cars.body.mass.dtype
    low, high = (jnp.asarray(ends, dtype) for ends in zip(*(r.window for r in rows), strict=True))
    start = jax.vmap(lambda car, at: arrived(car, at, reference_environment(car)))(cars, low)
    station = Station(*(jnp.full(len(rows), most, dtype) for most in PLENTY))
    return charge(cars, station, start, high)


def _rms(row: CurveRow, found: Charge, place: int) -> float:
    low, high = row.window
    ends = np.asarray(found.way.charge)[place]
    middles = 0.5 * (np.concatenate([[low], ends[:-1]]) + ends)
    at = np.linspace(low, high, _PARTS + 1)
    moved = np.diff(ends, prepend=low) > 0.0
    power = np.interp(at, middles[moved], np.asarray(found.way.power)[place][moved])
    away = power - np.interp(at, row.charge, row.power)
    return float(np.sqrt(np.mean(away**2)) / row.peak)


def _told(one: Judged) -> dict[str, Any]:
    return {
        "id": one.row.id,
        "window": [round(end, _PLACES) for end in one.row.window],
        "minutes_measured": from_si("time_min", one.row.duration),
        "minutes": from_si("time_min", one.duration),
        "error": one.error,
        "power_rms_share_of_peak": one.rms,
        "error_with_own_limit": one.own_error,
        "reason": None,
    }


def _untold(row: CurveRow) -> dict[str, Any]:
    nothing = ("minutes_measured", "minutes", "error", "power_rms_share_of_peak")
    empty = dict.fromkeys(("window", *nothing, "error_with_own_limit"))
    return {"id": row.id, **empty, "reason": _WHY}


def _summary(errors: Sequence[float]) -> dict[str, Any]:
    sizes = [abs(error) for error in errors]
    if not sizes:
        return {"n": 0, "median_abs": None, "worst": None}
    return {"n": len(sizes), "median_abs": float(np.median(sizes)), "worst": max(sizes)}
