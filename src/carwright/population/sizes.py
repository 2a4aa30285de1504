"""Sizes: mass, battery, power and dimensions as one Gaussian, with what kind of car and when.

Class, layout, chemistry and year are variables beside the figures, so that whatever is known of a
car, be it a word or a number, teaches about the rest; the year's covariance is the trend. A maker
shifts the means by an effect that is shrunk to what its rows bear.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from carwright.population.gaussian import Gaussian

TRAITS = ("year", "size", "tall", "all_wheel_drive", "iron_phosphate")
"""What kind of car, as numbers."""
LOGGED = (
    "kerb_mass_kg",
    "battery_usable_energy_kwh",
    "peak_power_kw",
    "top_speed_kmh",
    "length_mm",
    "width_mm",
    "height_mm",
)
"""Figures of which the logarithm is in the Gaussian, by key with unit."""
VARIABLES = (*TRAITS, *LOGGED)
SIZES = ("small", "compact", "mid", "large")
"""Words of a car's size, as the numbers 0 to 3."""
TALL_BODIES = ("suv", "van")
MIDDLE_YEAR, YEARS = 2020, 5.0
"""The trait year is 0 in the one and grows by one in the other."""


@dataclass(frozen=True, eq=False)
class SizeModel:
    """The fitted Gaussian of sizes."""

    mean: np.ndarray
    """(variables,) means [transformed units]."""
    covariance: np.ndarray
    """(variables, variables) covariance of cars about their maker's mean [squares]."""
    maker_share: float
    """Covariance of makers about the mean over that of cars about their maker [-]."""
    makers: Mapping[str, tuple[float, np.ndarray]]
    """Count of rows and mean residual of each maker [-, transformed units]."""


def traits(
    *,
    year: float | None = None,
    size: str | None = None,
    body: str | None = None,
    drive: str | None = None,
    chemistry: str | None = None,
) -> dict[str, float]:
    """Return what is known of the kind of car as numbers.

    Args:
        year: model year.
        size: word of the car file.
        body: word of the car file.
        drive: word of the car file.
        chemistry: word of the car file.
    """
    found: dict[str, float] = {}
    if year is not None:
        found["year"] = (year - MIDDLE_YEAR) / YEARS
    if size is not None:
        found["size"] = float(SIZES.index(size))
    if body is not None:
        found["tall"] = float(body in TALL_BODIES)
    if drive is not None:
        found["all_wheel_drive"] = float(drive == "all")
    if chemistry is not None:
        found["iron_phosphate"] = float(chemistry == "lfp")
    return found


def sizes(
    model: SizeModel, known: Mapping[str, float], kind: Mapping[str, float], maker: str | None
) -> Gaussian:
    """Return the Gaussian of what is not known of a car's sizes.

    Args:
        model: the fitted Gaussian.
        known: figures by key with unit, of those in `LOGGED`.
        kind: traits as `traits` gives them.
        maker: its maker as `maker_id` writes it; None where it is left out.
    """
    count, residual = model.makers.get(maker or "", (0.0, np.zeros_like(model.mean)))
    held = count * model.maker_share / (1.0 + count * model.maker_share)
    wider = 1.0 + model.maker_share * (1.0 - held)
    prior = Gaussian(VARIABLES, model.mean + held * residual, wider * model.covariance)
    logged = {key: float(np.log(known[key])) for key in LOGGED if key in known}
    return prior.given({**kind, **logged})
