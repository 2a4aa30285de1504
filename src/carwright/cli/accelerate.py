"""carwright accelerate: sprint, quarter mile, top speed, climbs, launches and constant speeds."""

import math
import sys
from typing import TYPE_CHECKING, Any

from carwright.cli.load_options import LoadOptions, load_document, load_of, load_text
from carwright.cli.output import print_json, print_text
from carwright.cli.slopes import slopes_document, slopes_table
from carwright.cli.telling import progress
from carwright.errors import InputError
from carwright.units import from_si, to_si, unit

if TYPE_CHECKING:
    from carwright.plain.performance import Asked
    from carwright.settle.settled import Settled

GRIP = "grip_coefficient"
SPEEDS_KMH = (90, 110, 120, 130)
"""Speeds whose range is told [km/h]."""
MOST_LAUNCHES = 100
"""Launches that are asked for at most."""
WIDTH_IN_PIPE = 100
"""Width of the table where there is no terminal [characters]."""
_TIMES = {
    "zero_to_100_s": ("0 to 100 km/h", "zero_to_100"),
    "zero_to_100_rollout_s": ("  after one foot of rollout", "zero_to_100_rollout"),
    "zero_to_60mph_s": ("0 to 60 mph", "zero_to_60mph"),
    "zero_to_60mph_rollout_s": ("  after one foot of rollout", "zero_to_60mph_rollout"),
    "eighty_to_120_s": ("80 to 120 km/h", "eighty_to_120"),
    "zero_to_200_s": ("0 to 200 km/h", "zero_to_200"),
    "zero_to_200_rollout_s": ("  after one foot of rollout", "zero_to_200_rollout"),
    "hundred_to_200_s": ("100 to 200 km/h", "hundred_to_200"),
    "quarter_mile_s": ("quarter mile", "quarter_mile"),
    "quarter_mile_rollout_s": ("  after one foot of rollout", "quarter_mile_rollout"),
    "quarter_mile_speed_kmh": ("  speed at its end", "quarter_mile_speed"),
    "quarter_mile_trap_speed_kmh": ("  mean of its last 66 feet", "quarter_mile_trap_speed"),
    "top_speed_kmh": ("top speed", "top_speed"),
}
"""What a sprint tells by key, in words and by its name inside."""
_BANDED = ("zero_to_100", "zero_to_60mph")
"""Times whose band is told where grip is an estimate."""
_PLACES = {"s": 2, "km": 0}
"""Decimal places of some units."""


def accelerate(
    car: str,
    /,
    *,
    charge: float | None = None,
    repeat: int | None = None,
    json: bool = False,
    load: LoadOptions | None = None,
) -> None:
    """Press the pedal to the floor: sprint, quarter mile, top speed, climbs and constant speeds.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    charge
        charge at the start, 0 to 1; by default 0.9
    repeat
        launch so many times, one a minute
    json
        print one JSON document
    load
        what the car carries, tows and wears
    """
    _refuse_impossible(charge, repeat)
    from carwright.conditions import DEFAULT_CHARGE
    from carwright.plain.performance import Asked
    from carwright.settle.kept_car import kept_car
    from carwright.settle.provenance import provenance

    settled = kept_car(car)
    start = DEFAULT_CHARGE if charge is None else charge
    with progress(f"launching {settled.head.id}"):
        carried = load_of(load)
        kept = Asked(settled.arrays(), start, carried)
        result = {"schema_version": 1, "car": settled.head.id, "charge_share": start}
        result |= _performance(settled, kept, repeat)
    result["load"] = load_document(carried)
    result["provenance"] = provenance(settled, "float64")
    if json:
        print_json(result)
    else:
        _print(result, load_text(carried))


def _refuse_impossible(charge: float | None, repeat: int | None) -> None:
    if charge is not None and not 0.0 <= charge <= 1.0:
        raise InputError(
            "charge is a share of the display",
            key="--charge",
            value=charge,
            allowed="0 to 1",
            remedy=f"percent? write {charge / 100:g}" if 1.0 < charge <= 100.0 else None,
        )
    if repeat is not None and not 1 <= repeat <= MOST_LAUNCHES:
        raise InputError(
            "so many launches are not made",
            key="--repeat",
            value=repeat,
            allowed=f"1 to {MOST_LAUNCHES}",
        )


def _performance(settled: "Settled", car: "Asked", repeat: int | None) -> dict[str, Any]:
    from carwright.plain.performance import launched, performance

    grip = _grip(settled)
    low, high = grip["low_coefficient"], grip["high_coefficient"]
    banded = low is not None and high is not None
    middle = grip["coefficient"]  # without a band three times: the same program then serves
    grips = [coefficient / middle for coefficient in (middle, high or middle, low or middle)]
    found = performance(car, grips, [to_si("speed_kmh", kmh) for kmh in SPEEDS_KMH])
    band = {
        f"{name}_{end}_s": float(found.sprints[place][name]) if banded else None
        for name in _BANDED
        for place, end in enumerate(("low", "high"), start=1)
    }
    return {
        **{key: from_si(key, float(found.sprints[0][name])) for key, (_, name) in _TIMES.items()},
        "grip": grip,
        **band,
        "climbing": slopes_document(found),
        "constant_speed_range_km": {
            str(kmh): from_si("range_km", float(metres)) if metres > 0.0 else None
            for kmh, metres in zip(SPEEDS_KMH, found.reach, strict=True)
        },
        "launches_s": None if repeat is None else launched(car, repeat),
    }


def _grip(settled: "Settled") -> dict[str, Any]:
    """What is known of grip; a source's own word on it has no band."""
    origin = settled.origins[GRIP]
    estimated = origin.kind == "estimate"
    return {
        "coefficient": settled.values[GRIP],
        "estimated": estimated,
        "low_coefficient": origin.low if estimated else None,
        "high_coefficient": origin.high if estimated else None,
    }


def _print(result: dict[str, Any], load: list[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    title = f"{result['car']} at full throttle, {100 * result['charge_share']:.0f} % charged"
    table = Table("", title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("by grip", no_wrap=True)
    for key, (words, _) in _TIMES.items():
        table.add_row(words, _shown(key, result[key]), _band(key, result))
    for kmh, reach in result["constant_speed_range_km"].items():
        table.add_row(f"range at {kmh} km/h", _shown("range_km", reach))
    for place, time in enumerate(result["launches_s"] or (), start=1):
        table.add_row(f"launch {place}, 0 to 100 km/h", _shown("launch_s", time))
    console = Console(width=None if sys.stdout.isatty() else WIDTH_IN_PIPE)
    console.print(table, slopes_table(result["climbing"]))
    rests_on = "as known on {on}, {estimated_figures} of {figures}".format(**result["provenance"])
    rest = f"{rests_on} figures are estimates: carwright show {result['car']}"
    print_text("\n".join([*(line.strip() for line in load), rest]))


def _shown(key: str, value: float | None) -> str:
    if value is None or not math.isfinite(value):
        return "not reached"
    return f"{value:.{_PLACES.get(unit(key), 1)}f} {unit(key)}"


def _band(key: str, result: dict[str, Any]) -> str:
    """The times with most and least grip, where they are told and reached."""
    ends = [result.get(f"{key.removesuffix('_s')}_{end}_s") for end in ("low", "high")]
    return " to ".join(_shown(key, end) for end in ends if end is not None and math.isfinite(end))
