"""What a wrong number was meant to be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.carfile.magnitude import fits, remedy, remedy_for_text
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, NumberRow

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
        ("battery_gross_energy_kwh", 360, "MJ? write 100"),
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
        ("rear_gear_ratio", 904, "check the number"),
        ("kerb_mass_kg", 1e12, "write it in kg"),
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
        ("heavy", "write a number in kg, without quotes"),
        ("", "write a number in kg, without quotes"),
        ("e" * 10_000, "write a number in kg, without quotes"),
    ],
)
def test_remedy_for_text_by_hand(text, expected):
    assert remedy_for_text(BY_KEY["kerb_mass_kg"], text) == expected


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
