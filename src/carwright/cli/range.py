"""carwright range: how far a car goes, by air temperature, cycle and steady speed."""

import csv
from io import StringIO
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from carwright.cli.load_options import LoadOptions, load_document, load_of, load_text
from carwright.cli.output import print_json, print_text, refuse_to_overwrite
from carwright.cli.telling import progress
from carwright.cli.temperatures import refuse_cabin, refuse_extreme
from carwright.cli.weather_options import (
    WeatherOptions,
    check_weather,
    weather_document,
    weather_of,
    weather_text,
)
from carwright.errors import InputError
from carwright.loads import Carried
from carwright.units import to_si

if TYPE_CHECKING:
    from carwright.settle.settled import Settled
    from carwright.world.cycle import Cycle

AIR_C = (-20.0, -10.0, 0.0, 10.0, 20.0, 30.0, 40.0)
"""Air in which ranges are told unless others are asked for [C]."""
SPEEDS_KMH = (90.0, 110.0, 130.0)
"""Steady speeds at which they are told [km/h]."""
CYCLES = ("wltc-3b",)
"""Cycles along which they are told."""
CABIN_C = 22.0
"""What climate keeps the cabin at [C]."""
MOST = 200
"""Most fields of a table [-]."""
_SLOWEST, _FASTEST = 5.0, 400.0
"""Steady speeds that a car may be asked for [km/h]."""
_WIDTH = 10


def range_(  # noqa: PLR0913 (each is an option of the command)
    car: str,
    /,
    *,
    air_c: Annotated[tuple[float, ...], Parameter(consume_multiple=True)] = AIR_C,
    speeds_kmh: Annotated[tuple[float, ...], Parameter(consume_multiple=True)] = SPEEDS_KMH,
    cycles: Annotated[tuple[str, ...], Parameter(consume_multiple=True)] = CYCLES,
    cabin_c: float = CABIN_C,
    no_climate: bool = False,
    output: Annotated[str | None, Parameter(name=("--output", "-o"))] = None,
    json: bool = False,
    load: LoadOptions | None = None,
    weather: WeatherOptions | None = None,
) -> int:
    """Tell how far a full car goes after a night in each air, until the display shows nothing.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    air_c
        temperatures of the air, a row each
    speeds_kmh
        steady speeds, a column each
    cycles
        ids of cycles, or CSV files, driven again and again; a column each
    cabin_c
        temperature at which climate keeps the cabin
    no_climate
        leave climate off
    output
        file for the table, .csv, or a heat map, .svg
    json
        print one JSON document
    load
        what the car carries, tows and wears
    weather
        what surrounds the car beside the temperature of the air
    """
    _refuse_impossible(air_c, speeds_kmh, cycles)
    refuse_cabin(cabin_c)
    kept = None if no_climate else cabin_c
    said = check_weather(weather, kept)
    if output is not None and not output.casefold().endswith((".csv", ".svg")):
        raise InputError("a table is saved as CSV or SVG", file=output, allowed=".csv, .svg")
    from carwright.settle.kept_car import kept_car
    from carwright.settle.provenance import provenance
    from carwright.world.cycle import cycle as find_cycle
    from carwright.world.steady import steady

    settled = kept_car(car)
    courses = [find_cycle(name) for name in cycles]
    courses += [steady(to_si("speed_kmh", speed)) for speed in speeds_kmh]
    if output is not None:
        refuse_to_overwrite(output, settled.head.path, *cycles)
    with progress(f"driving {settled.head.id} until it is empty"):
        carried = load_of(load)
        ranges = _ranges(settled, courses, air_c, (kept, said, carried))
    result = {
        "schema_version": 1,
        "car": settled.head.id,
        "air_c": list(air_c),
        "columns": [
            *({"cycle": course.id, "speed_kmh": None} for course in courses[: len(cycles)]),
            *({"cycle": None, "speed_kmh": speed} for speed in speeds_kmh),
        ],
        "range_km": ranges,
        "cabin_c": kept,
        "load": load_document(carried),
        "weather": weather_document(said),
        "provenance": provenance(settled, "float64"),
    }
    if output is not None:
        _write(result, settled.head.name, output)
    if json:
        print_json(result)
    else:
        _print(result, [*load_text(carried), *weather_text(said)], output)
    return 0


def _refuse_impossible(
    air_c: tuple[float, ...], speeds_kmh: tuple[float, ...], cycles: tuple[str, ...]
) -> None:
    for one in air_c:
        refuse_extreme("--air-c", one)
    for one in speeds_kmh:
        if not _SLOWEST <= one <= _FASTEST:
            raise InputError(
                "no road car drives that",
                key="--speeds-kmh",
                value=one,
                allowed=f"{_SLOWEST:g} to {_FASTEST:g} km/h",
            )
    fields = len(air_c) * (len(speeds_kmh) + len(cycles))
    if not 0 < fields <= MOST:
        raise InputError(
            "a table has a field, and no more than can be read",
            key="--air-c, --speeds-kmh, --cycles",
            value=f"{fields} fields",
            allowed=f"1 to {MOST}",
        )


def _ranges(
    settled: "Settled",
    courses: "list[Cycle]",
    air_c: tuple[float, ...],
    how: tuple[float | None, WeatherOptions | None, Carried | None],
) -> list[list[float | None]]:
    """Ranges by air and course [km]; None where the car does not go that fast."""
    import numpy as np

    from carwright.plain.cars import built
    from carwright.plain.until_empty import ranges
    from carwright.units import from_si
    from carwright.world.padding import padded

    kept, said, carried = how
    car = built(settled.arrays(), carried)
    weathers = [weather_of(said, to_si("air_c", one)) for one in air_c]
    cabin = None if kept is None else to_si("cabin_c", kept)
    found = ranges(car, [padded(course) for course in courses], weathers, cabin)
    held = [float(np.min(course.speed)) <= float(car["controls.top_speed"]) for course in courses]
    return [
        [
            from_si("range_km", float(one)) if holds else None
            for one, holds in zip(row, held, strict=True)
        ]
        for row in found
    ]


def _heads(result: dict[str, Any]) -> list[str]:
    return [
        f"{column['speed_kmh']:g} km/h" if column["cycle"] is None else column["cycle"]
        for column in result["columns"]
    ]


def _write(result: dict[str, Any], name: str, output: str) -> None:
    from carwright.whole_file import write_whole

    heads = _heads(result)
    if output.casefold().endswith(".csv"):
        table = StringIO()
        writer = csv.writer(table, lineterminator="\n")
        names = [head.replace(" km/h", "_kmh") for head in heads]
        writer.writerow(["air_c", *(f"range_{name}_km" for name in names)])
        for air, row in zip(result["air_c"], result["range_km"], strict=True):
            writer.writerow([f"{air:g}", *("" if one is None else f"{one:.3f}" for one in row)])
        write_whole(output, table.getvalue().encode())
        return
    from carwright.report.heat_map import HeatMap, heat_map

    shown = HeatMap(
        head=f"Range of the {name}, km",
        text=_climate(result),
        rows=[
            f"{air:g} \N{DEGREE SIGN}C".replace("-", "\N{MINUS SIGN}") for air in result["air_c"]
        ],
        columns=heads,
        values=result["range_km"],
    )
    write_whole(output, heat_map(shown).encode())


def _climate(result: dict[str, Any]) -> str:
    kept = result["cabin_c"]
    return "climate off" if kept is None else f"cabin kept at {kept:g} \N{DEGREE SIGN}C"


def _print(result: dict[str, Any], with_what: list[str], output: str | None) -> None:
    heads = _heads(result)
    widths = [max(_WIDTH, len(head) + 2) for head in heads]
    rests_on = "as known on {on}, {estimated_figures} of {figures}".format(**result["provenance"])
    lines = [
        f"{result['car']}: km from full to empty after a night in that air, {_climate(result)}",
        *with_what,
        f"  {'air':>6}  " + "".join(f"{head:>{w}}" for head, w in zip(heads, widths, strict=True)),
    ]
    for air, row in zip(result["air_c"], result["range_km"], strict=True):
        told = ["too fast" if one is None else f"{one:.0f}" for one in row]
        fields = "".join(f"{one:>{w}}" for one, w in zip(told, widths, strict=True))
        lines.append(f"  {air:>4g} C  {fields}")
    lines.append(f"  {rests_on} figures are estimates: carwright show {result['car']}")
    lines += [f"  the table is in {output}"] if output else []
    print_text("\n".join(lines))
