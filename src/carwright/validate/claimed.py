"""Claimed: what is officially said of a car that a simulated test can be put beside.

Of several claims of one thing the weightiest counts. An EPA label is a test divided by a factor of
the car's own: where the file has both, the factor follows, and the label's range is taken back to
the test; where it has not, the label is compared by the usual factor, and apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carwright.carfile import CarFile, Claim, best_claim, of_variant
from carwright.carfile.consumptions import (
    CONSUMPTION,
    Consumption,
    consumptions,
    label_factor,
    of_the_car,
)
from carwright.rate.label import LABEL_FACTOR
from carwright.rate.rating import COMBINED
from carwright.units import to_si
from carwright.validate.table import Rejected

GROUPS = ("consumption", "range", "label", "sprint")
"""What is compared: tests at the plug, ranges of tests, labels by the usual factor, sprints."""
RANGE = "range_km"
SPRINTS = ("zero_to_100_s", "zero_to_60mph_s", "zero_to_200_s", "quarter_mile_s")
TESTS = ("epa", "wltp", "cltc", "nedc")
"""Procedures that are simulated."""


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
    told, elsewhere = consumptions(car)
    left = [Rejected(car.id, _why(claim)) for claim in elsewhere]
    factor = label_factor(told)
    ranges = list(_ranges(car, factor, left))
    used = [one for one in _consumptions(told) if factor is None or one.group != "label"]
    return [*used, *ranges, *_sprints(car)], left


def _consumptions(found: Sequence[Consumption]) -> Iterator[Claimed]:
    for one in found:
        label = one.procedure == "epa" and not one.unadjusted
        group = "label" if label else "consumption"
        note = f"by the usual factor, {LABEL_FACTOR.value:g}" if label else ""
        where = (group, CONSUMPTION, one.procedure, one.phase, one.unadjusted)
        value = to_si(CONSUMPTION, one.claim.middle)
        yield Claimed(*where, value, one.claim.kind, one.claim.date[:4], note)


def _ranges(car: CarFile, factor: float | None, left: list[Rejected]) -> Iterator[Claimed]:
    groups: dict[str, list[Claim]] = {}
    for claim in of_variant(car.claims.get(RANGE, ()), car.variant):
        if claim.procedure not in TESTS:
            said = "" if claim.procedure is None else claim.procedure
            left.append(Rejected(car.id, f"{claim.middle:g} km: procedure {said or 'not said'}"))
        elif of_the_car(claim):
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


def _why(claim: Claim) -> str:
    """Why a consumption that is not told at the plug is compared with nothing."""
    said = f"{claim.middle:g} kWh/100 km, {str(claim.procedure).upper()}"
    side = "at the battery" if claim.side == "dc" else "its side is not said"
    return f"{said}: {side}, tests are told at the plug"
