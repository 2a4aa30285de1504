"""When a car could be believed to be on sale."""

import datetime

from early_claims import sale

from carwright.carfile.spans import span
from carwright.validate.first_dates import WIDEST, awaited


def test_the_band_is_in_order_and_after_the_claim():
    row = sale("2021-H1", "2021-11-01")
    found = awaited(row, span("2021-H1"))
    low, middle, high = found.own
    assert row.said <= low < middle < high
    assert 0.0 < found.alone[0] < found.alone[1] < WIDEST


def test_the_answer_does_not_hang_on_the_day_that_came():
    days = ("2022-03", "2022-03-31")
    one, other = (awaited(sale("2021-H1", day), span("2021-H1")) for day in days)
    assert one == other


def test_before_any_past_claim_nothing_is_learnt():
    row = sale("1998", "1999", said=datetime.date(1997, 1, 1))
    assert awaited(row, span("1998")).alone == (0.0, WIDEST)
