"""drive: padding, programs, outcomes, precision, and what it refuses."""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import (
    COAST_DOWN,
    CYCLES,
    GARAGE,
    SU7,
    TESLA,
    altered,
    car,
    course,
    driven,
    figures,
    halved,
    hilly,
    leaves_are_finite,
    rebuilt,
)

import carwright
from carwright.codes import Outcome
from carwright.errors import InputError
from carwright.run.drive import surroundings, trace_of
from carwright.run.simulate import Run, Trace, simulate
from carwright.world.cycle import SOAK, Cycle
from carwright.world.padding import padded_length

PROGRAM: Any = import_module("carwright.run.simulate")._on_xla
"""What drives one car on XLA: a jitted function, which knows how many programs it holds."""
LBF, MPH, POUND = 4.4482216152605, 0.44704, 0.45359237


def same(first: Run, second: Run) -> bool:
    return jax.tree.all(jax.tree.map(lambda a, b: bool((a == b).all()), first, second))


@pytest.mark.slow
def test_the_garage_over_all_cycles_needs_one_program_a_length(on_xla: None):
    lengths = {padded_length(len(carwright.cycle(name).speed) - 1) for name in CYCLES}
    PROGRAM.clear_cache()
    for cycle_id in CYCLES:
        carwright.drive(car(TESLA), cycle_id)
    for car_id in GARAGE:
        carwright.drive(car(car_id), CYCLES[0])
    assert PROGRAM._cache_size() <= len(lengths)


def test_a_turned_knob_compiles_nothing(on_xla: None):
    carwright.drive(rebuilt(TESLA, kerb_mass=1800.0), hilly())
    programs = PROGRAM._cache_size()
    for mass in (1500.0, 1600.0, 1700.0):
        carwright.drive(rebuilt(TESLA, kerb_mass=mass), hilly(), charge=mass / 2000.0)
    assert PROGRAM._cache_size() == programs


@pytest.mark.slow
@pytest.mark.parametrize("end", [0, 90])
def test_padding_draws_nothing(end: int):
    """A trace that ends at rest, and one that ends in motion, padded to three lengths."""
    points = hilly().speed[: end + 1] if end else hilly().speed
    short = trace_of(course(points), np.dtype(float))
    vehicle = car(SU7)
    charge = jnp.asarray(0.9)
    runs = [
        simulate(vehicle, longer(short, more), charge, None, series=False)
        for more in (0, 128, 1792)
    ]
    assert float(runs[0].distance) > 500.0
    for run in runs[1:]:
        for name, total in vars(runs[0].totals).items():
            assert float(getattr(run.totals, name)) == pytest.approx(float(total), rel=1e-12), name
        for name, value in vars(runs[0].end).items():
            assert float(getattr(run.end, name)) == pytest.approx(float(value), rel=1e-12), name


def longer(trace: Trace, more: int) -> Trace:
    """The trace with more padding; scalars as they are."""

    def grown(values: jax.Array) -> jax.Array:
        zeros = jnp.zeros(more, values.dtype)
        return jnp.concatenate([values, zeros]) if values.ndim else values

    return jax.tree.map(grown, trace)


def test_a_soak_draws_nothing_and_cools_down():
    """FTP-75 stands switched off for ten minutes between its two parts."""
    run = carwright.drive(car(TESLA), "ftp-75", series=True)
    assert run.series is not None
    soak = next(part for part in carwright.cycle("ftp-75").phases if part.name == SOAK)
    assert soak.end_s - soak.start_s == pytest.approx(600.0, abs=60.0)
    off = slice(int(soak.start_s), int(soak.end_s))
    state, record = run.series
    for name in ("terminal_out", "terminal_in", "auxiliaries", "dcdc", "rear_drive_unit"):
        assert np.all(np.asarray(getattr(record, name))[off] == 0.0), name
    hot = np.asarray(state.rear_unit_temperature)[off]
    assert np.all(np.diff(hot) < 0.0)
    assert float(np.asarray(state.charge)[off].std()) == pytest.approx(0.0, abs=1e-12)
    assert float(run.end.time) == carwright.cycle("ftp-75").duration


def test_a_cycle_is_prepared_once():
    cycle = carwright.cycle("udds")
    assert trace_of(cycle, np.dtype(float)) is trace_of(cycle, np.dtype(float))


TRACED: dict[str, Callable[[Callable[[jax.Array], jax.Array]], Callable[[jax.Array], Any]]] = {
    "jit": jax.jit,
    "jit of grad": lambda function: jax.jit(jax.grad(function)),
    "jit of vmap": lambda function: jax.jit(lambda mass: jax.vmap(function)(mass[None])[0]),
}


@pytest.mark.parametrize("kind", TRACED)
def test_a_first_drive_inside_a_trace_leaves_no_tracer_behind(kind: str):
    """Whatever is kept of a cycle and of a charge must hold numbers, whoever asks first."""
    vehicle, cycle, charge = car(TESLA), hilly(), 0.6 + 0.001 * len(kind)

    def energy(mass: jax.Array) -> jax.Array:
        heavier = eqx.tree_at(lambda one: one.body.mass, vehicle, mass)
        return carwright.drive(heavier, cycle, charge=charge).energy_dc

    with jax.checking_leaks():
        inside = TRACED[kind](energy)(vehicle.body.mass)
    assert np.isfinite(float(inside))
    plain = carwright.drive(vehicle, cycle, charge=charge)
    assert same(plain, carwright.drive(vehicle, hilly(), charge=jnp.asarray(charge)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ask", "charge"),
    [
        (carwright.accelerate, 0.711),
        (carwright.climbing, 0.712),
        (lambda one, charge: carwright.range_at(one, 30.0, charge=charge), 0.713),
    ],
    ids=["accelerate", "climbing", "range_at"],
)
def test_no_other_first_ask_inside_a_trace_does_either(ask: Callable[..., Any], charge: float):
    with jax.checking_leaks():
        jax.jit(lambda one: ask(one, charge=charge))(car(TESLA))
    assert leaves_are_finite(ask(car(TESLA), charge=charge))


def test_a_cycle_by_its_id_is_that_cycle():
    assert same(driven(TESLA, "hwfet"), carwright.drive(car(TESLA), carwright.cycle("hwfet")))


def test_what_a_car_cannot_follow_falls_short_with_all_its_data():
    weak = altered(car(TESLA), {"battery.discharge_power": 15e3})
    run = carwright.drive(weak, "us06")
    assert int(run.outcome) == Outcome.FELL_SHORT
    assert leaves_are_finite(run)
    assert 0.5 < float(run.distance / run.asked_distance) < 0.99
    assert float(run.end.time) == carwright.cycle("us06").duration
    assert abs(float(run.ledger.residual_relative)) < 1e-9


def test_an_empty_battery_ends_the_run_and_keeps_what_was():
    run = carwright.drive(car(TESLA), "wltc-3b", charge=0.02, series=True)
    assert int(run.outcome) == Outcome.EMPTY
    assert leaves_are_finite(run)
    assert 1e3 < float(run.distance) < 0.7 * float(run.asked_distance)
    assert -0.001 < float(run.end_charge) <= 0.0
    assert run.series is not None
    ended = int(np.argmax(np.asarray(run.series.state.outcome) == Outcome.EMPTY))
    after = jax.tree.map(lambda leaf: np.asarray(leaf)[ended + 1 :], run.series.record)
    assert all(np.all(leaf == 0.0) for leaf in jax.tree.leaves(after))
    assert float(run.end.time) == ended + 1
    assert abs(float(run.ledger.residual_relative)) < 1e-9


def test_empty_is_the_worst_outcome():
    weak = altered(car(TESLA), {"battery.discharge_power": 15e3})
    assert int(carwright.drive(weak, "us06", charge=0.01).outcome) == Outcome.EMPTY


def roller(car_id: str, cycle: Cycle, parts: int = 50) -> tuple[float, float]:
    """Energy into and out of the roller from polynomial and test mass alone, finely [J]."""
    a, b, c, weight = COAST_DOWN[car_id]
    start, gain = cycle.speed[:-1, None], np.diff(cycle.speed)[:, None]
    speed = start + gain * (np.arange(parts) + 0.5) / parts
    drag = np.where(speed > 0.0, LBF * (a + b * speed / MPH + c * (speed / MPH) ** 2), 0.0)
    power = (drag + weight * POUND * gain / cycle.time_step) * speed
    step = cycle.time_step / parts
    return float(power.clip(0.0).sum() * step), float((-power).clip(0.0).sum() * step)


@pytest.mark.parametrize("car_id", COAST_DOWN)
@pytest.mark.parametrize("cycle_id", ["udds", "hwfet"])
def test_roller_energy_against_an_integration_of_the_polynomial(car_id: str, cycle_id: str):
    """On tyres whose force does not know how warm they are, as a roller's polynomial does not."""
    even = altered(car(car_id), {"tyre.temperature_coefficient": 0.0})
    totals = carwright.drive(even, cycle_id).totals
    drive, brake = roller(car_id, carwright.cycle(cycle_id))
    assert float(totals.wheel_drive) == pytest.approx(drive, rel=0.002)
    assert float(totals.wheel_brake) == pytest.approx(brake, rel=0.002)
    net = float(totals.wheel_drive - totals.wheel_brake)
    assert net == pytest.approx(drive - brake, rel=0.005)


def test_a_drive_goes_on_where_another_ended():
    points = hilly().speed
    first, second = course(points[:65]), course(points[64:])
    for vehicle in (car(TESLA), car(SU7)):
        before = carwright.drive(vehicle, first)
        after = carwright.drive(vehicle, second, start=before.end)
        whole = carwright.drive(vehicle, course(points))
        assert float(after.end.charge) == pytest.approx(float(whole.end.charge), rel=1e-12)
        assert float(after.end.position) == pytest.approx(float(whole.distance), rel=1e-12)
        parts = float(before.energy_dc + after.energy_dc)
        assert parts == pytest.approx(float(whole.energy_dc), rel=1e-9)
        assert float(after.start_charge) == pytest.approx(float(before.end_charge), rel=1e-12)
        assert abs(float(after.ledger.residual_relative)) < 1e-9


def test_a_drive_forgets_how_the_last_one_went_but_not_an_empty_battery():
    weak = altered(car(TESLA), {"battery.discharge_power": 15e3})
    short = carwright.drive(weak, "us06")
    assert int(short.outcome) == Outcome.FELL_SHORT
    still = course(np.zeros(61))
    assert int(carwright.drive(weak, still, start=short.end).outcome) == Outcome.FOLLOWED
    empty = carwright.drive(car(TESLA), "wltc-3b", charge=0.02)
    after = carwright.drive(car(TESLA), still, start=empty.end)
    assert int(after.outcome) == Outcome.EMPTY
    assert float(after.energy_dc) == 0.0


@pytest.mark.slow
def test_many_cars_go_on_each_from_where_it_was():
    cars = carwright.vary(figures(TESLA), {"kerb_mass_kg": [1600.0, 1800.0, 2000.0]})
    before = carwright.drive(cars, hilly())
    after = carwright.drive(cars, hilly(), start=before.end)
    for place in range(3):
        alone, start = (
            jax.tree.map(lambda leaf, at=place: leaf[at], tree) for tree in (cars, before.end)
        )
        one = carwright.drive(alone, hilly(), start=start)
        assert float(after.end_charge[place]) == pytest.approx(float(one.end_charge), rel=1e-12)


@pytest.mark.parametrize("charge", [-0.01, 1.01, 90.0, float("nan"), float("inf")])
def test_a_charge_is_a_share(charge: float):
    with pytest.raises(InputError, match="share of the display") as caught:
        carwright.drive(car(TESLA), "udds", charge=charge)
    assert ("90 % is 0.9" in str(caught.value)) == (1.0 < charge <= 100.0)


@pytest.mark.parametrize("temperature", [213.0, 333.3, 20.0, float("nan")])
def test_weather_is_of_this_world(temperature: float):
    with pytest.raises(InputError, match="temperature"):
        surroundings(car(TESLA), temperature=temperature)


def test_surroundings_default_to_the_air_of_the_road_load():
    vehicle = car(TESLA)
    plain = carwright.drive(vehicle, hilly())
    named = carwright.drive(vehicle, hilly(), environment=surroundings(vehicle))
    assert float(named.consumption_dc) == pytest.approx(float(plain.consumption_dc), rel=1e-12)


def test_an_unknown_cycle_is_refused_with_the_nearest():
    with pytest.raises(InputError, match="wltc-3b"):
        carwright.drive(car(TESLA), "wltc-3c")


SINGLE = """
import numpy as np
import carwright
from carwright.errors import InputError
from carwright.world.cycle import Cycle, Phase

car = carwright.load("tesla-model-3-rwd-2022")
assert car.body.mass.dtype == np.float32
run = carwright.drive(car, "udds")
print(float(run.consumption_dc), float(run.distance), float(run.ledger.residual_relative))

def trace(step):
    speed = np.full(129, 20.0)
    return Cycle("t", "t", "", step, speed, 0 * speed, (Phase("whole", 0.0, 128 * step),))

carwright.drive(car, trace(0.1))
try:
    carwright.drive(car, trace(0.05))
except InputError as error:
    print(str(error).replace(chr(10), " "))
"""


@pytest.mark.slow
def test_single_precision_drives_and_refuses_steps_too_fine_for_it():
    command = [sys.executable, "-W", "error", "-c", SINGLE]
    single = {**os.environ, "JAX_ENABLE_X64": "0"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=single)
    assert done.returncode == 0, done.stderr
    numbers, refusal = done.stdout.splitlines()
    consumption, distance, residual = (float(text) for text in numbers.split())
    double = driven(TESLA, "udds")
    assert consumption == pytest.approx(float(double.consumption_dc), rel=2e-3)
    assert distance == pytest.approx(float(double.distance), rel=1e-4)
    assert abs(residual) < 1e-2
    assert "time step" in refusal
    assert "float32" in refusal
    assert "0.05 s" in refusal


def test_double_precision_takes_the_finest_step():
    run = carwright.drive(car(TESLA), halved(course(hilly().speed[20:26]), 100))
    assert int(run.outcome) == Outcome.FOLLOWED
    assert abs(float(run.ledger.residual_relative)) < 1e-9
