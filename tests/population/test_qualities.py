"""Qualities against closed forms, and what must hold of any posterior."""

from dataclasses import replace

import numpy as np
import pytest

from carwright.population.evidence import KINDS, QUALITIES, Line
from carwright.population.qualities import (
    MAKER_YEARS,
    Noise,
    Place,
    QualityModel,
    Spread,
    kernel,
    learnt,
    places_of,
    resemblance,
)

NOISE = 0.03


def model(row: float = 0.0, **spreads: Spread) -> QualityModel:
    every = {name: spreads.get(name, Spread(0.0)) for name in QUALITIES}
    noise = {result: Noise(row, NOISE) for result in ("epa_udds", "epa_hwfet", "road_50")}
    return QualityModel(every, noise)


def result(residual: float, maker: str = "m", **more) -> Line:
    said = {"family": "f", "row": "1", "result": "epa_udds", "year": 2020.0, "list": "", **more}
    slope = tuple(float(name in KINDS[said["result"].split("_")[0]]) for name in QUALITIES)
    return Line(**said, known_from=2020, maker=maker, car="", residual=residual, slope=slope)


def of(about: QualityModel, lines: list[Line], place: Place) -> tuple[float, float]:
    return learnt(about, "epa", lines).qualities(place).of("epa")


def test_one_result_by_hand() -> None:
    spread, residual = 0.05, 0.08
    mean, deviation = of(model(epa=Spread(spread)), [result(residual)], Place("", "", 2020.0))
    held = spread**2 / (spread**2 + NOISE**2)
    assert mean == pytest.approx(held * residual)
    assert deviation**2 == pytest.approx(spread**2 * (1.0 - held))


def test_two_results_of_one_row_share_its_noise() -> None:
    about = model(row=0.04, epa=Spread(0.05))
    lines = [result(0.08), result(0.08, result="epa_hwfet")]
    mean, _ = of(about, lines, Place("", "", 2020.0))
    noise = 0.04**2 + 0.5 * NOISE**2
    assert mean == pytest.approx(0.05**2 / (0.05**2 + noise) * 0.08)


def test_without_results_qualities_are_usual_and_as_wide_as_cars_differ() -> None:
    about = model(epa=Spread(0.02, maker=0.4, family=0.1, list=0.2))
    mean, deviation = of(about, [], Place("new", "", 2024.0))
    assert mean == 0.0
    assert deviation**2 == pytest.approx(0.02**2 + 0.4**2 + 0.1**2 + 0.2**2)


def test_a_maker_teaches_of_itself_and_less_as_years_pass() -> None:
    about = model(epa=Spread(0.0, maker=0.1))
    lines = [result(0.05, row=str(i)) for i in range(4)]
    places = [Place("m", "", 2020.0), Place("m", "", 2020.0 + MAKER_YEARS), Place("n", "", 2020.0)]
    own, later, other = (of(about, lines, place)[0] for place in places)
    assert later == pytest.approx(own * np.exp(-0.5))
    assert own > later > other == 0.0


def test_names_that_are_not_known_resemble_nobody() -> None:
    here = [Place("", "", 2020.0)]
    assert all(np.all(part == 0.0) for part in resemblance(here, here))


def test_one_kind_teaches_nothing_of_another() -> None:
    about = model(epa=Spread(0.05), drag=Spread(0.1))
    lines = [result(0.2, result="road_50")]
    assert of(about, lines, Place("m", "f", 2020.0)) == of(about, [], Place("m", "f", 2020.0))
    assert learnt(about, "road", lines).qualities(Place("m", "f", 2020.0)).of("drag")[0] > 0.0


def test_more_results_never_widen() -> None:
    about = model(epa=Spread(0.03, maker=0.1, family=0.05))
    lines = [result(0.02 * i, row=str(i)) for i in range(5)]
    widths = [of(about, lines[:count], Place("m", "", 2020.0))[1] for count in range(6)]
    assert widths == sorted(widths, reverse=True)


def test_bands_hold_on_cars_made_by_the_model_itself() -> None:
    """Calibration: of cars drawn from the prior, nine in ten lie in the 5 to 95 % band."""
    rng = np.random.default_rng(5)
    about = model(epa=Spread(0.3, maker=0.3, family=0.1))
    inside = []
    for _ in range(60):
        middle = rng.normal(0.0, 0.3)
        makers = {str(i): rng.normal(0.0, 0.3) for i in range(8)}
        lines = []
        for i, maker in enumerate([*makers, *makers]):
            value = middle + makers[maker] + rng.normal(0.0, 0.1) + rng.normal(0.0, NOISE)
            lines.append(result(value, maker, family=f"{maker} {i}", row=str(i)))
        truth = middle + rng.normal(0.0, 0.3) + rng.normal(0.0, 0.1)
        mean, deviation = of(about, lines, Place("new", "", 2020.0))
        inside.append(abs(truth - mean) < 1.645 * deviation)
    assert 0.8 <= np.mean(inside) <= 0.99


def test_the_posterior_is_that_of_all_results_taken_one_by_one() -> None:
    """Places hold several rows, rows two results each: against the matrix of every result."""
    rng = np.random.default_rng(8)
    spread = {"drag": Spread(0.02, 0.2, 0.1, 0.05), "rolling": Spread(0.01, 0.1, 0.2)}
    about = QualityModel(
        {name: spread.get(name, Spread(0.0)) for name in QUALITIES},
        {"road_50": Noise(0.05, 0.03), "road_110": Noise(0.04, 0.02)},
    )
    lines = []
    for row in range(30):
        maker, family, list_ = (rng.choice(["", "a", "b"]) for _ in range(3))
        where = {"family": family, "list": list_, "year": float(2020 + row % 3)}
        for name in ("road_50", "road_110")[: 1 + row % 2]:
            line = result(rng.normal(), maker, result=name, row=str(row), **where)
            slope = (*rng.uniform(0.2, 0.8, 2), *line.slope[2:])
            lines.append(replace(line, slope=slope))
    slope = np.array([line.slope[:2] for line in lines])
    noise = [about.noise[line.result] for line in lines]
    bench = np.array([[one.row == other.row for other in lines] for one in lines])
    shared = np.array([one.row for one in noise])
    total = bench * np.outer(shared, shared)
    total += np.diag([one.own**2 for one in noise])
    places, asked = places_of(lines), Place("a", "b", 2021.0)
    across = np.empty((2, len(lines)))
    for at, one in enumerate(spread.values()):
        total += np.outer(slope[:, at], slope[:, at]) * kernel(places, places, one)
        across[at] = kernel([asked], places, one)[0] * slope[:, at]
    gain = np.linalg.solve(total, across.T).T
    found = learnt(about, "road", lines).qualities(asked)
    np.testing.assert_allclose(found.mean, gain @ [line.residual for line in lines], rtol=1e-9)
    left = np.diag([one.total**2 for one in spread.values()]) - gain @ across.T
    np.testing.assert_allclose(found.covariance, left, rtol=1e-9)


def test_its_matrices_are_as_large_as_there_are_places() -> None:
    lines = [result(0.1, row=str(row)) for row in range(50)] + [result(0.1, maker="n", row="n")]
    assert learnt(model(epa=Spread(0.05, 0.1)), "epa", lines).root.shape == (2, 2)
