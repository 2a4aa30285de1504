"""Courses again and again, in any weather, until the display shows nothing, by plain numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from carwright.codes import Outcome
from carwright.conditions import MOST_ROUNDS
from carwright.plain.call import Numbers, call, call_many
from carwright.plain.weather import Weather, around, climate

if TYPE_CHECKING:
    from carwright.world.padding import Padded


def ranges(
    car: Numbers, courses: "Sequence[Padded]", weathers: Sequence[Weather], cabin: float | None
) -> np.ndarray:
    """Return how far a full car goes in each weather along each course [m]: (weathers, courses).

    The car stands in that air until every part of it is as warm, as `range_matrix` has it.

    Args:
        car: the car.
        courses: what it drives, each again and again.
        weathers: what surrounds it.
        cabin: temperature at which climate keeps the cabin [K]; None is off.

    Raises:
        ValueError: if a car never gets empty.
    """
    airs = [around(car, weather) for weather in weathers]
    states = [
        call("soaked_start", *car.leaves, 1.0, *air.leaves, air["temperature"]) for air in airs
    ]
    count = len(courses)
    air = _stacked([one.leaves for one in airs for _ in courses])
    now = _stacked([one.leaves for one in states for _ in courses])
    traces = _of_one_length(courses)
    course = np.tile(np.arange(count), len(weathers))
    outcome, position = (list(states[0]).index(name) for name in ("outcome", "position"))
    going = np.arange(len(course))
    for _ in range(MOST_ROUNDS):
        trace = [leaf[course[going]] for leaf in traces]
        around_it = [*(leaf[going] for leaf in air), False]
        asked = [*around_it, *(leaf[going] for leaf in now), False, *climate(cabin)]
        leaves = [*car.leaves, *trace, 1.0, *asked]
        ended = call_many("drive", len(going), leaves, "end")
        for kept, after in zip(now, ended.leaves, strict=True):
            kept[going] = after
        going = np.flatnonzero(now[outcome] != Outcome.EMPTY)
        if not going.size:
            return now[position].reshape(len(weathers), count)
    raise ValueError(f"{MOST_ROUNDS} rounds do not empty the battery")


def _stacked(many: Sequence[Sequence[Any]]) -> list[np.ndarray]:
    return [np.array(column, float) for column in zip(*many, strict=True)]


def _of_one_length(courses: "Sequence[Padded]") -> list[np.ndarray]:
    """Traces stacked, the shorter ones with more padding at their end."""
    longest = max(course.speed.size for course in courses)
    return [
        np.stack([_longer(leaf, longest) for leaf in leaves])
        for leaves in zip(*courses, strict=True)
    ]


def _longer(leaf: np.ndarray, longest: int) -> np.ndarray:
    return np.pad(leaf, (0, longest - leaf.size)) if leaf.ndim else leaf
