"""Official WLTP figures: peak power, battery and mass where known, and what the car was rated."""

from os import PathLike

from carwright.errors import InputError
from carwright.units import from_si, to_si
from carwright.validate.brochure import BATTERY, BrochureRow, screened
from carwright.validate.readings import FAR_OFF_UNSEEN, Column, Reading
from carwright.validate.row_car import bounds
from carwright.validate.table import Cells, RowError, Rows, read_rows

COLUMNS = (
    *("id", "make", "model", "year", "peak_power_kw", "battery_kwh", "mass_running_order_kg"),
    *("consumption_ac_wh_per_km", "range_km"),
)
"""Columns that a list must have."""
RESULTS = Column(
    names="consumption_ac_wh_per_km",
    unit="Wh/km",
    others=("kWh/100 km", "Wh/mi", "kWh/100 mi", "MPGe"),
    far_off=FAR_OFF_UNSEEN,
)
"""What the list says of its results."""
USUAL = to_si("_wh_per_km", 177.0)
"""Consumption of a usual car, the median of 290 variants [J/m]."""
DRIVER = 75.0
"""Driver in the mass in running order [kg] (UN GTR 15)."""
RECHARGE_OVER_BATTERY = (0.85, 1.5)
"""Range times consumption over the battery's size: 290 variants have 1.02 to 1.33 [-]."""
_CONSUMPTIONS, _RANGES = (1.0, 2000.0), (20.0, 2000.0)


def read_wltp(path: str | PathLike[str]) -> Rows[BrochureRow]:
    """Return the cars of a list.

    Args:
        path: a CSV file with `COLUMNS`.

    Raises:
        InputError: if it is no such list, or its results are in another unit throughout.
    """
    numbers: list[tuple[Reading]] = []

    def row(cells: Cells) -> BrochureRow:
        consumption = cells.number("consumption_ac_wh_per_km", *_CONSUMPTIONS)
        numbers.append((Reading(USUAL, consumption),))
        return _row(cells, to_si("_wh_per_km", consumption))

    found = read_rows(path, COLUMNS, row, lambda cells: cells.cells["id"])
    RESULTS.check(numbers, path)
    _check_ranges(found, path)
    return screened(found)


def _row(cells: Cells, consumption: float) -> BrochureRow:
    columns = {"peak_power_kw": "peak_power_kw", BATTERY: "battery_kwh"}
    known = {key: cells.number_or_none(column, *bounds(key)) for key, column in columns.items()}
    mass = cells.number_or_none("mass_running_order_kg", *bounds("kerb_mass_kg"))
    known["kerb_mass_kg"] = None if mass is None else mass - DRIVER
    row = BrochureRow(
        id=cells.text("id"),
        maker=cells.text("make"),
        model=cells.text("model"),
        year=cells.year("year"),
        figures={key: value for key, value in known.items() if value is not None},
        consumption_ac=consumption,
        range=to_si("range_km", cells.number("range_km", *_RANGES)),
    )
    over = recharge_over_battery(row)
    low, high = RECHARGE_OVER_BATTERY
    if over is not None and not low <= over <= high:
        energy = from_si("_kwh", row.consumption_ac * row.range)
        raise RowError(
            f"range times consumption is {energy:.0f} kWh, {over:.2f} of its battery: "
            f"{low:g} to {high:g} can belong to one car"
        )
    return row


def recharge_over_battery(row: BrochureRow) -> float | None:
    """Return the energy at the plug of the whole range over the battery's size, if that is known.

    Args:
        row: the row.
    """
    battery = row.figures.get(BATTERY)
    return None if battery is None else row.consumption_ac * row.range / to_si("_kwh", battery)


def _check_ranges(found: Rows[BrochureRow], path: str | PathLike[str]) -> None:
    wrong = [one for one in found.rejected if "of its battery" in one.why]
    if len(wrong) > 2 * len(found.kept):
        raise InputError(
            "range, consumption and battery do not belong together in most rows",
            file=path,
            key="range_km, consumption_ac_wh_per_km, battery_kwh",
            value=wrong[0].why,
            remedy="give range in km, consumption in Wh/km at the plug, the battery in kWh",
        )
