"""Documents: a validated list with units in the names, for JSON and as a table."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from carwright.units import from_si, unit
from carwright.validate.lists import Judged, Validation
from carwright.validate.summary import Compared

SCHEMA_VERSION = 1
"""Version of the JSON documents."""
_KEYS = {
    "udds": "consumption_ac_wh_per_km",
    "hwfet": "consumption_ac_wh_per_km",
    "consumption": "consumption_ac_wh_per_km",
    "range": "range_km",
}
"""Key, with unit, of what each result is."""
_COLUMNS = (
    *("id", "maker", "model_year", "result", "unit", "measured", "simulated"),
    *("error_share", "low", "high", "inside_band", "seen"),
)


def document(found: Validation) -> dict[str, Any]:
    """Return a validated list as plain numbers with units in their names, ready for JSON.

    Args:
        found: the list.
    """
    cars = _by_cycle(found) if found.kind == "epa" else _by_car(found)
    return {
        "schema_version": SCHEMA_VERSION,
        "list": found.kind,
        "cars": list(cars),
        "rejected": [{"id": row.id, "why": row.why} for row in found.rejected],
        "notes": [{"id": car.row.id, "note": car.row.note} for car in found.cars if car.row.note],
        "summary": {result: found.summary(result).document() for result in found.results},
        "summary_unseen": {
            result: found.summary(result, unseen=True).document() for result in found.results
        },
        "provenance": found.provenance,
    }


def table(found: Validation) -> str:
    """Return every number of every car as CSV, one line a car and result.

    Args:
        found: the list.
    """
    sink = StringIO()
    rows = csv.writer(sink, lineterminator="\n")
    for key, value in sorted(found.provenance.items()):
        sink.write(f"# {key}: {value}\n")
    rows.writerow(_COLUMNS)
    for car in found.cars:
        for name, one in car.found.items():
            numbers = in_unit(name, one)
            row = (car.row.id, car.row.maker, car.row.year, name, unit_of(name))
            error = f"{one.error:.5f}"
            ends = [f"{numbers[key]:.2f}" for key in ("measured", "simulated", "low", "high")]
            rows.writerow((*row, *ends[:2], error, *ends[2:], one.inside, car.seen))
    return sink.getvalue()


def in_unit(result: str, one: Compared) -> dict[str, float]:
    """Return measured, simulated, low and high in the unit of a result.

    Args:
        result: its name.
        one: the comparison.
    """
    numbers = {name: getattr(one, name) for name in ("measured", "simulated", "low", "high")}
    return {name: from_si(_KEYS[result], value) for name, value in numbers.items()}


def unit_of(result: str) -> str:
    """Return the unit that a result is told in.

    Args:
        result: its name.
    """
    return unit(_KEYS[result])


def _by_cycle(found: Validation) -> Iterator[dict[str, Any]]:
    for car in found.cars:
        for cycle, one in car.found.items():
            numbers = in_unit(cycle, one)
            yield {
                "id": car.row.id,
                "cycle": cycle,
                "measured_ac_wh_per_km": numbers["measured"],
                "simulated_ac_wh_per_km": numbers["simulated"],
                "error": one.error,
                "low": numbers["low"],
                "high": numbers["high"],
                "seen": car.seen,
            }


def _by_car(found: Validation) -> Iterator[Mapping[str, Any]]:
    for car in found.cars:
        yield {
            "id": car.row.id,
            "consumption_error": car.found["consumption"].error,
            "range_error": car.found["range"].error,
            "inside_band": inside(car),
            "seen": car.seen,
        }


def inside(car: Judged) -> bool:
    """Return whether every measured number of a car lies in its band.

    Args:
        car: the car.
    """
    return all(one.inside for one in car.found.values())
