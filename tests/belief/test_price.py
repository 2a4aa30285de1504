"""Prices: a straight line of logarithms, against made-up markets and what cars did cost."""

import datetime
from dataclasses import replace

import numpy as np
import pytest

from carwright.belief.currencies import CURRENCIES
from carwright.belief.price import SLOPES, Priced, price_model, prices

ON = datetime.date(2026, 11, 22)
TRUE = np.array([0.7, 0.2, 1.2, -0.1])
LEVELS = {"USD": 3.0, "CNY": 4.8}
RNG = np.random.default_rng(0)


def made(count=60, scatter=0.05):
    rows = []
    for n in range(count):
        row = RNG.normal([5.0, 4.1, 8.4, 0.3], [0.4, 0.3, 0.1, 0.5])
        currency = ("USD", "CNY")[n % 2]
        price = LEVELS[currency] + row @ TRUE - 1.2 * 8.4 + 8.0 + scatter * RNG.standard_normal()
        day = datetime.date(2020, 1, 1)
        one = Priced(
            f"maker-{n % 20}", f"family-{n}", day, currency, float(price), tuple(row.tolist())
        )
        rows.append(one)
    return tuple(rows)


def middle(line, row):
    return line.constant + float(np.array([line.slopes[name] for name in SLOPES]) @ np.array(row))


def off(row, rows, on=ON):
    line = price_model(on, rows=rows).line(row.currency, row.maker, np.array(row.row))
    return row.log_price - middle(line, row.row), line.spread


def test_a_made_up_market_is_learnt():
    line = price_model(ON, rows=made()).line("USD", "new", np.array([5.0, 4.1, 8.4, 0.3]))
    found = np.array([line.slopes[name] for name in SLOPES])
    np.testing.assert_allclose(found, TRUE, atol=0.25)
    want = LEVELS["USD"] + np.array([5.0, 4.1, 8.4, 0.3]) @ TRUE - 1.2 * 8.4 + 8.0
    assert middle(line, (5.0, 4.1, 8.4, 0.3)) == pytest.approx(want, abs=0.05)


def test_the_line_is_what_a_joint_gaussian_says():
    rows = made(6)
    model = price_model(ON, rows=rows)
    point = np.array([5.2, 4.0, 8.5, 0.0])
    line = model.line("CNY", "maker-1", point)
    levels, slopes = np.full(len(CURRENCIES), 1.5), np.array([0.3, 0.3, 1.0, 0.2])
    root = np.diag(np.concatenate([levels, slopes]))
    base = np.array([np.log(150.0), np.log(60.0), np.log(4500.0), 0.0])
    every = [*model.rows, replace(rows[0], maker="maker-1", family="?", currency="CNY")]
    numbers = np.array([*(row.row for row in model.rows), tuple(point)]) - base
    design = np.array([[float(row.currency == one) for one in CURRENCIES] for row in every])
    design = np.concatenate([design, numbers], axis=1) @ root
    makers, families = ([[a == b for b in of] for a in of] for of in _names(every))
    of_maker, of_family, of_car = model.spreads
    covariance = design @ design.T + of_maker**2 * np.array(makers, float)
    covariance += of_family**2 * np.array(families, float) + of_car**2 * np.eye(len(every))
    usual = np.log([{"USD": 40_000.0, "CNY": 280_000.0}[row.currency] for row in every])
    expected = usual + numbers @ np.array([0.5, 0.4, 1.0, 0.0])
    known = np.array([row.log_price for row in model.rows]) - expected[:-1]
    gain = np.linalg.solve(covariance[:-1, :-1], covariance[:-1, -1])
    assert middle(line, point) == pytest.approx(expected[-1] + gain @ known)
    variance = covariance[-1, -1] - gain @ covariance[:-1, -1]
    assert line.spread == pytest.approx(np.sqrt(variance))


def _names(rows):
    return [row.maker for row in rows], [row.family for row in rows]


def test_nothing_known_is_wide():
    model, row = price_model(datetime.date(2005, 1, 1)), np.array([5, 4.1, 8.4, 0.0])
    yuan, dollars = model.line("CNY", "maker", row), model.line("USD", "maker", row)
    assert yuan.spread > 1.5
    assert middle(yuan, row) - middle(dollars, row) == pytest.approx(np.log(7.0))


def test_later_prices_and_their_order_change_no_bit():
    day = datetime.date(2021, 6, 1)
    rows = prices()
    early = tuple(row for row in rows if row.known_from <= day)
    assert 0 < len(early) < len(rows)
    for other in (early, rows[::-1]):
        one, same = price_model(day), price_model(day, rows=other)
        assert one.spreads == same.spreads
        np.testing.assert_array_equal(one.found, same.found)


def test_the_own_family_teaches_nothing():
    own = price_model(ON, "xiaomi su7")
    assert {row.family for row in price_model(ON).rows} - {row.family for row in own.rows} == {
        "xiaomi su7"
    }


def test_what_is_shipped_names_what_it_says():
    assert {row.currency for row in prices()} == set(CURRENCIES)
    assert all(1_000.0 < np.exp(row.log_price) < 1e7 for row in prices())


def test_a_maker_left_out_is_met_within_a_fifth():
    rows = prices()
    found = [off(row, tuple(one for one in rows if one.maker != row.maker)) for row in rows]
    errors = np.array([abs(error) for error, _ in found])
    inside = np.mean([abs(error) < 1.645 * spread for error, spread in found])
    assert np.median(errors) < 0.2
    assert inside > 0.85
