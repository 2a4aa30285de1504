r"""Errors of past claims: the one number that each scored claim went wrong by, and its features.

Numbers err by $y = \log(\text{final} / \text{claimed})$. Where a range was claimed by one procedure
and certified by another, the usual ratio of the two is taken out first. Dates err by

$$y = \log \frac{\text{final} - \text{said} + h}{\text{promised} - \text{said} + h}$$

with h half a year: near dates slip by days, far ones by a share of the time that was left. Out of
sample this predicts better than days, than the logarithm without h, and than days over the root of
the time that was left.
"""

import datetime
import math
from dataclasses import dataclass
from types import MappingProxyType

from carwright.belief.scored import NEVER, Scored
from carwright.carfile.spans import DAYS_OF_YEAR, span

FAMILIES = MappingProxyType(
    {
        **dict.fromkeys(
            ("zero_to_100_s", "zero_to_60mph_s", "zero_to_200_s", "quarter_mile_s"), "sprint"
        ),
        **dict.fromkeys(("range_km", "range_tested_km"), "range"),
        **dict.fromkeys(("mpge", "consumption_kwh_per_100km"), "consumption"),
        **dict.fromkeys(
            (
                *("battery_energy_kwh", "battery_gross_kwh", "battery_usable_kwh"),
                "battery_nameplate_kwh",
            ),
            "battery",
        ),
        **dict.fromkeys(
            (
                *("charge_0_100_min", "charge_10_80_min", "charge_30_80_min", "charge_dc_min"),
                *("charge_peak_kw", "charge_typical_kw", "km_in_5_min", "km_in_10_min"),
                "km_in_15_min",
            ),
            "charging",
        ),
    }
)
"""Figures that err alike; any other figure is a family of its own."""
DATES = ("on_sale_date", "unveil_date", "first_delivery_date", "production_date")
"""Figures that are dates."""
YES_OR_NO = ("builds_own_car",)
"""Figures that are neither numbers nor dates."""
LEVELS = MappingProxyType({"epa": 0.0, "wltp": 0.105, "cltc": 0.27, "nedc": 0.345})
"""Logarithm of the range by each procedure over EPA's label, the median of the garage's cars that
are rated by both [-]."""
HALF_A_YEAR = DAYS_OF_YEAR / 2
"""What is added to a time that is left [day] (chosen out of sample)."""
SAME, OTHER, UNSPECIFIED = "same", "other", "unspecified"


@dataclass(frozen=True, slots=True)
class Erred:
    """One scored claim as a number with features."""

    car: str
    """Its car [-]."""
    error: float
    """How far what came lies above what was said [-]."""
    features: tuple[str, ...]
    """Family, kind, newcomer, bound, procedure: what likens it to other claims [-]."""
    memory: bool
    """Whether part of it was written down from memory [-]."""


FEATURES = ("family", "kind", "newcomer", "bound", "procedure")
"""Names of the features, in their order."""


def family(figure: str) -> str:
    """Return the family of a figure.

    Args:
        figure: key of a car file.
    """
    return "date" if figure in DATES else FAMILIES.get(figure, figure)


def bound_of(figure: str, bound: str | None) -> str:
    """Return how a claim is bounded; "up to" of a range means the best version, so it is about.

    Args:
        figure: key of a car file.
        bound: as the claim has it; None is a bare number.
    """
    return "about" if (family(figure), bound) == ("range", "at_most") else bound or "exact"


def erred(row: Scored) -> Erred | None:
    """Return a scored claim as a number, or None where it has none: yes or no, or no car came.

    Args:
        row: the claim.
    """
    if row.figure in YES_OR_NO or row.final == NEVER:
        return None
    basis = SAME
    if row.figure in DATES:
        promised, final = span(row.claimed).middle, span(row.final).middle
        error = log_delay((promised - row.said).days, (final - row.said).days)
    else:
        error = math.log(float(row.final) / float(row.claimed))
        if family(row.figure) == "range":
            basis = _basis(row.procedure, row.final_procedure)
            error -= ratio(row.procedure, row.final_procedure)
    bound = bound_of(row.figure, row.bound)
    features = (family(row.figure), row.kind, row.newcomer, bound, basis)
    return Erred(row.car, error, features, row.memory)


def log_delay(promised_in: float, came_in: float) -> float:
    """Return how far a date slipped, by the time that was left [-].

    Args:
        promised_in: time from the promise to its date [day].
        came_in: time from the promise to what came [day].
    """
    return math.log((max(came_in, 0.0) + HALF_A_YEAR) / (max(promised_in, 0.0) + HALF_A_YEAR))


def days_after(promised_in: float, error: float) -> float:
    """Return the time from a promise to what comes, for an error of `log_delay` [day].

    Args:
        promised_in: time from the promise to its date [day].
        error: how far it slips [-].
    """
    return (max(promised_in, 0.0) + HALF_A_YEAR) * math.exp(error) - HALF_A_YEAR


def ratio(claimed: str, final: str) -> float:
    """Return the usual logarithm of a range by one procedure over another; 0 where not known.

    Args:
        claimed: procedure of the claim.
        final: procedure of what came.
    """
    both = claimed in LEVELS and final in LEVELS
    return LEVELS[final] - LEVELS[claimed] if both else 0.0


def _basis(claimed: str, final: str) -> str:
    if claimed not in LEVELS:
        return UNSPECIFIED
    return SAME if claimed == final else OTHER


def moment(day: datetime.date, days: float) -> datetime.date:
    """Return the day that lies some days after another one.

    Args:
        day: the day.
        days: how many later, to the whole day.
    """
    return day + datetime.timedelta(days=round(days))
