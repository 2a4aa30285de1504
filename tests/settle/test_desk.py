"""desk: claim before rule before default, chance within bands, and estimates that a rule moves."""

from typing import Any

import pytest

from carwright.settle.desk import Chance, Desk
from carwright.settle.settle import NOBODY
from carwright.validate.row_car import car_file


def desk(**chance: Any) -> Desk:
    """Of a car of which nothing is known."""
    return Desk(car_file("a row", "A maker", "a car", 2022, {}), NOBODY, Chance(**chance))


def band(one: Desk, key: str) -> list[float]:
    """Value, lower and upper end."""
    origin = one.origins[key]
    assert origin.low is not None
    assert origin.high is not None
    return [one.number(key), origin.low, origin.high]


def test_what_is_settled_stays():
    known = desk()
    known.derive("drive", "front", "drive_by_default")
    known.derive("drive", "rear", "drive_by_default")
    assert known.word("drive") == "front"
    assert known.has("drive")
    assert not known.has("drive", "chemistry")


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("grip_coefficient", "grip"),
        ("launch_ramp_s", "ramp"),
        ("front_delivered_power_ratio", "power"),
        ("rear_delivered_power_ratio", "power"),
    ],
)
def test_chance_moves_a_default_within_its_band(key: str, name: str):
    """1.645 standard deviations above the middle are the upper end, were the band symmetric."""
    middle, above, below = desk(), desk(**{name: 1.645}), desk(**{name: -1.645})
    for one in (middle, above, below):
        one.fall_back(key)
    _, low, high = band(middle, key)
    reach = (high / low) ** 0.5
    assert above.number(key) == pytest.approx(middle.number(key) * reach, rel=1e-3)
    assert below.number(key) == pytest.approx(middle.number(key) / reach, rel=1e-3)


def test_a_rule_moves_an_estimate_with_its_band():
    known = desk()
    known.fall_back("grip_coefficient")
    was = band(known, "grip_coefficient")
    known.scale("grip_coefficient", 1.1, "grip_by_power")
    assert known.origins["grip_coefficient"].how == "rule"
    assert band(known, "grip_coefficient") == pytest.approx([1.1 * end for end in was])
    known.scale("grip_coefficient", 100.0, "grip_by_power")
    assert known.number("grip_coefficient") == 2.0


def test_chance_moves_a_rule_with_a_band_of_its_own():
    usual = {"value": 1.2, "low": 1.1, "high": 1.32}
    for chance in (0.0, 1.645):
        known = desk(grip=chance)
        known.estimate("grip_coefficient", usual, "grip_by_tyre_class")
        known.estimate("grip_coefficient", {"value": 9.0, "low": 8.0, "high": 10.0}, "nobody")
        value = 1.2 * (1.32 / 1.1) ** (0.5 * chance / 1.645)
        assert band(known, "grip_coefficient") == pytest.approx([value, 1.1, 1.32], rel=1e-3)
        assert known.origins["grip_coefficient"].how == "rule"
