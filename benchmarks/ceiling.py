"""The ceiling of carwright's speed: its step written out in C, for a fixed car.

Run: python benchmarks/ceiling.py; it prints the measurements as JSON. The C stands in ceiling.c and
its headers. It is timed only where a whole drive with it agrees with `carwright.drive`: whoever
changes the mathematics of the step changes it there too. It is built twice, one car at a time and
several side by side in vectors; the faster of the two is the ceiling. Two processes of the peers
are two threads here.
"""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace

import jax
import numpy as np
from clock import median_ms

import carwright
from carwright import units
from carwright.car import battery, cell, drive_unit, tyre
from carwright.car.car import Car
from carwright.cars.vary import vary
from carwright.run.drive import DEFAULT_CHARGE
from carwright.run.simulate import Run, reference_environment
from carwright.state import Environment
from carwright.step import coolant, limits, solve, step
from carwright.world.cycle import Cycle

HERE = Path(__file__).parent
CAR, CYCLE = "xiaomi-su7-max", "wltc-3b"
LANES = {"C, one by one": 1, "C, in vectors": 8}
CARS = 2048
AGREEMENT = 1e-9
"""Greatest relative difference at which two drives are the same step."""
# Without -ffast-math, which may change results, and without contraction, which rounds the costs of
# two equal axles apart. The rest lets sqrt and a choice of values take vectors.
FLAGS = (
    *("-std=c99", "-O3", "-march=native", "-ffp-contract=off"),
    *("-fno-math-errno", "-fno-trapping-math", "-fPIC", "-shared"),
)
CONSTANTS = (
    (units, "GRAVITY"),
    (units, "SPECIFIC_GAS_CONSTANT_OF_AIR"),
    (cell, "SPANS"),
    (battery, "OHMIC_COLD_SHARE"),
    (battery, "REFERENCE_TEMPERATURE"),
    (tyre, "REFERENCE_AIR"),
    (tyre, "WARM_SPEED"),
    (drive_unit, "SWITCHED"),
    (coolant, "VALVE_SPAN"),
    (coolant, "WARM_ENOUGH"),
    (coolant, "RADIATOR_OPENS"),
    (coolant, "RADIATOR_OPEN"),
    (limits, "STRONGEST_PULL"),
    (solve, "IMPOSSIBLE"),
    (step, "SHORTFALL"),
)
ARRAY = np.ctypeslib.ndpointer(np.float64, flags="C_CONTIGUOUS")


class NoCompilerError(Exception):
    """There is no C compiler here."""


class Ceiling:
    """The compiled step."""

    def __init__(self, lanes: int, folder: Path = HERE / ".build") -> None:
        """Compile it.

        Args:
            lanes: cars that move side by side.
            folder: where the library goes.

        Raises:
            NoCompilerError: if there is no C compiler.
            CalledProcessError: if it refuses the program.
        """
        compiler = shutil.which(os.environ.get("CC", "cc"))
        if compiler is None:
            raise NoCompilerError(
                "there is no C compiler here: install one as cc, or name it in CC"
            )
        folder.mkdir(exist_ok=True)
        target = folder / f"ceiling-{lanes}.so"
        constants = [f"-D{name}={getattr(module, name)!r}" for module, name in CONSTANTS]
        source = str(HERE / "ceiling.c")
        command = [compiler, *FLAGS, f"-DLANES={lanes}", *constants, source, "-o", str(target)]
        subprocess.run([*command, "-lm"], check=True, capture_output=True, text=True)
        self.library = ctypes.CDLL(str(target))
        number, count = ctypes.c_double, ctypes.c_int
        self.library.simulate_many.argtypes = (
            *(ARRAY, count, ARRAY, ARRAY, ARRAY),
            *(count, number, number, ARRAY, ARRAY),
        )
        self.library.simulate_many.restype = None
        self.record, self.state = self.paths("record_paths"), self.paths("state_paths")

    def paths(self, name: str) -> list[str]:
        """Return where the numbers of one struct stand in carwright, in the order of the struct.

        Args:
            name: of the list in C.
        """
        start = ctypes.addressof(ctypes.c_char.in_dll(self.library, name))
        return ctypes.string_at(start).decode().split()

    def numbers(self, car: Car, environment: Environment) -> np.ndarray:
        """Return the numbers of each car as a row, in the order of the struct in C.

        Args:
            car: one car or a batch.
            environment: what surrounds each.
        """
        both = SimpleNamespace(car=car, environment=environment)
        columns = [attrgetter(path)(both) for path in self.paths("car_paths")]
        rows = np.stack(np.broadcast_arrays(*columns), axis=-1, dtype=np.float64)
        return np.ascontiguousarray(np.atleast_2d(rows))

    def drive(
        self, rows: np.ndarray, cycle: Cycle, charge: float = DEFAULT_CHARGE, threads: int = 1
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return totals [J] and the state at the end of each car, in the orders of the structs.

        Args:
            rows: (cars, numbers) as `numbers` gives them.
            cycle: the cycle.
            charge: charge on the display at the start [share].
            threads: Python threads; C runs without Python's lock.
        """
        totals = np.empty((len(rows), len(self.record)))
        ends = np.empty((len(rows), len(self.state)))
        speed, sine = np.ascontiguousarray(cycle.speed), np.ascontiguousarray(cycle.step_sine)

        def part(places: slice) -> None:
            those = rows[places]
            self.library.simulate_many(
                *(those, len(those), cell.TABLE, speed, sine, len(sine), cycle.time_step, charge),
                *(totals[places], ends[places]),
            )

        if threads == 1:
            part(slice(None))
        else:
            edges = np.linspace(0, len(rows), threads + 1).astype(int)
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(part, map(slice, edges[:-1], edges[1:])))
        return totals, ends

    def disagreement(self, run: Run, totals: np.ndarray, end: np.ndarray) -> dict[str, float]:
        """Return the relative difference of each total and of each number of the end state.

        Args:
            run: one drive by carwright.
            totals: the same drive's totals in C.
            end: its state at the end.
        """
        ours = {name: getattr(run.totals, name) for name in self.record}
        ours |= {name: getattr(run.end, name) for name in self.state}
        theirs = dict(zip([*self.record, *self.state], [*totals, *end], strict=True))
        # Below a thousandth of a joule, kelvin or metre the difference counts as it is.
        return {
            name: abs(float(value) - theirs[name]) / max(abs(float(value)), 1e-3)
            for name, value in ours.items()
        }


def different_cars(count: int) -> Car:
    """Return cars that differ in drag, mass and battery.

    Args:
        count: how many.
    """
    spread = np.linspace(0.0, 1.0, count)
    return vary(
        carwright.figures(CAR),
        {
            "drag_coefficient": 0.18 + 0.2 * spread,
            "kerb_mass_kg": 1600.0 + 1000.0 * spread[::-1],
            "battery_gross_energy_kwh": 100.0 + 5.0 * spread,
        },
    )


def speed(ceiling: Ceiling) -> dict[str, float]:
    """Return the measurements of one build.

    Args:
        ceiling: the compiled step.

    Raises:
        ArithmeticError: if its drive is not that of carwright.
    """
    car, cycle = carwright.load(CAR), carwright.cycle(CYCLE)
    run, one = carwright.drive(car, cycle), ceiling.numbers(car, reference_environment(car))
    totals, ends = ceiling.drive(one, cycle)
    name, worst = max(
        ceiling.disagreement(run, totals[0], ends[0]).items(), key=lambda item: item[1]
    )
    if not worst <= AGREEMENT:
        raise ArithmeticError(f"{name} in C is off by {worst:.1e}: ceiling.c is another step")
    total = dict(zip(ceiling.record, totals[0], strict=True))
    end = dict(zip(ceiling.state, ends[0], strict=True))
    energy = total["terminal_out"] - total["terminal_in"]
    cars = different_cars(CARS)
    many = ceiling.numbers(cars, jax.vmap(reference_environment)(cars))
    many_ms = [
        median_ms(partial(ceiling.drive, many, cycle, threads=threads), 1.0) for threads in (1, 2)
    ]
    return {
        "wltc_one_run_ms": median_ms(partial(ceiling.drive, one, cycle), 1.0),
        "wltc_different_cars_one_process_per_s": 1e3 * CARS / many_ms[0],
        "wltc_different_cars_two_processes_per_s": 1e3 * CARS / many_ms[1],
        "wltc_consumption_dc_wh_per_km": units.from_si(
            "consumption_wh_per_km", energy / end["position"]
        ),
    }


def measure() -> dict[str, dict[str, float]]:
    """Measure each build; none where nothing compiles it."""
    jax.config.update("jax_enable_x64", True)
    try:
        return {name: speed(Ceiling(lanes)) for name, lanes in LANES.items()}
    except (NoCompilerError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", "")
        print(f"The ceiling is not measured: {error}\n{reason}", file=sys.stderr)
        return {}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
