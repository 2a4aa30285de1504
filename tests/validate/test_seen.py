"""Seen: the population's own list of rows decides, and what is left out of a prediction."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from measured import epa, wltp, written

import carwright.validate.seen as module
from carwright.population.evidence import NOTHING
from carwright.validate.epa_rows import read_epa
from carwright.validate.seen import of_others, said, seen
from carwright.validate.wltp_rows import read_wltp


@pytest.fixture
def row(tmp_path):
    return read_epa(written(tmp_path, [epa()])).kept[0]


@pytest.fixture
def shipped(monkeypatch, row):
    lines = (
        SimpleNamespace(car=said(row), family="maker car"),
        SimpleNamespace(car="maker other", family="maker other"),
    )
    monkeypatch.setattr(module, "rows_seen", lambda: frozenset({("epa", row.id)}))
    monkeypatch.setattr(module, "shipped", lambda: lines)


@pytest.mark.usefixtures("shipped")
def test_a_row_is_seen_by_its_list_and_id(row):
    assert seen("epa", row.id)
    assert not seen("wltp", row.id)
    assert not seen("epa", f"{row.id}-2")


@pytest.mark.usefixtures("shipped")
def test_a_row_that_was_seen_is_predicted_without_its_family(row):
    without = of_others("epa", row).without
    assert without.families == {"maker car"}
    assert (without.cars, without.makers) == (frozenset(), frozenset())


@pytest.mark.usefixtures("shipped")
def test_another_row_of_the_same_car_is_predicted_without_that_car(row):
    without = of_others("epa", replace(row, id="carried over")).without
    assert without.families == frozenset()
    assert without.cars == {said(row)}


@pytest.mark.usefixtures("shipped")
def test_a_car_that_nobody_has_seen_is_predicted_by_all_others(row):
    other = row.road | {"test_weight_lb": 4001.0}
    without = of_others("epa", replace(row, id="new", road=other)).without
    assert without == NOTHING


def test_rows_of_one_car_say_the_same_of_it(row, tmp_path):
    assert said(row) == said(replace(row, id="b", model="Trim", year=2021))
    other = row.road | {"target_a_lbf": 31.0}
    assert said(row) != said(replace(row, road=other))
    brochures = [wltp(), wltp(id="b", range_km="460"), wltp(id="c", battery_kwh="72")]
    one, trim, third = read_wltp(written(tmp_path, brochures)).kept
    assert said(one) == said(trim)
    assert said(one) != said(third)


def test_the_shipped_list_names_its_lists():
    assert {kind for kind, _ in module.rows_seen()} <= {"epa", "wltp", "label", "specs", "curated"}
