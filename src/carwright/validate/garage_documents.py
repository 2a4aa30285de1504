"""Documents: the garage beside its claims with units in the names, for JSON and as a table."""

import csv
from io import StringIO
from typing import Any

from carwright.validate.documents import SCHEMA_VERSION
from carwright.validate.garage import Beside, GarageValidation

_COLUMNS = (
    *("id", "maker", "group", "what", "unit", "claimed", "simulated", "error_share", "low", "high"),
    *("inside_band", "kind", "note"),
)


def document(found: GarageValidation) -> dict[str, Any]:
    """Return the garage beside its claims as plain numbers with their units, ready for JSON.

    Args:
        found: the garage.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "list": "garage",
        "cars": [_entry(one) for one in found.compared],
        "left_out": [{"id": row.id, "why": row.why} for row in found.left_out],
        "summary": {group: one.document() for group, one in found.summaries().items()},
        "provenance": found.provenance,
    }


def table(found: GarageValidation) -> str:
    """Return every comparison as CSV, one a line.

    Args:
        found: the garage.
    """
    sink = StringIO()
    for key, value in sorted(found.provenance.items()):
        sink.write(f"# {key}: {value}\n")
    rows = csv.writer(sink, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for one in found.compared:
        numbers = {name: f"{value:.3f}" for name, value in one.in_unit.items()}
        rows.writerow(
            (
                *(one.car, one.maker, one.claim.group, one.what, one.unit),
                *(numbers["measured"], numbers["simulated"], f"{one.found.error:.5f}"),
                *(numbers["low"], numbers["high"], one.found.inside),
                *(one.claim.kind, one.claim.note),
            )
        )
    return sink.getvalue()


def _entry(one: Beside) -> dict[str, Any]:
    numbers = one.in_unit
    return {
        "id": one.car,
        "group": one.claim.group,
        "what": one.what,
        "unit": one.unit,
        "claimed": numbers["measured"],
        "simulated": numbers["simulated"],
        "error": one.found.error,
        "low": numbers["low"],
        "high": numbers["high"],
        "inside_band": one.found.inside,
        "kind": one.claim.kind,
        "note": one.claim.note,
    }
