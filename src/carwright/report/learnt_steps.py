"""Learnt steps: from usual figures with nothing learnt to the range that is shown, one by one."""

from dataclasses import dataclass

from carwright.cars.batch import loads_of_tests, stacked_cars
from carwright.population.official import Official
from carwright.population.variables import SCALED
from carwright.rate.label import LABEL_FACTOR
from carwright.rate.quick import rate_many
from carwright.report.comparison import PROCEDURES
from carwright.report.official import Told, official_range
from carwright.settle.expected import expected
from carwright.settle.label_terms import label_terms
from carwright.settle.settle import Chance, version
from carwright.settle.settled import Settled
from carwright.units import from_si

LEARNT = {"drag": "Drag coefficient", "rolling": "Rolling resistance"}
"""What is learnt of the car from measured ones, in words."""
EVIDENCE = "EPA road loads"
"""Which results teach it."""


@dataclass(frozen=True)
class Step:
    """One learnt factor, and what it does to the range."""

    quality: str
    """Its name."""
    factor: float
    """The factor: above 1 is more than usual."""
    low: float
    """5 % point of the factor."""
    high: float
    """95 % point of the factor."""
    change_km: float
    """What the range gains by it, after the steps before."""


@dataclass(frozen=True)
class Steps:
    """The way from usual figures to the range that is shown."""

    procedure: str
    """The procedure whose range it is."""
    usual_km: float
    """Range with usual figures, nothing learnt."""
    learnt: tuple[Step, ...]
    """What is learnt, one by one; what no result teaches, or no figure of the car hangs on, is left
    out."""
    shown_km: float
    """Range with every factor."""
    tests: Official | None
    """What official tests of such cars read over the simulation; None where no list tells."""
    label_ratio: float
    """EPA's label as it is expected over that by the rule's factor; 1 for other procedures."""
    official: Told
    """What maker or regulator says."""

    @property
    def expected_km(self) -> float:
        """Range that an official test should read."""
        return self.shown_km * self.over[0]

    @property
    def over(self) -> tuple[float, float, float]:
        """What an official test should read over the simulation: middle, 5 and 95 % point."""
        factors = (1.0, 1.0, 1.0) if self.tests is None else self.tests.range.factors
        middle, low, high = (self.label_ratio * factor for factor in factors)
        return middle, low, high

    @property
    def unexplained_km(self) -> float:
        """Official range less the one that was to be expected."""
        return from_si("range_km", self.official.value) - self.expected_km


def learnt_steps(car: Settled) -> Steps | None:
    """Return the steps to the range in the test by which the car has an official range, or None.

    Where several procedures have one, the greatest range counts: the one that is advertised.

    Args:
        car: the car, settled.
    """
    told = {name: official_range(car.car_file, name) for name in PROCEDURES}
    said = {name: one for name, one in told.items() if one is not None}
    if not said:
        return None
    procedure = max(said, key=lambda name: said[name].value)
    hung = tuple(name for name in LEARNT if _is_learnt(car, name))
    stages = [hung[:count] for count in range(len(hung) + 1)]
    cars = [version(car.car_file, car.usual.learning(stage), Chance()) for stage in stages]
    found = rate_many(stacked_cars(cars), (procedure,), load=loads_of_tests(cars))[procedure]
    ranges = [from_si("range_km", float(one)) for one in found.range]
    steps = tuple(
        Step(name, *car.usual.factor(name), after - before)
        for name, before, after in zip(hung, ranges, ranges[1:], strict=False)
    )
    tests, ratio = expected(car, procedure), 1.0
    if procedure == "epa":
        terms = label_terms(car)
        ratio = terms.factor * terms.energy / LABEL_FACTOR.value
    return Steps(procedure, ranges[0], steps, ranges[-1], tests, ratio, said[procedure])


def _is_learnt(car: Settled, name: str) -> bool:
    """Whether measured cars move a figure of the car that no source gives."""
    key = SCALED[name]
    estimated = key in car.used and car.origins[key].how == "population"
    return estimated and car.usual.factor(name)[0] != 1.0
