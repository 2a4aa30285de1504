"""EPA's label in the section on the physics alone: factors foretold, and what label ranges miss by.

`tools/physics_section.py` puts it on the page. What was tried is that of `label_factors.json`,
made by `tools/fit_label_factor.py`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from fit_label_factor import OUTPUT
from label_ways import CHOSEN_UNTIL, SPLITS
from markdown_tables import Part, folded, percent, signed, table

from carwright.rate.label import LABEL_FACTOR
from carwright.units import from_si
from carwright.validate.label_split import LabelSplit

LABEL = """\
### The label: factor, energy and losses

Makers may multiply EPA's tests by 0.7 for the label, drive five cycles, or have a factor of their
own approved (40 CFR 600.210-12 (d) (3)). {cars} cars of {makers} makers that stand in EPA's list of
tests and on a label tell theirs, nothing simulated. A maker's factor is the mean of its cars of
earlier years and of {at_rule:g} at 0.7 (spreads of the cars until {until}); a maker of whom none is
known has 0.7. Errors of the factor, by car and by maker, of cars whose maker, whose family, or both
and later years were left out:
"""
RANGES = """\
The ranges of the garage's labels, losses as usual, nothing learnt. "0.7" is the rule; "factor" that
of the maker's other families of earlier years; "energy" counts {ratio:.3f} of what sources call
usable too, each maker left out of that number (label range times label consumption, in which the
factor cancels, over the simulated recharge: {low:.2f} to {high:.2f} of {count} cars, mean error
{before} without it and {after} with it, makers left out), unless that energy was measured.
Losses, energy and factor are parts of the last error, as logarithms: where consumption is told of
test and label they add up to it. Of groups they are the mean size, then the mean.
"""
HEADS = ("car", "label", "0.7", "factor", "its error", "with energy", "losses", "energy", "factor")


def label_part(splits: Sequence[LabelSplit]) -> Part:
    """Return what the label's factor and ranges miss by.

    Args:
        splits: cars beside their labels, nothing learnt.
    """
    found = json.loads(OUTPUT.read_text(encoding="utf-8"))
    energies = {one.maker: energy_without(one.maker, splits, found["energy"]) for one in splits}
    errors = np.array([_errors(one, energies[one.maker]) for one in splits])
    groups = {
        "Tesla": [one.maker == "tesla" for one in splits],
        "others": [one.maker != "tesla" for one in splits],
        "all": [True] * len(splits),
    }
    shares = np.array([_shares(one, energies[one.maker]) for one in splits])
    rows = [
        _group(name, errors[np.array(which)], shares[np.array(which)])
        for name, which in groups.items()
    ]
    heads = ("cars of", "cars", "0.7", "bias", "factor", "bias", "with energy", "bias", "median")
    heads += ("losses", "energy", "factor")
    text = "\n".join(
        (
            _introduction(found),
            table(("split", "years", "0.7", "one number", "maker", "makers' mean"), _tried(found)),
            _of_ranges(found["energy"]),
            table(heads, rows),
            folded("Every car", table(HEADS, (_car(one, energies[one.maker]) for one in splits))),
        )
    )
    told = ", ".join(f"{row[0]} {row[2]}, {row[4]}, {row[6]}" for row in rows)
    return Part(text, f"label range by 0.7, by factor, with energy: {told}")


def energy_without(maker: str, splits: Sequence[LabelSplit], energy: Mapping[str, Any]) -> float:
    """Return the energy of tests over what is called usable by the cars of other makers [-].

    Args:
        maker: whose cars do not count.
        splits: cars beside their labels.
        energy: what was learnt of it.
    """
    makers = {one.car: one.maker for one in splits}
    return float(np.median([x for car, x in energy["cars"].items() if makers[car] != maker]))


def _errors(one: LabelSplit, energy: float) -> tuple[float, float, float]:
    rule = LABEL_FACTOR.value
    return one.error(rule), one.error(one.makers), one.error(one.makers, energy)


def _shares(one: LabelSplit, energy: float) -> tuple[float, ...]:
    return one.shares(one.makers, energy) or (np.nan, np.nan, np.nan)


def _introduction(found: Mapping[str, Any]) -> str:
    return LABEL.format(
        cars=len(found["cars"]),
        makers=len({car["maker"] for car in found["cars"]}),
        at_rule=found["cars_at_rule"],
        until=CHOSEN_UNTIL,
    )


def _of_ranges(energy: Mapping[str, Any]) -> str:
    return RANGES.format(
        ratio=energy["ratio"],
        low=energy["low"],
        high=energy["high"],
        count=len(energy["cars"]),
        before=percent(energy["error_with_nothing"]),
        after=percent(energy["error_maker_out"]),
    )


def _tried(found: Mapping[str, Any]) -> list[list[str]]:
    count = f"maker, {found['cars_at_rule']:g} cars at"
    ways = ("0.7", "one number", f"{count} 0.7", f"{count} the makers' mean")
    rows = []
    for split in SPLITS:
        for ending, years in (("", "all"), (f", after {CHOSEN_UNTIL}", f"after {CHOSEN_UNTIL}")):
            scores = [found["tried"][f"{split}{ending}: {way}"] for way in ways]
            cells = [f"{percent(one['mean'])}, {percent(one['by_maker'])}" for one in scores]
            rows.append([split, years, *cells])
    return rows


def _group(name: str, errors: np.ndarray, shares: np.ndarray) -> list[str]:
    cells = [name, str(len(errors))]
    for column in errors.T:
        cells += [percent(float(np.abs(column).mean())), signed(float(column.mean()))]
    cells.append(percent(float(np.median(np.abs(errors[:, 2])))))
    for column in shares.T:
        told = column[~np.isnan(column)]
        cells.append(f"{percent(float(np.abs(told).mean()))}, {signed(float(told.mean()))}")
    return cells


def _car(one: LabelSplit, energy: float) -> list[str]:
    by_rule, by_maker, with_energy = _errors(one, energy)
    parts = (None if np.isnan(part) else part for part in _shares(one, energy))
    return [
        one.car,
        f"{from_si('_km', one.label):.0f} km",
        signed(by_rule),
        f"{one.makers:.3f}",
        signed(by_maker),
        signed(with_energy),
        *map(signed, parts),
    ]
