"""label_terms: how a car's EPA label is expected to follow from its tests, and where that is from.

The factor is, in this order, the user's, the car's own (its file tells test and label), that of its
maker's cars of earlier model years, or the rule's. What sources call usable is less than a test
draws, so a full charge counts for more unless the file's usable energy was itself drawn in a test.
No JAX.
"""

from carwright.carfile.consumptions import own_label_factor
from carwright.carfile.dates import last_day
from carwright.carfile.schema import CarFile
from carwright.errors import InputError
from carwright.population.label_factors import energy_of_tests, error_of, makers_factor
from carwright.population.names import family_id
from carwright.rate.label import LABEL_FACTOR, LabelTerms
from carwright.settle.settled import Settled

USABLE = "battery_usable_energy_kwh"
"""Key of the energy that a test may draw more than."""
GIVEN = "given for this car"
"""Where a factor comes from that the user gives."""


def label_terms(settled: Settled, factor: float | None = None) -> LabelTerms:
    """Return how the label of a car is expected to follow from its tests.

    Args:
        settled: the car.
        factor: from the unadjusted range to the label's, as the user gives it; None looks.

    Raises:
        InputError: if by its file the car uses less on the label than in the test.
    """
    share, basis, source = _factor(settled.car_file, factor)
    ratio, words = _energy(settled)
    return LabelTerms(share, basis, source, ratio, words)


def known_before(car: CarFile) -> int | None:
    """Return the model year before which other cars were known when this one was; None for today.

    Args:
        car: its file; without a model year its last source tells.
    """
    if car.year is not None:
        return car.year
    return max((last_day(source.date).year for source in car.sources.values()), default=None)


def _factor(car: CarFile, given: float | None) -> tuple[float, str, str]:
    if given is not None:
        return given, "given", GIVEN
    own = own_label_factor(car)
    if own is not None:
        if not 0.0 < own <= 1.0:
            raise InputError(
                "a label cannot use less than its test",
                file=car.path,
                key="consumption_kwh_per_100km",
                value=round(own, 3),
                allowed="unadjusted over label consumption above 0, at most 1",
                remedy="see which of the claims of EPA is the label's, and their units",
            )
        return own, "own", "test over label in the car's own file"
    before = known_before(car)
    found = makers_factor(car.maker, before)
    when = "" if before is None else f" before {before}"
    missed = f"such factors miss later cars by {100.0 * error_of(found.cars):.1f} % in the mean"
    if found.years is None:
        usual = f"the rule's {LABEL_FACTOR.value:g}, {LABEL_FACTOR.source}"
        return found.share, "usual", f"no car of {car.maker}{when} is known: {usual}; {missed}"
    first, last = found.years
    span = f"{first}" if first == last else f"{first} to {last}"
    cars = "1 car" if found.cars == 1 else f"{found.cars} cars"
    return found.share, "maker", f"test over label of {cars} of {car.maker}, {span}; {missed}"


def _energy(settled: Settled) -> tuple[float, str]:
    origin = settled.origins[USABLE]
    if origin.how == "given" and origin.kind == "measured":
        return 1.0, f"usable energy was measured: {origin.source}"
    car = settled.car_file
    before = None if settled.on is None else settled.on.year
    found = energy_of_tests(before, family_id(car.maker, car.name))
    if not found.cars:
        return 1.0, "by then no car told what tests draw over what sources call usable"
    span = f"{found.low:.2f} to {found.high:.2f} in 9 of 10"
    return found.ratio, f"what tests draw over what sources call usable: {found.cars} cars, {span}"
