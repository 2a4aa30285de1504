"""Make the cycle files that carwright ships, from second-by-second tables.

Run: PYTHONPATH=src python tools/pack_cycles.py [TABLES]; TABLES is by default
../shared/data/cycles. Writes src/carwright/world/cycles/ID.txt, each with the hash of its input.
What a table does not say (name, regulation, phases, published statistics) stands in
pack_cycles.toml. The American schedules are laid down in tenths of a mile per hour; the tables hold
them in km/h, some with a factor of five digits, so they are rounded back to the regulated tenths.
"""

import csv
import hashlib
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carwright.units import MILE, from_si
from carwright.world.cycle_file import FOLDER, CycleText, Published, read_shipped, write

ROOT = Path(__file__).parents[1]
TABLES = ROOT.parent / "shared" / "data" / "cycles"
HEADERS = Path(__file__).with_suffix(".toml")
WIDTH = 100
KMH_PER_MPH = from_si("speed_kmh", MILE / 3600.0)
LARGEST_ROUNDING_KMH = 2e-3
"""A mile an hour of 1.609 km/h was taken by some tables as 1.60937: 1.7e-3 km/h at 96 km/h."""
TABLE_OF = {
    "ftp-75": "udds",
    "wltc-3b": "wltc_3b",
    "cltc-p": "cltc_p",
    "artemis-urban": "artemis_urban",
    "artemis-road": "artemis_road",
    "artemis-motorway-130": "artemis_mw130",
}
"""Tables whose name is not the id; FTP-75 is laid down as UDDS, soak and the first bag of UDDS."""
FIRST_BAG_S = 505
SOAK_S = 600


@dataclass(frozen=True)
class Table:
    """One input: its speeds at every second [km/h], and what says which file it was."""

    speeds_kmh: list[float]
    provenance: str


def read_table(path: Path) -> Table:
    """Read a table of `time_s, speed_kmh`.

    Args:
        path: a CSV file with one row a second from 0 s.

    Raises:
        ValueError: if a second is missing.
    """
    data = path.read_bytes()
    rows = list(csv.DictReader(data.decode("utf-8").splitlines()))
    if [float(row["time_s"]) for row in rows] != list(range(len(rows))):
        raise ValueError(f"{path}: not one row a second from 0 s")
    digest = hashlib.sha256(data).hexdigest()
    return Table([float(row["speed_kmh"]) for row in rows], f"{path.name} sha256 {digest}")


def regulated(speeds_kmh: list[float], unit: str) -> list[float]:
    """Return the speeds in the unit and with the digits of the regulation.

    Args:
        speeds_kmh: (n+1,) what the table holds.
        unit: `km/h`, or `mph` for tenths of a mile an hour.

    Raises:
        ValueError: if a speed is none of the regulated tenths.
    """
    if unit == "km/h":
        return speeds_kmh
    rounded = [round(speed / KMH_PER_MPH, 1) for speed in speeds_kmh]
    for second, (speed, mph) in enumerate(zip(speeds_kmh, rounded, strict=True)):
        if abs(mph * KMH_PER_MPH - speed) > LARGEST_ROUNDING_KMH:
            raise ValueError(f"{speed} km/h at {second} s is no tenth of a mile an hour")
    return rounded


def pack(cycle_id: str, header: dict[str, Any], tables: Path) -> str:
    """Return the text of one cycle file.

    Args:
        cycle_id: id of the cycle.
        header: its entry in pack_cycles.toml.
        tables: folder of the tables.
    """
    table = _table(cycle_id, header, tables)
    speeds = [0.0] * header.get("lead_s", 0) + regulated(table.speeds_kmh, header["unit"])
    if cycle_id == "ftp-75":
        speeds += [0.0] * (SOAK_S - 1) + speeds[: FIRST_BAG_S + 1]
    if "keep_s" in header:
        speeds = _cut(speeds, header["keep_s"])
    cycle = CycleText(
        header={
            "id": cycle_id,
            "name": header["name"],
            "regulation": header["regulation"],
            "unit": header["unit"],
            "time_step_s": "1",
        },
        phases=tuple(tuple(phase) for phase in header["phases"]),
        published=tuple(Published(*row) for row in header["published"]),
        notes=tuple(header["notes"]),
        inputs=(table.provenance,),
        speeds=tuple(speeds),
    )
    return write(cycle, WIDTH)


def pack_all(tables: Path) -> dict[str, str]:
    """Return the text of every cycle file by id.

    Args:
        tables: folder of the tables.
    """
    headers = tomllib.loads(HEADERS.read_text(encoding="utf-8"))
    return {cycle_id: pack(cycle_id, header, tables) for cycle_id, header in headers.items()}


def _table(cycle_id: str, header: dict[str, Any], tables: Path) -> Table:
    """The input of a cycle; the shipped file itself where its document is not among the tables."""
    if "shipped_from" in header:
        return Table(list(read_shipped(cycle_id).speeds), header["shipped_from"])
    return read_table(tables / f"{TABLE_OF.get(cycle_id, cycle_id)}.csv")


def _cut(speeds: list[float], keep_s: int) -> list[float]:
    if any(speeds[keep_s:]):
        raise ValueError(f"the car still moves after {keep_s} s")
    return speeds[: keep_s + 1]


def main() -> None:
    """Write every cycle file."""
    tables = Path(sys.argv[1]) if len(sys.argv) > 1 else TABLES
    FOLDER.mkdir(exist_ok=True)
    for cycle_id, text in pack_all(tables).items():
        (FOLDER / f"{cycle_id}.txt").write_text(text, encoding="utf-8", newline="\n")
        print(f"{cycle_id}: {len(text)} bytes")


if __name__ == "__main__":
    main()
