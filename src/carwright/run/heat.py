"""Heat: where each loss goes, and the temperature of each node after the step.

Cells, drive units, gear oil and tyres are one node each, cooled by the air around them. Coolant and
cabin stay as they
are: climate is not modelled yet, and results say so outside 15 to 30 C.
"""

from typing import NamedTuple

from carwright.run.limits import Limits
from carwright.run.moment import Moment
from carwright.state import Record, Scalar


class Cooling(NamedTuple):
    """Heat from each node to the air."""

    cells: Scalar
    """From the cells [W]."""
    front_unit: Scalar
    """From the front unit [W]."""
    rear_unit: Scalar
    """From the rear unit [W]."""
    oil: Scalar
    """From the gear oil [W]."""
    tyres: Scalar
    """From the tyres [W]."""


class Temperatures(NamedTuple):
    """Temperature of each node after the step."""

    cells: Scalar
    """Cells [K]."""
    front_unit: Scalar
    """Front unit [K]."""
    rear_unit: Scalar
    """Rear unit [K]."""
    oil: Scalar
    """Gear oil [K]."""
    tyres: Scalar
    """Tyres [K]."""


def cooling(now: Moment, limits: Limits, speed: Scalar) -> Cooling:
    """Return the heat that each node gives to the air.

    Args:
        now: what the step starts from.
        limits: what this step may use.
        speed: () mean speed of the step [m/s].
    """
    car, state, alive = now.car, now.state, now.alive
    air = now.environment.temperature
    tyre = car.tyre
    warm_loss = limits.weight * tyre.rolling_coefficient * (1.0 + tyre.speed_rise * speed * speed)
    return Cooling(
        cells=alive * car.battery.conductance * (state.cell_temperature - air),
        front_unit=alive * car.front.unit.conductance * (state.front_unit_temperature - air),
        rear_unit=alive * car.rear.unit.conductance * (state.rear_unit_temperature - air),
        oil=alive * car.accessories.oil_conductance * (state.oil_temperature - air),
        tyres=warm_loss * speed * (state.tyre_temperature - air) * (1.0 / tyre.warm_rise),
    )


def warmed(now: Moment, record: Record) -> Temperatures:
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
    return Temperatures(
        cells=state.cell_temperature + cells * (dt / car.battery.heat_capacity),
        front_unit=state.front_unit_temperature + front * (dt / car.front.unit.heat_capacity),
        rear_unit=state.rear_unit_temperature + rear * (dt / car.rear.unit.heat_capacity),
        oil=state.oil_temperature + oil * (dt / car.accessories.oil_heat_capacity),
        tyres=state.tyre_temperature + tyres * (dt / car.tyre.heat_capacity),
    )
