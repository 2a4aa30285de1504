"""Downscaling: by hand, by the regulation's recursion, and only where the regulation asks."""

import numpy as np
import pytest

from carwright.rate.downscaled import (
    HARDEST_SPEED,
    downscaled,
    downscaling_factor,
    power_ratio,
    reduction,
)
from carwright.world.cycle import cycle

WLTC = cycle("wltc-3b")
KMH = 3.6


def by_recursion(speed_kmh: np.ndarray, factor: float) -> np.ndarray:
    """Speeds as 8.2.3 of UN GTR 15, Annex 1, has them, second by second [km/h]."""
    found = speed_kmh.copy()
    for i in range(1533, 1724):
        found[i + 1] = found[i] + (speed_kmh[i + 1] - speed_kmh[i]) * (1.0 - factor)
    correction = (found[1724] - 82.6) / (speed_kmh[1724] - 82.6)
    for i in range(1725, 1763):
        found[i] = found[i - 1] + (speed_kmh[i] - speed_kmh[i - 1]) * correction
    return found


def test_the_power_that_the_cycle_asks_for_by_hand():
    """31.083 m/s against 560 N and 1.03 times 1234 kg at 0.5 m/s^2: 37.16 kW, of 47 kW."""
    asked = 111.9 / 3.6 * (560.0 + 1.03 * 1234.0 * 0.5)
    assert asked == pytest.approx(37.16e3, rel=1e-3)
    assert power_ratio(560.0, 1234.0, 47e3) == pytest.approx(asked / 47e3)
    assert HARDEST_SPEED * KMH == pytest.approx(111.9)


@pytest.mark.parametrize(
    ("ratio", "factor"),
    [
        (0.5, 0.0),
        (0.866, 0.0),
        (0.867, 0.0),
        (0.884, 0.0),
        (0.886, 0.011),
        (1.0, 0.078),
        (1.08, 0.125),
        (3.0, 1.0),
    ],
)
def test_the_factor_by_hand(ratio: float, factor: float):
    """0.588 r - 0.510 to three digits, from r = 0.867 and 0.010 on."""
    assert downscaling_factor(ratio) == pytest.approx(factor, abs=1e-12)


@pytest.mark.parametrize("cycle_id", ["wltc-3a", "wltc-3b"])
@pytest.mark.parametrize("factor", [0.011, 0.125, 0.4])
def test_the_closed_form_is_the_recursion(cycle_id: str, factor: float):
    whole = cycle(cycle_id)
    found = downscaled(whole, factor).speed * KMH
    assert found == pytest.approx(by_recursion(whole.speed * KMH, factor), abs=0.05 + 1e-9)
    assert found == pytest.approx(np.round(found, 1), abs=1e-9)


def test_the_peak_by_hand():
    """From 60.0 km/h, at second 1533, to 131.3 km/h; a fifth of that less is 117.0."""
    found = downscaled(WLTC, 0.2).speed * KMH
    assert tuple(found[[1533, 1724, 1763]]) == pytest.approx((60.0, 117.0, 82.6))
    assert np.max(found) == found[1724]


def test_only_extra_high_moves_and_its_time_stays():
    found = downscaled(WLTC, 0.2)
    moved = np.flatnonzero(found.speed != WLTC.speed)
    assert (moved.min() > 1533, moved.max() < 1763) == (True, True)
    assert (found.duration, found.phases) == (WLTC.duration, WLTC.phases)
    assert found.distance < WLTC.distance
    lost = np.sum(reduction(WLTC))
    assert WLTC.distance - found.distance == pytest.approx(0.2 * lost, rel=2e-3)


def test_a_strong_car_drives_the_cycle_itself():
    assert downscaled(WLTC, 0.0) is WLTC
