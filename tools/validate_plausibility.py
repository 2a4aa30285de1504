"""Measures whether plausibility tells true claims from made-up ones, and slips from other errors.

Run: PYTHONPATH=src python tools/validate_plausibility.py [--cars N] [--count N]

Of garage cars with numbers that are known each range, sprint and mass is left out with all
that says it again. Its true number and the same shifted by 10, 20 and 40 % to the boastful side are
asked for, then the true number with a usual slip. The belief is as of today and without what past
claims of the same car teach. Intervals draw cars anew.
"""

import argparse
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from carwright.belief.belief import believed
from carwright.belief.draws import without
from carwright.belief.heard import Heard
from carwright.belief.plausible import numeric
from carwright.belief.predicted import predicted
from carwright.belief.reaching import plausibility, side_of
from carwright.belief.reliability import Asked, reliability
from carwright.belief.repeated import repeated
from carwright.belief.scene import Asking, Scene, scene
from carwright.belief.slips import slip
from carwright.carfile import garage_ids, load
from carwright.carfile.as_of import as_of
from carwright.carfile.schema import CarFile
from carwright.cli.precision import prepare
from carwright.units import MILE, from_si

KEYS = {
    "range_km": "range",
    "zero_to_100_s": "sprint",
    "zero_to_60mph_s": "sprint",
    "kerb_mass_kg": "mass",
}
SLIPPED = ("top_speed_kmh", "peak_power_kw", "consumption_kwh_per_100km")
SHIFTS = (0.0, 0.1, 0.2, 0.4)
TABLE = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 1.0)
_MILES = from_si("x_km", MILE)


@dataclass(frozen=True)
class Asks:
    """One claim, true or not, with its plausibility."""

    car: str
    """Its car [-]."""
    what: str
    """Range, sprint or mass [-]."""
    shift: float
    """How far it is off, to the boastful side [-]."""
    share: float
    """Its plausibility [-]."""


@dataclass(frozen=True)
class Named:
    """One slip, or a true claim, and what it was taken for."""

    car: str
    """Its car [-]."""
    true: str
    """The slip that was made; empty where none was [-]."""
    said: str
    """The slip that is named; empty where none is [-]."""


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cars", type=int, default=8, help="cars of the garage")
    options.add_argument("--count", type=int, default=512, help="believable cars for each claim")
    given = options.parse_args()
    prepare()
    names = [name for name in garage_ids() if _usable(name)]
    chosen = names[:: max(len(names) // given.cars, 1)][: given.cars]
    asks: list[Asks] = []
    slips: list[Named] = []
    for name in chosen:
        more, named = _of_car(name, given.count)
        asks, slips = asks + more, slips + named
        print(f"{name}: {len(more)} claims asked, {len(named)} slips and true ones", flush=True)
    _print_asks(asks)
    _print_slips(slips)


def _usable(name: str) -> bool:
    car = load(name)
    said = [c for key in KEYS for c in (*car.claims.get(key, ()), *car.figures.get(key, ()))]
    return car.year is not None and len(said) > 2


def _of_car(name: str, count: int) -> tuple[list[Asks], list[Named]]:
    car = load(name)
    on = datetime.date.today()
    of = scene(car, Asking(on, count=count))
    surrogate = believed(of).surrogate
    asks: list[Asks] = []
    named: list[Named] = []
    for one in _true(as_of(car, on), of):
        draws = without(of, surrogate, repeated(of, one, whoever=True), count)
        for shift in SHIFTS if one.key in KEYS else ():
            said = _times(one, 1.0 + shift if side_of(one) == "at_least" else 1.0 / (1.0 + shift))
            told = predicted(said, draws)
            share = plausibility(said, told.values, told.weights)
            asks.append(Asks(name, KEYS[one.key], shift, share))
        for true, said in _slipped(one, of):
            means = predicted(said, draws).meanings
            asked = Asked(said.key, "press", "", said.claim.procedure or "unspecified")
            named.append(Named(name, true, slip(said, draws, reliability(asked, on), means)))
    return asks, named


def _true(car: CarFile, of: Scene) -> Iterator[Heard]:
    """Of each figure and procedure one claim that is sure, and whole."""
    seen: set[tuple[str, str | None]] = set()
    for one in numeric(car):
        thing = (one.key, one.claim.procedure)
        wanted = one.key in KEYS or one.key in SLIPPED
        plain = len(one.numbers) == 1 and not one.claim.conditions and not one.claim.bound
        own = one.claim.variant in (None, of.car_file.variant)
        if wanted and plain and own and thing not in seen:
            seen.add(thing)
            yield one


def _times(one: Heard, factor: float, **changes: object) -> Heard:
    value = float(f"{one.numbers[0] * factor:.4g}")
    claim = one.claim.model_copy(update={"value": value, "as_said": None, **changes})
    return replace(one, claim=claim)


def _slipped(one: Heard, of: Scene) -> Iterator[tuple[str, Heard]]:
    """The claim as it stands, and with each slip that can be made of it."""
    yield "", one
    if one.key == "range_km":
        yield "miles for km", _times(one, 1.0 / _MILES)
        others = {o.claim.procedure for o in (s.heard for s in of.spoken) if o.key == one.key}
        own = one.claim.procedure
        for other in sorted(others - {own, None, "unspecified"}, key=str):
            if own and own != "unspecified":
                name = f"{own.upper()} for {str(other).upper()}"
                yield name, _times(one, 1.0, procedure=other)
    elif one.key == "top_speed_kmh":
        yield "mph for km/h", _times(one, 1.0 / _MILES)
        yield "mph for km/h", _times(one, _MILES)
    elif one.key == "peak_power_kw":
        yield "hp for kW", _times(one, 1.36)
        if of.prior.words.get("all_wheel_drive"):
            yield "one axle for the car", _times(one, 0.56)
    elif one.key == "kerb_mass_kg":
        yield "lb for kg", _times(one, 2.2046)
    elif one.key == "consumption_kwh_per_100km" and one.claim.side == "ac":
        yield "AC for DC", _times(one, 1.0, side="dc")


def _print_asks(asks: Sequence[Asks]) -> None:
    print("\nfigure  shift   n  cars  median plausibility  AUC (cars drawn anew)")
    for what in ("range", "sprint", "mass", "all"):
        of = [one for one in asks if what in (one.what, "all")]
        for shift in SHIFTS[1:]:
            some = [one for one in of if one.shift == shift]
            if some:
                low, high = _drawn_anew(of, shift)
                print(
                    f"{what:7} {shift:5.0%} {len(some):4} {len({o.car for o in some}):4} "
                    f"{np.median([one.share for one in some]):15.3f} "
                    f"{_area(of, shift):12.3f} ({low:.2f}-{high:.2f})"
                )
    shares = np.array([one.share for one in asks])
    reached = np.array([one.shift == 0.0 for one in asks], dtype=float)
    print(f"\nBrier score {np.mean((shares - reached) ** 2):.3f}, ", end="")
    print(f"of the base rate {np.mean((reached.mean() - reached) ** 2):.3f}; by plausibility:")
    for low, high in pairwise(TABLE):
        held = (shares >= low) & ((shares < high) | (high == 1.0))
        if held.any():
            told, came = shares[held].mean(), reached[held].mean()
            print(f"  {low:4.2f}-{high:4.2f}: n {held.sum():3}, mean {told:.2f}, true {came:.2f}")


def _area(asks: Sequence[Asks], shift: float) -> float:
    """Share of pairs in which the true claim is the more plausible one; ties count half."""
    true = np.array([one.share for one in asks if one.shift == 0.0])
    made = np.array([one.share for one in asks if one.shift == shift])
    return float(np.mean((true[:, None] > made) + 0.5 * (true[:, None] == made)))


def _drawn_anew(asks: Sequence[Asks], shift: float) -> tuple[float, float]:
    rng = np.random.default_rng(0)
    cars = sorted({one.car for one in asks})
    by_car = {car: [one for one in asks if one.car == car] for car in cars}
    areas = [
        _area([one for car in rng.choice(cars, len(cars)) for one in by_car[car]], shift)
        for _ in range(400)
    ]
    low, high = np.quantile(areas, (0.05, 0.95))
    return float(low), float(high)


def _print_slips(slips: Sequence[Named]) -> None:
    print("\nslip                      n  named right  named another  missed")
    made = sorted({one.true for one in slips if one.true})
    for true in made:
        _print_slip(true, [one for one in slips if one.true == true])
    _print_slip("all", [one for one in slips if one.true])
    plain = [one for one in slips if not one.true]
    wrong = [one for one in plain if one.said]
    print(f"true claims {len(plain)}, of which {len(wrong)} are called a slip: ", end="")
    print(", ".join(f"{one.car} {one.said}" for one in wrong) or "none")


def _print_slip(name: str, of: Sequence[Named]) -> None:
    right = sum(one.said == one.true for one in of)
    missed = sum(not one.said for one in of)
    print(f"{name:24} {len(of):3} {right:8} {len(of) - right - missed:12} {missed:10}")


if __name__ == "__main__":
    main()
