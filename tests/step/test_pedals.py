"""Pedals: label power at full throttle, brakes beside motors, and a drive by force as by speed."""

from functools import partial

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
    altered,
    at_speed,
    car,
    leaves_are_finite,
    number,
    one_step,
)

from carwright.car.car import Car
from carwright.codes import Mode, Outcome
from carwright.run.around import reference_environment
from carwright.run.asked import asked_of
from carwright.run.asks import follow, pedals
from carwright.run.drive import surroundings, trace_of
from carwright.run.ledger import close
from carwright.run.simulate import _on_xla
from carwright.run.throttle import full_throttle
from carwright.state import Ask, Environment, Record, State
from carwright.step.step import step
from carwright.world.cycle import cycle

FULL = 1e9


def pressed(  # noqa: PLR0913 (each is a part of the one step)
    vehicle: Car,
    state: State,
    force: float,
    brake: float = 0.0,
    dt: float = 0.1,
    slope: float = 0.0,
) -> tuple[State, Record]:
    """One step by the pedals."""
    air = altered(reference_environment(vehicle), {"slope": slope})
    return one_step(vehicle, state, pedals(number(force), number(brake)), air, number(dt))


@pytest.mark.parametrize("car_id", [TESLA, LEAF])
@pytest.mark.parametrize("dt", [0.05, 0.2, 1.0])
@pytest.mark.parametrize("speed", [20.0, 30.0, 38.0])
def test_a_weak_pack_gives_its_label(car_id: str, dt: float, speed: float):
    """Also in a step of a second, in which a trace's asked speed would be far from it."""
    vehicle = altered(car(car_id), {"battery.discharge_power": 60e3})
    _, record = pressed(vehicle, at_speed(vehicle, speed), FULL, dt=dt)
    assert float(record.terminal_out) == pytest.approx(60e3, rel=3e-3)


@pytest.mark.parametrize("car_id", [TESLA, LEAF])
@pytest.mark.parametrize("dt", [0.05, 0.2, 1.0])
@pytest.mark.parametrize("speed", [24.0, 30.0, 36.0])
def test_a_motor_gives_its_label(car_id: str, dt: float, speed: float):
    vehicle = altered(car(car_id), {"battery.discharge_power": 1e9})
    start = at_speed(vehicle, speed, charge=0.9)
    after, record = pressed(vehicle, start, FULL, dt=dt)
    lost = record.rear_drive_unit + record.front_drive_unit + record.auxiliaries + record.dcdc
    shaft = float(record.terminal_out - lost)
    peak = sum(
        float(a.unit.present * a.unit.delivered_power) for a in (vehicle.front, vehicle.rear)
    )
    assert shaft == pytest.approx(peak, rel=3e-3)
    assert float(after.speed) > speed


def test_both_motors_give_their_labels():
    vehicle = altered(car(SU7), {"battery.discharge_power": 1e9})
    _, record = pressed(vehicle, at_speed(vehicle, 40.0, charge=0.9), FULL)
    lost = record.rear_drive_unit + record.front_drive_unit + record.auxiliaries + record.dcdc
    assert float(record.terminal_out - lost) == pytest.approx(0.88 * 495e3, rel=3e-3)


@pytest.mark.parametrize(
    ("car_id", "changes", "least", "most"),
    [
        (SU7, {"charge": 0.12}, 0.8, 0.95),
        (SU7, {"cell_temperature": 258.15}, 0.5, 0.9),
        (TESLA, {"cell_temperature": 258.15}, 0.3, 0.7),
    ],
)
def test_a_low_or_cold_pack_sags(car_id: str, changes: dict[str, float], least: float, most: float):
    """An LFP pack more than an NMC pack in the cold."""
    vehicle = altered(car(car_id), {"battery.discharge_power": 1e9})
    usual, _ = pressed(vehicle, at_speed(vehicle, 30.0, charge=0.7), FULL)
    sagging, _ = pressed(vehicle, at_speed(vehicle, 30.0, **({"charge": 0.7} | changes)), FULL)
    gain = (float(sagging.speed) - 30.0) / (float(usual.speed) - 30.0)
    assert least < gain < most


def test_a_hot_unit_gives_its_lasting_power():
    vehicle = altered(car(TESLA), {"battery.discharge_power": 1e9})
    unit = vehicle.rear.unit

    def shaft(temperature: float) -> float:
        start = at_speed(vehicle, 30.0, charge=0.9, rear_unit_temperature=temperature)
        _, record = pressed(vehicle, start, FULL)
        return float(
            record.terminal_out - record.rear_drive_unit - record.auxiliaries - record.dcdc
        )

    peak, share = float(unit.delivered_power), float(unit.continuous_share)
    middle = 0.5 * float(unit.derate_start + unit.derate_end)
    assert shaft(float(unit.derate_start)) == pytest.approx(peak, rel=3e-3)
    assert shaft(middle) == pytest.approx(0.5 * (1.0 + share) * peak, rel=3e-3)
    assert shaft(float(unit.derate_end) + 20.0) == pytest.approx(share * peak, rel=3e-3)


@pytest.mark.parametrize("force", [500.0, 2000.0, 4000.0])
@pytest.mark.parametrize("speed", [0.0, 5.0, 25.0])
def test_what_is_asked_within_limits_is_done(force: float, speed: float):
    """Motion as the equation of inertia and drag says, and the power of a drive by speed."""
    vehicle = car(TESLA)
    start, air = at_speed(vehicle, speed), reference_environment(vehicle)
    after, record = pressed(vehicle, start, force)
    again, asked = one_step(vehicle, start, follow(after.speed), air, number(0.1))
    assert float(again.speed) == pytest.approx(float(after.speed), rel=1e-12)
    drag = sum(
        float(getattr(record, name))
        for name in ("air", "tyres", "residual_drag", "rear_motor_drag", "front_motor_drag")
    )
    spin = float(vehicle.front.gear.spin_force + vehicle.rear.gear.spin_force)
    middle = 0.5 * (speed + float(after.speed))
    net = force - drag / middle - spin
    pull = (float(after.speed) - speed) / 0.1
    assert pull == pytest.approx(net / float(vehicle.body.inertia), rel=1e-9)
    assert float(record.terminal_out) == pytest.approx(float(asked.terminal_out), rel=1e-4)


def test_lifting_regenerates_and_brakes_add_to_it():
    vehicle = car(TESLA)
    start = at_speed(vehicle, 25.0)
    lifted, record = pressed(vehicle, start, -2500.0)
    assert float(record.terminal_in) > 40e3
    assert float(record.friction_brakes) == 0.0
    braked, both = pressed(vehicle, start, -2500.0, 3000.0)
    assert float(both.friction_brakes) == pytest.approx(
        3000.0 * 0.5 * (25.0 + float(braked.speed)), rel=1e-9
    )
    assert float(braked.speed) < float(lifted.speed) < 25.0


def test_brakes_hold_against_the_motor():
    vehicle = car(TESLA)
    held, record = pressed(vehicle, at_speed(vehicle, 0.0), 3000.0, 9000.0)
    assert float(held.speed) == float(held.position) == 0.0
    assert float(record.wheel_drive) == float(record.friction_brakes) == 0.0
    slowed, _ = pressed(vehicle, at_speed(vehicle, 10.0), 3000.0, 9000.0)
    free, _ = pressed(vehicle, at_speed(vehicle, 10.0), 3000.0)
    difference = float(free.speed - slowed.speed)
    assert difference == pytest.approx(900.0 / float(vehicle.body.inertia), rel=1e-3)


def test_brakes_are_bound_by_grip():
    vehicle = car(TESLA)
    after, _ = pressed(vehicle, at_speed(vehicle, 30.0), 0.0, 1e6)
    weight = float(vehicle.body.mass) * 9.80665
    most = (float(vehicle.tyre.grip) * weight + 1500.0) / float(vehicle.body.mass)
    assert 0.9 * most < (30.0 - float(after.speed)) / 0.1 < most


def test_a_car_at_rest_does_not_roll_back():
    vehicle = car(TESLA)
    after, record = pressed(vehicle, at_speed(vehicle, 0.0), 200.0, slope=0.1)
    assert float(after.speed) == float(after.position) == 0.0
    assert leaves_are_finite((after, record))
    rolls, _ = pressed(vehicle, at_speed(vehicle, 0.0), 0.0, slope=-0.1)
    assert float(rolls.speed) > 0.0


def test_pedals_never_fall_short():
    after, _ = pressed(car(TESLA), at_speed(car(TESLA), 30.0), 0.0)
    assert int(after.outcome) == Outcome.FOLLOWED


@partial(jax.jit, static_argnames="steps")
def pedalled(vehicle: Car, start: State, environment: Environment, steps: int):
    """Launch, lift, brake to rest and pull away again; totals and the end."""
    dt = jnp.asarray(0.1)

    def ask(place) -> Ask:
        time = place * dt
        throttle = full_throttle(vehicle, time)
        slows = (time > 8.0) & (time < 20.0)
        lift, brake = jnp.where(slows, -1500.0, 0.0), jnp.where(time > 14.0, 2500.0, 0.0)
        stop = pedals(lift, jnp.where(slows, brake, 0.0))
        return jax.tree.map(lambda go, wait: jnp.where(slows, wait, go), throttle, stop)

    def move(carry, place):
        state, sums = carry
        state, record = step(vehicle, state, ask(place), environment, dt)
        return (state, jax.tree.map(jnp.add, sums, record)), None

    nothing = Record(**dict.fromkeys(Record.__dataclass_fields__, jnp.zeros(())))
    (end, sums), _ = jax.lax.scan(move, (start, nothing), jnp.arange(steps, dtype=float))
    return end, jax.tree.map(lambda power: power * dt, sums)


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize(("slope", "grip", "charge"), [(0.0, 1.0, 0.9), (0.05, 0.3, 0.15)])
def test_the_books_close_by_the_pedals(car_id: str, slope: float, grip: float, charge: float):
    vehicle = car(car_id)
    air = altered(surroundings(vehicle, grip=grip), {"slope": slope})
    start = at_speed(vehicle, 0.0, air, charge=charge)
    end, totals = pedalled(vehicle, start, air, 300)
    ledger = close(vehicle, start, end, totals)
    assert float(end.speed) > 5.0
    assert float(totals.friction_brakes) > 0.0
    assert abs(float(ledger.residual_relative)) < 1e-9
    assert max(abs(float(value)) for value in ledger.thermal_residual.values()) < 1e-9


@settings(max_examples=examples(50))
@given(
    force=st.floats(-2e4, 5e4),
    brake=st.floats(0.0, 5e4),
    speed=st.floats(0.0, 70.0),
    dt=st.sampled_from([0.01, 0.1, 1.0, 10.0]),
    slope=st.floats(-0.3, 0.3),
    charge=st.floats(0.0, 1.0),
)
def test_no_pedal_breaks_a_step(  # noqa: PLR0913 (each is a draw of its own)
    force: float, brake: float, speed: float, dt: float, slope: float, charge: float
):
    for car_id in (TESLA, SU7):
        start = at_speed(car(car_id), speed, charge=charge)
        after, record = pressed(car(car_id), start, force, brake, dt, slope)
        assert leaves_are_finite((after, record))
        assert float(after.speed) >= 0.0
        assert float(record.friction_brakes) >= 0.0


@jax.jit
def reached(force: jax.Array, mass: jax.Array, start: State) -> jax.Array:
    """Speed after a tenth of a second of a car of some mass."""
    vehicle = car(SU7)
    heavy = eqx.tree_at(lambda numbers: numbers.body.mass, vehicle, mass)
    ask, air = pedals(force, jnp.zeros(())), reference_environment(vehicle)
    return step(heavy, start, ask, air, jnp.asarray(0.1))[0].speed


slopes_of = jax.jit(jax.grad(reached, (0, 1)))


@pytest.mark.slow
@pytest.mark.parametrize("speed", [0.0, 12.0, 40.0])
@pytest.mark.parametrize("force", [1500.0, 6000.0, 1e6])
def test_the_gradient_by_the_pedal_is_the_difference(speed: float, force: float):
    start = at_speed(car(SU7), speed)
    values = np.array([force, float(car(SU7).body.mass)])
    slopes = np.array(slopes_of(*map(number, values), start))
    for place, size in enumerate(1e-4 * values):
        shift = size * np.eye(2)[place]
        high, low = (float(reached(*map(number, values + more), start)) for more in (shift, -shift))
        assert slopes[place] == pytest.approx((high - low) / (2.0 * size), rel=1e-3, abs=1e-9)


def test_nothing_of_pedals_and_plugs_is_left_in_a_drive():
    """The mode of a drive is a constant: its program holds no operation of the other modes."""
    vehicle = car(SU7)
    trace = trace_of(cycle("nycc"), vehicle.body.mass.dtype)
    asked = asked_of(None, None, None)
    lowered = _on_xla.lower(vehicle, trace, number(0.9), asked, series=False)
    assert "pedals" in lowered.as_text(debug_info=True)
    program = lowered.compile().as_text()
    assert program is not None
    operations = [line for line in program.splitlines() if " constant(" not in line]
    assert [line for line in operations if "/pedals/" in line or "/plug/" in line] == []
    assert Mode.FOLLOW_SPEED == 0
