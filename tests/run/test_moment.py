"""The moment: what a step starts from reaches every beat of it."""

import dataclasses

import jax
import pytest
from workshop import SU7, altered, ask_for, at_speed, car, number, one_step

from carwright.run.moment import Moment
from carwright.run.simulate import reference_environment

SEEN = {
    "state.cell_temperature": 258.15,
    "state.tyre_temperature": 280.0,
    "state.oil_temperature": 290.0,
    "state.rear_unit_temperature": 480.0,
    "state.charge": 0.2,
    "ask.speed": 33.0,
    "environment.slope": 0.05,
    "environment.headwind": 6.0,
    "environment.temperature": 270.0,
    "environment.pressure": 80e3,
    "environment.grip": 0.05,
    "car.body.mass": 3000.0,
    "dt": 0.5,
}


def moment() -> Moment:
    vehicle = car(SU7)
    air = reference_environment(vehicle)
    return Moment(
        car=vehicle,
        state=at_speed(vehicle, 25.0),
        ask=ask_for(31.0),
        environment=air,
        alive=number(1.0),
        dt=number(1.0),
    )


@pytest.mark.parametrize("name", SEEN)
def test_a_changed_start_changes_the_step(name: str):
    def stepped(start: Moment):
        return one_step(start.car, start.state, start.ask, start.environment, start.dt)

    plain, changed = stepped(moment()), stepped(altered(moment(), {name: SEEN[name]}))
    same = jax.tree.map(lambda a, b: bool(a == b), plain, changed)
    powers = dataclasses.asdict(same[1]) if dataclasses.is_dataclass(same[1]) else vars(same[1])
    assert not all(powers.values())
