"""The step: what it is made of, what it leaves alone, and that a finer one gives the same."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import jax
import jax.numpy as jnp
import pytest
from workshop import (
    CARS,
    SU7,
    TESLA,
    altered,
    ask_for,
    at_speed,
    car,
    driven,
    halved,
    leaves_are_finite,
    moved,
    number,
)

import carwright
from carwright.codes import Mode, Outcome
from carwright.run.simulate import reference_environment
from carwright.state import State
from carwright.step.step import step

ELEMENTWISE = {
    *("add", "sub", "mul", "div", "neg", "abs", "max", "min", "exp", "log", "sqrt", "square"),
    *("integer_pow", "sign", "clamp", "select_n", "convert_element_type", "stop_gradient"),
    *("eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not", "copy", "pow"),
}
SHAPE_ONLY = {"squeeze", "slice", "reshape", "broadcast_in_dim", "concatenate"}
BARRIER, LOOKUP = {"optimization_barrier"}, {"dynamic_slice", "gather"}
CALLS = {"jit", "pjit", "closed_call", "custom_jvp_call", "custom_vjp_call"}
TEMPERATURES = tuple(name for name in State.__dataclass_fields__ if name.endswith("temperature"))


def equations(jaxpr) -> Iterator:
    for equation in jaxpr.eqns:
        inner = [p for p in equation.params.values() if hasattr(p, "jaxpr") or hasattr(p, "eqns")]
        for part in inner:
            yield from equations(getattr(part, "jaxpr", part))
        if not (inner and equation.primitive.name in CALLS):
            yield equation


@pytest.fixture(scope="module", params=Mode, ids=lambda mode: mode.name.lower())
def primitives(request: pytest.FixtureRequest) -> Counter[str]:
    """The mode is data: whatever it is, it is one step."""
    vehicle = car(TESLA)
    ask = replace(ask_for(11.0), mode=jnp.asarray(request.param, jnp.int32))
    arguments = (at_speed(vehicle, 10.0), ask, reference_environment(vehicle))
    traced = jax.make_jaxpr(step)(vehicle, *arguments, number(1.0))
    return Counter(equation.primitive.name for equation in equations(traced.jaxpr))


def test_the_step_could_be_written_out_in_c(primitives: Counter[str]):
    assert set(primitives) <= ELEMENTWISE | SHAPE_ONLY | BARRIER | LOOKUP
    assert primitives["optimization_barrier"] > 0


def test_the_step_looks_up_one_row_of_one_table(primitives: Counter[str]):
    assert sum(primitives[name] for name in LOOKUP) == 1


def test_a_step_is_a_pure_function():
    vehicle, state = car(SU7), at_speed(car(SU7), 12.0)
    first, second = (moved(vehicle, state, 13.0) for _ in range(2))
    assert jax.tree.all(jax.tree.map(lambda a, b: bool(a == b), first, second))


@pytest.mark.parametrize("speed", [0.0, 12.0])
def test_padding_moves_nothing_and_draws_nothing(speed: float):
    vehicle = car(SU7)
    state = at_speed(vehicle, speed, fast_polarisation=2.0, tyre_temperature=300.0)
    air = reference_environment(vehicle)
    after, record = jax.jit(step)(vehicle, state, ask_for(0.0, valid=False), air, number(1.0))
    assert jax.tree.all(jax.tree.map(lambda a, b: bool(a == b), state, after))
    assert [name for name, power in vars(record).items() if float(power) != 0.0] == []


def test_an_empty_battery_moves_nothing_and_draws_nothing():
    vehicle = car(SU7)
    state = at_speed(vehicle, 12.0, outcome=Outcome.EMPTY, charge=0.01)
    after, record = moved(vehicle, state, 14.0)
    assert jax.tree.all(jax.tree.map(lambda a, b: bool(a == b), state, after))
    assert [name for name, power in vars(record).items() if float(power) != 0.0] == []


def test_a_parked_car_draws_its_loads_only():
    vehicle = car(TESLA)
    after, record = moved(vehicle, at_speed(vehicle, 0.0))
    load = float(vehicle.accessories.load)
    through = load / float(vehicle.accessories.dcdc_efficiency)
    awake = float(vehicle.rear.unit.standby)
    assert float(after.speed) == float(after.position) == 0.0
    assert float(record.auxiliaries) == pytest.approx(load)
    assert float(record.dcdc) == pytest.approx(through - load)
    assert float(record.terminal_out) == pytest.approx(through + awake)
    assert float(record.wheel_drive) == float(record.wheel_brake) == 0.0


def test_time_goes_by_the_step():
    after, _ = moved(car(TESLA), at_speed(car(TESLA), 10.0), time_step=0.25)
    assert float(after.time) == 0.25
    assert float(after.position) == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("asked", "outcome"), [(10.5, Outcome.FOLLOWED), (22.0, Outcome.FELL_SHORT)]
)
def test_two_kilometres_an_hour_are_a_shortfall(asked: float, outcome: Outcome):
    after, _ = moved(car(TESLA), at_speed(car(TESLA), 10.0), asked)
    assert int(after.outcome) == outcome


def test_the_worst_outcome_stays():
    state = at_speed(car(TESLA), 10.0, outcome=Outcome.FELL_SHORT)
    after, _ = moved(car(TESLA), state, 10.0)
    assert int(after.outcome) == Outcome.FELL_SHORT


@pytest.mark.parametrize("speed", [0.0, 1e-9, 1e-3, 60.0])
@pytest.mark.parametrize("asked", [0.0, 1e-7, 0.1, 80.0])
def test_no_speed_and_no_ask_breaks_a_step(speed: float, asked: float):
    for car_id in (TESLA, SU7):
        after, record = moved(car(car_id), at_speed(car(car_id), speed), asked)
        assert leaves_are_finite((after, record))
        assert float(after.speed) >= 0.0


def test_a_state_far_from_usual_does_not_break_a_step():
    vehicle = car(SU7)
    hot = dict.fromkeys(TEMPERATURES, 450.0)
    for changes in (hot, dict.fromkeys(TEMPERATURES, 200.0), {"charge": 0.0}, {"charge": 1.0}):
        state = altered(at_speed(vehicle, 20.0), changes)
        assert leaves_are_finite(moved(vehicle, state, 22.0)), changes


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("parts", [2, 10])
def test_a_finer_step_gives_the_same_consumption(car_id: str, parts: int):
    coarse = float(driven(car_id, "wltc-3b").consumption_dc)
    fine = carwright.drive(car(car_id), halved(carwright.cycle("wltc-3b"), parts))
    assert float(fine.consumption_dc) == pytest.approx(coarse, rel=5e-4)
    assert abs(float(fine.ledger.residual_relative)) < 1e-9
