"""Garage: every car of a model year that comes with the program, beside what is said of it.

Claims are never inputs of the physics, and what the population knows of a car's own model family
is left out of its prediction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from carwright.belief.quantity import SPRINT_SCATTER
from carwright.car.car import Car
from carwright.car.load import Load
from carwright.carfile import garage_heads
from carwright.population.official import NOTHING_KNOWN
from carwright.progress import in_parts, task
from carwright.rate.feasibility import RoadLoad, need, objection
from carwright.rate.mass import load_of_test
from carwright.rate.quick import rate_many
from carwright.rate.rating import Rating
from carwright.run.accelerate import Sprint, accelerate
from carwright.settle.expected import expected as tests_of
from carwright.settle.resolve import resolve
from carwright.settle.settled import Settled
from carwright.units import bare, from_si, to_si, unit
from carwright.validate.claimed import CONSUMPTION, GROUPS, TESTS, Claimed, claimed
from carwright.validate.predict import DRAWS, batch_of, expected, versions
from carwright.validate.provenance import rests_on
from carwright.validate.summary import Compared, Summary, summary
from carwright.validate.table import Rejected
from carwright.world.cycle import cycle

SPRINT_LOAD = to_si("load_kg", 100.0)
"""Driver and instruments where a sprint is timed: an EPA test weight is a class, and often more
(estimate) [kg]."""
ROAD = (
    *("coast_down_a_lbf", "coast_down_b_lbf_per_mph", "coast_down_c_lbf_per_mph2"),
    "test_weight_lb",
)
"""Keys of EPA's road load, in the order of `RoadLoad`."""
OTHERS = tuple(name for name in TESTS if name != "epa")
"""Procedures that load every car alike."""


@dataclass(frozen=True)
class Beside:
    """One claim of one car beside the simulation."""

    car: str
    """Id of the car [-]."""
    maker: str
    """Who makes it [-]."""
    claim: Claimed
    """What is said [-]."""
    found: Compared
    """The same in simulation [-]."""

    @property
    def what(self) -> str:
        """What is compared, in words."""
        claim = self.claim
        if claim.group == "sprint":
            told = {"yes": ", a foot left out", "no": "", "unknown": ", rollout unknown"}
            return bare(claim.key).replace("_", " ") + told[claim.phase]
        name = "consumption" if claim.key == CONSUMPTION else "range"
        before = ", unadjusted" if claim.unadjusted else ""
        return f"{claim.procedure.upper()} {claim.phase} {name}{before}"

    @property
    def unit(self) -> str:
        """Unit that it is told in."""
        return unit(self.claim.key)

    @property
    def in_unit(self) -> dict[str, float]:
        """Measured, simulated, low and high in that unit."""
        numbers = {n: getattr(self.found, n) for n in ("measured", "simulated", "low", "high")}
        return {name: from_si(self.claim.key, value) for name, value in numbers.items()}


@dataclass(frozen=True)
class GarageValidation:
    """The garage beside what is said of its cars."""

    count: int
    """How many cars [-]."""
    compared: tuple[Beside, ...]
    """Every claim that could be put beside the simulation [-]."""
    left_out: tuple[Rejected, ...]
    """Claims that could not, with the reason [-]."""

    def summaries(self) -> dict[str, Summary]:
        """Return the errors of each group of claims."""
        found = {}
        for group in GROUPS:
            rows = [one for one in self.compared if one.claim.group == group]
            found[group] = summary([one.found for one in rows], [one.maker for one in rows])
        return found

    @property
    def provenance(self) -> dict[str, str]:
        """What the numbers rest on."""
        return rests_on()


def validate_garage(ids: Sequence[str] | None = None) -> GarageValidation:
    """Return cars of the garage beside what is said of them.

    Args:
        ids: which cars; None are those of one model year: dossiers and talk are of none.
    """
    of_a_year = [head.id for head in garage_heads() if head.year is not None]
    wanted = of_a_year if ids is None else ids
    with task("simulating the garage", (1.0, 1.0, 4.0, 1.0)) as step:
        cars = [resolve(car) for car in in_parts("settling each car", wanted)]
        step()
        batch = batch_of([versions(car) for car in in_parts("drawing each car", cars)])
        told = [claimed(car.car_file) for car in cars]
        step()
        tested = _tested(cars, batch)
        step()
        sprints = accelerate(batch, load=Load(payload=SPRINT_LOAD))
    compared, left = [], [one for _, rejected in told for one in rejected]
    for place, (car, (claims, _)) in enumerate(zip(cars, told, strict=True)):
        for claim in claims:
            if why := _objection(car, claim):
                left.append(Rejected(car.car_file.id, why))
                continue
            values = _sprint(sprints, claim) if claim.group == "sprint" else _value(tested, claim)
            factor, noise = official_of(car, claim)
            drawn = factor * values.reshape(len(cars), -1)[[place]]
            band = expected(drawn, np.array([noise]))[0]
            found = Compared(claim.value, band.simulated, band.low, band.high)
            compared.append(Beside(car.car_file.id, car.car_file.maker, claim, found))
    return GarageValidation(len(cars), tuple(compared), tuple(left))


def _objection(car: Settled, claim: Claimed) -> str:
    """Why a claim of EPA's test cannot belong to the road load of its car; empty where it can."""
    known = [car.origins[key].value for key in ROAD if key in car.origins]
    if len(known) < len(ROAD) or not claim.unadjusted or claim.key != CONSUMPTION:
        return ""
    road = RoadLoad(*(to_si(key, float(x)) for key, x in zip(ROAD, known, strict=True)))
    wanted = need(road, cycle("udds" if claim.phase == "city" else "hwfet"))
    return objection(wanted, claim.value)


def _tested(cars: Sequence[Settled], batch: Car) -> Mapping[str, Rating]:
    """Ratings of the batch; EPA's at the test weight of the list where that is known."""
    own = np.array(["test_weight_lb" in car.car_file.figures for car in cars])
    mass = np.asarray(batch.body.mass - batch.body.kerb_mass)
    load = np.where(np.repeat(own, 1 + DRAWS), mass, load_of_test("epa"))
    return rate_many(batch, OTHERS) | rate_many(batch, ("epa",), load=load)


def _value(tested: Mapping[str, Rating], claim: Claimed) -> np.ndarray:
    rating = tested[claim.procedure]
    phases = rating.unadjusted if claim.unadjusted else rating.phases
    phase = phases[claim.phase]
    return np.asarray(phase.consumption_ac if claim.key == CONSUMPTION else phase.range)


def _sprint(found: Sprint, claim: Claimed) -> np.ndarray:
    """Times of the batch for the same sprint [s]."""
    name = bare(claim.key)
    whole, rolled = getattr(found, name), getattr(found, f"{name}_rollout")
    if claim.phase == "unknown":
        return np.asarray(0.5 * (whole + rolled))
    return np.asarray(rolled if claim.phase == "yes" else whole)


def official_of(car: Settled, claim: Claimed) -> tuple[float, float]:
    """Return what a test should read over the simulation, and how far tests differ from that [-].

    Args:
        car: the car.
        claim: what is said of it.
    """
    if claim.group == "sprint":
        return 1.0, SPRINT_SCATTER
    tests = tests_of(car, claim.procedure) or NOTHING_KNOWN
    reading = tests.consumption if claim.key == CONSUMPTION else tests.range
    return reading.factors[0], reading.deviation
