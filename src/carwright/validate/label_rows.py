"""Label figures of the United States and Canada: adjusted consumption at the plug, and range."""

from os import PathLike

from carwright.rate.weights import CITY_SHARE, city_and_highway
from carwright.units import to_si
from carwright.validate.brochure import BrochureRow, screened
from carwright.validate.readings import FAR_OFF_UNSEEN, Column, Reading
from carwright.validate.row_car import bounds, slug
from carwright.validate.table import Cells, RowError, Rows, read_rows

PHASES = ("city", "highway", "combined")
"""What a label tells."""
COLUMNS = (
    *("model_year", "make", "model", "peak_power_kw"),
    *(f"{phase}_ac_kwh_per_100km" for phase in PHASES),
    "range_km",
)
"""Columns that a list must have."""
RESULTS = Column(
    names="combined_ac_kwh_per_100km",
    unit="kWh/100 km",
    others=("Wh/km", "Wh/mi", "kWh/100 mi", "MPGe"),
    far_off=FAR_OFF_UNSEEN,
)
"""What the list says of its results."""
USUAL = to_si("_kwh_per_100km", 19.0)
"""Consumption of a usual car on the label [J/m], the median of 132 cars."""
_APART = 0.05
"""How far combined may be from that sum: labels round to one decimal [-]."""
_CONSUMPTIONS, _RANGES = (1.0, 2000.0), (20.0, 2000.0)


def read_label(path: str | PathLike[str]) -> Rows[BrochureRow]:
    """Return the cars of a list.

    Args:
        path: a CSV file with `COLUMNS`.

    Raises:
        InputError: if it is no such list, or its results are in another unit throughout.
    """
    numbers: list[tuple[Reading]] = []

    def row(cells: Cells) -> BrochureRow:
        found = {
            phase: cells.number(f"{phase}_ac_kwh_per_100km", *_CONSUMPTIONS) for phase in PHASES
        }
        numbers.append((Reading(USUAL, found["combined"]),))
        return _row(cells, found)

    found = read_rows(path, COLUMNS, row, _id)
    RESULTS.check(numbers, path)
    return screened(found)


def _id(cells: Cells) -> str:
    told = [cells.cells[column] for column in ("model_year", "make", "model")]
    return slug("-".join(told)) if any(told) else ""


def _row(cells: Cells, found: dict[str, float]) -> BrochureRow:
    sum_of_both = city_and_highway(found["city"], found["highway"])
    if abs(found["combined"] - sum_of_both) > _APART * sum_of_both:
        raise RowError(
            f"combined is {found['combined']:g} and not {sum_of_both:.1f}, "
            f"{CITY_SHARE.value:.0%} of city and the rest of highway"
        )
    maker, model, year = cells.text("make"), cells.text("model"), cells.year("model_year")
    power = cells.number_or_none("peak_power_kw", *bounds("peak_power_kw"))
    return BrochureRow(
        id=_id(cells),
        maker=maker,
        model=model,
        year=year,
        figures={} if power is None else {"peak_power_kw": power},
        consumption_ac=to_si("_kwh_per_100km", found["combined"]),
        range=to_si("range_km", cells.number("range_km", *_RANGES)),
    )
