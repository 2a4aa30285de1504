"""Losses of drive units: which terms count, over what, and what that leaves of efficiency."""

from types import SimpleNamespace

import jax
import numpy as np
import pytest

from carwright.cars.from_file import load
from carwright.validate import drive_unit_losses as module
from carwright.validate.drive_unit_losses import efficiencies, losses

SIDED = {"drive_unit": (3.0, 7.0), "gear": (1.0, 2.0), "motor_drag": (0.5, 1.5)}


@pytest.fixture(scope="module")
def cars():
    return jax.tree.map(lambda leaf: leaf[None], load("volkswagen-id3-58"))


def test_shares_are_of_the_energy_both_ways(cars, monkeypatch):
    told = {}

    def drive(cars, cycle, *, charge):
        told.update(cycle=cycle, charge=charge)
        sided = {
            f"{side}_{name}": np.array([values[place]])
            for name, values in SIDED.items()
            for place, side in enumerate(("front", "rear"))
        }
        wheels = {"wheel_drive": np.array([80.0]), "wheel_brake": np.array([20.0])}
        return SimpleNamespace(
            totals=SimpleNamespace(**sided, **wheels), consumption_dc=np.array([500.0])
        )

    monkeypatch.setattr(module, "drive", drive)
    found = losses(cars, "udds")
    assert found.units.tolist() == [0.1]
    assert found.system.tolist() == [0.15]
    assert found.consumption.tolist() == [500.0]
    assert told == {"cycle": "udds", "charge": 0.6}


def test_the_mean_efficiency_lies_between_all_braking_and_all_driving():
    """10 J lost, 100 J at the wheels: 100 of 110 while driving, 90 of 100 while braking."""
    assert efficiencies(0.1) == pytest.approx((90.0 / 100.0, 100.0 / 110.0))


@pytest.mark.slow
def test_a_real_unit_loses_a_tenth(cars):
    found = losses(cars, "wltc-3b")
    assert 0.05 < found.units[0] < 0.2
    assert found.units[0] + 0.01 < found.system[0] < found.units[0] + 0.1
