"""Hold constant speed in summer and winter against tests on Norwegian motorways of 2018 and 2019.

Run: PYTHONPATH=src python tools/validate_norway.py. Files are read from ../shared. Two cars are the
garage's, the others are built from public figures with nothing learnt of them (from memory).

Nobody logged the weather. Fixed before any row was simulated: summer is 18 C and dry, winter -3 C
with winter tyres on a damp road (half of what a wet one adds), cabin 21 C; the cars are warm.

Source: Bjørn Nyland's tests as collected by the TBTP project (MIT).
"""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

from carwright.car.build import build_car  # noqa: E402
from carwright.car.car import Car  # noqa: E402
from carwright.car.load import loaded, usual_load  # noqa: E402
from carwright.cars.from_file import load, vector  # noqa: E402
from carwright.run.comfort import comfort  # noqa: E402
from carwright.run.drive import drive, surroundings  # noqa: E402
from carwright.run.simulate import soaked_state  # noqa: E402
from carwright.settle.settle import settle  # noqa: E402
from carwright.units import from_si, to_si  # noqa: E402
from carwright.validate.row_car import car_file  # noqa: E402
from carwright.world.road import road  # noqa: E402
from carwright.world.steady import steady  # noqa: E402

ROWS = Path(__file__).parents[2] / "shared" / "data" / "constant_speed" / "road_2018_2019.csv"
AIR = {"summer": to_si("air_c", 18.0), "winter": to_si("air_c", -3.0)}
GOALS = {"summer": "mean error 6 %", "winter": "bias within 8 %"}
CABIN, CHARGE, DAMP, SEA_LEVEL = to_si("cabin_c", 21.0), 0.9, 0.5, 101325.0
GARAGE = {
    "Nissan Leaf 40": "nissan-leaf-40",
    "Tesla Model 3 Performance 2019": "tesla-model-3-performance-2022",
}
KEYS = (
    *("battery_usable_energy_kwh", "kerb_mass_kg", "drag_coefficient"),
    *("length_mm", "width_mm", "height_mm"),
)
MADE: dict[str, tuple[str, str, int, str, str, tuple[float, ...], dict[str, Any]]] = {
    "Hyundai Kona 64": (
        *("Hyundai", "Kona", 2019, "suv", "small"),
        (64.0, 1765.0, 0.29, 4180.0, 1800.0, 1570.0),
        {"front_peak_power_kw": 150.0, "drive": "front"},
    ),
    "Jaguar I-Pace": (
        *("Jaguar", "I-Pace", 2019, "suv", "mid"),
        (84.7, 2265.0, 0.29, 4682.0, 1895.0, 1565.0),
        {"front_peak_power_kw": 147.0, "rear_peak_power_kw": 147.0, "drive": "all"},
    ),
    "Kia e-Niro 64": (
        *("Kia", "e-Niro", 2019, "suv", "compact"),
        (64.0, 1785.0, 0.29, 4375.0, 1805.0, 1560.0),
        {"front_peak_power_kw": 150.0, "drive": "front"},
    ),
    "Opel Ampera-e": (
        *("Opel", "Ampera-e", 2018, "hatchback", "small"),
        (56.0, 1616.0, 0.308, 4164.0, 1765.0, 1594.0),
        {"front_peak_power_kw": 150.0, "drive": "front"},
    ),
    "Kia Soul EV 30": (
        *("Kia", "Soul", 2018, "hatchback", "compact"),
        (30.0, 1605.0, 0.35, 4140.0, 1800.0, 1600.0),
        {"front_peak_power_kw": 81.0, "drive": "front"},
    ),
    "Renault Zoe ZE40": (
        *("Renault", "Zoe", 2018, "hatchback", "small"),
        (41.0, 1480.0, 0.33, 4084.0, 1730.0, 1562.0),
        {"front_peak_power_kw": 68.0, "drive": "front"},
    ),
}
"""Maker, name, year, body, size, numbers of `KEYS` and machines of each car."""


@cache
def car_of(name: str) -> Car:
    """Return a car of the tests, by its name there."""
    if name in GARAGE:
        return load(GARAGE[name])
    maker, model, year, body, size, numbers, machines = MADE[name]
    told = dict(zip(KEYS, numbers, strict=True)) | machines
    known = car_file("norway", maker, model, year, told)
    return build_car(vector(settle(known.model_copy(update={"size": size, "body": body}))))


def simulated(name: str, season: str, speed: float) -> float:
    """Return the consumption of a warm car at constant speed [J/m]."""
    winter = season == "winter"
    car = loaded(car_of(name), usual_load(winter_tyres=winter))
    wet = road("wet")
    around = surroundings(
        car,
        temperature=AIR[season],
        pressure=SEA_LEVEL,
        grip=wet.grip if winter else 1.0,
        rolling=1.0 + DAMP * (wet.rolling - 1.0) if winter else 1.0,
    )
    course, cabin = steady(speed), comfort(CABIN)
    start = soaked_state(car, CHARGE * jnp.ones_like(car.body.mass), around)
    warming = drive(car, course, environment=around, start=start, comfort=cabin)
    warm = drive(car, course, environment=around, start=warming.end, comfort=cabin)
    return float(warm.consumption_dc)


def main() -> None:
    """Print every row, and bias and mean error of each season."""
    errors: dict[str, list[float]] = {season: [] for season in AIR}
    with ROWS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            speed = to_si("speed_kmh", float(row["speed_kmh"]))
            found = from_si("_wh_per_km", simulated(row["car"], row["season"], speed))
            measured = float(row["consumption_wh_per_km"])
            error = found / measured - 1.0
            errors[row["season"]].append(error)
            print(
                f"{row['car']:<32}{row['season']:<8}{row['speed_kmh']:>4} km/h  measured "
                f"{measured:.0f}, simulated {found:.0f} Wh/km: {100 * error:+.1f} %"
            )
    for season, each in errors.items():
        bias, mean = 100.0 * np.mean(each), 100.0 * np.mean(np.abs(each))
        print(f"{season}: bias {bias:+.1f} %, mean error {mean:.1f} % (goal: {GOALS[season]})")


if __name__ == "__main__":
    main()
