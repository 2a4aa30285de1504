"""Predict: a batch is its cars one by one, and the band holds draws and scatter of tests."""

import jax
import numpy as np
import pytest
from measured import EPA_ROW

from carwright.cars.batch import stacked_cars
from carwright.rate.rating import PhaseRating
from carwright.settle.draws import draws
from carwright.settle.settle import settle
from carwright.validate.predict import (
    DRAWS,
    HIGH,
    LOW,
    SCATTER,
    SEED,
    batch_of,
    by_name,
    expected,
    rated,
    versions,
)
from carwright.validate.row_car import car_file

FIGURES = {
    "drive": "rear",
    "peak_power_kw": 150.0,
    "test_weight_lb": 4000.0,
    "coast_down_a_lbf": 30.0,
    "coast_down_b_lbf_per_mph": 0.2,
    "coast_down_c_lbf_per_mph2": 0.018,
}


@pytest.fixture(scope="module")
def cars():
    heavy = FIGURES | {"test_weight_lb": 5500.0, "drive": "all"}
    rows = [car_file(EPA_ROW["id"], "Maker", "Car", 2020, FIGURES)]
    rows.append(car_file("heavy", "Other", "Truck", 2018, heavy))
    return [settle(row) for row in rows]


@pytest.mark.slow
def test_each_car_comes_with_its_middle_first_then_its_draws(cars):
    batch = batch_of([versions(car, 3) for car in cars])
    assert batch.body.mass.shape == (8,)
    assert float(batch.body.mass[0]) == pytest.approx(4000.0 * 0.45359237)
    assert float(batch.body.mass[4]) == pytest.approx(5500.0 * 0.45359237)
    drawn = draws(cars[1], 3, SEED)[0]
    assert not np.allclose(drawn[0], drawn[1], rtol=1e-6)


@pytest.mark.slow
def test_the_middles_are_the_first_versions(cars):
    alone, drawn = stacked_cars(cars), batch_of([versions(car, 3) for car in cars])
    jax.tree.map(lambda one, many: np.testing.assert_array_equal(one, many[::4]), alone, drawn)


@pytest.mark.slow
def test_a_batch_is_its_cars_one_by_one(cars):
    whole = batch_of([versions(car, 2) for car in cars])
    for place, car in enumerate(cars):
        alone = batch_of([versions(car, 2)])
        jax.tree.map(
            lambda many, one, at=place: np.testing.assert_allclose(
                many[3 * at : 3 * at + 3], one, rtol=1e-12
            ),
            whole,
            alone,
        )


@pytest.mark.slow
def test_a_rating_of_a_batch_is_that_of_its_cars_one_by_one(cars):
    whole = rated(batch_of([versions(car, 2) for car in cars]), "epa", as_loaded=True)
    alone = rated(batch_of([versions(cars[1], 2)]), "epa", as_loaded=True)
    for name, values in alone.items():
        np.testing.assert_allclose(whole[name][3:], values, rtol=1e-9)
    assert set(whole) == {"consumption", "range", "udds", "hwfet"}


@pytest.mark.slow
def test_a_known_test_weight_is_the_mass_of_the_test(cars):
    """The load of a list is what its test weight holds beyond kerb mass; 136 kg, as EPA's own."""
    batch = batch_of([versions(cars[0], 1)])
    own = rated(batch, "epa", as_loaded=True)
    usual = rated(batch, "epa")
    for name, values in own.items():
        np.testing.assert_allclose(values, usual[name], rtol=5e-3)


def test_cycles_are_told_before_the_factor_of_the_label():
    phase = PhaseRating(range=3.0, consumption_ac=2.0, consumption_dc=1.0)
    test = PhaseRating(range=30.0, consumption_ac=20.0, consumption_dc=10.0)
    names = ("combined", "city", "highway")
    found = by_name(dict.fromkeys(names, phase), dict.fromkeys(names, test))
    assert {name: float(value) for name, value in found.items()} == {
        **{"consumption": 2.0, "range": 3.0},
        **{"udds": 20.0, "hwfet": 20.0},
    }
    assert set(by_name({"combined": phase}, {})) == {"consumption", "range"}


def test_the_band_of_a_known_spread():
    """Log-normal draws and scatter: ends where the sum of both variances has them."""
    random = np.random.default_rng(0)
    values = 500.0 * np.exp(0.06 * random.standard_normal((1, 40_001)))
    values[:, 0] = 500.0
    (found,) = expected(values, np.array([0.08]))
    reach = 1.6449 * np.hypot(0.06, 0.08)
    assert found.simulated == 500.0
    assert np.log(found.high / 500.0) == pytest.approx(reach, rel=0.03)
    assert np.log(500.0 / found.low) == pytest.approx(reach, rel=0.03)


def test_scatter_is_that_of_a_normal():
    assert np.mean(SCATTER) == pytest.approx(0.0, abs=1e-12)
    assert np.std(SCATTER) == pytest.approx(1.0, abs=0.05)
    assert (LOW, HIGH) == (0.05, 0.95)
    assert DRAWS >= 50
