"""Throttle: the ramp, and full throttle that gains speed until the greatest speed."""

import equinox as eqx
import jax
import pytest
from workshop import CARS, SU7, TESLA, altered, at_speed, car, number

from carwright.codes import Mode
from carwright.run.around import reference_environment
from carwright.run.throttle import fastest, full_throttle, gained, pulled

gained_by = jax.jit(gained)
fastest_of = jax.jit(fastest)
pull = jax.jit(pulled)


def test_the_pedal_asks_for_all_torque_once_it_has_built_up():
    vehicle = altered(car(SU7), {"controls.launch_ramp": 0.4})
    whole = sum(
        float(axle.unit.peak_torque * axle.gear.turns_per_metre)
        for axle in (vehicle.front, vehicle.rear)
    )
    asked = [float(full_throttle(vehicle, number(time)).force) for time in (0.0, 0.1, 0.4, 9.0)]
    assert asked == pytest.approx([0.0, 0.25 * whole, whole, whole])
    assert int(full_throttle(vehicle, number(1.0)).mode) == Mode.PEDALS


def test_an_absent_unit_asks_for_nothing():
    vehicle = car(TESLA)
    rear = float(vehicle.rear.unit.peak_torque * vehicle.rear.gear.turns_per_metre)
    assert float(full_throttle(vehicle, number(9.0)).force) == pytest.approx(rear)


@pytest.mark.parametrize("car_id", CARS)
def test_the_greatest_speed_is_held_and_no_more(car_id: str):
    vehicle = altered(car(car_id), {"controls.top_speed": 300.0})
    air = reference_environment(vehicle)
    start = at_speed(vehicle, 0.0)
    top = float(fastest_of(vehicle, start, air))
    assert 35.0 < top < 150.0
    for share, holds in ((0.99, True), (1.01, False)):
        state = eqx.tree_at(lambda at: at.speed, start, number(share * top))
        assert (float(gained_by(vehicle, state, air)) > 0.0) is holds


@pytest.mark.parametrize("car_id", [TESLA, SU7])
def test_software_holds_a_car_back_at_its_top_speed(car_id: str):
    vehicle = altered(car(car_id), {"controls.top_speed": 40.0})
    air = reference_environment(vehicle)
    assert float(fastest_of(vehicle, at_speed(vehicle, 0.0), air)) == pytest.approx(40.0)
    after, _ = pull(vehicle, at_speed(vehicle, 39.9), air, number(9.0), number(1.0))
    assert float(after.speed) == pytest.approx(40.0, rel=1e-9)
    faster, _ = pull(vehicle, at_speed(vehicle, 45.0), air, number(9.0), number(1.0))
    assert 40.0 < float(faster.speed) < 45.0


def test_top_speed_of_power_against_air_alone_by_hand():
    """P = half rho Cd A v^3, nothing else in the way, no loss."""
    calm = dict.fromkeys(
        (
            "tyre.rolling_coefficient",
            *(f"residual.{n}" for n in ("constant", "linear", "quadratic")),
            *(f"rear.unit.drag_{n}" for n in ("linear", "quadratic")),
            "rear.gear.spin_force",
            "rear.gear.tooth_loss",
            "front.gear.spin_force",
        ),
        0.0,
    )
    vehicle = altered(car(TESLA), calm | {"controls.top_speed": 200.0, "battery.resistance": 1e-6})
    air = reference_environment(vehicle)
    density = float(vehicle.reference_density)
    power = float(vehicle.rear.unit.delivered_power)
    by_hand = (power / (0.5 * density * float(vehicle.body.drag_area))) ** (1.0 / 3.0)
    assert float(fastest_of(vehicle, at_speed(vehicle, 0.0), air)) == pytest.approx(
        by_hand, rel=1e-4
    )


@pytest.mark.slow
def test_the_greatest_speed_has_a_gradient():
    vehicle = altered(car(TESLA), {"controls.top_speed": 300.0})
    air, start = reference_environment(vehicle), at_speed(vehicle, 0.0)

    def top(area: jax.Array) -> jax.Array:
        slippery = eqx.tree_at(lambda v: v.body.drag_area, vehicle, area)
        return fastest(slippery, start, air)

    area = vehicle.body.drag_area
    slope = float(jax.jit(jax.grad(top))(area))
    near = [float(jax.jit(top)(area * factor)) for factor in (1.001, 0.999)]
    assert slope == pytest.approx((near[0] - near[1]) / (0.002 * float(area)), rel=1e-3)
    assert slope < 0.0
