"""Consumptions that regulators tell of a car, and the factor between EPA's test and its label.

Of several claims of one thing the weightiest counts. EPA's are told a phase and, in the words of
their conditions, as a label's or as the test's, which is unadjusted. No JAX.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from carwright.carfile.best import best_claim, of_variant
from carwright.carfile.schema import CarFile, Claim
from carwright.rate.mass import PROCEDURES
from carwright.rate.weights import city_and_highway
from carwright.units import GALLON_OF_PETROL, MILE, from_si

CONSUMPTION, MPGE = "consumption_kwh_per_100km", "mpge"
"""Keys of the claims that tell a consumption."""
COMBINED = "combined"
"""Phase of a whole test."""
_CITY, _HIGHWAY = "city", "highway"
_UNADJUSTED = {"udds": _CITY, "hwfet": _HIGHWAY}
_PHASES = (_CITY, _HIGHWAY, COMBINED)


class Consumption(NamedTuple):
    """One consumption at the plug that is told of a car."""

    procedure: str
    """The test [-]."""
    phase: str
    """Phase of the test [-]."""
    unadjusted: bool
    """Whether it is EPA's test and not its label [-]."""
    claim: Claim
    """The claim that tells it, in kWh/100 km whatever it was told in [-]."""


def consumptions(car: CarFile) -> tuple[list[Consumption], list[Claim]]:
    """Return the consumptions of a car in regulators' tests, and claims not told at the plug.

    Args:
        car: its file.
    """
    groups: dict[tuple[str, str, bool], list[Claim]] = {}
    elsewhere: list[Claim] = []
    for key in (MPGE, CONSUMPTION):
        for claim in of_variant(car.claims.get(key, ()), car.variant):
            place, procedure = _place(claim), claim.procedure
            if procedure is None or procedure not in PROCEDURES or place is None:
                continue
            if key == CONSUMPTION and claim.side != "ac":
                elsewhere.append(claim)
                continue
            told = _in_kwh(claim) if key == MPGE else claim
            groups.setdefault((procedure, *place), []).append(told)
    return [Consumption(*where, best_claim(told)) for where, told in groups.items()], elsewhere


def own_label_factor(car: CarFile) -> float | None:
    """Return a car's own factor from EPA's test to its label; None where its file tells it not.

    Test and label of one year are put beside each other where there are such, and the mean of the
    phases counts. Range has the factor of consumption: energy over either is the label's.

    Args:
        car: its file.
    """
    return label_factor(consumptions(car)[0])


def label_factor(found: Sequence[Consumption]) -> float | None:
    """Return the factor between tests and labels, as `own_label_factor` does.

    Args:
        found: consumptions of one car.
    """
    epa = [one for one in found if one.procedure == "epa"]
    tests, labels = (
        {one.phase: (one.claim.middle, one.claim.date[:4]) for one in epa if one.unadjusted == kind}
        for kind in (True, False)
    )
    if _CITY in tests and _HIGHWAY in tests:
        both = city_and_highway(tests[_CITY][0], tests[_HIGHWAY][0])
        tests[COMBINED] = (both, tests[_CITY][1])
    pairs = [(tests[phase], labels[phase]) for phase in tests if phase in labels]
    of_a_year = [(test, label) for test, label in pairs if test[1] == label[1]]
    ratios = [test[0] / label[0] for test, label in of_a_year or pairs]
    return float(np.mean(ratios)) if ratios else None


def of_the_car(claim: Claim) -> bool:
    """Return whether a claim is of the tested car as it stands, and not of a drive somewhere.

    Args:
        claim: the claim.
    """
    told = (claim.conditions or "").casefold()
    return not told or "label" in told or "wheels" in told


def _in_kwh(claim: Claim) -> Claim:
    metre = GALLON_OF_PETROL / (claim.middle * MILE)
    return claim.model_copy(update={"value": from_si(CONSUMPTION, metre)})


def _place(claim: Claim) -> tuple[str, bool] | None:
    """Phase of a consumption and whether it is EPA's test; None where that is not told."""
    told = (claim.conditions or "").casefold()
    if claim.procedure != "epa":
        return (COMBINED, False) if of_the_car(claim) else None
    if "unadjusted" in told:
        return next(((phase, True) for key, phase in _UNADJUSTED.items() if key in told), None)
    return next(((phase, False) for phase in _PHASES if phase in told), None)
