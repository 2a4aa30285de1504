"""Onboard charging: the shares of `carwright charge --ac`, where the charger takes the power."""

import json

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from carwright.cars.from_file import load
from carwright.validate import onboard_charging as module
from carwright.validate.onboard_charging import shares

I3, LEAF = "bmw-i3-60ah", "nissan-leaf-40"


@pytest.fixture(scope="module")
def cars():
    both = [load(I3), load(LEAF)]
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *both)


def test_each_charge_stands_by_its_car_and_power(cars, monkeypatch):
    monkeypatch.setattr(module, "drive", lambda cars, cycle: {"use": np.array([0.9, 0.8])})
    monkeypatch.setattr(module, "_charged", lambda cars, powers: {"at": np.arange(6.0)})
    monkeypatch.setattr(module, "use_of", lambda run: run["use"])
    monkeypatch.setattr(
        module,
        "charge_document",
        lambda one, window, use, tariff: {
            "stored_over_grid_share": float(one["at"]),
            "drivable_over_grid_share": float(use) * float(one["at"]),
        },
    )
    stored, drivable = shares(cars, [2300.0, 6600.0, 11000.0])
    none = np.nan
    np.testing.assert_allclose(stored, [[0.0, 1.0, none], [3.0, 4.0, none]])
    np.testing.assert_allclose(drivable, [[0.0, 0.9, none], [2.4, 3.2, none]])


@pytest.mark.slow
def test_shares_are_those_of_the_command(cars, capsys):
    from carwright.cli.charge import StationOptions, charge

    found = shares(cars, [2300.0])
    for place, name in enumerate((I3, LEAF)):
        charge(name, station=StationOptions(station_kw=2.3, ac=True), json=True)
        told = json.loads(capsys.readouterr().out)
        assert found.stored[place, 0] == pytest.approx(told["stored_over_grid_share"], rel=1e-6)
        assert found.drivable[place, 0] == pytest.approx(told["drivable_over_grid_share"], rel=1e-6)
