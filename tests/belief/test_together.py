"""How much claims of one figure err together."""

import datetime

import numpy as np
import pytest
from past_claims import DAY, past

from carwright.belief.together import counts, together

NORMALS = np.random.default_rng(0).standard_normal((40, 4))
RANGE, MASS = frozenset({"wltp_range_km"}), frozenset({"kerb_mass_kg"})


def drawn(correlation):
    """Forty cars of 500 km whose range three papers claim, a tenth off, together or not."""
    shared, own = NORMALS[:, :1], NORMALS[:, 1:]
    errors = 0.1 * (np.sqrt(correlation) * shared + np.sqrt(1.0 - correlation) * own)
    return tuple(
        past(f"car-{car}", 500.0, kind="press", by=f"{paper}", claimed=f"{500 / np.exp(error):.2f}")
        for car, of in enumerate(errors)
        for paper, error in enumerate(of)
    )


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
def test_the_correlation_is_found(correlation):
    found = together(DAY, rows=drawn(correlation))
    assert found.correlation == pytest.approx(correlation, abs=3.0 * found.spread)
    assert found.spread < 0.1
    assert (found.figures, found.cars) == (40, 40)


def test_a_maker_who_says_it_again_is_no_second_claim():
    twice = [past("car", 500.0, by=by, claimed="600") for by in ("its head", "its website")]
    assert together(DAY, rows=tuple(twice)).figures == 0


def test_nothing_known_is_half_way():
    found = together(DAY, rows=())
    assert (found.correlation, found.figures, found.cars) == (pytest.approx(0.475), 0, 0)
    assert found.spread > 0.25


def test_a_claim_that_is_alone_counts_whole():
    assert counts([RANGE, MASS], ["press", "maker"], 0.5).tolist() == [1.0, 1.0]


def test_claims_of_one_figure_count_by_the_design_effect():
    found = counts([RANGE, RANGE, RANGE | MASS, MASS], ["press"] * 4, 0.25)
    assert found.tolist() == pytest.approx([1 / 1.5, 1 / 1.5, 1 / 1.75, 1 / 1.25])


def test_a_filing_counts_whole_and_takes_nothing_from_talk():
    found = counts([RANGE, RANGE], ["regulator", "leak"], 0.5)
    assert found.tolist() == [1.0, 1.0]


def test_what_was_not_known_teaches_nothing():
    early = together(datetime.date(2019, 1, 1))
    assert early.figures < together(datetime.date(2026, 1, 1)).figures
    without = frozenset({"xiaomi-su7"})
    assert together(DAY, without).cars <= together(DAY).cars
