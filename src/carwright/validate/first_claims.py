"""First claims: what was said early of a car beside what came, row by row of a list."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from os import PathLike

from carwright.belief.errors_of import DATES
from carwright.belief.scored import car_id
from carwright.carfile.spans import Span, span
from carwright.validate.table import Cells, RowError, Rows, read_rows

COLUMNS = (
    *("car", "maker", "newcomer_kind", "figure", "procedure", "claimed_value", "unit"),
    *("claim_date", "claim_by", "claim_kind", "bound", "final_value", "final_procedure"),
    *("final_date", "final_kind", "memory"),
)
"""Columns that a list must have."""
KEYS = {
    "range_km": "range_km",
    "battery_kwh": "battery_energy_kwh",
    "kerb_mass_kg": "kerb_mass_kg",
    "zero_to_100_s": "zero_to_100_s",
    "zero_to_60mph_s": "zero_to_60mph_s",
    "top_speed_kmh": "top_speed_kmh",
    "dc_10_80_min": "charge_10_80_min",
    "motor_peak_kw": "peak_power_kw",
    "drag_coefficient": "drag_coefficient",
    "price": "price",
    "on_sale_date": "on_sale_date",
}
"""Keys of a car file by the figures of a list."""
UNITS = {
    "range_km": "km",
    "battery_kwh": "kWh",
    "kerb_mass_kg": "kg",
    "zero_to_100_s": "s",
    "zero_to_60mph_s": "s",
    "top_speed_kmh": "km/h",
    "dc_10_80_min": "min",
    "motor_peak_kw": "kW",
    "on_sale_date": "date",
}
"""Units by figure; a price names its currency and a coefficient has none."""
PROCEDURES = ("epa", "wltp", "cltc", "nedc", "gross", "usable", "unspecified")
KINDS = ("regulator", "maker", "measured", "press", "leak", "analyst", "estimate")
BOUNDS = ("exact", "about", "at_least", "at_most")
NEWCOMERS = ("none", "first_bev", "first_car", "")
_CURRENCY = 3


@dataclass(frozen=True, slots=True)
class FirstClaim:
    """One claim and what came of it."""

    id: str
    """Line of the list with car and figure: rows of one car need not differ in anything [-]."""
    car: str
    """Id of the car, as `scored.car_id` writes it [-]."""
    name: str
    """The car as the list writes it [-]."""
    maker: str
    """Who makes it [-]."""
    newcomer: str
    """`none`, `first_bev`, `first_car`; empty where it is not said [-]."""
    figure: str
    """The figure as the list names it [-]."""
    key: str
    """Key of a car file [-]."""
    procedure: str
    """Test procedure that the claim names [-]."""
    claimed: float | Span
    """What was said [unit of the key; a date as the days it may mean]."""
    unit: str
    """Currency of a price; empty otherwise [-]."""
    said: datetime.date
    """Last day of the claim's date [-]."""
    by: str
    """Who said it [-]."""
    kind: str
    """Kind of the source [-]."""
    bound: str
    """`exact`, `about`, `at_least` or `at_most` [-]."""
    final: float | Span
    """What came [unit of the key; a date as the days it may mean]."""
    final_procedure: str
    """Test procedure of what came [-]."""
    known_from: datetime.date
    """Day from which both are known [-]."""
    memory: bool
    """Whether a number or date was written down from memory [-]."""


def read_first_claims(path: str | PathLike[str]) -> Rows[FirstClaim]:
    """Return the claims of a list.

    Args:
        path: a CSV file with `COLUMNS`.

    Raises:
        InputError: if it is no such list.
    """
    return read_rows(path, COLUMNS, _row, _id)


def _row(cells: Cells) -> FirstClaim:
    figure = _one_of(cells, "figure", tuple(KEYS))
    said, final = (_day(cells, column) for column in ("claim_date", "final_date"))
    memory = _one_of(cells, "memory", ("True", "False", "true", "false"))
    if final.last < said.first:
        raise RowError("final_date is before claim_date")
    return FirstClaim(
        id=_id(cells),
        car=car_id(cells.text("car")),
        name=cells.text("car"),
        maker=cells.text("maker"),
        newcomer=_one_of(cells, "newcomer_kind", NEWCOMERS),
        figure=figure,
        key=KEYS[figure],
        procedure=_one_of(cells, "procedure", PROCEDURES),
        claimed=_value(cells, "claimed_value", figure),
        unit=_unit(cells, figure),
        said=said.last,
        by=cells.text("claim_by"),
        kind=_one_of(cells, "claim_kind", KINDS),
        bound=_one_of(cells, "bound", BOUNDS),
        final=_value(cells, "final_value", figure),
        final_procedure=_one_of(cells, "final_procedure", PROCEDURES),
        known_from=max(final.last, said.last),
        memory=memory.casefold() == "true",
    )


def _id(cells: Cells) -> str:
    return f"line {cells.line}: {cells.cells['car']}, {cells.cells['figure']}"


def _one_of(cells: Cells, column: str, words: Sequence[str]) -> str:
    found = cells.cells[column]
    if found not in words:
        if not found:
            raise RowError(f"{column} is missing")
        raise RowError(f"{column} cannot be '{found}': {', '.join(word for word in words if word)}")
    return found


def _value(cells: Cells, column: str, figure: str) -> float | Span:
    if KEYS[figure] in DATES:
        return _day(cells, column)
    value = cells.number(column, 0.0, 1e12)
    if value <= 0.0 or not isfinite(value):
        raise RowError(f"{column} cannot be {cells.cells[column]}: more than 0")
    return value


def _day(cells: Cells, column: str) -> Span:
    try:
        return span(cells.text(column))
    except ValueError as error:
        raise RowError(f"{column}: {error}") from None


def _unit(cells: Cells, figure: str) -> str:
    found = cells.cells["unit"]
    if figure == "price":
        if len(found) != _CURRENCY or not (found.isascii() and found.isupper()):
            raise RowError(f"unit cannot be '{found}': a currency, three letters, like CNY")
        return found
    if found != UNITS.get(figure, ""):
        raise RowError(f"unit cannot be '{found}': {UNITS.get(figure) or 'empty'}")
    return ""
