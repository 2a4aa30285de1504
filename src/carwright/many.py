"""many: a number of many cars at once, for rules that are written for one car.

A `Many` is the number of the first car to whoever compares or prints it, and every car's number to
whoever calculates with it. Where cars would take different turns the first car's is taken, and the
crowd remembers who would have gone with it: the others go again by themselves. So rules stay plain
Python, and thousands of cars take the time of a few.

A function that knows plain numbers only sees the first car: rules use those below.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


class Crowd:
    """Cars that go through the rules together."""

    def __init__(self, count: int) -> None:
        """Let cars begin together.

        Args:
            count: how many, at least one.
        """
        self.alike = np.ones(count, bool)
        """(cars,) who has taken every turn that the first has taken."""

    def number(self, each: np.ndarray) -> float:
        """Return a number of every car; a plain one where it is the same for all.

        Args:
            each: (cars,) the numbers.
        """
        return float(each[0]) if np.all(each == each[0]) else Many(each, self)


class Many(float):
    """A number of every car of a crowd."""

    __slots__ = ("crowd", "each")

    def __new__(cls, each: np.ndarray, crowd: Crowd) -> "Many":
        """Take the number of every car.

        Args:
            each: (cars,) the numbers.
            crowd: the cars.
        """
        self = super().__new__(cls, each[0])
        self.each, self.crowd = each, crowd
        return self

    def _with(self, act: Callable[[Any, Any], Any], other: object, *, after: bool = False) -> Any:
        if not isinstance(other, float | int):
            return NotImplemented
        theirs = other.each if isinstance(other, Many) else other
        return Many(act(theirs, self.each) if after else act(self.each, theirs), self.crowd)

    def _turn(self, act: Callable[[Any, Any], Any], other: object) -> Any:
        if not isinstance(other, float | int):
            return NotImplemented
        taken = act(self.each, other.each if isinstance(other, Many) else other)
        self.crowd.alike &= taken == taken[0]
        return bool(taken[0])

    def __add__(self, other: float) -> "Many":
        return self._with(np.add, other)

    def __radd__(self, other: float) -> "Many":
        return self._with(np.add, other, after=True)

    def __sub__(self, other: float) -> "Many":
        return self._with(np.subtract, other)

    def __rsub__(self, other: float) -> "Many":
        return self._with(np.subtract, other, after=True)

    def __mul__(self, other: float) -> "Many":
        return self._with(np.multiply, other)

    def __rmul__(self, other: float) -> "Many":
        return self._with(np.multiply, other, after=True)

    def __truediv__(self, other: float) -> "Many":
        return self._with(np.divide, other)

    def __rtruediv__(self, other: float) -> "Many":
        return self._with(np.divide, other, after=True)

    def __pow__(self, other: float, mod: None = None) -> "Many":
        return self._with(np.power, other)

    def __rpow__(self, other: float, mod: None = None) -> "Many":
        return self._with(np.power, other, after=True)

    def __neg__(self) -> "Many":
        return Many(-self.each, self.crowd)

    def __abs__(self) -> "Many":
        return Many(np.abs(self.each), self.crowd)

    def __lt__(self, other: float) -> bool:
        return self._turn(np.less, other)

    def __le__(self, other: float) -> bool:
        return self._turn(np.less_equal, other)

    def __gt__(self, other: float) -> bool:
        return self._turn(np.greater, other)

    def __ge__(self, other: float) -> bool:
        return self._turn(np.greater_equal, other)

    def __eq__(self, other: object) -> bool:
        return self._turn(np.equal, other)

    def __ne__(self, other: object) -> bool:
        return self._turn(np.not_equal, other)

    __hash__ = float.__hash__


def exp(of: float) -> float:
    """Return the exponential of a number, of every car where it is one of many.

    Args:
        of: the number.
    """
    return Many(np.exp(of.each), of.crowd) if isinstance(of, Many) else math.exp(of)


def log(of: float) -> float:
    """Return the natural logarithm of a number, of every car where it is one of many.

    Args:
        of: the number.
    """
    return Many(np.log(of.each), of.crowd) if isinstance(of, Many) else math.log(of)


def least(one: float, other: float) -> float:
    """Return the lesser number, of every car where one is of many; no turn is taken.

    Args:
        one: a number.
        other: another.
    """
    crowd = crowd_of(one, other)
    return min(one, other) if crowd is None else Many(np.minimum(each(one), each(other)), crowd)


def greatest(one: float, other: float) -> float:
    """Return the greater number, of every car where one is of many; no turn is taken.

    Args:
        one: a number.
        other: another.
    """
    crowd = crowd_of(one, other)
    return max(one, other) if crowd is None else Many(np.maximum(each(one), each(other)), crowd)


def each(of: float) -> Any:
    """Return the (cars,) numbers of every car; a plain number as it is.

    Args:
        of: the number.
    """
    return of.each if isinstance(of, Many) else of


def crowd_of(*numbers: float) -> Crowd | None:
    """Return the crowd that numbers are of; None where all are plain.

    Args:
        numbers: the numbers.
    """
    return next((one.crowd for one in numbers if isinstance(one, Many)), None)


def table(numbers: Sequence[float]) -> np.ndarray:
    """Return (cars, numbers) of every car; one row where all are plain.

    Args:
        numbers: the numbers.
    """
    columns = np.broadcast_arrays(*(np.atleast_1d(each(one)) for one in numbers))
    return np.stack(columns, axis=1)


def numbers(rows: np.ndarray, crowd: Crowd | None) -> list[float]:
    """Return the columns of a table as numbers.

    Args:
        rows: (cars, numbers) as `table` gives them.
        crowd: the cars; None for plain numbers of one row.
    """
    if crowd is None:
        return rows[0].tolist()
    whole = np.broadcast_to(rows, (len(crowd.alike), rows.shape[1]))
    return [crowd.number(column) for column in whole.T]
