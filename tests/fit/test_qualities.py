import numpy as np
import pytest

from carwright.fit.qualities import MIDDLE, NOISE, fit_qualities
from carwright.population.evidence import QUALITIES, Line
from carwright.population.qualities import QualityModel


def lines(maker_spread: float, noise: float = 0.02) -> list[Line]:
    rng = np.random.default_rng(2)
    share = {"drive_loss": 0.25}
    slope = tuple(share.get(name, 0.0) for name in QUALITIES)
    found = []
    for maker in range(12):
        effect = rng.normal(0.0, maker_spread)
        for car in range(4):
            value = np.log1p(0.25 * np.expm1(effect)) + rng.normal(0.0, noise)
            name = f"{maker} {car}"
            found.append(
                Line(name, "epa_udds", 2020, str(maker), name, "", (0.0,) * 4, float(value), slope)
            )
    return found


@pytest.fixture(scope="module")
def apart() -> QualityModel:
    return fit_qualities(lines(0.6))


def test_without_results_spreads_are_the_usual_ones() -> None:
    model = fit_qualities([])
    assert model.noise == pytest.approx(NOISE)
    assert {name: spread.middle for name, spread in model.spreads.items()} == MIDDLE


@pytest.mark.slow
def test_makers_that_differ_are_found_to_differ(apart: QualityModel) -> None:
    alike = fit_qualities(lines(0.0))
    assert apart.spreads["drive_loss"].maker > 1.3 * alike.spreads["drive_loss"].maker


@pytest.mark.slow
def test_what_no_result_hangs_on_keeps_its_prior(apart: QualityModel) -> None:
    usual = fit_qualities([]).spreads["drag"]
    assert apart.spreads["drag"].maker == pytest.approx(usual.maker, rel=1e-6)
