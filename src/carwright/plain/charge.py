"""A charge, and what a drive makes of it, by plain numbers."""

from typing import TYPE_CHECKING, NamedTuple

from carwright.plain.call import Numbers, call
from carwright.plain.drive import Morning, driven, told
from carwright.plain.weather import around, climate
from carwright.run.charge_results import Use, use

if TYPE_CHECKING:
    from carwright.world.padding import Padded


class Station(NamedTuple):
    """What a charging station gives, by the names of the library's."""

    power: float
    """Greatest power: at the wall of an AC one, at the outlet of a DC one [W]."""
    current: float
    """Greatest current of a DC one; nothing for an AC one [A]."""
    voltage: float
    """Greatest voltage of a DC one; nothing for an AC one [V]."""


class Plugged(NamedTuple):
    """A car as it is plugged in."""

    station: Station
    """What the station gives [-]."""
    cells: float | None
    """Temperature of the cells; None where the way there warmed them for charging [K]."""
    morning: Morning
    """What surrounds the car, and what climate does [-]."""


def charged(car: Numbers, plugged: Plugged, start: float, to: float) -> Numbers:
    """Charge one car.

    Args:
        car: the car.
        plugged: how it is plugged in.
        start: charge on the display then [share].
        to: charge that is wanted [share].
    """
    air = around(car, plugged.morning.weather).leaves
    cells = 0.0 if plugged.cells is None else plugged.cells
    state = call("arrived", *car.leaves, start, *air, cells, plugged.cells is None)
    asked = (*plugged.station, *state.leaves, to, *air, False, *climate(plugged.morning.cabin))
    return call("charge", *car.leaves, *asked)


def use_on(car: Numbers, trace: "Padded", charge: float, morning: Morning) -> Use:
    """Return what a drive makes of a charge.

    Args:
        car: the car.
        trace: what is driven.
        charge: charge on the display at its start [share].
        morning: what surrounds the car, and what climate does.
    """
    run = driven(car, trace, charge, morning)
    drive = told(run)
    return use(run["totals.chemical"], drive["energy_dc"], drive["consumption_dc"])


def rest_voltage(car: Numbers, charge: float) -> float:
    """Return the rest voltage of a pack [V].

    Args:
        car: the car.
        charge: charge of the cells [share].
    """
    return float(call("rest_voltage", *car.leaves, charge).leaves[0])
