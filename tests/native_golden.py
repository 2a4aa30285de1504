"""Golden cases of the native programs: figures and cycles that give the same bits everywhere.

`python tests/native_golden.py` writes golden.json anew; the test, other compilers and a page that
runs the programs as WebAssembly are held to it.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from carwright.native.library import Library, library

HERE = Path(__file__).parent / "native"
FILE = HERE / "golden.json"
CARS = ("xiaomi-su7-max", "tesla-model-3-rwd-2022", "nissan-leaf-40")
PROGRAMS = ("build_car", "drive", "sprint", "reach", "rested", "recharge")
"""Those that the cases call."""
STEPS = 600
"""Steps of the trace: ten minutes."""
OWN_AIR, WARM = ((0.0,) * 8, True), ((0.0,) * 17, True)
NO_CLIMATE = (0, 295.15, 0.0)


def trace() -> list[Any]:
    """Return a hilly trace in numbers that every machine computes alike."""
    at = np.arange(STEPS)
    ramp = np.minimum(at % 120, 120 - at % 120) / 4.0
    slope = np.where(at % 50 < 25, 0.02, -0.02)
    yes = np.ones(STEPS, bool)
    return [ramp, slope, yes, yes, 0.0, 1.0]


def given() -> dict[str, list[Any]]:
    """Return figures and choices of each car, as the golden file has them."""
    told = json.loads(FILE.read_text(encoding="utf-8"))["cars"]
    return {
        name: [np.array([float.fromhex(v) for v in one["values"]]), np.array(one["choices"])]
        for name, one in told.items()
    }


def cases(loaded: Library, figures: Sequence[Any], cars: int | None) -> Iterator[tuple[str, list]]:
    """Yield each program's name and outputs for one car, alone or as each of several.

    Args:
        loaded: the programs.
        figures: figures and choices.
        cars: how many; None runs it alone.
    """

    def run(name: str, *leaves: Any) -> list[Any]:
        if cars is None:
            return loaded.one(name, leaves)
        arrays = [np.asarray(leaf) for leaf in leaves]
        wide = [np.repeat(arrays[0][None], cars, 0), *arrays[1:]]
        found = loaded.many(name, wide, cars)
        return [None if out is None else out[-1] for out in found]

    # A car is built alone: `pow` of the machine's library is no part of what is held.
    vehicle = loaded.one("build_car", figures)
    air, own = OWN_AIR
    state, warm = WARM
    yield "drive", run("drive", *vehicle, *trace(), 0.9, *air, own, *state, warm, *NO_CLIMATE)
    yield "sprint", run("sprint", *vehicle, 0.9, *air, own)
    yield "reach", run("reach", *vehicle, 30.0, 1.0, *air, own, *NO_CLIMATE)
    rested = loaded.one("rested", vehicle)
    yield "recharge", run("recharge", *vehicle, *rested)


def bits(outputs: Sequence[Any]) -> list[str]:
    """Return the exact numbers of outputs; of a series its last.

    Args:
        outputs: of a program.
    """
    return [float(np.ravel(out)[-1]).hex() for out in outputs if out is not None]


def main() -> None:
    """Write the golden file from the figures of the garage."""
    from carwright.settle.resolve import resolve

    cars = {}
    for name in CARS:
        values, choices = resolve(name).arrays()
        cars[name] = {"values": [float(v).hex() for v in values], "choices": choices.tolist()}
    FILE.write_text(json.dumps({"cars": cars}), encoding="utf-8")
    loaded = library()
    if loaded is None:
        raise SystemExit("the native programs are not compiled")
    outputs = {
        name: {program: bits(found) for program, found in cases(loaded, figures, None)}
        for name, figures in given().items()
    }
    FILE.write_text(json.dumps({"cars": cars, "outputs": outputs}, indent=0) + "\n")


if __name__ == "__main__":
    main()
