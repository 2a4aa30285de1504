"""A row of a list as a car file in memory: what the row may say of its car, and nothing else."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from carwright.carfile.schema import FORMAT_VERSION, CarFile
from carwright.carfile.vocabulary import FIGURE_ROWS, NumberRow
from carwright.population.names import is_van

_LONGEST_ID = 100
_SOURCE = "list"


def car_file(
    row: str, maker: str, name: str, year: int, figures: Mapping[str, float | str]
) -> CarFile:
    """Return a car file that knows only what a row says, and whether it is a van by its name.

    Args:
        row: id of the row.
        maker: who makes it.
        name: what it is called.
        year: model year.
        figures: figures by key with unit.
    """
    said = {"from": _SOURCE, "kind": "regulator", "date": str(year)}
    source = {
        "id": _SOURCE,
        "by": "a list of measured cars",
        "title": row,
        "date": str(year),
        "kind": "regulator",
    }
    return CarFile.model_validate(
        {
            "format_version": FORMAT_VERSION,
            "id": slug(row),
            "name": name,
            "maker": maker,
            "year": year,
            **({"body": "van"} if is_van(name) else {}),
            "source": _SOURCE,
            "sources": {_SOURCE: source},
            "figures": {key: ({"value": value, **said},) for key, value in figures.items()},
            "path": Path(row),
            "digest": sha256(repr((maker, year, sorted(figures.items()))).encode()).hexdigest(),
        }
    )


def slug(text: str) -> str:
    """Return text as an id: lower case with hyphens.

    Args:
        text: any text.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_LONGEST_ID].strip("-")
    return plain or "row"


def bounds(key: str) -> tuple[float, float]:
    """Return the least and the greatest value that a car file allows.

    Args:
        key: key of a figure that is a number.
    """
    row = FIGURE_ROWS[key]
    if not isinstance(row, NumberRow):
        raise TypeError(f"{key} holds no number")
    return row.low, row.high
