"""build_inlet: figures of the plug become the inlet's numbers."""

import numpy as np
import pytest
from workshop import TESLA, car, figures, rebuilt

from carwright.car.build_inlet import NARROWEST, build_inlet
from carwright.figure_table import CHARGE_RATES
from carwright.units import bare


def test_the_curve_is_what_the_figures_say():
    built, told = car(TESLA), figures(TESLA)
    rates = np.array([float(told[bare(key)]) for key in CHARGE_RATES])
    powers = rates * float(built.battery.usable_energy)
    inlet = build_inlet(told, built.battery)
    assert float(inlet.empty_power) == pytest.approx(powers[0])
    assert [float(bend) for bend in inlet.bends] == pytest.approx(np.diff(powers, n=2), abs=1e-6)
    width = float(built.battery.full_charge - built.battery.empty_charge)
    assert float(inlet.point_spacing) == pytest.approx(width / 10)


def test_a_larger_battery_takes_more_below_the_same_peak():
    energy = float(figures(TESLA)["battery_gross_energy"])
    usable = float(figures(TESLA)["battery_usable_energy"])
    larger = rebuilt(TESLA, battery_gross_energy=1.2 * energy, battery_usable_energy=1.2 * usable)
    assert float(larger.inlet.empty_power) == pytest.approx(
        1.2 * float(car(TESLA).inlet.empty_power)
    )
    assert float(larger.inlet.power) == float(car(TESLA).inlet.power)


def test_heat_fades_over_some_span():
    built = rebuilt(TESLA, charge_hot_start=335.0, charge_hot_end=334.0)
    assert float(built.inlet.hot_end) == 335.0 + NARROWEST
