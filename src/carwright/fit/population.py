"""The whole fit: lists of cars and their certified results to what is usual of a car.

Each row counts from the year in which it was published, and a fit as of a year looks at no later
row: rows that are added later leave it as it was, bit for bit. Leaving out makers, families or rows
is the same fit with fewer rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carwright.carfile.schema import CarFile
from carwright.fit.evidence import Row, lines_of
from carwright.fit.qualities import fit_qualities
from carwright.fit.sizes import SizeRow, fit_sizes
from carwright.population.evidence import NOTHING, Line, Without, chosen, without_odd
from carwright.population.population import Population
from carwright.settle.settle import settle


@dataclass(frozen=True)
class Certified:
    """A row of a list of certified cars."""

    id: str
    """Its id, with that of its list [-]."""
    known_from: int
    """Year in which it was published [-]."""
    maker: str
    """Maker as `maker_id` writes it [-]."""
    family: str
    """Model family as `family_id` writes it [-]."""
    list: str
    """Who published the row [-]."""
    car: str
    """What the row says of its car: rows of which it is equal are of one car [-]."""
    year: float
    """Model year [-]."""
    car_file: CarFile
    """The car that the row describes, its results left aside [-]."""
    results: Mapping[str, float]
    """What was certified, in SI, by the names of `fit.results` [-]."""


def fit_population(
    sizes: Sequence[SizeRow], lines: Sequence[Line], until: int, without: Without = NOTHING
) -> Population:
    """Return the population as it was known at the end of a year.

    Args:
        sizes: rows that say something of cars' sizes, in a fixed order.
        lines: certified results, as `evidence` gives them.
        until: last year of which rows may be looked at.
        without: what may not be looked at.
    """
    rows = [row for row in sizes if row.known_from <= until and row.maker not in without.makers]
    found = chosen(without_odd(lines), until, without)
    return Population(until, fit_sizes(rows), fit_qualities(found), found, without)


def evidence(sizes: Sequence[SizeRow], certified: Sequence[Certified]) -> list[Line]:
    """Return certified results beside those of usual cars, by year, row and result.

    What a row does not say of its car's sizes is filled in as of its own year.

    Args:
        sizes: rows that say something of cars' sizes, in a fixed order.
        certified: rows with results.
    """
    found: list[Line] = []
    for year in sorted({row.known_from for row in certified}):
        known = [row for row in sizes if row.known_from <= year]
        usual = Population(year, fit_sizes(known), fit_qualities([]), ())
        of_year = [row for row in certified if row.known_from == year]
        for names in sorted({tuple(row.results) for row in of_year}):
            alike = [row for row in of_year if tuple(row.results) == names]
            found += lines_of([_row(row, usual) for row in alike])
    return sorted(found, key=lambda line: (line.known_from, line.row, line.result))


def _row(row: Certified, usual: Population) -> Row:
    settled = settle(row.car_file, usual)
    return Row(
        id=row.id,
        known_from=row.known_from,
        maker=row.maker,
        family=row.family,
        list=row.list,
        car=row.car,
        year=row.year,
        settled=settled,
        results=row.results,
    )
