"""rating_program: the dynamometer of a process that only wants a rating, by programs kept on disk.

Figures go in, numbers come out; neither the physics nor its tracing is loaded once an earlier
process has exported the programs.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jax
import numpy as np

from carwright.build.kept import kept
from carwright.codes import Outcome
from carwright.rate.course import Course
from carwright.rate.dynamometer import Driven, Facts, Recharged, driven

if TYPE_CHECKING:
    from carwright.car.car import Car
    from carwright.car.load import Load

Arrays = tuple[Any, ...]


class KeptRoller:
    """A car on the roller, loaded for one test, by programs kept on disk."""

    def __init__(
        self,
        figures: tuple[np.ndarray, np.ndarray],
        folder: Path | None,
        load: "Load | None",
        test_load: float,
    ) -> None:
        """Take the car.

        Args:
            figures: figures in SI and choices, each in the order of its vector.
            folder: where programs are kept; None keeps none.
            load: what the car tows and wears; what it carries gives way to the test.
            test_load: what it carries beyond kerb mass in this test [kg].
        """
        numbers, self._kind = jax.tree.flatten(load)
        self._folder = folder
        given = tuple(np.float64(number) for number in numbers)
        self._car = (figures, given, np.float64(test_load))
        facts, self._rested = self._run("rate-begin", _begin, ())
        self.facts = Facts(*(float(number) for number in facts))

    def rested(self) -> Arrays:
        """Return the car before a test: full, soaked, standing."""
        return self._rested

    def drive(self, course: Course, start: Arrays, patience: float) -> Driven:
        """Drive a course until its end, or until the car stops.

        Args:
            course: what the driver is shown.
            start: the car at the start.
            patience: time below the tolerance after which the test stops [s].
        """
        told = (*course[:5], np.float64(patience))
        end, outcome, *found = self._run("rate-leg", _leg, (told, start))
        return driven(course, end, int(outcome) == Outcome.EMPTY, found)

    def recharge(self, state: Arrays) -> Recharged:
        """Plug the car in after its soak, until it is full.

        Args:
            state: the car where the test stopped.
        """
        found = self._run("rate-recharge", _recharge, (state,))
        return Recharged(*(float(number) for number in found))

    def _run(self, name: str, function: Any, arguments: Arrays) -> Any:
        whole = (self._car, *arguments)
        key = f"{name}-{len(self._car[1])}"
        if (self._folder, key) not in _programs:
            program = kept(self._folder, key, partial(function, self._kind), whole)
            _programs[self._folder, key] = program
        return jax.device_get(_programs[self._folder, key](*whole))


_programs: dict[tuple[Path | None, str], Any] = {}


def _loaded(kind: Any, car: Arrays) -> "Car":
    from carwright.car.build import build_car
    from carwright.car.load import Load, loaded
    from carwright.figure_vector import Figures

    (values, choices), numbers, test_load = car
    built = build_car(Figures(values=values, choices=choices))
    load = jax.tree.unflatten(kind, numbers)
    return loaded(built if load is None else loaded(built, load), Load(payload=test_load))


def _begin(kind: Any, car: Arrays) -> tuple[Arrays, Arrays]:
    from carwright.rate.leg import rested
    from carwright.rate.roller import facts_of

    loaded = _loaded(kind, car)
    return tuple(facts_of(loaded)), tuple(jax.tree.leaves(rested(loaded)))


def _leg(kind: Any, car: Arrays, told: Arrays, start: Arrays) -> Arrays:
    from carwright.rate.leg import Told, leg, rested

    loaded = _loaded(kind, car)
    state = jax.tree.unflatten(jax.tree.structure(rested(loaded)), start)
    speed, awake, valid, part, time_step, patience = told
    found = leg(loaded, Told(speed, awake, valid, part, time_step, patience), state)
    return tuple(jax.tree.leaves(found.end)), found.end.outcome, *found[1:]


def _recharge(kind: Any, car: Arrays, start: Arrays) -> Arrays:
    from carwright.rate.leg import rested
    from carwright.rate.roller import recharged

    loaded = _loaded(kind, car)
    state = jax.tree.unflatten(jax.tree.structure(rested(loaded)), start)
    return tuple(recharged(loaded, state))
