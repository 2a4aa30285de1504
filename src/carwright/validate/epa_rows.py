"""EPA's list of test cars: road load, test weight and power of each, and what it used at the plug.

A row becomes a car by road load, test weight, power, layout, maker and year alone; its results are
only what the simulation is compared with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike

from carwright.carfile.schema import CarFile
from carwright.rate.feasibility import Need, RoadLoad, need, objection
from carwright.units import from_si, to_si
from carwright.validate.label_adjusted import Used, adjusted
from carwright.validate.readings import ADJUSTED, FAR_OFF, Column, Reading
from carwright.validate.row_car import bounds, car_file
from carwright.validate.table import Cells, Rejected, RowError, Rows, read_rows
from carwright.world.cycle import cycle

CYCLES = ("udds", "hwfet")
"""Cycles that the list has a result for."""
DRIVES = {"front": "front", "rear": "rear", "all": "all", "part-time all": "all"}
"""Words of the column `drive`, and the word of a car file for each."""
COLUMNS = (
    *("id", "model_year", "make", "model", "rated_power_hp", "drive", "test_weight_lb"),
    *("target_a_lbf", "target_b_lbf_per_mph", "target_c_lbf_per_mph2"),
    *("udds_ac_wh_per_mi", "hwfet_ac_wh_per_mi"),
)
"""Columns that a list must have."""
MOTOR_SPEED, MOTOR_SPEED_COLUMN = "motor_speed_rpm_per_mph", "n_v_ratio"
"""Key of a car file, and the column that a list may have for it."""
RESULTS = Column(
    names="udds_ac_wh_per_mi, hwfet_ac_wh_per_mi",
    unit="Wh/mi",
    others=("Wh/km", "kWh/100 km", "kWh/100 mi", "MPGe", ADJUSTED),
    far_off=FAR_OFF,
)
"""What the list says of its results."""
USUAL_ONE_WAY = 0.85
"""One-way efficiency of a usual car, the median of certified rows [-]."""
LEAST_RESULT, MOST_RESULT = 1.0, 2000.0
"""Results outside are none in any unit [the list's unit]."""
_POWER_TO_SPARE = 1.05
"""Power at the motor over that at the roller, at least, in the hardest second (assumed) [-]."""


@dataclass(frozen=True)
class EpaRow:
    """One car of the list."""

    id: str
    """Its id [-]."""
    maker: str
    """Who makes it [-]."""
    model: str
    """What it is called [-]."""
    year: int
    """Model year [-]."""
    drive: str
    """Driven axles, as the word of a car file [-]."""
    power: float
    """Rated power [W]."""
    road: Mapping[str, float]
    """Coast-down and test weight, by key of a car file [unit of the key]."""
    needs: Mapping[str, Need]
    """What each cycle needs at the roller [-]."""
    numbers: Mapping[str, float]
    """Result of each cycle as it is written [Wh/mi]."""
    motor_speed: float | None = None
    """How fast the motor turns for each mile an hour; None where the list does not say
    [1/min for each mph]."""

    @property
    def measured(self) -> dict[str, float]:
        """Consumption at the plug on each cycle [J/m]."""
        return {name: to_si("_wh_per_mi", value) for name, value in self.numbers.items()}

    @property
    def note(self) -> str:
        """What a reader should know of this row; empty where there is nothing."""
        needed = _POWER_TO_SPARE * max(wanted.peak_power for wanted in self.needs.values())
        if self.power >= needed:
            return ""
        return (
            f"its rated power, {from_si('_kw', self.power):.0f} kW, cannot follow the cycles, which"
            f" take {from_si('_kw', needed):.0f}: a lasting rating, so its power is not known"
        )

    def car_file(self) -> CarFile:
        """Return the car as far as the row may say it."""
        figures: dict[str, float | str] = {"drive": self.drive, **self.road}
        if not self.note:
            figures["peak_power_kw"] = from_si("peak_power_kw", self.power)
        if self.motor_speed is not None:
            figures[MOTOR_SPEED] = self.motor_speed
        return car_file(self.id, self.maker, self.model, self.year, figures)


def read_epa(path: str | PathLike[str]) -> Rows[EpaRow]:
    """Return the cars of a list.

    Args:
        path: a CSV file with `COLUMNS`.

    Raises:
        InputError: if it is no such list, or its results are in another unit throughout.
    """
    found = read_rows(path, COLUMNS, _row, lambda cells: cells.cells["id"])
    readings = {row.id: _readings(row) for row in found.kept}
    RESULTS.check(list(readings.values()), path)
    why = {row.id: _objection(row, readings[row.id]) for row in found.kept}
    fit = [row for row in found.kept if not why[row.id]]
    why |= adjusted({row.id: _used(row, readings[row.id]) for row in fit})
    kept = tuple(row for row in found.kept if not why[row.id])
    screened = tuple(Rejected(row.id, why[row.id]) for row in found.kept if why[row.id])
    return Rows(kept, (*found.rejected, *screened))


def _row(cells: Cells) -> EpaRow:
    keys = {
        "coast_down_a_lbf": "target_a_lbf",
        "coast_down_b_lbf_per_mph": "target_b_lbf_per_mph",
        "coast_down_c_lbf_per_mph2": "target_c_lbf_per_mph2",
        "test_weight_lb": "test_weight_lb",
    }
    drive = cells.text("drive").casefold()
    if drive not in DRIVES:
        raise RowError(f"drive cannot be '{drive}': allowed {', '.join(DRIVES)}")
    row_id, maker, model = cells.text("id"), cells.text("make"), cells.text("model")
    road = {key: cells.number(column, *bounds(key)) for key, column in keys.items()}
    horsepower = [from_si("_hp", to_si("_kw", bound)) for bound in bounds("peak_power_kw")]
    power = to_si("_hp", cells.number("rated_power_hp", *horsepower))
    load = RoadLoad(*(to_si(key, value) for key, value in road.items()))
    if not load.rises:
        raise RowError("its road load pushes the car at some speed below 130 km/h")
    return EpaRow(
        id=row_id,
        maker=maker,
        model=model,
        year=cells.year("model_year"),
        drive=DRIVES[drive],
        power=power,
        road=road,
        needs={name: need(load, cycle(name)) for name in CYCLES},
        numbers={
            name: cells.number(f"{name}_ac_wh_per_mi", LEAST_RESULT, MOST_RESULT) for name in CYCLES
        },
        motor_speed=_motor_speed(cells),
    )


def _motor_speed(cells: Cells) -> float | None:
    """How fast the motor turns; None without that column and for what only fills it."""
    if not cells.cells.get(MOTOR_SPEED_COLUMN):
        return None
    try:
        return cells.number(MOTOR_SPEED_COLUMN, *bounds(MOTOR_SPEED))
    except RowError:
        return None


def _readings(row: EpaRow) -> tuple[Reading, ...]:
    return tuple(
        Reading(row.needs[name].consumption_ac(USUAL_ONE_WAY), row.numbers[name]) for name in CYCLES
    )


def _used(row: EpaRow, readings: tuple[Reading, ...]) -> Used:
    return Used(row.maker, row.year, [one.ratio(RESULTS.unit) for one in readings])


def _objection(row: EpaRow, readings: tuple[Reading, ...]) -> str:
    measured = row.measured
    said = [objection(row.needs[name], measured[name]) for name in CYCLES]
    first = next((text for text in said if text), "")
    return first + RESULTS.hint(readings) if first else ""
