"""Comparison: cars side by side, what is known of each and what one stacked batch says of them.

Ratings are the quick ones, one cycle a phase; `carwright rate` drives the full test.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import jax.numpy as jnp
import numpy as np

from carwright.cars.batch import loads_of_tests, stacked_cars
from carwright.figure_table import SIDES
from carwright.progress import task
from carwright.rate.quick import rate_many
from carwright.run.accelerate import accelerate
from carwright.run.constant_speed import range_at
from carwright.settle.settled import Settled
from carwright.units import from_si, to_si

PROCEDURES = {"epa": "EPA", "wltp": "WLTP", "cltc": "CLTC", "nedc": "NEDC"}
"""Regulators in the order of the rows, and their names."""
MOTORWAY = to_si("speed_kmh", 120.0)
"""Constant speed whose range is told [m/s]."""
POWERS = tuple(f"{side}_peak_power_kw" for side in SIDES)
"""Figures that add up to the power of a car."""
ROWS: Mapping[str, str] = {
    "kerb_mass_kg": "mass ready to drive",
    "battery_gross_energy_kwh": "battery, gross",
    "battery_usable_energy_kwh": "battery, usable",
    "peak_power_kw": "peak power",
    **{f"range_{key}_km": f"range, {name}" for key, name in PROCEDURES.items()},
    **{
        f"consumption_ac_{key}_wh_per_km": f"consumption at the wall, {name}"
        for key, name in PROCEDURES.items()
    },
    "zero_to_100_s": "0 to 100 km/h",
    "top_speed_kmh": "top speed",
    "range_at_120_kmh_km": "range at 120 km/h",
    "estimated_share": "figures that are estimates",
}
"""What is compared, by key with unit, in words."""
FIGURE_ROWS = ("kerb_mass_kg", "battery_gross_energy_kwh", "battery_usable_energy_kwh")
"""Rows that are one figure of the car."""
KNOWN = (*FIGURE_ROWS, "peak_power_kw", "estimated_share")
"""Rows that nothing simulates."""


@dataclass(frozen=True)
class Compared:
    """One car of a comparison."""

    settled: Settled
    """The car."""
    numbers: Mapping[str, float]
    """Each row by its key, in its unit; infinite where not reached."""
    estimated: tuple[str, ...]
    """Rows that are figures, or hang on the one of their name, which no source says of the car."""
    warnings: tuple[str, ...] = field(default=())
    """What a reader must know."""


def compare(cars: Sequence[Settled]) -> list[Compared]:
    """Return cars side by side, all from one stacked batch.

    Args:
        cars: the cars, in the order of the columns.
    """
    batch = stacked_cars(cars)
    with task("testing the cars", (3.0, 1.0, 1.0)) as step:
        rated = rate_many(batch, tuple(PROCEDURES), load=loads_of_tests(cars))
        step()
        sprint = accelerate(batch)
        step()
        reach = range_at(batch, MOTORWAY)
    found: dict[str, Any] = {
        "zero_to_100_s": sprint.zero_to_100,
        "top_speed_kmh": sprint.top_speed,
        "range_at_120_kmh_km": jnp.where(reach > 0.0, reach, jnp.inf),
    }
    for name in PROCEDURES:
        found[f"range_{name}_km"] = rated[name].range
        found[f"consumption_ac_{name}_wh_per_km"] = rated[name].consumption_ac
    said = {
        f"too weak to follow the {words} test": np.asarray(rated[name].weak | rated[name].short)
        for name, words in PROCEDURES.items()
    }
    said["below 120 km/h: WLTP is driven without Extra High"] = np.asarray(rated["wltp"].class_3a)
    simulated = {key: np.asarray(numbers) for key, numbers in found.items()}
    return [
        Compared(
            settled=car,
            numbers=_known(car)
            | {key: from_si(key, float(numbers[place])) for key, numbers in simulated.items()},
            estimated=_estimated(car),
            warnings=tuple(words for words, holds in said.items() if holds[place]),
        )
        for place, car in enumerate(cars)
    ]


def _known(car: Settled) -> dict[str, float]:
    used = set(car.used)
    return {key: car.values[key] for key in FIGURE_ROWS} | {
        "peak_power_kw": sum(car.values[key] for key in POWERS if key in used),
        "estimated_share": len(car.estimated) / len(car.used),
    }


def _estimated(car: Settled) -> tuple[str, ...]:
    estimated = set(car.estimated)
    rows = [key for key in ROWS if key in estimated]
    return (*rows, *(["peak_power_kw"] if estimated.intersection(POWERS) else []))
