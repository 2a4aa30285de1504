"""Second beat, demand: the force at the wheels that an asked speed or a pedal takes."""

from typing import NamedTuple

import jax.numpy as jnp

from carwright.codes import Mode
from carwright.once import once
from carwright.state import Scalar
from carwright.step.limits import Drag, Limits
from carwright.step.moment import Moment


class Demand(NamedTuple):
    """What the driver asks of the wheels."""

    force: Scalar
    """Force at the wheels that the ask takes, signed [N]."""
    sign: Scalar
    """+1 to drive, -1 to brake [-]."""
    size: Scalar
    """Size of the force [N]."""
    drag: Drag
    """Resistance to motion; its constant part is nothing while the car stands [-]."""


def demand(now: Moment, limits: Limits) -> Demand:
    """Return the force that the asked speed takes at mid-step, or that the pedal asks.

    A pedal asks no more than what leads to top speed. A car that stands is held by its brakes; the
    slowest creep pays for its tyres, as the books must close.

    Args:
        now: what the step starts from.
        limits: what this step may use.
    """
    car, state, dt = now.car, now.state, now.dt
    pedals = now.ask.mode == Mode.PEDALS
    moving = jnp.where((limits.speed > 0.0) | pedals, 1.0, 0.0).astype(dt.dtype)
    drag = limits.resistance.total
    drag = Drag(moving * drag.constant, drag.linear, drag.quadratic)
    top = car.controls.top_speed
    wanted = jnp.where(pedals, top, jnp.minimum(now.ask.speed, top))
    force = (car.body.inertia / dt) * (wanted - state.speed) + drag.at(limits.speed)
    force = jnp.where(pedals, jnp.minimum(now.ask.force, jnp.maximum(force, 0.0)), force)
    sign = jnp.where(force >= 0.0, 1.0, -1.0).astype(dt.dtype)
    return once(Demand(force=force, sign=sign, size=sign * force, drag=drag))
