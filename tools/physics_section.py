"""The section of docs/validation.md on the physics alone: usual figures, nothing learnt.

`tools/make_validation.py` puts it on the page; EPA's lists are read from ../shared. A line for each
table is printed as it is made. Takes under a minute on two cores after the rest of the page, whose
programs it runs again.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
from label_section import label_part
from markdown_tables import Part, percent, signed, table
from physics_garage import garage_parts

from carwright.carfile import load
from carwright.settle.settle import settle
from carwright.units import from_si
from carwright.validate.crude_formulas import by_wheels, scaled, scales, wheel_numbers
from carwright.validate.drive_unit_losses import Losses, losses
from carwright.validate.epa_rows import CYCLES, read_epa
from carwright.validate.label_split import label_splits, of_a_year
from carwright.validate.machine_size import (
    Slope,
    grown,
    peak_powers_known,
    power_by_mass,
    slope_within,
)
from carwright.validate.nothing_learnt import EpaResults, simulated, without_results

LISTS = {
    "2015 to 2021": "epa/epa_bev_development.csv",
    "2022 and 2023": "epa/epa_bev_2022_2023.csv",
}
"""EPA's lists; the formulas are fitted to the first."""
BOTH = "both"
GROUPS: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    "all": lambda kw: kw > 0.0,
    "below 150 kW": lambda kw: kw < 150.0,
    "150 to 300 kW": lambda kw: (kw >= 150.0) & (kw <= 300.0),
    "above 300 kW": lambda kw: kw > 300.0,
}
"""Which cars are in a row, by rated power [kW]."""
PAIR, SIDE, FACTORS = "volkswagen-id3-58", "rear", (1.0, 1.5, 2.0)
"""The made pair: a car whose unit was measured, and its unit made larger."""
HEADS = tuple(f"{name.upper()} {what}" for name in CYCLES for what in ("mean", "bias"))
INTRODUCTION = """\
## The physics alone: usual figures, nothing learnt

What the other tables show has learnt from results of other cars; this section has not. Each car has
what its row or file says, and usual figures for the rest; each factor that the population learns
from results, on drag and rolling and on tests, is 1. Sizes that are not said stay
those of the population. Errors are (simulated - measured) / measured. The garage's sprints stand in
the table above.
"""
EPA = """\
### EPA's lists at the plug

UDDS and HWFET with road load, test weight, power and layout of the row. The list to 2021 lay open
while the usual figures were chosen, that of 2022 and 2023 since November 2026: no number was fitted
to either, but neither is unseen.
"""
CRUDE = """\
### Two crude formulas

Both are fitted to the list to 2021, so that their errors on it are those of a fit; 2022 and 2023
test them. One is the physics times one number a cycle ({scales}). The other knows the wheels alone,
from the row's road load, weight and the trace at 1 Hz; least squares on the relative error give

    measured = {out:.3f} * energy out {back:+.3f} * energy back {all_day:+.0f} W * time
"""
SIZE = """\
### Does a larger machine do worse?

Slopes of the logarithm of a ratio over the logarithm of power by test weight, among the cars of one
maker. A slope of 0.1 is 7 % more for twice the power. "Measured over wheels" is the question itself
(the formula of the wheels knows no machine), "simulated over wheels" is what the physics answers,
"simulated over measured" what it leaves. Errors are standard errors with makers drawn as a whole;
rows whose rating is a lasting one are left out.
"""
GROWN = """\
One car ({car}) with its drive unit at 1, 1.5 and 2 times its
peak power, nothing learnt, at the same mass and road load: losses of motor and inverter over the
energy that passes the wheels, both ways, what that takes out of the battery, and as which slope.
"""


def section(folder: Path) -> str:
    """Return the section, and print a line for each of its tables.

    Args:
        folder: where the lists of measured cars are.
    """
    texts = [INTRODUCTION]
    for part in _parts(folder):
        print(part.summary, flush=True)
        texts.append(part.text)
    return "\n".join(texts)


def _parts(folder: Path) -> Iterator[Part]:
    lists = {name: simulated(read_epa(folder / file).kept) for name, file in LISTS.items()}
    lists[BOTH] = pooled(*lists.values())
    yield epa_part(lists)
    yield crude_part(lists)
    yield size_part(lists)
    larger = grown(settle(load(PAIR), without_results()), SIDE, FACTORS)
    yield grown_part({name: losses(larger, name) for name in CYCLES})
    yield from garage_parts()
    yield label_part(label_splits(of_a_year(), without_results()))


def pooled(first: EpaResults, *others: EpaResults) -> EpaResults:
    """Return the rows of several lists as one.

    Args:
        first: a list.
        others: others.
    """
    for other in others:
        first = first.and_also(other)
    return first


def epa_part(lists: dict[str, EpaResults]) -> Part:
    """Return errors of the physics on EPA's lists, by power.

    Args:
        lists: the lists and both together, by name.
    """
    rows = [
        (name, group, *_scores(cars))
        for name, found in lists.items()
        for group, holds in GROUPS.items()
        if (cars := found.chosen(holds(from_si("_kw", 1.0) * found.power))).rows
    ]
    every = dict(zip(CYCLES, lists[BOTH].scores, strict=True))
    told = ", ".join(
        f"{name.upper()} {percent(one.mae)}, bias {signed(one.bias)}" for name, one in every.items()
    )
    text = EPA + "\n" + table(("list", "rated power", "cars", *HEADS), rows)
    return Part(text, f"nothing learnt, {len(lists[BOTH].rows)} cars of EPA's lists: {told}")


def crude_part(lists: dict[str, EpaResults]) -> Part:
    """Return errors of two crude formulas beside those of the physics.

    Args:
        lists: the lists and both together, by name; the first is fitted to.
    """
    fitted, *tested = LISTS
    by, numbers = scales(lists[fitted]), wheel_numbers(lists[fitted])
    rows, told = [], []
    for name in (fitted, *tested):
        one = lists[name]
        by_formula = {
            "physics, nothing learnt": one,
            "physics times a number a cycle": scaled(one, by),
            "energy at the wheels": by_wheels(one, numbers),
        }
        for formula, found in by_formula.items():
            crude = formula != next(iter(by_formula))
            where = "nothing fitted" if not crude else "fitted to" if name == fitted else "tested"
            rows.append((formula, name, where, *_scores(found)))
        if name != fitted:
            told += [f"{formula} {_means(found)}" for formula, found in by_formula.items()]
    out, back, all_day = numbers
    named = ", ".join(f"{name.upper()} {one:.3f}" for name, one in zip(CYCLES, by, strict=True))
    text = CRUDE.format(scales=named, out=out, back=back, all_day=all_day)
    text += "\n" + table(("formula", "list", "how", "cars", *HEADS), rows)
    return Part(text, f"crude formulas on {', '.join(tested)}: {'; '.join(told)}")


def size_part(lists: dict[str, EpaResults]) -> Part:
    """Return slopes over power by mass within makers.

    Args:
        lists: the lists and both together, by name; the formula of the wheels is of the first.
    """
    numbers = wheel_numbers(lists[next(iter(LISTS))])
    rows, left = [], {}
    for name, every in lists.items():
        found = peak_powers_known(every)
        over, wheels = power_by_mass(found), by_wheels(found, numbers).simulated
        for at, cycle in enumerate(CYCLES):
            ratios = (
                found.measured / wheels,
                found.simulated / wheels,
                found.simulated / found.measured,
            )
            slopes = [slope_within(found.makers, over, np.log(one[:, at])) for one in ratios]
            left[cycle] = slopes[-1]
            cells = [cell for slope in slopes for cell in _slope(slope)]
            rows.append((name, cycle.upper(), str(slopes[0].rows), str(slopes[0].makers), *cells))
    kinds = ("measured over wheels", "simulated over wheels", "simulated over measured")
    heads = [cell for kind in kinds for cell in (kind, "error")]
    told = ", ".join(f"{name.upper()} {' +- '.join(_slope(one))}" for name, one in left.items())
    text = SIZE + "\n" + table(("list", "cycle", "cars", "makers", *heads), rows)
    return Part(text, f"simulated over measured by power, both lists, within makers: {told}")


def grown_part(found: dict[str, Losses]) -> Part:
    """Return what a larger unit loses on the same road.

    Args:
        found: losses of the car, its unit larger and larger, by cycle.
    """
    rows = []
    for name, one in found.items():
        more = one.consumption / one.consumption[0]
        rows += [
            (
                name.upper(),
                f"{factor:g}",
                percent(one.units[at]),
                signed(more[at] - 1.0),
                f"{np.log(more[at]) / np.log(factor):+.3f}" if factor != 1.0 else "",
            )
            for at, factor in enumerate(FACTORS)
        ]
    heads = ("cycle", "peak power over its own", "lost in the unit", "out of the battery")
    text = GROWN.format(car=PAIR) + "\n" + table((*heads, "slope"), rows)
    told = ", ".join(
        f"{name.upper()} {percent(one.units[0])} to {percent(one.units[-1])}"
        for name, one in found.items()
    )
    return Part(text, f"unit losses of {PAIR} at 1 and {FACTORS[-1]:g} times its power: {told}")


def _scores(found: EpaResults) -> tuple[str, ...]:
    cells = [cell for one in found.scores for cell in (percent(one.mae), signed(one.bias))]
    return (str(len(found.rows)), *cells)


def _means(found: EpaResults) -> str:
    return " and ".join(percent(one.mae) for one in found.scores)


def _slope(one: Slope) -> tuple[str, str]:
    return f"{one.value:+.3f}", f"{one.error:.3f}"
