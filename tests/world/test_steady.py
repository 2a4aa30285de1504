import numpy as np
import pytest

from carwright.world.steady import ROUND, steady


def test_a_steady_speed_is_a_level_cycle_of_that_speed():
    found = steady(25.0)
    assert np.all(found.speed == 25.0)
    assert np.all(found.slope == 0.0)
    assert found.distance == pytest.approx(25.0 * ROUND)
    assert (found.id, found.name) == ("steady-90", "90 km/h")
