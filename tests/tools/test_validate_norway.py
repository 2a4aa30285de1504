"""Norwegian motorways: every car of the tests is described, and winter costs what it must."""

import csv

import pytest
from scripts import script

from carwright.units import to_si

tool = script("validate_norway")
SPEED = to_si("speed_kmh", 90.0)


@pytest.mark.skipif(not tool.ROWS.exists(), reason="needs ../shared/data/constant_speed")
def test_every_car_and_season_of_the_tests_is_known():
    with tool.ROWS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["car"] for row in rows} == {*tool.GARAGE, *tool.MADE}
    assert {row["season"] for row in rows} == set(tool.AIR)


@pytest.mark.slow
def test_winter_costs_more_than_summer_by_heat_tyres_and_air():
    summer, winter = (tool.simulated("Nissan Leaf 40", season, SPEED) for season in tool.AIR)
    assert 1.1 * summer < winter < 1.5 * summer
