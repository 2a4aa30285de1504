"""Write docs/validation-cold-and-plug.md: drives, a dynamometer in the cold, charging curves.

Run: PYTHONPATH=src python tools/make_plug_validation.py; files are read from ../shared. Takes about
a minute on two cores.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jax

jax.config.update("jax_enable_x64", True)

from i3_drives import columns  # noqa: E402
from markdown_tables import percent, signed, table  # noqa: E402
from plug_section import curves, section  # noqa: E402
from validate_pack_charge import LOG, Beside, beside, read, simulated, told  # noqa: E402
from validate_trips import GOALS  # noqa: E402
from validation_pictures import Mark, scatter  # noqa: E402

from carwright.units import from_si  # noqa: E402

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
OUTPUT = ROOT / "docs" / "validation-cold-and-plug.md"
CAR = "bmw-i3-60ah"
HEAD = """\
# Validation: the cold and the plug

Made by `tools/make_plug_validation.py`, part of `make validation`. Errors are signed shares,
(simulated - measured) / measured. The i3 is the garage's, fitted to 30 drives (`make fit-i3`): the
first table of drives comes of fits that never saw them, the second is that car on its own drives.
Nothing else on this page was fitted to what it is held against.
"""
TRIPS = """\
## Drives on the road

`make trips`: the i3 is fitted to half of the summer and half of the winter drives and tested on the
other half, several times; drives of 5 km and more, the driving part, start and end speed as logged.
Torque: logged torque and speed are given. Climate: speed, elevation, heater and air conditioning.
Nothing: speed and elevation only.
"""
FITTED = """\
### The garage's car along the drives that it is fitted to

`carwright validate trips DIR --car bmw-i3-60ah`, with climate given unless the column says nothing.
"""
BENCH = """\
## A dynamometer at 22 and -5 C

`carwright validate dynamometer FILE --car bmw-i3-60ah`: Argonne's tests of a 2014 BMW i3, DC energy
of each cycle. The bench's road load and test weight replace the car's; a cold start begins soaked;
the cabin's set point is held by the simulated car's own climate.
"""
PACK = """\
### A charge at the pack

`tools/validate_pack_charge.py`: the i3 at a DC station, logged at its pack between two drives; none
of it is in the fit. Power falls because the voltage is held; how much cold cells take is not the
car's own but a default, after what fast chargers measured on taxis. The voltage that is held, that
default and how a curve's flat top is read were looked for because of this charge.
"""
PLUG = """\
## Charging curves

`carwright validate charging FILE`: each car is built from usable energy, chemistry, voltage class
and peak power alone; how power falls with charge is learnt from other families.
"""


def page(  # noqa: PLR0913 (each is a part of the page)
    trips: Mapping[str, Any],
    halves: Sequence[Mapping[str, Any]],
    bench: Mapping[str, Any],
    plug: Mapping[str, Any],
    pack: str,
    splits: str,
) -> str:
    """Return the page as it stands in the file.

    Args:
        trips: drives by what is given, as `validate trips --json` tells them.
        halves: numbers of each half, as `tools/validate_trips.py` keeps them.
        bench: tests on a dynamometer, as `validate dynamometer --json` tells them.
        plug: charging curves, as `validate charging --json` tells them.
        pack: one sentence of a charge at the pack.
        splits: makers not seen, and cold cells, as `plug_section.py` tells them.
    """
    return "\n".join(
        (
            HEAD,
            TRIPS,
            table(GOAL_HEADS, (_goal(halves, *goal) for goal in GOALS.items())),
            FITTED,
            "![measured and simulated](validation/trips.svg)\n",
            table(TRIP_HEADS, (_trip(*pair) for pair in _pairs(trips))),
            BENCH,
            _mean(bench["summary"]),
            "![measured and simulated](validation/dynamometer.svg)\n",
            table(BENCH_HEADS, (_tested(one) for one in bench["tests"])),
            PLUG,
            _median(plug["summary"]),
            "![measured and simulated](validation/charging.svg)\n",
            table(PLUG_HEADS, (_charged(one) for one in plug["cars"])),
            splits,
            PACK,
            "![measured and simulated](validation/pack-charge.svg)\n",
            f"{pack}\n",
        )
    )


GOAL_HEADS = ("given", "number", "goal", "mean of halves", "each half")
TRIP_HEADS = (
    *("drive", "km", "measured", "simulated", "error", "with nothing given", "charge"),
    *("voltage rms", "cells", "heater"),
)
BENCH_HEADS = ("test", "cycle", "cell", "measured", "simulated", "error", "why not scored")
PLUG_HEADS = ("car", "window", "measured", "simulated", "error", "power rms of peak")


def marks_of_trips(trips: Mapping[str, Any]) -> list[Mark]:
    """Return the scored drives as a picture takes them, climate given.

    Args:
        trips: drives by what is given.
    """
    return [
        _mark(one["id"], one["measured_kwh"], one["simulated_kwh"])
        for one in trips["climate"]["trips"]
        if one["error"] is not None
    ]


def marks_of_bench(bench: Mapping[str, Any]) -> list[Mark]:
    """Return the scored tests as a picture takes them.

    Args:
        bench: tests on a dynamometer.
    """
    return [
        _mark(
            f"{one['id']} {one['cycle']}",
            one["measured_wh_per_km"],
            one["simulated_wh_per_km"],
        )
        for one in bench["tests"]
        if one["error"] is not None
    ]


def marks_of_plug(plug: Mapping[str, Any]) -> list[Mark]:
    """Return the scored curves as a picture takes them.

    Args:
        plug: charging curves.
    """
    return [
        _mark(one["id"], one["minutes_measured"], one["minutes"])
        for one in plug["cars"]
        if one["error"] is not None
    ]


def marks_of_pack(pairs: Sequence[Beside]) -> list[Mark]:
    """Return the power at each charge of the display as a picture takes it.

    Args:
        pairs: both powers [W], by charge.
    """
    return [
        _mark(f"{100 * one.charge:.1f} %", *(from_si("power_kw", power) for power in one[1:]))
        for one in pairs
    ]


def _mark(name: str, measured: float, simulated: float) -> Mark:
    return Mark(name, name, measured, simulated, measured, measured)


def _goal(halves: Sequence[Mapping[str, Any]], what: tuple[str, str], goal: float) -> Sequence[str]:
    given, name = what
    numbers = [half[given][name] for half in halves]
    mean = sum(abs(number) for number in numbers) / len(numbers)
    kelvin = name.endswith("_k")
    told = (lambda number: f"{number:.2f} K") if kelvin else percent
    each = ", ".join(told(number) for number in numbers)
    return (given, name.removesuffix("_k").replace("_", " "), told(goal), told(mean), each)


def _pairs(trips: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    return list(zip(trips["climate"]["trips"], trips["nothing"]["trips"], strict=True))


def _trip(one: Mapping[str, Any], alone: Mapping[str, Any]) -> Sequence[str]:
    cells = one["pack_end_error_k"]
    return (
        one["id"],
        f"{one['distance_km']:.1f}",
        _number(one["measured_kwh"], "kWh", 2),
        _number(one["simulated_kwh"], "kWh", 2),
        signed(one["error"]),
        signed(alone["error"]),
        signed(one["soc_end_error"]),
        percent(one["voltage_rms_share"]),
        "" if cells is None else f"{cells:+.1f} K",
        signed(alone["heater_error"]),
    )


def _mean(summary: Mapping[str, Any]) -> str:
    return f"{summary['n']} rows scored, mean error {percent(summary['mae'])}.\n"


def _median(summary: Mapping[str, Any]) -> str:
    return (
        f"{summary['n']} curves, median error {percent(summary['median_abs'])}, "
        f"worst {percent(summary['worst'])}.\n"
    )


def _tested(one: Mapping[str, Any]) -> Sequence[str]:
    cell = one["cell_c"]
    return (
        one["id"],
        one["cycle"],
        "" if cell is None else f"{cell:.0f} C",
        _number(one["measured_wh_per_km"], "Wh/km"),
        _number(one["simulated_wh_per_km"], "Wh/km"),
        signed(one["error"]),
        one["reason"] or "",
    )


def _charged(one: Mapping[str, Any]) -> Sequence[str]:
    return (
        one["id"],
        " to ".join(f"{100.0 * share:.0f}" for share in one["window"]) + " %",
        _number(one["minutes_measured"], "min"),
        _number(one["minutes"], "min"),
        signed(one["error"]),
        percent(one["power_rms_share_of_peak"]),
    )


def _number(value: float | None, unit: str, digits: int = 1) -> str:
    return "" if value is None else f"{value:.{digits}f} {unit}"


def main() -> None:
    """Write the page and its pictures."""
    from carwright.validate.dynamometer import validate_dynamometer
    from carwright.validate.dynamometer_documents import document
    from carwright.validate.trips import validate_trips
    from carwright.validate.trips_document import document as of_trips

    trips = {
        given: of_trips(validate_trips(str(DATA / "bmw_i3_trips"), CAR, given, columns()))
        for given in ("climate", "nothing")
    }
    halves = json.loads((OUTPUT.parent / "validation" / "trips.json").read_text(encoding="utf-8"))
    bench = document(validate_dynamometer(DATA / "d3_bmw_i3" / "dynamometer_tests.csv", CAR))
    plug = curves(DATA / "charging_curves")
    logged = read(LOG)
    found = simulated(logged)
    pairs = beside(logged, found)
    pictures = {
        "trips.svg": scatter(marks_of_trips(trips), "BMW i3 on the road", "kWh"),
        "dynamometer.svg": scatter(marks_of_bench(bench), "BMW i3 on a dynamometer", "Wh/km"),
        "charging.svg": scatter(marks_of_plug(plug), "10 to 80 % at a DC station", "min"),
        "pack-charge.svg": scatter(marks_of_pack(pairs), "BMW i3 at a DC station", "kW"),
    }
    for name, drawn in pictures.items():
        (OUTPUT.parent / "validation" / name).write_text(drawn, encoding="utf-8")
    text = page(trips, halves["halves"], bench, plug, told(logged, found, pairs), section())
    OUTPUT.write_text(text, encoding="utf-8")
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
