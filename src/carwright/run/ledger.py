r"""The ledger: two books that must close.

Electric: what the cells' chemistry and the grid gave is what every load and loss took and what is
stored as motion, height and polarisation. The chemical side comes from the exact integral of the
rest voltage at the end states, the stored terms from the end states, everything else from the sums
of the steps, so that the residual is real. Thermal: each node's heat in is its heat out plus what
its temperature holds.
"""

import equinox as eqx
import jax.numpy as jnp

from carwright.car import cell
from carwright.car.car import Car
from carwright.state import Record, Scalar, State
from carwright.step.heat import balances
from carwright.units import GRAVITY

FLOOR = 1e3
"""Least sum of terms by which a residual is divided [J]."""
LOSSES = (
    "air",
    "tyres",
    "residual_drag",
    "friction_brakes",
    "front_motor_drag",
    "rear_motor_drag",
    "front_gear",
    "rear_gear",
    "front_drive_unit",
    "rear_drive_unit",
    "auxiliaries",
    "dcdc",
    "climate",
    "cell_ohmic",
    "cell_polarisation",
)
"""Terms of the electric book that are sums of steps, by their name in the record."""
_NODE = "_temperature"
_TEMPERATURES = {"cells": "cell_temperature", "tyres": "tyre_temperature"}
SOURCE, CHARGER, CABLE = "grid", "charger", "cable"
"""Terms of a plugged car, by their name in the record: what the grid gave, and lost on the way."""


class Ledger(eqx.Module):
    """Both books of a drive."""

    chemical: Scalar
    """What the cells' chemistry gave [J]."""
    losses: dict[str, Scalar]
    """What each load and loss took, by name [J]."""
    stored: dict[str, Scalar]
    """What is stored at the end and was not at the start: kinetic, height, polarisation [J]."""
    plug: dict[str, Scalar]
    """While plugged in: `grid` gave beside the chemistry, `charger` and `cable` took [J]."""
    residual: Scalar
    """What the electric book does not explain [J]."""
    residual_relative: Scalar
    """The same over the sum of the sizes of all terms [-]."""
    thermal_residual: dict[str, Scalar]
    """What the thermal book of each node does not explain, over the sum of its terms [-]."""

    def terms(self) -> dict[str, Scalar]:
        """Return every term of the electric book of a drive by name, chemical first [J]."""
        losses = {name: self.losses[name] for name in LOSSES}
        return {"chemical": self.chemical, **losses, **self.stored}


def close(car: Car, start: State, end: State, totals: Record) -> Ledger:
    """Close the books of a drive.

    Args:
        car: the car.
        start: the car at the start.
        end: the car at the end.
        totals: energies of the drive [J].
    """
    battery = car.battery
    chemical = (
        battery.cells_in_series
        * battery.capacity
        * (
            cell.rest_energy(battery.chemistry, start.charge, battery.shift)
            - cell.rest_energy(battery.chemistry, end.charge, battery.shift)
        )
    )
    losses = {name: getattr(totals, name) for name in LOSSES}
    stored = {
        "kinetic": 0.5 * car.body.inertia * (end.speed**2 - start.speed**2),
        "height": car.body.moved_mass * GRAVITY * (end.height - start.height),
        "polarisation": _in_pairs(car, end) - _in_pairs(car, start),
    }
    plug = {name: getattr(totals, name) for name in (SOURCE, CHARGER, CABLE)}
    taken = (*losses.values(), *stored.values(), plug[CHARGER], plug[CABLE])
    residual = chemical + plug[SOURCE] - sum(taken)
    size = jnp.abs(chemical) + plug[SOURCE] + sum(jnp.abs(term) for term in taken)
    return Ledger(
        chemical=chemical,
        losses=losses,
        stored=stored,
        plug=plug,
        residual=residual,
        residual_relative=residual / jnp.maximum(size, FLOOR),
        thermal_residual=_thermal(car, start, end, totals),
    )


def _in_pairs(car: Car, state: State) -> Scalar:
    battery = car.battery
    fast = battery.fast_capacitance * state.fast_polarisation**2
    return 0.5 * (fast + battery.slow_capacitance * state.slow_polarisation**2)


def _thermal(car: Car, start: State, end: State, totals: Record) -> dict[str, Scalar]:
    capacities = {
        "cells": car.battery.heat_capacity,
        "coolant": car.thermal.heat_capacity,
        "front_unit": car.front.unit.heat_capacity,
        "rear_unit": car.rear.unit.heat_capacity,
        "oil": car.accessories.oil_heat_capacity,
        "tyres": car.tyre.heat_capacity,
        "cabin_air": car.climate.air_heat_capacity,
        "cabin_mass": car.climate.mass_heat_capacity,
    }
    found = {}
    for name, (heat, out) in balances(totals).items():
        before, after = (getattr(at, _TEMPERATURES.get(name, name + _NODE)) for at in (start, end))
        held = capacities[name] * (after - before)
        size = jnp.abs(heat) + jnp.abs(out) + jnp.abs(held)
        found[name] = (heat - out - held) / jnp.maximum(size, FLOOR)
    return found
