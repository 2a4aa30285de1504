"""Weathered: the main car in every weather, driven before a word is written."""

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from carwright.car.car import Car
from carwright.run.charge import Station, arrived, charge
from carwright.run.comfort import comfort, no_climate
from carwright.run.drive import drive, surroundings
from carwright.run.precondition import precondition
from carwright.run.simulate import Run
from carwright.run.start import soaked_state
from carwright.run.until_empty import range_in_weather
from carwright.units import from_si, to_si
from carwright.world.cycle import Cycle
from carwright.world.steady import steady

AIR_C = (-20.0, -10.0, 0.0, 10.0, 20.0, 30.0, 40.0)
"""Air in which ranges are told [C]."""
SPEEDS_KMH = (50.0, 90.0, 130.0)
"""Steady speeds at which they are told [km/h]."""
MORNING_C = -10.0
"""Air of the cold morning [C]."""
MILD_C = 20.0
"""Air of the morning that it is held against [C]."""
READY = 30.0
"""How long the car is made ready at the plug [min]."""
STOP = (0.1, 0.8)
"""A fast charge from here to there on the display [share]."""
STATION = (to_si("power_kw", 350.0), 500.0, 1000.0)
"""Power [W], current [A] and voltage [V] of the station."""


@dataclass(frozen=True)
class Morning:
    """One way to start the same drive."""

    name: str
    """How the car stood before."""
    run: Run
    """The drive."""


@dataclass(frozen=True, eq=False)
class Stop:
    """One fast charge from 10 to 80 % of the display."""

    name: str
    """How the car came."""
    power_kw: Float[np.ndarray, " points"]
    """Power at the plug [kW]."""
    charge: Float[np.ndarray, " points"]
    """Charge on the display where it flows [share]."""
    minutes: float
    """Time from 10 to 80 % [min]."""
    cells_c: float
    """Temperature of the cells as it came [C]."""


@dataclass(frozen=True, eq=False)
class Weathered:
    """The main car by weather."""

    warm: Float[np.ndarray, " weathers"]
    """Range with the cabin kept warm or cool [km]."""
    bare: Float[np.ndarray, " weathers"]
    """Range with climate off [km]."""
    steady: dict[float, Float[np.ndarray, " weathers"]]
    """Range with climate at each steady speed, by speed [km]."""
    mornings: tuple[Morning, ...]
    """The same drive after different nights."""
    stops: tuple[Stop, ...]
    """Fast charges by how the car came; none of a car that no station can charge."""


def weathered(car: Car, course: Cycle) -> Weathered:
    """Drive a car in every weather.

    Args:
        car: the car.
        course: the cycle that the page shows.
    """
    air = jnp.array([to_si("air_c", one) for one in AIR_C])

    def ranges(cycle: Cycle, kept: bool) -> np.ndarray:
        wanted = comfort() if kept else no_climate()
        return from_si("range_km", 1.0) * np.asarray(
            range_in_weather(car, cycle, air, comfort=wanted)
        )

    return Weathered(
        warm=ranges(course, True),
        bare=ranges(course, False),
        steady={speed: ranges(steady(to_si("speed_kmh", speed)), True) for speed in SPEEDS_KMH},
        mornings=_mornings(car, course),
        stops=_stops(car),
    )


def _stops(car: Car) -> tuple[Stop, ...]:
    """At a strong station: warmed on the way, from a mild day without, and out of the frost."""
    low, high = (jnp.asarray(share) for share in STOP)
    station = Station(*(jnp.asarray(one) for one in STATION))
    mild, frost = (surroundings(car, temperature=to_si("air_c", at)) for at in (MILD_C, MORNING_C))
    ways = (
        ("warmed on the way", arrived(car, low, mild), mild),
        ("a mild day, not warmed", soaked_state(car, low, mild), mild),
        ("out of the frost", soaked_state(car, low, frost), frost),
    )
    found = []
    for name, start, air in ways:
        one = charge(car, station, start, high, air)
        if not bool(one.reached):
            continue
        at = np.append(float(one.start_charge), np.asarray(one.way.charge))
        moved = np.diff(at) > 0.0
        found.append(
            Stop(
                name=name,
                power_kw=from_si("power_kw", 1.0) * np.asarray(one.way.power)[moved],
                charge=(0.5 * (at[1:] + at[:-1]))[moved],
                minutes=from_si("time_min", float(one.duration)),
                cells_c=from_si("cells_c", float(start.cell_temperature)),
            )
        )
    return tuple(found)


def _mornings(car: Car, course: Cycle) -> tuple[Morning, ...]:
    """The same drive after four nights; what the plug gave is not counted."""
    full = jnp.asarray(0.9)
    mild, frost = (surroundings(car, temperature=to_si("air_c", at)) for at in (MILD_C, MORNING_C))
    cold = soaked_state(car, full, frost)
    warmed, _ = precondition(car, cold, frost, comfort(), minutes=READY)
    nights = (
        ("A mild night", mild, soaked_state(car, full, mild), comfort()),
        ("A frosty night", frost, cold, comfort()),
        (f"The same, {READY:.0f} minutes of warming at the plug", frost, warmed, comfort()),
        ("A frosty night, climate off", frost, cold, no_climate()),
    )
    return tuple(
        Morning(name, drive(car, course, environment=air, start=start, comfort=wanted))
        for name, air, start, wanted in nights
    )
