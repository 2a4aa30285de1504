"""Hold cold and hot days against what others measured: tests at 20 F, AAA's ranges, WLTC at -25 C.

Run: python tools/validate_cold.py. Prints one table for each source. Cars of the garage as they
are, on a roller that imposes their own road load whatever the air: the measured ones stood on one.
Everything begins soaked at the temperature of the air; climate holds the cabin by itself.

Motorway: the cars of the garage on a dry road, whose range at 70 mph was told at 16 F and 85 F, and
what the cold adds by kind; a Model Y at 4 and 5 C on winter tyres over one at 20 and 18 C.

Sources: EPA test-car list of model year 2022 (FTP at 20 F over UDDS, six Teslas); AAA 2019 and 2025
(range at 20 F and 95 F over that at 75 F); Applied Energy 418 (2026), abstract (WLTC at -25 C over
23 C, three cars); Consumer Reports 2023 (186 of 274, 170 of 256, 188 of 275 miles at 70 mph, 16 F
over 85 F, all-wheel drive, a round trip of 142 miles on a public motorway, each on one day); Bjørn
Nyland by way of InsideEVs, April 2022 (Model Y Long Range, 142 and 155 Wh/km at 90 km/h, 195 and
214 at 120). That a cold test's roller resists a tenth more is
40 CFR 1066.710, from memory.
"""

import sys
from functools import cache

import jax

jax.config.update("jax_enable_x64", True)

import equinox as eqx  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

from carwright.car.car import Car  # noqa: E402
from carwright.car.load import loaded, usual_load  # noqa: E402
from carwright.cars.from_file import load  # noqa: E402
from carwright.rate.feasibility import RoadLoad  # noqa: E402
from carwright.run.comfort import Comfort, comfort  # noqa: E402
from carwright.run.drive import drive, surroundings  # noqa: E402
from carwright.run.simulate import (  # noqa: E402
    Run,
    initial_state,
    reference_environment,
    soaked_state,
)
from carwright.run.until_empty import range_in_weather  # noqa: E402
from carwright.step.limits import resistance  # noqa: E402
from carwright.step.moment import Moment  # noqa: E402
from carwright.units import GRAVITY, fahrenheit, from_si, to_si  # noqa: E402
from carwright.validate.bench import on_bench  # noqa: E402
from carwright.world.steady import steady  # noqa: E402

COLD_ROLLER = 1.1
COLD, MILD, HOT = (fahrenheit(degrees) for degrees in (20.0, 75.0, 95.0))
CABIN = fahrenheit(72.0)
TESLAS = {
    "tesla-model-3-lr-awd-2022": 1.37,
    "tesla-model-3-performance-2022": 1.28,
    "tesla-model-y-lr-awd-2022": 1.24,
    "tesla-model-y-sr-rwd-2022": 1.36,
    "tesla-model-s-lr-2022": 1.25,
    "tesla-model-s-plaid-2022": 1.27,
}
"""FTP at 20 F over UDDS; 1.24 is of the Model Y Performance, which the garage has not: its sister
stands for it."""
FTP_GOAL, AAA_GOAL = 0.08, 0.05
AAA = {
    "2019, 20 F, no climate": (COLD, None, -0.12),
    "2019, 20 F, climate": (COLD, CABIN, -0.41),
    "2019, 95 F, no climate": (HOT, None, -0.04),
    "2019, 95 F, climate": (HOT, CABIN, -0.17),
}
AAA_CARS = ("bmw-i3-60ah", "chevrolet-bolt-euv", "nissan-leaf-40", "tesla-model-s-lr-2022")
"""AAA's five were i3s, Bolt, Leaf, Model S 75D and e-Golf; these are the nearest of the garage."""
NO_HEAT_PUMP = ("tesla-model-s-lr-2022",)
"""A Model S 75D heats by resistance, from memory: its stand-in does so, too."""
AAA_2025 = {"20 F": (COLD, -0.39), "95 F": (HOT, -0.085)}
WLTC_CARS = ("volkswagen-id3-58", "nissan-leaf-40", "tesla-model-3-rwd-2022", "bmw-i4-edrive40")
WLTC_COLD, WLTC_MILD = to_si("air_c", -25.0), to_si("air_c", 23.0)
WLTC_BAND = (0.89, 1.44)
CITY_SHARE = 0.55
MOTORWAY = {
    "tesla-model-y-lr-awd-2022": 0.68,
    "volkswagen-id4-pro": 0.66,
    "ford-mach-e-rwd": 0.68,
}
"""Range at 16 F over that at 85 F; the ID.4 and the Mach-E that were measured have two motors."""
MOTORWAY_SPEED, MOTORWAY_GOAL = to_si("speed_mph", 70.0), 0.07
MOTORWAY_AIR = (fahrenheit(16.0), fahrenheit(85.0))
TRIP = to_si("distance_mi", 142.0)
KINDS = {
    "air": ("air",),
    "tyres": ("tyres",),
    "drive": ("front_gear", "rear_gear", "front_drive_unit", "rear_drive_unit"),
    "cells": ("cell_ohmic", "cell_polarisation"),
    "cabin": ("cabin_heating", "cabin_cooling"),
    "battery heater": ("battery_heating",),
}
"""Kinds of what a motorway costs, and the energies of each."""
NORWAY = "tesla-model-y-lr-awd-2022"
NORWAY_DAYS = {
    to_si("speed_kmh", 90.0): (to_si("air_c", 20.0), to_si("air_c", 4.0), 155.0 / 142.0),
    to_si("speed_kmh", 120.0): (to_si("air_c", 18.0), to_si("air_c", 5.0), 214.0 / 195.0),
}
"""Air in summer and in winter, and consumption in winter over that in summer, by speed."""


@cache
def rolling(car_id: str, roller: float = 1.0) -> Car:
    """Return a car of the garage on a roller that imposes its own road load times a factor."""
    car = load(car_id)
    road = own_road(car)
    forces = (roller * force for force in (road.constant, road.linear, road.quadratic))
    return on_bench(car, RoadLoad(*forces, mass=road.mass))


def own_road(car: Car) -> RoadLoad:
    """Return what a warm car meets on a level road in its own reference air."""
    one = jnp.ones_like(car.body.mass)
    air = reference_environment(car)
    state = initial_state(car, one, one, air)
    now = Moment(car, state, None, air, one, one, one)  # pyright: ignore[reportArgumentType]
    total = resistance(now, car.body.mass * GRAVITY).total
    return RoadLoad(*(float(part) for part in total), mass=float(car.body.mass))


def driven(car: Car, cycle: str, air: float, cabin: float | None, *, warm: bool = False) -> Run:
    """Return a drive from a soak, or of a warm car."""
    around = surroundings(car, temperature=air)
    charge = 0.9 * jnp.ones_like(car.body.mass)
    if warm:
        start = initial_state(car, charge, jnp.zeros_like(charge), around)
    else:
        start = soaked_state(car, charge, around)
    return drive(car, cycle, environment=around, start=start, comfort=wanted(cabin))


def wanted(cabin: float | None) -> Comfort | None:
    """Return what climate is asked to do."""
    return None if cabin is None else comfort(cabin)


def ftp() -> None:
    """Print FTP at 20 F over UDDS, beside the measured."""
    print(f"FTP at 20 F over UDDS: each within {FTP_GOAL:g}")
    for car_id, measured in TESLAS.items():
        mild = driven(rolling(car_id), "udds", MILD, None, warm=True)
        ratios = []
        for roller in (1.0, COLD_ROLLER):
            cold = driven(rolling(car_id, roller), "ftp-75", COLD, CABIN)
            ratios.append(float(cold.consumption_dc / mild.consumption_dc))
            heat = float(cold.totals.climate / cold.distance / mild.consumption_dc)
        least = min(abs(ratio - measured) for ratio in ratios)
        print(
            f"  {car_id:<32} measured {measured:.2f}: {ratios[0]:.3f}, {ratios[1]:.3f} with the "
            f"roller a tenth up; of that climate {heat:.3f}{'' if least <= FTP_GOAL else '  off'}"
        )


def aaa() -> None:
    """Print ranges by the multi-cycle test's two cycles, cold and hot over mild."""
    print(f"AAA, range over that at 75 F: means within {100 * AAA_GOAL:.0f} points")
    mild = {car_id: label_range(car_id, MILD, None) for car_id in AAA_CARS}
    pumps = {car_id: car_id not in NO_HEAT_PUMP for car_id in AAA_CARS}
    for name, (air, cabin, measured) in AAA.items():
        shares = [
            label_range(car_id, air, cabin, pumps[car_id]) / mild[car_id] - 1.0
            for car_id in AAA_CARS
        ]
        mean = float(np.mean(shares))
        said = "" if abs(mean - measured) <= AAA_GOAL else "  off"
        each = " ".join(f"{100 * share:+.0f}" for share in shares)
        print(f"  {name:<24} {100 * mean:+.1f} % measured {100 * measured:+.0f} ({each}){said}")
    for name, (air, measured) in AAA_2025.items():
        own = [label_range(car_id, MILD, None) for car_id in TESLAS]
        shares = [label_range(car_id, air, CABIN) for car_id in TESLAS]
        mean = float(np.mean(np.array(shares) / np.array(own))) - 1.0
        said = "" if abs(mean - measured) <= AAA_GOAL else "  off"
        told = f"measured {100 * measured:+.1f}{said}"
        print(f"  2025, {name}, climate, Teslas {100 * mean:+.1f} % {told}")


@cache
def label_range(car_id: str, air: float, cabin: float | None, has_pump: bool = True) -> float:
    """Return city and highway range, weighed as on the label, from a soak until empty [m]."""
    car, airs = rolling(car_id), jnp.asarray([air])
    if not has_pump:
        car = eqx.tree_at(lambda at: at.climate.heat_pump_power, car, jnp.zeros_like(car.body.mass))
    city, highway = (
        float(range_in_weather(car, cycle, airs, comfort=wanted(cabin))[0])
        for cycle in ("udds", "hwfet")
    )
    return CITY_SHARE * city + (1.0 - CITY_SHARE) * highway


def wltc() -> None:
    """Print the consumption of one WLTC at -25 C over that at 23 C."""
    low, high = WLTC_BAND
    print(f"WLTC at -25 C over 23 C: +{100 * low:.0f} to +{100 * high:.0f} %")
    for car_id in WLTC_CARS:
        car = rolling(car_id)
        cold = driven(car, "wltc-3b", WLTC_COLD, to_si("cabin_c", 22.0))
        mild = driven(car, "wltc-3b", WLTC_MILD, None)
        more = float(cold.consumption_dc / mild.consumption_dc) - 1.0
        share = float(cold.totals.climate / cold.energy_dc)
        said = "" if low <= more <= high else "  off"
        used = from_si("_wh_per_km", float(cold.consumption_dc))
        print(
            f"  {car_id:<32} +{100 * more:.0f} % ({used:.0f} Wh/km), climate {share:.2f} of it "
            f"(one car measured: 0.40){said}"
        )


def motorway() -> None:
    """Print the range at a motorway's speed on a cold day over that on a warm one."""
    print(f"70 mph, 16 F over 85 F: each within {MOTORWAY_GOAL:g}")
    for car_id, measured in MOTORWAY.items():
        found = motorway_ratio(load(car_id))
        said = "" if abs(found - measured) <= MOTORWAY_GOAL else "  off"
        print(f"  {car_id:<32} measured {measured:.2f}: {found:.3f}{said}")
        cold, warm = (spent(load(car_id), air) for air in MOTORWAY_AIR)
        each = ", ".join(f"{name} {cold[name] - warm[name]:+.1f}" for name in cold)
        print(f"    {sum(warm.values()):.0f} Wh/km warm and in the cold {each}")
    print(f"{NORWAY}, winter over summer, consumption")
    for speed, (summer, winter, measured) in NORWAY_DAYS.items():
        mild = steadily(load(NORWAY), speed, summer)
        cold = steadily(loaded(load(NORWAY), usual_load(winter_tyres=True)), speed, winter)
        print(
            f"  {from_si('_kmh', speed):.0f} km/h measured {measured:.3f}: {cold / mild:.3f}, "
            f"{from_si('_wh_per_km', cold):.0f} over {from_si('_wh_per_km', mild):.0f} Wh/km"
        )


def spent(car: Car, air: float) -> dict[str, float]:
    """Return what the motorway costs from a soak, by kind and what is left [Wh/km]."""
    course, around = steady(MOTORWAY_SPEED), surroundings(car, temperature=air)
    state = soaked_state(car, jnp.ones_like(car.body.mass), around)
    energies, distance, chemical = dict.fromkeys(KINDS, 0.0), 0.0, 0.0
    while distance < TRIP:
        run = drive(car, course, environment=around, start=state, comfort=comfort(CABIN))
        state, distance = run.end, distance + float(run.distance)
        chemical += float(run.totals.chemical)
        for kind, names in KINDS.items():
            energies[kind] += sum(float(getattr(run.totals, name)) for name in names)
    energies["rest"] = chemical - sum(energies.values())
    return {kind: from_si("_wh_per_km", energy / distance) for kind, energy in energies.items()}


def steadily(car: Car, speed: float, air: float) -> float:
    """Return the consumption of a warmed car at constant speed, cabin at 21 C [J/m]."""
    around, cabin = surroundings(car, temperature=air), comfort(to_si("cabin_c", 21.0))
    start = soaked_state(car, 0.9 * jnp.ones_like(car.body.mass), around)
    warming = drive(car, steady(speed), environment=around, start=start, comfort=cabin)
    warm = drive(car, steady(speed), environment=around, start=warming.end, comfort=cabin)
    return float(warm.consumption_dc)


def motorway_ratio(car: Car) -> float:
    """Return the range at 70 mph at 16 F over that at 85 F, climate on."""
    course = steady(MOTORWAY_SPEED)
    cold, warm = range_in_weather(car, course, jnp.asarray(MOTORWAY_AIR), comfort=comfort(CABIN))
    return float(cold / warm)


if __name__ == "__main__":
    for study in (ftp, wltc, aaa, motorway):
        study()
        sys.stdout.flush()
