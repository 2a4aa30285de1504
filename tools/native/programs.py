"""The functions of carwright that are emitted, each with arguments as it is called."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from writer import STEPS

import carwright
from carwright.car.build import built
from carwright.car.load import Load, with_load
from carwright.figure_vector import followed
from carwright.native_call.function import Native
from carwright.rate.cycled import driven_once
from carwright.rate.inside import Filling, usable_in_test
from carwright.rate.lanes import lanes
from carwright.rate.leg import Told, leg, rested
from carwright.rate.roller import facts_of, recharged
from carwright.run.accelerate import launched_once, sprinted
from carwright.run.around import air_of, reference_environment
from carwright.run.asked import asked_of
from carwright.run.charge import charged
from carwright.run.climb import climbed
from carwright.run.comfort import no_climate
from carwright.run.constant_speed import reached
from carwright.run.drive import water
from carwright.run.simulate import Trace, driven, summarised
from carwright.run.start import initial_state, plugged_in, soaked, start_of
from carwright.run.station import Station, rest_voltage

SHAPE: Any = jax.ShapeDtypeStruct
NUMBER = SHAPE((), jnp.float64)
ALONG, YES_ALONG = SHAPE((STEPS,), jnp.float64), SHAPE((STEPS,), jnp.bool_)


class Listed(NamedTuple):
    """A program that is emitted."""

    function: Native[Any, Any]
    """The function and the name of its program."""
    arguments: Callable[[], tuple[Any, ...]]
    """Shapes of what it takes."""
    forward: bool = False
    """Whether its forward derivative is a program too."""
    reverse: bool = False
    """Whether its reverse derivative is one."""
    together: bool = False
    """Whether derivatives of many cars are computed side by side; else one car at a time."""


def like(tree: Any) -> Any:
    """Return the shapes and types of a pytree.

    Args:
        tree: the pytree.
    """
    return jax.tree.map(lambda leaf: SHAPE(jnp.shape(leaf), jnp.asarray(leaf).dtype), tree)


def _figures() -> Any:
    return like(carwright.figures("xiaomi-su7-max"))


def _moves() -> tuple[Any, ...]:
    figures = _figures()
    told = SHAPE(figures.values.shape, jnp.bool_)
    return figures.values, figures.choices, figures.values, told, figures.values


def _car() -> Any:
    return jax.eval_shape(built.function, _figures())


def _drive() -> tuple[Any, ...]:
    trace = Trace(ALONG, ALONG, YES_ALONG, YES_ALONG, NUMBER, NUMBER)
    return _car(), trace, NUMBER, like(asked_of(None, None, None))


def _air() -> Any:
    return like(air_of(None))


def _state() -> Any:
    return like(start_of(None).given)


def _station() -> Any:
    return like(Station(1e5, 500.0, 800.0))


def _told() -> Told:
    return Told(ALONG, YES_ALONG, YES_ALONG, SHAPE((STEPS,), jnp.int32), NUMBER, NUMBER)


def _run() -> Any:
    """A drive without what each step did."""
    return replace(jax.eval_shape(driven.function, *_drive()), series=None)


def _lane() -> Any:
    """A cycle of a quick rating: all that has its length may have any."""
    lane = lanes(("wltp",), [jnp.asarray(100.0)])
    length = lane.trace.speed.shape[-1]

    def shape(leaf: Any) -> Any:
        axes = tuple(STEPS if axis == length else axis for axis in leaf.shape[1:])
        return SHAPE(axes, leaf.dtype)

    return jax.tree.map(shape, lane)


LISTED = (
    Listed(driven, _drive, forward=True, reverse=True, together=True),
    Listed(followed, _moves, forward=True, reverse=True),
    Listed(built, lambda: (_figures(),), forward=True, reverse=True),
    Listed(sprinted, lambda: (_car(), NUMBER, _air()), reverse=True),
    Listed(recharged, lambda: (_car(), _state()), reverse=True),
    Listed(charged, lambda: (_car(), _station(), _state(), NUMBER, _air(), like(no_climate()))),
    Listed(plugged_in, lambda: (_car(), NUMBER, _air().given, NUMBER, SHAPE((), jnp.bool_))),
    Listed(rest_voltage, lambda: (_car(), NUMBER)),
    Listed(climbed, lambda: (_car(), NUMBER, _air())),
    Listed(reached, lambda: (_car(), NUMBER, NUMBER, _air(), like(no_climate()))),
    Listed(driven_once, lambda: (_car(), _lane())),
    Listed(
        usable_in_test,
        lambda: (_car().battery, Filling(*(NUMBER for _ in Filling._fields))),
    ),
    Listed(leg, lambda: (_car(), _told(), _state())),
    Listed(facts_of, lambda: (_car(),), forward=True, reverse=True),
    Listed(rested, lambda: (_car(),)),
    Listed(reference_environment, lambda: (_car(),), forward=True, reverse=True),
    Listed(
        initial_state, lambda: (_car(), NUMBER, NUMBER, _air().given), forward=True, reverse=True
    ),
    Listed(soaked, lambda: (_car(), NUMBER, _air().given, NUMBER), forward=True, reverse=True),
    Listed(with_load, lambda: (_car(), like(Load(payload=0.0))), forward=True, reverse=True),
    Listed(launched_once, lambda: (_car(), _state(), _air())),
    Listed(summarised, lambda: (_run(),)),
    Listed(water, lambda: (NUMBER, NUMBER, NUMBER, SHAPE((), jnp.bool_))),
)
"""Every program; the order says the numbers by which the runtime knows them."""
