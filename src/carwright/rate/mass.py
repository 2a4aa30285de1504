"""Mass: what a car carries beyond kerb mass in each regulator's test. No JAX.

EPA's equivalent test weights come in steps of 125 to 500 lb. They are not rounded to here: a rating
would jump with kerb mass, and the greatest rounding of usual cars, 28 to 57 kg, is given back where
it counts: a car whose road load was measured at its test weight keeps that weight.
"""

from carwright.rate.formula import Formula
from carwright.units import to_si

EPA_LOAD = Formula(
    "epa-test-load",
    to_si("load_lb", 300.0),
    "M",
    "loaded vehicle weight is kerb weight and 300 lb, not rounded to a class here",
    "40 CFR 86.1803-01, 40 CFR 1066.805",
)
"""Load of EPA's tests [kg]."""
DRIVER = Formula(
    "wltp-driver",
    to_si("driver_kg", 75.0),
    "M",
    "mass in running order is kerb mass and a driver of 75 kg",
    "UN GTR 15, definitions, 3.2",
)
"""Driver in the mass in running order [kg]."""
EXTRA = Formula(
    "wltp-extra-load",
    to_si("extra_kg", 25.0),
    "M",
    "test mass holds 25 kg beside the mass in running order",
    "UN GTR 15, definitions, 3.2",
)
"""Fixed load beside the driver [kg]."""
PAYLOAD_SHARE = Formula(
    "wltp-payload-share",
    0.15,
    "M",
    "test mass holds 15 % of the payload of a passenger car",
    "UN GTR 15, definitions, 3.2",
)
"""Share of the payload in the test [share]."""
PAYLOAD = Formula(
    "wltp-payload",
    to_si("payload_kg", 425.0),
    "M",
    "a car may carry 425 kg beside its driver and those 25 kg (assumed of every car)",
    "usual of cars; the car's own papers say it",
)
"""Payload of a usual car: laden mass less mass in running order less 25 kg [kg]."""
CHINESE_LOAD = Formula(
    "cltc-test-load",
    to_si("load_kg", 100.0),
    "M",
    "reference mass is kerb mass and 100 kg",
    "GB/T 18386.1-2021, GB/T 19233-2020",
)
"""Load of the CLTC test [kg]."""
EUROPEAN_LOAD = Formula(
    "nedc-test-load",
    to_si("load_kg", 100.0),
    "M",
    "reference mass is kerb mass and 100 kg",
    "UN Regulation 101; GB/T 18386-2017",
)
"""Load of the NEDC test [kg]."""
FORMULAS = {
    "epa": (EPA_LOAD,),
    "wltp": (DRIVER, EXTRA, PAYLOAD_SHARE, PAYLOAD),
    "cltc": (CHINESE_LOAD,),
    "nedc": (EUROPEAN_LOAD,),
}
"""What each procedure's load rests on."""
PROCEDURES = tuple(FORMULAS)
"""Every procedure."""


def load_of_test(procedure: str, payload: float = PAYLOAD.value) -> float:
    """Return what a car carries beyond kerb mass in the test [kg].

    Args:
        procedure: one of `PROCEDURES`.
        payload: what the car may carry beside its driver and 25 kg; only WLTP asks [kg].
    """
    if procedure == "wltp":
        return DRIVER.value + EXTRA.value + PAYLOAD_SHARE.value * payload
    return FORMULAS[procedure][0].value
