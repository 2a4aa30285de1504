"""aside: wide bands of what no belief is simulated for yet, by simple closed forms of each car.

Torque, voltage, a range that somebody drove: their place is kept. A band is the middle of
a closed form, for each believable car, times a spread that holds nine cars in ten between a low and
a high factor; all are estimates, and say on what.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from carwright.belief.aside_cost import price
from carwright.belief.draws import Draws
from carwright.belief.usual_charging import HIGH_VOLTAGE_SHARE
from carwright.carfile.schema import Claim
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, NumberRow
from carwright.figure_table import FIGURES
from carwright.settle.charging_rules import PEAK_KEY
from carwright.settle.defaults import Kind, default, rule
from carwright.units import from_si, to_si

NINE_IN_TEN = 2.0 * 1.6449
"""Width of nine in ten of a normal over its standard deviation [-]."""
_MASS, _USABLE, _POWER = "kerb_mass_kg", "battery_usable_energy_kwh", "peak_power_kw"
_GROSS = "battery_gross_energy_kwh"


@dataclass(frozen=True, eq=False)
class Estimate:
    """What a number would be of each believable car, by a closed form."""

    values: np.ndarray
    """(N,) in the unit of the key."""
    source: str
    """What the closed form rests on [-]."""


def aside(key: str, claim: Claim, draws: Draws) -> Estimate:
    """Return what a number would be of each believable car, by a closed form.

    Args:
        key: its key in the car file.
        claim: the claim, which names the procedure or the currency of the number.
        draws: believable cars.
    """
    found = _TABLE.get(key)
    if found is not None:
        return found(key, claim, draws)
    if any(row.key == key for row in FIGURES):
        usual = default(key, Kind(draws.scene.car_file.body, draws.scene.car_file.size))
        if not isinstance(usual.value, str) and usual.low is not None and usual.high is not None:
            spread = (usual.high - usual.low) / NINE_IN_TEN
            values = usual.value + spread * draws.noise(key)
            return Estimate(values, usual.note or "what is usual of a car of its kind")
    return _unknown(key, draws)


def _unknown(key: str, draws: Draws) -> Estimate:
    row = {**FIGURE_ROWS, **CLAIM_ROWS}[key]
    if not isinstance(row, NumberRow):
        raise TypeError(f"{key} is no number")
    places = (np.arange(len(draws.normal)) + 0.5) / len(draws.normal)
    return Estimate(row.low + places * (row.high - row.low), "whatever any road car can have")


def _around(
    draws: Draws, key: str, middle: np.ndarray | float, low: float, high: float
) -> np.ndarray:
    """Middles times a log-normal factor that lies in low..high for nine cars in ten."""
    spread = math.log(high / low) / NINE_IN_TEN
    return middle * np.exp(0.5 * math.log(low * high) + spread * draws.noise(key))


def _ruled(draws: Draws, key: str, name: str, of: np.ndarray) -> Estimate:
    found = rule(name)
    value, low, high = (float(found[end]) for end in ("value", "low", "high"))
    return Estimate(_around(draws, key, value * of, low / value, high / value), found["text"])


def _charging_current(key: str, claim: Claim, draws: Draws) -> Estimate:
    volts = _nominal_voltage("battery_nominal_voltage_v", claim, draws).values
    amperes = 1e3 * draws.values(PEAK_KEY) / volts
    return Estimate(amperes, "peak power over the voltage of its class; estimate")


def _tested_range(key: str, _: Claim, draws: Draws) -> Estimate:
    values = _around(draws, key, draws.values("epa_range_km"), 0.68, 1.38)
    source = "what people drive is 0.68 to 1.38 of EPA's label, by speed and weather; estimate"
    return Estimate(values, source)


def _torque(key: str, _: Claim, draws: Draws) -> Estimate:
    share = {"front": 0.42, "rear": 0.7}.get(key.split("_")[0], 1.0)
    return _ruled(draws, key, "torque_from_power", share * draws.values(_POWER))


def _axle_power(key: str, _: Claim, draws: Draws) -> Estimate:
    share, low, high = (0.45, 0.6, 1.8) if key.startswith("front") else (0.7, 0.7, 1.43)
    values = _around(draws, key, share * draws.values(_POWER), low, high)
    return Estimate(values, "a driven axle has 0.27 to 1 of the car's power; estimate")


def _wheelbase(key: str, _: Claim, draws: Draws) -> Estimate:
    length = from_si("wheelbase_m", to_si("length_mm", 1.0)) * draws.values("length_mm")
    return _ruled(draws, key, "wheelbase_from_length", length)


def _nominal_voltage(key: str, _: Claim, draws: Draws) -> Estimate:
    high = draws.noise("voltage class") < _quantile(HIGH_VOLTAGE_SHARE)
    low_class, high_class = (400.0, 800.0) if key == "system_voltage_v" else (355.0, 705.0)
    values = _around(draws, key, np.where(high, high_class, low_class), 0.87, 1.13)
    return Estimate(values, "cars of the 400 V and 800 V classes; 0.3 of new designs in the second")


def _quantile(share: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(share))


def _charge(key: str, claim: Claim, draws: Draws) -> Estimate:
    volts = _nominal_voltage("battery_nominal_voltage_v", claim, draws)
    return Estimate(1e3 * draws.values(_GROSS) / volts.values, f"energy over {volts.source}")


def _battery_mass(key: str, _: Claim, draws: Draws) -> Estimate:
    usual = default("pack_specific_energy_wh_per_kg", Kind())
    value, low, high = (float(n or 0.0) for n in (usual.value, usual.low, usual.high))
    grams = 1e3 * draws.values(_GROSS) / value
    return Estimate(_around(draws, key, grams, value / high, value / low), usual.note)


def _laden(key: str, _: Claim, draws: Draws) -> Estimate:
    more = {"gross_mass_kg": (480.0, 0.75, 1.3), "test_mass_kg": (130.0, 0.7, 1.6)}
    load, low, high = more.get(key, (136.0, 0.8, 1.25))
    kilograms = draws.values(_MASS) + _around(draws, key, load, low, high)
    return Estimate(
        kilograms / to_si(key, 1.0), "kerb mass and what is usual on top of it; estimate"
    )


def _later_sprint(key: str, _: Claim, draws: Draws) -> Estimate:
    values = _around(draws, key, draws.values("zero_to_100_s"), 3.2, 4.9)
    return Estimate(values, "0-200 km/h takes 3.2 to 4.9 times 0-100 km/h; estimate from memory")


def _quarter_mile(key: str, _: Claim, draws: Draws) -> Estimate:
    # Hale's rule: 5.825 s times the cube root of pounds per horsepower, from memory
    pounds = draws.values(_MASS) / to_si("x_lb", 1.0)
    horses = draws.values(_POWER) * from_si("x_hp", to_si("x_kw", 1.0))
    values = _around(draws, key, 5.825 * np.cbrt(pounds / horses), 0.9, 1.1)
    return Estimate(values, "Hale's rule of mass over power, from memory")


def _price(key: str, claim: Claim, draws: Draws) -> Estimate:
    middle, low, high = price(draws.values(_USABLE), claim.currency or "USD")
    return Estimate(
        _around(draws, key, middle, low, high),
        "what cars cost for each kWh of battery, 0.5 to 2 times; estimate, not by physics",
    )


_TABLE: MappingProxyType[str, Callable[[str, Claim, Draws], Estimate]] = MappingProxyType(
    {
        "charge_peak_current_a": _charging_current,
        "range_tested_km": _tested_range,
        **dict.fromkeys(("peak_torque_nm", "front_peak_torque_nm", "rear_peak_torque_nm"), _torque),
        **dict.fromkeys(("front_peak_power_kw", "rear_peak_power_kw"), _axle_power),
        "wheelbase_m": _wheelbase,
        **dict.fromkeys(("battery_nominal_voltage_v", "system_voltage_v"), _nominal_voltage),
        "battery_charge_ah": _charge,
        "battery_mass_kg": _battery_mass,
        **dict.fromkeys(("gross_mass_kg", "test_mass_kg", "test_weight_lb"), _laden),
        "zero_to_200_s": _later_sprint,
        "quarter_mile_s": _quarter_mile,
        "price": _price,
    }
)
"""Closed forms by key."""
