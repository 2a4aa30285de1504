"""Documents: tests on a dynamometer with units in the names, for JSON and as a table."""

import csv
from io import StringIO
from typing import Any

from carwright.settle.provenance import provenance
from carwright.units import from_si
from carwright.validate.dynamometer import BenchValidation, Tested

SCHEMA_VERSION = 1
"""Version of the JSON document."""


def document(found: BenchValidation) -> dict[str, Any]:
    """Return tests beside their simulation as plain numbers with units, ready for JSON.

    Args:
        found: the tests.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "car": found.settled.car_file.id,
        "tests": [_entry(one) for one in found.tests],
        "summary": {
            "n": sum(one.error is not None for one in found.tests),
            "mae": found.mae(),
        },
        "provenance": provenance(found.settled, "float64"),
    }


def table(found: BenchValidation) -> str:
    """Return every row as CSV.

    Args:
        found: the tests.
    """
    sink = StringIO()
    for key, value in sorted(provenance(found.settled, "float64").items()):
        sink.write(f"# {key}: {value}\n")
    entries = [_entry(one) for one in found.tests]
    rows = csv.DictWriter(sink, list(entries[0]), lineterminator="\n")
    rows.writeheader()
    rows.writerows(entries)
    return sink.getvalue()


def _entry(one: Tested) -> dict[str, Any]:
    row = one.row
    return {
        "id": row.test,
        "cycle": row.name,
        "trace": row.trace,
        "start": "cold" if row.cold else "hot",
        "cell_c": None if row.air is None else round(from_si("cell_c", row.air), 3),
        "measured_wh_per_km": _in_unit(row.consumption),
        "simulated_wh_per_km": _in_unit(one.simulated),
        "error": one.error,
        "reason": one.why,
    }


def _in_unit(consumption: float | None) -> float | None:
    return None if consumption is None else from_si("_wh_per_km", consumption)
