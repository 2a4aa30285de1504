"""Units: every factor by hand, the affine ones, and the names that carry them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.units import (
    AFFINE,
    DIMENSIONLESS,
    GALLON_OF_PETROL,
    GRAVITY,
    HOUR,
    INCH,
    MILE,
    POUND,
    POUND_FORCE,
    SPECIFIC_GAS_CONSTANT_OF_AIR,
    TO_SI,
    ZERO_CELSIUS,
    bare,
    fahrenheit,
    from_si,
    suffix,
    to_si,
    unit,
)

BY_HAND = [
    ("mass_kg", 1600.0, 1600.0),
    ("mass_lb", 100.0, 45.359237),
    ("length_m", 2.5, 2.5),
    ("length_mm", 4700.0, 4.7),
    ("distance_km", 23.25, 23_250.0),
    ("distance_mi", 7.45, 11_989.6128),
    ("area_m2", 2.3, 2.3),
    ("time_s", 61.0, 61.0),
    ("time_min", 2.5, 150.0),
    ("speed_kmh", 90.0, 25.0),
    ("speed_mph", 100.0, 44.704),
    ("motor_speed_rpm", 30.0, math.pi),
    ("speed_m_per_s", 7.0, 7.0),
    ("deceleration_m_per_s2", 1.9, 1.9),
    ("force_n", 42.0, 42.0),
    # 1 N/(km/h) is 3.6 N/(m/s), and squared 12.96.
    ("drag_n_per_kmh", 1.0, 3.6),
    ("drag_n_per_kmh2", 0.03, 0.3888),
    ("force_lbf", 10.0, 44.482216152605),
    # 4.4482216152605 N over 0.44704 m/s, and over its square.
    ("drag_lbf_per_mph", 1.0, 9.950388366),
    ("drag_lbf_per_mph2", 0.01, 0.22258384857),
    ("torque_nm", 310.0, 310.0),
    # One turn a minute is 0.10471976 rad/s, a mile an hour 0.44704 m/s.
    ("motor_speed_rpm_per_mph", 100.0, 23.4251420722),
    ("power_w", 220.0, 220.0),
    ("power_kw", 250.0, 250_000.0),
    ("power_hp", 100.0, 74_569.98715822702),
    ("energy_kwh", 1.0, 3_600_000.0),
    ("energy_wh", 1.0, 3_600.0),
    ("specific_energy_wh_per_kg", 157.0, 565_200.0),
    # 150 Wh/km is 150 * 3600 J over 1000 m, and so is 15 kWh over 100 km.
    ("consumption_wh_per_km", 150.0, 540.0),
    ("consumption_kwh_per_100km", 15.0, 540.0),
    # 250 Wh/mi is 250 * 3600 J over 1609.344 m, and so is 25 kWh over 100 miles.
    ("consumption_wh_per_mi", 250.0, 559.2340730136006),
    ("consumption_kwh_per_100mi", 25.0, 559.2340730136006),
    ("specific_power_w_per_kg", 2000.0, 2000.0),
    ("conductance_w_per_k", 12.0, 12.0),
    ("heat_capacity_j_per_k", 9e4, 9e4),
    ("specific_heat_j_per_kg_k", 900.0, 900.0),
    ("voltage_v", 400.0, 400.0),
    ("current_a", 300.0, 300.0),
    ("charge_ah", 2.0, 7_200.0),
    ("resistance_ohm", 0.07, 0.07),
    ("rise_k", 20.0, 20.0),
    ("coefficient_per_k", 0.008, 0.008),
    ("rate_per_h", 1.8, 0.0005),
    ("pressure_kpa", 101.325, 101_325.0),
    ("inertia_kg_m2", 0.9, 0.9),
    ("density_kg_per_m3", 1.189, 1.189),
    ("air_c", 20.0, 293.15),
    ("air_c", -40.0, 233.15),
    ("drag_coefficient", 0.23, 0.23),
    ("slope_share", 0.05, 0.05),
    ("dcdc_efficiency", 0.93, 0.93),
]


@pytest.mark.parametrize(("name", "value", "si"), BY_HAND)
def test_each_factor_by_hand(name: str, value: float, si: float):
    assert to_si(name, value) == pytest.approx(si, rel=1e-9)
    assert from_si(name, si) == pytest.approx(value, rel=1e-9)


def test_every_suffix_stands_in_the_list_above():
    tried = {suffix(name) for name, _, _ in BY_HAND}
    assert {*TO_SI, *AFFINE} <= tried


def test_constants_are_those_of_the_books():
    assert pytest.approx(5280 * 12 * 0.0254, rel=1e-15) == MILE
    assert POUND == 0.45359237
    assert INCH == 0.0254
    assert pytest.approx(POUND * GRAVITY, rel=1e-15) == POUND_FORCE
    assert GRAVITY == 9.80665
    assert ZERO_CELSIUS == 273.15
    assert HOUR == 60 * 60
    assert pytest.approx(33.705 * 3.6e6, rel=1e-15) == GALLON_OF_PETROL
    # Molar gas constant over the molar mass of dry air.
    assert pytest.approx(8.314462 / 0.0289652, rel=1e-4) == SPECIFIC_GAS_CONSTANT_OF_AIR


@given(ending=st.sampled_from([*TO_SI, *AFFINE]), value=st.floats(-1e6, 1e6))
def test_there_and_back(ending: str, value: float):
    name = f"thing{ending}"
    back = from_si(name, to_si(name, value))
    assert math.isclose(back, value, rel_tol=1e-12, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("name", "ending", "si_name"),
    [
        ("kerb_mass_kg", "_kg", "kerb_mass"),
        ("specific_energy_wh_per_kg", "_wh_per_kg", "specific_energy"),
        ("drag_n_per_kmh2", "_n_per_kmh2", "drag"),
        ("frontal_area_m2", "_m2", "frontal_area"),
        ("rotor_inertia_kg_m2", "_kg_m2", "rotor_inertia"),
        ("temperature_coefficient_per_k", "_per_k", "temperature_coefficient"),
        ("cells_in_series_count", "_count", "cells_in_series_count"),
        ("gear_ratio", "_ratio", "gear_ratio"),
        ("rolling_load_exponent", "_exponent", "rolling_load_exponent"),
    ],
)
def test_the_longest_suffix_counts(name: str, ending: str, si_name: str):
    assert suffix(name) == ending
    assert bare(name) == si_name


@pytest.mark.parametrize("name", ["mass", "kg", "speed", ""])
def test_a_name_without_a_unit_is_refused_at_an_edge(name: str):
    assert suffix(name) is None
    for ask in (bare, unit):
        with pytest.raises(KeyError, match="names no unit"):
            ask(name)
    for convert in (to_si, from_si):
        with pytest.raises(KeyError, match="names no unit"):
            convert(name, 1.0)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("speed_kmh", "km/h"),
        ("drag_n_per_kmh2", "N/(km/h)²"),
        ("consumption_kwh_per_100km", "kWh/100 km"),
        ("air_c", "°C"),
        ("drag_coefficient", ""),
    ],
)
def test_units_as_people_write_them(name: str, written: str):
    assert unit(name) == written


def test_every_suffix_can_be_written():
    assert all(unit(f"thing{ending}") for ending in (*TO_SI, *AFFINE))
    assert {unit(f"thing{ending}") for ending in DIMENSIONLESS} == {""}


def test_fahrenheit():
    assert fahrenheit(32.0) == ZERO_CELSIUS
    assert fahrenheit(212.0) == pytest.approx(to_si("water_c", 100.0), abs=1e-12)
    assert fahrenheit(-40.0) == pytest.approx(to_si("air_c", -40.0), abs=1e-12)
