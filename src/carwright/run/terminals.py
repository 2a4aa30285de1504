"""terminals: voltage and current of the pack in each step, solved again as the step solved it."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from carwright.car.battery import Battery
from carwright.car.car import Car
from carwright.run.steps import Steps
from carwright.state import Scalar, State


class Terminals(NamedTuple):
    """The pack's terminals, step by step."""

    voltage: np.ndarray
    """(steps,) step mean; times the current it is the power at the terminals [V]."""
    current: np.ndarray
    """(steps,) constant over the step, positive out of the battery [A]."""


def terminals(car: Car, done: Steps) -> Terminals:
    """Return voltage and current of the pack.

    Args:
        car: the car.
        done: what each step did.
    """
    power = done.record.terminal_out - done.record.terminal_in
    voltage, current = _many(car.battery, done.before, power, done.time)
    return Terminals(np.asarray(voltage), np.asarray(current))


def _one(battery: Battery, before: State, power: Scalar, dt: Scalar) -> tuple[Scalar, Scalar]:
    circuit = battery.circuit(
        before.charge,
        before.fast_polarisation,
        before.slow_polarisation,
        before.cell_temperature,
        dt,
    )
    current, _ = battery.current(circuit, power, dt)
    flows = current != 0.0
    return jnp.where(flows, power / jnp.where(flows, current, 1.0), circuit.source), current


_many = jax.jit(jax.vmap(_one, in_axes=(None, 0, 0, 0)))
