"""kept: programs exported once and kept on disk between processes.

A process that only wants numbers needs neither the physics nor its tracing: it reads the program
that an earlier process exported. The name of the file holds the hash of the source, so that another
version never finds it; without a readable file the program is made anew.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jax

DIGEST_SIZE = hashlib.sha256().digest_size
"""Length of the hash at the head of each file [bytes]."""


def kept(
    folder: Path | None, name: str, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> Callable[..., Any]:
    """Return a compiled program, read from the folder or left there.

    Args:
        folder: where programs are kept; None keeps none.
        name: of the program; one name has one shape of arguments.
        function: what it computes, of arrays in tuples only.
        arguments: numpy arrays in their shapes.
    """
    if folder is None:
        return jax.jit(function)
    path = folder / f"{name}-{_source_hash()}.jaxprogram"
    data = _read(path)
    if data is None:
        shapes = jax.tree.map(lambda leaf: jax.ShapeDtypeStruct(leaf.shape, leaf.dtype), arguments)
        data = bytes(jax.export.export(jax.jit(function))(*shapes).serialize())
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


@cache
def _source_hash() -> str:
    found = hashlib.sha256(jax.__version__.encode())
    package = files("carwright")
    for folder in ("", "belief", "build", "car", "step", "run", "rate", "world"):
        place = package / folder if folder else package
        for part in sorted(place.iterdir(), key=lambda item: item.name):
            if part.name.endswith((".py", ".csv", ".json")):
                found.update(part.read_bytes())
    return found.hexdigest()[:16]
