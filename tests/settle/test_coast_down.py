"""Coast-down: parts and residual add up to the regulation's polynomial, and stand by themselves."""

import numpy as np
import pytest
from scipy.optimize import nnls
from workshop import COAST_DOWN, TESLA, G, at_speed, car, figures, moved, rebuilt

import carwright
from carwright.car.car import Car
from carwright.settle.coast_down import nearest
from carwright.settle.resolve import resolve

LBF, MPH, POUND = 4.4482216152605, 0.44704, 0.45359237
SPEEDS = np.array([0.0, 5.0, 12.0, 20.0, 27.0, 36.0])


def polynomial(car_id: str, speed: np.ndarray) -> np.ndarray:
    a, b, c, _ = COAST_DOWN[car_id]
    return LBF * (a + b * speed / MPH + c * (speed / MPH) ** 2)


def parts(built: Car, density: float, speed: np.ndarray) -> np.ndarray:
    """Road load of a warm car at rest of wind, part by part, worked by hand [N]."""
    air = 0.5 * density * float(built.body.drag_area) * speed**2
    tyres = float(built.tyre.rolling_coefficient * built.body.mass) * G
    tyres = tyres * (1.0 + float(built.tyre.speed_rise) * speed**2)
    residual = float(built.residual.constant) + float(built.residual.linear) * speed
    residual = residual + float(built.residual.quadratic) * speed**2
    turning = np.zeros_like(speed)
    for axle in (built.front, built.rear):
        shaft = speed * float(axle.gear.turns_per_metre)
        torque = float(axle.unit.drag_linear) * shaft + float(axle.unit.drag_quadratic) * shaft**2
        turning += torque * float(axle.gear.turns_per_metre) + float(axle.gear.spin_force)
    return air + tyres + residual + turning


@pytest.mark.parametrize("car_id", COAST_DOWN)
def test_parts_add_up_to_the_polynomial_at_its_own_density_and_mass(car_id: str):
    built = car(car_id)
    assert float(built.reference_density) == pytest.approx(1.167)
    test_mass = COAST_DOWN[car_id][3] * POUND
    assert float(built.body.mass) == pytest.approx(test_mass, rel=1e-9)
    np.testing.assert_allclose(parts(built, 1.167, SPEEDS), polynomial(car_id, SPEEDS), rtol=1e-9)


@pytest.mark.parametrize("car_id", COAST_DOWN)
def test_the_residual_is_a_small_remainder(car_id: str):
    """Bearings, brakes and the fit's remainder; a third of the load would be a wrong figure."""
    built = car(car_id)
    residual = built.residual
    for speed in (10.0, 20.0, 30.0):
        force = residual.constant + residual.linear * speed + residual.quadratic * speed**2
        assert abs(float(force)) < 0.4 * polynomial(car_id, np.array(speed))


@pytest.mark.parametrize(
    ("name", "more", "part"),
    [
        ("drag_coefficient", 0.02, "air"),
        ("rolling_resistance_coefficient", 0.001, "tyres"),
        ("rear_gear_spin_torque", 2.0, "rear_gear"),
        ("rear_motor_drag_linear_share", 0.002, "rear_motor_drag"),
    ],
)
def test_a_changed_part_changes_its_part_only(name: str, more: float, part: str):
    base, other = car(TESLA), rebuilt(TESLA, **{name: float(figures(TESLA)[name]) + more})
    _, before = moved(base, at_speed(base, 25.0))
    _, after = moved(other, at_speed(other, 25.0))
    roller = ("air", "tyres", "residual_drag", "rear_gear", "rear_motor_drag")
    change = {key: float(getattr(after, key) - getattr(before, key)) for key in roller}
    assert change.pop(part) > 10.0
    # More drag passes more power through the teeth: that is no part of the road load.
    change.pop("rear_gear", 0.0)
    assert max(abs(watts) for watts in change.values()) < 1e-6


def test_more_mass_reaches_the_tyres_and_not_the_residual():
    heavy = rebuilt(TESLA, load=float(figures(TESLA)["load"]) + 300.0)
    assert float(heavy.residual.constant) == float(car(TESLA).residual.constant)
    speed = np.array([10.0])
    gained = parts(heavy, 1.167, speed) - parts(car(TESLA), 1.167, speed)
    assert 10.0 < float(gained[0]) < 40.0


@pytest.mark.parametrize("car_id", COAST_DOWN)
def test_the_residual_says_where_it_comes_from(car_id: str):
    origins = resolve(car_id).origins
    for key in ("constant_n", "linear_n_per_kmh", "quadratic_n_per_kmh2"):
        origin = origins[f"residual_drag_{key}"]
        assert (origin.how, origin.kind) == ("rule", "estimate")
        assert "coast-down" in origin.note


def test_newtons_and_pounds_are_the_same_coast_down(tmp_path):
    """The Model 3's three numbers written in N and km/h, at a density of their own."""
    a, b, c, _ = COAST_DOWN[TESLA]
    numbers = f"""
  coast_down_f0_n: {a * LBF}
  coast_down_f1_n_per_kmh: {b * LBF / MPH / 3.6}
  coast_down_f2_n_per_kmh2: {c * LBF / MPH**2 / 3.6**2}
  test_mass_kg: 1930
  kerb_mass_kg: 1752
"""
    path = tmp_path / "metric.yaml"
    head = "format_version: 1\nid: metric\nname: Metric\nmaker: Someone\nsource: test\n"
    sources = "sources:\n  test: {by: A, title: coast-down, date: 2024, kind: measured}\n"
    path.write_text(f"{head}{sources}figures:{numbers}", encoding="utf-8")
    built = carwright.load(path)
    assert float(built.reference_density) == pytest.approx(1.189)
    assert float(built.body.mass) == pytest.approx(1930.0)
    np.testing.assert_allclose(parts(built, 1.189, SPEEDS), polynomial(TESLA, SPEEDS), rtol=1e-9)


def least_distance(gains: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """The shortest x with gains x >= bounds (Lawson and Hanson, 1974, chapter 23)."""
    whole = np.vstack([gains.T, bounds])
    last = np.zeros(len(whole))
    last[-1] = 1.0
    multipliers, missed = nnls(whole, last)
    rest = whole @ multipliers - last
    return np.full(gains.shape[1], np.nan) if missed < 1e-9 else -rest[:-1] / rest[-1]


def test_the_nearest_point_of_many_cars_is_that_of_each():
    rng = np.random.default_rng(0)
    gains, bounds = rng.standard_normal((60, 8, 3)), rng.standard_normal((60, 8)) - 0.4
    bounds[:5] = -1.0
    found = nearest(gains, bounds)
    np.testing.assert_array_equal(found[:5], 0.0)
    alone = [least_distance(*one) for one in zip(gains, bounds, strict=True)]
    np.testing.assert_allclose(found, alone, atol=1e-7)
    assert 3 < np.sum(np.isnan(found[:, 0])) < 50
    np.testing.assert_allclose(nearest(gains[9:10], bounds[9:10])[0], found[9], atol=1e-12)
