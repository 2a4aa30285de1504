"""What `sanitize.py` runs: the golden cases and worse ones, on libraries with checks in them."""

import json
import platform
import sys
from pathlib import Path

import numpy as np
from native_golden import CARS, FILE, NO_CLIMATE, OWN_AIR, WARM, bits, cases, given, trace

from carwright.native.compile import widths
from carwright.native.library import Library, opened

COUNTS = (1, 5)
"""Cars side by side: fewer and more than a vector holds."""


def main() -> None:
    """Run the cases; a sanitizer ends the process where it finds something."""
    folder, name = Path(sys.argv[1]), sys.argv[2]
    width = next(one for one in widths(platform.machine()) if one.name == name)
    loaded, why = opened(folder / "one.so", folder / f"{name}.so", width)
    if loaded is None:
        raise SystemExit(why)
    expected = json.loads(FILE.read_text(encoding="utf-8"))["outputs"]
    same = 0
    for car_id in CARS:
        for count in (None, *COUNTS):
            for program, outputs in cases(loaded, given()[car_id], count):
                if bits(outputs) != expected[car_id][program]:
                    raise SystemExit(f"{car_id} {program}: other bits than the golden ones")
                same += len(outputs)
    _no_numbers(loaded)
    _gradient(loaded)
    _threads(loaded)
    print(f"{same} golden outputs alike, nothing found by the sanitizers")


def _no_numbers(loaded: Library) -> None:
    for name in ("build_car", "drive", "sprint", "reach", "recharge"):
        told = loaded.program(name)
        for bad in (np.nan, np.inf, -1e300):
            leaves = [
                np.full(leaf.lengths(64), bad if leaf.type == "f" else 1) for leaf in told.inputs
            ]
            loaded.one(name, leaves)


def _gradient(loaded: Library) -> None:
    car = loaded.one("build_car", given()[CARS[0]])
    told = loaded.program("drive_vjp")
    air, own = OWN_AIR
    state, warm = WARM
    leaves = [*car, *trace(), 0.9, *air, own, *state, warm, *NO_CLIMATE]
    more = told.inputs[len(leaves) :]
    leaves += [np.ones(leaf.lengths(len(trace()[0]))) for leaf in more]
    loaded.one("drive_vjp", leaves)


def _threads(loaded: Library) -> None:
    for count in (0, 1, 33):
        for threads in (0, 1, 2, 64):
            heat = np.linspace(263.0, 303.0, count)
            loaded.many(
                "water",
                [heat, np.asarray(1e5), np.asarray(0.5), np.asarray(False)],
                count,
                threads=threads,
            )


if __name__ == "__main__":
    main()
