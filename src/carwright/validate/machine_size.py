"""Machine size: whether a larger machine does worse on the same road, measured and simulated.

Measured: the slope of a difference over power by mass among the cars of one maker, so that a
maker's own way does not count. Simulated: one car with a larger unit, all else alike.
"""

from collections.abc import Sequence
from typing import NamedTuple

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from carwright.car.car import Axle, Car
from carwright.cars.from_file import vector
from carwright.figure_vector import Figures
from carwright.settle.settled import Settled
from carwright.units import to_si
from carwright.validate.nothing_learnt import EpaResults
from carwright.validate.predict import Versions, batch_of


class Slope(NamedTuple):
    """A slope among cars of the same maker."""

    value: float
    """Change of the one for each change of the other [-]."""
    error: float
    """Its standard error, makers drawn as a whole [-]."""
    rows: int
    """Rows of makers that have several [-]."""
    makers: int
    """How many makers that are [-]."""


def slope_within(makers: Sequence[str], over: np.ndarray, what: np.ndarray) -> Slope:
    """Return the slope of one thing over another among the rows of each maker.

    Source: Cameron and Miller, A Practitioner's Guide to Cluster-Robust Inference, Journal of Human
    Resources 50 (2015) 317: the sandwich, times groups over groups less one.

    Args:
        makers: maker of each row; of two makers or more there must be several rows that differ.
        over: (rows,) what it hangs on.
        what: (rows,) what hangs on it.
    """
    names = np.array(makers)
    groups = [names == name for name in np.unique(names) if np.sum(names == name) > 1]
    x = [over[group] - over[group].mean() for group in groups]
    y = [what[group] - what[group].mean() for group in groups]
    spread = sum(float(one @ one) for one in x)
    value = sum(float(one @ other) for one, other in zip(x, y, strict=True)) / spread
    left = [float(one @ (other - value * one)) for one, other in zip(x, y, strict=True)]
    count = len(groups)
    error = float(np.sqrt(np.sum(np.square(left)) * count / (count - 1))) / spread
    return Slope(value, error, int(sum(group.sum() for group in groups)), count)


def peak_powers_known(rows: EpaResults) -> EpaResults:
    """Return the rows whose rated power is a peak power: those of a lasting rating are left out.

    Args:
        rows: the rows.
    """
    return rows.chosen(np.array([not row.note for row in rows.rows]))


def power_by_mass(rows: EpaResults) -> np.ndarray:
    """Return the logarithm of rated power over test weight, one entry a row [log of W/kg].

    Args:
        rows: the rows.
    """
    key = "test_weight_lb"
    return np.log(rows.power / np.array([to_si(key, row.road[key]) for row in rows.rows]))


def grown(car: Settled, side: str, factors: Sequence[float]) -> Car:
    """Return a car with larger and larger drive units on the same road, at the same mass.

    What hangs on peak power moves with it: torque, rotor, losses, drag and what the battery gives.
    What its turning motor drags more, the rest of its road load drags less.

    Args:
        car: the car, settled.
        side: `front` or `rear`.
        factors: peak power over its own; the road load is that of the first.
    """
    power = f"{side}_peak_power"
    own = vector(car)
    many = Figures(
        values=jnp.tile(own.values, (len(factors), 1)),
        choices=jnp.tile(own.choices, (len(factors), 1)),
    )
    powers = own[power] * jnp.asarray(factors)
    # Kerb mass is that of the power it refers to: a larger unit would else weigh more.
    larger = many.following({power: powers, f"reference_{power}": powers})
    cars = batch_of([Versions(np.asarray(larger.values), np.asarray(larger.choices))])
    axle: Axle = getattr(cars, side)
    turns, rest = axle.gear.turns_per_metre, cars.residual
    linear = axle.unit.drag_linear * turns**2
    quadratic = axle.unit.drag_quadratic * turns**3
    return eqx.tree_at(
        lambda one: (one.residual.linear, one.residual.quadratic),
        cars,
        (rest.linear + linear[0] - linear, rest.quadratic + quadratic[0] - quadratic),
    )
