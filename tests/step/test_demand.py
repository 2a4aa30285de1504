"""Demand: the force that an asked speed takes, by hand, and what a pedal asks at most."""

import jax
import pytest
from workshop import SU7, ask_for, at_speed, car, number

from carwright.run.asks import pedals
from carwright.run.simulate import reference_environment
from carwright.state import Ask
from carwright.step.conditioning import conditioning
from carwright.step.demand import Demand, demand
from carwright.step.limits import Limits, limits
from carwright.step.moment import Moment


@jax.jit
def of(now: Moment) -> tuple[Limits, Demand]:
    bounds = limits(now, conditioning(now))
    return bounds, demand(now, bounds)


def asked(speed: float, ask: Ask) -> tuple[Limits, Demand]:
    """What is asked of the SU7 Max in a second."""
    vehicle, one = car(SU7), number(1.0)
    air = reference_environment(vehicle)
    return of(Moment(vehicle, at_speed(vehicle, speed, air), ask, air, one, one, one))


@pytest.mark.parametrize("wanted", [19.0, 20.0, 21.5])
def test_an_asked_speed_takes_inertia_and_resistance_at_mid_step(wanted: float):
    bounds, found = asked(20.0, ask_for(wanted))
    middle = 0.5 * (20.0 + wanted)
    expected = float(car(SU7).body.inertia) * (wanted - 20.0)
    expected += float(bounds.resistance.total.at(number(middle)))
    assert float(found.force) == pytest.approx(expected, rel=1e-12)
    assert float(found.sign) == (1.0 if expected >= 0.0 else -1.0)
    assert float(found.size) == pytest.approx(abs(expected), rel=1e-12)


def test_a_car_that_stands_is_asked_for_nothing():
    _, found = asked(0.0, ask_for(0.0))
    assert float(found.force) == 0.0
    assert float(found.drag.constant) == 0.0


@pytest.mark.parametrize("force", [500.0, 4000.0])
def test_a_pedal_asks_its_force(force: float):
    _, found = asked(20.0, pedals(number(force), number(0.0)))
    assert float(found.force) == force


def test_a_pedal_asks_no_more_than_leads_to_top_speed():
    vehicle = car(SU7)
    top = float(vehicle.controls.top_speed)
    bounds, found = asked(top - 0.5, pedals(number(1e6), number(0.0)))
    expected = 0.5 * float(vehicle.body.inertia)
    expected += float(bounds.resistance.total.at(bounds.speed))
    assert float(found.force) == pytest.approx(expected, rel=1e-12)
