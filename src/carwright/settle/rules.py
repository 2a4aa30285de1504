"""The rules by which figures of a car follow from others, before a class default is asked.

Each rule's number and source stand under `rules:` in `class_defaults.toml`.
"""

import re

from carwright.figure_table import SIDES
from carwright.many import greatest, least, log
from carwright.settle.charging import HIGH_VOLTAGE_CLASS
from carwright.settle.charging_rules import charging
from carwright.settle.coast_down import decompose
from carwright.settle.defaults import Kind, rule
from carwright.settle.desk import Desk
from carwright.settle.drive_unit_rules import drive_units, gear_ratios, machines_by_model
from carwright.units import POUND

_INCH = 25.4
MORE_LIKELY = 0.5
"""Share of comparable cars with all-wheel drive above which a car is taken to have it [-]."""


def apply(desk: Desk) -> None:
    """Settle every figure that follows from what the file gives.

    Args:
        desk: what is settled so far.
    """
    parts = (_market, _kind, _body, _battery, charging, drive_units, _masses, _powers, _references)
    for step in (*parts, decompose):
        step(desk)


def _market(desk: Desk) -> None:
    """Settle where the car is sold: as its road load or the first range said of it is told."""
    by_road_load = {"coast_down_a_lbf": "north-america", "coast_down_f0_n": "europe"}
    for key, market in by_road_load.items():
        if desk.has(key):
            desk.derive("market", market, "market")
    by_procedure = rule("market")["by_procedure"]
    ranges = desk.car_file.claims.get("range_km", ())
    said = [by_procedure[one.procedure] for one in ranges if one.procedure in by_procedure]
    desk.derive("market", said[0] if said else "europe", "market")


def _kind(desk: Desk) -> None:
    usual = desk.usual.sizes
    for side, other in (("front", "rear"), ("rear", "front")):
        if desk.has(f"{other}_machine") and desk.word(f"{other}_machine") == "none":
            desk.derive("drive", side, "drive_by_machine")
    if "all_wheel_drive" in usual.names and usual.of("all_wheel_drive")[0] > MORE_LIKELY:
        desk.derive("drive", "all", "drive_by_population")
    desk.derive("drive", "rear", "drive_by_default")
    drive = desk.word("drive")
    for side in SIDES:
        if drive not in (side, "all"):
            desk.derive(f"{side}_machine", "none", "machine_by_drive")
    desk.fall_back("chemistry")
    machines_by_model(desk)
    for side in SIDES:
        if not desk.has(f"{side}_machine"):
            desk.derive(f"{side}_machine", "permanent-magnet", "machine_by_drive")
        desk.fall_back(f"{side}_disconnect")
    machines = [desk.word(f"{side}_machine") for side in SIDES]
    desk.kind = Kind(desk.car_file.body, desk.car_file.size, desk.word("chemistry"), *machines)


def _body(desk: Desk) -> None:
    for key in ("length_mm", "width_mm", "height_mm"):
        if desk.usual.has(key):
            desk.fall_back(key)
    if desk.has("width_mm", "height_mm"):
        area = (
            rule("frontal_area")["value"]
            * desk.number("width_mm")
            * desk.number("height_mm")
            * 1e-6
        )
        desk.derive("frontal_area_m2", area, "frontal_area")
    if desk.has("length_mm"):
        length = desk.number("length_mm") * 1e-3
        desk.derive(
            "wheelbase_m", rule("wheelbase_from_length")["value"] * length, "wheelbase_from_length"
        )
    if desk.has("tyre_size"):
        width, aspect, rim = (float(part) for part in re.findall(r"\d+", desk.word("tyre_size")))
        diameter = (rim * _INCH + 2.0 * width * aspect / 100.0) * 1e-3
        radius = rule("tyre_radius_from_size")["value"] * 0.5 * diameter
        desk.derive("tyre_radius_m", radius, "tyre_radius_from_size")
    share = rule("front_mass_share_by_drive")["value_by_drive"][desk.word("drive")]
    desk.derive("front_mass_share", share, "front_mass_share_by_drive")


def known_mass(desk: Desk) -> float:
    """Return kerb mass as the sources give it, or as their test mass does; 0 if unknown [kg].

    Args:
        desk: what the sources give.
    """
    if desk.has("test_weight_lb"):
        return desk.number("test_weight_lb") * POUND - rule("load_of_test")["value"]
    if desk.has("test_mass_kg"):
        return desk.number("test_mass_kg") - rule("load_of_test")["value"]
    return 0.0


def known_battery(desk: Desk) -> float:
    """Return usable energy as the sources give it, or as gross does; 0 if unknown [kWh].

    Args:
        desk: what the sources give.
    """
    share = rule("usable_over_gross")["value"]
    if desk.has("battery_energy_kwh"):
        return desk.number("battery_energy_kwh") * rule("usable_over_stated")["value"]
    if desk.has("battery_gross_energy_kwh"):
        return desk.number("battery_gross_energy_kwh") * share
    if desk.has("battery_nominal_voltage_v", "battery_charge_ah"):
        volts, charge = desk.number("battery_nominal_voltage_v"), desk.number("battery_charge_ah")
        return volts * charge * 1e-3 * share
    return 0.0


def known_power(desk: Desk) -> float:
    """Return peak power as torque tells it, or the sum over driven axles; 0 if unknown [kW].

    Args:
        desk: what the sources give.
    """
    if desk.has("peak_torque_nm"):
        return desk.number("peak_torque_nm") / rule("torque_from_power")["value"]
    drive = desk.word("drive") if desk.has("drive") else ""
    driven = [side for side in SIDES if drive in (side, "all")]
    keys = [f"{side}_peak_power_kw" for side in driven]
    return sum(desk.number(key) for key in keys) if keys and desk.has(*keys) else 0.0


def _battery(desk: Desk) -> None:
    usable_share = rule("usable_over_gross")["value"]
    gross, usable = "battery_gross_energy_kwh", "battery_usable_energy_kwh"
    if desk.has("battery_nominal_voltage_v", "battery_charge_ah"):
        energy = desk.number("battery_nominal_voltage_v") * desk.number("battery_charge_ah") * 1e-3
        desk.derive(gross, energy, "gross_from_voltage_and_charge")
    if desk.has("battery_energy_kwh"):
        share = rule("usable_over_stated")["value"]
        stated = desk.number("battery_energy_kwh") * share
        # Where the cells' energy is known too, what a brochure says is no more than that.
        most = desk.number(gross) if desk.has(gross) else stated
        desk.derive(usable, least(stated, most), "usable_over_stated")
    if not desk.has(gross):
        desk.fall_back(usable)
    if desk.has(usable):
        desk.derive(gross, desk.number(usable) / usable_share, "usable_over_gross")
    desk.derive(usable, desk.number(gross) * usable_share, "usable_over_gross")
    _cells(desk)
    if desk.has("battery_mass_kg"):
        specific = desk.number(gross) * 1e3 / desk.number("battery_mass_kg")
        desk.derive("pack_specific_energy_wh_per_kg", specific, "specific_energy_from_mass")
    free = greatest(1.0 - desk.number(usable) / desk.number(gross), 0.0)
    desk.fall_back("battery_top_buffer_share")
    if desk.number("battery_top_buffer_share") > free:
        origin = desk.origins.pop("battery_top_buffer_share")
        desk.derive(
            "battery_top_buffer_share", 0.5 * free, "top_buffer_within_reserve", origin.note
        )


def _cells(desk: Desk) -> None:
    chemistry = desk.word("chemistry")
    if desk.has("battery_nominal_voltage_v"):
        nominal = rule("cells_in_series_from_nominal_voltage")["value_by_chemistry"][chemistry]
        cells = float(round(desk.number("battery_nominal_voltage_v") / nominal))
        desk.derive("cells_in_series_count", cells, "cells_in_series_from_nominal_voltage")
    if desk.has("system_voltage_v"):
        high = desk.number("system_voltage_v") > HIGH_VOLTAGE_CLASS
        counts = rule("cells_in_series_from_system_voltage")["value_800" if high else "value_400"]
        desk.derive(
            "cells_in_series_count", float(counts[chemistry]), "cells_in_series_from_system_voltage"
        )


def _masses(desk: Desk) -> None:
    if desk.has("test_weight_lb"):
        desk.derive("test_mass_kg", desk.number("test_weight_lb") * POUND, "test_mass_from_weight")
    if desk.has("test_mass_kg"):
        desk.derive(
            "kerb_mass_kg",
            desk.number("test_mass_kg") - rule("load_of_test")["value"],
            "load_of_test",
        )
        load = desk.number("test_mass_kg") - desk.number("kerb_mass_kg")
        desk.derive("load_kg", greatest(load, 0.0), "load_of_test")


def _powers(desk: Desk) -> None:
    peak = desk.total_power()
    desk.derive(
        "discharge_peak_power_kw", rule("discharge_power")["value"] * peak, "discharge_power"
    )
    taken = rule("charge_power")["value"] * desk.number("battery_gross_energy_kwh")
    desk.derive(
        "charge_peak_power_kw", least(taken, desk.number("discharge_peak_power_kw")), "charge_power"
    )
    gear_ratios(desk)
    desk.fall_back("kerb_mass_kg")
    _payload(desk)
    _grip(desk)


def _payload(desk: Desk) -> None:
    """From gross mass, unless kerb mass is only usual of the class or was drawn above it."""
    if desk.has("gross_mass_kg") and desk.origins["kerb_mass_kg"].how in ("given", "rule"):
        carried = desk.number("gross_mass_kg") - desk.number("kerb_mass_kg")
        if carried >= 0.0:
            desk.derive("greatest_payload_kg", carried, "payload_of_gross_mass")


def _grip(desk: Desk) -> None:
    key = "grip_coefficient"
    if desk.has(key):
        return
    if desk.has("tyre_class"):
        by = "grip_by_tyre_class"
        desk.estimate(key, rule(by)[desk.word("tyre_class")], by)
        return
    known = rule("grip_by_power")
    power = desk.total_power() * 1e3
    desk.fall_back(key)
    stronger = log(power / desk.number("kerb_mass_kg") / known["at"])
    desk.scale(key, 1.0 + known["value"] * stronger / desk.number(key), "grip_by_power")


def _references(desk: Desk) -> None:
    for key in ("battery_gross_energy_kwh", "front_peak_power_kw", "rear_peak_power_kw"):
        desk.fall_back(key)
        desk.derive(f"reference_{key}", desk.number(key), "reference_battery_and_units")
