"""Rounding: half a unit of the last digit, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.belief.rounding import rounding


@pytest.mark.parametrize(
    ("claimed", "unit", "as_said", "half"),
    [
        (101.0, "kWh", None, 0.5),
        (73.6, "kWh", None, 0.05),
        (800.0, "km", None, 5.0),
        (1000.0, "km", None, 10.0),
        (35000.0, "USD", "35,000 USD", 350.0),
        (39995.0, "USD", None, 0.5),
        (482.8, "km", "300 mi", 4.828),
        (354.1, "km", "220 mi", 3.541),
        (2.78, "s", "2.78 s", 0.005),
        (7.0, "s", "7", 0.07),
        (482.8, "km", "twice the 220 of before", 0.05),
        (482.8, "km", "no number", 0.05),
    ],
)
def test_by_hand(claimed, unit, as_said, half):
    assert rounding(claimed, unit, as_said) == pytest.approx(half, rel=1e-3)


@given(st.floats(0.01, 1e6))
def test_never_more_than_a_hundredth(claimed):
    assert 0.0 < rounding(claimed, "km") <= 0.01 * claimed + 1e-12
