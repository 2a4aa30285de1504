"""Whether two settled cars are the same, to the last bit."""

import numpy as np

from carwright.settle.settled import Settled


def check_equal(one: Settled, other: Settled) -> None:
    """Every part of two settled cars is the same, exactly."""
    assert one == other
    assert list(one.origins) == list(other.origins)
    assert (one.values, one.choices, one.used) == (other.values, other.choices, other.used)
    for mine, theirs in zip(one.arrays(), other.arrays(), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    assert one.car_file.model_dump() == other.car_file.model_dump()
    for mine, theirs in (
        (one.usual.sizes, other.usual.sizes),
        (one.usual.qualities, other.usual.qualities),
    ):
        assert mine.names == theirs.names
        np.testing.assert_array_equal(mine.mean, theirs.mean)
        np.testing.assert_array_equal(mine.covariance, theirs.covariance)
