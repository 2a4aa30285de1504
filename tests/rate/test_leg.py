"""Legs: a course in blocks is the drive of it, and a leg ends where it must."""

import math
from itertools import pairwise
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from rollers import roller
from workshop import LEAF, SU7, TESLA, altered

import carwright
from carwright.car.load import Load, loaded
from carwright.codes import Outcome
from carwright.rate.course import SOAK, Piece, course, pieces, standing, steady
from carwright.rate.leg import Told, leg, rested, soaked
from carwright.rate.roller import Roller
from carwright.world.cycle import cycle

PARTS = ("low", "medium", "high", "extra-high")
WLTC = course(pieces(cycle("wltc-3b"), PARTS))


@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7])
def test_a_leg_is_the_drive_of_its_course(car_id: str):
    rig = roller(car_id)
    start = rig.rested()
    found = rig.drive(WLTC, start, math.inf)
    run = carwright.drive(rig.car, "wltc-3b", start=start, series=True)
    assert np.sum(found.energy) == pytest.approx(float(run.energy_dc), rel=1e-9)
    assert np.sum(found.distance) == pytest.approx(float(run.distance), rel=1e-9)
    assert float(found.end.charge) == pytest.approx(float(run.end.charge), rel=1e-12)
    assert float(found.end.time) == float(run.end.time) == 1800.0
    assert run.series is not None
    power = np.asarray(run.series.record.terminal_out - run.series.record.terminal_in)
    edges = [0, 589, 1022, 1477, 1800]
    by_part = [np.sum(power[a:b]) for a, b in pairwise(edges)]
    np.testing.assert_allclose(found.energy[:4], by_part, rtol=1e-9)
    assert found.whole.tolist() == [True] * 4 + [False] * 4
    assert (found.stopped, found.short, found.below) == (False, False, 0.0)


def test_a_leg_goes_on_where_the_last_one_ended():
    rig = roller(TESLA)
    first = rig.drive(WLTC, rig.rested(), math.inf)
    second = rig.drive(WLTC, first.end, math.inf)
    twice = rig.drive(course(pieces(cycle("wltc-3b"), PARTS) * 2), rig.rested(), math.inf)
    apart = np.concatenate([first.energy[:4], second.energy[:4]])
    np.testing.assert_allclose(twice.energy, apart, rtol=1e-9)
    assert float(twice.end.charge) == pytest.approx(float(second.end.charge), rel=1e-12)


def test_a_car_before_a_test_is_full_and_soaked_at_23_c():
    state = roller(TESLA).rested()
    assert float(state.charge) == float(roller(TESLA).car.battery.full_charge)
    assert float(state.cell_temperature) == pytest.approx(296.15)
    assert float(state.speed) == 0.0


def test_an_empty_battery_ends_a_leg_within_the_step():
    rig = roller(LEAF)
    leg = rig.drive(steady(25.0), rig.rested(), 4.0)
    assert (leg.stopped, leg.empty) == (True, True)
    assert float(leg.end.charge) == float(rig.car.battery.empty_charge)
    assert int(leg.end.outcome) == Outcome.EMPTY
    nothing = rig.drive(WLTC, leg.end, 4.0)
    assert nothing.stopped
    assert not np.any(nothing.energy)
    assert float(nothing.end.time) == float(leg.end.time)


@pytest.mark.parametrize("speed", [65.0 * 0.44704, 100.0 / 3.6])
def test_ten_second_steps_at_constant_speed_give_what_one_second_gives(speed: float):
    rig = roller(TESLA)
    coarse = steady(speed, 1200.0)
    points = np.interp(
        np.arange(1, 1201), np.arange(121) * 10.0, np.append(0.0, coarse.speed[coarse.valid])
    )
    fine = course([Piece("steady", points)])
    one, ten = (rig.drive(each, rig.rested(), math.inf) for each in (fine, coarse))
    assert ten.distance[0] == pytest.approx(one.distance[0], rel=1e-9)
    assert ten.energy[0] == pytest.approx(one.energy[0], rel=5e-4)


def test_a_car_that_falls_behind_stops_after_its_patience_and_only_then():
    weak = altered(roller(TESLA).car, {"battery.discharge_power": 12e3})
    rig = Roller(weak, 100.0)
    whole = rig.drive(WLTC, rig.rested(), math.inf)
    assert whole.short
    assert not whole.stopped
    assert whole.below > 4.0
    cut = rig.drive(WLTC, rig.rested(), 4.0)
    assert (cut.stopped, cut.empty, cut.below) == (True, False, 4.0)
    assert np.sum(cut.distance) < np.sum(whole.distance)
    longer = rig.drive(WLTC, rig.rested(), whole.below + 1.0)
    assert not longer.stopped


def test_a_soak_takes_no_energy_and_counts_no_shortfall():
    rig = roller(TESLA)
    stands = rig.drive(course([standing(SOAK, 600.0)]), rig.rested(), 4.0)
    assert not np.any(stands.energy)
    assert float(stands.end.time) == 600.0


def test_a_soaked_car_has_forgotten_its_test_but_not_its_charge():
    rig = roller(LEAF)
    end = rig.drive(steady(25.0), rig.rested(), 4.0).end
    after = soaked(end)
    assert float(after.charge) == float(end.charge)
    assert float(end.slow_polarisation) > 0.0
    assert float(after.slow_polarisation) == float(after.fast_polarisation) == 0.0
    assert float(after.speed) == 0.0
    assert int(after.outcome) == Outcome.FOLLOWED


def test_one_program_drives_every_course():
    program: Any = jax.jit(lambda car, told, start: leg(car, told, start).energy)
    car = loaded(roller(TESLA).car, Load(payload=100.0))
    for one in (WLTC, steady(20.0), course([standing(SOAK, 60.0)])):
        speed, awake, valid, part, time_step = (jnp.asarray(values) for values in one[:5])
        told = Told(speed, awake, valid, part, time_step, jnp.asarray(4.0))
        assert bool(jnp.all(jnp.isfinite(program(car, told, rested(car)))))
    assert program._cache_size() == 1
