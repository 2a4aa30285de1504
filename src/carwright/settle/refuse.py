"""refuse: what is known of a car, taken together, that cannot belong to one car. No JAX."""

import numpy as np

from carwright.errors import InputError
from carwright.figure_relations import contradictions
from carwright.figure_table import FIGURES, SIDES
from carwright.many import crowd_of, each
from carwright.settle.desk import Desk


def impossible(desk: Desk) -> None:
    """Refuse a car that cannot be.

    Args:
        desk: every figure settled.

    Raises:
        InputError: if a figure is out of its bounds, two of them contradict, or nothing is left of
            the kerb mass.
    """
    _contradicting(desk)
    _out_of_bounds(desk)
    _weightless(desk)


def _contradicting(desk: Desk) -> None:
    numbers = {row.key: desk.number(row.key) for row in FIGURES}
    crowd = crowd_of(*numbers.values())
    # who has taken another turn meanwhile is not this car, and is looked at by itself
    here = slice(None) if crowd is None else crowd.alike
    values = {key: np.atleast_1d(each(number)) for key, number in numbers.items()}
    for error in contradictions({k: v[here] if len(v) > 1 else v for k, v in values.items()}):
        raise InputError(
            error.what,
            file=desk.car_file.path,
            key=error.key,
            value=error.value,
            remedy=error.remedy,
        )


def _out_of_bounds(desk: Desk) -> None:
    for row in FIGURES:
        value = desk.number(row.key)
        if not row.low <= value <= row.high:
            raise InputError(
                f"what is known of this car gives it an impossible figure: {row.meaning}",
                file=desk.car_file.path,
                key=row.key,
                value=f"{value:g} ({desk.origins[row.key].note})",
                allowed=f"{row.low:g} to {row.high:g}",
                remedy="check the figures that this one is derived from",
            )


def _weightless(desk: Desk) -> None:
    left_out = (
        desk.number("reference_battery_gross_energy_kwh") - desk.number("battery_gross_energy_kwh")
    ) * (1e3 / desk.number("pack_specific_energy_wh_per_kg"))
    for side in SIDES:
        if desk.word(f"{side}_machine") != "none":
            power = f"{side}_peak_power_kw"
            less = desk.number(f"reference_{power}") - desk.number(power)
            left_out += less * 1e3 / desk.number("drive_unit_specific_power_w_per_kg")
    if left_out >= desk.number("kerb_mass_kg"):
        raise InputError(
            "kerb mass less the battery and units that this car leaves out is nothing",
            file=desk.car_file.path,
            key="kerb_mass_kg",
            value=f"{desk.number('kerb_mass_kg'):g} less {left_out:.0f} kg",
            remedy="kerb mass belongs to the reference battery and units",
        )
