"""Kerb mass by hand: a battery and units that weigh by what they hold and give."""

import pytest
from workshop import TESLA, figures

from carwright.car.kerb_mass import has_machine, kerb_mass


def test_the_battery_of_reference_weighs_what_the_figure_says():
    base = figures(TESLA)
    assert float(kerb_mass(base)) == pytest.approx(float(base["kerb_mass"]), rel=1e-12)


def test_more_energy_and_power_weigh_by_their_specific_figures():
    base = figures(TESLA)
    energy, power = 3.6e7, 5e4
    larger = base.replace(
        {
            "battery_gross_energy": float(base["battery_gross_energy"]) + energy,
            "rear_peak_power": float(base["rear_peak_power"]) + power,
        }
    )
    more = energy / base["pack_specific_energy"] + power / base["drive_unit_specific_power"]
    assert float(kerb_mass(larger) - kerb_mass(base)) == pytest.approx(float(more), rel=1e-9)


def test_an_axle_without_a_machine_is_not_there():
    assert [float(has_machine(figures(TESLA), side)) for side in ("front", "rear")] == [0.0, 1.0]
