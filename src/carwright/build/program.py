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

DIGEST_SIZE = hashlib.sha256().digest_size
"""Length of the hash at the head of each file [bytes]."""


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
    path = folder / f"drive-{len(arguments[2])}-{_source_hash()}.jaxprogram"
    data = _read(path)
    if data is None:
        shapes = jax.tree.map(lambda leaf: jax.ShapeDtypeStruct(leaf.shape, leaf.dtype), arguments)
        data = bytes(jax.export.export(jax.jit(_summary))(*shapes).serialize())
        _keep(path, hashlib.sha256(data).digest() + data)
    return jax.jit(jax.export.deserialize(bytearray(data)).call)


def _read(path: Path) -> bytes | None:
    """The program in a file; None where there is none or its hash says that it is spoilt."""
    try:
        held = path.read_bytes()
    except OSError:
        return None
    digest, data = held[:DIGEST_SIZE], held[DIGEST_SIZE:]
    return data if hashlib.sha256(data).digest() == digest else None


def _keep(path: Path, data: bytes) -> None:
    from carwright.errors import InputError
    from carwright.whole_file import write_whole

    try:
        write_whole(path, data)
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
