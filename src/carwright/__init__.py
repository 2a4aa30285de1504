"""carwright: the electric car before it exists.

Build it from what is known, said or wished of it, drive it, and see what to believe. Names are
looked up when they are first used, so that a command that needs no physics loads none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from carwright.car.build import build_car as build_car
    from carwright.car.car import Car as Car
    from carwright.car.load import Load as Load
    from carwright.car.load import loaded as loaded
    from carwright.cars.from_file import figures as figures
    from carwright.cars.from_file import load as load
    from carwright.cars.vary import gradient as gradient
    from carwright.cars.vary import vary as vary
    from carwright.codes import Outcome as Outcome
    from carwright.errors import InputError as InputError
    from carwright.figure_vector import Figures as Figures
    from carwright.rate.quick import rate_many as rate_many
    from carwright.rate.rating import Rating as Rating
    from carwright.run.accelerate import Sprint as Sprint
    from carwright.run.accelerate import accelerate as accelerate
    from carwright.run.accelerate import launches as launches
    from carwright.run.charge import Charge as Charge
    from carwright.run.charge import Station as Station
    from carwright.run.charge import arrived as arrived
    from carwright.run.charge import charge as charge
    from carwright.run.climb import climbing as climbing
    from carwright.run.comfort import comfort as comfort
    from carwright.run.constant_speed import range_at as range_at
    from carwright.run.drive import drive as drive
    from carwright.run.drive import surroundings as surroundings
    from carwright.run.recharge import Recharge as Recharge
    from carwright.run.recharge import recharge as recharge
    from carwright.run.results import series_dataset as series_dataset
    from carwright.run.simulate import Run as Run
    from carwright.run.simulate import soaked_state as soaked_state
    from carwright.run.until_empty import range_in_weather as range_in_weather
    from carwright.settle.resolve import resolve as resolve
    from carwright.world.cycle import Cycle as Cycle
    from carwright.world.cycle import cycle as cycle
    from carwright.world.cycle import cycle_ids as cycle_ids

_HOMES = {
    "Car": "car.car",
    "Charge": "run.charge",
    "Cycle": "world.cycle",
    "Figures": "figure_vector",
    "InputError": "errors",
    "Load": "car.load",
    "Outcome": "codes",
    "Rating": "rate.rating",
    "Recharge": "run.recharge",
    "Run": "run.simulate",
    "Sprint": "run.accelerate",
    "Station": "run.charge",
    "accelerate": "run.accelerate",
    "arrived": "run.charge",
    "build_car": "car.build",
    "charge": "run.charge",
    "climbing": "run.climb",
    "comfort": "run.comfort",
    "cycle": "world.cycle",
    "cycle_ids": "world.cycle",
    "drive": "run.drive",
    "figures": "cars.from_file",
    "gradient": "cars.vary",
    "launches": "run.accelerate",
    "load": "cars.from_file",
    "loaded": "car.load",
    "range_at": "run.constant_speed",
    "range_in_weather": "run.until_empty",
    "rate_many": "rate.quick",
    "recharge": "run.recharge",
    "resolve": "settle.resolve",
    "series_dataset": "run.results",
    "soaked_state": "run.simulate",
    "surroundings": "run.drive",
    "vary": "cars.vary",
}

__all__ = ["__version__", *sorted(_HOMES)]


def __getattr__(name: str) -> Any:
    """Return a public name from the module that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'carwright' has no attribute '{name}'")
    return getattr(import_module(f"carwright.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
