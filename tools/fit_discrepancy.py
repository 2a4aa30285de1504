"""Writes how far tests lie from their simulation, each car predicted without its own results.

Run `python tools/fit_discrepancy.py [DATA_FOLDER]` from the root; it writes
src/carwright/belief/discrepancy.csv. Rows are those of `carwright validate wltp | label | garage |
charging`: the results of a car's own model family never reach its prediction. A charge is its time
from 10 to 80 %, of a car built from usable energy, chemistry, voltage class and peak power alone.
"""

import csv
import sys
from collections.abc import Iterator
from io import StringIO
from math import log, log1p, sqrt
from pathlib import Path

import jax
import numpy as np

from carwright.belief.discrepancy import COLUMNS, Tested
from carwright.belief.usual_charging import spreads
from carwright.carfile import load
from carwright.population.gaussian import BAND
from carwright.population.names import family_id
from carwright.settle.charging import learnt
from carwright.settle.resolve import resolve
from carwright.validate.charging import validate_charging
from carwright.validate.garage import Beside, official_of, validate_garage
from carwright.validate.lists import KINDS, known_cars
from carwright.validate.predict import batch_of, rated, versions
from carwright.validate.summary import Compared
from carwright.whole_file import write_whole

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
FILE = ROOT / "src" / "carwright" / "belief" / "discrepancy.csv"
LISTS = {
    "wltp": "wltp/wltp_bev_development.csv",
    "label": "label/north_america_label_to_2021.csv",
}
TEST_OF = {"wltp": "wltp", "label": "epa"}
CURVES = ("charging_curves/dc_power_by_soc.csv", "charging_curves/dc_power_by_soc_more.csv")
FAMILIES = {"volkswagen id4": family_id("Volkswagen", "ID.4")}
"""Families as car files have them, where the curves write them otherwise."""
DIGITS = 5
DRAWS = 16
"""Versions of each car of a list: what is not known of it, to a fifth."""


def main() -> None:
    """Predict every car and write the file."""
    jax.config.update("jax_enable_x64", True)
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    rows = [*_garage(), *(row for file in CURVES for row in _charging(data / file))]
    for kind, file in LISTS.items():
        rows += _of_list(kind, data / file)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows, key=lambda one: (one.test, one.known_from, one.car, one.error)):
        writer.writerow([getattr(row, name) for name in COLUMNS])
    write_whole(FILE, text.getvalue().encode())


def _of_list(kind: str, path: Path) -> Iterator[Tested]:
    """Consumption alone: a range says the same of the car, and of a battery that may be a guess."""
    how = KINDS[kind]
    known, _ = known_cars(kind, how.read(path).kept)
    batch = batch_of([versions(one.settled, DRAWS) for one in known])
    used = np.log(rated(batch, how.procedure)["consumption"]).reshape(len(known), -1)
    for one, logs in zip(known, used, strict=True):
        row = one.row
        error = log(how.measured(row)["consumption"]) - float(logs[0])
        about = (family_id(row.maker, row.model), row.year)
        yield _tested(TEST_OF[kind], f"{kind}/{row.id}", about, error, float(np.std(logs[1:])))


def _garage() -> Iterator[Tested]:
    """Claims beside the simulation alone: what tests of other cars read is not taken off."""
    for one in validate_garage().compared:
        claim = one.claim
        if claim.procedure == "epa" or claim.kind not in ("regulator", "maker", "measured"):
            continue
        factor, noise = official_of(resolve(one.car), claim)
        error, spread = _consumption(one.found, noise)
        error += log(factor)
        about = (_family(one), int(claim.year))
        test = "launch" if claim.group == "sprint" else claim.procedure
        yield _tested(test, one.car, about, -error if claim.group == "range" else error, spread)


def _charging(path: Path) -> Iterator[Tested]:
    """What is known beside the car is the scatter of other cars' curves, as the belief has it."""
    curves = learnt()
    for one in validate_charging(path).cars:
        own = next(curve for curve in curves if curve.id == one.row.id)
        others = [curve for curve in curves if curve.family != own.family]
        about = (FAMILIES.get(own.family, own.family), own.known_from)
        spread = float(spreads(others)[1])
        yield _tested("charging", f"curve/{own.id}", about, -log1p(one.error), spread)


def _family(one: Beside) -> str:
    file = load(one.car)
    return family_id(file.maker, file.name)


def _consumption(found: Compared, noise: float) -> tuple[float, float]:
    """Logarithm of measured over simulated, and how far the prediction by itself may be off."""
    spread = 0.5 * log(found.high / found.low) / BAND
    return log(found.measured / found.simulated), sqrt(max(spread**2 - noise**2, 0.0))


def _tested(test: str, car: str, about: tuple[str, int], error: float, spread: float) -> Tested:
    family, year = about
    return Tested(test, car, family, year, round(error, DIGITS), round(spread, DIGITS))


if __name__ == "__main__":
    main()
