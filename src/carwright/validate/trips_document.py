"""validate trips as one document and as a table."""

import csv
from dataclasses import asdict
from io import StringIO
from typing import Any

from carwright.fit.document import as_written
from carwright.settle.provenance import provenance
from carwright.validate.trips import Trips

SCHEMA_VERSION = 1


def document(found: Trips) -> dict[str, Any]:
    """Return what was found, in the units of the keys.

    Args:
        found: a car along measured drives.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "car": found.settled.car_file.id,
        "given": found.given.name.lower(),
        "trips": [as_written(one) for one in found.scored],
        "summary": asdict(found.summary),
        "notes": {log.id: list(log.notes) for log in found.logs if log.notes},
        "provenance": provenance(found.settled, "float64"),
    }


def table(found: Trips) -> str:
    """Return every number of every drive as CSV.

    Args:
        found: a car along measured drives.
    """
    rows = [as_written(one) for one in found.scored]
    text = StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def lines(found: Trips) -> list[str]:
    """Return what was found as lines for people.

    Args:
        found: a car along measured drives.
    """
    told = [
        f"{found.settled.car_file.id} along {len(found.scored)} drives of {found.folder}, "
        f"given: {found.given.name.lower()}",
        f"{'drive':<16}{'km':>7}{'measured':>11}{'simulated':>11}{'error':>9}"
        f"{'charge':>9}{'voltage':>9}{'cells':>9}{'heater':>9}",
    ]
    told += [_line(as_written(one)) for one in found.scored]
    told.append(_summed(found))
    return told


def _line(row: dict[str, Any]) -> str:
    return (
        f"{row['id']:<16}{row['distance_km']:>7.1f}{row['measured_kwh']:>7.2f} kWh"
        f"{row['simulated_kwh']:>7.2f} kWh{_share(row['error']):>9}"
        f"{_share(row['soc_end_error']):>9}{_share(row['voltage_rms_share'], sign=''):>9}"
        f"{_kelvin(row['pack_end_error_k']):>9}{_share(row['heater_error']):>9}"
    )


def _summed(found: Trips) -> str:
    one = found.summary
    if one.n == 0:
        return "no drive is long enough to be scored"
    return (
        f"{one.n} drives scored: mean error {_share(one.mae, sign='')}, median "
        f"{_share(one.median_abs, sign='')}, energy-weighted "
        f"{_share(one.energy_weighted, sign='')}, sum {_share(one.sum_error)}"
    )


def _share(value: float | None, sign: str = "+") -> str:
    return "" if value is None else f"{100 * value:{sign}.1f} %"


def _kelvin(value: float | None) -> str:
    return "" if value is None else f"{value:+.1f} K"
