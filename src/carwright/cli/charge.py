"""carwright charge: one car at an AC or DC station."""

from typing import TYPE_CHECKING, Any

from carwright.cli.charge_options import (
    FAST,
    WHOLE,
    PlugOptions,
    StationOptions,
    check_plug,
    given_of,
)
from carwright.cli.output import print_json, print_text
from carwright.cli.telling import progress
from carwright.cli.weather_options import (
    WeatherOptions,
    check_weather,
    weather_document,
    weather_of,
    weather_text,
)
from carwright.errors import InputError
from carwright.units import to_si

if TYPE_CHECKING:
    from carwright.plain.call import Numbers
    from carwright.settle.settled import Settled
    from carwright.world.cycle import Cycle

MINUTES = (5, 10, 15)
"""Times whose gain in range is printed [min]."""
_SHOWN = 10
"""Every so many percent of the curve are printed."""
_LEAST_SHOWN = 5e-4
"""Smallest loss that is printed [kWh]."""
_WINDOW = (10.0, 80.0)
"""Charge between which times are compared [percent]."""
_STATIONS = {"ac": "an AC", "dc": "a DC"}


def charge(  # noqa: PLR0913 (each is an option of the command)
    car: str,
    /,
    *,
    station: StationOptions | None = None,
    plug: PlugOptions | None = None,
    cycle: str = "wltc-3b",
    tariff: float | None = None,
    json: bool = False,
    weather: WeatherOptions | None = None,
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
    weather
        what surrounds the car beside the temperature of the air
    """
    station, plug = station or StationOptions(), plug or PlugOptions()
    given = given_of(station)
    check_plug(plug, tariff)
    said = check_weather(weather, plug.cabin_c)
    from carwright.settle.kept_car import kept_car
    from carwright.settle.provenance import provenance
    from carwright.world.cycle import cycle as find_cycle

    settled, course = kept_car(car), find_cycle(cycle)
    with progress(f"charging {settled.head.id}"):
        found = _charged(settled, given, (plug, said), course, tariff)
    result = {
        **found,
        "car": settled.head.id,
        "cycle": course.id,
        "air_c": plug.air_c,
        "cabin_c": plug.cabin_c,
        "weather": weather_document(said),
        "station": {key: given.get(key) for key in FAST},
        "provenance": provenance(settled, "float64"),
    }
    if json:
        print_json(result)
    else:
        _print(result, weather_text(said))
    return 0 if result["reached"] else 1


def _charged(
    settled: "Settled",
    given: dict[str, float],
    begins: tuple[PlugOptions, WeatherOptions | None],
    course: "Cycle",
    tariff: float | None,
) -> dict[str, Any]:
    from carwright.conditions import DEFAULT_CHARGE
    from carwright.plain.cars import built
    from carwright.plain.charge import Plugged, Station, use_on
    from carwright.plain.charge import charged as run_charge
    from carwright.plain.drive import Morning
    from carwright.run.charge_results import charge_document
    from carwright.world.padding import padded

    plug, said = begins
    car = built(settled.arrays())
    cabin = None if plug.cabin_c is None else to_si("cabin_c", plug.cabin_c)
    morning = Morning(weather_of(said, to_si("air_c", plug.air_c)), cabin)
    station = Station(*(to_si(key, given.get(key, 0.0)) for key in FAST))
    cells = plug.cell_temperature_c
    if cells is None and "station_v" not in given:
        cells = plug.air_c
    plugged = Plugged(station, None if cells is None else to_si("cells_c", cells), morning)

    def charged(start: float, to: float) -> "Numbers":
        return run_charge(car, plugged, start / WHOLE, to / WHOLE)

    found = charged(plug.start, plug.to)
    _refuse_nothing(car, found, given)
    usual = (plug.start, plug.to) == _WINDOW
    window = found if usual else charged(*_WINDOW)
    use = use_on(car, padded(course), DEFAULT_CHARGE, morning)
    return charge_document(found, window, use, tariff)


def _refuse_nothing(car: "Numbers", found: "Numbers", given: dict[str, float]) -> None:
    """Say why nothing flows."""
    from carwright.plain.charge import rest_voltage

    if found["totals.terminal_in"] > found["totals.terminal_out"]:
        return
    rest = rest_voltage(car, found["start.charge"])
    if "station_v" in given and given["station_v"] <= rest:
        raise InputError(
            "a voltage class that the station cannot meet: the pack is above it, without a booster",
            key="--station-v",
            value=given["station_v"],
            allowed=f"more than {rest:.0f} V",
            remedy="another station, or dc_booster_power_kw in the car file",
        )
    if "station_v" in given and car["inlet.hot_end"] <= found["start.cell_temperature"]:
        raise InputError("the cells are too hot to be charged", key="--cell-temperature-c")
    raise InputError(
        "this station does not cover what charging takes by itself",
        key="--station-kw",
        value=given["station_kw"],
        remedy="a stronger station, or warmer cells",
    )


def _print(result: dict[str, Any], with_what: list[str]) -> None:
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
        f"air {result['air_c']:g} C",
        *with_what,
        f"  {WHOLE * result['soc_start']:.0f} to {WHOLE * result['soc_end']:.0f} %"
        f"      {result['minutes']:.1f} min, up to {result['peak_kw']:.1f} kW"
        + ("" if result["reached"] else "; it goes no further"),
        *([] if minutes in (None, result["minutes"]) else [f"  10 to 80 %      {minutes:.1f} min"]),
        *([f"  gained on {result['cycle']}  {', '.join(gains)}"] if gains else []),
        f"  out of the grid  {result['energy_grid_kwh']:.2f} kWh, "
        f"at the plug {result['energy_outlet_kwh']:.2f}, stored {result['energy_stored_kwh']:.2f}",
        f"  of the grid's    {WHOLE * result['stored_over_grid_share']:.1f} % stored, "
        f"{WHOLE * result['drivable_over_grid_share']:.1f} % to drive with",
        *([] if cost is None else [f"  cost             {cost:.2f}"]),
        "  lost, kWh:",
        *(f"    {name.replace('_', ' '):<18} {energy:8.3f}" for name, energy in lost),
        *(["  given besides, kWh:"] if given else []),
        *(f"    {name:<18} {energy:8.3f}" for name, energy in given),
        f"    {'charge':>6} {'power':>9} {'cells':>8} {'time':>9}",
        *(
            f"    {WHOLE * one['soc']:4.0f} % {one['power_kw']:6.1f} kW {one['pack_c']:6.1f} C "
            f"{one['minutes']:6.1f} min"
            for one in result["curve"]
            if one in (result["curve"][0], result["curve"][-1])
            or round(WHOLE * one["soc"]) % _SHOWN == 0
        ),
    ]
    print_text("\n".join(lines))


def _has(result: dict[str, Any], minutes: int) -> bool:
    return result[f"km_in_{minutes}_min"] is not None
