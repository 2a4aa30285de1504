import math
from types import SimpleNamespace

import numpy as np
import pytest
from typed_claims import heard

from carwright.belief.draws import Draws
from carwright.belief.quantity import meanings
from carwright.belief.reliability import Asked, Part, Reliability
from carwright.belief.simulated import QUANTITIES
from carwright.belief.slips import slip, slips_of

NAMES = ("top_speed_kmh", "peak_power_kw", "kerb_mass_kg", *QUANTITIES)
MIDDLES = {
    "top_speed_kmh": 210.0,
    "peak_power_kw": 400.0,
    "kerb_mass_kg": 2000.0,
    "wltp_range_km": 500.0,
    "nedc_range_km": 620.0,
    "epa_range_km": 430.0,
    "cltc_range_km": 580.0,
    "wltp_consumption_ac_kwh_per_100km": 16.0,
    "nedc_consumption_ac_kwh_per_100km": 13.5,
    "cltc_consumption_ac_kwh_per_100km": 13.8,
    "epa_consumption_ac_kwh_per_100km": 19.0,
}
PRESS = Reliability(
    Asked("range_km", "press"),
    (
        Part("right", 0.6, 0.0, 0.01, math.inf),
        Part("shifted", 0.3, 0.0, 0.12, 5.0),
        Part("nothing", 0.1, 0.0, 0.5, math.inf),
    ),
    0,
    0,
    0,
    "",
)


def cars(spread=0.02):
    """Believable cars that are known within a share."""
    rng = np.random.default_rng(0)
    middles = np.array([math.log(MIDDLES.get(name, 5.0)) for name in NAMES])
    quantities = middles + spread * rng.standard_normal((400, 1))
    usual = {name: (middle, 0.3) for name, middle in zip(NAMES, middles.tolist(), strict=True)}
    about = SimpleNamespace(names=NAMES, usual=usual)
    found = object.__new__(Draws)
    for name, value in {"scene": about, "normal": quantities, "quantities": quantities}.items():
        object.__setattr__(found, name, value)
    return found


def named(key, value, spread=0.02, **more):
    one = heard(key, value, **more)
    return slip(one, cars(spread), PRESS, meanings(one.key, one.claim))


@pytest.mark.parametrize(
    ("key", "value", "more", "name"),
    [
        ("top_speed_kmh", 210 * 1.609344, {}, "mph for km/h"),
        ("top_speed_kmh", 130.5, {}, "mph for km/h"),
        ("range_km", 620, {"procedure": "wltp"}, "NEDC for WLTP"),
        ("range_km", 430, {"procedure": "wltp"}, "EPA for WLTP"),
        ("range_km", 311, {"procedure": "wltp"}, "miles for km"),
        ("peak_power_kw", 544, {}, "hp for kW"),
        ("peak_power_kw", 231, {}, "one axle for the car"),
        ("kerb_mass_kg", 4409, {}, "lb for kg"),
        ("consumption_kwh_per_100km", 16.0, {"procedure": "wltp", "side": "dc"}, "AC for DC"),
        (
            "consumption_kwh_per_100km",
            25.75,
            {"procedure": "wltp", "side": "ac"},
            "kWh/100 mi for kWh/100 km",
        ),
    ],
)
def test_a_usual_slip_is_named(key, value, more, name):
    assert named(key, value, **more) == name


@pytest.mark.parametrize(
    ("key", "value", "more"),
    [
        ("top_speed_kmh", 210, {}),
        ("range_km", 500, {"procedure": "wltp"}),
        ("range_km", 540, {"procedure": "wltp"}),
        ("peak_power_kw", 400, {}),
        ("consumption_kwh_per_100km", 14.1, {"procedure": "wltp", "side": "dc"}),
        ("length_mm", 4900, {}),
    ],
)
def test_a_claim_that_is_right_or_only_off_is_no_slip(key, value, more):
    assert named(key, value, **more) == ""


def test_a_slip_is_named_as_long_as_cars_do_not_differ_as_much_themselves():
    assert named("peak_power_kw", 544, spread=0.1) == "hp for kW"
    assert named("peak_power_kw", 544, spread=0.3) == ""


def test_what_nothing_explains_is_no_slip():
    assert named("range_km", 1500, procedure="wltp") == ""


def test_a_claim_of_no_procedure_can_be_in_miles_only():
    names = {one.name for one in slips_of(heard("range_km", 500))}
    assert names == {"miles for km", "km for miles"}
