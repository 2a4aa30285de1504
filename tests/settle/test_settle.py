"""settle: claim before rule before class default, and each figure with its origin."""

import numpy as np
import pytest
from workshop import CARS

from carwright.figure_table import BY_KEY, CHOICES, FIGURES, Disconnect, Machine
from carwright.settle.resolve import resolve


@pytest.mark.parametrize("car_id", CARS)
def test_every_figure_of_every_car_is_settled_within_bounds_and_has_an_origin(car_id: str):
    found = resolve(car_id)
    assert set(found.values) == set(BY_KEY)
    assert set(found.choices) == set(CHOICES)
    for row in FIGURES:
        assert row.low <= found.values[row.key] <= row.high
        origin = found.origins[row.key]
        assert origin.value == found.values[row.key]
        assert origin.how in ("given", "rule", "population", "default")
        assert origin.source
        assert (origin.how == "given") or origin.kind == "estimate"


def test_a_car_of_talk_rests_on_estimates_alone():
    found = resolve("xiaomi-car-2021-02")
    assert {origin.how for origin in found.origins.values()} <= {"rule", "population", "default"}
    assert set(found.estimated) == set(found.used)


def test_a_dossier_is_settled_as_one_of_its_variants():
    found, top = resolve("xiaomi-su7"), resolve("xiaomi-su7-max")
    for key in ("kerb_mass_kg", "peak_power_kw", "battery_gross_energy_kwh", "chemistry"):
        assert found.origins[key].value == top.origins[key].value


def test_a_claim_comes_before_a_rule_and_a_rule_before_a_default(settled):
    given = settled(battery_gross_energy_kwh=80, battery_usable_energy_kwh=77)
    assert given.origins["battery_usable_energy_kwh"].how == "given"
    assert given.values["battery_usable_energy_kwh"] == 77.0
    ruled = settled(battery_gross_energy_kwh=80)
    assert ruled.origins["battery_usable_energy_kwh"].how == "rule"
    assert ruled.values["battery_usable_energy_kwh"] == pytest.approx(0.95 * 80.0)
    assert settled().origins["battery_usable_energy_kwh"].how == "population"
    assert settled().origins["wheel_inertia_kg_m2"].how == "default"


def test_an_origin_says_who_and_when(settled):
    claims = "[{value: 0.24, from: rumour}, {value: 0.26, from: lab, note: two nozzles}]"
    origin = settled(drag_coefficient=claims).origins["drag_coefficient"]
    assert (origin.value, origin.kind, origin.date) == (0.26, "measured", "2023")
    assert origin.source == "A lab: a test"
    assert origin.note == "two nozzles"


def test_a_band_is_settled_at_its_middle_and_kept(settled):
    origin = settled(kerb_mass_kg="{low: 1900, high: 2100, from: rumour}").origins["kerb_mass_kg"]
    assert (origin.value, origin.low, origin.high) == (2000.0, 1900.0, 2100.0)


def test_a_default_brings_its_band(settled):
    origin = settled().origins["wheel_inertia_kg_m2"]
    assert origin.low < origin.value < origin.high
    assert origin.how == "default"


def test_what_the_population_says_brings_its_band(settled):
    for key in ("drag_coefficient", "kerb_mass_kg", "rolling_resistance_coefficient"):
        origin = settled().origins[key]
        assert origin.low < origin.value < origin.high
        assert origin.how == "population"


def test_claims_of_another_variant_do_not_count(settled):
    claims = "[{value: 1900, variant: Max}, {value: 1700, variant: Standard}]"
    assert settled("variant: Max", kerb_mass_kg=claims).values["kerb_mass_kg"] == 1900.0


def test_arrays_hold_si_and_numbers_in_the_order_of_the_table(settled):
    found = settled(drive="all", kerb_mass_kg=2000, peak_power_kw=400, front_machine="induction")
    values, choices = found.arrays()
    assert values.dtype == np.float64
    for place, row in enumerate(FIGURES):
        assert row.low_si <= values[place] <= row.high_si * (1.0 + 1e-12)
    assert values[[row.name for row in FIGURES].index("kerb_mass")] == 2000.0
    by_name = dict(zip(CHOICES, choices.tolist(), strict=True))
    assert by_name["front_machine"] == Machine.INDUCTION
    assert by_name["rear_machine"] == Machine.PERMANENT_MAGNET
    assert by_name["rear_disconnect"] == Disconnect.NO
