"""The vector of a car before its claims."""

import datetime

import numpy as np
import pytest
from numbers_said import car

from carwright.belief.discrepancy import Discrepancy
from carwright.belief.latent import LATENTS, SIMULATED, TESTS, prior
from carwright.figure_table import FIGURES
from carwright.population.gaussian import Gaussian
from carwright.settle.settle import of_others, settle

MASS = ("filing", "Ministry", "regulator", "2024-01", "kerb_mass_kg", 2000.0, {})
DRIVE = ("filing", "Ministry", "regulator", "2024-01", "drive", "rear", {})
POWER = ("filing", "Ministry", "regulator", "2024-01", "rear_peak_power_kw", 200.0, {})
ON = datetime.date(2024, 6, 1)
PLUG = ("sheet", "Maker", "maker", "2024-01", "dc_peak_power_kw", 150.0, {})
CHARGING = Gaussian(
    ("charge_peak", "charge_rate"), np.array([0.1, -0.1]), np.array([[0.09, 0.02], [0.02, 0.04]])
)


def made(*said):
    file = car(*said, year=2024, body="suv", size="mid")
    about = of_others(file, ON)
    tests = {test: Discrepancy(0.01 * n, 0.05, 3) for n, test in enumerate(TESTS)}
    return prior(settle(file, about), about, file.year, tests, CHARGING)


def variance(found, name):
    row = found.root[LATENTS.index(name)]
    return float(row @ row)


def test_what_is_not_simulated_stands_last():
    assert LATENTS[SIMULATED - 3 : SIMULATED] == ("grip", "charge_peak", "charge_rate")
    assert LATENTS[SIMULATED:] == (*(f"test_{test}" for test in TESTS), "price")


def test_what_is_known_of_the_kind_varies_with_nothing():
    found = made(MASS, DRIVE)
    for name, value in {"size": 2.0, "tall": 1.0, "year": 0.8, "all_wheel_drive": 0.0}.items():
        assert variance(found, name) == 0.0
        assert found.middle[LATENTS.index(name)] == pytest.approx(value)
    assert variance(found, "iron_phosphate") > 0.0


def test_a_claimed_size_is_not_known_before_its_claim():
    with_it, without = made(MASS), made()
    at = LATENTS.index("kerb_mass_kg")
    assert with_it.middle[at] == without.middle[at]
    assert variance(with_it, "kerb_mass_kg") > 0.01
    assert "kerb_mass_kg" not in with_it.car_file.figures


def test_grip_and_price_are_standard_and_tests_are_as_learnt():
    found = made()
    assert [variance(found, name) for name in ("grip", "price")] == pytest.approx([1.0, 1.0])
    for n, test in enumerate(TESTS):
        assert found.middle[LATENTS.index(f"test_{test}")] == pytest.approx(0.01 * n)
        assert variance(found, f"test_{test}") == pytest.approx(0.05**2)


def test_the_covariance_is_that_of_the_population():
    found = made()
    vectors = found.vectors(np.random.default_rng(0).standard_normal((20_000, len(LATENTS))))
    np.testing.assert_allclose(vectors.mean(axis=0), found.middle, atol=0.03)
    np.testing.assert_allclose(np.cov(vectors.T), found.root @ found.root.T, atol=0.03)


def test_a_vector_is_a_car():
    found = made(MASS, DRIVE, POWER)
    keys = [row.key for row in FIGURES]
    normal = np.zeros((2, len(LATENTS)))
    vectors = found.vectors(normal)
    vectors[1, LATENTS.index("kerb_mass_kg")] += 0.1
    vectors[1, LATENTS.index("peak_power_kw")] += 0.2
    values, choices = found.arrays(vectors)
    mass, power = values[:, keys.index("kerb_mass_kg")], values[:, keys.index("rear_peak_power_kw")]
    assert mass[1] / mass[0] == pytest.approx(np.exp(0.1))
    assert power[1] / power[0] == pytest.approx(np.exp(0.2), rel=1e-3)
    np.testing.assert_array_equal(choices[0], choices[1])


def test_fast_charging_moves_the_plug_alone():
    found = made(PLUG)
    assert "dc_peak_power_kw" not in found.car_file.figures
    keys = [row.key for row in FIGURES]
    vectors = np.repeat(found.vectors(np.zeros((1, len(LATENTS)))), 3, axis=0)
    vectors[1, LATENTS.index("charge_peak")] += 0.2
    vectors[2, LATENTS.index("charge_rate")] += 0.3
    values, _ = found.arrays(vectors)
    moved = [{keys[at] for at in np.flatnonzero(values[n] != values[0])} for n in (1, 2)]
    assert moved[0] == {"dc_peak_power_kw", "dc_peak_current_a"}
    assert moved[1] == {key for key in keys if key.startswith("charge_rate_at_")}
    peak, rate = keys.index("dc_peak_power_kw"), keys.index("charge_rate_at_50_per_h")
    assert values[1, peak] / values[0, peak] == pytest.approx(np.exp(0.2))
    assert values[2, rate] / values[0, rate] == pytest.approx(np.exp(0.3))


def test_a_vector_out_of_this_world_stays_a_car():
    values, _ = made().arrays(made().middle + np.full((1, len(LATENTS)), 5.0))
    assert np.all(np.isfinite(values))
