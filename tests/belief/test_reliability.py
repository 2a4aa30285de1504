"""Reliability: what narrows it, and what changes nothing."""

import datetime
import time

import numpy as np
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from past_claims import DAY, many, past

from carwright.belief.errors_of import log_delay
from carwright.belief.reliability import Asked, reliability
from carwright.belief.scored import shipped

ENDS = np.array([0.05, 0.5, 0.95])
RANGE = Asked("range_km", "maker", "none", "wltp", "about")
NOW = datetime.date(2026, 11, 22)
GOOD = (500, 501, 499, 502, 500, 498, 503, 500, 497, 500, 505, 500)
BAD = (350, 600, 420, 560, 390, 650, 450, 480, 530, 380, 610, 440)


def width(found):
    low, _, high = found.quantiles(ENDS)
    return high - low


def test_a_more_reliable_kind_narrows_the_band():
    rows = (*many("regulator", GOOD), *many("press", BAD), *many("leak", GOOD))
    widths = [
        width(reliability(Asked("range_km", kind, "none", "wltp"), DAY, rows=rows))
        for kind in ("leak", "press")
    ]
    assert widths[0] < 0.7 * widths[1]


def test_the_sign_of_a_kind_is_learnt():
    rows = many("maker", [430 + n for n in range(12)])
    low, middle, high = reliability(RANGE, DAY, rows=rows).quantiles(ENDS)
    assert low < middle < high
    assert middle == pytest.approx(np.log(435 / 500), abs=0.02)


@settings(deadline=None, max_examples=examples(10))
@given(st.permutations(range(24)))
def test_the_order_of_rows_changes_nothing(order):
    rows = (*many("maker", GOOD), *many("press", BAD))
    mixed = tuple(rows[n] for n in order)
    assert reliability(RANGE, DAY, rows=mixed) == reliability(RANGE, DAY, rows=rows)


def test_rows_that_become_known_later_change_no_bit():
    rows = (*many("maker", GOOD), *many("press", BAD))
    later = past("late", 100, known_from=DAY + datetime.timedelta(days=1))
    assert reliability(RANGE, DAY, rows=(later, *rows)) == reliability(RANGE, DAY, rows=rows)
    now = shipped()
    then = datetime.date(2019, 1, 1)
    known = tuple(row for row in now if row.known_from <= then)
    assert reliability(RANGE, then, rows=now) == reliability(RANGE, then, rows=known)


def test_a_car_left_out_has_no_influence():
    rows = many("maker", GOOD)
    wild = (past("wild", 100), past("wild", 2000, kind="press"))
    without = reliability(RANGE, DAY, frozenset({"wild"}), (*rows, *wild))
    assert without == reliability(RANGE, DAY, rows=rows)
    assert without != reliability(RANGE, DAY, rows=(*rows, *wild))


def test_repeats_of_one_car_count_as_one():
    rows = many("maker", GOOD)
    again = tuple(past("maker-0", 500, by=f"copy {n}", kind="maker") for n in range(50))
    once = reliability(RANGE, DAY, rows=rows).quantiles(ENDS)
    often = reliability(RANGE, DAY, rows=(*rows, *again)).quantiles(ENDS)
    assert often == pytest.approx(once, abs=0.01)


def test_nothing_known_is_wide_and_says_so():
    found = reliability(RANGE, datetime.date(2000, 1, 1))
    assert width(found) > 0.4
    assert (found.rows, found.cars, found.thin) == (0, 0, True)
    assert "no past claim of this kind" in found.sentence
    assert "thin" in found.sentence
    known = reliability(RANGE, NOW)
    assert not known.thin
    assert known.cars >= 40
    assert known.memory_rows > 0


def test_a_regulator_is_nearly_exact():
    found = reliability(Asked("range_km", "regulator", "none", "wltp"), NOW)
    assert found.parts[0].weight > 0.85
    assert found.parts[0].scale < 0.02
    assert width(found) < width(reliability(RANGE, NOW))


def test_shares_sum_to_one_and_quantiles_follow_the_distribution():
    found = reliability(RANGE, NOW)
    assert sum(part.weight for part in found.parts) == pytest.approx(1.0)
    assert found.below(found.quantiles(ENDS)) == pytest.approx(ENDS, abs=1e-3)
    later = found.quantiles(ENDS, at_least=0.05)
    assert (later >= 0.05).all()
    assert (np.diff(later) >= 0).all()


def test_dates_have_no_narrow_part():
    found = reliability(Asked("on_sale_date", "maker", "first_car"), NOW)
    assert [part.weight for part in found.parts] == pytest.approx([0.0, 1.0, 0.0])
    assert found.quantiles(ENDS)[1] > 0
    assert "longer than promised" in found.sentence
    assert log_delay(365, 365) == 0.0


def test_words_for_an_estimate_are_those_of_an_analyst():
    assert Asked("price", "estimate").features == Asked("price", "analyst").features


def test_it_is_fast():
    begin = time.perf_counter()
    reliability(RANGE, datetime.date(2024, 2, 3))
    first = time.perf_counter() - begin
    begin = time.perf_counter()
    reliability(RANGE, datetime.date(2024, 2, 3))
    assert time.perf_counter() - begin < max(0.02, first)
    assert first < 1.0
