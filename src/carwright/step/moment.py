"""Moment: all that one step starts from. Each beat of the step takes it first."""

from typing import NamedTuple

from carwright.car.car import Car
from carwright.state import Ask, Environment, Scalar, State


class Moment(NamedTuple):
    """A car at the start of a step, what is asked of it and what surrounds it."""

    car: Car
    """The car [-]."""
    state: State
    """The car's state at the start of the step [-]."""
    ask: Ask
    """What is asked of it [-]."""
    environment: Environment
    """What surrounds it [-]."""
    alive: Scalar
    """1, or 0 where nothing happens any more: past the trace, or with an empty battery [-]."""
    awake: Scalar
    """1, or 0 where the driven car draws nothing: switched off, plugged in, or not alive [-]."""
    dt: Scalar
    """Step [s]."""
