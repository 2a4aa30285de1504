"""Charging curves as a file: bad rows are told, a curve that goes backwards stops it."""

import math
from pathlib import Path

import pytest
from charging_curves import written

from carwright.errors import InputError
from carwright.validate.charging_rows import read_curves


def test_minutes_by_hand(tmp_path: Path):
    """60 kWh at 95 % of 120 kW, from 10 to 80 %, and from 30 to 60 %."""
    rows = ["a,60,nmc,400,120,0,120", "a,60,nmc,400,120,100,120"]
    rows += ["b,60,lfp,800,120,30,120", "b,60,lfp,800,120,60,120"]
    one, other = read_curves(written(tmp_path, *rows)).cars
    assert one.window == (0.1, 0.8)
    assert one.duration == pytest.approx(3600.0 * 60.0 * 0.7 / (0.95 * 120.0))
    assert other.window == pytest.approx((0.3, 0.6))
    assert other.duration == pytest.approx(3600.0 * 60.0 * 0.3 / (0.95 * 120.0))
    assert one.figures["system_voltage_v"] == 400.0


def test_between_points_power_is_on_a_straight_line(tmp_path: Path):
    rows = ["a,60,nmc,400,120,0,120", "a,60,nmc,400,120,10,100", "a,60,nmc,400,120,80,100"]
    (car,) = read_curves(written(tmp_path, *rows)).cars
    assert car.duration == pytest.approx(3600.0 * 60.0 * 0.7 / 95.0)
    rows = ["b,60,nmc,400,120,0,110", "b,60,nmc,400,120,100,10"]
    (falling,) = read_curves(written(tmp_path, *rows)).cars
    assert falling.duration == pytest.approx(3600.0 * 60.0 / 95.0 * math.log(100 / 30), rel=1e-5)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("x,60,nmc,400,120,20,", "power_kw is missing"),
        ("x,60,nmc,400,120,20,0", "power_kw cannot be 0"),
        ("x,60,nmc,400,120,20,nan", "power_kw is no number"),
        ("x,60,oil,400,120,20,50", "chemistry cannot be oil"),
        ("x,-3,nmc,400,120,20,50", "usable_kwh cannot be -3"),
        ("x,60,nmc,400,120,140,50", "soc_pct cannot be 140"),
        (",60,nmc,400,120,20,50", "id is missing"),
        ("x,60,nmc,400,120,20,50,9", "8 columns"),
    ],
)
def test_a_bad_row_is_told(tmp_path: Path, row: str, why: str):
    good = ["a,60,nmc,400,120,0,120", "a,60,nmc,400,120,100,120"]
    found = read_curves(written(tmp_path, *good, row))
    assert [car.id for car in found.cars] == ["a"]
    assert len(found.rejected) == 1
    assert why in found.rejected[0].why


def test_rows_that_do_not_agree_make_no_car(tmp_path: Path):
    rows = ["a,60,nmc,400,120,0,120", "a,61,nmc,400,120,100,120"]
    rows += ["b,60,nmc,400,120,10,120", "b,60,nmc,400,120,10,100"]
    found = read_curves(written(tmp_path, *rows))
    assert found.cars == ()
    assert [row.id for row in found.rejected] == ["a", "b"]


def test_a_curve_that_goes_backwards_is_one_error(tmp_path: Path):
    rows = ["a,60,nmc,400,120,50,120", "a,60,nmc,400,120,20,100"]
    with pytest.raises(InputError) as caught:
        read_curves(written(tmp_path, *rows))
    assert (caught.value.line, caught.value.key) == (3, "soc_pct")
    assert "the curve of a goes backwards" in str(caught.value)
