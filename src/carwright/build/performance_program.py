"""performance_program: figures to what a car does at full throttle, by programs kept on disk."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import jax
import numpy as np

from carwright.build.kept import kept

if TYPE_CHECKING:
    from carwright.car.car import Car
    from carwright.car.load import Load

Numbers = dict[str, np.ndarray]


class Performance(NamedTuple):
    """What a car does, by the names of `Sprint` and `Climbing`, in SI."""

    sprint: Numbers
    """At full throttle, one number for each grip."""
    climbing: Numbers
    """On slopes, one number for each of `laden.CASES`; also `mass` and `towed_mass`."""
    reach: np.ndarray
    """From full to empty at each speed [m]; nothing where the car cannot go that fast."""


class KeptCar(NamedTuple):
    """A car of which performance is asked, and where its programs are."""

    figures: tuple[np.ndarray, np.ndarray]
    """Figures in SI and choices, each in the order of its vector."""
    charge: float
    """Charge on the display at the start [share]."""
    load: "Load | None"
    """What the car carries, tows and wears beyond its own."""
    folder: Path | None
    """Where programs are kept; None keeps none."""


def performance(car: KeptCar, grips: Sequence[float], speeds: Sequence[float]) -> Performance:
    """Return what a car does at full throttle, on slopes and at constant speeds.

    Args:
        car: the car.
        grips: factors on the grip of its tyres for which it is launched [-].
        speeds: speeds whose range is asked [m/s].
    """
    arguments = (np.array(grips, float), np.array(speeds, float))
    name = f"performance-{len(grips)}-{len(speeds)}"
    return Performance(*_run(car, name, _performance, arguments))


def launched(car: KeptCar, count: int) -> list[float]:
    """Return the times to 100 km/h of repeated launches [s]; infinity where not reached.

    Args:
        car: the car.
        count: how many launches.
    """
    return _run(car, f"launches-{count}", partial(_launched, count), ()).tolist()


def _run(car: KeptCar, name: str, function: Any, more: tuple[np.ndarray, ...]) -> Any:
    numbers, kind = jax.tree.flatten(car.load)
    carried = tuple(np.float64(number) for number in numbers)
    arguments = (*car.figures, np.float64(car.charge), carried, *more)
    program = kept(car.folder, f"{name}-{len(carried)}", partial(function, kind), arguments)
    return jax.device_get(program(*arguments))


def _built(kind: Any, values: Any, choices: Any, numbers: Any) -> "tuple[Car, Load | None]":
    """The car without its load, and the load."""
    from carwright.car.build import build_car
    from carwright.figure_vector import Figures

    return build_car(Figures(values=values, choices=choices)), jax.tree.unflatten(kind, numbers)


def _performance(kind: Any, *arguments: Any) -> tuple[Any, ...]:
    from carwright.car.laden import laden
    from carwright.car.load import loaded
    from carwright.run.accelerate import sprint
    from carwright.run.climb import climb
    from carwright.run.constant_speed import reach

    values, choices, charge, numbers, grips, speeds = arguments
    unladen, load = _built(kind, values, choices, numbers)
    car = unladen if load is None else loaded(unladen, load)

    def with_grip(factor: Any) -> dict[str, Any]:
        tyre = replace(car.tyre, grip=car.tyre.grip * factor)
        return vars(sprint(replace(car, tyre=tyre), charge, None))

    def climbed(load: "Load") -> dict[str, Any]:
        heavy = loaded(unladen, load)
        masses = {"mass": heavy.body.mass, "towed_mass": heavy.body.towed_mass}
        return vars(climb(heavy, charge, None)) | masses

    full = jax.numpy.ones_like(charge)
    ranges = jax.vmap(lambda speed: reach(car, speed, full, None))(speeds)
    return jax.vmap(with_grip)(grips), jax.vmap(climbed)(laden(unladen, load)), ranges


def _launched(count: int, kind: Any, *arguments: Any) -> Any:
    from carwright.run.accelerate import launches

    values, choices, charge, numbers = arguments
    car, load = _built(kind, values, choices, numbers)
    return launches(car, count, charge, load=load).zero_to_100
