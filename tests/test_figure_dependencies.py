"""Dependencies: what follows what, by hand; one pass is enough; nothing follows itself."""

import csv
from importlib.resources import files
from io import StringIO

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import LEAF, SU7, TESLA, figures

import carwright
from carwright.cars.vary import gradient, varied
from carwright.figure_dependencies import DEPENDENCIES, TOTAL_POWER, growth
from carwright.figure_table import FIGURES, INDEX

ROWS = list(
    csv.DictReader(
        StringIO((files("carwright") / "figure_dependencies.csv").read_text(encoding="utf-8"))
    )
)


def test_every_row_names_figures_an_exponent_and_a_reason():
    known = {row.key for row in FIGURES} | {"peak_power_kw"}
    for row in ROWS:
        for side in ("front", "rear"):
            assert row["figure"].format(side=side) in known
            assert row["follows"].format(side=side) in known
        assert float(row["exponent"]) != 0.0
        assert row["because"]


def test_parents_come_first_so_that_one_pass_is_enough():
    seen: set[str] = set()
    for figure, parents in DEPENDENCIES.items():
        later = [name for name, _ in parents if name in DEPENDENCIES and name not in seen]
        assert later == []
        assert figure not in dict(parents)
        seen.add(figure)


def test_growth_by_hand():
    ratios = {"dc_peak_power": 1.5, "cells_in_series_count": 2.0}
    assert growth("dc_peak_current", ratios.__getitem__, 1.0) == pytest.approx(0.75)
    assert growth("kerb_mass", ratios.__getitem__, 1.0) == 1.0


@pytest.mark.parametrize("car_id", [TESLA, SU7])
def test_a_larger_battery_moves_all_that_hangs_on_it(car_id: str):
    base = figures(car_id)
    gross = 1.3 * float(base["battery_gross_energy"])
    found = base.following({"battery_gross_energy": gross})
    for name in (
        "battery_usable_energy",
        "charge_peak_power",
        "dc_peak_power",
        "dc_peak_current",
        "pack_coolant_conductance",
    ):
        assert float(found[name] / base[name]) == pytest.approx(1.3), name
    assert float(found["pack_conductance"] / base["pack_conductance"]) == pytest.approx(1.3**0.67)
    moved = [row.name for row in FIGURES if float(found[row.name]) != float(base[row.name])]
    assert set(moved) == {
        "battery_gross_energy",
        "battery_usable_energy",
        "charge_peak_power",
        "dc_peak_power",
        "dc_peak_current",
        "pack_coolant_conductance",
        "pack_conductance",
    }


def test_what_is_nothing_stays_so():
    base = figures(LEAF)
    assert float(base["pack_coolant_conductance"]) == 0.0
    found = base.following({"battery_gross_energy": 2.0 * float(base["battery_gross_energy"])})
    assert float(found["pack_coolant_conductance"]) == 0.0
    assert np.all(np.isfinite(np.asarray(found.values)))


def test_what_is_set_by_hand_stands_and_is_followed():
    base = figures(TESLA)
    usable = 0.9 * float(base["battery_usable_energy"])
    changes = {
        "battery_gross_energy": 1.2 * float(base["battery_gross_energy"]),
        "battery_usable_energy": usable,
    }
    found = base.following(changes)
    assert float(found["battery_usable_energy"]) == pytest.approx(usable)
    assert float(found["dc_peak_power"] / base["dc_peak_power"]) == pytest.approx(0.9)
    assert float(found["charge_peak_power"] / base["charge_peak_power"]) == pytest.approx(1.2)


def test_power_moves_torque_rotor_pack_and_mass_and_not_what_is_told_over_power():
    base = figures(TESLA)
    found = base.following({"rear_peak_power": 2.0 * float(base["rear_peak_power"])})
    for name in ("rear_peak_torque", "rear_rotor_inertia", "discharge_peak_power"):
        assert float(found[name] / base[name]) == pytest.approx(2.0), name
    for name in ("rear_copper_loss_share", "rear_motor_drag_linear_share"):
        assert float(found[name]) == pytest.approx(float(base[name])), name
    more = float(base["rear_peak_power"] / base["drive_unit_specific_power"])
    before, after = (carwright.build_car(one).body.kerb_mass for one in (base, found))
    assert float(after - before) == pytest.approx(more)


def test_the_pack_follows_the_sum_over_driven_axles():
    base = figures(SU7)
    front, rear = (float(base[f"{side}_peak_power"]) for side in ("front", "rear"))
    found = base.following({"front_peak_power": 2.0 * front})
    ratio = float(found["discharge_peak_power"] / base["discharge_peak_power"])
    assert ratio == pytest.approx((2.0 * front + rear) / (front + rear))
    one_axle = figures(TESLA).following({"front_peak_power": 1e5})
    assert float(one_axle["discharge_peak_power"]) == float(figures(TESLA)["discharge_peak_power"])
    assert TOTAL_POWER not in INDEX


def test_many_cars_follow_as_one_does():
    values = np.array([60.0, 75.0, 90.0])
    many = varied(figures(TESLA), {"battery_gross_energy_kwh": values})
    for place, value in enumerate(values):
        one = figures(TESLA).following({"battery_gross_energy": value * 3.6e6})
        np.testing.assert_allclose(many.values[place], one.values, rtol=1e-12)


def test_more_battery_more_range_as_the_readme_says():
    cars = carwright.vary(figures(SU7), {"battery_gross_energy_kwh": [80, 101, 120, 140]})
    ranges = np.asarray(carwright.drive(cars, "wltc-3b").range_dc)
    assert np.all(np.diff(ranges) > 0.0)


@pytest.mark.parametrize(
    "key", ["battery_gross_energy_kwh", "rear_peak_power_kw", "battery_usable_energy_kwh"]
)
def test_a_gradient_holds_what_follows(key: str):
    """The slope by a figure is that of `vary`, which moves the same figures."""
    base = figures(TESLA)

    def measure(car: carwright.Car) -> jax.Array:
        usable = car.battery.usable_energy * car.rear.unit.peak_torque
        return usable * car.inlet.power / car.body.mass

    slope = float(gradient(base, measure)[key])
    row = next(row for row in FIGURES if row.key == key)
    now = float(base[row.name]) / row.high_si * row.high
    ends = carwright.vary(base, {key: [now * (1.0 - 1e-5), now * (1.0 + 1e-5)]})
    low, high = jnp.asarray(jax.vmap(measure)(ends))
    assert slope == pytest.approx(float(high - low) / (2e-5 * now), rel=1e-6)
