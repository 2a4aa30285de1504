"""Writes what cars have cost: shipped facts, one row a car and a currency.

Run `python tools/make_prices.py [DOSSIER_FOLDER]` from the root; it writes prices.csv in
src/carwright/belief. `tools/price_cars.csv` says what each car is, and what it cost unless the list
of first claims says so: then price and date are those of that list.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from carwright.belief.price import COLUMNS
from carwright.carfile.spans import span
from carwright.population.names import plain_name
from carwright.whole_file import write_whole

ROOT = Path(__file__).resolve().parents[1]
DOSSIERS = ROOT.parent / "shared" / "dossiers"
CARS = ROOT / "tools" / "price_cars.csv"
FILE = ROOT / "src" / "carwright" / "belief" / "prices.csv"


def main() -> None:
    """Write the file."""
    text = made(Path(sys.argv[1]) if len(sys.argv) > 1 else DOSSIERS)
    write_whole(FILE, text.encode())
    print(f"{FILE.name}: {len(text.splitlines()) - 1} prices")


def made(folder: Path) -> str:
    """Return the text of the file.

    Args:
        folder: where the list of first claims is.
    """
    finals = {
        (row["car"], row["unit"]): row
        for row in _rows(folder / "first_claims.csv")
        if row["figure"] == "price"
    }
    sink = StringIO()
    table = csv.DictWriter(sink, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(sorted(_cars(finals), key=lambda row: tuple(row.values())))
    return sink.getvalue()


def _cars(finals: Mapping[tuple[str, str], Mapping[str, str]]) -> Iterator[dict[str, str]]:
    for row in _rows(CARS):
        known = row["known_from"]
        if not row["price"]:
            final = finals[row["car"], row["currency"]]
            known, row["price"] = final["final_date"], final["final_value"]
        maker, car = plain_name(row["maker"], row["car"])
        known = span(known).last.isoformat()
        yield {**row, "maker": maker, "car": car, "known_from": known}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    main()
