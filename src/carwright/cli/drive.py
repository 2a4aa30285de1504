"""carwright drive: one car along one cycle."""

from carwright.cli.output import print_json, print_text, progress
from carwright.units import ZERO_CELSIUS

LEAST_SHOWN = 5e-5
"""Smallest term of the ledger that is printed [kWh]."""


def drive(  # noqa: PLR0913 (each is an option of the command)
    car: str,
    /,
    *,
    cycle: str,
    ambient_c: float | None = None,
    soc: float | None = None,
    out: str | None = None,
    json: bool = False,
) -> int:
    """Drive a car along a cycle and print what it used, where every kilowatt-hour went.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    cycle
        id of a cycle, or a CSV file with the columns time_s and speed_kmh
    ambient_c
        temperature of the air; by default that of the car's own road load, 20 C
    soc
        charge at the start, 0 to 1; by default 0.9
    out
        file for what each step did, .parquet or .csv
    json
        print one JSON document
    """
    from carwright.cli.precision import prepare
    from carwright.errors import InputError

    if ambient_c is not None and not -60.0 <= ambient_c <= 60.0:
        remedy = (
            f"kelvin? write {ambient_c - ZERO_CELSIUS:.1f}"
            if 213.15 <= ambient_c <= 333.15
            else None
        )
        raise InputError(
            "no road is that cold or hot",
            key="--ambient-c",
            value=ambient_c,
            allowed="-60 to 60",
            remedy=remedy,
        )
    if soc is not None and not 0.0 <= soc <= 1.0:
        remedy = f"percent? write {soc / 100:g}" if 1.0 < soc <= 100.0 else None
        raise InputError(
            "charge is a share of the display",
            key="--soc",
            value=soc,
            allowed="0 to 1",
            remedy=remedy,
        )
    from carwright.build.settle import settle
    from carwright.carfile import load
    from carwright.world.cycle import cycle as find_cycle

    settled, course = settle(load(car)), find_cycle(cycle)
    with progress(f"driving {settled.car_file.id} along {course.id}"):
        prepare()
        from carwright.build.build_car import build_car
        from carwright.build.provenance import provenance
        from carwright.build.resolve import vector
        from carwright.car.tyre import REFERENCE_AIR
        from carwright.run.drive import DEFAULT_CHARGE, surroundings
        from carwright.run.drive import drive as run_drive
        from carwright.run.results import document, save_series

        built = build_car(vector(settled))
        air = REFERENCE_AIR if ambient_c is None else ambient_c + ZERO_CELSIUS
        environment = None if ambient_c is None else surroundings(built, temperature=air)
        charge = DEFAULT_CHARGE if soc is None else soc
        run = run_drive(
            built, course, charge=charge, environment=environment, series=out is not None
        )
        rests_on = provenance(settled, str(built.body.mass.dtype))
        result = document(run, settled.car_file.id, course.id, air, course.notes) | {
            "provenance": rests_on
        }
        if out is not None:
            save_series(run, out, rests_on | {"cycle": course.id, "car": settled.car_file.id})
    if json:
        print_json(result)
    else:
        _print(result, out)
    return 0 if result["outcome"] == "followed" else 1


def _print(result: dict, out: str | None) -> None:
    driven, asked = result["distance_km"], result["asked_distance_km"]
    rests_on = result["provenance"]["estimated_figures"]
    lines = [
        f"{result['car']} on {result['cycle']}: {driven:.2f} of {asked:.2f} km, "
        + result["outcome"],
        f"  at the battery  {result['consumption_dc_wh_per_km']:.1f} Wh/km",
        f"  charge          {100 * result['soc_start']:.1f} to {100 * result['soc_end']:.1f} %",
        *(f"  note: {warning}" for warning in result["warnings"]),
        "  where it went, kWh:",
        *(
            f"    {name.replace('_', ' '):<18} {energy:9.4f}"
            for name, energy in result["ledger"].items()
            if name != "chemical" and abs(energy) >= LEAST_SHOWN
        ),
        f"    {'out of the cells':<18} {result['ledger']['chemical']:9.4f}",
        f"  books closed to {abs(result['ledger_residual_relative']):.0e} of their terms",
        f"  {rests_on} figures are estimates: carwright show {result['car']}",
        *([f"  each step is in {out}"] if out else []),
    ]
    print_text("\n".join(lines))
