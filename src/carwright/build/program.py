"""program: figures to summary as one exported program, kept on disk between processes.

A process that only wants the summary of one drive needs neither the physics nor its tracing: it
reads the program that an earlier process exported. The name of the file holds the hash of the
source, so that another version never finds it; without a readable file the program is made anew.
"""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jax
import numpy as np

from carwright.world.padding import Padded


def summary(
    figures: tuple[np.ndarray, np.ndarray],
    trace: Padded,
    charge: float,
    temperature: float,
    folder: Path | None,
) -> dict[str, Any]:
    """Drive one car along one trace and return its summary, in double precision.

    Args:
        figures: figures in SI and choices, each in the order of its vector.
        trace: the padded trace.
        charge: charge on the display at the start [share].
        temperature: of the air [K].
        folder: where programs are kept; None keeps none.
    """
    arguments = (*figures, *trace, np.float64(charge), np.float64(temperature))
    program = _kept(folder, arguments) if folder is not None else jax.jit(_summary)
    return jax.device_get(program(*arguments))


def _kept(folder: Path, arguments: tuple[Any, ...]) -> Any:
    path = folder / f"drive-{trace_length(arguments)}-{_source_hash()}.jaxprogram"
    try:
        return jax.jit(jax.export.deserialize(bytearray(path.read_bytes())).call)
    except (OSError, ValueError, KeyError):
        shapes = jax.tree.map(lambda leaf: jax.ShapeDtypeStruct(leaf.shape, leaf.dtype), arguments)
        exported = jax.export.export(jax.jit(_summary))(*shapes)
        _keep(path, exported.serialize())
        return jax.jit(exported.call)


def trace_length(arguments: tuple[Any, ...]) -> int:
    """Return the padded length of the trace among the arguments.

    Args:
        arguments: what the program is called with.
    """
    return len(arguments[2])


def _keep(path: Path, data: bytearray) -> None:
    from carwright.errors import InputError
    from carwright.whole_file import write_whole

    try:
        write_whole(path, bytes(data))
    except InputError:
        return


def _summary(*arguments: Any) -> dict[str, Any]:
    from carwright.build.build_car import build_car
    from carwright.figure_vector import Figures
    from carwright.run.drive import surroundings
    from carwright.run.simulate import Trace, simulate

    values, choices, *course, charge, temperature = arguments
    car = build_car(Figures(values=values, choices=choices))
    air = surroundings(car, temperature=temperature)
    return simulate(car, Trace(*course), charge, air, series=False).summary()


@cache
def _source_hash() -> str:
    found = hashlib.sha256(jax.__version__.encode())
    package = files("carwright")
    for folder in ("", "build", "car", "run"):
        place = package / folder if folder else package
        for part in sorted(place.iterdir(), key=lambda item: item.name):
            if part.name.endswith((".py", ".csv", ".json")):
                found.update(part.read_bytes())
    return found.hexdigest()[:16]
