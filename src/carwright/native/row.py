"""How one car's inputs stand in one row of numbers, and its outputs in another."""

from typing import NamedTuple

import numpy as np

from carwright.native.manifest import Signature


class Row(NamedTuple):
    """How one car's inputs stand in one row, and its outputs in another."""

    taken: int
    """Numbers of the row of inputs."""
    gives: int
    """Numbers of the row of outputs."""
    numbers: tuple[int, ...]
    """Inputs that are one number."""
    numbers_at: np.ndarray
    """Their places in the row."""
    arrays: tuple[tuple[int, int, int], ...]
    """Inputs that are a few: place, first number in the row, how many."""
    along: tuple[int, ...]
    """Inputs along steps."""
    series: frozenset[int]
    """Outputs along steps."""
    inputs: np.ndarray
    """Where each input stands in the row [bytes]."""
    in_row: np.ndarray
    """1 for inputs that stand in the row."""
    outputs: np.ndarray
    """Where each output stands in the row [bytes]."""
    out_row: np.ndarray
    """1 for outputs that stand in the row."""
    places: tuple[tuple[int, tuple[int, ...]], ...]
    """First number of each output in the row, -1 for those along steps; and its shape."""
    types: int
    """Address of the types of the inputs."""
    strides: int
    """Address of noughts: there is one car."""
    held: tuple[np.ndarray, ...]
    """What stands at these addresses."""


def row_of(told: Signature) -> Row:
    """Return how a program's inputs and outputs stand in rows.

    Args:
        told: what the program takes and gives.
    """
    sizes = np.array([leaf.size for leaf in told.inputs], np.int64)
    starts = np.cumsum(sizes) - sizes
    gives = np.array([leaf.size for leaf in told.outputs], np.int64)
    firsts = np.cumsum(gives) - gives
    single = [k for k, leaf in enumerate(told.inputs) if not leaf.shape]
    several = [k for k, leaf in enumerate(told.inputs) if leaf.shape and leaf.size]
    # In the row all are numbers; what stands along steps keeps its type.
    text = "".join("f" if leaf.size else leaf.type for leaf in told.inputs)
    types = np.frombuffer(text.encode(), np.uint8).copy()
    strides = np.zeros(max(len(sizes), len(gives)), np.int64)
    return Row(
        taken=int(sizes.sum()),
        gives=int(gives.sum()),
        numbers=tuple(single),
        numbers_at=starts[single],
        arrays=tuple((k, int(starts[k]), int(sizes[k])) for k in several),
        along=tuple(np.flatnonzero(sizes == 0).tolist()),
        series=frozenset(np.flatnonzero(gives == 0).tolist()),
        inputs=(8 * starts * (sizes > 0)).astype(np.uint64),
        in_row=(sizes > 0).astype(np.uint64),
        outputs=(8 * firsts * (gives > 0)).astype(np.uint64),
        out_row=(gives > 0).astype(np.uint64),
        places=tuple(
            (int(first) if leaf.size else -1, leaf.lengths(0) if leaf.size else ())
            for first, leaf in zip(firsts, told.outputs, strict=True)
        ),
        types=types.ctypes.data,
        strides=strides.ctypes.data,
        held=(types, strides),
    )
