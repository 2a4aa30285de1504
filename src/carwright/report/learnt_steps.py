"""Learnt steps: from usual figures with nothing learnt to the range that is shown, one by one."""

from dataclasses import dataclass

from carwright.build.batch import loads_of_tests, stacked_cars
from carwright.build.settle import Chance, Settled, version
from carwright.population.evidence import QUALITIES, shipped
from carwright.population.variables import SCALED
from carwright.rate.quick import rate_many
from carwright.report.comparison import PROCEDURES
from carwright.report.official import Told, official_range
from carwright.units import from_si

LEARNT = {
    "stated_energy": "Usable energy over what is stated",
    "drag": "Drag coefficient",
    "rolling": "Rolling resistance",
    "drive_loss": "Losses of motors, inverters and gears",
    "idle_load": "12 V and standing loads",
    "regeneration_fade": "Where regeneration fades out",
    "charging_loss": "Loss of the charger on board",
}
"""What is learnt from measured cars, in the order from battery to road to wall."""
KINDS = {"epa": "EPA tests", "road": "EPA road loads"}
"""Results that teach, by the beginning of their names."""


@dataclass(frozen=True)
class Step:
    """One learnt factor, and what it does to the range."""

    quality: str
    """Its name."""
    keys: tuple[str, ...]
    """Figures of the car that it multiplies: those that no source gives."""
    evidence: str
    """Which results teach it."""
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
    official: Told
    """What maker or regulator says."""

    @property
    def unexplained_km(self) -> float:
        """Official range less the one that is shown."""
        return from_si("range_km", self.official.value) - self.shown_km


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
    hung = {
        name: keys
        for name in LEARNT
        if (keys := tuple(key for key in SCALED[name] if _is_learnt(car, key))) and taught_by(name)
    }
    stages = [tuple(hung)[:count] for count in range(len(hung) + 1)]
    cars = [version(car.car_file, car.usual.learning(stage), Chance()) for stage in stages]
    found = rate_many(stacked_cars(cars), (procedure,), load=loads_of_tests(cars))[procedure]
    ranges = [from_si("range_km", float(one)) for one in found.range]
    steps = tuple(
        Step(name, keys, taught_by(name), *car.usual.factor(name), after - before)
        for (name, keys), before, after in zip(hung.items(), ranges, ranges[1:], strict=False)
    )
    return Steps(procedure, ranges[0], steps, ranges[-1], said[procedure])


def taught_by(quality: str) -> str:
    """Return the kinds of results that hang on a quality, in words; empty where none does.

    Args:
        quality: its name.
    """
    place = QUALITIES.index(quality)
    found = {line.result.split("_")[0] for line in shipped() if line.slope[place]}
    return ", ".join(words for kind, words in KINDS.items() if kind in found)


def _is_learnt(car: Settled, key: str) -> bool:
    return key in car.used and car.origins[key].how == "population"
