"""The cars of FASTSim's own database that EPA measured, each predicted without what it teaches.

Six stand in the development list; the five others are rows of EPA's test-car list of 2022, in
`peer_cars.csv`. A car that is sold under several names is left out under all.
"""

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from carwright.population.evidence import Without
from carwright.population.names import family_id, maker_id
from carwright.population.population import population
from carwright.settle.settle import settle
from carwright.validate.epa_rows import CYCLES, EpaRow, read_epa
from carwright.validate.lists import Judged, Known, judged

OWN = Path(__file__).with_suffix(".csv")
"""Rows that the development list does not hold."""
LISTED = (
    "2015-nissan-nissan-leaf-s",
    "2016-nissan-nissan-leaf-sv",
    "2017-chevrolet-bolt",
    "2015-chevrolet-spark",
    "2016-mitsubishi-i-miev",
    "2020-bmw-mini-cooper",
)
"""How the ids of those begin that it holds; of several rows the first counts."""
SISTERS = frozenset({"volvo xc40", "volvo c40", "volvo ex40", "volvo ec40"})
"""Families that are one car under several names: all are left out with any of them."""
WAYS = ("maker left out", "maker known, own model family left out")
RESAMPLES = 2000
"""Draws of the bootstrap: eleven cars, with replacement."""


def rows(listed: Path) -> list[EpaRow]:
    """Return the eleven cars.

    Args:
        listed: the development list.
    """
    with listed.open(encoding="utf-8", newline="") as file:
        every = list(csv.DictReader(file))
    with OWN.open(encoding="utf-8", newline="") as file:
        own = list(csv.DictReader(file))
    wanted = [next(row for row in every if row["id"].startswith(name)) for name in LISTED]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / OWN.name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(own[0]))
            writer.writeheader()
            writer.writerows([*wanted, *own])
        found = read_epa(path)
    if found.rejected:
        raise ValueError(f"rows that no car can be made of: {found.rejected}")
    return list(found.kept)


def without(row: EpaRow, way: str) -> Without:
    """Return what a prediction may not rest on.

    Args:
        row: the car.
        way: one of `WAYS`.
    """
    if way == WAYS[0]:
        return Without(makers=frozenset({maker_id(row.maker)}))
    family = family_id(row.maker, row.model)
    return Without(families=SISTERS if family in SISTERS else frozenset({family}))


def predicted(cars: Sequence[EpaRow], way: str) -> tuple[Judged, ...]:
    """Return cars beside their simulation.

    Args:
        cars: the cars.
        way: one of `WAYS`.
    """
    known = []
    for row in cars:
        about = population(without=without(row, way))
        known.append(Known(row, settle(row.car_file(), about), about))
    return judged("epa", known)


def tables(listed: Path) -> list[dict[str, Any]]:
    """Return the tables of the page: every car, and the means with their interval.

    Args:
        listed: the development list.
    """
    cars = rows(listed)
    found = {way: predicted(cars, way) for way in WAYS}
    head = ["car", *(f"{cycle}, {way}" for way in WAYS for cycle in CYCLES)]
    every = [
        [row.id, *(_signed(found[way][at].found[cycle].error) for way in WAYS for cycle in CYCLES)]
        for at, row in enumerate(cars)
    ]
    means = [_mean(way, cycle, found[way]) for way in WAYS for cycle in CYCLES]
    title = "The eleven cars of FASTSim's database that EPA measured"
    whole = ["prediction", "cycle", "cars", "mean", "from (5 %)", "to (95 %)", "worst"]
    whole += ["in the band"]
    return [
        {"title": title, "head": whole, "rows": means},
        {"title": f"{title}: every error", "head": head, "rows": every},
    ]


def _mean(way: str, cycle: str, cars: Sequence[Judged]) -> list[Any]:
    told = [car.found[cycle] for car in cars]
    sizes = np.abs([one.error for one in told])
    draws = np.random.default_rng(0).integers(0, len(sizes), (RESAMPLES, len(sizes)))
    low, high = np.quantile(sizes[draws].mean(axis=1), [0.05, 0.95])
    inside = float(np.mean([one.inside for one in told]))
    return [way, cycle, len(sizes), *map(float, (sizes.mean(), low, high, sizes.max(), inside))]


def _signed(error: float) -> str:
    return f"{100 * error:+.1f} %"
