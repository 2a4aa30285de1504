"""Native against XLA: every car, cycles, weather and charge; totals, states, gradients."""

from collections.abc import Callable
from functools import partial
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from workshop import CARS, LEAF, SU7, TESLA, car, figures, hilly, leaves_are_finite, number

import carwright
from carwright.arrays import plain
from carwright.car.car import Car
from carwright.figure_table import FIGURES, INDEX
from carwright.native.library import library, state
from carwright.native_call.pytrees import path_of
from carwright.rate.leg import leg
from carwright.run.accelerate import accelerate
from carwright.run.climb import climbing
from carwright.run.comfort import comfort
from carwright.run.constant_speed import range_at
from carwright.run.drive import drive, surroundings
from carwright.run.start import soaked_state
from carwright.units import from_si, to_si

pytestmark = pytest.mark.skipif(library() is None, reason=f"native programs: {state().why}")
FLOOR = {"totals": 1.0, "ledger": 1.0}
"""Below which a difference is none [J]; elsewhere in a thousandth of its unit."""
AWAY = ("residual", "inlet.bends")
"""What is a difference of nearly equal numbers."""
LOOSE = 3e-9
"""For powers of single steps, which are differences of energies over a short time."""


def on_xla(function: Callable[[], Any]) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("carwright.native_call.function.library", lambda: None)
        return jax.block_until_ready(function())


def check_alike(found: Any, expected: Any, relative: float) -> None:
    leaves = jax.tree_util.tree_leaves_with_path(expected)
    for (path, right), left in zip(leaves, jax.tree.leaves(found), strict=True):
        name = path_of(path)
        if any(part in name for part in AWAY):
            continue
        left, right = np.asarray(left, float), np.asarray(right, float)
        finite = np.isfinite(right)
        assert (np.isfinite(left) == finite).all(), name
        floor, series = FLOOR.get(name.partition(".")[0], 1e-3), "series.record" in name
        floor = 1.0 if name.endswith("polarisation") else floor  # of the volts of a whole pack
        size = np.maximum(np.abs(right[finite]), 1.0 if series else floor)
        error = np.abs(left[finite] - right[finite]) / size
        allowed = max(relative, LOOSE) if series else relative
        assert error.max(initial=0.0) <= allowed, (name, float(error.max()))


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("cycle", ["wltc-3b", pytest.param("us06", marks=pytest.mark.slow)])
def test_every_car_drives_alike(car_id: str, cycle: str):
    run = drive(car(car_id), cycle)
    check_alike(run, on_xla(lambda: drive(car(car_id), cycle)), 1e-12)
    assert leaves_are_finite(run)


@pytest.mark.parametrize("celsius", [-20.0, 38.0])
@pytest.mark.parametrize("charge", [0.02, 0.98])
def test_weather_and_charge_are_alike(celsius: float, charge: float):
    vehicle = car(SU7)
    air = surroundings(vehicle, temperature=to_si("air_c", celsius), headwind=4.0, sun=500.0)
    start = soaked_state(vehicle, charge, air)

    def run() -> Any:
        return drive(vehicle, hilly(), environment=air, start=start, comfort=comfort(), series=True)

    check_alike(run(), on_xla(run), 1e-12)


@settings(max_examples=examples(25))
@given(data=st.data())
def test_random_figures_are_alike(data: st.DataObject):
    """Figures within a tenth of a car's, each by itself, inside their bounds."""
    base = figures(data.draw(st.sampled_from([TESLA, LEAF, SU7])))
    changes = {}
    names = st.lists(st.sampled_from(sorted(INDEX)), max_size=8, unique=True)
    for row in (FIGURES[INDEX[name]] for name in data.draw(names)):
        now = from_si(row.key, float(base[row.name]))
        turned = now * data.draw(st.floats(0.9, 1.1))
        changes[row.name] = to_si(row.key, min(max(turned, row.low), row.high))
    vehicle = carwright.build_car(base.replace(changes))
    check_alike(drive(vehicle, hilly()), on_xla(lambda: drive(vehicle, hilly())), 1e-11)


@pytest.mark.parametrize(
    "asked",
    [
        accelerate,
        climbing,
        lambda vehicle: range_at(vehicle, 33.0),
        lambda vehicle: carwright.build_car(figures(SU7)),
    ],
    ids=["accelerate", "climb", "reach", "build"],
)
def test_other_programs_are_alike(asked: Callable[[Car], Any]):
    check_alike(asked(car(SU7)), on_xla(lambda: asked(car(SU7))), 1e-11)


def by_mass(vehicle: Car, factor: Any) -> Any:
    return eqx.tree_at(lambda of: of.body.mass, vehicle, vehicle.body.mass * factor)


def consumed(factor: Any) -> Any:
    return drive(by_mass(car(SU7), factor), hilly()).consumption_dc


def looped(factor: Any) -> Any:
    step = jax.checkpoint(lambda total, k: (total + consumed(factor * k), None))
    return jax.lax.scan(step, 0.0, THREE)[0]


ONE, MANY, THREE = jnp.asarray(1.05), jnp.linspace(0.9, 1.1, 5), jnp.linspace(0.95, 1.05, 3)
TRANSFORMED = {
    "jit": (jax.jit(consumed), ONE, lambda value, slope: value(ONE)),
    "vmap": (jax.vmap(consumed), MANY, lambda value, slope: value(MANY)),
    "vmap of vmap": (
        jax.vmap(jax.vmap(lambda m: consumed(m))),
        MANY[None, :] * ONE,
        lambda value, slope: value(MANY * ONE)[None, :],
    ),
    "grad": (jax.grad(consumed), ONE, lambda value, slope: slope(ONE)),
    "vmap of grad": (jax.vmap(jax.grad(consumed)), MANY, lambda value, slope: slope(MANY)),
    "grad of vmap": (
        jax.grad(lambda m: jnp.sum(jax.vmap(consumed)(m * MANY))),
        ONE,
        lambda value, slope: np.sum(slope(ONE * MANY) * MANY),
    ),
    "forward": (jax.jacfwd(consumed), ONE, lambda value, slope: slope(ONE)),
    "vmap of forward": (jax.vmap(jax.jacfwd(consumed)), MANY, lambda value, slope: slope(MANY)),
    "grad of a scan": (
        jax.grad(looped),
        ONE,
        lambda value, slope: np.sum(slope(ONE * THREE) * THREE),
    ),
    "condition": (
        jax.grad(lambda m: jax.lax.cond(m > 1.0, consumed, lambda x: 2.0 * x, m)),
        ONE,
        lambda value, slope: slope(ONE),
    ),
    "linearized": (
        lambda m: jax.linearize(consumed, m)[1](jnp.asarray(2.0)),
        ONE,
        lambda value, slope: 2.0 * slope(ONE),
    ),
}
"""A transformation, at what, and the same put together from values and slopes."""


@pytest.fixture(scope="module")
def of_xla() -> tuple[Callable[[Any], np.ndarray], ...]:
    """Values and slopes of one car after the other, on XLA."""
    both = jax.jit(jax.value_and_grad(consumed))
    on_xla(lambda: both(ONE))

    def each(place: int, at: Any) -> np.ndarray:
        found = [both(m)[place] for m in jnp.atleast_1d(at)]
        return np.reshape(found, np.shape(at))

    return partial(each, 0), partial(each, 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", TRANSFORMED)
def test_it_goes_through_what_jax_does_with_it(name: str, of_xla: Any):
    function, at, expected = TRANSFORMED[name]
    check_alike(function(at), expected(*of_xla), 1e-10)


def test_the_gradient_is_that_of_differences():
    slope = float(jax.grad(consumed)(ONE))
    high, low = (float(consumed(ONE + move)) for move in (1e-5, -1e-5))
    assert slope == pytest.approx((high - low) / 2e-5, rel=1e-5)


@pytest.mark.slow
def test_what_no_program_covers_runs_on_xla():
    """The derivative by a trace, and the second one."""
    from carwright.run.drive import trace_of
    from carwright.run.simulate import simulate

    vehicle, trace = car(LEAF), trace_of(hilly(), np.dtype(float))

    def faster(by: Any) -> Any:
        quick = eqx.tree_at(lambda of: of.speed, trace, trace.speed * by)
        return simulate(vehicle, quick, number(0.9), None, series=False).consumption_dc

    slope = float(jax.grad(faster)(jnp.asarray(1.0)))
    high, low = (float(faster(jnp.asarray(1.0 + move))) for move in (1e-6, -1e-6))
    assert slope == pytest.approx((high - low) / 2e-6, rel=1e-3)


def test_a_column_that_is_not_wanted_is_none():
    run = drive(car(TESLA), hilly(), series=("speed", "terminal_out"))
    whole = drive(car(TESLA), hilly(), series=True)
    assert run.series is not None
    assert whole.series is not None
    assert run.series.state.height is None
    assert np.array_equal(run.series.state.speed, whole.series.state.speed)
    other = on_xla(lambda: drive(car(TESLA), hilly(), series=("speed", "terminal_out")))
    assert other.series.state.height is None


def test_single_precision_runs_on_xla():
    small = jax.tree.map(lambda leaf: jnp.asarray(leaf, jnp.float32), car(TESLA))
    small = jax.tree.map(
        lambda new, old: new if np.asarray(old).dtype.kind == "f" else old, small, car(TESLA)
    )
    run = drive(small, hilly())
    assert run.totals.chemical.dtype == jnp.float32
    expected = float(drive(car(TESLA), hilly()).energy_dc)
    assert float(run.energy_dc) == pytest.approx(expected, rel=1e-3)


def test_a_leg_stops_at_the_step_that_xla_stops_at():
    from carwright.rate.course import steady
    from carwright.rate.leg import Told, rested

    course = steady(40.0)
    speed, awake, valid, part, time_step = (plain(one, one.dtype) for one in course[:5])
    told = Told(speed, awake, valid, part, time_step, number(4.0))
    found = leg(car(LEAF), told, rested(car(LEAF)))
    expected = on_xla(lambda: leg(car(LEAF), told, rested(car(LEAF))))
    assert np.asarray(found.steps).tolist() == np.asarray(expected.steps).tolist()
    assert bool(found.stopped)
    check_alike(found, expected, 1e-9)
