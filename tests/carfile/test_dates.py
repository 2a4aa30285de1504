"""Dates count from their last day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.carfile.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    NEWEST,
    first_day,
    is_to_come,
    last_day,
    last_day_of_span,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021", date(2021, 12, 31)),
        ("2021-02", date(2021, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2021-02-19", date(2021, 2, 19)),
    ],
)
def test_last_day_by_hand(text, day):
    assert last_day(text) == last_day_of_span(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-H1", date(2024, 6, 30)),
        ("2024-H2", date(2024, 12, 31)),
        ("2020-Q1", date(2020, 3, 31)),
        ("2023/2025", date(2025, 12, 31)),
        ("2024-H1/2024-Q4", date(2024, 12, 31)),
    ],
)
def test_last_day_of_a_span_by_hand(text, day):
    assert last_day_of_span(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-1", "2024-13", "2024-00", "2023-02-29", "2024-01-32", "1066", "2999", "٢٠٢٤"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"no |year"):
        last_day(text)
    with pytest.raises(ValueError, match=r"no |year"):
        last_day_of_span(text)


@pytest.mark.parametrize(
    "text", ["2025/2023", "2023/2024/2025", "2024-H3", "2024-Q0", "/", "2024/"]
)
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError, match="no "):
        last_day_of_span(text)


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_a_day_is_its_own_last_day(day):
    assert last_day(day.isoformat()) == day
    assert last_day(day.isoformat()[:7]) >= day
    assert last_day(day.isoformat()[:4]) >= last_day(day.isoformat()[:7])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021", date(2021, 1, 1)),
        ("2021-02", date(2021, 2, 1)),
        ("2021-02-19", date(2021, 2, 19)),
    ],
)
def test_first_day_by_hand(text, day):
    assert first_day(text) == day


def test_a_date_is_to_come_when_its_first_day_is():
    assert not is_to_come(str(NEWEST))
    assert not is_to_come(f"{NEWEST.year}")
    assert not is_to_come(str(date.today()))
    assert is_to_come(f"{max(NEWEST, date.today()).year + 1}")
    with pytest.raises(ValueError, match="is no date"):
        is_to_come("soon")
