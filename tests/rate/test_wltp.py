"""WLTP: the shortened test and consecutive cycles on a car of known consumption, by hand."""

import numpy as np
import pytest
from rollers import KWH, EvenCar

from carwright.errors import InputError
from carwright.rate.downscaled import downscaled
from carwright.rate.wltp import CITY, rate_wltp
from carwright.rate.wltp_class import PARTS, WITHOUT_EXTRA_HIGH
from carwright.units import from_si
from carwright.world.cycle import cycle

BY_PART = {"low": 120.0, "medium": 130.0, "high": 145.0, "extra-high": 190.0, "steady": 170.0}
FIRST = 1.2
WLTC = cycle("wltc-3b")
KM = np.array(
    [np.sum(WLTC.step_distance[round(p.start_s) : round(p.end_s)]) / 1e3 for p in WLTC.phases]
)
WH_PER_KM = np.array([BY_PART[part] for part in PARTS])


def uneven(name: str, lap: int) -> float:
    return BY_PART[name] * (FIRST if lap == 0 and name != "steady" else 1.0)


@pytest.mark.parametrize("energy", [60.0, 9.0])
def test_a_constant_consumption_is_every_phase(energy: float):
    rating = rate_wltp(EvenCar(energy=energy))
    assert rating.method == ("stp" if energy == 60.0 else "ccp")
    assert rating.usable_energy == pytest.approx(energy * KWH, rel=1e-9)
    for phase in rating.phases.values():
        assert phase.range == pytest.approx(energy / 0.150 * 1e3, rel=1e-9)
        assert from_si("c_wh_per_km", phase.consumption_dc) == pytest.approx(150.0, rel=1e-9)
        assert from_si("c_wh_per_km", phase.consumption_ac) == pytest.approx(150.0 / 0.88, rel=1e-9)


def test_the_shortened_test_by_hand():
    """Every first drive of a part takes a fifth more: two cycles, four city cycles."""
    rating = rate_wltp(EvenCar(consumption=uneven), "stp")
    usable = 60e3

    def first(energy: float) -> float:
        return energy / usable

    cycle_wh, city_wh = float(WH_PER_KM @ KM), float(WH_PER_KM[:2] @ KM[:2])
    share = first(FIRST * cycle_wh)
    combined = (share * FIRST + 1.0 - share) * cycle_wh / np.sum(KM)
    share = first(FIRST * city_wh)
    city = (share * FIRST + 1.0 - share) * city_wh / np.sum(KM[:2])
    expected = {"combined": combined, "city": city}
    for part, wh, km in zip(PARTS, WH_PER_KM, KM, strict=True):
        share = first(FIRST * wh * km)
        expected[part] = wh * (share * FIRST + 1.0 - share)
    assert set(rating.phases) == set(expected)
    for phase, by_hand in expected.items():
        found = rating.phases[phase]
        assert from_si("c_wh_per_km", found.consumption_dc) == pytest.approx(by_hand, rel=1e-9)
        assert found.range == pytest.approx(usable / by_hand * 1e3, rel=1e-9)


def test_consecutive_cycles_by_hand():
    rating = rate_wltp(EvenCar(consumption=uneven), "ccp")
    cycle_wh = float(WH_PER_KM @ KM)
    share = FIRST * cycle_wh / 60e3
    combined = (share * FIRST + 1.0 - share) * cycle_wh / np.sum(KM)
    assert from_si("c_wh_per_km", rating.consumption_dc) == pytest.approx(combined, rel=1e-9)
    whole = sum(part.whole for part in rating.segments if part.name == "extra-high")
    assert whole == int((60e3 - (FIRST - 1.0) * cycle_wh) / cycle_wh)


def test_weighing_all_drives_alike_is_told_by_hand():
    rating = rate_wltp(EvenCar(consumption=uneven), "stp")
    alike = 0.5 * (1.0 + FIRST) * float(WH_PER_KM @ KM) / np.sum(KM)
    (other,) = rating.alternatives
    assert other.range == pytest.approx(60e3 / alike * 1e3, rel=1e-9)
    assert other.range < rating.range


def test_a_range_below_three_cycles_is_tested_by_consecutive_cycles():
    just = 3.0 * float(np.sum(KM)) * 0.150
    assert rate_wltp(EvenCar(energy=just * 1.01)).method == "stp"
    assert rate_wltp(EvenCar(energy=just * 0.99)).method == "ccp"


def test_below_120_class_3a_is_driven_over_three_phases():
    rating = rate_wltp(EvenCar(top_speed=100.0))
    assert (rating.method, rating.weak, rating.short, rating.wltp_class) == (
        *("stp", False, False, "3a"),
    )
    assert list(rating.phases) == ["combined", "city", *WITHOUT_EXTRA_HIGH]
    assert {part.name for part in rating.segments} == {*WITHOUT_EXTRA_HIGH, "steady"}
    three = cycle("wltc-3a").part(["Low", "Medium", "High"], "three", "three")
    city = cycle("wltc-3a").part(["Low", "Medium"], "city", "city")
    assert rating.asked_distance == pytest.approx(three.distance + city.distance)
    assert rating.notes[0].startswith("class 3a without Extra High: the top speed of 100 km/h")


def test_its_range_without_and_with_extra_high_by_hand():
    """60 kWh over what the phases take, weighed by their distance."""
    rating = rate_wltp(EvenCar(top_speed=119.0, consumption=lambda name, lap: BY_PART[name]))
    phases = cycle("wltc-3a").phases
    step = cycle("wltc-3a").step_distance
    km = np.array([np.sum(step[round(p.start_s) : round(p.end_s)]) / 1e3 for p in phases])
    three = float(WH_PER_KM[:3] @ km[:3] / np.sum(km[:3]))
    assert rating.range == pytest.approx(60e6 / three, rel=1e-9)
    four = float(WH_PER_KM @ km / np.sum(km))
    (other,) = [one for one in rating.alternatives if one.formula == "wltp-extra-high"]
    assert "Europe" in other.instead
    assert other.range == pytest.approx(60e6 / four, rel=1e-3)


@pytest.mark.parametrize("top_speed", [40.0, 80.0, 95.0])
def test_the_cap_of_a_slow_car_keeps_its_distance(top_speed: float):
    rating = rate_wltp(EvenCar(top_speed=top_speed))
    three = cycle("wltc-3a").part(["Low", "Medium", "High"], "three", "three")
    city = cycle("wltc-3a").part(["Low", "Medium"], "city", "city")
    assert rating.asked_distance == pytest.approx(three.distance + city.distance, rel=2e-3)
    assert (rating.weak, rating.short) == (False, False)
    assert any("97.4 km/h" in note and "distance is kept" in note for note in rating.notes)


def test_a_car_of_125_is_class_3b_capped_and_hears_of_the_other_choice():
    """Its three phases are those of the same test: Low, Medium, High over the same battery."""
    rating = rate_wltp(EvenCar(top_speed=125.0, consumption=lambda name, lap: BY_PART[name]))
    assert rating.wltp_class == "3b"
    assert set(rating.phases) == {"combined", "city", *PARTS}
    assert rating.asked_distance == pytest.approx(WLTC.distance + 1e3 * np.sum(KM[:2]), rel=2e-3)
    assert "class 3b" in rating.notes[0]
    assert "131.3 km/h" in rating.notes[1]
    (other,) = [one for one in rating.alternatives if one.formula == "wltp-extra-high"]
    three = float(WH_PER_KM[:3] @ KM[:3] / np.sum(KM[:3]))
    assert "Japan" in other.instead
    assert other.range == pytest.approx(60e6 / three, rel=1e-9)


def test_an_ordinary_car_has_nothing_to_be_told():
    rating = rate_wltp(EvenCar(top_speed=132.0))
    assert (rating.wltp_class, rating.downscaling, rating.notes) == ("3b", 0.0, ())
    assert [one.formula for one in rating.alternatives] == ["first-drive-weight"]


def test_little_power_scales_extra_high_down_by_hand():
    """111.9 km/h, 600 N and 1600 kg at 0.5 m/s^2: 44.26 kW, of 45 kW 0.984: 0.068."""
    rating = rate_wltp(EvenCar(rated_power=45.0))
    assert rating.downscaling == pytest.approx(0.068)
    gentler = downscaled(WLTC, 0.068)
    assert rating.asked_distance == pytest.approx(gentler.distance + 1e3 * np.sum(KM[:2]))
    assert any("6.8 %" in note and "0.98 of" in note and "45 kW" in note for note in rating.notes)
    assert rate_wltp(EvenCar(rated_power=51.1)).downscaling == 0.0


def test_a_cycle_that_is_scaled_down_below_the_cap_is_not_capped():
    """Scaled down it reaches 123 km/h, which the car does; so it is only scaled down."""
    rating = rate_wltp(EvenCar(rated_power=40.0, top_speed=125.0))
    assert rating.downscaling == pytest.approx(0.141)
    assert not any("distance is kept" in note for note in rating.notes)


def test_class_3a_without_extra_high_is_not_scaled_down():
    assert rate_wltp(EvenCar(rated_power=30.0, top_speed=110.0)).downscaling == 0.0


def test_a_weak_car_follows_as_fast_as_it_can_and_that_is_said():
    rating = rate_wltp(EvenCar(fastest=90.0))
    assert (rating.method, rating.weak) == ("ccp", True)
    assert rating.driven_distance < rating.asked_distance
    assert any("too weak for the cycle" in note and "km" in note for note in rating.notes)


def test_a_method_that_the_car_cannot_be_tested_by_is_refused():
    with pytest.raises(InputError, match="shortened"):
        rate_wltp(EvenCar(energy=5.0), "stp")


def test_formulas_from_memory_are_listed():
    names = {formula.name for formula in rate_wltp(EvenCar()).formulas if formula.tag == "M"}
    assert {"first-drive-weight", "wltp-payload", "wltp-steady-speed", "break-off-time"} <= names
    assert CITY == PARTS[:2]
