"""Table: a rating in the layout of the regulators' tables, as CSV: one row a phase."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from carwright.errors import InputError
from carwright.rate.document import phase_document
from carwright.rate.rating import Rating
from carwright.units import from_si
from carwright.whole_file import write_whole


def rows(ratings: Iterable[Rating]) -> list[dict[str, Any]]:
    """Return one row for each phase of some ratings, units in the names of the columns.

    Args:
        ratings: full ratings of one car, or quick ones of one car.
    """
    return [row for rating in ratings for row in _rows(rating)]


def save_table(ratings: Iterable[Rating], path: str, provenance: Mapping[str, Any]) -> None:
    """Write the table as CSV, whole or not at all.

    Args:
        ratings: ratings of one car.
        path: file to write; ends in `.csv`.
        provenance: what the numbers rest on; stands above the table as comments.

    Raises:
        InputError: if the ending is another, or the file cannot be written.
    """
    if not path.casefold().endswith(".csv"):
        raise InputError("a table of ratings is saved as CSV", file=path, allowed=".csv")
    table = rows(ratings)
    sink = StringIO()
    for key, value in sorted(provenance.items()):
        sink.write(f"# {key}: {value}\n")
    writer = csv.DictWriter(sink, list(table[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    write_whole(path, sink.getvalue().encode())


def _rows(rating: Rating) -> list[dict[str, Any]]:
    recharge = rating.recharge
    whole = {
        "test_mass_kg": float(rating.test_mass),
        "usable_energy_kwh": from_si("energy_kwh", float(rating.usable_energy)),
        "recharge_energy_ac_kwh": from_si("energy_kwh", float(recharge.energy_ac)),
        "wall_to_battery_loss_share": float(rating.wall_to_battery_loss / recharge.energy_ac),
        "label_factor_share": float(rating.factor),
    }
    found = []
    for name, phase in rating.phases.items():
        measured = phase_document(rating.unadjusted.get(name, phase))
        found.append(
            {
                "procedure": rating.procedure,
                "method": rating.method,
                "phase": name,
                **phase_document(phase),
                **{f"unadjusted_{key}": value for key, value in measured.items()},
                **whole,
            }
        )
    return found
