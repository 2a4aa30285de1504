"""Draws: each is a car that can be."""

import numpy as np
import pytest

from carwright.errors import InputError
from carwright.figure_table import FIGURES
from carwright.settle.draws import draws


def lightest(found) -> np.ndarray:
    """Kerb mass of 40 draws [kg]."""
    place = [row.key for row in FIGURES].index("kerb_mass_kg")
    return draws(found, 40, 3)[0][:, place]


def test_a_draw_that_cannot_be_is_drawn_again(settled):
    """A reference battery larger by 170 kWh at 155 Wh/kg weighs 1,097 kg."""
    span = {"kerb_mass_kg": "{low: 1050, high: 1300, from: rumour}"}
    battery = {"battery_gross_energy_kwh": 30, "pack_specific_energy_wh_per_kg": 155}
    free = lightest(settled(**span, **battery))
    assert free.min() < 1097.0
    bound = lightest(settled(**span, **battery, reference_battery_gross_energy_kwh=200))
    assert bound.min() > 1096.7
    held = free > 1097.0
    assert held.sum() >= 20
    np.testing.assert_array_equal(bound[held], free[held])


def test_a_draw_that_never_can_be_is_refused(settled, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("carwright.settle.draws.ROUNDS", 1)
    found = settled(
        kerb_mass_kg="{low: 1000, high: 1200, from: rumour}",
        battery_gross_energy_kwh=30,
        pack_specific_energy_wh_per_kg=155.0,
        reference_battery_gross_energy_kwh=200,
    )
    with pytest.raises(InputError, match="kerb mass less the battery"):
        draws(found, 40)
