"""Climb: force against weight by hand, grip with load transfer, lasting power on long climbs."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import (
    CARS,
    TESLA,
    G,
    altered,
    at_speed,
    car,
    figures,
    leaves_are_finite,
    number,
    one_step,
)

import carwright
from carwright.car.load import Load
from carwright.run.asks import follow
from carwright.run.climb import climb, climbing
from carwright.run.simulate import reference_environment

LOSSLESS = {
    "tyre.rolling_coefficient": 0.0,
    "residual.constant": 0.0,
    "rear.gear.tooth_loss": 0.0,
    "rear.gear.spin_force": 0.0,
    "front.gear.spin_force": 0.0,
}


def test_the_steepest_start_by_hand():
    """F = M g sin."""
    vehicle = altered(car(TESLA), LOSSLESS | {"tyre.grip": 20.0})
    force = float(vehicle.rear.unit.peak_torque * vehicle.rear.gear.turns_per_metre)
    sine = force / (float(vehicle.body.mass) * G)
    found = float(climbing(vehicle).greatest_start)
    assert found == pytest.approx(np.tan(np.arcsin(sine)), rel=1e-6)


@pytest.mark.parametrize("grip", [0.2, 0.4])
def test_grip_bounds_the_start_with_load_moved_to_the_rear(grip: float):
    """mu (W r + h F) = F, with F = M g sin and W = M g cos."""
    vehicle = altered(car(TESLA), LOSSLESS | {"tyre.grip": grip})
    rear, transfer = 1.0 - float(vehicle.body.front_share), float(vehicle.body.load_transfer)
    expected = grip * rear / (1.0 - grip * transfer)
    assert float(climbing(vehicle).greatest_start) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("car_id", CARS)
def test_usual_cars_climb_as_usual_cars_do(car_id: str):
    found = climbing(car(car_id))
    assert leaves_are_finite(found)
    assert 0.3 < float(found.greatest_start) < 1.5
    assert float(found.speed_on_6) >= float(found.speed_on_12) > 10.0


def test_what_is_held_is_held_by_a_hot_car():
    """A drive at that speed with units at the end of derating follows; a little faster does not."""
    vehicle = car(TESLA)
    held = float(climbing(vehicle).speed_on_12)
    assert held < float(vehicle.controls.top_speed)
    air = altered(reference_environment(vehicle), {"slope": 0.12 / (1.0 + 0.12**2) ** 0.5})
    hot = float(vehicle.rear.unit.derate_end)
    for share, follows in ((0.99, True), (1.02, False)):
        speed = share * held
        state = at_speed(vehicle, speed, air, rear_unit_temperature=hot, charge=0.9)
        after, _ = one_step(vehicle, state, follow(number(speed)), air, number(1.0))
        assert (float(after.speed) >= speed * (1.0 - 1e-9)) is follows


def test_a_trailer_makes_slopes_harder():
    alone, towing = climbing(car(TESLA)), climbing(car(TESLA), load=Load(trailer_mass=1500.0))
    for name, value in vars(alone).items():
        assert float(getattr(towing, name)) < float(value), name


@pytest.mark.slow
def test_many_cars_are_each_alone():
    cars = carwright.vary(figures(TESLA), {"kerb_mass_kg": np.linspace(1600.0, 2400.0, 3)})
    together = climbing(cars)
    for place in range(3):
        alone = climbing(jax.tree.map(lambda leaf, at=place: leaf[at], cars))
        for name, value in vars(alone).items():
            assert float(getattr(together, name)[place]) == pytest.approx(float(value), rel=1e-9)


@pytest.mark.slow
def test_the_gradient_is_the_difference():
    vehicle = car(TESLA)

    def found(mass: jax.Array) -> jax.Array:
        heavy = eqx.tree_at(lambda numbers: numbers.body.mass, vehicle, mass)
        return jnp.stack(jax.tree.leaves(climb(heavy, number(0.9), None)))

    mass = float(vehicle.body.mass)
    slopes = np.asarray(jax.jit(jax.jacfwd(found))(number(mass)))
    high, low = (
        np.array(jax.tree.leaves(climbing(altered(vehicle, {"body.mass": mass + more}))), float)
        for more in (0.5, -0.5)
    )
    assert slopes == pytest.approx(high - low, rel=1e-3, abs=1e-8)
    assert np.all(slopes[1:] < 0.0)
