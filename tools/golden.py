"""Measure the golden figures of the code on the path: what `moved.py` compares.

Run: python tools/golden.py; it prints one JSON document of numbers by name. Each group stands by
itself: one that this code cannot measure yet is told and left out, so that an older commit can be
compared with a newer one. Beliefs take a minute each.
"""

import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

import carwright
from carwright.car.build import build_car
from carwright.carfile import garage_ids
from carwright.figure_vector import Figures

CYCLES = ("wltc-3b", "cltc-p", "udds", "hwfet")
FROST, MOTORWAY = 263.15, 120.0 / 3.6
"""A frozen morning [K], and the speed of a motorway [m/s]."""
DOSSIERS = {"xiaomi-su7": date(2024, 3, 27), "tesla-model-3": date(2017, 7, 1)}
"""Cars of which much was said, and a day before they could be tested."""
Found = dict[str, float]


def main() -> None:
    """Measure and print."""
    jax.config.update("jax_enable_x64", True)
    ids = garage_ids()
    each = [carwright.figures(car_id) for car_id in ids]
    figures = Figures(
        values=jnp.stack([one.values for one in each]),
        choices=jnp.stack([one.choices for one in each]),
    )
    cars = jax.jit(jax.vmap(build_car))(figures)
    groups: dict[str, Callable[[], dict[str, Any]]] = {
        "drives": lambda: _drives(cars),
        "ratings": lambda: _ratings(cars),
        "launches": lambda: _launches(cars),
        "charges": lambda: _charges(cars),
        "weather": lambda: _weather(cars),
    }
    found: Found = {}
    for name, measure in groups.items():
        _say(name)
        for what, values in _or_nothing(name, measure).items():
            for car_id, value in zip(ids, np.asarray(values), strict=True):
                found[f"{car_id} {what}"] = float(value)
    for car_id, on in DOSSIERS.items():
        _say(f"belief of {car_id}")
        found |= _or_nothing(car_id, lambda car=car_id, day=on: _belief(car, day))
    json.dump({name: value for name, value in found.items() if np.isfinite(value)}, sys.stdout)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _or_nothing(name: str, measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return measure()
    except (AttributeError, ImportError, KeyError, TypeError) as error:
        _say(f"{name}: not measured by this code: {error}")
        return {}


def _drives(cars: carwright.Car) -> dict[str, Any]:
    runs = {cycle: carwright.drive(cars, cycle) for cycle in CYCLES}
    found = {f"{cycle} Wh/km": run.consumption_dc / 3.6 for cycle, run in runs.items()}
    return found | {"wltc-3b range km": runs["wltc-3b"].range_dc / 1e3}


def _ratings(cars: carwright.Car) -> dict[str, Any]:
    rated = carwright.rate_many(cars)
    found = {f"rated {name} km": one.range / 1e3 for name, one in rated.items()}
    wall = {
        f"rated {name} Wh/km at the wall": one.consumption_ac / 3.6 for name, one in rated.items()
    }
    return found | wall


def _launches(cars: carwright.Car) -> dict[str, Any]:
    sprint = carwright.accelerate(cars)
    climbed = carwright.climbing(cars)
    return {
        "0-100 km/h s": sprint.zero_to_100,
        "0-100 km/h rollout s": sprint.zero_to_100_rollout,
        "quarter mile s": sprint.quarter_mile,
        "top speed km/h": sprint.top_speed * 3.6,
        "held on 6 % km/h": climbed.speed_on_6 * 3.6,
    }


def _charges(cars: carwright.Car) -> dict[str, Any]:
    count = cars.body.mass.shape[0]

    def many(value: float) -> Any:
        return jnp.full(count, value)

    air = jax.vmap(carwright.surroundings)(cars)
    here = jax.tree.map(lambda leaf: leaf[0], air)
    ready = jax.vmap(lambda car, around: carwright.arrived(car, 0.1, around))(cars, air)
    fast = carwright.Station(power=many(350e3), current=many(500.0), voltage=many(1000.0))
    quick = carwright.charge(cars, fast, ready, many(0.8), here)
    slow = carwright.Station(power=many(22e3), current=many(0.0), voltage=many(0.0))
    home = carwright.charge(cars, slow, ready, many(0.8), here)
    return {
        "10-80 % DC min": quick.duration / 60.0,
        "10-80 % DC peak kW": quick.peak_power / 1e3,
        "10-80 % AC h": home.duration / 3600.0,
        "AC stored over wall %": 100.0 * home.energy_stored / home.energy_grid,
    }


def _weather(cars: carwright.Car) -> dict[str, Any]:
    def frozen(car: carwright.Car) -> tuple[Any, Any]:
        frost = carwright.surroundings(car, temperature=FROST)
        return frost, carwright.soaked_state(car, 0.9, frost)

    frost, start = jax.vmap(frozen)(cars)
    here = jax.tree.map(lambda leaf: leaf[0], frost)
    warm = carwright.comfort()
    run = carwright.drive(cars, "wltc-3b", environment=here, start=start, comfort=warm)
    return {
        "wltc-3b -10 C, 21 C inside Wh/km": run.consumption_dc / 3.6,
        "120 km/h range km": carwright.range_at(cars, MOTORWAY) / 1e3,
    }


def _belief(car_id: str, on: date) -> Found:
    from carwright.belief.belief import belief
    from carwright.belief.headline import headline
    from carwright.carfile import load

    told = headline(belief(load(car_id), on))
    return {f"{car_id} believed {name}": middle for name, (_, middle, _) in told.items()}


if __name__ == "__main__":
    main()
