"""vary: many cars, each rebuilt; gradient: every figure at once, by the unit of its key."""

import jax
import numpy as np
import pytest
from workshop import SU7, TESLA, car, figures, hilly

import carwright
from carwright.car.car import Car
from carwright.cars.vary import gradient, varied, vary
from carwright.errors import InputError
from carwright.figure_table import BY_KEY, FIGURES


def energy(vehicle: Car) -> jax.Array:
    return carwright.drive(vehicle, hilly()).energy_dc


def test_a_larger_battery_also_weighs_more_and_uses_more():
    cars = vary(figures(TESLA), {"battery_gross_energy_kwh": [60.0, 75.0, 90.0]})
    masses = np.asarray(cars.body.kerb_mass)
    specific = float(figures(TESLA)["pack_specific_energy"])
    np.testing.assert_allclose(np.diff(masses), 15.0 * 3.6e6 / specific, rtol=1e-9)
    runs = carwright.drive(cars, hilly())
    assert np.all(np.diff(np.asarray(runs.totals.tyres)) > 0.0)
    share = float(figures(TESLA)["battery_usable_energy"] / figures(TESLA)["battery_gross_energy"])
    np.testing.assert_allclose(
        np.diff(np.asarray(runs.usable_energy)), 15.0 * 3.6e6 * share, rtol=1e-6
    )


def test_usable_energy_has_a_knob_of_its_own():
    changes = {"battery_gross_energy_kwh": [60.0, 90.0], "battery_usable_energy_kwh": [57.0, 85.5]}
    cars = vary(figures(TESLA), changes)
    np.testing.assert_allclose(cars.battery.usable_energy, [57.0 * 3.6e6, 85.5 * 3.6e6], rtol=1e-6)


def test_lists_go_together_and_one_number_holds_for_all():
    changes = {
        "kerb_mass_kg": [1500.0, 1600.0],
        "drag_coefficient": np.array([0.2, 0.3]),
        "tyre_warm_rise_k": 20.0,
    }
    found = varied(figures(TESLA), changes)
    np.testing.assert_allclose(found["kerb_mass"], [1500.0, 1600.0])
    np.testing.assert_allclose(found["drag_coefficient"], [0.2, 0.3])
    np.testing.assert_allclose(found["tyre_warm_rise"], 20.0)
    np.testing.assert_allclose(found["load"], float(figures(TESLA)["load"]))


def test_keys_carry_units():
    found = varied(figures(TESLA), {"top_speed_kmh": [180.0], "derate_start_c": [100.0]})
    np.testing.assert_allclose(found["top_speed"], 50.0)
    np.testing.assert_allclose(found["derate_start"], 373.15)


def test_nothing_changed_is_the_car_itself():
    cars = vary(figures(TESLA), {})
    assert cars.body.mass.shape == (1,)
    alone = jax.tree.map(lambda leaf: leaf[0], cars)
    leaves = zip(jax.tree.leaves(alone), jax.tree.leaves(car(TESLA)), strict=True)
    assert all(float(a) == pytest.approx(float(b), rel=1e-12) for a, b in leaves)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kerb_mas_kg": [1500.0]}, "kerb_mass_kg"),
        ({"kerb_mass": [1500.0]}, "kerb_mass_kg"),
        ({"kerb_mass_kg": [1500.0, 1.5]}, "1.5"),
        ({"kerb_mass_kg": [float("nan")]}, "nan"),
        ({"kerb_mass_kg": [float("inf")]}, "inf"),
        ({"kerb_mass_kg": [-1500.0]}, "-1500"),
        ({"dcdc_efficiency": [1.2]}, "0.5 to 1"),
        ({"kerb_mass_kg": [1500.0, 1600.0], "load_kg": [1.0, 2.0, 3.0]}, "equally long"),
        ({"kerb_mass_kg": []}, "one number or one list"),
        ({"kerb_mass_kg": np.array([[1500.0]])}, "one number or one list"),
    ],
    ids=str,
)
def test_what_is_no_figure_or_out_of_bounds_is_refused(changes: dict, words: str):
    with pytest.raises(InputError) as caught:
        vary(figures(TESLA), changes)
    text = str(caught.value)
    assert words in text
    assert len(text.splitlines()) <= 5


@pytest.mark.parametrize("values", [["heavy"], [1500.0, None]], ids=str)
def test_what_is_no_number_is_refused(values: list):
    with pytest.raises(InputError):
        vary(figures(TESLA), {"kerb_mass_kg": np.array(values, object)})


def test_a_car_of_less_than_nothing_is_refused():
    """300 kg with a battery of 300 kWh, of which 60 kWh are left: a negative mass."""
    changes = {"kerb_mass_kg": [300.0], "reference_battery_gross_energy_kwh": [300.0]}
    with pytest.raises(InputError, match="mass"):
        vary(figures(TESLA), changes)


@pytest.mark.parametrize("key", ["kerb_mass_kg", "top_speed_kmh", "auxiliary_power_w"])
def test_a_gradient_is_for_one_unit_of_its_key(key: str):
    slopes = gradient(figures(SU7), energy)
    assert list(slopes) == [row.key for row in FIGURES]
    row, base = BY_KEY[key], figures(SU7)
    unit = row.high_si / row.high

    def changed_energy(more: float) -> float:
        changed = base.replace({row.name: base[row.name] + more * unit})
        return float(energy(carwright.build_car(changed)))

    difference = (changed_energy(0.1) - changed_energy(-0.1)) / 0.2
    assert float(slopes[key]) == pytest.approx(difference, rel=1e-4, abs=1e-5)


@pytest.mark.slow
def test_a_batch_of_gradients_is_that_of_each_car():
    """To a thousandth: a step in which two choices cost the same may take the other one."""
    many = varied(figures(TESLA), {"kerb_mass_kg": [1500.0, 1700.0, 1900.0]})
    slopes = gradient(many, energy)
    alone = gradient(figures(TESLA).replace({"kerb_mass": 1700.0}), energy)
    for key, column in slopes.items():
        assert column.shape == (3,)
        assert float(column[1]) == pytest.approx(float(alone[key]), rel=1e-3, abs=1e-6), key


def test_a_gradient_tells_what_a_change_does():
    """100 kg less, told by the slope and by another drive."""
    base = figures(TESLA)
    slope = float(gradient(base, energy)["kerb_mass_kg"])
    lighter = carwright.build_car(base.replace({"kerb_mass": base["kerb_mass"] - 100.0}))
    told = float(energy(lighter) - energy(car(TESLA)))
    assert told == pytest.approx(-100.0 * slope, rel=0.05)
    assert slope > 0.0
