"""First numbers: what could be believed of a car's number, given one early claim and its like.

A car is known by its maker, its name and the date alone, its model family left out of the
population; the claim is heard as past claims of other cars had borne out by then. Of each car and
year there is one scene, whose simulated cars serve all its claims, and one for each of charging.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from carwright.belief.belief import banded
from carwright.belief.heard import Heard
from carwright.belief.quantity import Meaning, charging_of, meanings
from carwright.belief.reliability import Asked, reliability
from carwright.belief.scene import Asking, Scene, scene
from carwright.belief.surrogate import Surrogate
from carwright.belief.temper import tempered
from carwright.belief.terms import Spoken, packed
from carwright.carfile.schema import Claim, Source
from carwright.population.names import plain_name
from carwright.validate.first_claims import FirstClaim
from carwright.validate.row_car import car_file
from carwright.validate.table import RowError

COUNT = 512
"""Believable cars of one claim [-]."""
BATTERIES = {"gross": "battery_gross_energy_kwh", "usable": "battery_usable_energy_kwh"}
"""Key of a battery's energy by what is counted."""
ID = "claim"
_NAME_ID = "list"

Band = tuple[float, float, float]
"""5 %, 50 % and 95 % points."""


@dataclass(frozen=True, slots=True)
class Believed:
    """What could be believed of a number on the day before it was known."""

    own: Band
    """With the claim [unit of the figure]."""
    alone: Band
    """Without it, by the population alone [unit of the figure]."""


class Scenes:
    """Scenes of cars by car and year."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, frozenset[str]], tuple[Scene, Surrogate]] = {}

    def believed(self, row: FirstClaim) -> Believed:
        """Return what could be believed of what a row claims, the day before it was known.

        Args:
            row: a claim of a number.

        Raises:
            RowError: if it speaks of nothing that is believed in.
            InputError: if what is known cannot belong to one car.
        """
        on = row.known_from - datetime.timedelta(days=1)
        said, meant = _meant(row, row.procedure), _meant(row, row.final_procedure)
        about, surrogate = self._scene(row, on)
        spoken = Spoken(_heard(row), said, _reliability(row, on))
        model = about.model(surrogate, packed([spoken], about.names, about.usual))
        found = tempered(model, about.asking.seed, COUNT)
        believable = model.quantities(found.normal)
        usual = about.quantities(*about.pilots)
        return Believed(*(_band(about, values, meant) for values in (believable, usual)))

    def _scene(self, row: FirstClaim, on: datetime.date) -> tuple[Scene, Surrogate]:
        also = charging_of(row.key, _claim(row, row.procedure))
        key = (row.car, on.year, also)
        if key not in self._found:
            maker, name = plain_name(row.maker, row.name)
            unheard = car_file(row.name, maker, name, on.year, {})
            about = scene(unheard, Asking(on, also=also, count=COUNT))
            normal, values = about.pilots
            self._found[key] = (about, about.fitted(normal, values))
        return self._found[key]


def _band(about: Scene, quantities: np.ndarray, meant: Sequence[Meaning]) -> Band:
    """Points of what a number may mean, each meaning as likely as it is meant."""
    rng = np.random.default_rng(about.asking.seed)
    values = [
        quantities[:, about.names.index(meaning.quantity)]
        + meaning.shift
        + meaning.spread * rng.standard_normal(len(quantities))
        for meaning in meant
    ]
    weights = np.repeat([meaning.weight for meaning in meant], len(quantities))
    return banded(np.exp(np.concatenate(values)), weights / np.sum(weights))


def _meant(row: FirstClaim, procedure: str) -> tuple[Meaning, ...]:
    key = BATTERIES.get(procedure, row.key) if row.key == "battery_energy_kwh" else row.key
    found = meanings(key, _claim(row, procedure))
    if not found:
        what = f"a price in {row.unit}" if row.key == "price" else row.figure
        raise RowError(f"nothing is believed of {what} yet")
    return found


def _claim(row: FirstClaim, procedure: str) -> Claim:
    return Claim.model_validate(
        {
            "value": row.claimed,
            "from": _NAME_ID,
            "kind": row.kind,
            "date": row.said.isoformat(),
            "bound": None if row.bound == "exact" else row.bound,
            "procedure": procedure,
            "currency": row.unit or None,
        }
    )


def _heard(row: FirstClaim) -> Heard:
    who = {"id": _NAME_ID, "by": row.by or row.maker, "title": row.id, "kind": row.kind}
    source = Source.model_validate({**who, "date": row.said.isoformat()})
    return Heard(ID, row.key, _claim(row, row.procedure), source)


def _reliability(row: FirstClaim, on: datetime.date):
    asked = Asked(row.key, row.kind, row.newcomer, row.procedure, row.bound)
    return reliability(asked, on, frozenset({row.car}))
