"""Asks: what a speed, a pedal or a plug asks of the car."""

import jax.numpy as jnp

from carwright.codes import Mode
from carwright.run.comfort import Comfort, no_climate
from carwright.state import Ask, Scalar


def follow(speed: Scalar, comfort: Comfort | None = None) -> Ask:
    """Return what a wanted speed asks.

    Args:
        speed: () speed wanted at the end of the step [m/s].
        comfort: what climate is asked to do; None is off.
    """
    return _ask(Mode.FOLLOW_SPEED, jnp.zeros_like(speed), comfort, speed=speed)


def pedals(force: Scalar, brake: Scalar) -> Ask:
    """Return what pedals ask.

    Args:
        force: () force wanted at the wheels, negative to regenerate [N].
        brake: () friction brake force wanted beside it, positive [N].
    """
    return _ask(Mode.PEDALS, jnp.zeros_like(force), force=force, brake=brake)


def plugged(station_power: Scalar, comfort: Comfort | None = None) -> Ask:
    """Return what a plug asks of a car that stands.

    Args:
        station_power: () greatest AC power of the station [W].
        comfort: what climate is asked to do; None is off.
    """
    nothing = jnp.zeros_like(station_power)
    return _ask(Mode.PLUGGED, nothing, comfort, station_power=station_power)


def plugged_dc(
    power: Scalar, current: Scalar, voltage: Scalar, comfort: Comfort | None = None
) -> Ask:
    """Return what the plug of a DC station asks of a car that stands.

    Args:
        power: () greatest power at the station's outlet [W].
        current: () its greatest current [A].
        voltage: () its greatest voltage [V].
        comfort: what climate is asked to do; None is off.
    """
    return _ask(
        Mode.PLUGGED,
        jnp.zeros_like(power),
        comfort,
        station_power=power,
        station_current=current,
        station_voltage=voltage,
    )


def _ask(mode: Mode, nothing: Scalar, comfort: Comfort | None = None, **wanted: Scalar) -> Ask:
    climate = no_climate() if comfort is None else comfort
    quantities = ("speed", "force", "brake", "station_power", "station_current", "station_voltage")
    unsaid = dict.fromkeys((*quantities, "climate_power", "parked_power"), nothing)
    return Ask(
        mode=jnp.asarray(mode, jnp.int32),
        **(unsaid | wanted),
        climate=climate.climate,
        cabin_temperature=climate.cabin_temperature.astype(nothing.dtype),
        occupants=climate.occupants.astype(nothing.dtype),
        precondition=jnp.asarray(False),
        awake=jnp.asarray(True),
        valid=jnp.asarray(True),
    )
