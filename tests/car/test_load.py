"""Load: payload, trailer, roof box and winter tyres by hand, in the books, and for many at once."""

from importlib import import_module
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import (
    CARS,
    LEAF,
    SU7,
    TESLA,
    G,
    altered,
    at_speed,
    car,
    course,
    hilly,
    leaves_are_finite,
    moved,
    thermal,
)

import carwright
from carwright import loads
from carwright.car.car import Car
from carwright.car.load import Load, loaded, usual_load
from carwright.conditions import TRAILER_DRAG_AREA
from carwright.errors import InputError
from carwright.loads import BOUNDS
from carwright.run.accelerate import accelerate, launches
from carwright.run.climb import climbing
from carwright.run.constant_speed import range_at

CLOSED = 1e-9
KINDS = {
    "payload": usual_load(450.0),
    "trailer": usual_load(trailer_mass=1400.0),
    "roof box": usual_load(roof_box=True),
    "winter tyres": usual_load(winter_tyres=True),
    "all": usual_load(450.0, trailer_mass=1400.0, roof_box=True, winter_tyres=True),
}


def energy(load: Load | None, cycle: str = "wltc-3b", car_id: str = TESLA) -> float:
    return float(carwright.drive(car(car_id), cycle, load=load).energy_dc)


@pytest.mark.parametrize("car_id", CARS)
def test_without_a_load_the_car_is_the_same_to_the_last_bit(car_id: str):
    base = car(car_id)
    own = float(base.body.mass - base.body.kerb_mass)
    for nothing in (Load(), usual_load(), Load(payload=own)):
        for before, after in zip(
            jax.tree.leaves(base), jax.tree.leaves(loaded(base, nothing)), strict=True
        ):
            np.testing.assert_allclose(after, before, rtol=1e-15)


@pytest.mark.parametrize("payload", [0.0, 75.0, 300.0, 600.0])
def test_a_payload_presses_on_the_tyres_by_hand(payload: float):
    """Rolling force goes with load to its exponent, wherever the load comes from."""
    base = car(TESLA)
    full = loaded(base, Load(payload=payload))
    mass = float(base.body.kerb_mass) + payload
    assert float(full.body.mass) == pytest.approx(mass, rel=1e-12)
    own, exponent = float(base.body.mass), float(base.tyre.load_exponent)
    coefficient = float(base.tyre.rolling_coefficient)
    force = coefficient * own * G * (mass / own) ** exponent
    _, record = moved(full, at_speed(full, 12.0))
    by_hand = force * 12.0 * (1.0 + float(base.tyre.speed_rise) * 12.0**2)
    assert float(record.tyres) == pytest.approx(by_hand, rel=1e-9)
    _, before = moved(base, at_speed(base, 12.0))
    for part in ("air", "residual_drag", "rear_gear", "auxiliaries"):
        if part != "rear_gear":  # its teeth carry the greater force
            assert float(getattr(record, part)) == pytest.approx(float(getattr(before, part)))


def test_a_payload_is_the_load_that_the_figures_would_have_built():
    of_figures = carwright.build_car(carwright.figures(LEAF).replace({"load": 320.0}))
    of_load = loaded(car(LEAF), Load(payload=320.0))
    assert float(of_load.body.mass) == pytest.approx(float(of_figures.body.mass), rel=1e-12)
    known = float(car(LEAF).body.mass / of_figures.body.mass)
    exponent = float(car(LEAF).tyre.load_exponent)
    # A tyre's coefficient in the car file holds for the loaded car of the file, whatever its load.
    expected = float(of_figures.tyre.rolling_coefficient) * known ** (1.0 - exponent)
    assert float(of_load.tyre.rolling_coefficient) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("slope", [-0.06, 0.0, 0.08])
def test_a_trailer_is_moved_and_lifted_and_pushed_through_the_air_by_hand(slope: float):
    base = car(TESLA)
    mass, area, rolling, speed = 1300.0, 0.9, 0.012, 15.0
    towing = loaded(
        base,
        Load(trailer_mass=mass, trailer_drag_area=area, trailer_rolling_coefficient=rolling),
    )
    _, alone = moved(base, at_speed(base, speed), 15.2, slope=slope)
    _, record = moved(towing, at_speed(towing, speed), 15.2, slope=slope)
    middle = 15.1
    air = 0.5 * float(base.reference_density) * area * middle**3
    assert float(record.air - alone.air) == pytest.approx(air, rel=1e-6)
    assert float(record.residual_drag - alone.residual_drag) == pytest.approx(
        rolling * mass * G * middle, rel=1e-6
    )
    assert float(record.tyres) == pytest.approx(float(alone.tyres), rel=1e-9)
    at_the_wheels = (mass * 0.2 + mass * G * slope) * middle
    roller = float(record.wheel_drive - record.wheel_brake - alone.wheel_drive + alone.wheel_brake)
    on_the_level = roller - air - rolling * mass * G * middle
    assert on_the_level == pytest.approx(mass * 0.2 * middle, rel=1e-6)
    height = float(towing.body.moved_mass - base.body.moved_mass) * G * slope * middle
    assert at_the_wheels == pytest.approx(on_the_level + height, rel=1e-6, abs=1e-6)


def test_a_trailer_gives_no_grip_and_a_payload_does():
    slippery = altered(car(SU7), {"tyre.grip": 0.3})
    alone = moved(slippery, at_speed(slippery, 5.0), 30.0)[0]
    trailer = loaded(slippery, Load(trailer_mass=1500.0))
    towing = moved(trailer, at_speed(trailer, 5.0), 30.0)[0]
    body = slippery.body
    share = float(body.inertia) / float(trailer.body.inertia)
    gained = float(towing.speed - 5.0) / float(alone.speed - 5.0)
    assert gained == pytest.approx(share, rel=0.05)
    carrying = loaded(slippery, Load(payload=600.0))
    heavier = moved(carrying, at_speed(carrying, 5.0), 30.0)[0]
    assert float(heavier.speed) == pytest.approx(float(alone.speed), rel=0.01)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("car_id", [LEAF, TESLA, SU7])
def test_both_books_close_on_hills_with_any_load(car_id: str, kind: str):
    run = carwright.drive(car(car_id), hilly(), load=KINDS[kind])
    assert leaves_are_finite(run)
    assert abs(float(run.ledger.residual_relative)) < CLOSED
    assert thermal(run) < CLOSED


def test_a_trailer_is_stored_as_height_and_motion():
    start = course(np.full(65, 20.0), slope=np.full(65, 0.05), name="hill")
    run = carwright.drive(car(SU7), start, load=Load(trailer_mass=2000.0))
    full = float(car(SU7).body.mass) + 2000.0
    height = full * G * float(run.end.height)
    assert float(run.ledger.stored["height"]) == pytest.approx(height, rel=1e-12)
    pulled = carwright.drive(
        car(SU7), course(np.linspace(0.0, 20.0, 65)), load=Load(trailer_mass=2000.0)
    )
    inertia = full + float(car(SU7).body.rotating_mass)
    kinetic = 0.5 * inertia * float(pulled.end.speed) ** 2
    assert float(pulled.ledger.stored["kinetic"]) == pytest.approx(kinetic, rel=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_every_load_costs_energy(kind: str):
    assert energy(KINDS[kind]) > 1.005 * energy(None)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("payload", (0.0, 100.0, 250.0, 500.0)),
        ("trailer_mass", (0.0, 400.0, 1000.0, 2000.0)),
        ("trailer_drag_area", (0.0, 0.4, 1.0, 2.0)),
        ("roof_drag_area", (0.0, 0.1, 0.2)),
        ("tyre_rolling_factor", (0.9, 1.0, 1.1, 1.3)),
    ],
)
def test_more_load_is_never_less_energy(field: str, values: tuple[float, ...]):
    asked = [energy(Load(**{field: value})) for value in values]
    assert asked == sorted(asked)
    assert asked[-1] > asked[0] * 1.01


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["payload", "trailer", "roof box"])
def test_every_run_takes_a_load(kind: str):
    base, load = car(LEAF), KINDS[kind]
    assert float(range_at(base, 30.0, load=load)) < float(range_at(base, 30.0))
    slower = accelerate(base, load=load).zero_to_100 - accelerate(base).zero_to_100
    assert float(slower) > 0.0
    first = launches(base, 2, load=load).zero_to_100[0]
    assert float(first) > float(launches(base, 2).zero_to_100[0])
    held = [float(climbing(base, load=some).speed_on_6) for some in (None, load)]
    assert held[1] < held[0]


@pytest.mark.slow
def test_many_loads_go_through_vmap_and_many_cars_take_one_load():
    payloads = np.array([0.0, 150.0, 450.0])
    traced = jax.vmap(lambda payload: loaded(car(TESLA), Load(payload=payload)))
    cars = loaded(car(TESLA), Load(payload=jnp.array(payloads)))
    assert jax.tree.all(jax.tree.map(np.array_equal, cars, traced(jnp.array(payloads))))
    runs = carwright.drive(cars, "udds")
    for place, payload in enumerate(payloads):
        alone = carwright.drive(car(TESLA), "udds", load=Load(payload=float(payload)))
        assert float(runs.energy_dc[place]) == pytest.approx(float(alone.energy_dc), rel=1e-9)
    fleet = carwright.vary(carwright.figures(TESLA), {"drag_coefficient": [0.2, 0.25, 0.3]})
    both = carwright.drive(fleet, "udds", load=usual_load(200.0, trailer_mass=900.0))
    assert both.energy_dc.shape == (3,)
    assert np.all(np.diff(np.asarray(both.energy_dc)) > 0.0)
    one_each = Load(payload=jnp.array([0.0, 200.0, 400.0]))
    assert np.asarray(loaded(fleet, one_each).body.mass) == pytest.approx(
        np.asarray(fleet.body.kerb_mass) + np.array([0.0, 200.0, 400.0])
    )


def test_a_load_costs_no_second_program(on_xla: None):
    program: Any = import_module("carwright.run.simulate")._on_xla
    plain = energy(usual_load(), "udds")
    programs = program._cache_size()
    assert energy(KINDS["all"], "udds") > plain
    assert program._cache_size() == programs


CARRIED = usual_load(200.0, trailer_mass=800.0, roof_box=True)
DRIVEN_BY = tuple(name for name in BOUNDS if name != "tyre_grip_factor")
"""Numbers of a load that change what a drive uses."""


@jax.jit
def used(values: jax.Array, vehicle: Car) -> jax.Array:
    load = {**vars(CARRIED), **dict(zip(DRIVEN_BY, values, strict=True))}
    return carwright.drive(loaded(vehicle, Load(**load)), hilly()).energy_dc


slopes_of_used = jax.jit(jax.grad(used))


@pytest.mark.slow
@pytest.mark.parametrize("field", DRIVEN_BY)
def test_the_gradient_by_a_load_is_its_finite_difference(field: str):
    at = np.array([float(getattr(CARRIED, name)) for name in DRIVEN_BY])
    place = DRIVEN_BY.index(field)
    slope = float(slopes_of_used(jnp.asarray(at), car(TESLA))[place])
    step = np.zeros(len(at))
    step[place] = 1e-4 * max(at[place], 0.1)
    low, high = (used(jnp.asarray(at + away), car(TESLA)) for away in (-step, step))
    assert slope == pytest.approx(float(high - low) / (2.0 * step[place]), rel=1e-4)
    assert slope > 0.0


def test_single_precision_stays_single():
    light = jax.tree.map(
        lambda leaf: leaf.astype(np.float32) if leaf.dtype == np.float64 else leaf, car(TESLA)
    )
    kinds = {leaf.dtype for leaf in jax.tree.leaves(loaded(light, KINDS["all"]))}
    assert kinds == {leaf.dtype for leaf in jax.tree.leaves(light)}


@pytest.mark.parametrize("field", BOUNDS)
@pytest.mark.parametrize("way", ["below", "above", "nan", "word"])
def test_an_impossible_load_is_refused(field: str, way: str):
    low, high, _ = BOUNDS[field]
    value = {"below": low - 1.0, "above": high * 1.01, "nan": float("nan"), "word": "much"}[way]
    with pytest.raises(InputError) as caught:
        Load(**{field: value})
    assert f"  {field}: " in str(caught.value)
    assert f"allowed: {low:g} to {high:g}" in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 5


def test_one_impossible_load_of_many_is_refused():
    with pytest.raises(InputError, match="no car drives with such a load"):
        Load(payload=np.array([100.0, -5.0]))


def test_usual_things_are_those_of_the_constants():
    full = usual_load(trailer_mass=900.0, roof_box=True, winter_tyres=True)
    assert full.payload is None
    assert float(full.trailer_drag_area) == TRAILER_DRAG_AREA
    assert float(full.roof_drag_area) == loads.ROOF_BOX_DRAG_AREA
    assert 1.05 <= float(full.tyre_rolling_factor) <= 1.20
    assert float(full.tyre_grip_factor) < 1.0
    assert float(usual_load(trailer_mass=900.0, trailer_drag_area=0.3).trailer_drag_area) == 0.3
