"""Rules: each figure that follows from others, by hand."""

import math

import pytest

from carwright.errors import InputError


@pytest.mark.parametrize(
    ("figures", "key", "value"),
    [
        ({"width_mm": 1900, "height_mm": 1500}, "frontal_area_m2", 0.83 * 1.9 * 1.5),
        ({"length_mm": 4800}, "wheelbase_m", 0.607 * 4.8),
        ({"tyre_size": "245/45 R19"}, "tyre_radius_m", 0.97 * (19 * 25.4 + 2 * 245 * 0.45) / 2e3),
        ({"tyre_size": "205/55R16"}, "tyre_radius_m", 0.97 * (16 * 25.4 + 2 * 205 * 0.55) / 2e3),
        ({"battery_usable_energy_kwh": 57}, "battery_gross_energy_kwh", 60.0),
        ({"battery_gross_energy_kwh": 60}, "battery_usable_energy_kwh", 57.0),
        (
            {"battery_nominal_voltage_v": 726.7, "battery_charge_ah": 139},
            "battery_gross_energy_kwh",
            726.7 * 0.139,
        ),
        (
            {"battery_gross_energy_kwh": 101, "battery_mass_kg": 642},
            "pack_specific_energy_wh_per_kg",
            101_000 / 642,
        ),
        ({"battery_nominal_voltage_v": 360}, "cells_in_series_count", 98.0),
        ({"system_voltage_v": 800}, "cells_in_series_count", 198.0),
        ({"system_voltage_v": 400, "chemistry": "lfp"}, "cells_in_series_count", 108.0),
        ({"peak_power_kw": 180}, "rear_peak_power_kw", 180.0),
        ({"peak_power_kw": 180}, "rear_peak_torque_nm", 1.9 * 180.0),
        ({"peak_torque_nm": 380}, "rear_peak_power_kw", 200.0),
        ({"peak_power_kw": 180, "drive": "front"}, "front_peak_power_kw", 180.0),
        ({"peak_power_kw": 400, "drive": "all"}, "front_peak_power_kw", 0.42 * 400.0),
        ({"peak_power_kw": 400, "drive": "all"}, "rear_peak_power_kw", 0.58 * 400.0),
        (
            {"peak_power_kw": 400, "drive": "all", "rear_peak_power_kw": 250},
            "front_peak_power_kw",
            150.0,
        ),
        ({"peak_power_kw": 200}, "discharge_peak_power_kw", 1.13 * 200.0),
        (
            {"peak_power_kw": 200, "battery_gross_energy_kwh": 60},
            "charge_peak_power_kw",
            1.8 * 60.0,
        ),
        ({"peak_power_kw": 60, "battery_gross_energy_kwh": 60}, "charge_peak_power_kw", 1.13 * 60),
        ({"peak_torque_nm": 400}, "rear_rotor_inertia_kg_m2", 1.1e-4 * 400.0),
        ({"gross_mass_kg": 2430, "kerb_mass_kg": 1980}, "greatest_payload_kg", 450.0),
        ({"drive": "front"}, "front_mass_share", 0.57),
        ({"drive": "all"}, "front_mass_share", 0.5),
        ({"test_weight_lb": 4250, "kerb_mass_kg": 1752}, "load_kg", 4250 * 0.45359237 - 1752.0),
        ({"test_mass_kg": 2000}, "kerb_mass_kg", 1864.0),
        ({"battery_gross_energy_kwh": 88}, "reference_battery_gross_energy_kwh", 88.0),
        ({"peak_power_kw": 222}, "reference_rear_peak_power_kw", 222.0),
    ],
)
def test_a_rule_by_hand(settled, figures: dict, key: str, value: float):
    found = settled(**figures)
    assert found.values[key] == pytest.approx(value, rel=1e-9)
    assert found.origins[key].kind in ("estimate", "maker")


@pytest.mark.parametrize(
    ("year", "fastest"),
    [("", 21_000), ("year: 2019", 16_500), ("year: 2021", 18_000), ("year: 2030", 21_000)],
)
def test_a_gear_is_long_enough_for_top_speed(settled, year: str, fastest: float):
    usual = settled(year, top_speed_kmh=160, tyre_radius_m=0.34)
    assert usual.origins["rear_gear_ratio"].how == "default"
    fast = settled(year, top_speed_kmh=320, tyre_radius_m=0.34)
    wheel = 320 / 3.6 / (math.tau * 0.34) * 60.0
    assert fast.values["rear_gear_ratio"] == pytest.approx(fastest / wheel)
    assert fast.origins["rear_gear_ratio"].how == "rule"
    said = settled(year, top_speed_kmh=320, tyre_radius_m=0.34, rear_gear_ratio=10)
    assert said.values["rear_gear_ratio"] == 10.0


@pytest.mark.parametrize(
    ("power", "grip"),
    [(200, 1.09), (400, 1.09 + 0.12 * math.log(2.0)), (100, 1.09 - 0.12 * math.log(2.0))],
)
def test_a_strong_car_grips_better(settled, power: float, grip: float):
    """Two tonnes: 100, 200 and 50 W/kg."""
    found = settled(kerb_mass_kg=2000, peak_power_kw=power)
    origin = found.origins["grip_coefficient"]
    assert found.values["grip_coefficient"] == pytest.approx(grip, rel=1e-9)
    assert origin.how == "rule"
    assert origin.low < grip < origin.high
    assert settled(grip_coefficient=0.8, peak_power_kw=power).values["grip_coefficient"] == 0.8


def test_a_tyre_that_is_known_tells_its_grip(settled):
    """Whatever the power; and only where no source gives grip itself."""
    grips, ends = [], []
    for word in ("all-season", "summer", "sport", "semi-slick"):
        found = settled(tyre_class=word, peak_power_kw=750)
        origin = found.origins["grip_coefficient"]
        assert (origin.kind, origin.how) == ("estimate", "rule")
        assert origin.low < found.values["grip_coefficient"] < origin.high
        grips.append(found.values["grip_coefficient"])
        ends.append(origin.high)
    assert grips == sorted(grips)
    assert grips[0] < 1.09 < grips[-1]
    assert ends[-1] >= 1.5
    said = settled(tyre_class="sport", grip_coefficient=0.8)
    assert said.values["grip_coefficient"] == 0.8
    assert said.origins["grip_coefficient"].how == "given"


def test_gross_mass_tells_payload_only_beside_a_kerb_mass_that_is_said(settled):
    alone = settled(gross_mass_kg=1600).origins["greatest_payload_kg"]
    assert (alone.how, alone.value) == ("default", 470.0)
    tested = settled(gross_mass_kg=2400, test_mass_kg=2000)
    assert tested.values["greatest_payload_kg"] == pytest.approx(2400.0 - 1864.0)


def test_one_axle_of_known_power_tells_of_the_other(settled):
    found = settled(drive="all", front_peak_power_kw=105)
    assert found.values["rear_peak_power_kw"] == pytest.approx(105 / 0.42 * 0.58)


@pytest.mark.parametrize(
    ("drive", "machines"),
    [
        ("front", ("permanent-magnet", "none")),
        ("rear", ("none", "permanent-magnet")),
        ("all", ("permanent-magnet", "permanent-magnet")),
    ],
)
def test_the_drive_says_which_axles_have_machines(settled, drive: str, machines: tuple[str, str]):
    choices = settled(drive=drive).choices
    assert (choices["front_machine"], choices["rear_machine"]) == machines


@pytest.mark.parametrize(("power", "front"), [(100, "none"), (400, "permanent-magnet")])
def test_nobody_said_means_what_most_cars_of_such_power_have(settled, power: float, front: str):
    choices = settled(peak_power_kw=power).choices
    assert (choices["front_machine"], choices["rear_machine"]) == (front, "permanent-magnet")


@pytest.mark.parametrize(("absent", "drive"), [("front", "rear"), ("rear", "front")])
def test_an_axle_without_machine_leaves_the_drive_to_the_other(settled, absent: str, drive: str):
    found = settled(**{f"{absent}_machine": "none"})
    assert found.origins["drive"].value == drive
    assert found.choices[f"{drive}_machine"] == "permanent-magnet"


def test_a_car_needs_a_machine(settled):
    with pytest.raises(InputError, match="machine"):
        settled(front_machine="none", rear_machine="none")


def test_a_battery_cannot_use_more_than_it_holds(settled):
    with pytest.raises(InputError) as caught:
        settled(battery_nominal_voltage_v=400, battery_charge_ah=150, battery_usable_energy_kwh=64)
    assert "64 over 60 kWh" in str(caught.value)


def test_a_brochure_says_no_more_than_the_cells_hold(settled):
    found = settled(battery_gross_energy_kwh=60, battery_energy_kwh=90)
    assert found.values["battery_usable_energy_kwh"] == 60
    assert settled(battery_energy_kwh=90).values["battery_usable_energy_kwh"] > 80


@pytest.mark.parametrize("size", ["245-45-19", "big", "245/45"])
def test_a_tyre_size_is_width_aspect_and_rim(settled, size: str):
    with pytest.raises(InputError, match="tyre_size"):
        settled(tyre_size=size)


def test_a_top_buffer_stays_within_what_usable_leaves(settled):
    found = settled(battery_gross_energy_kwh=100, battery_usable_energy_kwh=99)
    assert found.values["battery_top_buffer_share"] == pytest.approx(0.005)


def test_what_is_known_of_one_axle_stays(settled):
    found = settled(drive="all", front_peak_power_kw=120, rear_peak_power_kw=200)
    assert found.values["front_peak_power_kw"] == 120.0
    assert found.values["rear_peak_power_kw"] == 200.0
    assert found.values["discharge_peak_power_kw"] == pytest.approx(1.13 * 320.0)
