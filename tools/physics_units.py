"""Tables of drive units for the section on the physics alone: their losses, and what is published.

Each car has usual figures, nothing learnt.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import jax
import numpy as np
from markdown_tables import Part, folded, percent, span, table

from carwright.car.car import Car
from carwright.figure_table import SIDES
from carwright.report.motor_map import surface
from carwright.settle.settled import Settled
from carwright.validate.drive_unit_losses import Losses, efficiencies

PUBLISHED = Path(__file__).with_name("published_efficiencies.csv")
"""What is published of drive systems, with its source."""
CYCLES = {"udds": "UDDS", "cltc-p": "CLTC-P", "wltc-3b": "WLTC"}
"""Cycles of the table of losses."""
PEAK = "peak"
"""Word of the list for a greatest efficiency."""
UNITS = """\
### Inside the drive units

What motors and inverters lose on a cycle over the energy that passes the wheels, both ways, as
middle, least and greatest of the cars; the efficiency is one less that share. A system is the drive
as its maker rates it: gear and drag of the turning motor are in it.
"""
BESIDE = """\
Published figures. Beside that of a cycle stands the system's mean efficiency on the same cycle,
what comes out over what goes in: it lies between that of all losses while braking and that of all
while driving. Beside a peak stands the best point of the same car's motor and inverter; where no
car of the garage has the unit, nothing does. Looked for and not found in a source: cycle
efficiencies of NIO, BYD's eight-in-one, Huawei, ZF, Volkswagen's APP550 and Tesla.
"""


class Published(NamedTuple):
    """A published efficiency of a drive system."""

    unit: str
    """Which one."""
    holds: str
    """What is inside."""
    figure: str
    """Of which cycle, or whether it is a peak."""
    efficiency: float
    """The figure [share]."""
    car: str
    """Car of the garage that has it; empty where none has."""
    beside: str
    """Cycle that it is compared on, or `PEAK`; empty where it is not."""
    source: str
    """Who says it, when, with the address."""
    note: str
    """What a reader should know of it."""


def read_published(path: Path) -> list[Published]:
    """Return what is published of drive systems.

    Args:
        path: the list.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Published(
                unit=row["unit"],
                holds=row["holds"],
                figure=row["figure"],
                efficiency=float(row["efficiency_percent"]) / 100.0,
                car=row["car"],
                beside=row["beside"],
                source=f"{row['by']}, [{row['title']}]({row['url']}), {row['date'] or 'no date'}",
                note=row["note"],
            )
            for row in csv.DictReader(file)
        ]


def efficiencies_of(
    cars: Sequence[Settled], batch: Car, found: Mapping[str, Losses]
) -> dict[tuple[str, str], tuple[float, float]]:
    """Return least and greatest efficiency of each car, by its id and the cycle or `PEAK` [share].

    Args:
        cars: the cars, settled.
        batch: the same as a batch.
        found: their losses by cycle.
    """
    told = {}
    for place, car in enumerate(cars):
        name = car.car_file.id
        for cycle, one in found.items():
            told[name, cycle] = efficiencies(float(one.system[place]))
        one = jax.tree.map(lambda leaf, at=place: leaf[at], batch)
        axles = [getattr(one, side) for side in _driven(car)]
        best = max(
            surface(axle, float(one.controls.top_speed * axle.gear.turns_per_metre)).best()
            for axle in axles
        )
        told[name, PEAK] = (best, best)
    return told


def units_part(cars: Sequence[Settled], found: Mapping[str, Losses]) -> Part:
    """Return the losses of each car's drive units.

    Args:
        cars: the cars, settled with nothing learnt.
        found: their losses by cycle.
    """
    inverters = np.array([_inverters(car) for car in cars])
    groups = []
    for kind in sorted(set(inverters)):
        here = inverters == kind
        of_units = (span(one.units[here]) for one in found.values())
        of_system = (span(1.0 - one.system[here]) for one in found.values())
        groups.append((kind, str(here.sum()), *of_units, *of_system))
    rows = (
        (
            car.car_file.id,
            _peak_powers(car),
            " + ".join(car.choices[f"{side}_machine"] for side in _driven(car)),
            inverters[at],
            *(percent(one.units[at]) for one in found.values()),
            *(percent(1.0 - one.units[at]) for one in found.values()),
            *(percent(1.0 - one.system[at]) for one in found.values()),
        )
        for at, car in enumerate(cars)
    )
    named = [CYCLES[name] for name in found]
    lost = [f"losses, {name}" for name in named]
    systems = [f"system, {name}" for name in named]
    by_car = table(
        ("car", "peak kW", "machine", "inverter", *lost, *(f"units, {n}" for n in named), *systems),
        rows,
    )
    text = f"{UNITS}\n{table(('inverter', 'cars', *lost, *systems), groups)}\n"
    told = ", ".join(f"{CYCLES[name]} {span(one.units)}" for name, one in found.items())
    return Part(text + folded("Every car", by_car), f"unit losses of {len(cars)} cars: {told}")


def published_part(
    every: Sequence[Published], simulated: Mapping[tuple[str, str], tuple[float, float]]
) -> Part:
    """Return published efficiencies beside those of the same cars.

    Args:
        every: what is published.
        simulated: least and greatest efficiency by car, and cycle or `PEAK` [share].
    """
    rows, told = [], []
    for one in every:
        ours = " to ".join(
            f"{100.0 * end:.1f}" for end in dict.fromkeys(simulated.get((one.car, one.beside), ()))
        )
        ours = ours and f"{ours} %"
        rows.append(
            (
                *(one.unit, one.holds, one.figure, percent(one.efficiency)),
                *(one.car, one.beside.upper() if one.beside != PEAK else PEAK, ours),
                *(one.source, one.note),
            )
        )
        if ours and one.beside != PEAK:
            told.append(f"{one.unit} {percent(one.efficiency)}, ours {ours}")
    heads = ("unit", "holds", "figure", "published", "car", "beside", "simulated", "source", "note")
    return Part(f"{BESIDE}\n{table(heads, rows)}", f"published: {'; '.join(told)}")


def _driven(car: Settled) -> list[str]:
    return [side for side in SIDES if car.choices[f"{side}_machine"] != "none"]


def _peak_powers(car: Settled) -> str:
    return " + ".join(f"{car.values[f'{side}_peak_power_kw']:.0f}" for side in _driven(car))


def _inverters(car: Settled) -> str:
    return " + ".join(str(car.origins[f"{side}_inverter"].value) for side in _driven(car))
