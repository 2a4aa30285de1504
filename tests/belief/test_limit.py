import numpy as np
import pytest

from carwright.belief.limit import best, broken, limits, one_way

CAR = {
    "kerb_mass_kg": 2000.0,
    "drag_area_m2": 0.52,
    "rolling_resistance_coefficient": 0.008,
    "battery_usable_energy_kwh": 75.0,
    "peak_power_kw": 300.0,
}
CARS = {name: np.full(3, value) for name, value in CAR.items()}


def test_range_and_consumption_have_one_limit():
    reach = limits("wltp_range_km", CARS)
    used = limits("wltp_consumption_ac_kwh_per_100km", CARS)
    assert reach is not None
    assert used is not None
    # energy from the plug is that of the battery over 0.9
    np.testing.assert_allclose(reach * used / 100.0, 75.0 / 0.9, rtol=1e-9)
    assert 550.0 < reach[0] < 900.0


def test_a_range_at_its_limit_needs_the_best_drive():
    reach = limits("cltc_range_km", CARS)
    assert reach is not None
    assert one_way("cltc_range_km", float(reach[0]), CAR) == pytest.approx(0.95, abs=1e-3)
    assert one_way("cltc_range_km", 0.8 * float(reach[0]), CAR) < 0.95


def test_a_sprint_is_bound_by_grip_and_power():
    weak = limits("zero_to_100_s", {**CARS, "peak_power_kw": np.full(3, 80.0)})
    strong = limits("zero_to_100_s", {**CARS, "peak_power_kw": np.full(3, 2000.0)})
    rolled = limits("zero_to_100_rollout_s", CARS)
    plain = limits("zero_to_100_s", CARS)
    assert weak is not None
    assert strong is not None
    assert rolled is not None
    assert plain is not None
    # half m v squared over P, which the driver's 100 kg belong to
    assert weak[0] == pytest.approx(0.5 * 2100 * (100 / 3.6) ** 2 / 80e3, rel=0.02)
    assert strong[0] > (100 / 3.6) / (1.6 * 9.81) - 1e-9
    assert rolled[0] < plain[0]


def test_a_length_has_no_limit():
    assert limits("length_mm", CARS) is None
    assert best("length_mm", CARS) is None


def test_what_a_car_breaks_is_named():
    assert broken("cltc_range_km", 500.0, CAR) == ()
    assert "one-way efficiency" in broken("cltc_range_km", 1500.0, CAR)[0]
    assert "drag coefficient" in broken("length_mm", 1.0, {**CAR, "drag_coefficient": 0.1})[0]
    heavy = {**CAR, "battery_usable_energy_kwh": 250.0}
    assert "125 Wh" in broken("length_mm", 1.0, heavy)[0]
