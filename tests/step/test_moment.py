"""The moment: what a step starts from reaches every beat of it."""

from types import SimpleNamespace
from typing import Any

import jax
import pytest
from workshop import SU7, altered, ask_for, at_speed, car, number, one_step

from carwright.run.simulate import reference_environment
from carwright.step.moment import Moment

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
}


def stepped(part: str = "", name: str = "", value: float = 0.0, dt: float = 1.0) -> Any:
    """One step of the SU7 Max at 25 m/s, with one number of its start changed."""
    parts: dict[str, Any] = {
        "car": car(SU7),
        "state": at_speed(car(SU7), 25.0),
        "ask": ask_for(31.0),
        "environment": reference_environment(car(SU7)),
    }
    if part:
        parts[part] = altered(parts[part], {name: value})
    start = SimpleNamespace(**parts)
    return one_step(start.car, start.state, start.ask, start.environment, number(dt))


def powers_differ(first: Any, second: Any) -> bool:
    return not jax.tree.all(jax.tree.map(lambda a, b: bool(a == b), first[1], second[1]))


@pytest.mark.parametrize("name", SEEN)
def test_a_changed_start_changes_the_step(name: str):
    part, leaf = name.split(".", 1)
    assert powers_differ(stepped(), stepped(part, leaf, SEEN[name]))


def test_another_step_of_time_changes_the_step():
    assert powers_differ(stepped(), stepped(dt=0.5))


def test_a_moment_holds_all_that_a_step_is_given():
    assert {"car", "state", "ask", "environment", "dt"} <= set(Moment._fields)
