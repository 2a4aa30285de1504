"""Fit on half of the summer and half of the winter drives, test on the other half, several times.

Run: make trips. Prints a table of the goals: drives of 5 km and more, the driving part only, start
and end speed as logged. No drive that is tested reaches the fit that it tests.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from i3_drives import DRIVES, columns

from carwright.cli.precision import prepare

ROOT = Path(__file__).parents[1]
CAR = "bmw-i3-60ah"
OUT = ROOT / "docs" / "validation" / "trips.json"
HALVES = 5
GOALS = {
    ("torque", "mae"): 0.03,
    ("climate", "energy_weighted"): 0.05,
    ("climate", "median_abs"): 0.05,
    ("climate", "sum_error"): 0.02,
    ("nothing", "mae"): 0.08,
    ("nothing", "sum_error"): 0.03,
    ("climate", "charge"): 0.015,
    ("climate", "voltage"): 0.01,
    ("climate", "cells_k"): 1.5,
    ("nothing", "heater"): 0.20,
}
"""Of what is given, and of which number."""


def halves(names: list[str], count: int, seed: int = 1) -> list[np.ndarray]:
    """Weights that show half of the summer (A) and half of the winter (B) drives to the fit."""
    random = np.random.default_rng(seed)
    seasons = [[i for i, name in enumerate(names) if name[4] == season] for season in "AB"]
    found = []
    for _ in range(count):
        weights = np.zeros(len(names))
        for season in seasons:
            weights[random.permutation(season)[: len(season) // 2]] = 1.0
        found.append(weights)
    return found


def numbers(scored: list[Any]) -> dict[str, float]:
    """Every number of a goal, of scored drives."""
    from dataclasses import asdict

    from carwright.fit.score import summary

    kept = [one for one in scored if one.error is not None]
    heaters = [abs(one.heater_error) for one in kept if one.heater_error is not None]
    return asdict(summary(kept)) | {
        "charge": float(np.mean([abs(one.charge_error) for one in kept])),
        "voltage": float(np.mean([one.voltage_error for one in kept])),
        "cells_k": float(np.mean([abs(one.cells_error) for one in kept])),
        "heater": float(np.mean(heaters)) if heaters else float("nan"),
    }


def main() -> int:
    """Fit, test, print and keep the numbers."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--halves", type=int, default=HALVES)
    count = options.parse_args().halves
    prepare()
    from carwright.carfile import load
    from carwright.codes import Given
    from carwright.fit.fit_car import fit_car
    from carwright.fit.fitted_file import unfitted
    from carwright.fit.logs_of import logs_of
    from carwright.fit.score import scored
    from carwright.settle.settle import settle
    from carwright.validate.trips import files_of
    from carwright.whole_file import write_whole

    settled = settle(unfitted(load(CAR)))
    logs = logs_of(files_of(str(DRIVES)), settled, columns())
    kept = []
    for weights in halves([log.id for log in logs], count):
        found = fit_car(settled, logs, list(weights))
        tested = {
            given.name.lower(): numbers(
                [
                    one
                    for one, seen in zip(scored(found.after, logs, given), weights, strict=True)
                    if not seen
                ]
            )
            for given in Given
        }
        fitted = [log.id for log, seen in zip(logs, weights, strict=True) if seen]
        kept.append({"fitted_to": fitted, "converged": found.fitted.converged} | tested)
        print(f"half {len(kept)}: {_line(kept[-1])}", flush=True)
    print(f"{'given':<9}{'number':<18}{'goal':>7}{'mean':>8}   each half")
    for (given, name), goal in GOALS.items():
        each = [one[given][name] for one in kept]
        mean = float(np.mean(np.abs(each)))
        met = "met" if mean <= goal else "missed"
        print(
            f"{given:<9}{name:<18}{goal:>7.3g}{mean:>8.3f}   "
            + " ".join(f"{one:+.3f}" for one in each)
            + f"   {met}"
        )
    write_whole(OUT, (json.dumps({"halves": kept}, indent=1) + "\n").encode())
    return 0


def _line(one: dict[str, Any]) -> str:
    return ", ".join(
        f"{given} {one[given]['mae']:.3f}" for given in ("torque", "climate", "nothing")
    )


if __name__ == "__main__":
    raise SystemExit(main())
