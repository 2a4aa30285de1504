"""reaching: how many believable cars reach a claim, and on which side of a number the boast lies.

For a range, a power, an energy or a speed a car reaches the claim with at least so much; for a
sprint, a consumption, a mass, a drag, a charging time or a price with at most so much; of an
interval the end that is easier to reach counts. A figure that nobody boasts of, such as a length,
has no such side: there the share is that of cars that lie at least as far from the middle. Who says
"at least" or "at most" himself has chosen the side.
"""

from typing import Literal

import numpy as np

from carwright.belief.heard import Heard
from carwright.belief.rounding import rounding
from carwright.belief.terms import written_unit

Side = Literal["at_least", "at_most", "neither"]

_MORE = frozenset(
    {
        *("range_km", "range_tested_km", "mpge", "top_speed_kmh", "peak_power_kw"),
        *("peak_torque_nm", "battery_energy_kwh", "battery_gross_energy_kwh"),
        *("battery_usable_energy_kwh", "battery_charge_ah", "charge_peak_kw"),
        *("charge_typical_kw", "charge_peak_current_a", "km_in_5_min", "km_in_10_min"),
        *("km_in_15_min", "front_peak_power_kw", "rear_peak_power_kw", "front_peak_torque_nm"),
        *("rear_peak_torque_nm", "pack_specific_energy_wh_per_kg", "grip_coefficient"),
        *("onboard_charger_power_kw", "discharge_peak_power_kw", "charge_peak_power_kw"),
    }
)
_LESS = frozenset(
    {
        *("consumption_kwh_per_100km", "zero_to_100_s", "zero_to_200_s", "zero_to_60mph_s"),
        *("quarter_mile_s", "charge_0_100_min", "charge_10_80_min", "charge_30_80_min"),
        *("charge_dc_min", "price", "kerb_mass_kg", "drag_coefficient"),
        *("rolling_resistance_coefficient", "battery_mass_kg"),
    }
)


def side_of(one: Heard) -> Side:
    """Return which side of its number a claim is reached on.

    Args:
        one: the claim.
    """
    said = one.claim.bound
    if said == "at_least":
        return "at_least"
    if said == "at_most" and one.key != "range_km":  # a range "up to" so much boasts of that
        return "at_most"
    if one.key in _MORE:
        return "at_least"
    return "at_most" if one.key in _LESS else "neither"


def threshold(one: Heard) -> float:
    """Return the number that a car must reach, in the unit of the key; rounding helps the claim.

    Args:
        one: the claim; of one that is reached on neither side the middle is meant.
    """
    side, (low, high) = side_of(one), _ends(one)
    return {"at_least": low, "at_most": high, "neither": 0.5 * (low + high)}[side]


def plausibility(one: Heard, values: np.ndarray, weights: np.ndarray) -> float:
    """Return the share of believable cars that reach a claim [-].

    Args:
        one: the claim.
        values: (M,) what it would say of each car if it were right [unit of the key].
        weights: (M,) their weights, sum 1.
    """
    low, high = _ends(one)
    above = float(np.sum(weights[values >= low]))
    below = float(np.sum(weights[values <= high]))
    side = side_of(one)
    if side == "at_least":
        return min(above, 1.0)
    return min(below, 1.0) if side == "at_most" else min(1.0, 2.0 * min(above, below))


def _ends(one: Heard) -> tuple[float, float]:
    half = [rounding(n, written_unit(one.key), one.claim.as_said) for n in one.numbers]
    both = list(zip(one.numbers, half, strict=True))
    return min(n - h for n, h in both), max(n + h for n, h in both)
