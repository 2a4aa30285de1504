"""What each program takes and gives, as it was written beside the C."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

PROGRAMS = Path(__file__).parent / "programs"
LIST = PROGRAMS / "manifest.json"
MOVED, SLOPED = "_jvp", "_vjp"
"""Ends of the names of derivatives: forward and reverse."""


class Leaf(NamedTuple):
    """One array that a program takes or gives."""

    path: str
    """Where it stands in the arguments or the result, as `totals.chemical`."""
    type: str
    """f number, i whole number, b yes or no; a program gives numbers only, whatever they mean."""
    shape: tuple[str, ...]
    """Its axes: numbers, or `steps`."""
    unit: str
    """SI unit; nothing where there is none."""

    @property
    def size(self) -> int:
        """Its entries; 0 where that depends on the steps."""
        size = 1
        for axis in self.shape:
            size *= int(axis) if axis.isdigit() else 0
        return size

    def lengths(self, steps: int) -> tuple[int, ...]:
        """Return its axes as numbers.

        Args:
            steps: entries of arrays along steps.
        """
        return tuple(int(axis) if axis.isdigit() else _length(axis, steps) for axis in self.shape)


class Signature(NamedTuple):
    """What a program takes and gives."""

    name: str
    """Its name."""
    number: int
    """Its place in the list, by which the runtime knows it; -1 for a derivative without C."""
    inputs: tuple[Leaf, ...]
    """What it takes, in order."""
    outputs: tuple[Leaf, ...]
    """What it gives, in order."""
    result: Any
    """How the outputs stand together: a class with its fields, or the place of an output."""
    function: str
    """The function that it was emitted from: module and name."""
    arguments: Any
    """How the inputs stand together, as `result` tells it of the outputs."""
    key: int
    """Hash of the C and of what it was emitted from, in 63 bits."""
    along: int
    """The first input along steps; -1 where there is none."""
    moves: tuple[int, ...]
    """Inputs by which the program has derivatives: numbers that are not along steps."""
    slopes: tuple[int, ...]
    """Outputs that have derivatives: numbers."""


@cache
def listed() -> tuple[str, ...]:
    """Return the names of all programs, in the order of their numbers."""
    return tuple(_programs())


@cache
def _programs() -> dict[str, Any]:
    return json.loads(LIST.read_text(encoding="utf-8"))["programs"]


@cache
def signature(name: str) -> Signature:
    """Return what a program takes and gives.

    Args:
        name: of the program.

    Raises:
        KeyError: if there is no such program.
    """
    names = listed()
    told = _programs().get(name, {})
    number, key = names.index(name) if told else -1, int(told.get("hash", "0")[:15], 16)
    end = next((end for end in (MOVED, SLOPED) if name.endswith(end)), None)
    if end is not None:
        return _derivative(name, signature(name.removesuffix(end)), number, key)
    if not told:
        raise KeyError(name)
    return _signature(
        name,
        number,
        (tuple(_leaf(row) for row in told["inputs"]), tuple(_leaf(row) for row in told["outputs"])),
        (told["result"], told["function"], told["arguments"]),
        key,
    )


def hash_of(*texts: str) -> str:
    """Return a hash of some texts.

    Args:
        texts: the texts.
    """
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _derivative(name: str, of: Signature, number: int, key: int) -> Signature:
    """What a derivative takes and gives: tangents or cotangents beside what the program takes."""
    moves = tuple(of.inputs[k] for k in of.moves)
    slopes = tuple(of.outputs[k] for k in of.slopes)
    more, gives = (moves, slopes) if name.endswith(MOVED) else (slopes, moves)
    return _signature(name, number, ((*of.inputs, *more), gives), (None, "", None), key)


def _signature(
    name: str,
    number: int,
    leaves: tuple[tuple[Leaf, ...], tuple[Leaf, ...]],
    emitted: tuple[Any, str, Any],
    key: int,
) -> Signature:
    (inputs, outputs), (result, function, arguments) = leaves, emitted
    return Signature(
        name=name,
        number=number,
        inputs=inputs,
        outputs=outputs,
        result=result,
        function=function,
        arguments=arguments,
        key=key,
        along=next((k for k, leaf in enumerate(inputs) if not leaf.size), -1),
        moves=tuple(k for k, leaf in enumerate(inputs) if leaf.type == "f" and leaf.size),
        slopes=tuple(k for k, leaf in enumerate(outputs) if leaf.type == "f"),
    )


def _leaf(row: list[Any]) -> Leaf:
    path, kind, unit, *shape = row
    return Leaf(path, kind, tuple(shape), unit)


def _length(axis: str, steps: int) -> int:
    sign, _, more = axis.removeprefix("(steps ").rstrip(")").partition(" ")
    return steps if axis == "steps" else steps + int(f"{sign}{more}")
