"""Dynamometer: a car on a chassis dynamometer beside the same tests in simulation.

The rows of one test run in sequence and hand the car on. A cold start begins with a full battery
and everything at the temperature of the cell. Where what happened before a row is not in the file,
one unscored run of its cycle warms the car, and its charge is read from the row's mean voltage.
A set point of the cabin is held by the simulated car's own climate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from os import PathLike, fspath

import jax.numpy as jnp
import numpy as np

from carwright.car.build import build_car
from carwright.car.car import Car
from carwright.cars.from_file import vector
from carwright.codes import Outcome
from carwright.conditions import DEFAULT_CHARGE
from carwright.progress import in_parts
from carwright.run.comfort import comfort
from carwright.run.drive import drive, surroundings
from carwright.run.simulate import Run
from carwright.run.start import initial_state, soaked_state
from carwright.settle.resolve import resolve
from carwright.settle.settled import Settled
from carwright.state import Environment, State
from carwright.validate.bench import Mean, charged, on_bench
from carwright.validate.bench_rows import BenchRow, read_bench
from carwright.world.cycle import cycle

FULL = 1.0
"""Charge on the display at a cold start: after its soak on the plug [share]."""
ALIKE = 5.0
"""Temperatures that differ by less belong to one group of tests [K]."""


@dataclass(frozen=True, slots=True)
class Tested:
    """One row beside its simulation."""

    row: BenchRow
    """The row [-]."""
    simulated: float | None
    """Energy out of the battery's terminals over distance; None where it was not driven [J/m]."""
    why: str
    """Why it is not scored; empty where it is [-]."""

    @property
    def error(self) -> float | None:
        """(simulated - measured) / measured [share]; None where it is not scored."""
        if self.why or self.simulated is None or self.row.consumption is None:
            return None
        return (self.simulated - self.row.consumption) / self.row.consumption


@dataclass(frozen=True)
class BenchValidation:
    """A file of tests beside their simulation."""

    file: str
    """The file [-]."""
    settled: Settled
    """The car [-]."""
    tests: tuple[Tested, ...]
    """Every row, in the order of the file [-]."""

    def mae(self, tests: Sequence[Tested] | None = None) -> float | None:
        """Return the mean size of the error [share]; None where nothing is scored.

        Args:
            tests: of which rows; None is all.
        """
        errors = [one.error for one in (self.tests if tests is None else tests)]
        sizes = [abs(error) for error in errors if error is not None]
        return float(np.mean(sizes)) if sizes else None

    def by_temperature(self) -> list[list[Tested]]:
        """Return the scored rows in groups alike in temperature of the cell, coldest first."""
        groups: list[list[Tested]] = []
        last = -np.inf
        for one in sorted(self.tests, key=lambda one: one.row.air or 0.0):
            if one.error is None or one.row.air is None:
                continue
            if one.row.air - last > ALIKE:
                groups.append([])
            groups[-1].append(one)
            last = one.row.air
        return groups


def validate_dynamometer(path: str | PathLike[str], car: str | PathLike[str]) -> BenchValidation:
    """Return the tests of a file beside the same tests of a car in simulation.

    Args:
        path: a CSV file of tests.
        car: an id of the garage or the path of a car file.

    Raises:
        InputError: if either cannot be used.
    """
    rows = read_bench(path)
    settled = resolve(car)
    built = build_car(vector(settled))
    tests = [tuple(test) for _, test in groupby(rows, key=lambda row: row.test)]
    tested = [one for test in in_parts("driving each test", tests) for one in _test(built, test)]
    return BenchValidation(fspath(path), settled, tuple(tested))


def _test(car: Car, rows: Sequence[BenchRow]) -> Iterator[Tested]:
    """The rows of one test in sequence; None is a car of which nothing is known."""
    state: State | None = None
    last = 0
    for row in rows:
        if row.trace is None or row.road is None or row.air is None:
            state = None
            yield Tested(row, None, row.why)
            continue
        if row.phases and row.phases[0] != last + 1:
            state = None
        last = row.phases[-1] if row.phases else last
        run = _driven(on_bench(car, row.road), row, state)
        state = run.end
        yield _told(row, run)


def _driven(car: Car, row: BenchRow, state: State | None) -> Run:
    air = _air(car, row)
    start = soaked_state(car, FULL * jnp.ones_like(car.body.mass), air) if row.cold else state
    if start is None:
        start = _warm(car, row, air)
    return _drive(car, row, air, start)


def _air(car: Car, row: BenchRow) -> Environment:
    return surroundings(car, temperature=row.air, sun=row.sun, humidity=row.humidity)


def _drive(car: Car, row: BenchRow, air: Environment, start: State) -> Run:
    """The row's cycle; where the cabin has a set point, climate holds it with the driver inside."""
    wanted = None if row.set_point is None else comfort(row.set_point)
    return drive(car, str(row.trace), environment=air, start=start, comfort=wanted)


def _warm(car: Car, row: BenchRow, air: Environment) -> State:
    """The car after an unscored run, with the charge of the row where its voltage tells it."""
    one = jnp.ones_like(car.body.mass)
    before = initial_state(car, DEFAULT_CHARGE * one, 0.0 * one, air)
    return _read(car, row, _drive(car, row, air, _read(car, row, before)).end)


def _read(car: Car, row: BenchRow, state: State) -> State:
    if row.voltage is None or row.consumption is None:
        return state
    trace = cycle(str(row.trace))
    power = row.consumption * trace.distance / trace.duration
    mean = Mean(row.voltage, power / row.voltage, trace.duration)
    return charged(car.battery, state, mean)


def _told(row: BenchRow, run: Run) -> Tested:
    why = row.why
    if int(run.outcome) == Outcome.EMPTY:
        why = why or "the battery of the simulated car was empty before its end"
    return Tested(row, float(run.consumption_dc), why)
