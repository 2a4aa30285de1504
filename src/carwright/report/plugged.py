"""Plugged: what fast charging is like for a car, charged before a word is written."""

from collections.abc import Mapping
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from carwright.car.car import Car
from carwright.report.weathered import MILD_C, STATION
from carwright.run.charge import Charge, Station, arrived, charge
from carwright.run.drive import surroundings
from carwright.units import from_si, to_si

WINDOWS = {
    "charge_10_80_min": (0.1, 0.8),
    "charge_30_80_min": (0.3, 0.8),
    "charge_0_100_min": (0.0, 1.0),
}
"""From and to which charge on the display each claimed time lasts, by key [share]."""
USUAL, WHOLE = "charge_10_80_min", "charge_0_100_min"
"""The charge from which gains and usual power are read, and that which meets the peak."""
GAINED = {f"km_in_{minutes}_min": to_si("x_min", float(minutes)) for minutes in (5, 10, 15)}
"""After which time at the plug each gain in range is claimed, by key [s]."""


@dataclass(frozen=True)
class Plugged:
    """A car at a strong DC station on a mild day, its pack warmed on the way."""

    numbers: Mapping[str, float]
    """Times and powers by key of the claims, in the unit of the key; a charge that does not come to
    its end has none."""
    stored: Mapping[str, float]
    """Energy that the pack gained from 10 % on, by key of the gains in range [J]."""

    def of(self, key: str, consumption: float | None) -> float | None:
        """Return what a claim speaks of, in the unit of its key; None where that is not known.

        Args:
            key: key of the claim.
            consumption: of the cycle by which a gain in range is told [J/m]; None where none is.
        """
        if key not in GAINED:
            return self.numbers.get(key)
        if consumption is None or key not in self.stored:
            return None
        return from_si("range_km", self.stored[key] / consumption)


def plugged(car: Car) -> Plugged:
    """Charge a car over every window of which makers tell a time.

    Args:
        car: the car.
    """
    mild = surroundings(car, temperature=to_si("air_c", MILD_C))
    station = Station(*(jnp.asarray(one) for one in STATION))
    found = {
        key: charge(car, station, arrived(car, low, mild), high, mild)
        for key, (low, high) in WINDOWS.items()
    }
    reached = {key: one for key, one in found.items() if bool(one.reached)}
    numbers = {key: from_si(key, float(one.duration)) for key, one in reached.items()}
    if USUAL in reached:
        usual = reached[USUAL]
        mean = float(usual.energy_outlet) / float(usual.duration)
        numbers["charge_typical_kw"] = from_si("charge_typical_kw", mean)
    if WHOLE in reached:
        peak = float(reached[WHOLE].peak_power)
        numbers["charge_peak_kw"] = from_si("charge_peak_kw", peak)
    return Plugged(numbers, _gained(reached[USUAL]) if USUAL in reached else {})


def _gained(usual: Charge) -> dict[str, float]:
    time, stored = (np.append(0.0, np.asarray(part)) for part in (usual.way.time, usual.way.stored))
    return {
        key: float(np.interp(after, time, stored))
        for key, after in GAINED.items()
        if after <= time[-1]
    }
