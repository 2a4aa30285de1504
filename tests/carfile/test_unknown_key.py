"""What is said of an unknown key."""

import pytest

from carwright.carfile.place import Place
from carwright.carfile.unknown_key import unknown_key
from carwright.carfile.vocabulary import SECTIONS

KNOWN = "carwright knows passenger cars and vans of 300 kg to 5 t"


@pytest.mark.parametrize(
    ("section", "key", "value", "remedy"),
    [
        ("figures", "kerb_mas_kg", 1980, "did you mean kerb_mass_kg?"),
        ("figures", "Kerb_Mass_kg", 1980, "did you mean kerb_mass_kg?"),
        ("figures", "mass", 1980, "did you mean kerb_mass_kg?"),
        ("figures", "battery_kwh", 100, "did you mean battery_energy_kwh?"),
        ("figures", "kerb_mass_lb", 4000, "write kerb_mass_kg: 1814.37"),
        ("figures", "kerb_mass_lb", "many", "write kerb_mass_kg, in kg"),
        ("figures", "kerb_mass_lb", 4, "write kerb_mass_kg, in kg"),
        ("figures", "kerb_mass_lb", 80000, f"{KNOWN}; 36.29 t is none of them"),
        ("figures", "wheelbase_mm", 2998, "write wheelbase_m: 2.998"),
        ("figures", "length_m", 4.997, "write length_mm: 4997"),
        ("figures", "range_km", 800, "put it under claims"),
        ("figures", "leads", "A. Founder", "put it under programme"),
        ("claims", "range_m", 800000, "write range_km: 800"),
        ("claims", "kerb_mass_kg", 1980, "put it under figures"),
        ("programme", "led_by", "A. Founder", "did you mean leads?"),
        ("claims", "qqqqqqqqqq", 1, "remove it; what is no input goes under said"),
    ],
)
def test_remedies_by_hand(section, key, value, remedy):
    error = unknown_key(key, value, Place("f", 3), section, SECTIONS[section])
    assert error.remedy == remedy
    assert (error.file, error.line, error.key, error.value) == ("f", 3, key, value)


def test_a_few_keys_are_listed_when_none_is_near():
    error = unknown_key("qqqq", (1, 2), Place("f", 3), "a claim", ("value", "low"))
    assert (error.allowed, error.value) == ("value, low", None)
    error = unknown_key("qqqq", 1, Place("f", 3), "figures", SECTIONS["figures"])
    assert error.allowed is None
