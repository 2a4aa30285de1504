"""Claimed: what is officially said of a car that a simulated test can be put beside.

Of several claims of one thing the weightiest counts. An EPA label is a test divided by a factor of
the car's own: where the file has both, the factor follows, and the label's range is taken back to
the test; where it has not, the label is compared by the usual factor, and apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from carwright.carfile import CarFile, Claim, best_claim, of_variant
from carwright.rate.epa import LABEL_FACTOR
from carwright.rate.rating import COMBINED
from carwright.rate.weights import city_and_highway
from carwright.units import GALLON_OF_PETROL, MILE, from_si, to_si
from carwright.validate.table import Rejected

GROUPS = ("consumption", "range", "label", "sprint")
"""What is compared: tests at the plug, ranges of tests, labels by the usual factor, sprints."""
CONSUMPTION, RANGE, MPGE = "consumption_kwh_per_100km", "range_km", "mpge"
SPRINTS = ("zero_to_100_s", "zero_to_60mph_s", "zero_to_200_s", "quarter_mile_s")
TESTS = ("epa", "wltp", "cltc", "nedc")
"""Procedures that are simulated."""
_UNADJUSTED = {"udds": "city", "hwfet": "highway"}
_PHASES = ("city", "highway", COMBINED)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One thing that is said of a car."""

    group: str
    """One of `GROUPS` [-]."""
    key: str
    """Key of the claim, or the like with its unit [-]."""
    procedure: str
    """The test; empty for a sprint [-]."""
    phase: str
    """Phase of the test; for a sprint `yes`, `no` or `unknown`: whether a foot is left out [-]."""
    unadjusted: bool
    """Whether it is EPA's test and not its label [-]."""
    value: float
    """What is said [SI]."""
    kind: str
    """Kind of the source [-]."""
    year: str
    """When it was said, or of which model year it is [year]."""
    note: str
    """What a reader should know of it; empty where there is nothing [-]."""


def claimed(car: CarFile) -> tuple[list[Claimed], list[Rejected]]:
    """Return what is said of a car that can be compared, and what cannot, with the reason.

    Args:
        car: its file.
    """
    left: list[Rejected] = []
    consumptions = list(_consumptions(car, left))
    factor = label_factor(consumptions)
    ranges = list(_ranges(car, factor, left))
    if factor is not None:
        consumptions = [one for one in consumptions if one.group != "label"]
    return [*consumptions, *ranges, *_sprints(car)], left


def label_factor(found: Sequence[Claimed]) -> float | None:
    """Return a car's own factor from test to label, or None where the file does not tell it.

    Args:
        found: its consumptions.
    """
    tests = {one.phase: one for one in found if one.procedure == "epa" and one.unadjusted}
    labels = {one.phase: one for one in found if one.group == "label"}
    city, highway = (tests.get(phase) for phase in _UNADJUSTED.values())
    if city is not None and highway is not None:
        value = city_and_highway(city.value, highway.value)
        tests[COMBINED] = replace(city, phase=COMBINED, value=value)
    both = [(tests[phase], labels[phase]) for phase in tests if phase in labels]
    of_a_year = [(test, label) for test, label in both if test.year == label.year]
    ratios = [test.value / label.value for test, label in of_a_year or both]
    return float(np.mean(ratios)) if ratios else None


def _consumptions(car: CarFile, left: list[Rejected]) -> Iterator[Claimed]:
    groups: dict[tuple[str, str, bool], list[Claim]] = {}
    for key in (MPGE, CONSUMPTION):
        for claim in of_variant(car.claims.get(key, ()), car.variant):
            place, procedure = _place(claim), claim.procedure
            if procedure is None or procedure not in TESTS or place is None:
                continue
            if key == CONSUMPTION and claim.side != "ac":
                side = "at the battery" if claim.side == "dc" else "its side is not said"
                said = f"{claim.middle:g} kWh/100 km, {procedure.upper()}"
                left.append(Rejected(car.id, f"{said}: {side}, tests are told at the plug"))
                continue
            if key == MPGE:
                metre = GALLON_OF_PETROL / (claim.middle * MILE)
                claim = claim.model_copy(update={"value": from_si(CONSUMPTION, metre)})
            groups.setdefault((procedure, *place), []).append(claim)
    for (procedure, phase, unadjusted), claims in groups.items():
        best = best_claim(claims)
        group = "label" if procedure == "epa" and not unadjusted else "consumption"
        value = to_si(CONSUMPTION, best.middle)
        note = "" if group == "consumption" else f"by the usual factor, {LABEL_FACTOR.value:g}"
        where = (group, CONSUMPTION, procedure, phase, unadjusted)
        yield Claimed(*where, value, best.kind, best.date[:4], note)


def _ranges(car: CarFile, factor: float | None, left: list[Rejected]) -> Iterator[Claimed]:
    groups: dict[str, list[Claim]] = {}
    for claim in of_variant(car.claims.get(RANGE, ()), car.variant):
        if claim.procedure not in TESTS:
            said = "" if claim.procedure is None else claim.procedure
            left.append(Rejected(car.id, f"{claim.middle:g} km: procedure {said or 'not said'}"))
        elif _of_the_car(claim):
            groups.setdefault(claim.procedure, []).append(claim)
    for procedure, claims in groups.items():
        best = best_claim(claims)
        value = to_si(RANGE, best.middle)
        group, unadjusted, note = "range", False, ""
        if procedure == "epa" and factor is not None:
            unadjusted, value = True, value / factor
            note = f"label {best.middle:g} km over {factor:.3f}, the car's own factor"
        elif procedure == "epa":
            group = "label"
            note = f"a label without factor: compared by the usual one, {LABEL_FACTOR.value:g}"
        where = (group, RANGE, procedure, COMBINED, unadjusted)
        yield Claimed(*where, value, best.kind, best.date[:4], note)


def _sprints(car: CarFile) -> Iterator[Claimed]:
    for key in SPRINTS:
        claims = [
            claim
            for claim in of_variant(car.claims.get(key, ()), car.variant)
            if claim.conditions is None
        ]
        told = [claim for claim in claims if claim.rollout in ("yes", "no")]
        if not claims:
            continue
        best = best_claim(told or claims)
        rollout = best.rollout or "unknown"
        note = "" if told else "rollout not said: the mean of both"
        where = ("sprint", key, "", rollout, False)
        yield Claimed(*where, to_si(key, best.middle), best.kind, best.date[:4], note)


def _place(claim: Claim) -> tuple[str, bool] | None:
    """Phase of a consumption and whether it is EPA's test; None where that is not told."""
    told = (claim.conditions or "").casefold()
    if claim.procedure != "epa":
        return (COMBINED, False) if _of_the_car(claim) else None
    if "unadjusted" in told:
        return next(((phase, True) for key, phase in _UNADJUSTED.items() if key in told), None)
    return next(((phase, False) for phase in _PHASES if phase in told), None)


def _of_the_car(claim: Claim) -> bool:
    """Whether a claim is of the tested car as it stands, and not of a drive somewhere."""
    told = (claim.conditions or "").casefold()
    return not told or "label" in told or "wheels" in told
