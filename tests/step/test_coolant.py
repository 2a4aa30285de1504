"""Coolant: valves, heater and chiller act where they should, and bring no cold from nothing."""

from typing import Any

import pytest
from workshop import TESLA, altered, at_speed, car, number, one_step

from carwright.run.asks import follow
from carwright.run.comfort import comfort
from carwright.run.drive import surroundings
from carwright.state import Record, State


def conditioned(
    celsius: float, dt: float = 1.0, *, precondition: bool = False, **state: float
) -> tuple[State, Record]:
    vehicle: Any = car(TESLA)
    air = surroundings(vehicle, temperature=celsius + 273.15)
    ask = altered(follow(number(0.0), comfort()), {"precondition": precondition})
    return one_step(vehicle, at_speed(vehicle, 0.0, air, **state), ask, air, number(dt))


def test_deep_cold_cells_are_heated():
    _, record = conditioned(-30.0)
    assert float(record.battery_heating) == float(car(TESLA).thermal.heater_power)
    _, mild = conditioned(0.0)
    assert float(mild.battery_heating) == 0.0


def test_preconditioning_warms_cells_that_are_not_cold():
    after, record = conditioned(5.0, precondition=True)
    assert float(record.battery_heating) > 0.0
    assert float(after.coolant_temperature) > 278.15


def test_hot_cells_are_chilled():
    _, record = conditioned(30.0, cell_temperature=318.15, coolant_temperature=315.15)
    assert float(record.coolant_drawn) == float(car(TESLA).thermal.chiller_power)
    assert 0.0 < float(record.battery_cooling) < float(record.coolant_drawn)
    assert float(record.cell_to_coolant) > 0.0


@pytest.mark.parametrize("dt", [1.0, 60.0, 600.0])
def test_the_chiller_never_freezes_the_coolant(dt: float):
    after, _ = conditioned(30.0, dt, cell_temperature=318.15, coolant_temperature=280.0)
    assert float(after.coolant_temperature) > 277.0


def test_cold_cells_take_heat_of_warm_units():
    _, record = conditioned(-5.0, coolant_temperature=300.0)
    assert float(record.cell_to_coolant) < 0.0


def test_the_radiator_does_not_warm_chilled_coolant():
    _, chilled = conditioned(40.0, cell_temperature=310.15, coolant_temperature=300.0)
    assert float(chilled.coolant_cooling) == 0.0
    _, warm = conditioned(40.0, cell_temperature=300.15, coolant_temperature=320.0)
    assert float(warm.coolant_cooling) > 0.0


def test_the_chiller_cools_cells_and_no_motor():
    _, record = conditioned(
        35.0,
        cell_temperature=312.15,
        coolant_temperature=300.0,
        rear_unit_temperature=340.0,
    )
    assert float(record.coolant_drawn) > 0.0
    assert float(record.rear_unit_to_coolant) == 0.0
    # By hand: two links in a row beside the one to the air under the car, rear drive, at rest.
    thermal, unit = car(TESLA).thermal, car(TESLA).rear.unit
    link, radiator = float(thermal.rear_conductance), float(thermal.radiator_still)
    by_loop = link * radiator / (link + radiator)
    given = (by_loop + float(unit.conductance)) * (340.0 - 308.15)
    assert float(record.rear_unit_cooling) == pytest.approx(given, rel=5e-3)


def test_cells_that_are_cool_enough_share_their_loop():
    _, record = conditioned(20.0, cell_temperature=295.15, rear_unit_temperature=340.0)
    assert float(record.rear_unit_to_coolant) > 0.0
    assert float(record.rear_unit_cooling) < float(record.rear_unit_to_coolant)


def test_the_chiller_cools_hot_cells_without_a_swing_in_long_steps():
    """A quarter of an hour of full chilling is 11 K of this pack: more than the valve's span."""
    cells, coolant = 311.15, 311.15
    for _ in range(8):
        after, _ = conditioned(30.0, 900.0, cell_temperature=cells, coolant_temperature=coolant)
        above = float(car(TESLA).thermal.cool_above)
        assert above - 1.0 < float(after.cell_temperature) < cells + 0.1
        cells, coolant = float(after.cell_temperature), float(after.coolant_temperature)
