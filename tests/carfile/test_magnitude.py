"""What a wrong number was meant to be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.carfile.magnitude import fits, remedy, remedy_for_text
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, NumberRow
from carwright.figure_table import FIGURES
from carwright.settle.defaults import Kind, default

KNOWN = "carwright knows passenger cars and vans of 300 kg to 5 t"
ROWS = [row for row in (FIGURE_ROWS | CLAIM_ROWS).values() if isinstance(row, NumberRow)]
BY_KEY = {row.key: row for row in ROWS}


@pytest.mark.parametrize(
    ("key", "number", "expected"),
    [
        ("kerb_mass_kg", 1.6, "tonnes? write 1600"),
        ("kerb_mass_kg", 1.6e6, "grams? write 1600"),
        ("kerb_mass_kg", 9000, "pounds? write 4082.33"),
        ("battery_gross_energy_kwh", 54000, "Wh? write 54"),
        ("battery_gross_energy_kwh", 1.944e8, "J? write 54"),
        ("battery_gross_energy_kwh", 0.054, "MWh? write 54"),
        ("battery_gross_energy_kwh", 621, f"{KNOWN}: none of them goes beyond 300 kWh"),
        ("peak_power_kw", 220000, "W? write 220"),
        ("auxiliary_power_w", -1, "is the minus sign a slip? write 1"),
        ("top_speed_kmh", 25, "m/s? write 90"),
        ("top_speed_kmh", 29, "m/s? write 104.4"),
        ("wheelbase_m", 2998, "mm? write 2.998"),
        ("wheelbase_m", 299.8, "cm? write 2.998"),
        ("length_mm", 4.69, "m? write 4690"),
        ("front_mass_share", 48, "percent? write 0.48"),
        ("dcdc_efficiency", 95, "percent? write 0.95"),
        ("dcdc_efficiency", 1.05, "write a share: 1 is the whole"),
        ("drag_coefficient", 23, "percent? write 0.23"),
        ("drag_coefficient", 230, "thousandths (kg/t)? write 0.23"),
        ("rolling_resistance_coefficient", 8.5, "thousandths (kg/t)? write 0.0085"),
        ("derate_start_c", 353.15, "kelvin? write 80"),
        ("test_weight_lb", 2, "tonnes? write 4409.25"),
        ("coast_down_a_lbf", 420, "N? write 94.4198"),
        ("consumption_kwh_per_100km", 180, "Wh/km? write 18"),
        ("consumption_kwh_per_100km", 0.18, "kWh/km? write 18"),
        ("charge_10_80_min", 0.5, "h? write 30"),
        ("price", 299.9, "thousands? write 299900"),
        ("kerb_mass_kg", 0, "write a number above zero"),
        ("load_kg", -1e6, "write no number below zero"),
        ("rear_gear_ratio", 904, f"{KNOWN}: none of them goes beyond 25"),
        ("kerb_mass_kg", 1.98, "tonnes? write 1980"),
        ("kerb_mass_kg", 36000, f"{KNOWN}; 36 t is none of them"),
        ("kerb_mass_kg", 20000, f"{KNOWN}; 20 t is none of them"),
        ("kerb_mass_kg", 120, f"{KNOWN}; 120 kg is none of them"),
        ("gross_mass_kg", 40000, f"{KNOWN}; 40 t is none of them"),
        ("test_weight_lb", 80000, f"{KNOWN}; 36.29 t is none of them"),
        ("pack_specific_energy_wh_per_kg", 700, f"{KNOWN}: none of them goes beyond 600 Wh/kg"),
        ("pack_specific_energy_wh_per_kg", 0.5, "kWh/kg? write 500"),
        ("pack_specific_energy_wh_per_kg", 30, f"{KNOWN}: none of them goes below 40 Wh/kg"),
        ("dc_peak_power_kw", 3750, f"{KNOWN}: none of them goes beyond 2,000 kW"),
        ("dc_peak_power_kw", 150000, "W? write 150"),
        ("front_gear_loss_share", 0.5, "percent? write 0.005"),
        ("battery_health_share", 0.2, f"{KNOWN}: none of them goes below 0.3"),
        ("front_gear_loss_share", 3, "percent? write 0.03"),
        ("derate_start_c", 302, "Fahrenheit? write 150"),
        ("length_mm", 185, "inches? write 4699"),
        ("rear_rotor_inertia_kg_m2", 400, "kg cm²? write 0.04"),
        ("tyre_temperature_coefficient_per_k", 0.8, "percent a kelvin? write 0.008"),
        ("launch_ramp_s", 5, f"{KNOWN}: none of them goes beyond 1.5 s"),
        ("launch_ramp_s", 300, "ms? write 0.3"),
    ],
)
def test_remedy_by_hand(key, number, expected):
    assert remedy(BY_KEY[key], number) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1980 kg", "write 1980; the key says it is in kg"),
        ("1,980", "write 1980; the key says it is in kg"),
        ("1.980,5", "write 1980.5; the key says it is in kg"),
        ("1 980", "write 1980; the key says it is in kg"),
        ("about 1980", "write 1980; the key says it is in kg"),
        ("1.6 t", "tonnes? write 1600"),
        ("1,7 t", "tonnes? write 1700"),
        ("36 t", f"{KNOWN}; 36 t is none of them"),
        ("4000 lbs", "pounds? write 1814.37"),
        ("1980 kg.", "write 1980; the key says it is in kg"),
        ("1980 stone", "write a number in kg, without quotes"),
        ("heavy", "write a number in kg, without quotes"),
        ("", "write a number in kg, without quotes"),
        ("e" * 10_000, "write a number in kg, without quotes"),
    ],
)
def test_remedy_for_text_by_hand(text, expected):
    assert remedy_for_text(BY_KEY["kerb_mass_kg"], text) == expected


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        (
            "consumption_kwh_per_100km",
            "18 kWh/100 km",
            "write 18; the key says it is in kWh/100 km",
        ),
        ("consumption_kwh_per_100km", "180 Wh/km", "Wh/km? write 18"),
        ("rear_rotor_inertia_kg_m2", "400 kg cm²", "kg cm²? write 0.04"),
        ("front_mass_share", "48 %", "percent? write 0.48"),
        ("top_speed_kmh", "150 mph", "mph? write 241.402"),
        ("peak_power_kw", "300 hp", "write a number in kW, without quotes"),
        ("price", "299.9 thousands", "thousands? write 299900"),
    ],
)
def test_text_with_a_unit_by_hand(key, text, expected):
    assert remedy_for_text(BY_KEY[key], text) == expected


@given(st.sampled_from(ROWS), st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_offered_would_be_accepted(row, number):
    assert fits(row, row.low)
    assert fits(row, row.high)
    if fits(row, number):
        return
    offered = re.search(r"\? write (\S+)$", remedy(row, number))
    if offered:
        meant = float(offered[1])
        assert row.low * (1 - 1e-5) - 1e-9 <= meant <= row.high * (1 + 1e-5) + 1e-9


@given(st.sampled_from(ROWS), st.text(max_size=60))
def test_any_text_gives_one_line(row, text):
    assert len(remedy_for_text(row, text).splitlines()) == 1


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_finite_fits_nowhere(number):
    assert not any(fits(row, number) for row in ROWS)


USUAL_UNITS = {
    "kg": {"tonnes": 1e3, "pounds": 0.45359237},
    "m": {"mm": 1e-3, "cm": 1e-2},
    "m²": {"mm²": 1e-6},
    "s": {"ms": 1e-3},
    "km/h": {"m/s": 3.6},
    "W": {"kW": 1e3},
    "kW": {"W": 1e-3, "MW": 1e3},
    "kWh": {"Wh": 1e-3, "MWh": 1e3},
    "Wh/kg": {"kWh/kg": 1e3},
    "W/kg": {"kW/kg": 1e3},
    "W/K": {"kW/K": 1e3},
    "J/K": {"kJ/K": 1e3},
    "J/(kg K)": {"kJ/(kg K)": 1e3},
    "1/K": {"percent a kelvin": 1e-2},
    "kg m²": {"kg cm²": 1e-4},
    "V": {"mV": 1e-3},
    "A": {"kA": 1e3},
    "kg/m³": {"g/cm³": 1e3},
    "": {"percent": 1e-2},
}
"""Units in which people write such a figure, by size in the unit of the key."""


def usual_figures():
    """Every figure of a usual car in every other unit in which it is written."""
    for row in FIGURES:
        usual = float(default(row.key, Kind()).value)
        key = BY_KEY[row.key]
        for name, size in USUAL_UNITS.get(key.unit, {}).items():
            bare = key.unit == "" and not row.key.endswith(
                ("_share", "_efficiency", "_coefficient")
            )
            if usual > 0.0 and not bare and not fits(key, usual / size):
                yield pytest.param(key, usual, name, size, id=f"{row.key} in {name}")


@pytest.mark.parametrize(("row", "usual", "name", "size"), [*usual_figures()])
def test_every_usual_figure_in_another_usual_unit_is_told_its_own(row, usual, name, size):
    assert remedy(row, usual / size) == f"{name}? write {usual:.6g}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_what_no_unit_explains_is_told_where_the_tool_ends(row):
    far = [row.high * 1e9] + ([row.low * 1e-9] if row.low > 0.0 else [])
    for number in far:
        told = remedy(row, number)
        assert "?" not in told
        assert told.startswith(KNOWN) or told == "write a share: 1 is the whole"


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("kerb_mass_kg", 18_000),
        ("gross_mass_kg", 44_000),
        ("battery_gross_energy_kwh", 621),
        ("battery_usable_energy_kwh", 900),
        ("battery_charge_ah", 2_000),
        ("frontal_area_m2", 10.2),
        ("wheelbase_m", 6.5),
        ("length_mm", 16_500),
        ("width_mm", 2_650),
        ("height_mm", 4_000),
        ("tyre_radius_m", 0.55),
        ("load_kg", 22_000),
        ("onboard_charger_power_kw", 88),
        ("dc_peak_power_kw", 3_750),
        ("rear_peak_torque_nm", 3_500),
        ("rear_gear_ratio", 34),
        ("auxiliary_power_w", 8_000),
    ],
)
def test_a_lorry_is_told_no_unit(key, number):
    assert remedy(BY_KEY[key], number).startswith(KNOWN)


def test_cells_of_tomorrow_are_taken():
    assert fits(BY_KEY["pack_specific_energy_wh_per_kg"], 500.0)
    assert fits(BY_KEY["pack_specific_energy_wh_per_kg"], 600.0)


@given(st.sampled_from(ROWS), st.floats(1e-6, 1e9))
def test_a_remedy_names_no_unit_that_the_number_is_in_already(row, number):
    assert fits(row, number) or f"write it in {row.unit}" not in remedy(row, number)
