"""Official: what maker or regulator says of the whole car, for the rated and the timed car.

Of several claims of one thing the weightiest counts, then the latest. EPA's consumption is that of
its label: of the combined phase, or of city and highway by the label's weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from carwright.carfile import CarFile, Claim, best_claim, of_variant
from carwright.rate.weights import city_and_highway
from carwright.units import GALLON_OF_PETROL, MILE, to_si

OFFICIAL = ("regulator", "maker")
"""Kinds of claims that are official."""
CONSUMPTION, MPGE, RANGE = "consumption_kwh_per_100km", "mpge", "range_km"
"""Keys of the claims that a rating can be put beside."""
ROLLOUTS = ("no", "yes", "unknown")
"""Whether a sprint leaves out its first foot."""


@dataclass(frozen=True)
class Told:
    """One thing that is said of a car."""

    value: float
    """What is said [SI]."""
    claim: Claim
    """The claim that says it."""


def official_range(file: CarFile, procedure: str) -> Told | None:
    """Return the range that maker or regulator states, or None where neither does.

    Args:
        file: the car file.
        procedure: `epa`, `wltp`, `cltc` or `nedc`.
    """
    found = [one for one in _of(file, RANGE) if one.procedure == procedure and _whole_car(one)]
    return _told([one for one in found if one.kind in OFFICIAL], RANGE)


def official_consumption(file: CarFile, procedure: str) -> Told | None:
    """Return the consumption at the wall that maker or regulator states, or None.

    Args:
        file: the car file.
        procedure: `epa`, `wltp`, `cltc` or `nedc`; EPA's is that of the label.
    """
    found = [
        one
        for one in _of(file, CONSUMPTION)
        if one.procedure == procedure and one.side == "ac" and one.kind in OFFICIAL
    ]
    if procedure != "epa":
        return _told([one for one in found if _whole_car(one)], CONSUMPTION)
    label = [one for one in found if _says(one, "label")]
    combined = _told([one for one in label if _says(one, "combined")], CONSUMPTION)
    return combined or _of_phases(label) or _by_mpge(file)


def claimed_performance(file: CarFile, key: str, rollout: str | None = None) -> Told | None:
    """Return what is said of a sprint or the top speed, by maker or regulator if either says it.

    Args:
        file: the car file.
        key: key of the claims.
        rollout: one of `ROLLOUTS` for a sprint; None for what has no rollout.
    """
    found = [
        one
        for one in _of(file, key)
        if one.conditions is None and (rollout is None or (one.rollout or "unknown") == rollout)
    ]
    return _told([one for one in found if one.kind in OFFICIAL] or found, key)


def _of(file: CarFile, key: str) -> Sequence[Claim]:
    return of_variant(file.claims.get(key, ()), file.variant)


def _told(claims: Sequence[Claim], key: str) -> Told | None:
    if not claims:
        return None
    best = best_claim(claims)
    return Told(to_si(key, best.middle), best)


def _of_phases(label: Sequence[Claim]) -> Told | None:
    city, highway = (
        _told([one for one in label if _says(one, phase)], CONSUMPTION)
        for phase in ("city", "highway")
    )
    if city is None or highway is None:
        return None
    return Told(city_and_highway(city.value, highway.value), city.claim)


def _by_mpge(file: CarFile) -> Told | None:
    claims = [
        one
        for one in _of(file, MPGE)
        if one.procedure == "epa" and one.kind in OFFICIAL and _says(one, "combined")
    ]
    if not claims:
        return None
    best = best_claim(claims)
    return Told(GALLON_OF_PETROL / (best.middle * MILE), best)


def _says(claim: Claim, word: str) -> bool:
    return word in (claim.conditions or "").casefold()


def _whole_car(claim: Claim) -> bool:
    """Whether a claim is of the tested car as it stands, and not of a drive somewhere."""
    return claim.conditions is None or _says(claim, "label") or _says(claim, "wheels")
