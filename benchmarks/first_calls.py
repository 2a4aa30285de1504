"""How long a first call takes in a fresh process with an empty cache: all that is not physics.

Run: python benchmarks/first_calls.py; it prints the measurements as JSON. The time begins after the
import of carwright, with a car or its figures at hand.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

OURS = "carwright"
CAR = "xiaomi-su7-max"
LOGGED, LOGS = "nissan-leaf-24", ("udds", "hwfet", "nycc")
"""The car that is fitted, and the cycles on which it logged itself."""


def drive() -> Callable[[], object]:
    """A drive over the WLTC."""
    import carwright

    car = carwright.load(CAR)
    return lambda: carwright.drive(car, "wltc-3b")


def gradient() -> Callable[[], object]:
    """The slope of its range by every figure."""
    import carwright

    figures = carwright.figures(CAR)
    return lambda: carwright.gradient(figures, _range)


def gradients_of_256() -> Callable[[], object]:
    """The same of 256 different cars."""
    import numpy as np

    import carwright
    from carwright.cars.vary import varied

    figures = carwright.figures(CAR)
    masses = figures.to_edge()["kerb_mass_kg"] * np.linspace(0.9, 1.0, 256)
    cars = varied(figures, {"kerb_mass_kg": masses})
    return lambda: carwright.gradient(cars, _range)


def rate_many() -> Callable[[], object]:
    """Quick ratings of 256 different cars by four regulators."""
    import numpy as np

    import carwright

    figures = carwright.figures(CAR)
    masses = figures.to_edge()["kerb_mass_kg"] * np.linspace(0.9, 1.0, 256)
    cars = carwright.vary(figures, {"kerb_mass_kg": masses})
    return lambda: carwright.rate_many(cars)


def fit_of_three_logs() -> Callable[[], object]:
    """A car fitted to three logs of its own."""
    from carwright.fit.fit_car import fit_car
    from carwright.fit.logs_of import logs_of
    from carwright.logs.column_map import read_map
    from carwright.settle.resolve import resolve

    settled = resolve(LOGGED)
    logs = logs_of([f"{cycle}.csv" for cycle in LOGS], settled, read_map(None))
    return lambda: fit_car(settled, logs)


CALLS = (drive, gradient, gradients_of_256, rate_many, fit_of_three_logs)


def _range(car: Any) -> Any:
    import carwright

    return carwright.drive(car, "wltc-3b").range_dc


def in_a_fresh_process(name: str, folder: str) -> float:
    """Return how long the first call takes [s].

    Args:
        name: of one of the calls.
        folder: where the process works.
    """
    with tempfile.TemporaryDirectory() as cache:
        ran = subprocess.run(
            [sys.executable, __file__, name],
            cwd=folder,
            env=os.environ | {"CARWRIGHT_CACHE": cache},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return float(ran.stdout)


def measure() -> dict[str, dict[str, float]]:
    """Return every measurement."""
    with tempfile.TemporaryDirectory() as folder:
        for cycle in LOGS:
            drive = ["drive", LOGGED, "--cycle", cycle, "--out", f"{cycle}.csv"]
            command = [sys.executable, "-m", "carwright", *drive]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        names = [call.__name__ for call in CALLS]
        return {OURS: {f"{name}, first call_s": in_a_fresh_process(name, folder) for name in names}}


def main() -> None:
    """Time one first call where one is named; otherwise measure all."""
    if not sys.argv[1:]:
        print(json.dumps(measure(), indent=1))
        return
    ready = next(call for call in CALLS if call.__name__ == sys.argv[1])()
    start = time.perf_counter()
    ready()
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
