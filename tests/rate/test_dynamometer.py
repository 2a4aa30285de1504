"""What a leg gave as plain numbers: a part is whole when each of its steps was driven."""

import numpy as np

from carwright.rate.course import PARTS, Piece, course
from carwright.rate.dynamometer import driven

TWO = course([Piece("a", np.ones(3)), Piece("b", np.ones(2))])


def found(*steps: int) -> tuple[object, ...]:
    zeros = np.zeros(PARTS)
    return zeros, zeros, np.array([*steps, *[0] * (PARTS - len(steps))]), 2.0, True, False


def test_parts_driven_to_their_end_are_whole():
    assert driven(TWO, None, False, found(3, 2)).whole.tolist() == [True] * 2 + [False] * 6
    assert driven(TWO, None, False, found(3, 1)).whole.tolist() == [True] + [False] * 7


def test_numbers_are_plain():
    leg = driven(TWO, "here", True, found(3, 2))
    assert (leg.end, leg.below, leg.short, leg.stopped, leg.empty) == (
        "here",
        2.0,
        True,
        False,
        True,
    )
