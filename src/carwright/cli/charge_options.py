"""The options of a charge: the station, the car as it is plugged in, and what they refuse."""

from dataclasses import dataclass
from math import isfinite
from typing import Annotated

from cyclopts import Parameter

from carwright.cli.temperatures import refuse_cabin, refuse_extreme
from carwright.errors import InputError

FAST = {"station_kw": 350.0, "station_a": 500.0, "station_v": 1000.0}
"""A usual DC station for all classes of cars."""
SLOW_KW = 22.0
"""A usual AC station: three phases of 32 A."""
WHOLE = 100.0
"""A full display [percent]."""


@Parameter(name="*")
@dataclass(frozen=True)
class StationOptions:
    """What the station gives."""

    station_kw: float | None = None
    """greatest power: of a DC station at its outlet, by default 350; of an AC one, by default 22"""
    station_a: float | None = None
    """greatest current of a DC station, by default 500"""
    station_v: float | None = None
    """greatest voltage of a DC station, by default 1000"""
    ac: bool = False
    """charge by the onboard charger"""
    dc: bool = False
    """charge at a DC station, which is the default"""


@Parameter(name="*")
@dataclass(frozen=True)
class PlugOptions:
    """The car as it is plugged in, and the charge that is wanted."""

    start: Annotated[float, Parameter(name="--from")] = 10.0
    """charge of the display as the car is plugged in, percent"""
    to: float = 80.0
    """charge of the display that is wanted, percent"""
    cell_temperature_c: float | None = None
    """of the cells as the car is plugged in; by default warmed on the way, for AC as the air"""
    air_c: float = 20.0
    """of the air"""
    cabin_c: float | None = None
    """at which climate keeps the cabin while the car charges, and on the drive; by default off"""


def given_of(station: StationOptions) -> dict[str, float]:
    """Return the station's limits by key, without current and voltage where it is an AC one.

    Args:
        station: what the command line holds.

    Raises:
        InputError: if there is no such station.
    """
    told = {key: getattr(station, key) for key in FAST}
    for key, value in told.items():
        if value is not None and not (isfinite(value) and value > 0.0):
            raise InputError(
                "a station that gives nothing charges nothing",
                key=_option(key),
                value=value,
                allowed="above 0",
            )
    if station.ac and station.dc:
        raise InputError("a plug is AC or DC", key="--ac", remedy="leave out --ac or --dc")
    if not station.ac:
        return {key: FAST[key] if value is None else value for key, value in told.items()}
    for key in ("station_a", "station_v"):
        if told[key] is not None:
            raise InputError(
                "current and voltage are those of a DC station",
                key=_option(key),
                value=told[key],
                remedy="say its power with --station-kw, or leave out --ac",
            )
    return {"station_kw": told["station_kw"] or SLOW_KW}


def _option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def check_plug(plug: PlugOptions, tariff: float | None) -> None:
    """Refuse a car that cannot stand at the plug so.

    Args:
        plug: what the command line holds.
        tariff: price of a kilowatt-hour; None without one.

    Raises:
        InputError: if a charge, a temperature or the price is none.
    """
    if not 0.0 <= plug.start < WHOLE:
        full = plug.start == WHOLE
        raise InputError(
            "a full car takes no charge" if full else "charge is a percentage of the display",
            key="--from",
            value=plug.start,
            allowed="0 to less than 100 %",
        )
    if not plug.start < plug.to <= WHOLE:
        raise InputError(
            "the wanted charge is not above the one at the start",
            key="--to",
            value=plug.to,
            allowed=f"more than {plug.start:g}, up to 100 %",
        )
    refuse_extreme("--air-c", plug.air_c)
    refuse_extreme("--cell-temperature-c", plug.cell_temperature_c)
    refuse_cabin(plug.cabin_c)
    if tariff is not None and not (isfinite(tariff) and tariff >= 0.0):
        raise InputError("no price", key="--tariff", value=tariff, allowed="0 and above")
