import numpy as np
import pytest

from carwright.report.motor_map import LEVELS, motor_maps, surface


def of_rear(found):
    axle = found.main.car.rear
    top = float(found.main.car.controls.top_speed * axle.gear.turns_per_metre)
    return surface(axle, top)


def efficiency(made, torque, *, braking):
    loss = made.constant + torque * (made.linear + torque * made.quadratic)
    if braking:
        return (torque * made.speed - loss) / ((torque + made.drag) * made.speed)
    return (torque - made.drag) * made.speed / (torque * made.speed + loss)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("braking", [False, True])
def test_contours_hold_what_is_as_efficient(found, level, braking):
    made = of_rear(found)
    speed, low, high = made.between(level, braking=braking)
    assert (low <= high).all()
    for share in (0.001, 0.5, 0.999):
        torque = np.interp(made.speed, speed, low + share * (high - low)) if speed.size else 0.0
        inside = np.isin(made.speed, speed)
        assert (efficiency(made, torque, braking=braking)[inside] >= level - 1e-9).all()


def test_best_efficiency_lies_in_every_lower_contour(found):
    made = of_rear(found)
    best = made.best()
    assert 0.9 < best < 0.99
    assert made.between(best - 0.001, braking=False)[0].size
    assert made.between(best + 0.001, braking=False)[0].size == 0


def test_no_contour_of_a_unit_without_copper_loss_breaks(found):
    made = of_rear(found)
    perfect = type(made)(made.speed, made.limit, 0.0 * made.limit, *_rest(made))
    speed, low, high = perfect.between(0.9, braking=False)
    assert speed.size
    assert np.isfinite(low).all()
    assert np.isfinite(high).all()


def _rest(made):
    return made.linear, made.constant, made.drag


def test_every_driven_axle_has_a_map(found):
    made = motor_maps(found)
    assert 'id="map-front"' in made
    assert 'id="map-rear"' in made
    assert 'class="point"' in made
    assert "Front motor" in made
