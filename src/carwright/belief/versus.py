"""versus: how likely one car beats another on each headline figure, given all that is known."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from carwright.belief.apart import beside
from carwright.belief.belief import Belief, believed
from carwright.belief.document import as_band, simulated_beside
from carwright.belief.headline import headline, values_of
from carwright.belief.headline_keys import MORE_IS_BETTER
from carwright.belief.scene import CARS, Asking, scene
from carwright.carfile.schema import CarFile
from carwright.progress import in_parts


@dataclass(frozen=True, slots=True)
class Duel:
    """Two cars on one figure."""

    figure: str
    """Key of the headline figure [-]."""
    car: str
    """Id of the one [-]."""
    other: str
    """Id of the other [-]."""
    probability: float
    """That the one beats the other, draws being half [-]."""


def document(car_files: Sequence[CarFile], on: datetime.date, count: int = CARS) -> dict[str, Any]:
    """Return what is believed of cars on a date and which beats which, ready for JSON.

    Args:
        car_files: the cars.
        on: the date, itself included.
        count: believable cars of each.
    """
    beliefs = [
        believed(scene(file, Asking(on, count=count)))
        for file in in_parts("weighing what is said of each car", car_files)
    ]
    cars = [
        {
            "car": found.scene.car_file.id,
            "variant": found.scene.car_file.variant,
            "headline": {name: as_band(band) for name, band in headline(found).items()},
            **simulated_beside(beside(found)),
            "ess": found.ess,
            "converged": found.converged,
        }
        for found in beliefs
    ]
    beats = [asdict(one) for one in duels(beliefs)]
    return {"on": on.isoformat(), "cars": cars, "beats": beats}


def duels(beliefs: Sequence[Belief]) -> list[Duel]:
    """Return every pair of cars on every headline figure, in the order of the cars.

    Args:
        beliefs: what is believed of each car, each by itself.
    """
    return [
        Duel(key, one.scene.car_file.id, other.scene.car_file.id, beats(key, one, other))
        for key in MORE_IS_BETTER
        for place, one in enumerate(beliefs)
        for other in beliefs[place + 1 :]
    ]


def beats(key: str, one: Belief, other: Belief) -> float:
    """Return how likely one car beats another on a headline figure [-].

    Args:
        key: key of the figure.
        one: what is believed of the one.
        other: what is believed of the other, by itself.
    """
    above = share_above(values_of(one, key), values_of(other, key))
    return above if MORE_IS_BETTER[key] else 1.0 - above


def share_above(one: tuple[np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray]) -> float:
    """Return how likely a draw of one lies above a draw of another, equal ones being half [-].

    Args:
        one: (N,) values and (N,) weights, sum 1.
        other: (M,) values and (M,) weights, sum 1.
    """
    order = np.argsort(other[0], kind="stable")
    values = other[0][order]
    below = np.concatenate([[0.0], np.cumsum(other[1][order])])
    less = below[np.searchsorted(values, one[0], side="left")]
    no_more = below[np.searchsorted(values, one[0], side="right")]
    return float(np.clip(np.sum(one[1] * 0.5 * (less + no_more)), 0.0, 1.0))
