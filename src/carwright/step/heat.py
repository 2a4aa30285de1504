"""Heat: where each loss goes, and the temperature of each node after the step.

The nodes are a tree: cells and drive units lean on the coolant, the coolant on the air; seats and
panels lean on the cabin air, that on the air; gear oil and tyres lean on the air alone. All links
act at the temperatures after the step (implicit Euler, stable at any step), and a tree is solved
exactly from its leaves: a leaf takes of its trunk's temperature the share that their link has
in its capacity over the step and all its links together. Flows come first, temperatures from them,
so that the books close.
"""

from typing import NamedTuple

import jax.numpy as jnp

from carwright.once import once
from carwright.state import Record, Scalar
from carwright.step.conditioning import Conditioning
from carwright.step.limits import Limits
from carwright.step.moment import Moment


class Sources(NamedTuple):
    """Heat of the losses into each node that has some."""

    cells: Scalar
    """Cells [W]."""
    front_unit: Scalar
    """Front motor and inverter [W]."""
    rear_unit: Scalar
    """Rear motor and inverter [W]."""
    oil: Scalar
    """Gear oil [W]."""
    tyres: Scalar
    """Tyres [W]."""


class Flows(NamedTuple):
    """Heat that flows out of each node over a link [W]."""

    cells: Scalar
    """Cells to air [W]."""
    front_unit: Scalar
    """Front unit to air [W]."""
    rear_unit: Scalar
    """Rear unit to air [W]."""
    oil: Scalar
    """Gear oil to air [W]."""
    tyres: Scalar
    """Tyres to air [W]."""
    cells_to_coolant: Scalar
    """Cells to coolant [W]."""
    front_to_coolant: Scalar
    """Front unit to coolant [W]."""
    rear_to_coolant: Scalar
    """Rear unit to coolant [W]."""
    coolant: Scalar
    """Coolant to air [W]."""
    drawn: Scalar
    """Coolant to chiller and heat pump [W]."""
    cabin_to_mass: Scalar
    """Cabin air to seats and panels [W]."""
    cabin: Scalar
    """Cabin air to air [W]."""


class Nodes(NamedTuple):
    """Temperature of each node after the step [K]."""

    cells: Scalar
    """Cells [K]."""
    coolant: Scalar
    """Coolant [K]."""
    front_unit: Scalar
    """Front motor and inverter [K]."""
    rear_unit: Scalar
    """Rear motor and inverter [K]."""
    oil: Scalar
    """Gear oil [K]."""
    tyres: Scalar
    """Tyres [K]."""
    cabin_air: Scalar
    """Cabin air [K]."""
    cabin_mass: Scalar
    """Seats and panels [K]."""


class _Leaf(NamedTuple):
    """A leaf as its trunk sees it."""

    own: Scalar
    """What the leaf would be, were its trunk at the air's temperature, over the air [K]."""
    follows: Scalar
    """Its growth with the trunk [-]."""
    to_air: Scalar
    """Link to the air [W/K]."""
    to_trunk: Scalar
    """Link to the trunk [W/K]."""

    def at(self, trunk: Scalar) -> Scalar:
        """Temperature after the step, over the air [K]."""
        return self.own + self.follows * trunk


def flows(
    now: Moment, limits: Limits, conditioning: Conditioning, speed: Scalar, into: Sources
) -> Flows:
    """Return the heat that flows over each link in this step [W].

    Args:
        now: what the step starts from.
        limits: what this step may use.
        conditioning: what climate does.
        speed: () mean speed of the step [m/s].
        into: heat into each node [W].
    """
    car, state, alive = now.car, now.state, now.alive
    air, tyre, loop = now.environment.temperature, now.car.tyre, conditioning.coolant

    def leaf(
        capacity: Scalar, to_air: Scalar, to_trunk: Scalar, temperature: Scalar, heat: Scalar
    ) -> _Leaf:
        rate = capacity / now.dt
        weight = 1.0 / (rate + to_air + to_trunk)
        return _Leaf(
            (rate * (temperature - air) + heat) * weight, to_trunk * weight, to_air, to_trunk
        )

    nothing = jnp.zeros_like(speed)
    front, rear, oil, pack = car.front.unit, car.rear.unit, car.accessories, car.battery
    # Water and snow carry off the heat that they cost.
    tyre_link = now.environment.rolling * tyre.cooling(limits.weight, speed)
    cells = leaf(
        pack.heat_capacity, pack.conductance, loop.to_cells, state.cell_temperature, into.cells
    )
    front_unit = leaf(
        front.heat_capacity,
        front.conductance + loop.front_to_air,
        loop.to_front,
        state.front_unit_temperature,
        into.front_unit,
    )
    rear_unit = leaf(
        rear.heat_capacity,
        rear.conductance + loop.rear_to_air,
        loop.to_rear,
        state.rear_unit_temperature,
        into.rear_unit,
    )
    oils = leaf(
        oil.oil_heat_capacity, oil.oil_conductance, nothing, state.oil_temperature, into.oil
    )
    tyres = leaf(tyre.heat_capacity, tyre_link, nothing, state.tyre_temperature, into.tyres)
    inside = conditioning.cabin
    mass = leaf(
        car.climate.mass_heat_capacity,
        nothing,
        car.climate.mass_conductance,
        state.cabin_mass_temperature,
        inside.sun,
    )
    cells, front_unit, rear_unit, oils, tyres, mass = once(
        (cells, front_unit, rear_unit, oils, tyres, mass)
    )
    drawn = loop.chilled + inside.recovered
    trunk = _trunk(
        car.thermal.heat_capacity / now.dt,
        state.coolant_temperature - air,
        loop.heating - drawn,
        loop.to_air,
        (cells, front_unit, rear_unit),
    )
    cabin = _trunk(
        car.climate.air_heat_capacity / now.dt,
        state.cabin_air_temperature - air,
        inside.delivered + inside.people,
        inside.to_air,
        (mass,),
    )
    trunk, cabin = once((trunk, cabin))
    return Flows(
        cells=alive * cells.to_air * cells.at(trunk),
        front_unit=alive * front_unit.to_air * front_unit.at(trunk),
        rear_unit=alive * rear_unit.to_air * rear_unit.at(trunk),
        oil=alive * oils.to_air * oils.own,
        tyres=alive * tyres.to_air * tyres.own,
        cells_to_coolant=alive * cells.to_trunk * (cells.at(trunk) - trunk),
        front_to_coolant=alive * front_unit.to_trunk * (front_unit.at(trunk) - trunk),
        rear_to_coolant=alive * rear_unit.to_trunk * (rear_unit.at(trunk) - trunk),
        coolant=alive * loop.to_air * trunk,
        drawn=alive * drawn,
        cabin_to_mass=alive * mass.to_trunk * (cabin - mass.at(cabin)),
        cabin=alive * inside.to_air * cabin,
    )


def _trunk(
    rate: Scalar, temperature: Scalar, heat: Scalar, to_air: Scalar, leaves: tuple[_Leaf, ...]
) -> Scalar:
    """Temperature of a trunk after the step, over the air [K]."""
    stiffness = rate + to_air + sum(one.to_trunk * (1.0 - one.follows) for one in leaves)
    push = rate * temperature + heat + sum(one.to_trunk * one.own for one in leaves)
    return push / stiffness


def warmed(now: Moment, record: Record) -> Nodes:
    """Return the temperature of each node after the step.

    Args:
        now: what the step starts from.
        record: powers of the step.
    """
    car, state, dt = now.car, now.state, now.dt
    cells, coolant, front, rear, oil, tyres, air, mass = (
        heat - out for heat, out in balances(record).values()
    )
    return Nodes(
        cells=state.cell_temperature + cells * (dt / car.battery.heat_capacity),
        coolant=state.coolant_temperature + coolant * (dt / car.thermal.heat_capacity),
        front_unit=state.front_unit_temperature + front * (dt / car.front.unit.heat_capacity),
        rear_unit=state.rear_unit_temperature + rear * (dt / car.rear.unit.heat_capacity),
        oil=state.oil_temperature + oil * (dt / car.accessories.oil_heat_capacity),
        tyres=state.tyre_temperature + tyres * (dt / car.tyre.heat_capacity),
        cabin_air=state.cabin_air_temperature + air * (dt / car.climate.air_heat_capacity),
        cabin_mass=state.cabin_mass_temperature + mass * (dt / car.climate.mass_heat_capacity),
    )


def balances(record: Record) -> dict[str, tuple[Scalar, Scalar]]:
    """Return heat into and out of each node, by name [W], or [J] of the totals of a drive.

    Args:
        record: powers of a step, or energies of a drive.
    """
    units_to_coolant = record.front_unit_to_coolant + record.rear_unit_to_coolant
    return {
        "cells": (
            record.cell_ohmic + record.cell_polarisation,
            record.cell_cooling + record.cell_to_coolant,
        ),
        "coolant": (
            record.cell_to_coolant + units_to_coolant + record.battery_heating,
            record.coolant_cooling + record.coolant_drawn,
        ),
        "front_unit": (
            record.front_drive_unit + record.front_motor_drag,
            record.front_unit_cooling + record.front_unit_to_coolant,
        ),
        "rear_unit": (
            record.rear_drive_unit + record.rear_motor_drag,
            record.rear_unit_cooling + record.rear_unit_to_coolant,
        ),
        "oil": (record.front_gear + record.rear_gear, record.oil_cooling),
        "tyres": (record.tyres, record.tyre_cooling),
        "cabin_air": (
            record.cabin_delivered + record.cabin_people,
            record.cabin_to_mass + record.cabin_to_air,
        ),
        "cabin_mass": (record.cabin_sun + record.cabin_to_mass, jnp.zeros_like(record.tyres)),
    }
