"""How fast cars are rated: one in full, and thousands with one cycle a phase.

Run: python benchmarks/rating.py; it prints the measurements as JSON. Cars differ in ten figures and
are rated by all four regulators, in chunks on one Python thread a core.
"""

import json
import time
from collections.abc import Callable

import jax
import numpy as np
from carwright_speed import CAR, many
from clock import median_ms

import carwright
from carwright.rate.full import rate
from carwright.rate.mass import PROCEDURES
from carwright.rate.quick import rate_many

CARS = 4096
"""Cars that are rated together: the goal is ten seconds."""


def seconds(call: Callable[[], object], repeats: int = 3) -> float:
    """Return the least time of some calls [s]; a shared machine only ever slows."""
    best = np.inf
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def measure() -> dict[str, dict[str, float]]:
    """Return every measurement."""
    jax.config.update("jax_enable_x64", True)
    figures = carwright.figures(CAR)
    car, cars = carwright.build_car(figures), many(figures, CARS)
    found = {
        f"rate_one_car_{procedure}_ms": median_ms(lambda name=procedure: rate(car, name), 2.0)
        for procedure in PROCEDURES
    }
    call = lambda: jax.block_until_ready(rate_many(cars, PROCEDURES))
    found[f"rate_{CARS}_cars_with_compiling_s"] = seconds(call, 1)
    found[f"rate_{CARS}_cars_s"] = seconds(call)
    return {"carwright": found}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
