"""What wind does to a cabin: the fit finds what was put in; the class default is its outcome."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scripts import script

from carwright.settle.defaults import Kind, default

tool = script("fit_cabin_wind")


@pytest.fixture
def winter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive whose cabin loses 50 W/K at rest and 20 more at 100 km/h."""
    time = np.arange(0.0, 4000.0)
    speed = 50.0 + 50.0 * np.sin(time / 500.0)
    air = 5.0 + 3.0 * np.cos(time / 900.0)
    cabin = 22.0 + 0.3 * np.sin(time / 170.0)
    heat = (50.0 + 0.2 * speed) * (cabin - air) - tool.PERSON
    efficiency = float(default("cabin_heater_efficiency", Kind()).value)
    rows = zip(time, heat / efficiency / 1e3, cabin, air, speed, np.cos(time / 80.0), strict=True)
    with (tmp_path / "TripB99.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([(*tool.COLUMNS, tool.WATER), *rows])
    monkeypatch.setattr(tool, "DRIVES", tmp_path)


@pytest.mark.usefixtures("winter")
def test_it_finds_what_a_cabin_loses():
    found = tool.fitted(600.0)
    assert found.still == pytest.approx(50.0, rel=0.02)
    assert found.rise == pytest.approx(20.0, rel=0.05)


@pytest.mark.skipif(not tool.DRIVES.exists(), reason="needs ../shared/data/bmw_i3_trips")
def test_the_default_is_the_outcome():
    walls = float(default("cabin_shell_conductance_w_per_k", Kind(size="small")).value)
    rise = float(default("cabin_shell_rise_at_100kmh_ratio", Kind()).value)
    outcomes = [tool.fitted(settled).rise / walls for settled in tool.SETTLED]
    assert min(outcomes) < rise < max(outcomes)
