"""Measures beliefs of the garage's cars against what came, each car left out of what they learnt.

Run: PYTHONPATH=src python tools/validate_belief.py [CAR ...]

Every number of a car file that is measured, certified or of the launch is a later truth. What could
be believed of it is asked the day before it was known, and a year before: with the claims of then,
without the car's model family in the population and without its past claims. A file of one variant
is asked of that one alone, and a fact that two files of a family hold is asked once. Bands are
counted whole, with Wilson intervals and with cars drawn anew; errors are those of the middle.
"""

import datetime
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import jax
import numpy as np

from carwright.belief.belief import banded, believed
from carwright.belief.quantity import claimed_number, meanings
from carwright.belief.scene import Asking, Scene, scene
from carwright.belief.scored import shipped
from carwright.belief.temper import tempered
from carwright.belief.truth import Truth, truths
from carwright.carfile import garage_ids, load
from carwright.carfile.dates import last_day
from carwright.carfile.schema import CarFile
from carwright.errors import InputError
from carwright.population.names import family_id
from carwright.validate.interval_score import bootstrap, wilson

COUNT = 512
AHEAD = (1, 365)
"""How long before the truth a belief is asked [day]."""
TIMED, TIMED_ON = "xiaomi-su7-max", datetime.date(2024, 3, 27)
"""Car and date of the belief that is timed."""
FAMILIES = {
    "range": ("range_km",),
    "sprint": ("zero_to_100_s", "zero_to_60mph_s"),
    "battery": ("battery_energy_kwh", "battery_gross_energy_kwh", "battery_usable_energy_kwh"),
    "price": ("price",),
    "mass": ("kerb_mass_kg",),
    "power": ("peak_power_kw",),
    "consumption": ("consumption_kwh_per_100km", "mpge"),
}


@dataclass(frozen=True)
class Beside:
    """One band beside what came."""

    car: str
    """Its car [-]."""
    what: str
    """One of `FAMILIES` [-]."""
    ahead: int
    """How long before [day]."""
    heard: int
    """Claims of a number that were known [-]."""
    band: tuple[float, float, float]
    """5, 50 and 95 % points [unit of the key]."""
    truth: float
    """What came [unit of the key]."""

    @property
    def inside(self) -> bool:
        """Whether what came lies in the band."""
        return self.band[0] <= self.truth <= self.band[2]


def main() -> None:
    """Print the table."""
    jax.config.update("jax_enable_x64", True)
    cars = sys.argv[1:] or list(garage_ids())
    judged: set[tuple[str, ...]] = set()
    found = [one for car in _own_first(cars) for one in _of_car(load(car), car, judged)]
    print("figure       days cars  inside (Wilson)              cars anew   width  median error")
    for what in (*FAMILIES, "all"):
        for ahead in AHEAD:
            of = [one for one in found if what in ("all", one.what) and one.ahead == ahead]
            for name, some in (("", of), ("spoken of", [one for one in of if one.heard])):
                if some:
                    _print(f"{what} {name}".strip(), ahead, some)
    if not sys.argv[1:]:
        _time()


def _print(what: str, ahead: int, found: list[Beside]) -> None:
    hits, cars = [one.inside for one in found], [one.car for one in found]
    low, high = wilson(sum(hits), len(hits))
    ends = bootstrap(hits, cars)
    widths = [np.log(one.band[2] / one.band[0]) for one in found]
    errors = [abs(one.band[1] / one.truth - 1.0) for one in found]
    print(
        f"{what:21} {ahead:4} {len(set(cars)):4}  {sum(hits)}/{len(hits)} {np.mean(hits):.2f} "
        f"({low:.2f}-{high:.2f})  ({ends.low:.2f}-{ends.high:.2f})  "
        f"{np.median(widths):.3f}  {np.median(errors):.1%}",
        flush=True,
    )


def _own_first(cars: Sequence[str]) -> list[str]:
    """Files of one variant first: they know most of it."""
    return sorted(cars, key=lambda car: (load(car).variant is None, car))


def _of_car(car_file: CarFile, car: str, judged: set[tuple[str, ...]]) -> Iterator[Beside]:
    """A file of one variant is asked of that one alone, and what two files hold is asked once."""
    groups: dict[tuple[str | None, datetime.date], list[tuple[str, Truth]]] = {}
    own = (car_file.variant or "").casefold()
    family = family_id(car_file.maker, car_file.name)
    for thing, truth in truths(car_file).items():
        key, variant = thing[0], thing[1] or own
        what = next((name for name, keys in FAMILIES.items() if key in keys), "")
        number = claimed_number(key, truth.claim, truth.value)
        fact = (family, what, variant, *thing[3:], f"{number:.3g}")
        if what and variant == (own or variant) and fact not in judged:
            judged.add(fact)
            day = last_day(truth.claim.date)
            groups.setdefault((truth.claim.variant, day), []).append((key, truth))
    for (variant, day), of in sorted(groups.items(), key=lambda item: (item[0][1], str(item[0]))):
        for ahead in AHEAD:
            on = day - datetime.timedelta(days=ahead)
            try:
                about = scene(car_file, Asking(on, variant, without_car=_own(car), count=COUNT))
                quantities = _believable(about)
            except InputError as error:
                print(f"{car} on {on}: {error}", file=sys.stderr)
                continue
            for key, truth in of:
                yield from _beside(about, quantities, key, truth, (car, ahead))
    print(f"{car} done", file=sys.stderr, flush=True)


def _believable(about: Scene) -> np.ndarray:
    """Quantities of believable cars by the surrogate, which is within 2 % of the simulator."""
    normal, values = about.pilots
    model = about.model(about.fitted(normal, values), about.terms())
    return model.quantities(tempered(model, 0, COUNT).normal)


def _beside(
    about: Scene, quantities: np.ndarray, key: str, truth: Truth, of: tuple[str, int]
) -> Iterator[Beside]:
    means = meanings(key, truth.claim)
    if not means or len({one.quantity.split("_")[0] for one in means}) > 1:
        return
    noise = np.random.default_rng(0).standard_normal(len(quantities))
    values = np.concatenate(
        [
            quantities[:, about.names.index(one.quantity)] + one.shift + one.spread * noise
            for one in means
        ]
    )
    band = banded(np.exp(values), np.full(len(values), 1.0 / len(values)))
    what = next(name for name, keys in FAMILIES.items() if key in keys)
    number = claimed_number(key, truth.claim, truth.value)
    yield Beside(of[0], what, of[1], len(about.spoken), band, number)


def _own(car: str) -> str:
    """Id of the scored car that this is a version of; empty where none is."""
    names = {row.car for row in shipped()}
    return max((name for name in names if f"{car}-".startswith(f"{name}-")), key=len, default="")


def _time() -> None:
    for name in ("first", "again"):
        asking = replace(Asking(TIMED_ON), seed=0)
        start = time.perf_counter()
        found = believed(scene(load(TIMED), asking))
        print(
            f"one belief with {asking.count} cars, {name}: {time.perf_counter() - start:.1f} s, "
            f"effective {found.ess:.0f}, converged {found.converged}",
            flush=True,
        )


if __name__ == "__main__":
    main()
