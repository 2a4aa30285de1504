"""Cycles driven once each: the same as a drive of the cycle, whatever follows it."""

from typing import Any

import jax
import numpy as np
import pytest
from rollers import roller
from workshop import LEAF, SU7, TESLA, altered, car, number

import carwright
from carwright.car.car import Car
from carwright.car.load import Load, loaded
from carwright.rate.course import steady
from carwright.rate.cycled import HIGHEST, RESERVE, USUAL, Cycled, cycled
from carwright.rate.lanes import lanes
from carwright.rate.ways import WAYS
from carwright.run.around import reference_environment
from carwright.run.start import initial_state, soaked_state

LOAD = 163.75
SOAKED = 296.15


drive_all: Any = jax.jit(lambda car: cycled(car, lanes(tuple(WAYS), [number(LOAD)] * len(WAYS))))


def driven(vehicle: Car, procedure: str) -> list[Cycled]:
    """What the cycles of a procedure gave."""
    found, first = drive_all(vehicle), 0
    for name, way in WAYS.items():
        if name == procedure:
            break
        first += len(way.cycles)
    places = range(first, first + len(WAYS[procedure].cycles))
    return [jax.tree.map(lambda leaf, at=at: np.asarray(leaf)[at], found) for at in places]


@pytest.mark.slow
@pytest.mark.parametrize("procedure", WAYS)
@pytest.mark.parametrize("car_id", [TESLA, SU7])
def test_each_cycle_is_the_drive_of_it(car_id: str, procedure: str):
    vehicle = loaded(car(car_id), Load(payload=LOAD))
    for one, cycle_id in zip(driven(car(car_id), procedure), WAYS[procedure].cycles, strict=True):
        course = carwright.cycle(cycle_id)
        needed = RESERVE * course.distance / usable(vehicle)
        charge = number(min(max(WAYS[procedure].charge, needed), HIGHEST))
        air = reference_environment(vehicle)
        soaked = soaked_state(vehicle, charge, air)
        warm = initial_state(vehicle, charge, number(0.0), air)
        later = (1.0 - USUAL / RESERVE * needed) * WAYS[procedure].warmth[cycle_id]
        start = {
            name: (1.0 - later) * float(getattr(soaked, name)) + later * float(getattr(warm, name))
            for name in ("tyre_temperature", "oil_temperature")
        }
        start["cell_temperature"] = SOAKED
        run = carwright.drive(vehicle, cycle_id, start=altered(soaked, start))
        assert np.sum(one.energy) == pytest.approx(float(run.energy_dc), rel=1e-9)
        assert np.sum(one.distance) == pytest.approx(float(run.distance), rel=1e-9)
        assert one.chemical == pytest.approx(float(run.totals.chemical), rel=1e-9)
        assert (one.duration, one.asked) == pytest.approx((course.duration, course.distance))
        assert one.test_mass == pytest.approx(float(vehicle.body.mass))
        assert not one.short


def usable(vehicle: Car) -> float:
    return float(vehicle.battery.usable_energy)


@pytest.mark.slow
def test_the_power_of_steady_runs_is_that_of_a_steady_run():
    (wltp,) = driven(car(TESLA), "wltp")
    rig = roller(TESLA, LOAD)
    leg = rig.drive(steady(100.0 / 3.6), rig.rested(), 4.0)
    mean = float(leg.energy[0]) / float(leg.end.time)
    assert float(wltp.steady_power) == pytest.approx(mean, rel=0.03)


def test_what_a_full_battery_refuses_is_what_its_first_cycle_costs_more():
    (wltp,) = driven(car(LEAF), "wltp")
    rig = roller(LEAF, LOAD)
    full, later = (
        carwright.drive(rig.car, "wltc-3b", start=start)
        for start in (rig.rested(), altered(rig.rested(), {"charge": 0.8}))
    )
    costs = float(full.energy_dc - later.energy_dc)
    assert costs > 0.0
    assert np.sum(wltp.refused) == pytest.approx(costs, rel=0.3)


def test_a_weak_car_is_told_from_one_that_misses_a_moment():
    weak = altered(car(TESLA), {"battery.discharge_power": 12e3})
    (found,) = driven(weak, "wltp")
    assert bool(found.short)
    assert bool(found.weak)
    assert float(found.distance.sum()) < float(found.asked)


def test_a_small_battery_is_charged_for_its_cycle():
    figures = carwright.figures(LEAF).replace(
        {"battery_gross_energy": 8.0 * 3.6e6, "battery_usable_energy": 7.0 * 3.6e6}
    )
    (found,) = driven(carwright.build_car(figures), "wltp")
    assert float(found.distance.sum()) == pytest.approx(float(found.asked), rel=1e-6)
