"""Accelerate: constant force and power by hand, rollout, convergence, repeated launches."""

from operator import attrgetter

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from workshop import CARS, LEAF, SU7, TESLA, altered, car, figures, leaves_are_finite, number

import carwright
from carwright.car.car import Car
from carwright.car.load import Load
from carwright.errors import InputError
from carwright.run import accelerate as module
from carwright.run.accelerate import Sprint, accelerate, launches, sprint
from carwright.run.drive import surroundings

HUNDRED, SIXTY = 100.0 / 3.6, 60.0 * 0.44704
FREE = dict.fromkeys(
    (
        "body.drag_area",
        "tyre.rolling_coefficient",
        "residual.constant",
        "residual.linear",
        "residual.quadratic",
        "rear.unit.drag_linear",
        "rear.unit.drag_quadratic",
        "rear.gear.spin_force",
        "rear.gear.tooth_loss",
        "front.gear.spin_force",
        "controls.launch_ramp",
    ),
    0.0,
) | {
    "tyre.grip": 50.0,
    "controls.top_speed": 150.0,
    "battery.discharge_power": 1e12,
    "battery.resistance": 1e-7,
    "battery.capacity": 1e9,
}


def pulls(force: float) -> Car:
    """A car of one force at any speed, with nothing in its way."""
    vehicle = altered(
        car(TESLA), FREE | {"rear.unit.peak_power": 1e10, "rear.unit.base_speed": 1e3}
    )
    turns = float(vehicle.rear.gear.turns_per_metre)
    return altered(vehicle, {"rear.unit.peak_torque": force / turns})


def pushes(power: float, corner: float) -> Car:
    """A car of one power from a low corner speed on, with nothing in its way."""
    vehicle = altered(car(TESLA), FREE)
    turns = float(vehicle.rear.gear.turns_per_metre)
    numbers = {"peak_power": power, "base_speed": corner * turns, "copper": 1e-4}
    numbers |= {"delivered_share": 1.0}
    numbers |= {"peak_torque": power / (corner * turns)}
    return altered(vehicle, {f"rear.unit.{name}": value for name, value in numbers.items()})


@pytest.mark.parametrize("force", [2e3, 8e3, 20e3])
def test_constant_force_by_hand(force: float):
    vehicle = pulls(force)
    found = accelerate(vehicle)
    pull = force / float(vehicle.body.inertia)
    rolled = (2.0 * 0.3048 / pull) ** 0.5
    quarter = (2.0 * 402.336 / pull) ** 0.5
    before = (2.0 * (402.336 - 20.1168) / pull) ** 0.5  # 66 ft before the end
    expected = {
        "zero_to_100": HUNDRED / pull,
        "zero_to_100_rollout": HUNDRED / pull - rolled,
        "zero_to_60mph": SIXTY / pull,
        "zero_to_60mph_rollout": SIXTY / pull - rolled,
        "eighty_to_120": 40.0 / 3.6 / pull,
        "zero_to_200": 2.0 * HUNDRED / pull,
        "zero_to_200_rollout": 2.0 * HUNDRED / pull - rolled,
        "hundred_to_200": HUNDRED / pull,
        "quarter_mile": quarter,
        "quarter_mile_rollout": quarter - rolled,
        "quarter_mile_speed": quarter * pull,
        "quarter_mile_trap_speed": 20.1168 / (quarter - before),
        "top_speed": 150.0,
    }
    assert {name: float(value) for name, value in vars(found).items()} == pytest.approx(
        expected, rel=1e-6
    )


@pytest.mark.parametrize("ramp", [0.1, 0.35, 1.0])
def test_a_launch_ramp_costs_half_its_time(ramp: float):
    """v = F t^2 / (2 M r) until the ramp ends, then F (t - r/2) / M."""
    at_once = accelerate(pulls(8e3))
    built_up = accelerate(altered(pulls(8e3), {"controls.launch_ramp": ramp}))
    later = float(built_up.zero_to_100 - at_once.zero_to_100)
    assert later == pytest.approx(0.5 * ramp, rel=1e-6)
    assert float(built_up.eighty_to_120) == pytest.approx(float(at_once.eighty_to_120), rel=1e-6)


@pytest.mark.parametrize("power", [60e3, 200e3])
def test_constant_power_by_hand(power: float):
    """M (v^2 + c^2) / (2 P), with the corner c below which the force is constant."""
    vehicle = pushes(power, 5.0)
    found = accelerate(vehicle)
    mass = float(vehicle.body.inertia)
    assert float(found.zero_to_100) == pytest.approx(
        mass * (HUNDRED**2 + 25.0) / (2.0 * power), rel=1e-3
    )
    between = mass * ((120.0 / 3.6) ** 2 - (80.0 / 3.6) ** 2) / (2.0 * power)
    assert float(found.eighty_to_120) == pytest.approx(between, rel=1e-4)


@pytest.mark.parametrize("car_id", CARS)
def test_usual_cars_launch_as_usual_cars_do(car_id: str):
    found = accelerate(car(car_id))
    reaches = float(found.top_speed) > 1.01 * 2.0 * HUNDRED
    for name, value in vars(found).items():
        assert np.isfinite(float(value)) or ("200" in name and not reaches), name
    assert 2.0 < float(found.zero_to_100) < 14.0
    rollout = float(found.zero_to_100 - found.zero_to_100_rollout)
    assert rollout == pytest.approx(float(found.zero_to_60mph - found.zero_to_60mph_rollout))
    assert rollout == pytest.approx(float(found.quarter_mile - found.quarter_mile_rollout))
    assert 0.2 < rollout < 0.5
    assert float(found.zero_to_60mph) < float(found.zero_to_100)
    trap, end = float(found.quarter_mile_trap_speed), float(found.quarter_mile_speed)
    assert 0.98 * end < trap <= end * (1.0 + 1e-9) <= float(found.top_speed) * (1.0 + 2e-9)
    assert float(found.top_speed) <= float(car(car_id).controls.top_speed) * (1.0 + 1e-9)


@given(
    power=st.floats(5e3, 1e6),
    grip=st.floats(0.1, 1.6),
    ramp=st.floats(0.0, 1.0),
    load=st.floats(0.0, 900.0),
)
@settings(max_examples=examples(60))
def test_marks_are_met_in_their_order(power: float, grip: float, ramp: float, load: float):
    """Whatever the car: a foot takes its time, and the mean of the last feet is not the end."""
    numbers = {"front.unit.peak_power": power, "tyre.grip": grip, "controls.launch_ramp": ramp}
    found = accelerate(altered(car(SU7), numbers), load=Load(payload=load))
    times = {name: float(value) for name, value in vars(found).items()}
    assert not any(np.isnan(time) for time in times.values())
    for name in ("zero_to_60mph", "zero_to_100", "zero_to_200", "quarter_mile"):
        whole, rolled = times[name], times[f"{name}_rollout"]
        assert 0.0 < rolled < whole or whole == rolled == np.inf
    assert times["zero_to_60mph"] <= times["zero_to_100"] <= times["zero_to_200"]
    after = times["zero_to_100"] + times["hundred_to_200"]
    assert times["zero_to_200"] == pytest.approx(after, rel=1e-9)
    assert times["quarter_mile_trap_speed"] <= times["quarter_mile_speed"] * (1.0 + 1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7, "tesla-model-s-plaid-2022"])
def test_a_finer_step_gives_the_same(car_id: str, monkeypatch: pytest.MonkeyPatch):
    coarse = accelerate(car(car_id))
    monkeypatch.setattr(module, "STEPS", np.repeat(module.STEPS / 8.0, 8))
    fine = sprint(car(car_id), number(0.9), None)
    for name, value in vars(coarse).items():
        assert float(value) == pytest.approx(float(getattr(fine, name)), rel=1e-3), name


def test_a_car_too_weak_for_a_mark_does_not_reach_it():
    vehicle = altered(car(LEAF), {"controls.top_speed": 25.0})
    found = accelerate(vehicle)
    missed = ("zero_to_100", "zero_to_100_rollout", "zero_to_60mph", "eighty_to_120")
    assert [float(getattr(found, name)) for name in missed] == [np.inf] * 4
    assert float(found.top_speed) == pytest.approx(25.0)
    assert 17.0 < float(found.quarter_mile) < 30.0
    feeble = accelerate(altered(car(LEAF), {"front.unit.peak_torque": 1e-3}))
    assert not any(np.isnan(float(value)) for value in vars(feeble).values())
    strip = (feeble.quarter_mile, feeble.quarter_mile_rollout)
    speeds = (feeble.quarter_mile_speed, feeble.quarter_mile_trap_speed)
    assert [float(value) for value in (*strip, *speeds)] == [np.inf] * 4
    beyond = (found.zero_to_200, found.zero_to_200_rollout, found.hundred_to_200)
    assert [float(value) for value in beyond] == [np.inf] * 3


def test_less_grip_more_load_and_less_charge_take_longer():
    vehicle = car(SU7)
    usual = float(accelerate(vehicle).zero_to_100)
    wet = surroundings(vehicle, grip=0.4)
    assert float(accelerate(vehicle, environment=wet).zero_to_100) > 1.5 * usual
    loaded = accelerate(vehicle, load=Load(payload=600.0))
    assert float(loaded.zero_to_100) > 1.1 * usual
    assert float(accelerate(vehicle, charge=0.1).eighty_to_120) > 1.02 * float(
        accelerate(vehicle).eighty_to_120
    )


@pytest.mark.slow
def test_many_cars_are_each_alone():
    masses = np.linspace(1600.0, 2400.0, 5)
    cars = carwright.vary(figures(TESLA), {"kerb_mass_kg": masses})
    together = accelerate(cars)
    for place in range(5):
        alone = accelerate(jax.tree.map(lambda leaf, at=place: leaf[at], cars))
        for name, value in vars(alone).items():
            found = float(getattr(together, name)[place])
            assert found == pytest.approx(float(value), rel=1e-9), name
    assert np.all(np.diff(np.asarray(together.zero_to_100)) > 0.0)


def test_a_charge_that_is_no_share_is_refused():
    with pytest.raises(InputError, match="share of the display"):
        accelerate(car(TESLA), charge=90.0)


def whole(found: Sprint) -> jax.Array:
    """One number of all times that are reached, none weighing like another."""
    marks = [found.zero_to_100_rollout, found.eighty_to_120, found.quarter_mile]
    marks += [found.quarter_mile_trap_speed, found.hundred_to_200]
    reached = jnp.stack([jnp.where(jnp.isfinite(mark), mark, 0.0) for mark in marks])
    return jnp.sum(reached * jnp.array([1.0, 0.7, 0.3, 0.2, 0.1]))


@eqx.filter_jit
def slopes_of(vehicle: Car) -> Car:
    return eqx.filter_grad(lambda numbers: whole(sprint(numbers, number(0.9), None)))(vehicle)


@pytest.mark.slow
@pytest.mark.parametrize("car_id", [TESLA, SU7])
@pytest.mark.parametrize(
    "name", ["body.mass", "rear.unit.peak_power", "tyre.grip", "body.drag_area"]
)
def test_the_gradient_is_the_difference(car_id: str, name: str):
    where = attrgetter(name)
    value = float(where(car(car_id)))
    high, low = (
        float(whole(accelerate(altered(car(car_id), {name: value * factor}))))
        for factor in (1.0001, 0.9999)
    )
    slope = float(where(slopes_of(car(car_id)))) * value
    assert slope == pytest.approx((high - low) / 0.0002, rel=5e-3, abs=2e-3)


@pytest.mark.parametrize("car_id", [SU7, LEAF])
def test_every_gradient_is_finite_also_of_what_is_not_reached(car_id: str):
    vehicle = altered(car(car_id), {"controls.top_speed": 25.0})
    assert float(accelerate(vehicle).zero_to_100) == np.inf
    assert leaves_are_finite(slopes_of(vehicle))


def test_launches_alike_where_nothing_fades():
    vehicle = altered(car(TESLA), {"rear.unit.heat_capacity": 1e12, "battery.capacity": 1e9})
    found = launches(vehicle, 4)
    assert np.asarray(found.zero_to_100) == pytest.approx(
        np.full(4, float(accelerate(vehicle).zero_to_100)), rel=1e-3
    )
    assert float(found.end.speed) == 0.0
    assert float(found.end.time) == pytest.approx(4 * 60.0)


def test_launches_warm_the_unit_until_its_power_fades():
    """A unit of little heat capacity and hardly any cooling: peak to lasting power."""
    poor = {"rear.unit.heat_capacity": 4.4e3, "rear.unit.conductance": 5.0}
    even = {"thermal.rear_conductance": 0.0, "tyre.temperature_coefficient": 0.0}
    even["accessories.oil_coefficient"] = 0.0
    vehicle = altered(car(TESLA), poor | even)
    found = launches(vehicle, 8)
    times, warmth = np.asarray(found.zero_to_100), np.asarray(found.rear_unit_temperature)
    assert np.all(np.diff(warmth) > 0.0)
    assert np.all(np.diff(times) > -1e-4)
    assert times[-1] > 1.2 * times[0]
    lasting = altered(
        vehicle,
        {"rear.unit.derate_start": 200.0, "rear.unit.derate_end": 201.0},
    )
    assert times[-1] < float(accelerate(lasting).zero_to_100)


def test_a_car_too_weak_for_repeated_launches_says_so():
    found = launches(altered(car(LEAF), {"front.unit.peak_torque": 10.0}), 2)
    assert np.asarray(found.zero_to_100).tolist() == [np.inf, np.inf]
    assert leaves_are_finite(found.end)


def test_a_sprint_names_what_a_document_needs():
    assert {"zero_to_100", "zero_to_100_rollout", "zero_to_60mph", "zero_to_60mph_rollout"} < set(
        Sprint.__dataclass_fields__
    )
