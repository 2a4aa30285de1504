"""The compiled programs: found, loaded for this processor, and called with arrays of numpy."""

import ctypes
import os
import platform
import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from carwright.native.compile import BUILT, ONE, Width, features, source_version, widths
from carwright.native.manifest import Signature, signature
from carwright.native.row import Row, row_of

SWITCH = "CARWRIGHT_NATIVE"
"""Environment variable: 0 keeps the programs unused, and everything runs on XLA."""
_RANKS: list[np.ndarray] = []
"""What the runtime looks at as long as it runs, of every library that a thread has opened."""
_TYPES = {"f": np.dtype(np.float64), "i": np.dtype(np.int32), "b": np.dtype(np.bool_)}


class _Call(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_void_p) for name in ("inputs", "in_strides", "in_types")),
        *((name, ctypes.c_void_p) for name in ("outputs", "out_strides")),
        *((name, ctypes.c_int64) for name in ("count", "steps")),
    ]


class _Program(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in ("one", "many", "one_needs", "many_needs")] + [
        *((name, ctypes.c_int32) for name in ("lanes", "inputs", "outputs", "along")),
        ("in_ranks", ctypes.c_void_p),
        ("out_ranks", ctypes.c_void_p),
    ]


class State(NamedTuple):
    """Whether the programs can be used."""

    usable: bool
    """Whether they can."""
    why: str
    """The width that runs, or why none does."""


class Library:
    """The loaded programs."""

    def __init__(self, one: ctypes.CDLL, many: ctypes.CDLL, lanes: int) -> None:
        """Take two libraries.

        Args:
            one: the library that runs a car at a time, and the runtime.
            many: the library that runs cars side by side.
            lanes: how many.
        """
        self._one, self._many, self._lanes = one, many, lanes
        self._known: dict[str, Signature] = {}
        self._rows: dict[str, Row] = {}
        self._run = one.carwright_run
        self._run.argtypes = [ctypes.c_int32, ctypes.c_void_p, ctypes.c_int32]
        self._run.restype = ctypes.c_int32

    @property
    def handler(self) -> Any:
        """The function that XLA calls."""
        return self._one.carwright_handler

    def program(self, name: str) -> Signature:
        """Return a program, ready to be called.

        Args:
            name: of the program.
        """
        if name not in self._known:
            told = signature(name)
            if told.number >= 0:
                self._tell(told)
            self._known[name] = told
        return self._known[name]

    def one(
        self, name: str, leaves: Sequence[Any], wanted: Sequence[int] | None = None
    ) -> list[Any]:
        """Run a program for one car and return its outputs; those that are not wanted are None.

        Args:
            name: of the program.
            leaves: its inputs in order, numbers or arrays; None along steps is zeros.
            wanted: places of the outputs that are wanted; None is all.

        Raises:
            ValueError: if the inputs are not those of the program.
            MemoryError: if there is too little memory.
        """
        told = self.program(name)
        plan = self._row(told)
        if len(leaves) != len(told.inputs):
            raise ValueError(f"{name} takes {len(told.inputs)} arrays, not {len(leaves)}")
        row = np.empty(plan.taken)
        row[plan.numbers_at] = [leaves[k] for k in plan.numbers]
        given = plan.inputs + np.uint64(row.ctypes.data) * plan.in_row
        held = []
        for place, offset, size in plan.arrays:
            row[offset : offset + size] = np.reshape(leaves[place], size)
        for place in plan.along:
            if leaves[place] is None:
                continue
            leaf = np.ascontiguousarray(leaves[place], _TYPES[told.inputs[place].type])
            held.append(leaf)
            given[place] = leaf.ctypes.data
        steps = held[0].size if held else 0
        out = np.empty(plan.gives)
        got = plan.outputs + np.uint64(out.ctypes.data) * plan.out_row
        found: list[Any] = [None] * len(told.outputs)
        asked = range(len(found)) if wanted is None else wanted
        for place in plan.series.intersection(asked):
            found[place] = np.empty(told.outputs[place].lengths(steps))
            got[place] = found[place].ctypes.data
        call = _Call(
            given.ctypes.data, plan.strides, plan.types, got.ctypes.data, plan.strides, 1, steps
        )
        if self._run(told.number, ctypes.addressof(call), 1):
            raise MemoryError(f"too little memory for {name}")
        numbers = list(out)
        for place in asked:
            offset, shape = plan.places[place]
            if offset >= 0:
                size = told.outputs[place].size
                part = numbers[offset] if not shape else out[offset : offset + size].reshape(shape)
                found[place] = part
        return found

    def _row(self, told: Signature) -> Row:
        if told.name not in self._rows:
            self._rows[told.name] = row_of(told)
        return self._rows[told.name]

    def many(
        self,
        name: str,
        leaves: Sequence[np.ndarray | None],
        count: int,
        *,
        wanted: Sequence[int] | None = None,
        threads: int | None = None,
    ) -> list[np.ndarray | None]:
        """Run a program for many cars and return its outputs; those not wanted are None.

        Args:
            name: of the program.
            leaves: its inputs in order; each may have an axis of cars in front; None along steps
                is zeros.
            count: how many cars.
            wanted: places of the outputs that are wanted; None is all.
            threads: how many; None is one a core.

        Raises:
            ValueError: if the inputs are not those of the program.
            MemoryError: if there is too little memory.
        """
        told = self.program(name)
        if len(leaves) != len(told.inputs):
            raise ValueError(f"{name} takes {len(told.inputs)} arrays, not {len(leaves)}")
        arrays = [
            None
            if leaf is None
            else np.ascontiguousarray(leaf, _TYPES[of.type]).reshape(np.shape(leaf))
            for leaf, of in zip(leaves, told.inputs, strict=True)
        ]
        along = arrays[told.along] if told.along >= 0 else None
        steps = 0 if along is None else int(np.size(along, -1))
        strides = [
            0 if array is None else _stride(array, of.lengths(steps), count, of.path)
            for array, of in zip(arrays, told.inputs, strict=True)
        ]
        outputs: list[np.ndarray | None] = [None] * len(told.outputs)
        for place in range(len(outputs)) if wanted is None else wanted:
            outputs[place] = np.empty((count, *told.outputs[place].lengths(steps)))
        if count:
            self._many_called(told, arrays, strides, outputs, (count, steps, threads))
        return outputs

    def _many_called(
        self,
        told: Signature,
        arrays: Sequence[np.ndarray | None],
        strides: Sequence[int],
        outputs: Sequence[np.ndarray | None],
        how: tuple[int, int, int | None],
    ) -> None:
        count, steps, threads = how
        sizes = [0 if array is None else array.size // count for array in outputs]
        held = (
            np.array([_data(array) for array in arrays], np.uint64),
            np.array(strides, np.int64),
            np.frombuffer("".join(leaf.type for leaf in told.inputs).encode(), np.uint8),
            np.array([_data(out) for out in outputs], np.uint64),
            np.array(sizes, np.int64),
        )
        call = _Call(*(array.ctypes.data for array in held), count, steps)
        workers = (os.cpu_count() or 1) if threads is None else max(threads, 1)
        if self._run(told.number, ctypes.addressof(call), workers):
            raise MemoryError(f"too little memory for {told.name}")

    def _tell(self, told: Signature) -> None:
        """Tell the runtime where a program is."""
        ranks = [
            np.array([len(leaf.shape) for leaf in leaves] or [0], np.int32)
            for leaves in (told.inputs, told.outputs)
        ]
        _RANKS.extend(ranks)
        one, needs = self._one[told.name], self._one[f"{told.name}_memory"]
        has = hasattr(self._many, told.name)
        many = _address(self._many[told.name]) if has else None
        many_needs = _address(self._many[f"{told.name}_memory"]) if has else None
        program = _Program(
            _address(one),
            many,
            _address(needs),
            many_needs,
            self._lanes,
            len(told.inputs),
            len(told.outputs),
            told.along,
            ranks[0].ctypes.data,
            ranks[1].ctypes.data,
        )
        self._one.carwright_know(told.number, ctypes.byref(program))


@cache
def library() -> Library | None:
    """Return the loaded programs; None where they cannot be used, which `state` explains."""
    return _loaded()[0]


def state() -> State:
    """Return whether the programs can be used, and why not."""
    found, why = _loaded()
    return State(found is not None, why)


@cache
def _loaded() -> tuple[Library | None, str]:
    if os.environ.get(SWITCH, "").strip() == "0":
        return None, f"{SWITCH}=0"
    narrow = BUILT / f"{ONE.name}.so"
    if not narrow.exists():
        return None, "not compiled: there was no compiler of C when carwright was installed"
    has = features()
    for width in reversed(widths(platform.machine())[1:]):
        path = BUILT / f"{width.name}.so"
        if path.exists() and has.issuperset(width.needs):
            found, why = opened(narrow, path, width)
            if found is None:
                told = f"the native programs are not used, XLA runs instead; {why}"
                warnings.warn(told, RuntimeWarning, stacklevel=2)
            return found, why
    return None, "not compiled for this processor"


def opened(narrow: Path, wide: Path, width: Width) -> tuple[Library | None, str]:
    """Return two libraries as one, and what runs, or None and why they cannot be used.

    Args:
        narrow: file of the library that runs a car at a time.
        wide: file of the library that runs cars side by side.
        width: how many.
    """
    try:
        one, many = ctypes.CDLL(str(narrow)), ctypes.CDLL(str(wide))
        one.carwright_version.restype = ctypes.c_char_p
        version = one.carwright_version().decode()
    except (OSError, AttributeError) as error:
        return None, f"broken: {error}"
    if version != source_version():
        return None, "compiled from another version: `make native`, or install anew"
    return Library(one, many, width.lanes), f"{width.name}: {width.lanes} cars side by side"


def _address(function: Any) -> int | None:
    return ctypes.cast(function, ctypes.c_void_p).value


def _data(array: np.ndarray | None) -> int:
    return 0 if array is None else array.ctypes.data


def _stride(array: np.ndarray, shape: tuple[int, ...], count: int, path: str) -> int:
    """Entries from car to car; nothing for what all cars share."""
    if array.shape == shape:
        return 0
    if array.shape == (count, *shape):
        return array.size // count if count else 0
    raise ValueError(f"{path} has the shape {array.shape}, not {shape}")
