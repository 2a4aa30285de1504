"""The dynamometer of a process that only wants a rating: figures in, numbers out."""

import numpy as np

from carwright.codes import Outcome
from carwright.loads import Carried
from carwright.plain.call import Numbers, call
from carwright.plain.cars import built, load_of, loaded
from carwright.rate.course import Course
from carwright.rate.dynamometer import Driven, Facts, Recharged, driven


class PlainRoller:
    """A car on the roller, loaded for one test."""

    def __init__(
        self, figures: tuple[np.ndarray, np.ndarray], load: Carried | None, test_load: float
    ) -> None:
        """Take the car.

        Args:
            figures: figures in SI and choices, each in the order of its vector.
            load: what the car tows and wears; what it carries gives way to the test.
            test_load: what it carries beyond kerb mass in this test [kg].
        """
        car = built(figures)
        self._car = loaded(car, load_of(car, load) | {"payload": test_load})
        self.facts = Facts(*(float(number) for number in call("facts", *self._car.leaves).leaves))

    def rested(self) -> Numbers:
        """Return the car before a test: full, soaked, standing."""
        return call("rested", *self._car.leaves)

    def drive(self, course: Course, start: Numbers, patience: float) -> Driven:
        """Drive a course until its end, or until the car stops.

        Args:
            course: what the driver is shown.
            start: the car at the start.
            patience: time below the tolerance after which the test stops [s].
        """
        found = call("leg", *self._car.leaves, *course[:5], patience, *start.leaves)
        end = found.part("end")
        rest = [found[path] for path in found if not path.startswith("end.")]
        return driven(course, end, int(end["outcome"]) == Outcome.EMPTY, rest)

    def recharge(self, state: Numbers) -> Recharged:
        """Plug the car in after its soak, until it is full.

        Args:
            state: the car where the test stopped.
        """
        found = call("recharge", *self._car.leaves, *state.leaves)
        return Recharged(*(float(number) for number in found.leaves))
