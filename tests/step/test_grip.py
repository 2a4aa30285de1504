"""Grip: the closed form against a search along the total force, and what turns by hand."""

import jax
import jax.numpy as jnp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop import SU7, G, altered, car, leaves_are_finite, number

from carwright.step.grip import Hold, by_axle, greatest_drive, greatest_stop, hold

drive_of, stop_of, axles_of = jax.jit(greatest_drive), jax.jit(greatest_stop), jax.jit(by_axle)


def tyres(front: float, rear: float, transfer: float, *spin: float, drag: float = 0.0) -> Hold:
    front_spin, rear_spin = spin or (0.0, 0.0)
    loads = number(front), number(rear), number(transfer)
    return Hold(*loads, number(front_spin), number(rear_spin), number(drag))


def found(motors: tuple[float, float], held: Hold) -> float:
    front, rear = motors
    return float(drive_of(number(front), number(rear), held))


@pytest.mark.parametrize(
    ("motors", "grips", "transfer", "force"),
    [
        ((3e3, 4e3), (9e3, 9e3), 0.2, 7e3),
        ((0.0, 20e3), (9e3, 10e3), 0.2, 12.5e3),
        ((20e3, 0.0), (9e3, 10e3), 0.2, 7.5e3),
        ((20e3, 20e3), (9e3, 10e3), 0.2, 19e3),
    ],
)
def test_each_bound_by_hand(motors, grips, transfer: float, force: float):
    assert found(motors, tyres(*grips, transfer)) == pytest.approx(force)


@pytest.mark.parametrize(
    ("motors", "force"),
    [
        # All that turns is a twentieth: 19 kN at the road and 50 N against drag take 20 kN less 50.
        ((30e3, 30e3), (19e3 - 0.05 * 1e3) / 0.95),
        # One axle turns two hundredths, the other three, and C = 0.95 F + 50.
        ((0.0, 30e3), (10e3 + 0.2 * 50.0 - 0.03 * 1e3) / (1.0 - 0.2 * 0.95 - 0.03)),
        ((30e3, 0.0), (9e3 - 0.2 * 50.0 - 0.02 * 1e3) / (1.0 + 0.2 * 0.95 - 0.02)),
    ],
)
def test_what_turns_takes_its_part_before_the_road_does(motors, force: float):
    held = tyres(9e3, 10e3, 0.2, 0.02, 0.03, drag=1e3)
    assert found(motors, held) == pytest.approx(force)


def test_a_car_that_creeps_up_its_steepest_slope_spins_nothing_up():
    """Where force and resistance are equal no rotor is accelerated: grip is all of the force."""
    held = tyres(9e3, 10e3, 0.2, 0.02, 0.03, drag=19e3)
    assert found((40e3, 40e3), held) == pytest.approx(19e3)
    alone = tyres(9e3, 10e3, 0.2, 0.02, 0.03, drag=10e3 / 0.8)
    assert found((0.0, 40e3), alone) == pytest.approx(10e3 / 0.8)


@pytest.mark.parametrize("grip", [0.3, 1.1])
def test_a_stop_and_a_launch_on_four_driven_wheels_take_mu_g(grip: float):
    """Whatever turns: the tyres give mu g to the mass, the motors and brakes the rest."""
    body = car(SU7).body
    mass, inertia = float(body.mass), float(body.inertia)
    held = hold(body, number(grip), number(mass * G), number(0.0))
    force = found((1e6, 1e6), held)
    assert force / inertia == pytest.approx(grip * G, rel=1e-12)
    assert float(stop_of(held)) / inertia == pytest.approx(grip * G, rel=1e-12)


@given(
    front=st.floats(0.0, 3e4),
    rear=st.floats(0.0, 3e4),
    load=st.floats(5e3, 3e4),
    share=st.floats(0.3, 0.7),
    transfer=st.floats(0.0, 0.3),
    spin=st.tuples(st.floats(0.0, 0.05), st.floats(0.0, 0.05)),
    drag=st.floats(0.0, 5e3),
)
def test_no_greater_force_is_held(  # noqa: PLR0913 (each is a draw of its own)
    front: float, rear: float, load: float, share: float, transfer: float, spin, drag: float
):
    """At the answer both axles can give it; a little beyond, they cannot."""
    held = tyres(load * share, load * (1.0 - share), transfer, *spin, drag=drag)
    total = found((front, rear), held)

    def given_by_both(force: float) -> float:
        at_front, at_rear = axles_of(held, number(1.0), number(force))
        return min(front, float(at_front)) + min(rear, float(at_rear))

    if total > drag:  # else the car does not move, and no axle is spun up
        assert given_by_both(total) >= total * (1.0 - 1e-9) - 1e-6
    assert given_by_both(total + 1.0) < total + 1.0


def test_gradients_are_finite_with_and_without_an_axle():
    for motors in ((0.0, 8e3), (8e3, 0.0), (1e6, 1e6)):
        slopes = jax.grad(lambda both, held: greatest_drive(both[0], both[1], held), (0, 1))(
            jnp.array(motors), tyres(9e3, 10e3, 0.2, 0.02, 0.03, drag=1e3)
        )
        assert leaves_are_finite(slopes)


def test_the_axles_of_a_car_share_what_turns():
    body = car(SU7).body
    held = hold(body, number(1.0), number(1e4), number(0.0))
    turns = float(body.rotating_mass / body.inertia)
    assert float(held.front_spin + held.rear_spin) == pytest.approx(turns, rel=1e-12)
    more = altered(body, {"front_rotating_share": 1.0})
    assert float(hold(more, number(1.0), number(1e4), number(0.0)).rear_spin) == 0.0
