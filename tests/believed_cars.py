"""A made-up car of which much is said, and believable cars of it; built once for all tests."""

import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from carwright.belief.belief import Belief, believed
from carwright.belief.draws import Draws, without
from carwright.belief.scene import Asking, Scene, scene
from carwright.carfile import load

ON = datetime.date(2024, 6, 1)
COUNT = 512
TALKED = """\
format_version: 1
id: maker-car
name: Car
maker: Maker
year: 2024
body: sedan
size: large
source: sheet
sources:
  filing: {by: Ministry, title: filing, date: 2024-01, kind: regulator}
  sheet: {by: Maker, title: data sheet, date: 2024-03, kind: maker}
  paper: {by: Paper, title: on the car, date: 2024-04, kind: press, citing: [sheet]}
  blog: {by: Blog, title: heard it, date: 2024-05, kind: press}
figures:
  kerb_mass_kg: {value: 2000, from: filing}
  length_mm: {value: 4900, from: filing}
  drive: {value: rear, from: filing}
  peak_power_kw: {value: 220, from: filing}
  battery_energy_kwh: {value: 75, from: sheet}
  peak_torque_nm: {value: 400, from: sheet}
claims:
  range_km:
    - {value: 620, procedure: cltc, from: sheet}
    - {value: 620, procedure: cltc, from: paper}
    - {value: 1100, procedure: cltc, from: blog}
  top_speed_kmh:
    - {value: 210, from: filing}
    - {value: 338, from: blog, as_said: 210 mph}
  zero_to_100_s: {value: 5.4, from: sheet}
  charge_10_80_min: {value: 25, from: sheet}
  price: {value: 220000, currency: CNY, from: sheet}
"""


@cache
def car():
    """Return the car file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "car.yaml"
        path.write_text(TALKED, encoding="utf-8")
        return load(path)


@cache
def talked() -> Scene:
    """Return its scene."""
    return scene(car(), Asking(ON, count=COUNT))


@cache
def belief_of_it() -> Belief:
    """Return what is believed with all claims."""
    return believed(talked())


@cache
def draws(ids: frozenset[str] = frozenset()) -> Draws:
    """Return believable cars without some claims."""
    return without(talked(), belief_of_it().surrogate, ids, COUNT)


def ids(key: str, number: float | None = None) -> frozenset[str]:
    """Return the ids of the claims of a key that count."""
    of = (one.heard for one in talked().spoken)
    found = {h.id for h in of if h.key == key and (number is None or number in h.numbers)}
    assert found
    return frozenset(found)
