import numpy as np
import pytest
from typed_claims import heard

from carwright.belief.reaching import plausibility, side_of, threshold

EVEN = np.full(100, 0.01)
KM = np.arange(500.0, 600.0) + 0.5
SECONDS = np.linspace(3.0, 4.0, 100)


def test_a_range_is_reached_with_at_least_so_much():
    assert plausibility(heard("range_km", 575), KM, EVEN) == pytest.approx(0.26)


def test_a_sprint_is_reached_with_at_most_so_much():
    assert plausibility(heard("zero_to_100_s", 3.5), SECONDS, EVEN) == pytest.approx(0.55, abs=0.06)
    assert plausibility(heard("zero_to_100_s", 2.0), SECONDS, EVEN) == 0.0


def test_a_length_is_neither_far_above_nor_far_below():
    middle = plausibility(heard("length_mm", 4550), 10 * KM - 1000, EVEN)
    far = plausibility(heard("length_mm", 4980), 10 * KM - 1000, EVEN)
    assert middle > 0.9
    assert far == pytest.approx(0.04, abs=0.02)


def test_of_an_interval_the_easier_end_counts():
    one = heard("range_km", None, low=550.0, high=700.0)
    assert threshold(one) == pytest.approx(550.0, abs=6.0)
    assert plausibility(one, KM, EVEN) > 0.5


@pytest.mark.parametrize(
    ("key", "bound", "side"),
    [
        ("range_km", None, "at_least"),
        ("range_km", "at_most", "at_least"),
        ("kerb_mass_kg", None, "at_most"),
        ("kerb_mass_kg", "at_least", "at_least"),
        ("price", None, "at_most"),
        ("price", "at_least", "at_least"),
        ("length_mm", None, "neither"),
    ],
)
def test_the_side_is_that_of_the_boast_or_what_is_said(key, bound, side):
    assert side_of(heard(key, 2000, bound=bound)) == side


def test_rounding_helps_the_claim():
    assert threshold(heard("range_km", 800)) < 800.0 < threshold(heard("kerb_mass_kg", 800))
