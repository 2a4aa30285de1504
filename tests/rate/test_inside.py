"""What a battery loses inside: by hand, and against a car that is driven empty."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from rollers import roller
from workshop import LEAF, SU7, TESLA, altered, number

from carwright.rate.course import steady
from carwright.rate.inside import Filling, lost_at, lost_inside, usable_in_test

WARM = number(296.15)


@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7])
def test_against_a_car_driven_empty_at_constant_speed(car_id: str):
    rig = roller(car_id)
    leg = rig.drive(steady(100.0 / 3.6), rig.rested(), 4.0)
    given, rest = float(leg.energy[0]), rig.facts.usable_energy
    power = given / float(leg.end.time)
    mean = 0.5 * (296.15 + float(leg.end.cell_temperature))
    lost = float(lost_inside(rig.car.battery, number(power), number(mean)))
    assert lost == pytest.approx(1.0 - given / rest, abs=2e-3)


def test_losses_grow_with_power_resistance_and_cold():
    battery = roller(TESLA).car.battery
    base = float(lost_inside(battery, number(15e3), WARM))
    assert float(lost_inside(battery, number(30e3), WARM)) > 1.9 * base
    assert float(lost_inside(battery, number(15e3), number(263.15))) > 1.5 * base
    more = altered(battery, {"resistance": 1.1 * float(battery.resistance)})
    assert float(lost_inside(more, number(15e3), WARM)) == pytest.approx(1.1 * base, rel=0.02)
    assert float(lost_inside(battery, number(0.0), WARM)) == 0.0


def test_a_short_time_from_rest_loses_less():
    battery = roller(TESLA).car.battery
    half = 0.5 * (battery.empty_charge + battery.full_charge)
    lost = [
        float(lost_at(battery, number(15e3), WARM, half, number(t))) for t in (60.0, 600.0, 6e3)
    ]
    assert lost[0] < lost[1] < lost[2]


def test_a_test_of_steady_runs_only_leaves_what_they_leave():
    battery = roller(TESLA).car.battery
    power = number(15e3)
    test = Filling(
        energy=number(95.0),
        chemical=number(100.0),
        duration=number(1800.0),
        charge=number(0.5),
        power=power,
        dynamic=number(0.0),
        steady_power=power,
    )
    share = float(usable_in_test(battery, test) / battery.usable_energy)
    lost = [float(lost_inside(battery, power, number(t))) for t in (296.15, 306.15)]
    assert 1.0 - lost[0] <= share <= 1.0 - lost[1]
    dynamic = test._replace(dynamic=number(np.inf))
    assert float(usable_in_test(battery, dynamic)) < float(usable_in_test(battery, test))


def test_gradients_are_finite():
    battery = roller(TESLA).car.battery
    slope = jax.grad(lambda power: lost_inside(battery, power, WARM))
    for power in (0.0, 15e3, 1e7):
        assert bool(jnp.isfinite(slope(number(power))))
