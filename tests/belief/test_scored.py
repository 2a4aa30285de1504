"""Scored claims: what was known on a date, and what is shipped."""

import datetime

from past_claims import DAY, past

from carwright.belief.scored import car_id, in_order, scored, shipped


def test_only_what_was_known_counts():
    rows = (past("a", 480), past("b", 520, known_from=DAY + datetime.timedelta(days=1)))
    assert [row.car for row in scored(DAY, rows=rows)] == ["a"]
    assert scored(DAY - datetime.timedelta(days=1), rows=rows) == ()
    assert scored(DAY, frozenset({"a"}), rows) == ()


def test_order_is_that_of_the_rows_themselves():
    rows = (past("b", 480), past("a", 520), past("a", 480))
    assert in_order(rows) == in_order(reversed(rows))


def test_ids():
    assert car_id("Nissan Leaf (2011)") == "nissan-leaf-2011"
    assert car_id(" Škoda Enyaq!") == "koda-enyaq"


def test_what_is_shipped():
    rows = shipped()
    assert len(rows) > 250
    assert all(row.said <= row.known_from for row in rows)
    assert {row.list for row in rows} == {"first_claims", "dossiers"}
    assert all(row.car == car_id(row.car) for row in rows)
    assert scored(datetime.date(2000, 1, 1)) == ()
