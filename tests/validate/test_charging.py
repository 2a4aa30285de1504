"""Measured charging curves: errors, what is not scored, and what the cars at hand give."""

from pathlib import Path

import pytest
from charging_curves import written

from carwright.validate.charging import validate_charging

CURVES = [
    Path(__file__).parents[3] / "shared" / "data" / "charging_curves" / name
    for name in ("dc_power_by_soc.csv", "dc_power_by_soc_more.csv")
]


def curve(name: str, low: int, high: int) -> list[str]:
    return [f"{name},60,nmc,400,120,{at},{130 - at}" for at in (low, high)]


def test_a_file_of_three_cars(tmp_path: Path):
    path = written(tmp_path, *curve("a-car", 0, 100), *curve("late", 79, 100), "bad,1")
    found = validate_charging(path)
    document = found.document()
    one, late = document["cars"]
    assert one["id"] == "a-car"
    assert one["error"] == pytest.approx(one["minutes"] / one["minutes_measured"] - 1.0)
    assert 0.0 < one["power_rms_share_of_peak"] < 0.5
    assert abs(one["error_with_own_limit"]) < 0.06
    assert (late["error"], late["minutes"]) == (None, None)
    assert "10 to 80" in late["reason"]
    assert document["summary"]["n"] == 1
    assert document["summary"]["worst"] == pytest.approx(abs(one["error"]))
    assert len(document["rejected"]) == 1
    text = "\n".join(found.lines())
    assert all(name in text for name in ("a-car", "late", "rejected: line"))
    assert found.table().splitlines()[1].startswith("a-car,")


def test_a_file_without_a_car_has_no_summary(tmp_path: Path):
    document = validate_charging(written(tmp_path, "bad,1")).document()
    assert document["summary"] == {"n": 0, "median_abs": None, "worst": None}


@pytest.mark.slow
@pytest.mark.skipif(not CURVES[0].exists(), reason="no ../shared/data")
@pytest.mark.parametrize(
    ("path", "count", "median", "worst"), [(CURVES[0], 5, 0.06, 0.15), (CURVES[1], 2, 0.23, 0.36)]
)
def test_the_cars_at_hand(path: Path, count: int, median: float, worst: float):
    """Each car without its own family; then with its own curve as its limit."""
    found = validate_charging(path)
    total, own = (found.document()[key] for key in ("summary", "summary_with_own_limit"))
    assert total["n"] == count
    assert total["median_abs"] < median
    assert total["worst"] < worst
    assert own["median_abs"] < 0.03
    assert own["worst"] < 0.05
