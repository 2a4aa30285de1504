"""A drive from figures to its summary."""

from typing import TYPE_CHECKING, Any

import numpy as np

from carwright.plain.call import call
from carwright.plain.cars import NO_CLIMATE, WARM, air, built

if TYPE_CHECKING:
    from carwright.car.load import Load
    from carwright.world.padding import Padded


def summary(
    figures: tuple[np.ndarray, np.ndarray],
    trace: "Padded",
    charge: float,
    temperature: float,
    load: "Load | None" = None,
) -> dict[str, Any]:
    """Drive one car along one trace and return its summary, as `Run.summary` has it.

    Args:
        figures: figures in SI and choices, each in the order of its vector.
        trace: the trace.
        charge: charge on the display at the start [share].
        temperature: of the air [K].
        load: what the car carries, tows and wears beyond its own.
    """
    car = built(figures, load)
    start, warm = WARM
    around = air(car, temperature).leaves
    asked = (*around, False, *start, warm, *NO_CLIMATE)
    run = call("drive", *car.leaves, *trace, charge, *asked)
    totals = [run[path] for path in run if not path.startswith("series.")]
    told = call("summary", *totals)
    ledger = told.part("ledger")
    flat = {path: value for path, value in told.items() if not path.startswith("ledger.")}
    return flat | {"ledger": dict(ledger)}
