r"""Label split: what of the error of a label's range is losses, energy or factor.

Range is energy over consumption, and the label multiplies it by its factor f. With a label's range
and consumption the recharge W of its test follows, their product, in which f cancels; with the
test's own consumption f is known too. So of what is simulated and what is told

$$\log \frac{R_s}{R} = \log \frac{f_s}{f} + \log \frac{W_s}{W} - \log \frac{C_s}{C}$$

with nothing left over: factor, energy and losses, C the unadjusted consumption at the plug.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from carwright.carfile import CarFile, best_claim, garage_heads, load, of_variant
from carwright.carfile.consumptions import CONSUMPTION, consumptions, label_factor, of_the_car
from carwright.cars.batch import stacked_cars
from carwright.population.label_factors import makers_factor
from carwright.population.names import family_id, maker_id
from carwright.population.population import Population
from carwright.rate.mass import load_of_test
from carwright.rate.quick import rate_many
from carwright.rate.rating import COMBINED, Rating
from carwright.rate.weights import city_and_highway
from carwright.settle.label_terms import USABLE, known_before
from carwright.settle.settle import settle
from carwright.settle.settled import Settled
from carwright.units import to_si

RANGE = "range_km"
"""Key of the claims of a label's range."""


@dataclass(frozen=True, slots=True)
class LabelSplit:
    """One car's label range beside the simulation."""

    car: str
    """Id of the car [-]."""
    maker: str
    """Maker as `maker_id` writes it [-]."""
    label: float
    """Range of the label [m]."""
    simulated: float
    """Unadjusted range in simulation [m]."""
    recharge: float | None
    """Label range times label consumption [J]; None where the label's consumption is not told."""
    simulated_recharge: float
    """The same of the simulated test [J]."""
    test: float | None
    """Unadjusted consumption in the test [J/m]; None where it is not told."""
    simulated_test: float
    """The same in simulation [J/m]."""
    own: float | None
    """The car's own factor [share]; None where its file does not tell it."""
    drawn: bool
    """Whether its usable energy was measured, as in a range test [-]."""
    family: str
    """Model family as `family_id` writes it [-]."""
    before: int | None
    """Model year before which other cars were known [year]; None for today."""

    @property
    def makers(self) -> float:
        """The factor by its maker's other families of earlier years [share]."""
        return makers_factor(self.maker, self.before, but_family=self.family).share

    def error(self, factor: float, energy: float = 1.0) -> float:
        """Return the error of the label's range [share].

        Args:
            factor: from the unadjusted range to the label's [share].
            energy: energy of a full charge over that of the simulation [-].
        """
        full = 1.0 if self.drawn else energy
        return factor * full * self.simulated / self.label - 1.0

    def shares(self, factor: float, energy: float = 1.0) -> tuple[float, float, float] | None:
        """Return losses, energy and factor in the logarithm of the error [-]; None if not told.

        Args:
            factor: from the unadjusted range to the label's [share].
            energy: energy of a full charge over that of the simulation [-].
        """
        if self.recharge is None or self.test is None or self.own is None:
            return None
        full = 1.0 if self.drawn else energy
        return (
            -log(self.simulated_test / self.test),
            log(full * self.simulated_recharge / self.recharge),
            log(factor / self.own),
        )


def label_splits(files: Sequence[CarFile], about: Population) -> list[LabelSplit]:
    """Return the cars whose label range is told beside the simulation, quick ratings.

    Args:
        files: car files; those without a label range are passed over.
        about: what is usual of a car.
    """
    labels = {file.id: claim for file in files if (claim := _label_range(file)) is not None}
    told = [file for file in files if file.id in labels]
    cars = [settle(file, about) for file in told]
    batch = stacked_cars(cars)
    own = np.array(["test_weight_lb" in file.figures for file in told])
    carried = np.where(own, np.asarray(batch.body.mass - batch.body.kerb_mass), load_of_test("epa"))
    rating = rate_many(batch, ("epa",), load=carried)["epa"]
    return [_split(car, labels[car.car_file.id], rating, at) for at, car in enumerate(cars)]


def of_a_year() -> list[CarFile]:
    """Return the garage's cars of one model year; dossiers and talk are of none."""
    return [load(head.id) for head in garage_heads() if head.year is not None]


def _label_range(file: CarFile) -> float | None:
    claims = of_variant(file.claims.get(RANGE, ()), file.variant)
    of_label = [claim for claim in claims if claim.procedure == "epa" and of_the_car(claim)]
    return to_si(RANGE, best_claim(of_label).middle) if of_label else None


def _split(car: Settled, label: float, rating: Rating, at: int) -> LabelSplit:
    file, measured = car.car_file, rating.unadjusted[COMBINED]
    told = consumptions(file)[0]
    epa = [one for one in told if one.procedure == "epa"]
    test, of_label = (
        _combined({one.phase: one.claim.middle for one in epa if one.unadjusted == kind})
        for kind in (True, False)
    )
    reach, used = float(measured.range[at]), float(measured.consumption_ac[at])
    origin = car.origins[USABLE]
    return LabelSplit(
        car=file.id,
        maker=maker_id(file.maker),
        label=label,
        simulated=reach,
        recharge=None if of_label is None else label * of_label,
        simulated_recharge=reach * used,
        test=test,
        simulated_test=used,
        own=label_factor(told),
        drawn=origin.how == "given" and origin.kind == "measured",
        family=family_id(file.maker, file.name),
        before=known_before(file),
    )


def _combined(phases: dict[str, float]) -> float | None:
    """Combined consumption [J/m] of what is told by phase [kWh/100 km]."""
    if COMBINED in phases:
        return to_si(CONSUMPTION, phases[COMBINED])
    if "city" in phases and "highway" in phases:
        return to_si(CONSUMPTION, city_and_highway(phases["city"], phases["highway"]))
    return None
