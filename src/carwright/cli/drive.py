"""carwright drive: one car along one cycle."""

from typing import TYPE_CHECKING, Any

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
from carwright.units import from_si, to_si

if TYPE_CHECKING:
    from carwright.plain.drive import Morning
    from carwright.settle.settled import Settled
    from carwright.world.cycle import Cycle

LEAST_SHOWN = 5e-5
"""Smallest term of the ledger that is printed [kWh]."""
WIDTH = 25
"""Room for the name of a term [characters]."""


def drive(  # noqa: PLR0913 (each is an option of the command)
    car: str,
    /,
    *,
    cycle: str,
    air_c: float | None = None,
    cabin_c: float | None = None,
    soaked: bool = False,
    soc: float | None = None,
    out: str | None = None,
    json: bool = False,
    load: LoadOptions | None = None,
    weather: WeatherOptions | None = None,
) -> int:
    """Drive a car along a cycle and print what it used, where every kilowatt-hour went.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    cycle
        id of a cycle, or a CSV file with the columns time_s and speed_kmh
    air_c
        temperature of the air; by default that of the car's own road load, 20 C
    cabin_c
        temperature at which climate keeps the cabin; by default climate is off
    soaked
        start as after a night in that air, every part as cold; by default tyres and oil are warm
    soc
        charge at the start, 0 to 1; by default 0.9
    out
        file for what each step did, .parquet or .csv
    json
        print one JSON document
    load
        what the car carries, tows and wears
    weather
        what surrounds the car beside the temperature of the air
    """
    refuse_extreme("--air-c", air_c)
    _refuse_impossible(soc)
    refuse_cabin(cabin_c)
    said = check_weather(weather, cabin_c)
    from carwright.conditions import DEFAULT_CHARGE, REFERENCE_AIR
    from carwright.plain.drive import Morning
    from carwright.plain.drive import summary as run_summary
    from carwright.run.results import document
    from carwright.settle.kept_car import kept_car
    from carwright.settle.provenance import provenance
    from carwright.world.cycle import cycle as find_cycle
    from carwright.world.padding import padded

    settled, course = kept_car(car), find_cycle(cycle)
    if out is not None:
        refuse_to_overwrite(out, settled.head.path, cycle)
    air = REFERENCE_AIR if air_c is None else to_si("air_c", air_c)
    charge = DEFAULT_CHARGE if soc is None else soc
    with progress(f"driving {settled.head.id} along {course.id}"):
        carried = load_of(load)
        cabin = None if cabin_c is None else to_si("cabin_c", cabin_c)
        morning = Morning(weather_of(said, air), cabin, soaked)
        if out is None:
            arrays, trace = settled.arrays(), padded(course)
            summary = run_summary(arrays, trace, charge, morning, carried)
        else:
            rests_on = {"cycle": course.id, "car": settled.head.id}
            rests_on |= {"load": load_document(carried), "weather": weather_document(said)}
            summary = _saved(settled, course, charge, morning, carried, (out, rests_on))
    result = document(summary, settled.head.id, course.id, air, course.notes)
    result["air_c"], result["cabin_c"] = from_si("air_c", air), cabin_c
    result["load"] = load_document(carried)
    result["weather"] = weather_document(said)
    result["provenance"] = provenance(settled, "float64")
    if json:
        print_json(result)
    else:
        _print(result, out, [*load_text(carried), *weather_text(said)])
    return 0 if result["outcome"] == "followed" else 1


def _refuse_impossible(soc: float | None) -> None:
    if soc is not None and not 0.0 <= soc <= 1.0:
        remedy = f"percent? write {soc / 100:g}" if 1.0 < soc <= 100.0 else None
        raise InputError(
            "charge is a share of the display",
            key="--soc",
            value=soc,
            allowed="0 to 1",
            remedy=remedy,
        )


def _saved(  # noqa: PLR0913 (each is a part of one drive)
    settled: "Settled",
    course: "Cycle",
    charge: float,
    morning: "Morning",
    load: Carried | None,
    file: tuple[str, dict[str, Any]],
) -> dict[str, Any]:
    """Totals, and each step in a file beside what it rests on."""
    from carwright.cli.precision import prepare

    prepare()
    from carwright.car.build import build_car
    from carwright.car.load import Load
    from carwright.cars.from_file import vector
    from carwright.run.comfort import comfort
    from carwright.run.drive import drive as run_drive
    from carwright.run.drive import surroundings
    from carwright.run.results import save_series
    from carwright.run.start import soaked_state
    from carwright.settle.provenance import provenance

    car, (out, rests_on) = build_car(vector(settled)), file
    environment = surroundings(car, **morning.weather._asdict())
    run = run_drive(
        car,
        course,
        charge=charge,
        environment=environment,
        series=True,
        start=soaked_state(car, charge, environment) if morning.soaked else None,
        load=None if load is None else Load(**vars(load)),
        comfort=None if morning.cabin is None else comfort(morning.cabin),
    )
    save_series(run, car, out, provenance(settled, str(car.body.mass.dtype)) | rests_on)
    return run.summary()


def _print(result: dict, out: str | None, with_what: list[str]) -> None:
    driven, asked = result["distance_km"], result["asked_distance_km"]
    rests_on = "as known on {on}, {estimated_figures} of {figures}".format(**result["provenance"])
    lines = [
        f"{result['car']} on {result['cycle']}: {driven:.2f} of {asked:.2f} km, "
        + result["outcome"],
        *with_what,
        f"  at the battery  {result['consumption_dc_wh_per_km']:.1f} Wh/km",
        f"  charge          {_percent(result['soc_start'])} to {_percent(result['soc_end'])} %",
        *(f"  note: {warning}" for warning in result["warnings"]),
        *_book(result["ledger"]),
        f"  books closed to {abs(result['ledger_residual_relative']):.0e} of their terms",
        f"  {rests_on} figures are estimates: carwright show {result['car']}",
        *([f"  each step is in {out}"] if out else []),
    ]
    print_text("\n".join(lines))


def _book(terms: dict[str, float]) -> list[str]:
    """Where the energy went and where it came from, the greatest first."""
    from carwright.run.two_sides import giver, taker, two_sides

    sides = two_sides(terms)
    lines = []
    for title, named, side in (
        ("where it went", taker, sides.took),
        ("where it came from", giver, sides.gave),
    ):
        shown = sorted(
            (term for term in side.items() if term[1] >= LEAST_SHOWN), key=_greatest_first
        )
        lines.append(f"  {title}, kWh:")
        lines += [f"    {named(name):<{WIDTH}} {energy:9.4f}" for name, energy in shown]
    return lines


def _greatest_first(term: tuple[str, float]) -> float:
    return -term[1]


def _percent(share: float) -> str:
    return f"{round(100 * share, 1) + 0.0:.1f}"  # no minus before zero
