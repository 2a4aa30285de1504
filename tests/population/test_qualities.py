"""Qualities against the closed form of one result, and what must hold of any posterior."""

import numpy as np
import pytest

from carwright.population.evidence import QUALITIES, Line, response
from carwright.population.qualities import Place, QualityModel, Spread, features_of, learnt

NOISE = 0.03
HERE = (0.0,) * 4
REACH = (1.2,) * 4


def model(**spreads: Spread) -> QualityModel:
    none = Spread(0.0, 0.0, REACH, 0.0, 0.0)
    return QualityModel({name: spreads.get(name, none) for name in QUALITIES}, 1.4, {"r": NOISE})


def result(
    residual: float, share: float = 0.01, maker: str = "m", family: str = "f", row: str = "1"
) -> Line:
    slope = tuple(share if name == "drive_loss" else 0.0 for name in QUALITIES)
    return Line(row, "r", 2020, maker, family, "", HERE, residual, slope)


def of(about: QualityModel, lines: list[Line], place: Place) -> tuple[float, float]:
    return learnt(about, lines).qualities(place).of("drive_loss")


def test_one_result_by_hand() -> None:
    spread = 0.4
    about = model(drive_loss=Spread(spread, 0.0, REACH, 0.0, 0.0))
    share, residual = 0.2, 0.05
    mean, deviation = of(about, [result(residual, share)], Place("", "", HERE))
    slope = np.array([[share if name == "drive_loss" else 0.0 for name in QUALITIES]])
    at = np.array([[mean if name == "drive_loss" else 0.0 for name in QUALITIES]])
    value, derivative = response(slope, at)
    steep = derivative[0, QUALITIES.index("drive_loss")]
    # where the posterior is flat: q / s^2 = J (r - g(q)) / noise^2
    assert mean / spread**2 == pytest.approx(steep * (residual - value[0]) / NOISE**2, rel=5e-3)
    assert deviation**-2 == pytest.approx(spread**-2 + steep**2 / NOISE**2, rel=5e-3)


def test_without_results_qualities_are_usual_and_as_wide_as_cars_differ() -> None:
    about = model(drive_loss=Spread(0.3, 0.2, REACH, 0.4, 0.1))
    mean, deviation = of(about, [], Place("new", "", (2.0, 0.0, 0.0, 0.0)))
    assert mean == 0.0
    assert deviation**2 == pytest.approx(0.3**2 + 0.2**2 + 0.4**2 + 0.1**2)


def test_a_maker_teaches_of_itself_and_less_as_years_pass() -> None:
    about = model(drive_loss=Spread(0.0, 0.0, REACH, 0.4, 0.0))
    lines = [result(0.05, 0.2, row=str(i)) for i in range(4)]
    own, later, other = (
        of(about, lines, Place(maker, "", (years, 0.0, 0.0, 0.0)))[0]
        for maker, years in (("m", 0.0), ("m", 2.0), ("n", 0.0))
    )
    assert own > later > other == 0.0


def test_more_results_never_widen() -> None:
    about = model(drive_loss=Spread(0.3, 0.2, REACH, 0.4, 0.1))
    place = Place("m", "", HERE)
    lines = [result(0.02 * i, 0.2, row=str(i)) for i in range(5)]
    widths = [of(about, lines[:count], place)[1] for count in range(6)]
    assert widths == sorted(widths, reverse=True)


def test_bands_hold_on_cars_made_by_the_model_itself() -> None:
    """Calibration: of cars drawn from the prior, nine in ten lie in the 5 to 95 % band."""
    rng = np.random.default_rng(5)
    about = model(drive_loss=Spread(0.3, 0.0, REACH, 0.3, 0.1))
    inside = []
    for _ in range(60):
        middle = rng.normal(0.0, 0.3)
        makers = {str(i): rng.normal(0.0, 0.3) for i in range(8)}
        lines = []
        for i, maker in enumerate([*makers, *makers]):
            quality = middle + makers[maker] + rng.normal(0.0, 0.1)
            value = np.log1p(0.25 * np.expm1(quality)) + rng.normal(0.0, NOISE)
            lines.append(result(float(value), 0.25, maker, f"{maker} {i}", str(i)))
        truth = middle + rng.normal(0.0, 0.3) + rng.normal(0.0, 0.1)
        mean, deviation = of(about, lines, Place("new", "", HERE))
        inside.append(abs(truth - mean) < 1.645 * deviation)
    assert 0.8 <= np.mean(inside) <= 0.99


def test_features_of_a_usual_car() -> None:
    year, *others = features_of(2021.0, 1760.0, 176.0, 58.08)
    assert year == 1.0
    assert others == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)


def test_cars_teach_of_others_within_reach_of_each_feature() -> None:
    far = (1e6, 1.0, 1e6, 1e6)
    about = model(drive_loss=Spread(0.0, 0.4, far, 0.0, 0.0))
    lines = [result(0.05, 0.2, row=str(i)) for i in range(4)]
    places = [(0.0, 0.0, 0.0, 0.0), (3.0, 0.0, 3.0, 3.0), (0.0, 1.0, 0.0, 0.0)]
    here, other_year, heavier = (of(about, lines, Place("", "", at))[0] for at in places)
    assert other_year == pytest.approx(here, rel=1e-6)
    assert heavier == pytest.approx(here * np.exp(-0.5), rel=1e-6)
