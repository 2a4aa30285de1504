"""A drive from figures to its summary."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from carwright.loads import Carried
from carwright.plain.call import Numbers, call
from carwright.plain.cars import WARM, built
from carwright.plain.weather import Weather, around, climate

if TYPE_CHECKING:
    from carwright.world.padding import Padded


class Morning(NamedTuple):
    """What surrounds a car as it starts, and what is done about it."""

    weather: Weather
    """Air and road [-]."""
    cabin: float | None = None
    """Temperature at which climate keeps the cabin; None is off [K]."""
    soaked: bool = False
    """Whether every part of the car is as cold as the air; else tyres and oil are warm [-]."""


def summary(
    figures: tuple[np.ndarray, np.ndarray],
    trace: "Padded",
    charge: float,
    morning: Morning,
    load: Carried | None = None,
) -> dict[str, Any]:
    """Drive one car along one trace and return its summary, as `Run.summary` has it.

    Args:
        figures: figures in SI and choices, each in the order of its vector.
        trace: the trace.
        charge: charge on the display at the start [share].
        morning: what surrounds it, and what is done about it.
        load: what the car carries, tows and wears beyond its own.
    """
    return told(driven(built(figures, load), trace, charge, morning))


def driven(car: Numbers, trace: "Padded", charge: float, morning: Morning) -> Numbers:
    """Drive one car along one trace.

    Args:
        car: the car.
        trace: the trace.
        charge: charge on the display at the start [share].
        morning: what surrounds it, and what is done about it.
    """
    air = around(car, morning.weather).leaves
    start = WARM
    if morning.soaked:
        soak = morning.weather.temperature
        start = (call("soaked_start", *car.leaves, charge, *air, soak).leaves, False)
    state, warm = start
    asked = (*air, False, *state, warm, *climate(morning.cabin))
    return call("drive", *car.leaves, *trace, charge, *asked)


def told(run: Numbers) -> dict[str, Any]:
    """Return a drive as a flat dictionary of SI numbers, its ledger as one inside.

    Args:
        run: the drive.
    """
    totals = [run[path] for path in run if not path.startswith("series.")]
    return call("summary", *totals).nested()
