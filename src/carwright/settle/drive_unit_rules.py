"""The rules by which figures of the drive units follow from others: sizes, inverters, gears.

Each rule's number and source stand under `rules:` in `class_defaults.toml`.
"""

import math
import re

from carwright.figure_table import SIDES
from carwright.many import least
from carwright.population.names import maker_id
from carwright.settle.charging import HIGH_VOLTAGE_CLASS
from carwright.settle.charging_rules import nominal_voltage
from carwright.settle.defaults import rule
from carwright.settle.desk import Desk
from carwright.units import to_si

IGBT, SILICON_CARBIDE = "igbt", "sic"
"""Words of a car file for what an inverter switches with."""
FASTER = 1.2
"""How much faster than motors of its year one is still believed to turn at top speed (assumed)."""


def machines_by_model(desk: Desk) -> None:
    """Settle the machine of each driven axle where the maker is known to build it in this model.

    Args:
        desk: what is settled so far: the drive, and no machine on an axle that is not driven.
    """
    car_file = desk.car_file
    maker, name = maker_id(car_file.maker), car_file.name.strip().lower()
    for model in rule("machine_by_model")["models"]:
        first, last = model.get("since", -math.inf), model.get("until", math.inf)
        is_meant = model["maker"] == maker and re.search(model["name"], name) is not None
        in_time = car_file.year is not None and first <= car_file.year <= last
        if is_meant and in_time and model.get("drive", desk.word("drive")) == desk.word("drive"):
            for side in SIDES:
                if side in model:
                    desk.derive(f"{side}_machine", model[side], "machine_by_model")


def drive_units(desk: Desk) -> None:
    """Settle power, torque, rotor and inverter of each driven axle.

    Args:
        desk: what is settled so far.
    """
    _sizes(desk)
    for side in _driven(desk):
        inertia = rule("rotor_inertia")["value"] * desk.number(f"{side}_peak_torque_nm")
        desk.derive(f"{side}_rotor_inertia_kg_m2", inertia, "rotor_inertia")
        _inverter(desk, side)


def _driven(desk: Desk) -> list[str]:
    return [side for side in SIDES if desk.word(f"{side}_machine") != "none"]


def _sizes(desk: Desk) -> None:
    driven = _driven(desk)
    for whole, part, by in (
        ("peak_power_kw", "peak_power_kw", "power_split"),
        ("peak_torque_nm", "peak_torque_nm", "torque_split"),
    ):
        if desk.usual.has(whole) and not any(desk.has(f"{side}_{part}") for side in driven):
            desk.fall_back(whole)
        given = [side for side in driven if desk.has(f"{side}_{part}")]
        share = {"front": rule(by)["value"], "rear": 1.0 - rule(by)["value"]}
        if desk.has(whole):
            total = desk.number(whole)
        elif by == "power_split" and len(driven) > len(given) == 1:
            total = desk.number(f"{given[0]}_{part}") / share[given[0]]
        else:
            continue
        for side in driven:
            if len(driven) == 1:
                desk.origins.setdefault(f"{side}_{part}", desk.origins[whole])
            elif len(given) == 1:
                desk.derive(f"{side}_{part}", total - desk.number(f"{given[0]}_{part}"), by)
            else:
                desk.derive(f"{side}_{part}", share[side] * total, by)
    for side in driven:
        power, torque = f"{side}_peak_power_kw", f"{side}_peak_torque_nm"
        if not desk.has(power) and desk.has(torque):
            desk.derive(
                power, desk.number(torque) / rule("torque_from_power")["value"], "torque_from_power"
            )
        desk.fall_back(power)
        desk.derive(
            torque, desk.number(power) * rule("torque_from_power")["value"], "torque_from_power"
        )


def _inverter(desk: Desk, side: str) -> None:
    """Settle what the inverter switches with, and what that makes of its losses."""
    key = f"{side}_inverter"
    if not desk.has(key):
        carbide = _has_silicon_carbide(desk, side)
        word, by = (SILICON_CARBIDE, "inverter_by_maker") if carbide else (IGBT, "inverter_usual")
        desk.derive(key, word, by)
    if desk.word(key) == SILICON_CARBIDE:
        for loss, factor in rule("silicon_carbide")["value_by_loss"].items():
            of_axle = f"{side}_{loss}"
            if not desk.has(of_axle):
                desk.fall_back(of_axle)
                desk.scale(of_axle, factor, "silicon_carbide")


def _has_silicon_carbide(desk: Desk, side: str) -> bool:
    year = desk.car_file.year
    if year is None:
        return False
    since = rule("inverter_by_maker")["since"].get(maker_id(desk.car_file.maker), {})
    if year >= since.get(side, math.inf):
        return True
    nominal = nominal_voltage(desk.word("chemistry"), desk.number("cells_in_series_count"))
    return nominal > HIGH_VOLTAGE_CLASS and year >= rule("inverter_by_maker")["high_voltage_since"]


def gear_ratios(desk: Desk) -> None:
    """Settle the gears: by the motor's speed, else the usual ratio, lowered where it is too fast.

    A motor speed that is beyond any motor at top speed, or any single gear, is of a first gear.

    Args:
        desk: what is settled so far.
    """
    desk.fall_back("tyre_radius_m")
    desk.fall_back("top_speed_kmh")
    speed = to_si("top_speed_kmh", desk.number("top_speed_kmh"))
    turns = speed / (math.tau * desk.number("tyre_radius_m")) * 60.0
    highest = _fastest_motor(desk) / turns
    if desk.has("motor_speed_rpm_per_mph"):
        told = to_si("motor_speed_rpm_per_mph", desk.number("motor_speed_rpm_per_mph"))
        ratio = told * desk.number("tyre_radius_m")
        most = least(FASTER * highest, rule("gear_ratio_from_motor_speed")["high"])
        for side in _driven(desk) if ratio < most else ():
            desk.derive(f"{side}_gear_ratio", ratio, "gear_ratio_from_motor_speed")
    for side in _driven(desk):
        key = f"{side}_gear_ratio"
        if not desk.has(key):
            desk.fall_back(key)
            if desk.number(key) > highest:
                del desk.origins[key]
                desk.derive(key, highest, "gear_ratio_for_top_speed")


def _fastest_motor(desk: Desk) -> float:
    """Greatest speed of motors of the car's year [1/min]."""
    known = rule("gear_ratio_for_top_speed")
    year = desk.car_file.year
    if year is None:
        return known["high"]
    grown = known["value"] + known["growth"] * (year - known["year"])
    return min(max(grown, known["low"]), known["high"])
