"""What stands in the class defaults is what the stops say."""

import re

import pytest
from scripts import script

from carwright.settle.defaults import Kind, default, rule

tool = script("fit_grip")


def test_a_stop_by_hand():
    """From 30 m/s in 50 m: 9 m/s^2, and the peak above it."""
    stop = tool.Stop("a car", 0.0, "", 30.0, 50.0)
    assert tool.grip(stop) == pytest.approx(tool.PEAK * 9.0 / 9.80665)


def test_the_defaults_are_those_of_the_stops(capsys: pytest.CaptureFixture[str]):
    tool.main()
    said = capsys.readouterr().out
    middle, low, high = numbers(r"at 100 W/kg ([\d.]+) \(([\d.]+) to ([\d.]+)\)", said)
    usual = default("grip_coefficient", Kind())
    found = (usual.value, usual.low, usual.high)
    assert found == pytest.approx((middle, low, high), abs=0.01)
    growth, band = numbers(r"growth ([\d.]+) \+- ([\d.]+)", said)
    by_power = rule("grip_by_power")
    assert by_power["value"] == pytest.approx(growth, abs=0.005)
    assert by_power["low"] == pytest.approx(growth - band, abs=0.01)
    assert by_power["high"] == pytest.approx(growth + band, abs=0.01)
    for name in ("all-season", "summer", "sport", "semi-slick"):
        mean, spread = numbers(rf"{name} +([\d.]+) \+- ([\d.]+)", said)
        one = rule("grip_by_tyre_class")[name]
        assert one["value"] == pytest.approx(mean, abs=0.01)
        assert one["low"] <= mean - spread + 0.01
        assert one["high"] >= mean + spread - 0.01


def numbers(pattern: str, said: str) -> list[float]:
    match = re.search(pattern, said)
    assert match is not None, said
    return [float(group) for group in match.groups()]
