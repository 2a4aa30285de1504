"""A car known from a brochure: what lists of official figures say of it, and what they rate.

It becomes a car by make, year, peak power, battery and, where given, mass; its consumption and
range are only what the simulation is compared with.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from carwright.carfile.schema import CarFile
from carwright.units import from_si, to_si
from carwright.validate.row_car import car_file
from carwright.validate.table import Rejected, Rows

BATTERY = "battery_energy_kwh"
"""What a battery size in a brochure is taken for: lists mix gross and usable, and the energy of a
recharge over it says usable in the median."""

LEAST, MOST = to_si("_wh_per_km", 60.0), to_si("_wh_per_km", 600.0)
"""No car on four wheels is rated outside, by any procedure (assumed) [J/m]."""


@dataclass(frozen=True)
class BrochureRow:
    """One car of a list of official figures."""

    id: str
    """Its id [-]."""
    maker: str
    """Who makes it [-]."""
    model: str
    """What it is called [-]."""
    year: int
    """Year [-]."""
    figures: Mapping[str, float]
    """What is known of it, by key of a car file [unit of the key]."""
    consumption_ac: float
    """Official consumption at the plug [J/m]."""
    range: float
    """Official range [m]."""
    note: str = ""
    """What a reader should know of this row; empty where there is nothing [-]."""

    def car_file(self) -> CarFile:
        """Return the car as far as the row may say it."""
        return car_file(self.id, self.maker, self.model, self.year, self.figures)


def screened(found: Rows[BrochureRow]) -> Rows[BrochureRow]:
    """Return rows without those that no car can use so little or so much as.

    Args:
        found: rows as they were read.
    """
    why = {row.id: _objection(row) for row in found.kept}
    kept = tuple(row for row in found.kept if not why[row.id])
    rejected = tuple(Rejected(row.id, why[row.id]) for row in found.kept if why[row.id])
    return Rows(kept, (*found.rejected, *rejected))


def _objection(row: BrochureRow) -> str:
    if LEAST <= row.consumption_ac <= MOST:
        return ""
    said, low, high = (from_si("_wh_per_km", one) for one in (row.consumption_ac, LEAST, MOST))
    return f"no car uses {said:.0f} Wh/km: allowed {low:.0f} to {high:.0f}"
