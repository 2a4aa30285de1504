"""simulate: what a run says of itself, and any car that figures allow, driven without a NaN."""

from functools import cache
from operator import attrgetter

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from examples import examples
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from workshop import (
    CARS,
    SU7,
    TESLA,
    altered,
    car,
    course,
    driven,
    hilly,
    leaves_are_finite,
    number,
    thermal,
)

import carwright
from carwright.car.car import Car
from carwright.car.kerb_mass import kerb_mass
from carwright.codes import Outcome
from carwright.figure_table import CHOICES, FIGURES, INDEX, Machine, Transform
from carwright.figure_vector import Figures
from carwright.run.around import reference_environment
from carwright.run.ledger import LOSSES
from carwright.run.simulate import Run
from carwright.run.start import initial_state
from carwright.state import Record

CAN_BE_NEGATIVE = {"air", "residual_drag"}


def test_a_run_says_what_it_was():
    run = driven(TESLA, "wltc-3b")
    cycle = carwright.cycle("wltc-3b")
    assert float(run.asked_distance) == pytest.approx(cycle.distance, rel=1e-12)
    assert float(run.distance) == pytest.approx(cycle.distance, rel=1e-6)
    drawn = float(run.totals.terminal_out - run.totals.terminal_in)
    assert float(run.energy_dc) == pytest.approx(drawn, rel=1e-12)
    assert float(run.consumption_dc) == pytest.approx(drawn / float(run.distance), rel=1e-12)
    reach = float(run.usable_energy) / float(run.consumption_dc)
    assert float(run.range_dc) == pytest.approx(reach, rel=1e-12)
    assert int(run.outcome) == Outcome.FOLLOWED
    assert float(run.end.time) == cycle.duration
    assert run.series is None


def test_a_run_of_nothing_has_no_consumption_and_no_range():
    run = carwright.drive(car(TESLA), course(np.zeros(61)))
    assert float(run.energy_dc) > 0.0
    assert float(run.distance) == float(run.consumption_dc) == float(run.range_dc) == 0.0


@pytest.mark.parametrize("car_id", CARS)
def test_usual_cars_use_what_usual_cars_use(car_id: str):
    """Among them a pick-up and the 2.6 t car that Dyson did not build."""
    consumption = float(driven(car_id, "wltc-3b").consumption_dc) / 3.6
    assert 100.0 < consumption < 260.0
    assert int(driven(car_id, "wltc-3b").outcome) == Outcome.FOLLOWED


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_charge_at_the_start_is_that_of_the_display(share: float):
    vehicle = car(TESLA)
    air = reference_environment(vehicle)
    state = initial_state(vehicle, number(share), number(3.0), air)
    low, high = float(vehicle.battery.empty_charge), float(vehicle.battery.full_charge)
    assert float(state.charge) == pytest.approx(low + share * (high - low), rel=1e-12)
    assert float(state.speed) == 3.0
    assert float(state.tyre_temperature) == pytest.approx(293.15 + float(vehicle.tyre.warm_rise))
    assert float(state.oil_temperature) == float(vehicle.accessories.oil_warm)


@pytest.mark.parametrize("car_id", CARS)
def test_the_air_of_the_road_load_has_its_density(car_id: str):
    vehicle = car(car_id)
    air = reference_environment(vehicle)
    density = float(air.pressure) / (287.05 * float(air.temperature))
    assert density == pytest.approx(float(vehicle.reference_density), rel=1e-12)
    assert (float(air.grip), float(air.headwind), float(air.slope)) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize("car_id", [TESLA, SU7])
def test_series_add_up_to_the_totals(car_id: str):
    plain = carwright.drive(car(car_id), hilly())
    run = carwright.drive(car(car_id), hilly(), series=True)
    assert run.series is not None
    for name in Record.__dataclass_fields__:
        total = float(np.sum(np.asarray(getattr(run.series.record, name))))
        assert total == pytest.approx(float(getattr(run.totals, name)), rel=1e-12, abs=1e-9)
        assert total == pytest.approx(float(getattr(plain.totals, name)), rel=1e-9, abs=1e-6)
    last = jax.tree.map(lambda leaf: leaf[-1], run.series.state)
    assert jax.tree.all(jax.tree.map(lambda a, b: bool(a == b), last, run.end))


def test_charge_falls_by_what_the_chemistry_gave():
    run = carwright.drive(car(TESLA), hilly(), series=True)
    assert run.series is not None
    charge = np.concatenate([[float(run.start.charge)], np.asarray(run.series.state.charge)])
    chemical = np.asarray(run.series.record.chemical)
    assert np.array_equal(np.sign(-np.diff(charge)), np.sign(chemical))
    assert float(run.end_charge) < float(run.start_charge)


# Any car that figures allow.


@cache
def bounds() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    low = np.array([row.low_si for row in FIGURES])
    high = np.array([row.high_si for row in FIGURES])
    return low, high, np.array([row.transform is Transform.LOG for row in FIGURES])


def spread(shares: list[float]) -> np.ndarray:
    """Figures at shares of their bounds, on the scale on which cars are spread."""
    low, high, is_log = bounds()
    at = np.array(shares)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(is_log, low * (high / low) ** at, low + at * (high - low))


def consistent(values: np.ndarray) -> np.ndarray:
    """What a car file's checks ask across figures: no more usable than gross, order of pairs."""
    values = values.copy()

    def at(name: str) -> float:
        return values[INDEX[name]]

    for name in ("battery_gross_energy", "front_peak_power", "rear_peak_power"):
        values[INDEX[f"reference_{name}"]] = at(name)
    gross = at("battery_gross_energy")
    values[INDEX["battery_usable_energy"]] = min(at("battery_usable_energy"), gross)
    free = 1.0 - at("battery_usable_energy") / gross
    values[INDEX["battery_top_buffer_share"]] = min(at("battery_top_buffer_share"), free)
    for low, high in (
        ("regeneration_fade_low", "regeneration_fade_high"),
        ("regeneration_cold_none", "regeneration_cold_whole"),
        ("derate_start", "derate_end"),
    ):
        values[INDEX[low]] = min(at(low), at(high))
    for name in ("constant", "linear", "quadratic"):
        values[INDEX[f"residual_drag_{name}"]] = max(at(f"residual_drag_{name}"), 0.0)
    return values


@st.composite
def any_car(draw: st.DrawFn) -> Figures:
    shares = draw(st.lists(st.floats(0.0, 1.0), min_size=len(FIGURES), max_size=len(FIGURES)))
    choices = [draw(st.sampled_from(list(kind))) for kind in CHOICES.values()]
    names = list(CHOICES)
    machines = names.index("front_machine"), names.index("rear_machine")
    if all(choices[place] == Machine.NONE for place in machines):
        choices[machines[1]] = Machine.PERMANENT_MAGNET
    return Figures(
        values=jnp.asarray(consistent(spread(shares))),
        choices=jnp.asarray([int(choice) for choice in choices], jnp.int32),
    )


def assert_sane(vehicle: Car, run: Run) -> None:
    assert leaves_are_finite(run)
    assert run.series is not None
    state, record = run.series
    assert np.all(np.asarray(state.speed) >= 0.0)
    assert np.all(np.diff(np.asarray(state.position)) >= 0.0)
    for name in set(LOSSES) - CAN_BE_NEGATIVE:
        power = np.asarray(getattr(record, name))
        size = np.max(np.abs(power), initial=1.0)
        assert np.all(power >= -1e-9 * size), name
    assert np.all(np.asarray(record.terminal_out) * np.asarray(record.terminal_in) == 0.0)
    charge = np.concatenate([[float(run.start.charge)], np.asarray(state.charge)])
    assert np.all(np.diff(charge)[np.asarray(record.chemical) > 0.0] <= 0.0)
    assert float(vehicle.body.mass) > 0.0


calm = settings(
    max_examples=examples(60),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@calm
@given(figures=any_car(), charge=st.floats(0.0, 1.0))
def test_no_car_that_figures_allow_gives_a_nan(figures: Figures, charge: float):
    vehicle = carwright.build_car(figures)
    assert_sane(vehicle, carwright.drive(vehicle, hilly(), charge=charge, series=True))


@calm
@given(figures=any_car(), charge=st.floats(0.2, 1.0))
def test_the_books_of_any_car_close_whose_pack_bears_the_drive(figures: Figures, charge: float):
    """Bearing it: no step takes over a hundredth of the charge, and idle loads are within reach."""
    assume(float(kerb_mass(figures)) > 0.0)
    vehicle = carwright.build_car(figures)
    run = carwright.drive(vehicle, hilly(), charge=charge, series=True)
    assert run.series is not None
    moved = np.diff(np.concatenate([[float(run.start.charge)], run.series.state.charge]))
    assume(np.max(np.abs(moved)) < 0.01)
    load = float(vehicle.accessories.load / vehicle.accessories.dcdc_efficiency)
    idle = load + sum(
        float(unit.standby + unit.switching + unit.weakening)
        for unit in (vehicle.front.unit, vehicle.rear.unit)
    )
    battery = vehicle.battery
    assume(idle < 0.05 * float(battery.nominal_voltage**2 / (4.0 * battery.resistance)))
    size = sum(abs(float(term)) for term in run.ledger.terms().values())
    # What is read off the charge of a large battery is no finer than its rounding.
    rounding = 1e-14 * float(figures["battery_gross_energy"])
    assert abs(float(run.ledger.residual)) < 1e-9 * max(size, 1e3) + rounding
    assert thermal(run) < 1e-6


def test_a_little_more_of_any_loss_uses_more():
    """Each of these makes a car need more energy, so charge at the end is lower."""
    worse = {
        "body.mass": 50.0,
        "body.drag_area": 0.02,
        "tyre.rolling_coefficient": 0.001,
        "residual.constant": 10.0,
        "accessories.load": 100.0,
        "rear.unit.copper": 0.01,
        "rear.unit.inverter": 1.0,
        "rear.gear.tooth_loss": 0.01,
        "rear.gear.spin_force": 5.0,
        "battery.resistance": 0.02,
    }
    base = float(carwright.drive(car(TESLA), hilly()).end_charge)
    for name, more in worse.items():
        part = float(attrgetter(name)(car(TESLA)))
        vehicle = altered(car(TESLA), {name: part + more})
        assert float(carwright.drive(vehicle, hilly()).end_charge) < base, name
