"""Sale date: the promise and its slip as days."""

import datetime

import numpy as np

from carwright.belief.reliability import Asked, reliability
from carwright.belief.sale_date import SaleDate
from carwright.carfile.spans import span

SAID = datetime.date(2022, 1, 1)
SLIPS = reliability(Asked("on_sale_date", "maker", "first_car"), datetime.date(2022, 1, 1))


def test_days_and_shares_agree():
    sale = SaleDate(SAID, span("2024-H1"), SLIPS)
    for share in (0.1, 0.5, 0.9):
        assert abs(sale.below(sale.day(share)) - share) < 0.01
    low, high = sale.days(np.array([0.05, 0.95]))
    assert SAID <= low < high


def test_what_has_not_come_yet_comes_later():
    sale = SaleDate(SAID, span("2024-H1"), SLIPS)
    now = datetime.date(2025, 1, 1)
    later = SaleDate(SAID, span("2024-H1"), SLIPS, now)
    assert later.below(now) == 0.0
    assert later.day(0.0) >= now
    assert later.day(0.5) > sale.day(0.5)


def test_a_promise_that_is_past_already_is_one_for_today():
    sale = SaleDate(SAID, span("2020"), SLIPS)
    assert sale.day(0.5) >= SAID
