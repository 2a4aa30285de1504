"""Programmes: as they stood on a date."""

import datetime

import pytest

from carwright.belief.programmes import COLUMNS, from_cells, plans, shipped

CELLS = dict.fromkeys(COLUMNS, "") | {
    "programme": "One",
    "company": "Maker Ltd.",
    "company_was": "newcomer",
    "first_public_claim_date": "2018-04",
    "claim_kind": "maker",
    "official_confirmation_date": "2018-06-01",
    "promised_on_sale_date": "2019-H2",
    "outcome": "on_sale",
    "outcome_date": "2021-12",
}


def test_by_hand():
    found = from_cells(CELLS)
    assert found.id == "maker-ltd-one"
    assert found.said == datetime.date(2018, 4, 30)
    assert found.deadline == datetime.date(2021, 12, 31)
    assert found.in_time
    assert not from_cells(CELLS | {"outcome_date": "2022-01"}).in_time


def test_what_came_later_is_hidden():
    rows = (from_cells(CELLS),)
    assert plans(datetime.date(2018, 4, 29), rows=rows) == ()
    (then,) = plans(datetime.date(2018, 5, 1), rows=rows)
    assert (then.confirmed, then.came, then.ended) == (None, None, None)
    (now,) = plans(datetime.date(2021, 12, 31), rows=rows)
    assert now.came == datetime.date(2021, 12, 31)
    assert plans(datetime.date(2022, 1, 1), frozenset({"maker-ltd-one"}), rows) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": "maybe"},
        {"outcome": "still_promised"},
        {"outcome_date": ""},
        {"outcome_date": "soon"},
        {"first_public_claim_date": ""},
    ],
)
def test_what_does_not_fit_is_refused(changes):
    with pytest.raises(ValueError, match=r"\S"):
        from_cells(CELLS | changes)


def test_what_is_shipped():
    assert len({row.id for row in shipped()}) == len(shipped()) >= 30
    assert from_cells(CELLS | {"promised_on_sale_date": ""}).deadline is None
