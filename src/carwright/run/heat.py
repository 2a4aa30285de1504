"""Heat: where each loss goes, and the temperature of each node after the step.

Cells, drive units, gear oil and tyres are one node each, cooled by the air around them. Coolant and
cabin stay as they
are: climate is not modelled yet, and results say so outside 15 to 30 C.
"""

from typing import NamedTuple

from carwright.run.limits import Limits
from carwright.run.moment import Moment
from carwright.state import Record, Scalar


class Nodes(NamedTuple):
    """A number for each node: heat [W] or temperature [K]."""

    cells: Scalar
    """Cells [W or K]."""
    front_unit: Scalar
    """Front motor and inverter [W or K]."""
    rear_unit: Scalar
    """Rear motor and inverter [W or K]."""
    oil: Scalar
    """Gear oil [W or K]."""
    tyres: Scalar
    """Tyres [W or K]."""


def cooling(now: Moment, limits: Limits, speed: Scalar, heat: Nodes) -> Nodes:
    """Return the heat that each node gives to the air [W], at its temperature after the step.

    Taking the new temperature keeps the lightest node stable at any step.

    Args:
        now: what the step starts from.
        limits: what this step may use.
        speed: () mean speed of the step [m/s].
        heat: heat into each node [W].
    """
    car, state, dt = now.car, now.state, now.dt
    air, tyre = now.environment.temperature, now.car.tyre
    warm_loss = limits.weight * tyre.rolling_coefficient * (1.0 + tyre.speed_rise * speed * speed)

    def shed(conductance: Scalar, capacity: Scalar, temperature: Scalar, into: Scalar) -> Scalar:
        rate = dt / capacity
        effective = conductance / (1.0 + rate * conductance)
        return now.alive * effective * (temperature - air + rate * into)

    front, rear, oil = car.front.unit, car.rear.unit, car.accessories
    return Nodes(
        cells=shed(
            car.battery.conductance, car.battery.heat_capacity, state.cell_temperature, heat.cells
        ),
        front_unit=shed(
            front.conductance, front.heat_capacity, state.front_unit_temperature, heat.front_unit
        ),
        rear_unit=shed(
            rear.conductance, rear.heat_capacity, state.rear_unit_temperature, heat.rear_unit
        ),
        oil=shed(oil.oil_conductance, oil.oil_heat_capacity, state.oil_temperature, heat.oil),
        tyres=shed(
            warm_loss * speed * (1.0 / tyre.warm_rise),
            tyre.heat_capacity,
            state.tyre_temperature,
            heat.tyres,
        ),
    )


def warmed(now: Moment, record: Record) -> Nodes:
    """Return the temperature of each node after the step.

    Args:
        now: what the step starts from.
        record: powers of the step.
    """
    car, state, dt = now.car, now.state, now.dt
    cells = record.cell_ohmic + record.cell_polarisation - record.cell_cooling
    front = record.front_drive_unit + record.front_motor_drag - record.front_unit_cooling
    rear = record.rear_drive_unit + record.rear_motor_drag - record.rear_unit_cooling
    oil = record.front_gear + record.rear_gear - record.oil_cooling
    tyres = record.tyres - record.tyre_cooling
    return Nodes(
        cells=state.cell_temperature + cells * (dt / car.battery.heat_capacity),
        front_unit=state.front_unit_temperature + front * (dt / car.front.unit.heat_capacity),
        rear_unit=state.rear_unit_temperature + rear * (dt / car.rear.unit.heat_capacity),
        oil=state.oil_temperature + oil * (dt / car.accessories.oil_heat_capacity),
        tyres=state.tyre_temperature + tyres * (dt / car.tyre.heat_capacity),
    )
