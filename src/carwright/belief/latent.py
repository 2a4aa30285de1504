"""latent: everything that is not known of a car, as one vector of named numbers, before its claims.

Sizes and kind come from the population's Gaussian, drag and rolling from what its road loads teach;
grip, fast charging, how far each test may lie from its simulation, and a price from what its like
costs, stand beside them. The vector is
`middle + root @ normal` with independent standard normals, so that one prior serves every sampler.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from carwright.belief.discrepancy import Discrepancy
from carwright.belief.usual_charging import CHARGING
from carwright.carfile.schema import CarFile
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, NumberRow
from carwright.many import Crowd, exp
from carwright.population.gaussian import Gaussian
from carwright.population.names import maker_id
from carwright.population.population import Population
from carwright.population.qualities import Place
from carwright.population.sizes import LOGGED, VARIABLES, traits
from carwright.population.variables import QUALITY_OF, SCALED
from carwright.settle.charging_rules import PEAK_KEY
from carwright.settle.desk import Chance
from carwright.settle.settled import Settled
from carwright.settle.usual import Usual, of_road
from carwright.settle.versions import versions

TESTS = ("epa", "wltp", "cltc", "nedc", "launch", "charging")
"""Tests whose simulation has a discrepancy of its own."""
_SIMULATED = (*VARIABLES, *SCALED, "grip", *CHARGING)
LATENTS = (*_SIMULATED, *(f"test_{test}" for test in TESTS), "price")
"""Names of the vector, in its order."""
SIMULATED = len(_SIMULATED)
"""The first so many change the simulated car; the others only what a test says of it."""
RELATED = MappingProxyType(
    {
        "kerb_mass_kg": ("test_mass_kg", "test_weight_lb"),
        "battery_usable_energy_kwh": (
            *("battery_gross_energy_kwh", "battery_charge_ah", "battery_mass_kg"),
        ),
        "peak_power_kw": ("front_peak_power_kw", "rear_peak_power_kw"),
    }
)
"""Keys that grow with a size where a file gives them."""
SET_ASIDE = frozenset({*LOGGED, *QUALITY_OF, "battery_energy_kwh", PEAK_KEY})
"""Keys whose claims are evidence of the vector, not figures of the car."""

MARGIN = 1.1
"""A believable size stays so far within what any road car can have [-]."""


@dataclass(frozen=True, eq=False)
class Prior:
    """The vector before any claim about it is heard."""

    car_file: CarFile
    """The car, without the claims that are evidence [-]."""
    words: Mapping[str, float]
    """Traits that are known: they vary with nothing [-]."""
    middle: np.ndarray
    """(latents,) middle [transformed units]."""
    root: np.ndarray
    """(latents, latents) root of the covariance: the vector is middle + root @ normal [-]."""
    grown: Mapping[str, tuple[tuple[str, ...], float]]
    """By size: related keys that the file gives, and the size that belongs to them [its unit]."""

    def vectors(self, normal: np.ndarray) -> np.ndarray:
        """Return (N, latents) vectors.

        Args:
            normal: (N, latents) independent standard normals.
        """
        return self.middle + normal @ self.root.T

    def arrays(self, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (N, figures) figures in SI and (N, choices) choices of cars.

        Args:
            vectors: (N, latents) vectors.

        Raises:
            InputError: if what is known cannot belong to one car.
        """
        inside = np.clip(vectors, *_ENDS)
        return versions(
            self.car_file,
            len(inside),
            lambda places, crowd: self._told(inside[places], crowd),
        )

    def _told(self, vectors: np.ndarray, crowd: Crowd) -> tuple[Usual, Chance]:
        at = dict(zip(LATENTS, (crowd.number(each) for each in vectors.T), strict=True))
        free = tuple(name for name in VARIABLES if name not in self.words)
        usual = Usual(_certain(free, at), _certain(tuple(SCALED), at))
        times = {
            key: exp(at[size]) / value for size, (keys, value) in self.grown.items() for key in keys
        }
        times |= {key: exp(at[name]) for name, key in CHARGING.items()}
        return usual, Chance(grip=at["grip"], times=times)


def prior(
    heard: Settled,
    about: Population,
    year: float | None,
    tests: Mapping[str, Discrepancy],
    charging: Gaussian,
) -> Prior:
    """Return what is usual of a car, before the claims about it.

    Args:
        heard: the car with every claim that is known, taken at its word: it tells where the car
            stands among those whose road load was measured.
        about: the population.
        year: model year; None where nothing is said of it.
        tests: discrepancy of each of `TESTS`.
        charging: how its fast charging may differ from the usual.
    """
    car_file = heard.car_file
    given = {key: heard.choices.get(key) for key in ("chemistry",) if _said(heard, key)}
    if _said(heard, "drive"):
        given["drive"] = str(heard.origins["drive"].value)
    words = traits(year=year, size=car_file.size, body=car_file.body, **given)
    maker = maker_id(car_file.maker)
    sizes = about.sizes({}, words, maker)
    middle, covariance = np.zeros(len(LATENTS)), np.zeros((len(LATENTS), len(LATENTS)))
    place = Place(maker, "", float(about.until) if year is None else year)
    road = of_road(about, place, drag_is_known=_said(heard, "drag_coefficient"))
    for block in (sizes, road, charging):
        at = [LATENTS.index(name) for name in block.names]
        middle[at], covariance[np.ix_(at, at)] = block.mean, block.covariance
    for name, value in words.items():
        middle[LATENTS.index(name)] = value
    for name in ("grip", "price"):
        covariance[LATENTS.index(name), LATENTS.index(name)] = 1.0
    for test, found in tests.items():
        at = LATENTS.index(f"test_{test}")
        middle[at], covariance[at, at] = found.bias, found.spread**2
    kept = {key: value for key, value in car_file.figures.items() if key not in SET_ASIDE}
    return Prior(
        car_file.model_copy(update={"figures": kept}),
        words,
        middle,
        _root(covariance),
        {size: grown for size in RELATED if (grown := _grown(heard, size))[0]},
    )


def _said(car: Settled, key: str) -> bool:
    return key in car.origins and car.origins[key].how == "given"


def _grown(heard: Settled, size: str) -> tuple[tuple[str, ...], float]:
    keys = tuple(key for key in RELATED[size] if key in heard.car_file.figures)
    if size == "peak_power_kw":
        sides = [side for side in ("front", "rear") if heard.choices[f"{side}_machine"] != "none"]
        return keys, sum(heard.values[f"{side}_peak_power_kw"] for side in sides)
    return keys, heard.values[size]


def _ends() -> tuple[np.ndarray, np.ndarray]:
    """What a size can be in any car or van, less what figures that follow from it may add."""
    low, high = np.full(len(LATENTS), -np.inf), np.full(len(LATENTS), np.inf)
    for size in LOGGED:
        row = FIGURE_ROWS[size] if size in FIGURE_ROWS else CLAIM_ROWS[size]
        if isinstance(row, NumberRow):
            at = LATENTS.index(size)
            low[at], high[at] = math.log(row.low * MARGIN), math.log(row.high / MARGIN)
    return low, high


_ENDS = _ends()


def _certain(names: Sequence[str], at: Mapping[str, float]) -> Gaussian:
    return Gaussian(
        tuple(names), np.array([at[name] for name in names], object), np.zeros((len(names),) * 2)
    )


def _root(covariance: np.ndarray) -> np.ndarray:
    """Lower triangular root of a covariance of which some rows are nothing."""
    some = np.flatnonzero(np.diag(covariance) > 0.0)
    root = np.zeros_like(covariance)
    held = covariance[np.ix_(some, some)]
    root[np.ix_(some, some)] = np.linalg.cholesky(held + 1e-12 * np.diag(np.diag(held)))
    return root
