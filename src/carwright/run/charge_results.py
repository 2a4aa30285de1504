"""Results of a charge at the edge: plain numbers with units in their names. No JAX.

A charge is told by its numbers, by the paths that they have in a `Charge`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from carwright.conditions import HARDLY_CHARGED
from carwright.units import from_si

if TYPE_CHECKING:
    from carwright.run.simulate import Run

SCHEMA_VERSION = 1
"""Version of the JSON document."""
MINUTES = (5, 10, 15)
"""Times after the plug whose gain in range is told."""
LOST = ("auxiliaries", "dcdc", "climate", "cell_ohmic", "cell_polarisation")
"""Losses of a charge by their name in the ledger, beside those before the pack."""
BEFORE = ("charger", "cable")
"""What is lost before the pack."""
_PERCENT = 0.01


class Use(NamedTuple):
    """What a drive on the named cycle makes of a charge."""

    consumption: float
    """At the pack's terminals [J/m]."""
    drivable: float
    """Energy at the terminals for each joule out of the cells' chemistry: the rest warms them [-].
    """


def use(chemical: float, energy_dc: float, consumption: float) -> Use:
    """Return what a drive makes of a charge.

    Args:
        chemical: out of the cells' chemistry in the drive [J].
        energy_dc: at the pack's terminals [J].
        consumption: the same for each metre [J/m].
    """
    drivable = energy_dc / chemical if chemical > 0.0 else 1.0
    return Use(float(consumption), float(drivable))


def use_of(run: "Run") -> Use:
    """Return what a drive makes of a charge.

    Args:
        run: the drive of one car.
    """
    return use(float(run.totals.chemical), float(run.energy_dc), float(run.consumption_dc))


def charge_document(
    found: Mapping[str, Any], window: Mapping[str, Any], use: Use, tariff: float | None
) -> dict[str, Any]:
    """Return a charge of one car as plain numbers, ready for JSON.

    Args:
        found: the charge, by path.
        window: the same from 10 to 80 %, however far the charge itself goes.
        use: what a drive on the named cycle makes of it.
        tariff: price of a kilowatt-hour at the plug, in any currency.
    """
    outlet = _energy(_outlet(found))
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "dc" if float(found["station.voltage"]) > 0.0 else "ac",
        "soc_start": float(found["start_charge"]),
        "soc_end": float(found["way.charge"][-1]),
        "reached": bool(found["reached"]),
        "minutes": from_si("time_min", float(found["way.time"][-1])),
        "minutes_10_80": _minutes(window),
        "energy_grid_kwh": _energy(found["totals.grid"]),
        "energy_outlet_kwh": outlet,
        "energy_pack_kwh": _energy(found["totals.terminal_in"] - found["totals.terminal_out"]),
        "energy_stored_kwh": _energy(-found["ledger.chemical"]),
        "peak_kw": from_si("power_kw", float(np.max(found["way.power"]))),
        "stored_over_grid_share": _share(found, 1.0),
        "drivable_over_grid_share": _share(found, use.drivable),
        **{f"km_in_{minutes}_min": _gain(found, minutes, use) for minutes in MINUTES},
        "consumption_dc_wh_per_km": from_si("consumption_wh_per_km", use.consumption),
        "cost": None if tariff is None else outlet * tariff,
        "losses": _losses(found),
        "ledger_residual_relative": float(found["ledger.residual_relative"]),
        "curve": _curve(found),
    }


def _outlet(found: Mapping[str, Any]) -> Any:
    """Energy at the plug: a DC station's own losses are before it [J]."""
    lost_before = found["totals.charger"] if found["station.voltage"] > 0.0 else 0.0
    return found["totals.grid"] - lost_before


def _energy(value: Any) -> float:
    return from_si("energy_kwh", float(value))


def _minutes(window: Mapping[str, Any]) -> float | None:
    return from_si("time_min", float(window["way.time"][-1])) if bool(window["reached"]) else None


def _share(found: Mapping[str, Any], drivable: float) -> float | None:
    """Of the grid's energy, what is stored, or what of that can be driven with [-]."""
    grid = float(found["totals.grid"])
    return drivable * float(-found["ledger.chemical"]) / grid if grid > 0.0 else None


def _gain(found: Mapping[str, Any], minutes: float, use: Use) -> float | None:
    """Range gained after some minutes [km]; None where the charge ends before."""
    time = from_si("time_min", 1.0) * np.asarray(found["way.time"])
    if minutes > time[-1] or use.consumption <= 0.0:
        return None
    stored = np.interp(minutes, np.append(0.0, time), np.append(0.0, found["way.stored"]))
    return from_si("distance_km", use.drivable * float(stored) / use.consumption)


def _losses(found: Mapping[str, Any]) -> dict[str, float]:
    paths = [
        *(f"ledger.plug.{name}" for name in BEFORE),
        *(f"ledger.losses.{name}" for name in LOST),
        "ledger.stored.polarisation",
    ]
    return {path.rpartition(".")[2]: _energy(found[path]) for path in paths}


def _curve(found: Mapping[str, Any]) -> list[dict[str, float]]:
    """The charge at its start, at each whole percent of the display and at its end."""
    first, ends = float(found["start_charge"]), np.asarray(found["way.charge"])
    moved = np.diff(ends, prepend=first) > HARDLY_CHARGED
    if not moved.any():
        return []
    at = np.append(first, ends[moved])
    middles, power = 0.5 * (at[1:] + at[:-1]), np.asarray(found["way.power"])[moved]
    time = np.append(0.0, np.asarray(found["way.time"])[moved])
    cells = np.append(
        found["start.cell_temperature"], np.asarray(found["way.cell_temperature"])[moved]
    )
    whole = np.arange(np.ceil(first / _PERCENT + 1e-6), np.floor(at[-1] / _PERCENT - 1e-6) + 1.0)
    return [
        {
            "soc": float(charge),
            "power_kw": from_si("power_kw", float(np.interp(charge, middles, power))),
            "pack_c": from_si("pack_c", float(np.interp(charge, at, cells))),
            "minutes": from_si("time_min", float(np.interp(charge, at, time))),
        }
        for charge in (first, *(_PERCENT * whole), at[-1])
    ]
