"""verdict: a claim against what is known without it, in sentences that can be quoted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from carwright.belief.reaching import side_of
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, NumberRow
from carwright.units import unit

if TYPE_CHECKING:
    from carwright.belief.heard import Heard
    from carwright.belief.needs import Change
    from carwright.belief.plausible import Checked

PLAUSIBLE, DOUBTFUL = 0.25, 0.05
"""Shares from which a claim is plausible, and from which it is bold; below it is doubtful [-]."""
TOLD = 4
"""Changes that a sentence tells; the rest is in the document."""
LEAST = 0.005
"""Least change of a factor that a sentence tells [-]."""
NOT_PHYSICS = frozenset({"price"})
"""Keys that physics says nothing of."""
_NAMES = {
    "range_km": "range",
    "zero_to_100_s": "0-100 km/h",
    "zero_to_60mph_s": "0-60 mph",
    "zero_to_200_s": "0-200 km/h",
    "km_in_5_min": "in 5 minutes",
    "km_in_10_min": "in 10 minutes",
    "km_in_15_min": "in 15 minutes",
    "charge_peak_kw": "peak charging power",
    "charge_typical_kw": "usual charging power",
    "charge_dc_min": "fast charging",
    "charge_10_80_min": "10-80 %",
    "charge_30_80_min": "30-80 %",
    "charge_0_100_min": "0-100 %",
}
_REACH = {
    "zero_to_100_s": "are as quick",
    "zero_to_60mph_s": "are as quick",
    "zero_to_200_s": "are as quick",
    "quarter_mile_s": "are as quick",
    "kerb_mass_kg": "are as light",
    "consumption_kwh_per_100km": "use no more",
    "price": "cost no more",
    **dict.fromkeys(
        ("charge_dc_min", "charge_10_80_min", "charge_30_80_min", "charge_0_100_min"),
        "charge as fast",
    ),
}
_TESTS = {
    f"{test}_test_over_simulated_ratio": f"a {test.upper()} test that reads"
    for test in ("epa", "wltp", "cltc", "nedc")
}
_WORDS = {
    "launch_test_over_simulated_ratio": "a launch that takes",
    "charging_test_over_simulated_ratio": "a charge that takes",
    "charge_rate_ratio": "cells that take",
    **_TESTS,
}


def claim_in_words(one: "Heard") -> str:
    """Return a claim as people say it: 800 km CLTC.

    Args:
        one: the claim.
    """
    claim, key = one.claim, one.key
    before = {"at_least": "at least ", "at_most": "up to ", "about": "about "}.get(
        claim.bound or "", ""
    )
    said = " to ".join(number(key, n) for n in sorted(set(one.numbers)))
    parts = [f"{before}{said}", claim.currency or unit_of(key)]
    if claim.procedure and claim.procedure != "unspecified":
        written = claim.procedure
        parts.append(written if written in ("gross", "usable") else written.upper())
    parts.append((claim.side or "").upper())
    parts.append({"yes": "with rollout", "no": "without rollout"}.get(claim.rollout or "", ""))
    name = _NAMES.get(key) or (unit_free(key) if key not in ("price", "mpge") else "")
    told = " ".join(part for part in parts if part)
    return told if key == "range_km" else f"{name} {told}".strip()


def sentence(found: "Checked") -> str:
    """Return the verdict in one sentence.

    Args:
        found: the claim against what is known without it.
    """
    one, share = found.heard, found.plausibility
    low, _, high = found.predicted.band
    cars = f"{round(100 * share)} of 100 believable cars"
    if side_of(one) == "neither":
        reached = f"{cars} lie as far from the middle"
    else:
        reached = f"{cars} {_reach(one)}"
    known = "a rough estimate" if found.predicted.estimate else "what is known without it"
    said = unit_of(one.key) or one.claim.currency or ""
    band = f"{number(one.key, low)} to {number(one.key, high)} {said}".rstrip()
    return f"{claim_in_words(one)} {judgement(found)}: {reached}; {known} says {band}."


def judgement(found: "Checked") -> str:
    """Return a word for a claim: is plausible, is bold, is doubtful, cannot be.

    Args:
        found: the claim against what is known without it.
    """
    if found.plausibility >= PLAUSIBLE:
        return "is plausible"
    if found.plausibility >= DOUBTFUL:
        return "is possible but bold"
    return "cannot be" if found.broken else "is doubtful"


def further(found: "Checked") -> list[str]:
    """Return what else is to be said of a claim, a sentence each.

    Args:
        found: the claim against what is known without it.
    """
    told = []
    if found.slip:
        told.append(f"It reads like a slip: {found.slip}.")
    if found.nearest is not None and any(_tells(*one) for one in found.nearest.changes.items()):
        changes = {name: one for name, one in found.nearest.changes.items() if _tells(name, one)}
        needs = listed(needs_in_words(changes)[:TOLD])
        told.append(f"For it to be true it needs {needs}.")
    if found.broken:
        told.append(f"The limit: {listed(list(found.broken))}.")
    if found.predicted.estimate:
        told.append(f"The band is a rough estimate: {found.predicted.estimate}.")
    if found.heard.key in NOT_PHYSICS:
        told.append("Physics cannot judge it.")
    elif found.plausibility >= PLAUSIBLE and not found.slip:
        told.append(
            "That it could be true is all that physics can say: an ordinary claim may fail."
        )
    return told


def needs_in_words(changes: "dict[str, Change]") -> list[str]:
    """Return what would have to be true, farthest change first: drag area 0.42 m2 instead of ...

    Args:
        changes: figures of the nearest car that meets the claim.
    """
    return [_change(name, changes[name]) for name in by_size(changes)]


def by_size(changes: "dict[str, Change]") -> list[str]:
    """Return the names of changes, the farthest outside its band first.

    Args:
        changes: figures of the nearest car that meets the claim.
    """

    def size(name: str) -> float:
        one = changes[name]
        return abs(one.value - one.p50) / max(one.p95 - one.p05, 1e-12)

    return sorted(changes, key=size, reverse=True)


def _tells(name: str, one: "Change") -> bool:
    """Whether a change is not rounded away."""
    return not name.endswith("_ratio") or abs(one.value / one.p50 - 1.0) >= LEAST


def _change(name: str, one: "Change") -> str:
    if name.endswith("_ratio"):
        moved = 100.0 * (one.value / one.p50 - 1.0)
        which = "less" if moved < 0.0 else "more"
        if name in _TESTS:
            which = "lower" if moved < 0.0 else "higher"
        if name.startswith(("launch", "charging_test")):
            which = "shorter" if moved < 0.0 else "longer"
        return f"{_WORDS[name]} {abs(moved):.0f} % {which} than expected"
    span = f"{number(name, one.p05)} to {number(name, one.p95)}"
    said = f" {unit_of(name)}" if unit_of(name) else ""
    return f"{unit_free(name)} {number(name, one.value)}{said} instead of {span}"


def number(key: str, value: float) -> str:
    """Return a number with as many digits as make sense.

    Args:
        key: its key with unit.
        value: the number [unit of the key].
    """
    if abs(value) >= 100.0:
        return f"{value:,.0f}"
    if abs(value) < 1.0:
        return f"{value:.4f}".rstrip("0") if abs(value) < 0.01 else f"{value:.3f}".rstrip("0")
    text = f"{value:.2f}" if key.endswith(("_s", "_m", "_m2")) else f"{value:.1f}"
    return text.removesuffix(".0") if not key.endswith(("_s", "_m", "_m2")) else text


def unit_of(key: str) -> str:
    """Return the unit of a key as people write it; empty where it has none.

    Args:
        key: key of a car file, or a name with its unit.
    """
    row = {**FIGURE_ROWS, **CLAIM_ROWS}.get(key)
    if isinstance(row, NumberRow):
        return row.unit
    return "" if key.endswith("_coefficient") else unit(key)


def unit_free(key: str) -> str:
    """Return a key in words, without its unit: `kerb_mass_kg` is kerb mass.

    Args:
        key: key of a car file, or a name with its unit.
    """
    from carwright.units import bare, suffix

    plain = bare(key) if suffix(key) else key
    return plain.replace("_", " ")


def listed(items: Sequence[str]) -> str:
    """Return items as part of a sentence: a, b and c.

    Args:
        items: the items.
    """
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def _reach(one: "Heard") -> str:
    return _REACH.get(one.key, "reach it" if side_of(one) == "at_least" else "have no more")
