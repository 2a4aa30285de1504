"""Own trace: one program, and the trace of a car by its top speed and power."""

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from rollers import roller
from workshop import LEAF, TESLA, altered, car, number

from carwright.car.car import Car
from carwright.rate.downscaled import downscaled, downscaling_factor, power_ratio
from carwright.rate.own_trace import differences, own_trace
from carwright.rate.ways import WAYS
from carwright.world.cycle import cycle

STEPS = 1920
KMH = 3.6


def made(procedure: str, cycle_id: str, vehicle: Car) -> Any:
    points = cycle(cycle_id).speed[1:]
    usual = jnp.asarray(np.pad(points, (0, STEPS - len(points))))
    lost = differences(WAYS[procedure], cycle_id, 4, STEPS, usual.dtype)
    return jax.jit(own_trace)(vehicle, usual, lost), np.asarray(usual)


def slow(car_id: str, top_speed_kmh: float) -> Car:
    return altered(car(car_id), {"controls.top_speed": top_speed_kmh / KMH})


@pytest.mark.parametrize("procedure", WAYS)
def test_an_ordinary_car_drives_the_usual_trace_to_the_bit(procedure: str):
    for cycle_id in WAYS[procedure].cycles:
        own, usual = made(procedure, cycle_id, car(TESLA))
        for speed in (own.base, own.speed):
            np.testing.assert_array_equal(speed, usual)
        assert np.all(own.counts == 1.0)
        assert (bool(own.class_3a), float(own.downscaling)) == (False, 0.0)


def test_below_120_it_is_class_3a_and_extra_high_does_not_count():
    own, _ = made("wltp", "wltc-3b", slow(LEAF, 119.9))
    assert bool(own.class_3a)
    np.testing.assert_allclose(own.base[:1800], cycle("wltc-3a").speed[1:], atol=1e-12)
    np.testing.assert_array_equal(own.counts, [1.0, 1.0, 1.0, 0.0])
    assert float(own.speed.max()) == pytest.approx(119.9 / KMH)
    at_120, usual = made("wltp", "wltc-3b", slow(LEAF, 120.0))
    assert not bool(at_120.class_3a)
    np.testing.assert_array_equal(at_120.base, usual)
    np.testing.assert_array_equal(at_120.counts, np.ones(4))


def test_little_power_scales_extra_high_down_as_in_the_full_test():
    facts = roller(LEAF).facts
    ratio = power_ratio(facts.hardest_resistance, facts.test_mass, facts.rated_power)
    weaker = altered(
        roller(LEAF).car,
        {"front.unit.peak_power": facts.rated_power * ratio / 1.1},
    )
    own, _ = made("wltp", "wltc-3b", weaker)
    assert float(own.downscaling) == pytest.approx(0.588 * 1.1 - 0.510, rel=1e-6)
    by_regulation = downscaled(cycle("wltc-3b"), downscaling_factor(1.1)).speed[1:]
    assert np.max(np.abs(own.base[:1800] - by_regulation)) * KMH < 0.1


@pytest.mark.parametrize(("procedure", "cycle_id"), [("epa", "hwfet"), ("nedc", "nedc")])
def test_a_procedure_without_a_cap_asks_for_its_cycle(procedure: str, cycle_id: str):
    own, usual = made(procedure, cycle_id, slow(LEAF, 60.0))
    np.testing.assert_array_equal(own.speed, usual)


def test_a_batch_holds_cars_of_every_kind():
    speeds = jnp.array([100.0, 119.0, 120.0, 160.0]) / KMH
    batch = jax.vmap(lambda top: altered_top(car(LEAF), top))(speeds)
    usual = jnp.asarray(np.pad(cycle("wltc-3b").speed[1:], (0, STEPS - 1800)))
    lost = differences(WAYS["wltp"], "wltc-3b", 4, STEPS, usual.dtype)
    own = jax.vmap(lambda one: own_trace(one, usual, lost))(batch)
    np.testing.assert_array_equal(own.class_3a, [True, True, False, False])
    np.testing.assert_array_equal(own.counts[:, 3], [0.0, 0.0, 1.0, 1.0])


def altered_top(vehicle: Car, top: Any) -> Car:
    return eqx.tree_at(lambda one: one.controls.top_speed, vehicle, top)


def test_the_factor_has_a_slope_and_it_is_finite_for_a_strong_car():
    usual = jnp.asarray(np.pad(cycle("wltc-3b").speed[1:], (0, STEPS - 1800)))
    lost = differences(WAYS["wltp"], "wltc-3b", 4, STEPS, usual.dtype)

    def factor(power: Any) -> Any:
        vehicle = eqx.tree_at(lambda one: one.front.unit.peak_power, car(LEAF), power)
        return own_trace(vehicle, usual, lost).downscaling

    slope = jax.grad(factor)
    assert float(slope(number(35e3))) < 0.0
    assert float(slope(number(110e3))) == 0.0
