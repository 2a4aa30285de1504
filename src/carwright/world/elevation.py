"""Logged elevation made into slope: smooth over distance, net height kept, frozen at standstill."""

import numpy as np

SMOOTHING_LENGTH = 100.0
"""Length over which the slope is the mean; receivers and maps step by 1 m (assumed) [m]."""
SHORTEST_DISTANCE = 0.1
"""Rows within this distance are at one place, whose elevation is their mean (assumed) [m]."""
_STANDSTILL = 0.1
"""Mean speed between two rows below which the car stands: logs of standstill are noisy [m/s]."""


def frozen_at_standstill(elevation: np.ndarray, speed: np.ndarray) -> np.ndarray:
    """(n+1,) elevation that starts as logged and changes only while the car moves [m].

    Args:
        elevation: (n+1,) logged height above sea level [m].
        speed: (n+1,) logged speed [m/s].
    """
    moves = 0.5 * (speed[1:] + speed[:-1]) >= _STANDSTILL
    rises = np.where(moves, np.diff(elevation), 0.0)
    return elevation[0] + np.concatenate([[0.0], np.cumsum(rises)])


def sine_of_road(
    distance: np.ndarray, elevation: np.ndarray, step_ends: np.ndarray, net_height: float
) -> np.ndarray:
    """(n,) sine of the road's angle in each step; its sum over distance is the net height.

    The sine is the rise over `SMOOTHING_LENGTH` around the middle of the step, in a profile that is
    continued beyond both ends by turning it about its end points; what the sum then lacks of the
    net height is spread evenly over the road.

    Args:
        distance: (m+1,) distance of each row of the log along the road, ascending from 0 [m].
        elevation: (m+1,) height above sea level [m].
        step_ends: (n+1,) distance at the ends of the steps asked for, to the same end [m].
        net_height: () how much higher the road ends than it starts [m].
    """
    end = float(distance[-1])
    if end < SHORTEST_DISTANCE:
        return np.zeros(len(step_ends) - 1)
    place, height = _profile(distance, elevation)
    place = np.concatenate([-place[:0:-1], place, 2.0 * end - place[-2::-1]])
    height = np.concatenate(
        [2.0 * height[0] - height[:0:-1], height, 2.0 * height[-1] - height[-2::-1]]
    )
    length = min(SMOOTHING_LENGTH, end)
    middle = 0.5 * (step_ends[1:] + step_ends[:-1])
    rise = np.interp(middle + 0.5 * length, place, height)
    rise -= np.interp(middle - 0.5 * length, place, height)
    sine = rise / length
    steps = np.diff(step_ends)
    return sine + (net_height - np.sum(sine * steps)) / np.sum(steps)


def _profile(distance: np.ndarray, elevation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return place and elevation of each place [m]; both ends are those of the log."""
    _, group, count = np.unique(
        np.floor(distance / SHORTEST_DISTANCE), return_inverse=True, return_counts=True
    )
    place = np.bincount(group, weights=distance) / count
    height = np.bincount(group, weights=elevation) / count
    place[0], height[0] = 0.0, elevation[0]
    place[-1], height[-1] = distance[-1], elevation[-1]
    return place, height
