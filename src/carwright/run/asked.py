"""asked: how a car is sent along a trace: its air, its start, its climate."""

from typing import NamedTuple

from carwright.run.around import Air, air_of
from carwright.run.comfort import Comfort, no_climate
from carwright.run.start import Start, start_of
from carwright.state import Environment, State


class Asked(NamedTuple):
    """How a car is sent along a trace, in one structure for every drive."""

    air: Air
    """What surrounds it [-]."""
    start: Start
    """How it starts [-]."""
    comfort: Comfort
    """What climate is asked to do [-]."""


def asked_of(
    environment: Environment | None, start: State | None, comfort: Comfort | None
) -> Asked:
    """Return how a car is sent along a trace.

    Args:
        environment: what surrounds the car; None is the air of its own road load.
        start: the car at the start; None is a warm one.
        comfort: what climate is asked to do; None is off.
    """
    climate = no_climate() if comfort is None else comfort
    return Asked(air_of(environment), start_of(start), climate)
