"""carwright's own speed: single runs, batches, gradients, memory and a whole process.

Run: python benchmarks/carwright_speed.py; it prints the measurements as JSON. Batches are of cars
that differ in ten figures. "Two processes" of the peers are two Python threads here.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jax
import numpy as np
from clock import median_ms

import carwright
from carwright.car.car import Car
from carwright.cars.vary import GRADIENT_CHUNK, varied
from carwright.figure_table import BY_KEY
from carwright.figure_vector import Figures
from carwright.run.executor import in_chunks, stacked
from carwright.state import Scalar

CAR, CYCLE = "xiaomi-su7-max", "wltc-3b"
VARIED = (
    "kerb_mass_kg",
    "drag_coefficient",
    "frontal_area_m2",
    "rolling_resistance_coefficient",
    "tyre_radius_m",
    "rear_gear_ratio",
    "rear_copper_loss_share",
    "battery_gross_energy_kwh",
    "resistance_drop_v",
    "auxiliary_power_w",
)
"""Figures in which the cars of a batch differ, by up to five percent."""


def many(figures: Figures, count: int) -> Car:
    """Return a batch of different cars."""
    return carwright.cars.vary.vary(figures, changes(figures, count))


def changes(figures: Figures, count: int) -> dict[str, np.ndarray]:
    """Return values for the varied figures of so many cars."""
    random = np.random.default_rng(0)
    now = figures.to_edge()
    return {key: now[key] * random.uniform(0.95, 1.0, count) for key in VARIED if key in BY_KEY}


def rate(drive: Callable[[], object], cars: int, repeats: int = 3) -> float:
    """Return the best of some rates, in cars a second; a shared machine only ever slows."""
    drive()
    best = np.inf
    for _ in range(repeats):
        start = time.perf_counter()
        drive()
        best = min(best, time.perf_counter() - start)
    return cars / best


def consumption(car: Car) -> Scalar:
    """Return the consumption of a car over the cycle [J/m]."""
    return carwright.drive(car, CYCLE).consumption_dc


def gradients(figures: Figures, run_ms: float) -> dict[str, float]:
    """Return how many runs a gradient by every figure costs, for one car and for 256."""

    def slopes(one: Figures) -> Figures:
        def measured(values):
            figures = Figures(values=values, choices=one.choices)
            return consumption(carwright.build_car(figures))

        return jax.grad(measured)(one.values)

    single = jax.jit(slopes)
    one_ms = median_ms(lambda: jax.block_until_ready(single(figures)))
    batch = varied(figures, changes(figures, 256))
    batched = jax.jit(jax.vmap(slopes))
    forward = jax.jit(jax.vmap(lambda one: consumption(carwright.build_car(one))))
    gradient = rate(lambda: stacked(in_chunks(batched, batch, chunk=GRADIENT_CHUNK)), 256)
    run = rate(lambda: stacked(in_chunks(forward, batch, chunk=GRADIENT_CHUNK)), 256)
    return {
        "gradient_one_car_ms": one_ms,
        "gradient_over_run_one_car_times": one_ms / run_ms,
        "gradient_over_run_256_cars_times": run / gradient,
    }


def whole_process() -> dict[str, float]:
    """Return the time of `carwright drive` as a process, with an empty and with a filled cache."""
    command = [sys.executable, "-m", "carwright", "drive", CAR, "--cycle", CYCLE, "--json"]
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for _ in range(6):
            start = time.perf_counter()
            subprocess.run(
                command,
                env=os.environ | {"CARWRIGHT_CACHE": folder},
                capture_output=True,
                check=True,
            )
            times.append(time.perf_counter() - start)
    return {
        "wltc_whole_process_cold_s": times[0],
        "wltc_whole_process_s": float(np.median(times[1:])),
    }


def streamed(cars: int) -> dict[str, float]:
    """Return peak memory and rate of a large batch, in a process of its own."""
    code = f"""
import json, resource, time, jax
jax.config.update("jax_enable_x64", True)
import carwright
from carwright_speed import changes
figures = carwright.figures({CAR!r})
start = time.perf_counter()
run = carwright.drive(carwright.vary(figures, changes(figures, {cars})), {CYCLE!r})
took = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({{"streamed_{cars}_cars_per_s": {cars} / took, "streamed_{cars}_cars_mb": peak}}))
"""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ran.stdout)


def measure() -> dict[str, dict[str, float]]:
    """Return every measurement."""
    jax.config.update("jax_enable_x64", True)
    figures = carwright.figures(CAR)
    car = carwright.build_car(figures)
    found = {}
    for name, cycle in (("wltc", CYCLE), ("udds", "udds")):
        run = lambda cycle=cycle: jax.block_until_ready(carwright.drive(car, cycle))
        found[f"{name}_one_run_ms"] = median_ms(run)
    cars = many(figures, 10_240)
    part = jax.tree.map(lambda leaf: leaf[:2048], cars)
    trace = carwright.run.drive.trace_of(carwright.cycle(CYCLE), car.body.mass.dtype)
    charge = jax.numpy.asarray(0.9)
    chunk = lambda some: carwright.run.drive._many(some, trace, charge, None, series=False)
    one = lambda: stacked(in_chunks(chunk, part, threads=1))
    found["wltc_different_cars_one_process_per_s"] = rate(one, 2048)
    found["wltc_different_cars_two_processes_per_s"] = rate(
        lambda: carwright.drive(cars, CYCLE), 10_240
    )
    found |= gradients(figures, found["wltc_one_run_ms"])
    found |= whole_process()
    found |= streamed(100_000)
    return {"carwright": found}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
