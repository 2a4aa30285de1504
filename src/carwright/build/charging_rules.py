"""The rules by which figures of the DC plug follow from others, before a class default is asked.

What cells take by charge comes from the car's own limit table, where a source gives one, else from
the curves of other cars, without those of the car's own family.
"""

from itertools import pairwise

from carwright.build.charging import (
    GRID,
    HIGH_VOLTAGE_CLASS,
    RATES,
    at_points,
    expected,
    learnt,
    table,
)
from carwright.build.defaults import rule
from carwright.build.desk import Desk
from carwright.errors import InputError
from carwright.figure_table import BY_KEY
from carwright.population.names import family_id

TABLE_KEY = "dc_power_kw_by_soc_percent"
"""Key of a car file that holds its own limit table [-]."""


def charging(desk: Desk) -> None:
    """Settle what cells take from a DC station.

    Args:
        desk: what is settled so far: battery, cells and chemistry.

    Raises:
        InputError: if the car's own limit table goes backwards.
    """
    usable = desk.number("battery_usable_energy_kwh")
    own = _own(desk)
    desk.fall_back("cells_in_series_count")
    chemistry = desk.word("chemistry")
    of_cell = rule("cells_in_series_from_nominal_voltage")["value_by_chemistry"][chemistry]
    nominal = of_cell * desk.number("cells_in_series_count")
    high = nominal > HIGH_VOLTAGE_CLASS
    if own is not None:
        desk.derive("dc_peak_power_kw", max(own[1]), "dc_limit_from_table")
    by_class = rule("dc_peak_power")["value_800" if high else "value_400"]
    desk.derive("dc_peak_power_kw", by_class * usable, "dc_peak_power")
    peak = desk.number("dc_peak_power_kw")
    lowest = rule("dc_peak_current")["value"] * nominal
    desk.derive("dc_peak_current_a", peak * 1e3 / lowest, "dc_peak_current")
    if own is not None:
        rates = [power / usable for power in at_points(*own)]
    else:
        way, curves = learnt()
        family = family_id(desk.car_file.maker, desk.car_file.name).replace(".", "")
        others = [curve for curve in curves if curve.family != family]
        rates = expected(others, way, chemistry, high_voltage=high)
    by = "dc_limit_from_curves" if own is None else "dc_limit_from_table"
    for key, rate in zip(RATES, rates, strict=True):
        row = BY_KEY[key]
        desk.derive(key, min(max(rate, row.low), row.high), by)


def _own(desk: Desk) -> tuple[list[float], list[float]] | None:
    if not desk.has(TABLE_KEY):
        return None
    percents, powers = table(desk.word(TABLE_KEY))
    rises = all(a < b for a, b in pairwise(percents))
    if rises and percents[-1] <= GRID[-1] and min(powers) > 0.0:
        return percents, powers
    what = "a curve that goes backwards" if not rises else "no charge or power of a car"
    raise InputError(
        what,
        file=desk.car_file.path,
        key=TABLE_KEY,
        value=desk.word(TABLE_KEY),
        allowed="percents that rise from 0 to 100, each with a power above 0",
        remedy="sort it by charge; leave out what is there twice",
    )
