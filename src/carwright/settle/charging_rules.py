"""The rules by which figures of the DC plug follow from others, before a class default is asked.

What cells take by charge comes from the car's own limit table, where a source gives one, else from
the curves of other cars, without those of the car's own family.
"""

from itertools import pairwise

from carwright.carfile.schema import CarFile
from carwright.errors import InputError
from carwright.figure_table import CHARGE_RATES, possible
from carwright.population.names import family_id
from carwright.settle.charging import (
    GRID,
    HIGH_VOLTAGE_CLASS,
    cells_alone,
    expected,
    learnt,
    table,
)
from carwright.settle.defaults import rule
from carwright.settle.desk import Desk

TABLE_KEY = "dc_power_kw_by_soc_percent"
"""Key of a car file that holds its own limit table [-]."""
PEAK_KEY = "dc_peak_power_kw"
"""Key of the greatest power, and what chance scales it by [-]."""
TAKEN = "charge_rate"
"""What chance scales the power by that cells take at every charge [-]."""


def charging(desk: Desk) -> None:
    """Settle what the onboard charger takes, and cells from a DC station.

    Args:
        desk: what is settled so far: battery, cells and chemistry.

    Raises:
        InputError: if the car's own limit table goes backwards.
    """
    _onboard(desk)
    usable = desk.number("battery_usable_energy_kwh")
    own = _own(desk)
    desk.fall_back("cells_in_series_count")
    chemistry = desk.word("chemistry")
    nominal = nominal_voltage(chemistry, desk.number("cells_in_series_count"))
    high = nominal > HIGH_VOLTAGE_CLASS
    if own is not None:
        desk.derive(PEAK_KEY, max(own[1]), "dc_limit_from_table")
    times = desk.chance.times
    usual = peak_rate(high_voltage=high) * usable
    desk.derive(PEAK_KEY, possible(PEAK_KEY, usual * times.get(PEAK_KEY, 1.0)), "dc_peak_power")
    lowest = rule("dc_peak_current")["value"] * nominal
    current = possible("dc_peak_current_a", desk.number(PEAK_KEY) * 1e3 / lowest)
    desk.derive("dc_peak_current_a", current, "dc_peak_current")
    if own is not None:
        rates = [power / usable for power in cells_alone(*own)]
    else:
        family = own_family(desk.car_file)
        others = [curve for curve in learnt() if curve.family != family]
        rates = expected(others, high_voltage=high)
    by = "dc_limit_from_curves" if own is None else "dc_limit_from_table"
    for key, rate in zip(CHARGE_RATES, rates, strict=True):
        desk.derive(key, possible(key, rate * times.get(TAKEN, 1.0)), by)


def nominal_voltage(chemistry: str, cells: float) -> float:
    """Return the nominal voltage of a pack [V].

    Args:
        chemistry: of its cells.
        cells: how many are in series.
    """
    return rule("cells_in_series_from_nominal_voltage")["value_by_chemistry"][chemistry] * cells


def peak_rate(*, high_voltage: bool) -> float:
    """Return the usual greatest power over usable energy [1/h].

    Args:
        high_voltage: whether the car is of the 800 V class.
    """
    return float(rule("dc_peak_power")["value_800" if high_voltage else "value_400"])


def own_family(car_file: CarFile) -> str:
    """Return the family of a car as the curves write it.

    Args:
        car_file: the car file.
    """
    return family_id(car_file.maker, car_file.name).replace(".", "")


def _onboard(desk: Desk) -> None:
    """Settle the onboard charger's power as is usual of the car's market, year and size."""
    of_market = rule("onboard_charger_power")["kw_by_market"][desk.word("market")]
    year = desk.car_file.year
    since = [entry for entry in of_market if year is None or entry[0] <= year]
    _, usual, small = since[-1] if since else of_market[0]
    power = small if desk.car_file.size == "small" else usual
    desk.derive("onboard_charger_power_kw", power, "onboard_charger_power")


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
