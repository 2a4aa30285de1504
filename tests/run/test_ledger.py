"""The ledger: it closes for every car on every cycle, and breaking any one term breaks it."""

import dataclasses
import importlib

import jax
import numpy as np
import pytest
from workshop import (
    CARS,
    CYCLES,
    SU7,
    TESLA,
    altered,
    car,
    course,
    driven,
    hilly,
    leaves_are_finite,
    number,
    rebuilt,
    thermal,
)

import carwright
from carwright.car.car import Car
from carwright.codes import Outcome
from carwright.figure_table import Chemistry
from carwright.run.around import reference_environment
from carwright.run.drive import surroundings, trace_of
from carwright.run.ledger import LOSSES, close
from carwright.run.recharge import recharge
from carwright.run.simulate import Run, simulate
from carwright.run.start import initial_state
from carwright.state import Record

CLOSED = 1e-9
COOLING = ("cell", "front_unit", "rear_unit", "oil", "tyre")
STORED = ("speed", "height", "fast_polarisation", "slow_polarisation", "charge")


def residual(run: Run) -> float:
    return abs(float(run.ledger.residual_relative))


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("cycle_id", CYCLES)
def test_the_books_close_for_every_car_on_every_cycle(car_id: str, cycle_id: str):
    run = driven(car_id, cycle_id)
    assert leaves_are_finite(run)
    assert residual(run) < CLOSED
    assert thermal(run) < CLOSED


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize(
    ("temperature", "headwind", "grip"),
    [
        (253.15, 0.0, 1.0),
        (318.15, 0.0, 1.0),
        (None, 15.0, 1.0),
        (None, -25.0, 1.0),
        (None, 0.0, 0.1),
    ],
)
def test_the_books_close_in_any_weather(
    car_id: str, temperature: float | None, headwind: float, grip: float
):
    air = surroundings(car(car_id), temperature=temperature, headwind=headwind, grip=grip)
    run = carwright.drive(car(car_id), hilly(), environment=air)
    assert residual(run) < CLOSED
    assert thermal(run) < CLOSED


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("charge", [1.0, 0.5, 0.03])
@pytest.mark.parametrize("cycle_id", ["us06", "cltc-p"])
def test_the_books_close_at_any_charge(car_id: str, charge: float, cycle_id: str):
    run = carwright.drive(car(car_id), cycle_id, charge=charge)
    assert residual(run) < CLOSED
    assert thermal(run) < CLOSED


@pytest.mark.parametrize("car_id", CARS)
def test_the_books_close_on_hills(car_id: str):
    run = carwright.drive(car(car_id), hilly())
    height = float(car(car_id).body.mass) * 9.80665 * float(run.end.height)
    assert abs(height) > 1e3
    assert float(run.ledger.stored["height"]) == pytest.approx(height, rel=1e-12)
    assert residual(run) < CLOSED


@pytest.mark.parametrize("chemistry", Chemistry)
def test_the_books_close_until_the_battery_is_empty(chemistry: Chemistry):
    base = car(SU7)
    vehicle = altered(base, {"battery.chemistry": int(chemistry), "battery.capacity": 20 * 3600.0})
    run = carwright.drive(vehicle, course(np.minimum(np.arange(0.0, 2000.0), 30.0)), charge=0.3)
    assert int(run.outcome) == Outcome.EMPTY
    assert float(run.distance) > 1000.0
    assert residual(run) < CLOSED
    assert thermal(run) < CLOSED


def test_the_books_close_when_every_cell_is_used():
    """Usable energy may equal gross: the last step goes a little below the curve's end."""
    gross = 20 * 3.6e6
    vehicle = rebuilt(
        TESLA,
        battery_gross_energy=gross,
        battery_usable_energy=gross,
        battery_top_buffer_share=0.0,
    )
    run = carwright.drive(vehicle, course(np.full(1281, 25.0)), charge=0.03)
    assert int(run.outcome) == Outcome.EMPTY
    assert leaves_are_finite(run)
    assert residual(run) < CLOSED


def test_the_books_close_while_the_car_cannot_follow():
    vehicle = altered(car(TESLA), {"battery.discharge_power": 20e3})
    run = carwright.drive(vehicle, "us06")
    assert int(run.outcome) == Outcome.FELL_SHORT
    assert residual(run) < CLOSED
    assert thermal(run) < CLOSED


@pytest.fixture(scope="module")
def eventful() -> tuple[Car, Run]:
    """Both axles, hills, a hard stop, a start and an end in motion: no term of the book is zero."""
    vehicle = altered(car(SU7), {"residual.constant": 20.0})
    parts = (slice(12, 110), slice(1, 30))
    speed = np.concatenate([hilly().speed[part] for part in parts])
    slope = np.concatenate([hilly().slope[part] for part in parts])
    return vehicle, carwright.drive(vehicle, course(speed, slope=slope), charge=0.9)


def spoilt(vehicle: Car, run: Run, **changes: float) -> float:
    """The residual after totals are scaled by name; `end_...` scales a field of the end state."""
    totals = {n.removeprefix("total_"): x for n, x in changes.items() if n.startswith("total_")}
    ends = {n.removeprefix("end_"): x for n, x in changes.items() if n.startswith("end_")}
    total = dataclasses.replace(
        run.totals, **{name: getattr(run.totals, name) * x for name, x in totals.items()}
    )
    end = dataclasses.replace(
        run.end, **{name: getattr(run.end, name) * x for name, x in ends.items()}
    )
    return abs(float(close(vehicle, run.start, end, total).residual_relative))


def test_nothing_spoilt_closes(eventful: tuple[Car, Run]):
    assert spoilt(*eventful) == residual(eventful[1]) < CLOSED


@pytest.mark.parametrize("name", [name for name in LOSSES if name != "climate"])
@pytest.mark.parametrize("factor", [0.0, 1.01])
def test_breaking_one_loss_breaks_the_books(eventful: tuple[Car, Run], name: str, factor: float):
    vehicle, run = eventful
    assert abs(float(getattr(run.totals, name))) > 100.0, f"{name} is not at work on this drive"
    assert spoilt(vehicle, run, **{f"total_{name}": factor}) > 1e-6


@pytest.mark.parametrize("name", STORED)
def test_breaking_one_store_breaks_the_books(eventful: tuple[Car, Run], name: str):
    vehicle, run = eventful
    assert float(getattr(run.end, name)) != 0.0
    assert spoilt(vehicle, run, **{f"end_{name}": 0.99}) > 1e-6


@pytest.mark.parametrize("node", COOLING)
def test_breaking_one_cooling_breaks_its_thermal_book(eventful: tuple[Car, Run], node: str):
    vehicle, run = eventful
    name = f"{node}_cooling"
    totals = dataclasses.replace(run.totals, **{name: getattr(run.totals, name) * 1.01})
    books = close(vehicle, run.start, run.end, totals).thermal_residual
    broken = {key for key, value in books.items() if abs(float(value)) > 1e-6}
    assert broken == {f"{node}s" if node in ("cell", "tyre") else node}


@pytest.mark.parametrize("name", ["grid", "charger", "auxiliaries", "dcdc", "cell_ohmic"])
def test_breaking_one_term_of_a_recharge_breaks_the_books(name: str):
    vehicle = car(TESLA)
    start = initial_state(vehicle, number(0.6), number(0.0), reference_environment(vehicle))
    found = recharge(vehicle, start)
    flows = {"grid": found.energy_ac, "charger": found.ledger.plug["charger"]}
    zero = number(0.0)
    totals = Record(
        **dict.fromkeys(Record.__dataclass_fields__, zero) | found.ledger.losses | flows
    )
    assert abs(float(close(vehicle, start, found.end, totals).residual_relative)) < CLOSED
    broken = dataclasses.replace(totals, **{name: getattr(totals, name) * 1.01})
    assert abs(float(close(vehicle, start, found.end, broken).residual_relative)) > 1e-6


def test_nothing_flows_through_the_plug_of_a_drive(eventful: tuple[Car, Run]):
    assert {name: float(flow) for name, flow in eventful[1].ledger.plug.items()} == {
        "grid": 0.0,
        "charger": 0.0,
        "cable": 0.0,
    }


LEAKS = {
    "front.unit.standby": "front_drive_unit",
    "rear.unit.inverter": "rear_drive_unit",
    "rear.gear.tooth_loss": "rear_gear",
    "accessories.load": "auxiliaries",
}


@pytest.mark.slow
@pytest.mark.parametrize("part", LEAKS)
def test_a_step_that_charges_a_loss_to_nobody_breaks_the_books(
    monkeypatch: pytest.MonkeyPatch, on_xla: None, request: pytest.FixtureRequest, part: str
):
    """A step whose pack never hears of a part: its record has the loss, its battery has not."""
    module = importlib.import_module("carwright.run.simulate")
    real = module.step

    def leaking(vehicle, state, ask, environment, dt):
        after, record = real(vehicle, state, ask, environment, dt)
        spared, _ = real(altered(vehicle, {part: 0.0}), state, ask, environment, dt)
        pack = ("charge", "fast_polarisation", "slow_polarisation")
        kept = {name: getattr(spared, name) for name in pack}
        return dataclasses.replace(after, **kept), record

    monkeypatch.setattr(module, "step", leaking)
    vehicle = car(SU7)
    module._on_xla.clear_cache()  # it was traced with the step that leaks nothing
    request.addfinalizer(module._on_xla.clear_cache)
    trace = trace_of(hilly(), vehicle.body.mass.dtype)
    run = jax.jit(lambda v: simulate(v, trace, number(0.9), None, series=False))(vehicle)
    assert abs(float(getattr(run.totals, LEAKS[part]))) > 0.0
    assert residual(run) > 1e-6


def test_terms_are_all_that_the_residual_needs(eventful: tuple[Car, Run]):
    _, run = eventful
    chemical, *taken = (float(value) for value in run.ledger.terms().values())
    unexplained = chemical - sum(taken)
    assert unexplained == pytest.approx(float(run.ledger.residual), abs=1e-6)
    names = list(run.ledger.terms())
    assert names[0] == "chemical"
    assert set(names) == {"chemical", *LOSSES, "kinetic", "height", "polarisation"}


def test_a_parked_minute_is_measured_against_a_kilojoule():
    vehicle = altered(car(TESLA), {"accessories.load": 0.0, "rear.unit.standby": 0.0})
    run = carwright.drive(vehicle, course(np.zeros(61)))
    assert float(run.ledger.chemical) == pytest.approx(0.0, abs=1e-6)
    assert residual(run) < CLOSED
