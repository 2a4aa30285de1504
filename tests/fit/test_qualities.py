import numpy as np
import pytest

from carwright.fit.qualities import NOISE, USUAL, fit_qualities
from carwright.population.evidence import QUALITIES, Line
from carwright.population.qualities import QualityModel


def lines(maker_spread: float, noise: float = 0.02) -> list[Line]:
    rng = np.random.default_rng(2)
    slope = tuple(float(name == "epa") for name in QUALITIES)
    found = []
    for maker in range(12):
        effect = rng.normal(0.0, maker_spread)
        for car in range(4):
            value = float(effect + rng.normal(0.0, noise))
            name = f"{maker} {car}"
            about = (str(maker), name, "epa", name, 2020.0)
            found.append(Line(name, "epa_udds", 2020, *about, value, slope))
    return found


@pytest.fixture(scope="module")
def apart() -> QualityModel:
    return fit_qualities(lines(0.2))


def test_without_results_spreads_are_the_usual_ones() -> None:
    model = fit_qualities([])
    assert model.noise == NOISE
    assert model.spreads == USUAL


def test_makers_that_differ_are_found_to_differ(apart: QualityModel) -> None:
    alike = fit_qualities(lines(0.0))
    assert apart.spreads["epa"].maker > 2.0 * alike.spreads["epa"].maker
    assert 0.1 < apart.spreads["epa"].maker < 0.3


def test_the_middle_is_not_learnt_from_one_list(apart: QualityModel) -> None:
    assert apart.spreads["epa"].middle == USUAL["epa"].middle


def test_what_no_result_hangs_on_keeps_its_prior(apart: QualityModel) -> None:
    assert apart.spreads["drag"] == USUAL["drag"]
    assert apart.noise["road_50"] == NOISE["road_50"]
