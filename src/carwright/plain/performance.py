"""What a car does at full throttle, on slopes and at constant speeds, from its figures."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from carwright.conditions import TRAILER_DRAG_AREA
from carwright.loads import Carried
from carwright.plain.call import Numbers, call
from carwright.plain.cars import NO_CLIMATE, OWN_AIR, built, load_of, loaded

USUAL_TRAILER = 1000.0
"""Braked trailer where none is said [kg] (EV Database, 475 battery cars: the median may tow 1,000,
and 1,400 of those that may tow at all)."""
AS_LOADED, GROSS, TOWING = "as_loaded", "gross", "gross_with_trailer"
"""Loads with which slopes are told."""


class Performance(NamedTuple):
    """What a car does, by the names of `Sprint` and `Climbing`, in SI."""

    sprints: list[Numbers]
    """At full throttle, for each grip."""
    climbing: dict[str, Numbers]
    """On slopes, by load."""
    masses: dict[str, tuple[float, float]]
    """Mass of the car and of what it tows, by load [kg]."""
    reach: list[float]
    """From full to empty at each speed [m]; nothing where the car cannot go that fast."""


class Asked(NamedTuple):
    """A car of which performance is asked."""

    figures: tuple[np.ndarray, np.ndarray]
    """Figures in SI and choices, each in the order of its vector."""
    charge: float
    """Charge on the display at the start [share]."""
    load: Carried | None
    """What the car carries, tows and wears beyond its own."""


def performance(asked: Asked, grips: Sequence[float], speeds: Sequence[float]) -> Performance:
    """Return what a car does at full throttle, on slopes and at constant speeds.

    Args:
        asked: the car.
        grips: factors on the grip of its tyres for which it is launched [-].
        speeds: speeds whose range is asked [m/s].
    """
    unladen = built(asked.figures)
    car = loaded(unladen, load_of(unladen, asked.load))
    around, own = OWN_AIR
    sprints = []
    for factor in grips:
        gripping = car.replaced({"tyre.grip": car["tyre.grip"] * factor})
        sprints.append(call("sprint", *gripping.leaves, asked.charge, *around, own))
    cases = {name: loaded(unladen, load) for name, load in laden(unladen, asked.load).items()}
    reach = [
        call("reach", *car.leaves, speed, 1.0, *around, own, *NO_CLIMATE).leaves[0]
        for speed in speeds
    ]
    return Performance(
        sprints=sprints,
        climbing={
            name: call("climb", *case.leaves, asked.charge, *around, own)
            for name, case in cases.items()
        },
        masses={name: (case["body.mass"], case["body.towed_mass"]) for name, case in cases.items()},
        reach=reach,
    )


def launched(asked: Asked, count: int) -> list[float]:
    """Return the times to 100 km/h of repeated launches [s]; infinity where not reached.

    Args:
        asked: the car.
        count: how many launches.
    """
    car = built(asked.figures, asked.load)
    around, own = OWN_AIR
    here = call("own_air", *car.leaves)
    state = call("warm_start", *car.leaves, asked.charge, 0.0, *here.leaves)
    times = []
    for _ in range(count):
        found = call("launch", *car.leaves, *state.leaves, *around, own)
        times.append(float(found["zero_to_100"]))
        state = found.part("end")
    return times


def laden(unladen: Numbers, load: Carried | None) -> dict[str, dict[str, float]]:
    """Return the loads of a car as loaded, at gross mass, and towing at gross mass.

    Gross mass is kerb mass and the greatest payload; what the car wears is the same in all. A
    trailer is braked and loads no axle of the car: its drawbar, about 4 % of it, is left out.

    Args:
        unladen: the car without the load.
        load: what it carries, tows and wears beyond its own.
    """
    own = load_of(unladen, load)
    gross = own | {"payload": unladen["body.greatest_payload"]}
    trailer = {name: own[name] for name in ("trailer_mass", "trailer_drag_area")}
    if own["trailer_mass"] <= 0.0:
        trailer = {"trailer_mass": USUAL_TRAILER, "trailer_drag_area": TRAILER_DRAG_AREA}
    alone = gross | {"trailer_mass": 0.0, "trailer_drag_area": 0.0}
    return {AS_LOADED: own, GROSS: alone, TOWING: gross | trailer}
