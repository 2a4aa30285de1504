"""The study of cold days: its roller imposes the car's own road load, whatever the air."""

import equinox as eqx
import jax.numpy as jnp
import numpy as np
import pytest
from scripts import script

from carwright.cars.from_file import load
from carwright.run.simulate import initial_state, reference_environment
from carwright.settle.resolve import resolve
from carwright.step.limits import resistance
from carwright.step.moment import Moment
from carwright.units import GRAVITY, to_si

tool = script("validate_cold")
CAR = "tesla-model-3-lr-awd-2022"


def test_the_road_of_a_car_with_a_coast_down_is_that_coast_down():
    road, figures = tool.own_road(load(CAR)), resolve(CAR).car_file.figures
    keys = ("coast_down_a_lbf", "coast_down_b_lbf_per_mph", "coast_down_c_lbf_per_mph2")
    told = [to_si(key, float(figures[key][0].value or 0.0)) for key in keys]
    found = (road.constant, road.linear, road.quadratic)
    assert found == pytest.approx(tuple(told), rel=1e-6)


@pytest.mark.parametrize("roller", [1.0, tool.COLD_ROLLER])
def test_a_warm_car_meets_it_on_the_roller_in_any_air(roller: float):
    car = tool.rolling(CAR, roller)
    one = jnp.ones_like(car.body.mass)
    air = reference_environment(car)
    now = Moment(car, initial_state(car, one, one, air), None, air, one, one, one)  # pyright: ignore
    found = float(resistance(now, car.body.mass * GRAVITY).total.at(25.0 * one))
    road = tool.own_road(load(CAR))
    assert found == pytest.approx(roller * road.force(np.array([25.0]))[0], rel=1e-9)
    assert float(car.body.drag_area) == 0.0


@pytest.mark.slow
def test_a_cold_soak_costs_more_than_a_warm_start_and_climate_more_again():
    car = tool.rolling(CAR)
    mild = tool.driven(car, "sc03", tool.MILD, None, warm=True)
    cold = tool.driven(car, "sc03", tool.COLD, None)
    heated = tool.driven(car, "sc03", tool.COLD, tool.CABIN)
    costs = [float(run.consumption_dc) for run in (mild, cold, heated)]
    assert 1.05 * costs[0] < costs[1] < costs[2]
    assert float(cold.totals.climate) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.slow
def test_a_cold_motorway_costs_more_without_a_heat_pump():
    car = load(CAR)
    none = jnp.zeros_like(car.body.mass)
    resistive = eqx.tree_at(lambda at: at.climate.heat_pump_power, car, none)
    assert 0.6 < tool.motorway_ratio(resistive) < tool.motorway_ratio(car) - 0.02


@pytest.mark.slow
def test_without_its_heat_pump_a_car_goes_less_far_in_the_cold():
    pumped = tool.label_range(CAR, tool.COLD, tool.CABIN)
    assert tool.label_range(CAR, tool.COLD, tool.CABIN, has_pump=False) < 0.97 * pumped


@pytest.mark.slow
def test_what_the_cold_costs_on_the_motorway_is_told_by_kind_and_sums_up():
    cold, warm = (tool.spent(load(CAR), air) for air in tool.MOTORWAY_AIR)
    assert set(cold) == {*tool.KINDS, "rest"}
    more = {kind: cold[kind] - warm[kind] for kind in cold}
    assert all(more[kind] > 0.5 for kind in ("air", "tyres", "cells", "cabin"))
    steady = tool.steadily(load(CAR), tool.MOTORWAY_SPEED, tool.MOTORWAY_AIR[1])
    assert sum(warm.values()) == pytest.approx(steady / 3.6, rel=0.02)
