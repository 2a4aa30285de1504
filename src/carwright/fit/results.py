"""What the simulator says of the results that regulators certify, for many cars at once."""

import numpy as np

from carwright.car.car import Car
from carwright.cars.batch import built
from carwright.rate.quick import rate_many
from carwright.units import GRAVITY, to_si

_EPA = {"epa_udds": "city", "epa_hwfet": "highway"}
_ROAD = {f"road_{speed}": to_si("speed_kmh", float(speed)) for speed in (50, 110)}


def logs_of(values: np.ndarray, choices: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    """Return (cars, names) logarithms of results in SI.

    `epa_udds` and `epa_hwfet` are unadjusted consumptions at the wall with the car's own load,
    `road_50` and `road_110` forces against steady motion at so many km/h, `wltp_consumption` that
    of the whole test at the wall, and `recharge_wltp` its energy.

    Args:
        values: (cars, figures) figures in SI.
        choices: (cars, choices) choices.
        names: names of results.
    """
    cars = built(values, choices)
    found: dict[str, np.ndarray] = {}
    if any(name in _EPA for name in names):
        load = cars.body.mass - cars.body.kerb_mass
        rating = rate_many(cars, ("epa",), load=load)["epa"]
        for name, phase in _EPA.items():
            found[name] = np.asarray(rating.unadjusted[phase].consumption_ac)
    if any("wltp" in name for name in names):
        wltp = rate_many(cars, ("wltp",))["wltp"]
        found["wltp_consumption"] = np.asarray(wltp.consumption_ac)
        found["recharge_wltp"] = np.asarray(wltp.consumption_ac * wltp.range)
    found |= {name: _road_load(cars, speed) for name, speed in _ROAD.items()}
    return np.log(np.stack([found[name] for name in names], axis=1))


def _road_load(cars: Car, speed: float) -> np.ndarray:
    """Force against steady motion on a level road [N]."""
    rolling = cars.tyre.rolling_coefficient * (1.0 + cars.tyre.speed_rise * speed**2)
    force = rolling * cars.body.mass * GRAVITY
    force = force + 0.5 * cars.reference_density * cars.body.drag_area * speed**2
    residual = cars.residual
    force = force + residual.constant + speed * (residual.linear + speed * residual.quadratic)
    for axle in (cars.front, cars.rear):
        turns = axle.gear.turns_per_metre
        shaft = speed * turns
        drag = axle.unit.drag_linear + axle.unit.drag_quadratic * shaft
        force = force + axle.gear.spin_force + drag * shaft * turns
    return np.asarray(force)
