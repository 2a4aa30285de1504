r"""slips: whether a doubtful number is a right one misread, such as mph given for km/h.

Each usual slip is another reading of the claim under which its number is right. The likeliest one
explains the claim if it does so better than the claim as it stands, right, rare as slips are, and
if the number is likelier under it than under all the ways together in which a claim of its kind may
be off; that a number is off for no reason explains nothing, so that it has no odds of its own:

$$\pi\, E_x[p(c | x, s)] > (1 - n \pi)\, E_x[p(c | x, \text{right})], \qquad
    E_x[p(c | x, s)] > E_x[p(c | x)]$$

over believable cars x and n usual slips. "AC for DC" is said of a number of the AC side that is
given as DC.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from carwright.belief.draws import Draws
from carwright.belief.heard import Heard
from carwright.belief.procedures import CONSUMPTION, PROCEDURES, RANGE
from carwright.belief.quantity import AT_BATTERY, GROSS_SPREAD, Meaning, claimed_number
from carwright.belief.reliability import Reliability
from carwright.belief.rounding import rounding
from carwright.belief.terms import written_unit
from carwright.units import GRAVITY, MILE, POUND, from_si, to_si

RARE = 0.05
"""How likely each usual slip is before its number is seen [-] (assumed; three of the SU7's hundred
claims are a slip)."""
_MILES = math.log(from_si("x_km", MILE))
_PS = math.log(to_si("x_kw", 1.0) / (75.0 * GRAVITY))
"""Metric horsepower for a kilowatt, as a logarithm [-]."""
_SMOOTH = 1.06
"""Width of a kernel over the spread of N points, times the fifth root of N (Silverman)."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A reading of a claim under which its number is right."""

    name: str
    """What was given for what [-]."""
    meaning: Meaning
    """What the number then is [-]."""


def slips_of(one: Heard) -> tuple[Slip, ...]:
    """Return the usual slips of a claim.

    Args:
        one: the claim.
    """
    claim = one.claim
    if one.key == "range_km":
        return _of_range(claim.procedure)
    if one.key == "consumption_kwh_per_100km":
        return _of_consumption(claim.procedure, claim.side)
    if one.key in ("zero_to_100_s", "zero_to_60mph_s"):
        return _of_sprint(one.key)
    return tuple(Slip(name, meaning) for name, meaning in _SIMPLE.get(one.key, ()))


def slip(one: Heard, draws: Draws, reliability: Reliability, meant: Sequence[Meaning]) -> str:
    """Return the name of the slip that explains a claim, empty where none does.

    Args:
        one: the claim.
        draws: believable cars, without the claim.
        reliability: how far claims of its kind may be off.
        meant: what it may mean as it stands.
    """
    found = slips_of(one)
    if not found or not meant:
        return ""
    off = sum(meaning.weight * _density(one, meaning, draws, reliability) for meaning in meant)
    right = sum(meaning.weight * _right(one, meaning, draws, reliability) for meaning in meant)
    chances = [_right(one, other.meaning, draws, reliability) for other in found]
    best = int(np.argmax(chances))
    explains = RARE * chances[best] > (1.0 - RARE * len(found)) * right
    return found[best].name if explains and chances[best] > off else ""


def _of_range(procedure: str | None) -> tuple[Slip, ...]:
    if procedure not in PROCEDURES:
        return tuple(
            Slip(name, Meaning(f"{p}_{RANGE}", 1.0, sign * _MILES))
            for p in ("wltp", "epa")
            for name, sign in (("miles for km", -1.0), ("km for miles", 1.0))
        )
    own = f"{procedure}_{RANGE}"
    others = [
        Slip(f"{other.upper()} for {procedure.upper()}", Meaning(f"{other}_{RANGE}", 1.0))
        for other in PROCEDURES
        if other != procedure
    ]
    miles = Slip("miles for km", Meaning(own, 1.0, -_MILES))
    return (*others, miles, Slip("km for miles", Meaning(own, 1.0, _MILES)))


def _of_consumption(procedure: str | None, side: str | None) -> tuple[Slip, ...]:
    if procedure not in PROCEDURES:
        return ()
    own = f"{procedure}_{CONSUMPTION}"
    at_battery = math.log(AT_BATTERY)
    found = {
        "dc": [Slip("AC for DC", Meaning(own, 1.0))],
        "ac": [Slip("DC for AC", Meaning(own, 1.0, at_battery, 0.03))],
    }.get(side or "", [])
    shift = at_battery if side == "dc" else 0.0
    found += [
        Slip(f"{p.upper()} for {procedure.upper()}", Meaning(f"{p}_{CONSUMPTION}", 1.0, shift))
        for p in PROCEDURES
        if p != procedure
    ]
    miles = Slip("kWh/100 mi for kWh/100 km", Meaning(own, 1.0, shift + _MILES))
    return (*found, miles)


def _of_sprint(key: str) -> tuple[Slip, ...]:
    other = {"zero_to_100_s": "zero_to_60mph", "zero_to_60mph_s": "zero_to_100"}[key]
    name = "0-60 mph for 0-100 km/h" if key == "zero_to_100_s" else "0-100 km/h for 0-60 mph"
    return tuple(Slip(name, Meaning(f"{other}{end}_s", 1.0)) for end in ("", "_rollout"))


_AXLES = tuple(
    ("one axle for the car", Meaning("peak_power_kw", 1.0, math.log(share), 0.08))
    for share in (0.58, 0.42)
)
_SPEEDS = tuple(
    ("mph for km/h", Meaning("top_speed_kmh", 1.0, sign * _MILES)) for sign in (-1.0, 1.0)
)
_USABLE, _GROSS = "battery_usable_energy_kwh", "battery_gross_energy_kwh"
_SIMPLE: dict[str, tuple[tuple[str, Meaning], ...]] = {
    "peak_power_kw": (("hp for kW", Meaning("peak_power_kw", 1.0, _PS, 0.01)), *_AXLES),
    "top_speed_kmh": _SPEEDS,
    "kerb_mass_kg": (
        ("lb for kg", Meaning("kerb_mass_kg", 1.0, -math.log(POUND), 0.001)),
        ("laden mass for kerb mass", Meaning("kerb_mass_kg", 1.0, math.log(1.24), 0.04)),
    ),
    _USABLE: (("gross for usable", Meaning(_GROSS, 1.0, 0.0, GROSS_SPREAD)),),
    _GROSS: (("usable for gross", Meaning(_USABLE, 1.0)),),
}


def _density(one: Heard, meaning: Meaning, draws: Draws, reliability: Reliability) -> float:
    """How likely the claim is as it stands, with all ways in which it may be off."""
    logs, at, width = _points(one, meaning, draws)
    middle, spread = draws.scene.usual[meaning.quantity]
    total = 0.0
    for part in reliability.parts:
        if part.name == "nothing":
            apart, scale, freedom = at - middle - meaning.shift, spread, math.inf
            total += part.weight * float(np.mean(_student(np.array([apart]), scale, freedom)))
            continue
        scale = math.hypot(part.scale, width)
        dense = _student(logs - at - part.middle, scale, part.freedom)
        total += part.weight * float(np.mean(dense))
    return total


def _right(one: Heard, meaning: Meaning, draws: Draws, reliability: Reliability) -> float:
    """How likely the claim is if it is right but misread."""
    logs, at, width = _points(one, meaning, draws)
    part = next(part for part in reliability.parts if part.name == "right")
    scale = math.hypot(part.scale, width)
    return float(np.mean(_student(logs - at, scale, math.inf)))


def _points(one: Heard, meaning: Meaning, draws: Draws) -> tuple[np.ndarray, float, float]:
    """Logarithms of what the claim would say, of what it says, and how wide it is anyway."""
    logs = draws.logs(meaning.quantity) + meaning.shift
    numbers = [claimed_number(one.key, one.claim, number) for number in one.numbers]
    half = max(rounding(n, written_unit(one.key), one.claim.as_said) / abs(n) for n in one.numbers)
    span = 0.5 * math.log(max(numbers) / min(numbers))
    at = 0.5 * (math.log(max(numbers)) + math.log(min(numbers)))
    kernel = _SMOOTH * len(logs) ** -0.2 * float(np.std(logs))
    return logs, at, math.hypot(meaning.spread, half, span, kernel, 1e-3)


def _student(apart: np.ndarray, scale: float, freedom: float) -> np.ndarray:
    z = apart / scale
    if math.isinf(freedom):
        return np.exp(-0.5 * z * z) / (scale * math.sqrt(2.0 * math.pi))
    head = math.lgamma(0.5 * (freedom + 1.0)) - math.lgamma(0.5 * freedom)
    power = -0.5 * (freedom + 1.0) * np.log1p(z * z / freedom)
    return np.exp(head + power) / (scale * math.sqrt(math.pi * freedom))
