import datetime

import pytest

from carwright.belief.plain_words import parsed
from carwright.errors import InputError

ON = datetime.date(2024, 1, 1)


def read(text):
    return parsed(text, ON)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("800 km cltc", "range_km", 800.0),
        ("up to 1,000 km range", "range_km", 1000.0),
        ("300 miles epa", "range_km", 482.8032),
        ("0-100 in 2.78 s", "zero_to_100_s", 2.78),
        ("0 to 62 mph in 3.0 seconds", "zero_to_100_s", 3.0),
        ("0-60 mph in 1.99 s with rollout", "zero_to_60mph_s", 1.99),
        ("2.78 s 0-100 km/h", "zero_to_100_s", 2.78),
        ("0-200 km/h in 10.67 s", "zero_to_200_s", 10.67),
        ("quarter mile in 10.9 s", "quarter_mile_s", 10.9),
        ("265 km/h", "top_speed_kmh", 265.0),
        ("101 kWh", "battery_energy_kwh", 101.0),
        ("101 kWh gross", "battery_gross_energy_kwh", 101.0),
        ("usable 94.3 kwh", "battery_usable_energy_kwh", 94.3),
        ("490 kW", "peak_power_kw", 490.0),
        ("673 PS", "peak_power_kw", 494.99),
        ("350 kW charging", "charge_peak_kw", 350.0),
        ("838 Nm", "peak_torque_nm", 838.0),
        ("12.3 kWh/100km wltp", "consumption_kwh_per_100km", 12.3),
        ("123 Wh/km", "consumption_kwh_per_100km", 12.3),
        ("134 mpge", "mpge", 134.0),
        ("cd 0.195", "drag_coefficient", 0.195),
        ("2,205 kg", "kerb_mass_kg", 2205.0),
        ("4,861 lb", "kerb_mass_kg", 2204.9),
        ("15 minutes 10-80", "charge_10_80_min", 15.0),
        ("from 30 to 80 % in 11 min", "charge_30_80_min", 11.0),
        ("390 km in 10 minutes", "km_in_10_min", 390.0),
        ("400 km cltc in 10 min", "km_in_10_min", 400.0),
        ("800 V", "system_voltage_v", 800.0),
        ("4,997 mm long", "length_mm", 4997.0),
        ("wheelbase 3 m", "wheelbase_m", 3.0),
        ("215,900 CNY", "price", 215900.0),
        ("$35k", "price", 35000.0),
    ],
)
def test_what_people_type_is_read(text, key, value):
    found = read(text)
    assert (found.key, found.claim.value) == (key, pytest.approx(value, rel=1e-4))


def test_what_qualifies_a_claim_is_kept():
    assert read("800 km CLTC").claim.procedure == "cltc"
    assert read("0-60 mph in 1.99 s with rollout").claim.rollout == "yes"
    assert read("0-100 in 3 s without rollout").claim.rollout == "no"
    assert read("13 kWh/100 km cltc dc").claim.side == "dc"
    assert read("13 kWh/100 km wltp at the wall").claim.side == "ac"
    assert read("at least 620 miles").claim.bound == "at_least"
    assert read("less than $25,000").claim.bound == "at_most"
    assert read("about 700 km").claim.bound == "about"
    assert read("199,000 yuan").claim.currency == "CNY"
    assert read("101 kWh gross").claim.procedure == "gross"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("it flies", "no number"),
        ("", "no number"),
        ("800 parsecs", "800"),
        ("green 800 km", "range_km: 800, but not 'green'"),
        ("800 km and 265 km/h", "top_speed_kmh: 265"),
        ("x" * 10_000, "longer than"),
    ],
)
def test_what_cannot_be_read_says_what_was_understood(text, told):
    with pytest.raises(InputError, match="no claim that I can read") as failed:
        read(text)
    assert told in str(failed.value)
    assert "800 km cltc" in str(failed.value)
    assert len(str(failed.value).splitlines()) <= 5


def test_a_date_is_nothing_that_physics_judges():
    with pytest.raises(InputError, match="cannot judge a date"):
        read("on sale in 2024")


def test_a_number_that_no_car_has_is_refused():
    with pytest.raises(InputError, match="no passenger car or van has this"):
        read("99,999 km")
