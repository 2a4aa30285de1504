"""Climb: force against weight by hand, grip with load transfer, lasting power on long climbs."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from workshop import (
    CARS,
    LEAF,
    SU7,
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
from carwright.car.car import Car
from carwright.car.load import Load
from carwright.run.around import reference_environment
from carwright.run.asks import follow
from carwright.run.climb import Climbing, climb, climbing

LOSSLESS = {
    "tyre.rolling_coefficient": 0.0,
    "residual.constant": 0.0,
    "rear.gear.tooth_loss": 0.0,
    "front.gear.tooth_loss": 0.0,
    "rear.gear.spin_force": 0.0,
    "front.gear.spin_force": 0.0,
}


def test_the_steepest_start_by_hand():
    """F = M g sin."""
    vehicle = altered(car(TESLA), LOSSLESS | {"tyre.grip": 20.0})
    force = float(vehicle.rear.unit.peak_torque * vehicle.rear.gear.turns_per_metre)
    sine = force / (float(vehicle.body.mass) * G)
    found = climbing(vehicle)
    assert float(found.greatest_start) == pytest.approx(np.tan(np.arcsin(sine)), rel=1e-6)
    assert float(found.start_by_motors) == pytest.approx(float(found.greatest_start), rel=1e-9)
    assert float(found.start_by_grip) == np.inf


@pytest.mark.parametrize("grip", [0.2, 0.4])
def test_grip_bounds_the_start_with_load_moved_to_the_rear(grip: float):
    """mu (W r + h F) = F, with F = M g sin and W = M g cos."""
    vehicle = altered(car(TESLA), LOSSLESS | {"tyre.grip": grip})
    rear, transfer = 1.0 - float(vehicle.body.front_share), float(vehicle.body.load_transfer)
    expected = grip * rear / (1.0 - grip * transfer)
    found = climbing(vehicle)
    assert float(found.greatest_start) == pytest.approx(expected, rel=1e-6)
    assert float(found.start_by_grip) == pytest.approx(expected, rel=1e-6)
    assert float(found.start_by_motors) > expected


def test_a_slope_takes_load_from_driven_front_wheels():
    """mu (W f - h F) = F; with the rear tyres and their motor the whole of mu W."""
    vehicle = altered(car(LEAF), LOSSLESS | {"tyre.grip": 0.3})
    front, transfer = float(vehicle.body.front_share), float(vehicle.body.load_transfer)
    found = climbing(vehicle)
    assert float(found.start_by_grip) == pytest.approx(
        0.3 * front / (1.0 + 0.3 * transfer), rel=1e-6
    )
    assert float(found.greatest_start) == pytest.approx(float(found.start_by_grip), rel=1e-6)
    both = climbing(altered(car(SU7), LOSSLESS | {"tyre.grip": 0.3}))
    assert float(both.greatest_start) == pytest.approx(0.3, rel=1e-6)
    assert float(both.start_by_grip) == pytest.approx(0.3, rel=1e-6)


def test_one_axle_by_its_motor_and_the_other_by_its_grip():
    """A front motor of nearly nothing: F (1 - mu h) = mu W r + F_f, below what either allows."""
    free = LOSSLESS | {"tyre.grip": 0.4, "front.unit.peak_torque": 20.0}
    vehicle = altered(car(SU7), free)
    weight, body = float(vehicle.body.mass) * G, vehicle.body
    front = 20.0 * float(vehicle.front.gear.turns_per_metre)
    rear, transfer = 1.0 - float(body.front_share), float(body.load_transfer)
    found = climbing(vehicle)
    sine = np.sin(np.arctan(float(found.greatest_start)))
    held = 0.4 * (rear * weight * np.sqrt(1.0 - sine**2) + transfer * sine * weight)
    assert sine * weight == pytest.approx(front + held, rel=1e-6)
    assert float(found.greatest_start) < 0.95 * float(found.start_by_grip)
    assert float(found.greatest_start) < float(found.start_by_motors)


@pytest.mark.parametrize("car_id", CARS)
def test_usual_cars_climb_as_usual_cars_do(car_id: str):
    found = climbing(car(car_id))
    assert 0.3 < float(found.greatest_start) < 1.5
    bounds = float(found.start_by_motors), float(found.start_by_grip)
    assert float(found.greatest_start) <= min(bounds) * (1.0 + 1e-9)
    assert np.isfinite(bounds[1])
    assert float(found.speed_on_6) >= float(found.speed_on_12) > 10.0


@given(lighter=st.floats(0.0, 900.0), heavier=st.floats(0.0, 900.0))
@settings(max_examples=examples(25))
def test_more_in_it_starts_on_no_steeper_slope(lighter: float, heavier: float):
    """Grip goes with mass but for what a coast-down holds beyond the tyres: parts in 1,000."""
    lighter, heavier = sorted((lighter, heavier))
    for car_id in (TESLA, LEAF, SU7):
        less, more = (
            climbing(car(car_id), load=Load(payload=payload)) for payload in (lighter, heavier)
        )
        assert float(more.start_by_motors) <= float(less.start_by_motors) * (1.0 + 1e-9)
        assert float(more.greatest_start) <= float(less.greatest_start) * (1.0 + 5e-3)
        assert float(more.speed_on_6) <= float(less.speed_on_6) * (1.0 + 1e-9)


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
    by_name = dict(zip(Climbing.__dataclass_fields__, slopes, strict=True))
    assert all(by_name[name] < 0.0 for name in ("start_by_motors", "speed_on_6", "speed_on_12"))


def test_what_starts_everywhere_has_a_gradient_too():
    vehicle = altered(car(SU7), {"front.unit.peak_torque": 3e3, "rear.unit.peak_torque": 3e3})
    assert float(climbing(vehicle).start_by_motors) == np.inf

    def whole(numbers: Car) -> jax.Array:
        found = jnp.stack(jax.tree.leaves(climb(numbers, number(0.9), None)))
        return jnp.sum(jnp.where(jnp.isfinite(found), found, 0.0))

    assert leaves_are_finite(eqx.filter_jit(eqx.filter_grad(whole))(vehicle))
