"""Start: a warm car, a soaked one, and one where an earlier drive left it."""

from dataclasses import replace

import numpy as np
import pytest
from workshop import TESLA, car, number

from carwright.arrays import plain
from carwright.codes import Outcome
from carwright.run.around import reference_environment
from carwright.run.start import begun, display_charge, initial_state, soaked_state, start_of
from carwright.state import State

NODES = [name for name in State.__dataclass_fields__ if name.endswith("_temperature")]


def test_a_warm_car_has_warm_tyres_and_oil_and_the_charge_that_is_asked():
    vehicle = car(TESLA)
    air = reference_environment(vehicle)
    state, shown = begun(vehicle, start_of(None), number(0.5), number(7.0), air)
    assert float(shown) == 0.5
    assert float(state.speed) == 7.0
    assert float(display_charge(vehicle, state.charge)) == pytest.approx(0.5, rel=1e-12)
    assert float(state.tyre_temperature) == float(air.temperature + vehicle.tyre.warm_rise)


def test_a_soaked_car_is_as_cold_as_where_it_stood():
    vehicle = car(TESLA)
    state = soaked_state(vehicle, 0.9, reference_environment(vehicle), 258.15)
    assert {float(getattr(state, node)) for node in NODES} == {258.15}


@pytest.mark.parametrize(
    ("before", "after"),
    [(Outcome.FELL_SHORT, Outcome.FOLLOWED), (Outcome.EMPTY, Outcome.EMPTY)],
)
def test_a_given_start_keeps_its_charge_and_forgets_all_but_an_empty_battery(
    before: Outcome, after: Outcome
):
    vehicle = car(TESLA)
    air = reference_environment(vehicle)
    told = initial_state(vehicle, number(0.3), number(0.0), air)
    told = replace(told, outcome=plain(before, np.int32))
    state, shown = begun(vehicle, start_of(told), number(0.9), number(9.0), air)
    assert float(shown) == pytest.approx(0.3, rel=1e-12)
    assert float(state.speed) == 0.0
    assert int(state.outcome) == after
