"""Names and units of columns, as people write them."""

import pytest

from carwright.logs.quantities import QUANTITIES, TEMPERATURES, parted, unit_of


@pytest.mark.parametrize(
    ("column", "plain", "unit"),
    [
        ("speed_kmh", "speed", "kmh"),
        ("Speed [km/h]", "speed", "kmh"),
        ("VehicleSpeed (mph)", "vehicle_speed", "mph"),
        ("speed_m_per_s", "speed", "m_per_s"),
        ("batt_temp_c", "batt_temp", "c"),
        ("soc_pct", "soc", "percent"),
        ("SOC [%]", "soc", "percent"),
        ("heater_can_kw", "heater_can", "kw"),
        ("time_ms", "time", "ms"),
        ("kerb_mass_kg", "kerb_mass_kg", None),
        ("torque", "torque", None),
    ],
)
def test_a_column_names_what_it_is_and_its_unit(column, plain, unit):
    assert parted(column) == (plain, unit)


def test_units_as_people_write_them():
    written = ("km/h", "%", "°C", "Nm", "kW", "F")
    assert [unit_of(text) for text in written] == ["kmh", "percent", "c", "nm", "kw", "f"]
    assert unit_of("furlongs") is None


def test_every_name_is_looked_for_once():
    names = [name for quantity in QUANTITIES for name in quantity.names]
    assert len(set(names)) == len(names)
    assert TEMPERATURES == ("cells", "air", "cabin")
