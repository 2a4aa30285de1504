"""Ratings are pytrees: what words say of them is no leaf."""

import jax
import numpy as np

from carwright.rate import pytrees as pytrees
from carwright.rate.rating import FiveCycle


def test_a_record_goes_through_a_map_with_its_words():
    found = jax.tree.map(lambda number: 2.0 * number, FiveCycle(0.7, 0.6, np.ones(2), ("why",)))
    assert found.not_judged == ("why",)
    assert found.most == 1.4
    assert found.most_highway.tolist() == [2.0, 2.0]
