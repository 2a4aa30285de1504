"""What docs/validation-cold-and-plug.md tells of charging: curves, makers not seen, the cold."""

from pathlib import Path
from typing import Any

import jax.numpy as jnp
import numpy as np
from charging_splits import HEADS, scores, told
from markdown_tables import table

from carwright.car.build import build_car
from carwright.carfile import load
from carwright.cars.from_file import vector
from carwright.run.charge import Station, arrived, charge
from carwright.run.drive import surroundings
from carwright.settle.charging import learnt
from carwright.settle.settle import settle
from carwright.units import to_si
from carwright.validate.charging import validate_charging

CURVES = ("dc_power_by_soc.csv", "dc_power_by_soc_more.csv")
"""Files of curves."""
COLD_CAR = "hyundai-ioniq-5-rwd-77"
"""Car of the garage whose charges in the cold are told."""
COLD_CELLS = {"cold": 0.0, "coldest": -10.0, "hot": 40.0}
"""Temperature of air and cells of each [C]."""
MILD = 20.0
"""Temperature of the air beside which they stand, the pack warmed on the way [C]."""
SPLITS = """\
### Makers not seen, and forward in time

`tools/charging_splits.py`: times from 10 to 80 % of every curve measured at every percent, of which
one maker's, or also every curve of the same and later years, teach nothing. What is shipped is the
weighted mean of curves of the voltage class, cut off at the car's own peak. A trend by model year
makes it worse, other chemistries do not matter: neither is in it. In simulation times are 1.7 %
longer: cells, cable and what charging keeps awake take 6.7 % of the station's energy where the
curves' own times take 5.
"""
COLD = """\
### Cold and hot cells

A pack that is warmed on the way charges at -10 C as at 20. Of one that is not, half an hour from
20 % ends at 36 % less at 0 C than at 25 (500 charges of Leaf taxis, Idaho National Laboratory,
Energy Policy 122, 2018: what cold cells take is set by it). Held against it: an Ioniq 5 took 30
minutes from 10 to 80 % three times in -5 to 0 C, where its maker says 18 (InsideEVs 578869, 2022);
ADAC found charges up to 70 % longer in the cold (2023). The simulated one takes {cold} times as
long with cells of 0 C, {coldest} with cells of -10, and {hot} at 40 C. Cells that reach 55 C as
they charge take less (EVKX: from 50 to 60 C).
"""


def curves(folder: Path) -> dict[str, Any]:
    """Return every measured curve beside its simulation, as `validate charging --json` tells them.

    Args:
        folder: where the files are.
    """
    cars = [car for name in CURVES for car in validate_charging(folder / name).document()["cars"]]
    sizes = [abs(car["error"]) for car in cars if car["error"] is not None]
    summary = {"n": len(sizes), "median_abs": float(np.median(sizes)), "worst": max(sizes)}
    return {"cars": cars, "summary": summary}


def section() -> str:
    """Return the part of the page after the table of curves."""
    times = {name: f"{share:.2f}" for name, share in cold_times().items()}
    return "\n".join(
        (SPLITS, table(HEADS, (told(one) for one in scores(learnt()))), COLD.format(**times))
    )


def cold_times() -> dict[str, float]:
    """Return times from 10 to 80 % by the names of `COLD_CELLS`, over that in mild air [-]."""
    car = build_car(vector(settle(load(COLD_CAR))))
    post = Station(to_si("power_kw", 350.0), 500.0, 1000.0)

    def minutes(air: float, cells: float | None) -> float:
        around = surroundings(car, temperature=to_si("air_c", air))
        start = arrived(car, 0.1, around, None if cells is None else to_si("cells_c", cells))
        return float(charge(car, post, start, jnp.asarray(0.8), around).duration)

    mild = minutes(MILD, None)
    return {name: minutes(cells, cells) / mild for name, cells in COLD_CELLS.items()}
