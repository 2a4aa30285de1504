import numpy as np
import pytest

from carwright.population.gaussian import Gaussian


def two(correlation: float) -> Gaussian:
    covariance = np.array([[4.0, 2.0 * correlation], [2.0 * correlation, 1.0]])
    return Gaussian(("mass", "power"), np.array([1.0, 2.0]), covariance)


def test_conditioning_by_hand() -> None:
    rest = two(0.5).given({"power": 3.0})
    # mean 1 + 0.5 * 2 / 1 * (3 - 2), variance 4 (1 - 0.25)
    assert rest.names == ("mass",)
    assert rest.of("mass") == pytest.approx((2.0, np.sqrt(3.0)))


def test_nothing_known_changes_nothing() -> None:
    about = two(0.5)
    assert about.given({"colour": 1.0}) is about


def test_order_of_what_is_known_changes_nothing() -> None:
    rng = np.random.default_rng(3)
    root = rng.normal(size=(4, 4))
    about = Gaussian(("a", "b", "c", "d"), rng.normal(size=4), root @ root.T)
    together = about.given({"a": 0.3, "c": -1.0})
    one_by_one = about.given({"c": -1.0}).given({"a": 0.3})
    np.testing.assert_allclose(together.mean, one_by_one.mean)
    np.testing.assert_allclose(together.covariance, one_by_one.covariance)


def test_draws_have_the_moments_and_are_repeatable() -> None:
    about = two(-0.8)
    drawn = about.draws(20000, 7)
    np.testing.assert_allclose(drawn.mean(axis=0), about.mean, atol=0.05)
    np.testing.assert_allclose(np.cov(drawn.T), about.covariance, atol=0.1)
    np.testing.assert_array_equal(drawn, about.draws(20000, 7))
    assert not np.array_equal(drawn, about.draws(20000, 8))


def test_a_certain_variable_is_drawn_as_it_is() -> None:
    certain = Gaussian(("a",), np.array([1.5]), np.zeros((1, 1)))
    np.testing.assert_array_equal(certain.draws(3, 0), np.full((3, 1), 1.5))
