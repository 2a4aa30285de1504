"""Official: what a regulator's test reads over what the simulation says, learnt from measured cars.

It is a procedure's own: test cars, tyres, road loads and the custom of makers differ from the usual
car of the simulation, by procedure and by maker. So it is told beside the simulated rating, never
hidden in a loss: what one regulator's lists show of a maker does not hold by another's.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from carwright.population.evidence import KINDS
from carwright.population.gaussian import BAND
from carwright.population.population import Population
from carwright.population.qualities import Place

USUAL_MASS = 1800.0
"""Kerb mass at which the mass of a car has no effect on `wltp` [kg]."""
_RESULTS = {
    "epa": ("epa_udds", "epa_hwfet"),
    "wltp": ("wltp_consumption",),
    "recharge": ("recharge_wltp",),
}


@dataclass(frozen=True)
class Reading:
    """One number of an official test over the simulated one."""

    mean: float
    """Mean of its logarithm [-]."""
    deviation: float
    """Standard deviation of it, from test to test of such a car [-]."""

    @property
    def factors(self) -> tuple[float, float, float]:
        """Middle, 5 and 95 % point of the factor [-]."""
        reach = BAND * self.deviation
        return math.exp(self.mean), math.exp(self.mean - reach), math.exp(self.mean + reach)


@dataclass(frozen=True)
class Official:
    """What a procedure's tests read over the simulation."""

    consumption: Reading
    """Of the consumption at the wall [-]."""
    range: Reading
    """Of the range [-]."""
    rows: int
    """How many rows of measured cars it rests on [-]."""
    of_maker: int
    """How many of these are of the car's maker [-]."""


SCATTER = 0.08
"""How far tests of one car lie from its simulation where no list tells [-] (estimate)."""
NOTHING_KNOWN = Official(Reading(0.0, SCATTER), Reading(0.0, SCATTER), 0, 0)
"""What tests read where no list tells."""


def traits_of(kerb_mass: float, *, van: bool) -> Mapping[str, float]:
    """Return the slopes of a car's results by the qualities that hang on its kind.

    Args:
        kerb_mass: its kerb mass [kg].
        van: whether it is one.
    """
    return {"wltp_van": float(van), "wltp_mass": math.log(kerb_mass / USUAL_MASS)}


def official(
    about: Population, procedure: str, place: Place, traits: Mapping[str, float]
) -> Official | None:
    """Return what a procedure's tests read; None where no list of it is known.

    WLTP's is that of cars known from a brochure: what their drag and equipment do is in it.

    Args:
        about: the population.
        procedure: `epa`, `wltp`, `cltc` or `nedc`; EPA's is on the unadjusted results.
        place: where the car stands.
        traits: as `traits_of` gives them.
    """
    makers = {line.row: line.maker for line in about.lines if line.kind == procedure}
    if procedure not in KINDS or not makers:
        return None
    read = _reading(about, procedure, place, traits)
    reach = Reading(-read.mean, read.deviation)
    if procedure == "wltp":
        more = _reading(about, "recharge", place, traits)
        spread = float(np.hypot(read.deviation, more.deviation))
        reach = Reading(more.mean - read.mean, spread)
    own = sum(maker == place.maker for maker in makers.values())
    return Official(read, reach, len(makers), own)


def _reading(about: Population, kind: str, place: Place, traits: Mapping[str, float]) -> Reading:
    found = about.qualities(kind, place)
    slope = np.array([traits.get(name, 1.0) for name in found.names])
    noise = [about.quality_model.noise[result].total for result in _RESULTS[kind]]
    variance = slope @ found.covariance @ slope + float(np.mean(np.square(noise)))
    return Reading(float(slope @ found.mean), math.sqrt(variance))
