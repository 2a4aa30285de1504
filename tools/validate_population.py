"""How well cars are predicted of which nothing was learnt: makers, families, lists, years left out.

Run `python tools/validate_population.py [DATA_FOLDER]` from the root; it writes
docs/validation/folds.json, which `tools/make_validation.py` puts into docs/validation.md. All that
a way of predicting learns is learnt inside each split (`carwright.validate.splits`), from the lines
of evidence that come with the program: each is a result over the simulation with nothing learnt.
Ridge regression and gradient boosting (scikit-learn) see the same rows, the same columns, and the
energy at the wheels.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import peer_cars
from fit_population import DATA, FILES, read
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import RidgeCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from carwright.population.evidence import Line, listed, without_odd
from carwright.population.names import maker_id
from carwright.validate.brochure import BATTERY, BrochureRow
from carwright.validate.epa_rows import EpaRow, read_epa
from carwright.validate.splits import (
    Model,
    Predicted,
    Split,
    by_hierarchy,
    by_nothing,
    by_one_number,
    forward,
    out,
    scores,
)
from carwright.validate.wltp_rows import read_wltp
from carwright.whole_file import write_whole

OUTPUT = Path(__file__).resolve().parents[1] / "docs" / "validation" / "folds.json"
HOW_WRONG = OUTPUT.parents[2] / "src" / "carwright" / "population" / "how_wrong.json"
WORDS = {
    "epa_udds": "EPA, UDDS at the wall",
    "epa_hwfet": "EPA, HWFET at the wall",
    "wltp_consumption": "WLTP consumption at the wall",
    "wltp_range": "WLTP range",
}
"""Results in words."""
FIRST_YEAR = 2017
"""First year that is asked forward in time: before, a few makers are known."""
LATER = 2022
"""First year of the list that was kept apart until November 2026."""
HEAD = ("left out", "rows asked", "way", "result", "results", "mean", "by maker", "bias")
BAND_HEAD = ("in the band", "width", "interval score")
ALL, PLAIN = "all", "without odd rows"


@dataclass(frozen=True)
class Rows:
    """The rows behind lines of evidence."""

    epa: Mapping[str, EpaRow]
    """By id of the line's row."""
    wltp: Mapping[str, BrochureRow]
    """The same."""


def main() -> None:
    """Predict every row without itself and write the tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    lists = read(folder)
    rows = Rows(
        {f"epa/{row.id}": row for row in lists.epa}, {f"wltp/{row.id}": row for row in lists.wltp}
    )
    tables = [epa_table(rows), *wltp_tables(rows)]
    lost = {
        "epa": sum(len(read_epa(folder / FILES[name]).rejected) for name in ("epa", "epa_later")),
        "wltp": len(read_wltp(folder / FILES["wltp"]).rejected),
    }
    write_whole(HOW_WRONG, (json.dumps(makers_out(lost), indent=1) + "\n").encode())
    tables += peer_cars.tables(folder / "epa" / "epa_bev_development.csv")
    OUTPUT.parent.mkdir(exist_ok=True)
    text = (
        "Every row is predicted without the results of its maker, its model family, its list, or "
        "its own and all later years; all that is learnt is learnt inside the split, spreads too. "
        "The interval score is that of Gneiting and Raftery (2007) over the measured value: width "
        "of the band plus 20 times what lies outside. Odd rows are those of EPA's lists whose two "
        "cycles cannot be of one car (0.2 apart in logarithms): they teach nothing, but are asked. "
        "FASTSim 2.1.5, blind on the same rows, with one of its own cars behind the road load, "
        "misses by 9.7 and 9.0 % (2015 to 2021) and 9.8 and 8.6 % (2022 and 2023)."
    )
    OUTPUT.write_text(json.dumps({"text": text, "tables": tables}, indent=1) + "\n")
    for table in tables:
        print(table["title"], *table["rows"], sep="\n  ")


def makers_out(lost: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return what `carwright show` tells: errors on makers never seen, of cars of no known list.

    Args:
        lost: rows of each kind of list that no car could be made of.
    """
    known = {
        "epa": "road load, test weight, power, layout",
        "wltp": "power, battery, mass of some",
    }
    energy = {line.row: line for line in listed() if line.kind == "recharge"}
    both = [line for line in listed() if line.kind == "wltp" and line.row in energy]
    found = [
        one
        for kind in known
        for split in out([line for line in listed() if line.kind == kind], "maker")
        for one in by_hierarchy(split, list_known=False)
    ] + _both(both, energy, "maker", list_known=False)
    told = []
    for result, words in WORDS.items():
        score = scores([one for one in found if one.line.result == result])
        kind = result.split("_")[0]
        told.append(
            {
                "test": words,
                "known": known[kind],
                "rows": score.results,
                "lost_rows": lost[kind],
                "error_share": round(score.mean, 4),
                "bias_share": round(score.bias, 4),
                "inside_share": round(score.inside, 3),
            }
        )
    return told


def epa_table(rows: Rows) -> dict[str, Any]:
    """Return the table of EPA's rows, by what is left out."""
    lines = [line for line in listed() if line.kind == "epa"]
    models: dict[str, Model] = {
        "carwright": by_hierarchy,
        "nothing learnt": by_nothing,
        "one number a result": by_one_number,
        "energy at the wheels": lambda split: by_wheels(rows, split),
        "ridge": lambda split: regressed(rows, split, _ridge),
        "gradient boosting": lambda split: regressed(rows, split, _boosting),
    }
    splits = {
        "maker": list(out(lines, "maker")),
        "family": list(out(lines, "family")),
        "later years": list(forward(lines, FIRST_YEAR)),
        "later years and maker": list(forward(lines, FIRST_YEAR, without_maker=True)),
        "from 2022 on": [_from(lines, LATER)],
    }
    table = [row for name, made in splits.items() for row in _rows(name, made, models)]
    title = "EPA's lists: road load, weight, power and layout known"
    return {"title": title, "head": [*HEAD, *BAND_HEAD], "rows": table}


def _from(lines: Sequence[Line], year: int) -> Split:
    return Split(
        tuple(line for line in lines if line.known_from < year),
        tuple(line for line in lines if line.known_from >= year),
    )


def _rows(name: str, splits: Sequence[Split], models: Mapping[str, Model]) -> Iterator[list[Any]]:
    """Rows of a table: for each way, result, and choice of the rows that are asked."""
    for way, model in models.items():
        found = [one for split in splits for one in model(split)]
        asked = [one.line for one in found]
        plain = {(line.row, line.result) for line in without_odd(asked)}
        some = [one for one in found if (one.line.row, one.line.result) in plain]
        later = [one for one in found if one.line.known_from >= LATER]
        chosen = {ALL: found}
        if len(some) < len(found):
            chosen[PLAIN] = some
        if 0 < len(later) < len(found) and asked[0].kind == "epa":
            chosen["2022 and 2023"] = later
        seen = {(line.maker, line.family) for split in splits for line in split.known}
        if name == "from 2022 on":
            chosen["families not seen"] = [
                one for one in found if (one.line.maker, one.line.family) not in seen
            ]
        for which, these in chosen.items():
            yield from _results(name, which, way, these)


def _results(name: str, which: str, way: str, found: Sequence[Predicted]) -> Iterator[list[Any]]:
    for result in sorted({one.line.result for one in found}, reverse=True):
        told = scores([one for one in found if one.line.result == result])
        band = ["", "", ""] if np.isnan(told.width) else [told.inside, told.width, told.interval]
        yield [name, which, way, result, told.results, told.mean, told.by_maker, told.bias, *band]


def wltp_tables(rows: Rows) -> list[dict[str, Any]]:
    """Return the tables of cars known from a brochure."""
    used = [line for line in listed() if line.kind == "wltp"]
    models: dict[str, Model] = {
        "carwright": by_hierarchy,
        "nothing learnt": by_nothing,
        "one number a list": by_one_number,
        "ridge": lambda split: brochure_regressed(rows, split, _ridge),
        "gradient boosting": lambda split: brochure_regressed(rows, split, _boosting),
    }
    table = []
    for name in ("maker", "family", "list"):
        table += _rows(name, list(out(used, name)), models)
        table += _ranges(name)
    title = "WLTP lists: power and battery known, mass of some"
    return [{"title": title, "head": [*HEAD, *BAND_HEAD], "rows": table}]


def _ranges(name: str) -> Iterator[list[Any]]:
    """Ranges where the battery is stated: the energy of the test over the consumption."""
    energy = {line.row: line for line in listed() if line.kind == "recharge"}
    used = [line for line in listed() if line.kind == "wltp" and line.row in energy]
    ways: dict[str, Callable[[Sequence[Line]], list[Predicted]]] = {
        "carwright": lambda lines: _both(lines, energy, name),
        "nothing learnt": lambda lines: _plain(lines, energy, name, by_nothing),
        "one number a list": lambda lines: _plain(lines, energy, name, by_one_number),
    }
    for way, predict in ways.items():
        yield from _results(name, ALL, way, predict(used))


def _both(
    lines: Sequence[Line], energy: Mapping[str, Line], by: str, *, list_known: bool = True
) -> list[Predicted]:
    predict = partial(by_hierarchy, list_known=list_known)
    other = [energy[line.row] for line in lines]
    stored = {one.line.row: one for split in out(other, by) for one in predict(split)}
    every = [line for line in listed() if line.kind == "wltp"]
    driven = {one.line.row: one for split in out(every, by) for one in predict(split)}
    found = []
    for line in lines:
        one, two = driven[line.row], stored[line.row]
        spread = float(np.hypot(one.deviation, two.deviation))
        found.append(Predicted(_range(line, energy), two.mean - one.mean, spread))
    return found


def _plain(
    lines: Sequence[Line], energy: Mapping[str, Line], by: str, model: Model
) -> list[Predicted]:
    ranges = [_range(line, energy) for line in lines]
    return [one for split in out(ranges, by) for one in model(split)]


def _range(line: Line, energy: Mapping[str, Line]) -> Line:
    return replace(line, result="wltp_range", residual=energy[line.row].residual - line.residual)


def by_wheels(rows: Rows, split: Split) -> list[Predicted]:
    """Return the formula of three numbers: energy out and back at the wheels, and time.

    Args:
        rows: the rows behind the lines.
        split: results of EPA's lists.
    """
    known = without_odd(split.known)
    terms = np.array([_terms(rows, line) / _measured(rows, line) for line in known])
    numbers = np.linalg.lstsq(terms, np.ones(len(terms)), rcond=None)[0]
    return [
        _told(rows, line, float(np.log(max(_terms(rows, line) @ numbers, 1.0))))
        for line in split.asked
    ]


def _terms(rows: Rows, line: Line) -> np.ndarray:
    need = rows.epa[line.row].needs[line.result.removeprefix("epa_")]
    return np.array([need.positive, need.braking, 1.0 / need.mean_speed])


def _measured(rows: Rows, line: Line) -> float:
    return rows.epa[line.row].measured[line.result.removeprefix("epa_")]


def _told(rows: Rows, line: Line, log: float) -> Predicted:
    """A prediction by itself, as a logarithm over the simulation."""
    return Predicted(line, log - np.log(_measured(rows, line)) + line.residual, np.nan)


def regressed(rows: Rows, split: Split, model: Callable[[], Any]) -> list[Predicted]:
    """Return what a regression on the columns of the list says.

    Args:
        rows: the rows behind the lines.
        split: results of EPA's lists.
        model: makes the regression.
    """
    makers = np.unique([line.maker for line in split.known])
    found = []
    for result in sorted({line.result for line in split.asked}):
        known = [line for line in without_odd(split.known) if line.result == result]
        asked = [line for line in split.asked if line.result == result]
        fitted = model().fit(
            [_columns(rows.epa[line.row], makers) for line in known],
            np.log([_measured(rows, line) for line in known]),
        )
        told = fitted.predict([_columns(rows.epa[line.row], makers) for line in asked])
        found += [_told(rows, line, float(log)) for line, log in zip(asked, told, strict=True)]
    return found


def brochure_regressed(rows: Rows, split: Split, model: Callable[[], Any]) -> list[Predicted]:
    """Return what a regression on the columns of a brochure says, unknown ones at their mean.

    Args:
        rows: the rows behind the lines.
        split: results of WLTP lists.
        model: makes the regression.
    """
    makers = np.unique([line.maker for line in split.known])

    def columns(lines: Sequence[Line]) -> np.ndarray:
        found = []
        for line in lines:
            row = rows.wltp[line.row]
            keys = ("kerb_mass_kg", "peak_power_kw", BATTERY)
            logs = [np.log(row.figures.get(key, np.nan)) for key in keys]
            own = [float(maker_id(row.maker) == maker) for maker in makers]
            found.append([*logs, row.year, line.slope_by["wltp_van"], *own])
        return np.array(found)

    known, asked = columns(split.known), columns(split.asked)
    means = np.nanmean(known, axis=0)
    known, asked = (np.where(np.isnan(part), means, part) for part in (known, asked))
    used = np.log([rows.wltp[line.row].consumption_ac for line in split.known])
    told = model().fit(known, used).predict(asked)
    return [
        Predicted(
            line,
            float(log) - np.log(rows.wltp[line.row].consumption_ac) + line.residual,
            np.nan,
        )
        for line, log in zip(split.asked, told, strict=True)
    ]


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
