"""Which program is called, and with which of its inputs and outputs."""

from typing import NamedTuple

from carwright.native.library import library
from carwright.native.manifest import Signature


class Part(NamedTuple):
    """Which program, and which of its inputs and outputs are there."""

    name: str
    """Of the program."""
    inputs: tuple[int, ...]
    """Places of the inputs that are given; the others are nothing."""
    outputs: tuple[int, ...]
    """Places of the outputs that are wanted."""


def told_of(part: Part) -> Signature:
    """Return what the program of a call takes and gives.

    Args:
        part: the call.

    Raises:
        RuntimeError: if the programs cannot be used.
    """
    loaded = library()
    if loaded is None:
        raise RuntimeError("the native programs are not compiled")
    return loaded.program(part.name)
