"""The eleven cars of the peer's database: which they are, and what each may not rest on."""

from pathlib import Path

import pytest
from scripts import script

ROOT = Path(__file__).parents[2]
LISTED = ROOT.parent / "shared" / "data" / "epa" / "epa_bev_development.csv"


@pytest.fixture(scope="module")
def tool():
    return script("peer_cars")


@pytest.fixture(scope="module")
def cars(tool):
    if not LISTED.is_file():
        pytest.skip("the EPA development list is not beside this repository")
    return {row.id: row for row in tool.rows(LISTED)}


def test_eleven_cars_are_read(cars, tool):
    assert len(cars) == 11
    assert sum(row_id.startswith(tool.LISTED) for row_id in cars) == 6


def test_a_car_is_left_out_by_maker_or_by_family(cars, tool):
    row = cars["2022-tesla-model-3-rwd"]
    by_maker, by_family = (tool.without(row, way) for way in tool.WAYS)
    assert by_maker.makers == frozenset({"tesla"})
    assert not by_maker.families
    assert by_family.families == frozenset({"tesla model 3"})
    assert not by_family.makers


def test_a_car_of_several_names_is_left_out_under_all(cars, tool):
    for name in ("2022-volvo-xc40-twin", "2022-volvo-c40-twin"):
        found = tool.without(cars[name], tool.WAYS[1]).families
        assert {"volvo xc40", "volvo ex40"} <= found


@pytest.mark.slow
def test_every_car_and_the_means_have_their_row(tool, cars):
    means, every = tool.tables(LISTED)
    assert [row[0] for row in every["rows"]] == list(cars)
    assert len(means["rows"]) == 4
    for _, _, count, mean, low, high, worst, inside in means["rows"]:
        assert count == 11
        assert 0.0 < low < mean < high < worst
        assert 0.0 <= inside <= 1.0
