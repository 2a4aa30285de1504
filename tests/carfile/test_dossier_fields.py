"""Fields of dossiers: their keys, units and words, there and back."""

import pytest

from carwright.carfile.dossier_fields import as_field, in_key, in_words, target
from carwright.carfile.place import Place
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, NumberRow
from carwright.errors import InputError

HERE = Place("dossier.yaml", 7)


@pytest.mark.parametrize(
    ("field", "procedure", "section", "key"),
    [
        ("battery_kwh", "gross", "figures", "battery_gross_energy_kwh"),
        ("battery_kwh", "usable", "figures", "battery_usable_energy_kwh"),
        ("battery_kwh", "unspecified", "figures", "battery_energy_kwh"),
        ("battery_kwh", None, "figures", "battery_energy_kwh"),
        ("motor_peak_kw", None, "figures", "peak_power_kw"),
        ("torque", None, "figures", "peak_torque_nm"),
        ("pack_charge", None, "figures", "battery_charge_ah"),
        ("drag_coefficient", None, "figures", "drag_coefficient"),
        ("top_speed_kmh", None, "claims", "top_speed_kmh"),
        ("range_km_tested", None, "claims", "range_tested_km"),
        ("consumption", "epa", "claims", "consumption_kwh_per_100km"),
        ("builds_own_car", None, "programme", "builds_own_car"),
    ],
)
def test_each_field_has_its_key(field, procedure, section, key):
    hit = target(field, procedure)
    assert hit is not None
    assert (hit.section, hit.row.key) == (section, key)


@pytest.mark.parametrize("field", ["event", "trip", "body", "size", "range_km_computed", "value"])
def test_other_fields_have_none(field):
    assert target(field) is None


@pytest.mark.parametrize(
    ("key", "value", "field", "there", "unit"),
    [
        ("wheelbase_m", 2.998, "wheelbase", 2998, "mm"),
        ("battery_gross_energy_kwh", 101, "battery_kwh", 101, "kWh"),
        ("consumption_kwh_per_100km", 13.9, "consumption", 13.9, "kWh/100km"),
        ("zero_to_100_s", 2.78, "zero_to_100_s", 2.78, "s"),
        ("drag_coefficient", 0.195, "drag_coefficient", 0.195, ""),
        ("price", 215900, "price", 215900, ""),
        ("on_sale_date", 2024.0, "on_sale_date", 2024.0, ""),
    ],
)
def test_a_number_goes_back_to_its_field(key, value, field, there, unit):
    found = as_field(key, value)
    assert (found.field, found.unit) == (field, unit)
    assert found.value == pytest.approx(there, rel=1e-12)


@pytest.mark.parametrize(
    ("field", "key", "number", "unit", "value"),
    [
        ("wheelbase", "wheelbase_m", 3000, "mm", 3),
        ("wheelbase", "wheelbase_m", 3000, None, 3),
        ("length", "length_mm", 5, "m", 5000),
        ("motor_peak_kw", "peak_power_kw", 100, "hp", 74.56998715822702),
        ("kerb_mass_kg", "kerb_mass_kg", 100, "lb", 45.359237),
        ("top_speed_kmh", "top_speed_kmh", 100, "mph", 160.9344),
        ("consumption", "consumption_kwh_per_100km", 139, "Wh/km", 13.9),
        ("consumption", "consumption_kwh_per_100km", 13.9, "kWh/100km", 13.9),
        ("charge_10_80_min", "charge_10_80_min", 1500, "s", 25),
        ("km_in_5_min", "km_in_5_min", 200, "km", 200),
        ("mpge", "mpge", 75, "mpge", 75),
        ("drag_coefficient", "drag_coefficient", 0.2, None, 0.2),
    ],
)
def test_units_by_hand(field, key, number, unit, value):
    row = (FIGURE_ROWS if key in FIGURE_ROWS and field != "top_speed_kmh" else CLAIM_ROWS)[key]
    assert isinstance(row, NumberRow)
    assert in_key(field, row, number, unit, HERE) == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize(
    ("field", "key", "unit", "allowed"),
    [
        ("length", "length_mm", "kg", "mm, m, km"),
        ("motor_peak_kw", "peak_power_kw", "PS", "kW, W, hp"),
        ("drag_coefficient", "drag_coefficient", "kg", "none: it is a bare number"),
        ("torque", "peak_torque_nm", "N", "Nm"),
    ],
)
def test_a_unit_that_does_not_fit_is_refused(field, key, unit, allowed):
    row = FIGURE_ROWS[key]
    assert isinstance(row, NumberRow)
    with pytest.raises(InputError, match="does not fit") as caught:
        in_key(field, row, 1.0, unit, HERE)
    assert (caught.value.key, caught.value.value, caught.value.line) == ("unit", unit, 7)
    assert caught.value.allowed == allowed


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("drive", "AWD", "all"),
        ("drive", "rear", "rear"),
        ("drive", "Rear-wheel  drive", "rear"),
        ("chemistry", "NCM", "nmc"),
        ("chemistry", "solid state", "solid state"),
        ("front_machine", "Induction", "Induction"),
        ("drive", 4, 4),
    ],
)
def test_words_by_hand(key, value, word):
    assert in_words(key, value) == word
