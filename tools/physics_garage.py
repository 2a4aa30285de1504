"""Tables of the garage's cars for the section on the physics alone: units, chargers, three ranges.

Each is made with usual figures, nothing learnt; where the shipped car differs, it stands beside.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from markdown_tables import Part, folded, percent, signed, span, table
from physics_units import (
    CYCLES,
    PEAK,
    PUBLISHED,
    efficiencies_of,
    published_part,
    read_published,
    units_part,
)

from carwright.carfile import garage_ids, load
from carwright.cars.batch import stacked_cars
from carwright.rate.quick import rate_many
from carwright.report.official import official_range
from carwright.settle.settle import settle
from carwright.settle.settled import Settled
from carwright.units import from_si, to_si
from carwright.validate.drive_unit_losses import losses
from carwright.validate.garage import OTHERS
from carwright.validate.nothing_learnt import without_results
from carwright.validate.onboard_charging import Shares, shares

GOALS = {1.4: (0.70, 0.88), 2.3: (0.75, 0.90), 6.6: (0.84, 0.93), 11.0: (0.87, 0.94)}
"""Power of the wall [kW], and where the share that comes through should lie."""
RANGES = ("xiaomi-su7-max", "xiaomi-su7-standard", "xiaomi-su7-pro")
"""Cars whose range by the CLTC stands beside the official one."""
WALL = """\
### From the wall to the cells

Each car as `carwright charge --ac` has it by default (10 to 80 %, 20 C), up to the rating of its
charger: what is stored in the cells over what the wall gives, and what of that can be driven with
on a WLTC. "Hold" counts the cars within the goal.
"""
CLTC = """\
### CLTC ranges of the SU7

The official ranges are used nowhere.
"""


def garage_parts() -> Iterator[Part]:
    """Return the tables of the garage's cars, one after the other."""
    files = [load(name) for name in garage_ids()]
    about = without_results()
    usual = [settle(file, about) for file in files]
    bare = stacked_cars(usual)
    every = read_published(PUBLISHED)
    cycles = {*CYCLES, *(one.beside for one in every if one.beside not in ("", PEAK))}
    found = {name: losses(bare, name) for name in sorted(cycles)}
    yield units_part(usual, {name: found[name] for name in CYCLES})
    yield published_part(every, efficiencies_of(usual, bare, found))
    learnt = [settle(file) for file in files]
    powers = [to_si("_kw", power) for power in GOALS]
    both = {
        "nothing learnt": shares(bare, powers),
        "as shipped": shares(stacked_cars(learnt), powers),
    }
    yield wall_part([car.car_file.id for car in usual], both)
    # All procedures and all cars: that program is there from the garage's claims.
    ranges = np.asarray(rate_many(stacked_cars([*usual, *learnt]), OTHERS)["cltc"].range)
    yield ranges_part(usual, *np.split(ranges, 2))


def wall_part(names: Sequence[str], found: Mapping[str, Shares]) -> Part:
    """Return what of the wall's energy is stored, and can be driven with.

    Args:
        names: ids of the cars.
        found: the shares at each power of `GOALS`, by what is learnt.
    """
    rows, told = [], []
    for learnt, both in found.items():
        held = []
        for at, (power, (low, high)) in enumerate(GOALS.items()):
            columns = [part[:, at][~np.isnan(part[:, at])] for part in both]
            holding = [int(np.sum((one >= low) & (one <= high))) for one in columns]
            count = len(columns[0])
            cells = [learnt, f"{power:g} kW", f"{100 * low:.0f} to {100 * high:.0f} %", str(count)]
            for column, holds in zip(columns, holding, strict=True):
                cells += [span(column), str(holds)]
            rows.append(cells)
            held.append(f"{power:g} kW {holding[0]} of {count}")
        told.append(f"{learnt} {', '.join(held)}")
    heads = ("figures", "wall", "goal", "cars", "stored", "hold", "drivable", "hold")
    columns = [f"{power:g} kW {what}" for power in GOALS for what in ("stored", "drivable")]
    by_car = (
        (name, *(_share(part[place, at]) for at in range(len(GOALS)) for part in both))
        for both in (next(iter(found.values())),)
        for place, name in enumerate(names)
    )
    text = f"{WALL}\n{table(heads, rows)}\n"
    text += folded("Every car, nothing learnt", table(("car", *columns), by_car))
    return Part(text, f"cars that store what is the goal: {'; '.join(told)}")


def ranges_part(cars: Sequence[Settled], usual: np.ndarray, shipped: np.ndarray) -> Part:
    """Return three ranges by the CLTC beside the official ones.

    Args:
        cars: the cars, settled.
        usual: (cars,) range with nothing learnt [m].
        shipped: (cars,) the same as shipped [m].
    """
    rows, told = [], []
    for place, car in enumerate(cars):
        official = official_range(car.car_file, "cltc")
        if car.car_file.id not in RANGES or official is None:
            continue
        cells = [car.car_file.id, _km(official.value)]
        for found in (usual[place], shipped[place]):
            cells += [_km(found), signed(float(found) / official.value - 1.0)]
        rows.append(cells)
        told.append(f"{cells[0]} {cells[3]} and {cells[5]}")
    heads = ("car", "official", "nothing learnt", "error", "as shipped", "error")
    summary = f"CLTC, nothing learnt and as shipped: {', '.join(told)}"
    return Part(f"{CLTC}\n{table(heads, rows)}", summary)


def _share(value: float) -> str:
    return "" if np.isnan(value) else percent(float(value))


def _km(distance: float) -> str:
    return f"{from_si('_km', float(distance)):.0f} km"
