r"""Bench: a car on a chassis dynamometer, whose roller imposes a road load of its own.

The bench is set with a warm car at 20 C so that roller and car together resist by the target

$$F = F_0 + F_1 v + F_2 v^2$$

and keeps that setting when the car is cold. What turns in the car, the tyres of the driven axle,
its gear and its motor, takes its part of the target warm and more cold; all the rest is the
roller's and knows no temperature. No air moves over the car; an axle without a motor stands still.
Source: SAE J2264 (setting by coast-down of the warm car); the parts are the car's own.
"""

from dataclasses import replace
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool

from carwright.arrays import Array
from carwright.car import cell
from carwright.car.battery import Battery
from carwright.car.car import Axle, Car, ResidualDrag
from carwright.rate.feasibility import RoadLoad
from carwright.state import Scalar, State
from carwright.units import GRAVITY


def on_bench(car: Car, road: RoadLoad) -> Car:
    """Return the car as the bench sees it: target road load and inertia are the bench's.

    Args:
        car: one car.
        road: target of the bench, and its inertia.
    """
    dtype = car.body.mass.dtype
    mass = jnp.asarray(road.mass, dtype)
    tyre = car.tyre.under(mass / car.body.mass)
    share = _turning_share(car)
    tyre = replace(
        tyre,
        rolling_coefficient=tyre.rolling_coefficient * share,
        heat_capacity=tyre.heat_capacity * share,
    )
    rolling = tyre.rolling_coefficient * mass * GRAVITY
    spin = car.front.gear.spin_force + car.rear.gear.spin_force
    front, rear = _motor_drag(car.front), _motor_drag(car.rear)
    return replace(
        car,
        body=replace(car.body, mass=mass, drag_area=jnp.zeros_like(mass)),
        tyre=tyre,
        residual=ResidualDrag(
            constant=road.constant - rolling - spin,
            linear=road.linear - front[0] - rear[0],
            quadratic=road.quadratic - front[1] - rear[1] - rolling * tyre.speed_rise,
        ),
    )


class Mean(NamedTuple):
    """What the pack did on the mean in a row."""

    voltage: float
    """At its terminals [V]."""
    current: float
    """Out of it [A]."""
    time: float
    """For so long [s]."""


def charged(battery: Battery, state: State, mean: Mean) -> State:
    """Return the state with the charge from which a row with these means starts.

    Half of it is used at the mean voltage, which resistance keeps below that at rest. Between empty
    and full as the display knows them.

    Args:
        battery: the pack.
        state: the car at the start but for its charge.
        mean: of the row.
    """
    none = jnp.zeros_like(state.cell_temperature)
    circuit = battery.circuit(
        state.charge, none, none, state.cell_temperature, none + jnp.asarray(mean.time)
    )
    voltage = mean.voltage + mean.current * float(circuit.resistance)
    first = int(battery.chemistry) * cell.SPANS
    block = cell.TABLE[first : first + cell.SPANS]
    rest = np.append(block[:, 0], block[-1, 0] + block[-1, 1] / cell.SPANS)
    points = np.linspace(0.0, 1.0, rest.size)
    rest = rest + np.asarray(battery.shift.at(jnp.asarray(points)))
    share = np.interp(voltage / float(battery.cells_in_series), rest, points)
    share = share + 0.5 * mean.current * mean.time / float(battery.capacity)
    charge = np.clip(share, float(battery.empty_charge), float(battery.full_charge))
    return replace(state, charge=jnp.asarray(charge, state.charge.dtype))


def _motor_drag(axle: Axle) -> tuple[Scalar, Scalar]:
    """Growth of the motor's drag with road speed [N s/m] and with its square [N s^2/m^2]."""
    unit, turns = axle.unit, axle.gear.turns_per_metre
    return unit.drag_linear * turns**2, unit.drag_quadratic * turns**3


def _turning_share(car: Car) -> Scalar:
    """Share of the car's weight on axles that the bench turns [-]."""

    def drives(axle: Axle) -> Bool[Array, ""]:
        return axle.unit.present > 0.5

    front = car.body.front_share
    only_rear = ~drives(car.front) & drives(car.rear)
    only_front = drives(car.front) & ~drives(car.rear)
    one = jnp.ones_like(front)
    return jnp.where(only_rear, 1.0 - front, jnp.where(only_front, front, one))
