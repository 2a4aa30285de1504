"""limit: what physics allows at best: no better drive than any, no more grip, no lighter battery.

A car that loses no more than the best between battery and road, on a test's cycle, goes so far and
no farther; one that presses as hard as its tyres hold and its motors pull is so quick and no
quicker. Source: energy feasibility of `rate.feasibility`.
"""

from collections.abc import Mapping

import numpy as np

from carwright.belief.procedures import CONSUMPTION, PROCEDURES, RANGE
from carwright.belief.simulated import LAUNCH
from carwright.rate.feasibility import MOST_ONE_WAY, RECHARGE, RoadLoad, need
from carwright.rate.weights import CITY_SHARE
from carwright.run.accelerate import ROLLOUT, SIXTY_MILES
from carwright.settle.defaults import Kind, default, rule
from carwright.units import GRAVITY, to_si
from carwright.world.cycle import cycle

CARS = 48
"""Believable cars whose limit is looked at [-]."""
BEST = 0.95
"""Share of believable cars whose own limit lies below what is told as the limit [-]."""
DRIVER = 100.0
"""Load of a test [kg]."""
LABEL = 0.7
"""EPA's label over what its cycles give [-] (40 CFR 600.210-12)."""
MOST_GRIP = 1.6
"""Grip that no road tyre exceeds on dry asphalt [-] (assumed)."""
MOST_STORED = 90.0
"""Most battery energy for each kilogram of a car: a pack of 250 Wh/kg is 36 % of it (assumed)."""
_ENDS = (
    ("drag_coefficient", "a drag coefficient", -1.0, 0.15),
    ("rolling_resistance_coefficient", "a rolling resistance", -1.0, 0.0045),
    ("grip_coefficient", "grip", 1.0, MOST_GRIP),
)
"""Ends of what any road car can have (assumed): key, words, side, number."""
_CYCLES = {
    "epa": (("udds", CITY_SHARE.value), ("hwfet", 1.0 - CITY_SHARE.value)),
    "wltp": (("wltc-3b", 1.0),),
    "cltc": (("cltc-p", 1.0),),
    "nedc": (("nedc", 1.0),),
}
FIGURES = (
    *("kerb_mass_kg", "drag_area_m2", "rolling_resistance_coefficient"),
    *("battery_usable_energy_kwh", "peak_power_kw"),
)
"""What a limit hangs on, by key with unit."""


def limits(quantity: str, cars: Mapping[str, np.ndarray]) -> np.ndarray | None:
    """Return (N,) best values of a quantity that physics allows cars, in its unit; None: no limit.

    Args:
        quantity: name of a quantity of a belief.
        cars: (N,) numbers of each of `FIGURES`.
    """
    procedure, _, what = quantity.partition("_")
    if procedure in PROCEDURES and what in (RANGE, CONSUMPTION):
        count = len(cars["kerb_mass_kg"])
        least = np.array([_least(procedure, _car(cars, n)) for n in range(count)])
        if what == CONSUMPTION:
            return least / to_si("x_kwh_per_100km", 1.0)
        energy = to_si("x_kwh", 1.0) * cars["battery_usable_energy_kwh"]
        return energy / (RECHARGE * least) / to_si("x_km", 1.0)
    return _quickest(quantity, cars) if quantity in LAUNCH else None


def best(quantity: str, cars: Mapping[str, np.ndarray]) -> float | None:
    """Return what physics allows nearly all believable cars at best; None where it sets no limit.

    Args:
        quantity: name of a quantity of a belief.
        cars: (N,) numbers of each of `FIGURES`.
    """
    found = limits(quantity, {name: values[:CARS] for name, values in cars.items()})
    if found is None:
        return None
    return float(np.quantile(found, BEST if quantity.endswith(RANGE) else 1.0 - BEST))


def one_way(quantity: str, value: float, car: Mapping[str, float]) -> float:
    """Return the one-way efficiency that a car needs for a range or consumption [-].

    Args:
        quantity: name of the quantity.
        value: the number in its unit.
        car: numbers of each of `FIGURES`.
    """
    procedure, _, what = quantity.partition("_")
    if what == RANGE:
        energy = to_si("x_kwh", car["battery_usable_energy_kwh"])
        used = energy / (RECHARGE * to_si("x_km", value))
    else:
        used = to_si("x_kwh_per_100km", value)
    low, high = 0.2, 4.0
    while high - low > 1e-4:
        middle = 0.5 * (low + high)
        low, high = (middle, high) if _least(procedure, car, middle) > used else (low, middle)
    return low


def broken(quantity: str, value: float, car: Mapping[str, float]) -> tuple[str, ...]:
    """Return in words which physical limits a car breaks that meets a claim; nothing where none.

    Args:
        quantity: name of the claimed quantity.
        value: the claimed number in its unit.
        car: what the nearest car has, by key with unit.
    """
    found = [
        f"{words} of {car[key]:.3g}, past {end:g}"
        for key, words, sign, end in _ENDS
        if key in car and sign * (car[key] - end) > 0.0
    ]
    stored = 1e3 * car["battery_usable_energy_kwh"] / car["kerb_mass_kg"]
    if stored > MOST_STORED:
        found.append(f"{stored:.0f} Wh of battery for each kg of the car, past {MOST_STORED:g}")
    if quantity.endswith((RANGE, CONSUMPTION)):
        share = one_way(quantity, value, car)
        if share > MOST_ONE_WAY:
            found.append(f"one-way efficiency of {share:.3f}, past {MOST_ONE_WAY:g}")
    return tuple(found)


def _car(cars: Mapping[str, np.ndarray], place: int) -> dict[str, float]:
    return {name: float(cars[name][place]) for name in FIGURES}


def _least(procedure: str, car: Mapping[str, float], share: float = MOST_ONE_WAY) -> float:
    """Consumption at the plug of a car with a one-way efficiency of its drive [J/m]."""
    mass = car["kerb_mass_kg"] + DRIVER
    density = float(default("reference_air_density_kg_per_m3", Kind()).value)
    road = RoadLoad(
        car["rolling_resistance_coefficient"] * mass * GRAVITY,
        0.0,
        0.5 * density * car["drag_area_m2"],
        mass,
    )
    label = LABEL if procedure == "epa" else 1.0
    used = [w * need(road, cycle(name)).consumption_ac(share) for name, w in _CYCLES[procedure]]
    return sum(used) / label


def _quickest(quantity: str, cars: Mapping[str, np.ndarray]) -> np.ndarray:
    """Time with as much grip as road tyres have, then at the whole of the peak power [s]."""
    speed = SIXTY_MILES if "60mph" in quantity else to_si("x_kmh", 100.0)
    mass = cars["kerb_mass_kg"] + DRIVER
    power = to_si("x_kw", 1.0) * cars["peak_power_kw"]
    known, usual = rule("grip_by_power"), default("grip_coefficient", Kind())
    stronger = np.log(np.maximum(power / (mass * known["at"]), 1.0))
    grip = float(usual.high or MOST_GRIP) + known["value"] * stronger
    pull = np.minimum(grip, MOST_GRIP) * GRAVITY
    turn = np.minimum(power / (mass * pull), speed)
    time = turn / pull + 0.5 * mass * (speed**2 - turn**2) / power
    return time - np.sqrt(2.0 * ROLLOUT / pull) if "rollout" in quantity else time
