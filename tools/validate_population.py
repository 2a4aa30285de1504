"""How well cars are predicted that the population has not seen: makers, families, years left out.

Run `python tools/validate_population.py [DATA_FOLDER]` from the root; it writes
docs/validation/folds.json, which `tools/make_validation.py` puts into docs/validation.md. Each
prediction is a simulation with the shipped population, conditioned without the rows in question.
Ridge regression and gradient boosting (scikit-learn) see the same rows, the same columns, and the
energy at the wheels.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import jax
import numpy as np
import peer_cars
from fit_population import DATA, Lists, read
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import RidgeCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from carwright.build.settle import settle
from carwright.population.evidence import Without, response, shipped
from carwright.population.names import maker_id
from carwright.population.population import Population, population
from carwright.population.qualities import Place, learnt
from carwright.validate.brochure import BATTERY
from carwright.validate.epa_rows import CYCLES, EpaRow
from carwright.validate.lists import Known, judged
from carwright.validate.predict import versions
from carwright.validate.summary import Compared, summary

OUTPUT = Path(__file__).resolve().parents[1] / "docs" / "validation" / "folds.json"
TODAY = 2025
SPLIT_YEAR = 2019
SEEDS = (0, 1, 2)
FOLDS = 5
ALPHA = 0.1
"""Share of tests that lie outside a 5 to 95 % band."""


@dataclass(frozen=True)
class Split:
    """Some rows, and what a prediction of them may rest on."""

    rows: tuple[int, ...]
    """Places of the rows that are predicted."""
    without: Without
    """What is left out."""
    until: int = TODAY
    """Last year that may be looked at."""

    def population(self) -> Population:
        """Return the population as of that year, without what is left out."""
        return population(date(self.until, 12, 31), self.without)


def main() -> None:
    """Predict every row without itself and write the tables."""
    jax.config.update("jax_enable_x64", True)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    study = Study(read(folder))
    tables = [study.epa_table(), study.one_number_table(), study.wltp_table()]
    tables += peer_cars.tables(folder / "epa" / "epa_bev_development.csv")
    OUTPUT.parent.mkdir(exist_ok=True)
    text = (
        "Every row is predicted without the results of its maker, its model family or its years. "
        "How far makers and families differ at all (the spreads) was fitted to all rows, but for "
        "the split by years, which uses the fit as of the earlier year. The interval score is that "
        "of Gneiting and Raftery (2007) over the measured value: width of the band plus 20 times "
        "what lies outside."
    )
    OUTPUT.write_text(json.dumps({"text": text, "tables": tables}, indent=1) + "\n")
    for table in tables:
        print(table["title"], *table["rows"], sep="\n  ")


class Study:
    """All rows, and how they are predicted."""

    def __init__(self, lists: Lists) -> None:
        self.lists, self.lines = lists, shipped()
        self.makers = np.array([maker_id(row.maker) for row in lists.epa])
        self.families = np.array([lists.families[row.id] for row in lists.epa])
        self.years = np.array([row.year for row in lists.epa])

    def leaving_makers_out(self) -> list[Split]:
        """Return one split a maker."""
        return [
            Split(_places(self.makers == maker), Without(makers=frozenset({maker})))
            for maker in np.unique(self.makers)
        ]

    def leaving_families_out(self, seed: int) -> list[Split]:
        """Return five splits, each without a fifth of the model families."""
        names = np.unique(self.families)
        fold = np.random.default_rng(seed).permutation(len(names)) % FOLDS
        splits = []
        for number in range(FOLDS):
            out = frozenset(names[fold == number])
            rows = _places(np.isin(self.families, list(out)))
            splits.append(Split(rows, Without(families=out)))
        return splits

    def later_years(self) -> list[Split]:
        """Return later years by what was known before."""
        return [Split(_places(self.years > SPLIT_YEAR), Without(), SPLIT_YEAR)]

    def epa_table(self) -> dict[str, Any]:
        """Return the table of EPA rows."""
        rows: list[list[Any]] = []
        sets = {"maker left out": [self.leaving_makers_out()]}
        sets["five folds of model families, three draws of the folds"] = [
            self.leaving_families_out(seed) for seed in SEEDS
        ]
        sets[f"fitted to {SPLIT_YEAR}, tested on later years"] = [self.later_years()]
        for name, many in sets.items():
            for model, predict in self.models().items():
                found = [item for splits in many for item in predict(splits)]
                for at, cycle in enumerate(CYCLES):
                    told = [pair[at] for _, pair in found]
                    rows.append(
                        [name, model, cycle, *_numbers(told, [maker for maker, _ in found])]
                    )
        head = ["left out", "model", "cycle", "rows", "mean", "by maker", "in the band"]
        head += ["by maker in the band", "interval score"]
        return {"title": "EPA development list", "head": head, "rows": rows}

    def models(self) -> dict[str, Callable[[Sequence[Split]], list[tuple[str, list[Compared]]]]]:
        """Return ways to predict, by name."""
        return {
            "carwright": self.simulated,
            "ridge": lambda splits: self.regressed(splits, _ridge),
            "gradient boosting": lambda splits: self.regressed(splits, _boosting),
        }

    def simulated(self, splits: Sequence[Split]) -> list[tuple[str, list[Compared]]]:
        """Return the rows of splits, simulated."""
        known = []
        for split in splits:
            about = split.population()
            for at in split.rows:
                row = self.lists.epa[at]
                car = settle(row.car_file(), about)
                known.append(Known(row, car, versions(car)))
        return [
            (maker_id(one.row.maker), [one.found[cycle] for cycle in CYCLES])
            for one in judged("epa", known)
        ]

    def regressed(
        self, splits: Sequence[Split], model: Callable[[], Any]
    ) -> list[tuple[str, list[Compared]]]:
        """Return the rows of splits by a regression on the columns of the list."""
        every, found = self.lists.epa, []
        columns = self.columns()
        for split in splits:
            use = [
                at
                for at, row in enumerate(every)
                if row.year <= split.until
                and self.makers[at] not in split.without.makers
                and self.families[at] not in split.without.families
            ]
            told = []
            for cycle in CYCLES:
                targets = np.log([every[at].measured[cycle] for at in use])
                fitted = model().fit(columns[use], targets)
                told.append(np.exp(fitted.predict(columns[list(split.rows)])))
            for place, at in enumerate(split.rows):
                measured = every[at].measured
                pair = [
                    Compared(measured[cycle], told[i][place], np.nan, np.nan)
                    for i, cycle in enumerate(CYCLES)
                ]
                found.append((self.makers[at], pair))
        return found

    def columns(self) -> np.ndarray:
        """What the list says of each car, makers as 0 and 1, and the energy at the wheels."""
        makers = np.unique(self.makers)
        return np.array([_columns(row, makers) for row in self.lists.epa])

    def one_number_table(self) -> dict[str, Any]:
        """UDDS when a car's own HWFET result is known, its maker else left out."""
        found, makers = [], []
        for split in self.leaving_makers_out():
            about = split.population()
            for at in split.rows:
                row = self.lists.epa[at]
                own = {one.result: one for one in self.lines if one.row == f"epa/{row.id}"}
                highway, city = own["epa_hwfet"], own["epa_udds"]
                place = Place(highway.maker, highway.family, highway.features)
                more = learnt(about.quality_model, [*about.lines, highway]).qualities(place)
                told, _ = response(np.array([city.slope]), more.mean[None])
                measured = row.measured["udds"]
                simulated = measured * float(np.exp(told[0] - city.residual))
                found.append(Compared(measured, simulated, np.nan, np.nan))
                makers.append(highway.maker)
        head = ["rows", "mean", "by maker", "in the band", "by maker in the band", "interval score"]
        title = "UDDS of a car of which its own HWFET result is known, maker left out"
        return {"title": title, "head": head, "rows": [_numbers(found, makers)]}

    def wltp_table(self) -> dict[str, Any]:
        """Return the table of cars known from a brochure."""
        rows = self.lists.wltp
        known = []
        for maker in sorted({maker_id(row.maker) for row in rows}):
            about = population(without=Without(makers=frozenset({maker})))
            for row in rows:
                if maker_id(row.maker) == maker:
                    car = settle(row.car_file(), about)
                    known.append(Known(row, car, versions(car)))
        cars = judged("wltp", known)
        makers = [maker_id(one.row.maker) for one in cars]
        stated = [BATTERY in one.settled.origins for one in known]
        told: list[list[Any]] = []
        for result in ("consumption", "range"):
            for name, take in (("all rows", [True] * len(cars)), ("battery stated", stated)):
                some = [one.found[result] for one, taken in zip(cars, take, strict=True) if taken]
                who = [maker for maker, taken in zip(makers, take, strict=True) if taken]
                told.append([result, name, *_numbers(some, who)])
        head = ["result", "which", "rows", "mean", "by maker", "in the band"]
        head += ["by maker in the band", "interval score"]
        return {"title": "WLTP development list, maker left out", "head": head, "rows": told}


def _places(mask: np.ndarray) -> tuple[int, ...]:
    return tuple(int(place) for place in np.flatnonzero(mask))


def _numbers(found: Sequence[Compared], makers: Sequence[str]) -> list[Any]:
    told = summary(found, makers)
    if np.isnan(found[0].low):
        return [told.n, told.mae, told.mae_by_maker, "", "", ""]
    names = np.array(makers)
    inside = np.array([one.inside for one in found])
    by_maker = float(np.mean([inside[names == name].mean() for name in np.unique(names)]))
    score = float(np.mean([_interval_score(one) for one in found]))
    return [told.n, told.mae, told.mae_by_maker, told.inside_band, by_maker, score]


def _interval_score(one: Compared) -> float:
    outside = max(one.low - one.measured, one.measured - one.high, 0.0)
    return (one.high - one.low + 2.0 / ALPHA * outside) / one.measured


def _columns(row: EpaRow, makers: np.ndarray) -> list[float]:
    energies = [part for need in row.needs.values() for part in (need.positive, need.braking)]
    road = [row.road[key] for key in sorted(row.road)]
    drives = [float(row.drive == drive) for drive in ("front", "rear", "all")]
    own = [float(maker_id(row.maker) == maker) for maker in makers]
    return [*road, np.log(row.power), row.year, *np.log(energies), *drives, *own]


def _ridge() -> Any:
    return make_pipeline(StandardScaler(), RidgeCV(np.logspace(-2, 3, 12)))


def _boosting() -> Any:
    return GradientBoostingRegressor(n_estimators=200, max_depth=3, subsample=0.7, random_state=0)


if __name__ == "__main__":
    main()
