import numpy as np
import pytest

from carwright.fit.sizes import USUAL, SizeRow, fit_sizes
from carwright.population.sizes import VARIABLES

MASS, POWER = VARIABLES.index("kerb_mass_kg"), VARIABLES.index("peak_power_kw")


def rows(count: int, seed: int = 0) -> list[SizeRow]:
    """Cars of a known law: power follows mass, half of them do not say their mass."""
    rng = np.random.default_rng(seed)
    found = []
    for i in range(count):
        mass = rng.normal(7.6, 0.2)
        power = 5.2 + 1.5 * (mass - 7.6) + rng.normal(0.0, 0.1)
        values = {"peak_power_kw": power} | ({"kerb_mass_kg": mass} if i % 2 else {})
        found.append(SizeRow(f"maker {i % 40}", 2015 + i % 5, values))
    return found


def test_without_rows_the_prior_stands() -> None:
    model = fit_sizes([])
    np.testing.assert_allclose(model.mean, [USUAL[name][0] for name in VARIABLES])
    np.testing.assert_allclose(
        np.sqrt(np.diag(model.covariance)), [USUAL[name][1] for name in VARIABLES]
    )


def test_the_law_behind_rows_with_holes_is_found() -> None:
    model = fit_sizes(rows(400))
    assert model.mean[MASS] == pytest.approx(7.6, abs=0.04)
    assert model.mean[POWER] == pytest.approx(5.2, abs=0.06)
    slope = model.covariance[POWER, MASS] / model.covariance[MASS, MASS]
    assert slope == pytest.approx(1.5, abs=0.2)


def test_covariance_stays_one() -> None:
    model = fit_sizes(rows(30))
    assert np.linalg.eigvalsh(model.covariance).min() > 0.0


def test_the_same_rows_give_the_same_bits() -> None:
    one, other = fit_sizes(rows(50)), fit_sizes(rows(50))
    np.testing.assert_array_equal(one.covariance, other.covariance)
