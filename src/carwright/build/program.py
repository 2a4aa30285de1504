"""program: figures to summary as one program that is kept on disk between processes."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jax
import numpy as np

from carwright.build.kept import kept
from carwright.world.padding import Padded

if TYPE_CHECKING:
    from carwright.car.load import Load

TRACE_PARTS = len(Padded._fields)
"""Arrays and numbers of a trace."""


def summary(  # noqa: PLR0913 (each is a part of one drive)
    figures: tuple[np.ndarray, np.ndarray],
    trace: Padded,
    charge: float,
    temperature: float,
    folder: Path | None,
    load: "Load | None" = None,
) -> dict[str, Any]:
    """Drive one car along one trace and return its summary, in double precision.

    Args:
        figures: figures in SI and choices, each in the order of its vector.
        trace: the padded trace.
        charge: charge on the display at the start [share].
        temperature: of the air [K].
        folder: where programs are kept; None keeps none.
        load: what the car carries, tows and wears beyond its own.
    """
    numbers, kind = jax.tree.flatten(load)
    arguments = (*figures, *trace, np.float64(charge), np.float64(temperature))
    arguments += tuple(np.float64(number) for number in numbers)
    name = f"drive-{len(trace.speed)}-{len(arguments)}"
    program = kept(folder, name, partial(_summary, kind), arguments)
    return jax.device_get(program(*arguments))


def _summary(kind: Any, *arguments: Any) -> dict[str, Any]:
    from carwright.car.build import build_car
    from carwright.car.load import loaded
    from carwright.figure_vector import Figures
    from carwright.run.drive import surroundings
    from carwright.run.simulate import Trace, simulate

    values, choices, *rest = arguments
    course, (charge, temperature, *numbers) = rest[:TRACE_PARTS], rest[TRACE_PARTS:]
    car = build_car(Figures(values=values, choices=choices))
    load = jax.tree.unflatten(kind, numbers)
    car = car if load is None else loaded(car, load)
    air = surroundings(car, temperature=temperature)
    return simulate(car, Trace(*course), charge, air, series=False).summary()
