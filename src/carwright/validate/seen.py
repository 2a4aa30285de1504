"""Seen: whether the shipped population was fitted on a row, and the population without that row.

The program ships the list of rows that it saw. A row that it saw is predicted without the results
of its whole model family; another one without those of rows that say the same of their car, as
lists carry cars over from year to year.
"""

import csv
from functools import cache
from importlib.resources import files

from carwright.population.evidence import Without, shipped
from carwright.population.names import family_id, maker_id
from carwright.population.population import Population, population
from carwright.validate.brochure import BrochureRow
from carwright.validate.epa_rows import EpaRow

Row = EpaRow | BrochureRow


def said(row: Row) -> str:
    """Return what a row says of its car in one word: rows of one car have the same.

    Args:
        row: the row.
    """
    figures = row.road if isinstance(row, EpaRow) else row.figures
    numbers = [f"{key.split('_')[0]}{value:g}" for key, value in sorted(figures.items())]
    return " ".join([maker_id(row.maker), *numbers])


def seen(kind: str, row: str) -> bool:
    """Return whether the population has seen a row.

    Args:
        kind: kind of the list.
        row: id of the row.
    """
    return (kind, row) in rows_seen()


def of_others(kind: str, row: Row) -> Population:
    """Return the population without what could be the result of a row's own car.

    Args:
        kind: kind of the list.
        row: the row.
    """
    own = said(row)
    families = frozenset(line.family for line in shipped() if line.car == own)
    if seen(kind, row.id):
        named = family_id(row.maker, row.model)
        return population(without=Without(families=families | {named}))
    return population(without=Without(cars=frozenset({own} if families else ())))


@cache
def rows_seen() -> frozenset[tuple[str, str]]:
    """Return kind of list and id of every row that the population was fitted on."""
    text = (files("carwright.population") / "rows.csv").read_text(encoding="utf-8")
    return frozenset((row["list"], row["row"]) for row in csv.DictReader(text.splitlines()))
