"""carwright charge: one car at an AC or DC station."""

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from carwright.cli.output import print_json, print_text, progress
from carwright.errors import InputError
from carwright.units import ZERO_CELSIUS, to_si

if TYPE_CHECKING:
    from carwright.build.settle import Settled
    from carwright.car.car import Car
    from carwright.run.charge import Charge
    from carwright.world.cycle import Cycle

FAST = {"station_kw": 350.0, "station_a": 500.0, "station_v": 1000.0}
"""A usual DC station for all classes of cars."""
SLOW_KW = 22.0
"""A usual AC station: three phases of 32 A."""
MINUTES = (5, 10, 15)
"""Times whose gain in range is printed [min]."""
_SHOWN = 10
"""Every so many percent of the curve are printed."""
_LEAST_SHOWN = 5e-4
"""Smallest loss that is printed [kWh]."""
_WINDOW = (10.0, 80.0)
"""Charge between which times are compared [percent]."""
_STATIONS = {"ac": "an AC", "dc": "a DC"}
_WHOLE, _HOTTEST = 100.0, 60.0


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
    temperature_c: float = 20.0
    """of the air"""


def charge(  # noqa: PLR0913 (each is an option of the command)
    car: str,
    /,
    *,
    station: StationOptions | None = None,
    plug: PlugOptions | None = None,
    cycle: str = "wltc-3b",
    tariff: float | None = None,
    json: bool = False,
) -> int:
    """Charge a car and print how long it takes, what it draws and where that goes.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    station
        what the station gives
    plug
        the car as it is plugged in, and the charge that is wanted
    cycle
        id of a cycle, or a CSV file, on which the gained range is driven
    tariff
        price of a kilowatt-hour at the plug, in any currency
    json
        print one JSON document
    """
    station, plug = station or StationOptions(), plug or PlugOptions()
    given = _given(station)
    _check(plug, tariff)
    from carwright.build.provenance import provenance
    from carwright.build.settle import settle
    from carwright.carfile import load as load_file
    from carwright.cli.precision import prepare
    from carwright.world.cycle import cycle as find_cycle

    settled, course = settle(load_file(car)), find_cycle(cycle)
    with progress(f"charging {settled.car_file.id}"):
        prepare()
        found = _charged(settled, given, plug, course, tariff)
    result = {
        **found,
        "car": settled.car_file.id,
        "cycle": course.id,
        "temperature_c": plug.temperature_c,
        "station": {key: given.get(key) for key in FAST},
        "provenance": provenance(settled, "float64"),
    }
    if json:
        print_json(result)
    else:
        _print(result)
    return 0 if result["reached"] else 1


def _given(station: StationOptions) -> dict[str, float]:
    """The station's limits by key, without current and voltage where it is an AC one."""
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


def _check(plug: PlugOptions, tariff: float | None) -> None:
    if not 0.0 <= plug.start < _WHOLE:
        full = plug.start == _WHOLE
        raise InputError(
            "a full car takes no charge" if full else "charge is a percentage of the display",
            key="--from",
            value=plug.start,
            allowed="0 to less than 100 %",
        )
    if not plug.start < plug.to <= _WHOLE:
        raise InputError(
            "the wanted charge is not above the one at the start",
            key="--to",
            value=plug.to,
            allowed=f"more than {plug.start:g}, up to 100 %",
        )
    for key, value in (
        ("--temperature-c", plug.temperature_c),
        ("--cell-temperature-c", plug.cell_temperature_c),
    ):
        if value is not None and not -_HOTTEST <= value <= _HOTTEST:
            meant = value - ZERO_CELSIUS
            kelvin = -_HOTTEST <= meant <= _HOTTEST
            remedy = f"kelvin? write {meant:.1f}" if kelvin else None
            raise InputError(
                "no car is that cold or hot",
                key=key,
                value=value,
                allowed=f"-{_HOTTEST:g} to {_HOTTEST:g} C",
                remedy=remedy,
            )
    if tariff is not None and not (isfinite(tariff) and tariff >= 0.0):
        raise InputError("no price", key="--tariff", value=tariff, allowed="0 and above")


def _charged(
    settled: "Settled",
    given: dict[str, float],
    plug: PlugOptions,
    course: "Cycle",
    tariff: float | None,
) -> dict[str, Any]:
    import jax.numpy as jnp

    from carwright.build.build_car import build_car
    from carwright.build.resolve import vector
    from carwright.run.charge import Station, arrived
    from carwright.run.charge import charge as run_charge
    from carwright.run.charge_results import charge_document, use_of
    from carwright.run.drive import drive, surroundings

    car = build_car(vector(settled))
    air = surroundings(car, temperature=to_si("air_c", plug.temperature_c))
    dtype = car.body.mass.dtype
    numbers = (to_si(key, given.get(key, 0.0)) for key in FAST)
    station = Station(*(jnp.asarray(number, dtype) for number in numbers))
    cells = plug.cell_temperature_c
    if cells is None and "station_v" not in given:
        cells = plug.temperature_c
    warm = None if cells is None else jnp.asarray(to_si("cells_c", cells), dtype)

    def charged(start: float, to: float) -> "Charge":
        state = arrived(car, jnp.asarray(start / _WHOLE, dtype), air, warm)
        return run_charge(car, station, state, jnp.asarray(to / _WHOLE, dtype), air)

    found = charged(plug.start, plug.to)
    _refuse_nothing(car, found, given)
    usual = (plug.start, plug.to) == _WINDOW
    window = found if usual else charged(*_WINDOW)
    return charge_document(found, window, use_of(drive(car, course, environment=air)), tariff)


def _refuse_nothing(car: "Car", found: "Charge", given: dict[str, float]) -> None:
    """Say why nothing flows."""
    from carwright.car.cell import rest_voltage

    if float(found.energy_pack) > 0.0:
        return
    battery = car.battery
    rest = battery.cells_in_series * rest_voltage(
        battery.chemistry, found.start.charge, battery.shift
    )
    if "station_v" in given and given["station_v"] <= float(rest):
        raise InputError(
            "a voltage class that the station cannot meet: the pack is above it, without a booster",
            key="--station-v",
            value=given["station_v"],
            allowed=f"more than {float(rest):.0f} V",
            remedy="another station, or dc_booster_power_kw in the car file",
        )
    if "station_v" in given and float(car.inlet.hot_end) <= float(found.start.cell_temperature):
        raise InputError("the cells are too hot to be charged", key="--cell-temperature-c")
    raise InputError(
        "this station does not cover what charging takes by itself",
        key="--station-kw",
        value=given["station_kw"],
        remedy="a stronger station, or warmer cells",
    )


def _print(result: dict[str, Any]) -> None:
    from carwright.run.two_sides import giver

    station = result["station"]
    told = f"{station['station_kw']:g} kW"
    if result["kind"] == "dc":
        told += f", {station['station_a']:g} A, {station['station_v']:g} V"
    losses = sorted(result["losses"].items(), key=lambda term: -term[1])
    lost = [term for term in losses if term[1] >= _LEAST_SHOWN]
    given = [(giver(name), -energy) for name, energy in losses if energy <= -_LEAST_SHOWN]
    gains = [f"{m} min {result[f'km_in_{m}_min']:.0f} km" for m in MINUTES if _has(result, m)]
    cost = result["cost"]
    minutes = result["minutes_10_80"]
    lines = [
        f"{result['car']} at {_STATIONS[result['kind']]} station of {told}, "
        f"air {result['temperature_c']:g} C",
        f"  {_WHOLE * result['soc_start']:.0f} to {_WHOLE * result['soc_end']:.0f} %"
        f"      {result['minutes']:.1f} min, up to {result['peak_kw']:.1f} kW"
        + ("" if result["reached"] else "; it goes no further"),
        *([] if minutes in (None, result["minutes"]) else [f"  10 to 80 %      {minutes:.1f} min"]),
        *([f"  gained on {result['cycle']}  {', '.join(gains)}"] if gains else []),
        f"  out of the grid  {result['energy_grid_kwh']:.2f} kWh, "
        f"at the plug {result['energy_outlet_kwh']:.2f}, stored {result['energy_stored_kwh']:.2f}",
        f"  of the grid's    {_WHOLE * result['stored_over_grid_share']:.1f} % stored, "
        f"{_WHOLE * result['drivable_over_grid_share']:.1f} % to drive with",
        *([] if cost is None else [f"  cost             {cost:.2f}"]),
        "  lost, kWh:",
        *(f"    {name.replace('_', ' '):<18} {energy:8.3f}" for name, energy in lost),
        *(["  given besides, kWh:"] if given else []),
        *(f"    {name:<18} {energy:8.3f}" for name, energy in given),
        f"    {'charge':>6} {'power':>9} {'cells':>8} {'time':>9}",
        *(
            f"    {_WHOLE * one['soc']:4.0f} % {one['power_kw']:6.1f} kW {one['pack_c']:6.1f} C "
            f"{one['minutes']:6.1f} min"
            for one in result["curve"]
            if one in (result["curve"][0], result["curve"][-1])
            or round(_WHOLE * one["soc"]) % _SHOWN == 0
        ),
    ]
    print_text("\n".join(lines))


def _has(result: dict[str, Any], minutes: int) -> bool:
    return result[f"km_in_{minutes}_min"] is not None
