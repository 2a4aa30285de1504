"""Figures that cannot both be right are refused, by the claims that the car is built from."""

import pytest

from carwright.carfile.physics_check import check_physics
from carwright.errors import InputError

CONTRADICTIONS = [
    ("energy_kwh: 98", "energy_kwh: 120", "battery_usable_energy_kwh", "which is 101 here"),
    ("value: 2450", "value: 1900", "kerb_mass_kg", "which is 1900 here"),
    ("fade_low_kmh: 5", "fade_low_kmh: 15", "regeneration_fade_low_kmh", "less than"),
    (
        "none_c: -10",
        "none_c: -10\n  regeneration_cold_whole_c: -20",
        "regeneration_cold_none_c",
        "less than",
    ),
    (
        "none_c: -10",
        "none_c: -10\n  derate_start_c: 130\n  derate_end_c: 120",
        "derate_start_c",
        "less than",
    ),
    ("none_c: -10", "none_c: -10\n  battery_mass_kg: 1990", "battery_mass_kg", "less than"),
    ("drive: all", "drive: rear", "front_machine", "drive says rear"),
    ("machine: induction", "machine: none", "front_machine", "drive says all"),
    ("  drive: all\n  front_machine: induction", "  front_machine: none", "front_peak", "none"),
    ("  front_peak_power_kw: 220\n", "", "front_machine", "no power"),
]


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_contradiction_is_refused(refuse, good, case):
    old, new, key, what = case
    error = refuse(good.replace(old, new))
    assert error.key.startswith(key)
    assert what in error.what


def test_a_car_without_any_motor_is_refused(refuse, good):
    text = good.replace("  drive: all\n", "").replace("machine: induction", "machine: none")
    text = text.replace("machine: permanent-magnet", "machine: none")
    assert "no axle has a motor" in refuse(text).what


def test_equal_energies_are_no_contradiction(load_text, good):
    car = load_text(good.replace("energy_kwh: 98", "energy_kwh: 101"))
    assert check_physics(car, {}) is None


def test_power_of_the_whole_car_is_power_enough(load_text, good):
    text = good.replace("front_peak_power_kw: 220", "peak_power_kw: 495")
    text = text.replace("  rear_peak_power_kw: 275\n", "")
    assert "front_peak_power_kw" not in load_text(text).figures


def test_claims_of_other_variants_contradict_nothing(load_text, good):
    other = "energy_kwh: [98, {value: 150, variant: Pro}]"
    assert len(load_text(good.replace("energy_kwh: 98", other)).figures) > 10
    with pytest.raises(InputError, match="at most"):
        load_text(good.replace("energy_kwh: 98", other.replace("Pro", "Max")))


def test_variants_of_a_dossier_are_not_mixed_up(load_text, good):
    text = (
        good.replace("variant: Max\n", "")
        .replace(
            "battery_usable_energy_kwh: 98",
            "battery_usable_energy_kwh: [{value: 98, variant: Max}, {value: 120, variant: Pro}]",
        )
        .replace("kerb_mass_kg: 1980", "kerb_mass_kg: {value: 1980, variant: Max}")
    )
    assert load_text(text).variant is None
    with pytest.raises(InputError, match="must be at most"):
        load_text(text.replace("value: 98, variant: Max", "value: 120, variant: Max"))
