"""carried: what a car carries in a regulator's test, where its own file knows better. No JAX.

A car whose road load was measured at the procedure's test mass keeps that mass: the roller was set
to it, and EPA's steps of test weight are in it. WLTP asks what a car may carry; where the file
gives the greatest laden mass, that is known. In all other cases the procedure's usual load holds.
"""

from carwright.rate.mass import DRIVER, EXTRA, load_of_test
from carwright.settle.settled import Settled

TESTED_AT = {"epa": "test_weight_lb", "wltp": "test_mass_kg"}
"""Key of the mass to which the road load of each procedure refers."""


def carried(settled: Settled, procedure: str) -> float | None:
    """Return what the car carries beyond kerb mass in the test [kg]; None for the usual load.

    Args:
        settled: the car.
        procedure: `epa`, `wltp`, `cltc` or `nedc`.
    """
    if _given(settled, TESTED_AT.get(procedure)):
        tested = float(settled.origins["test_mass_kg"].value)
        return max(tested - settled.values["kerb_mass_kg"], 0.0)
    if procedure == "wltp" and _given(settled, "gross_mass_kg"):
        gross = float(settled.origins["gross_mass_kg"].value)
        unladen = settled.values["kerb_mass_kg"] + DRIVER.value + EXTRA.value
        return load_of_test("wltp", max(gross - unladen, 0.0))
    return None


def _given(settled: Settled, key: str | None) -> bool:
    origin = settled.origins.get(key) if key else None
    return origin is not None and origin.how == "given"
