"""Spans: first, middle and last day of every way to write a date."""

import datetime

import pytest

from carwright.carfile.spans import span, years_between


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2018-H2", "2018-07-01", "2018-12-31"),
        ("2020-Q4", "2020-10-01", "2020-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-03-28", "2024-03-28", "2024-03-28"),
        ("2023/2025", "2023-01-01", "2025-12-31"),
    ],
)
def test_by_hand(text, first, last):
    found = span(text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.first <= found.middle <= found.last


@pytest.mark.parametrize("text", ["", "soon", "2024-H3", "2024-13", "2024-02-30", "2025/2023"])
def test_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"\S"):
        span(text)


def test_years_by_hand():
    start = datetime.date(2020, 1, 1)
    assert years_between(start, datetime.date(2024, 1, 1)) == pytest.approx(4.0, abs=1e-3)
    assert years_between(datetime.date(2024, 1, 1), start) < 0
