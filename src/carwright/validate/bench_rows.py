"""Rows of a chassis dynamometer: what was driven on which road load, and what the battery gave.

Only the cycles that everybody knows can be driven again: the rest of the rows stay, each with why.
No JAX.
"""

import re
from dataclasses import dataclass, replace
from os import PathLike
from types import MappingProxyType

from carwright.errors import InputError
from carwright.rate.feasibility import RoadLoad, need, objection_dc
from carwright.units import fahrenheit, from_si, to_si
from carwright.validate.row_car import bounds
from carwright.validate.table import Cells, RowError, read_rows
from carwright.world.cycle import cycle

COLUMNS = (
    *("test_id", "cycle", "start", "cell_temp_c", "climate", "distance_mi", "batt_avg_v"),
    *("batt_net_wh_dc", "wh_per_mi_dc", "test_weight_lb", "target_a_lbf"),
    *("target_b_lbf_per_mph", "target_c_lbf_per_mph2"),
)
"""Columns that a file must have."""
TRACES = MappingProxyType({"udds": "udds", "hwy": "hwfet", "us06": "us06", "sc03": "sc03"})
"""Cycle that each name on a dynamometer means [-]."""
UNKNOWN = "no cycle that can be driven again: those are UDDS, Hwy, US06 and SC03"
"""Why a row is not scored whose trace nobody else knows [-]."""
SAME_DISTANCE = 0.03
"""Distance by which a full cycle may differ from its trace [share]."""
SAME_CONSUMPTION = 0.01
"""Difference between the consumption that is said and energy over distance that is rounding
[share]."""
STARTS = MappingProxyType({"CS": True, "HS": False})
"""Whether each word for the start is a cold one [-]."""
MOST = MappingProxyType({"cell_rh_pct": 100.0, "solar_w_m2": 1500.0})
"""Greatest number in each column that may be missing [the column's unit]."""
COLDEST_CABIN, HOTTEST_CABIN = to_si("cabin_c", 10.0), to_si("cabin_c", 32.0)
"""Cabin that climate can be set to [K]."""
_NAME = re.compile(
    r"(?P<trace>udds|hwy|us06|sc03)\s*(x\s*\d+)?\s*(#\s*\d+)?\s*,?\s*"
    r"(ph\s*(?P<phases>\d+(\s*\+\s*\d+)*))?",
    re.IGNORECASE,
)
_SET_POINT = re.compile(r"(?P<number>\d+(\.\d+)?)\s*(?P<unit>[FC])\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BenchRow:
    """One row, as it is written and as it is understood."""

    test: str
    """Id of its test [-]."""
    name: str
    """What the file calls it [-]."""
    cold: bool
    """Whether it begins with a car that stood at the temperature of the cell [-]."""
    air: float | None
    """Air temperature in the test cell, where it is known [K]."""
    trace: str | None
    """Id of the cycle, where it can be driven again [-]."""
    phases: tuple[int, ...]
    """Numbers of its phases within the test, where they are told [-]."""
    road: RoadLoad | None
    """Target of the bench and its inertia, where it can be driven again [-]."""
    set_point: float | None
    """Temperature that the cabin is held at; None where climate is off [K]."""
    humidity: float | None
    """Relative humidity in the test cell, where it is told [share]."""
    sun: float
    """Of lamps on a level surface [W/m^2]."""
    voltage: float | None
    """Mean voltage of the pack, where it is told [V]."""
    consumption: float | None
    """Energy out of the battery's terminals over distance, where it is known [J/m]."""
    why: str
    """Why it is not scored; empty where it is [-]."""


def read_bench(path: str | PathLike[str]) -> tuple[BenchRow, ...]:
    """Return the rows of a file, in its order.

    Args:
        path: a CSV file with `COLUMNS`.

    Raises:
        InputError: if it is no such file, or has no row.
    """
    found = read_rows(path, COLUMNS, _row, lambda cells: f"line {cells.line}")
    rows = found.kept + tuple(_unread(row.id, "", row.why) for row in found.rejected)
    if not rows:
        raise InputError("there is no test in it", file=path, remedy="one line a driven cycle")
    return rows


def _row(cells: Cells) -> BenchRow:
    test, name = cells.text("test_id"), cells.cells["cycle"]
    try:
        return _understood(cells, test, name)
    except RowError as error:
        return _unread(test, name, str(error))


def _understood(cells: Cells, test: str, name: str) -> BenchRow:
    start = cells.text("start").upper()
    if start not in STARTS:
        raise RowError(f"start cannot be '{start}': allowed {', '.join(STARTS)}")
    known, trace, road = _NAME.fullmatch(name), None, None
    distance = to_si("_mi", cells.number("distance_mi", 0.01, 1000.0))
    consumption = _consumption(cells, distance)
    if known is None:
        why = UNKNOWN
    else:
        full = cycle(TRACES[known["trace"].lower()])
        why = _incomplete(distance, full.distance)
        trace, road = (None, None) if why else (full.id, _road(cells))
    row = BenchRow(
        test=test,
        name=name,
        cold=STARTS[start],
        air=to_si("air_c", cells.number("cell_temp_c", -60.0, 60.0)),
        trace=trace,
        phases=_phases(known["phases"] or "") if known else (),
        road=road,
        set_point=_set_point(cells.cells["climate"]),
        humidity=_told(cells, "cell_rh_pct", 0.01),
        sun=_told(cells, "solar_w_m2", 1.0) or 0.0,
        voltage=cells.number_or_none("batt_avg_v", 20.0, 2000.0),
        consumption=consumption,
        why=why,
    )
    return replace(row, why=_objection(row)) if trace else row


def _unread(test: str, name: str, why: str) -> BenchRow:
    return BenchRow(
        test=test,
        name=name,
        cold=False,
        air=None,
        trace=None,
        phases=(),
        road=None,
        set_point=None,
        humidity=None,
        sun=0.0,
        voltage=None,
        consumption=None,
        why=why,
    )


def _consumption(cells: Cells, distance: float) -> float:
    energy = to_si("_wh", cells.number("batt_net_wh_dc", -1e6, 1e6))
    told = to_si("_wh_per_mi", cells.number("wh_per_mi_dc", -1e5, 1e5))
    if abs(energy / distance - told) > SAME_CONSUMPTION * abs(told):
        both = " and ".join(f"{from_si('_wh_per_mi', e):.1f}" for e in (energy / distance, told))
        raise RowError(f"energy over distance and wh_per_mi_dc differ: {both} Wh/mi")
    return energy / distance


def _incomplete(distance: float, full: float) -> str:
    if abs(distance - full) <= SAME_DISTANCE * full:
        return ""
    driven, whole = from_si("_km", distance), from_si("_km", full)
    what = "stopped early" if distance < full else "more than one cycle"
    return f"{what}: {driven:.2f} km of {whole:.2f}"


def _road(cells: Cells) -> RoadLoad:
    road = RoadLoad(
        constant=_number(cells, "target_a_lbf", "coast_down_a_lbf"),
        linear=_number(cells, "target_b_lbf_per_mph", "coast_down_b_lbf_per_mph"),
        quadratic=_number(cells, "target_c_lbf_per_mph2", "coast_down_c_lbf_per_mph2"),
        mass=_number(cells, "test_weight_lb", "test_weight_lb"),
    )
    if not road.rises:
        raise RowError("its road load pushes the car at some speed below 130 km/h")
    return road


def _number(cells: Cells, column: str, key: str) -> float:
    return to_si(key, cells.number(column, *bounds(key)))


def _told(cells: Cells, column: str, factor: float) -> float | None:
    """What stands in a column that not every laboratory writes, times a factor."""
    if not cells.cells.get(column):
        return None
    return factor * cells.number(column, 0.0, MOST[column])


def _phases(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def _set_point(text: str) -> float | None:
    if text.casefold() in ("", "off"):
        return None
    said = _SET_POINT.fullmatch(text)
    if said is None:
        raise RowError(f"climate is no set point: '{text}'; allowed off, or such as 72F / FI Mid")
    number = float(said["number"])
    set_point = fahrenheit(number) if said["unit"].upper() == "F" else to_si("cabin_c", number)
    if not COLDEST_CABIN <= set_point <= HOTTEST_CABIN:
        raise RowError(f"no cabin is held at '{text}': allowed 10 to 32 C")
    return set_point


def _objection(row: BenchRow) -> str:
    """Why a result cannot belong to its road load; heat may take any energy more."""
    if row.trace is None or row.road is None or row.consumption is None:
        return ""
    wanted = need(row.road, cycle(row.trace))
    return objection_dc(wanted, row.consumption, heated=row.set_point is not None)
