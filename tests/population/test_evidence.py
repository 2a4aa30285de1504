from typing import Any

import numpy as np
import pytest

from carwright.population.evidence import (
    COLUMNS,
    QUALITIES,
    Line,
    Without,
    chosen,
    read,
    response,
    shipped,
    stacked,
)


def line(**changes: Any) -> Line:
    known: dict[str, Any] = {
        "row": "epa/1",
        "result": "epa_udds",
        "known_from": 2019,
        "maker": "tesla",
        "family": "tesla model 3",
        "car": "tesla 1",
        "features": (0.0,) * 4,
        "residual": 0.1,
        "slope": (0.1, 0.2, 0.05, 0.0, 0.0, 0.0, 0.0),
    }
    return Line(**(known | changes))


def test_energy_is_linear_in_the_factors() -> None:
    slope = np.array([[0.1, 0.2, 0.0, 0.0, 0.0, 0.0, 0.0]])
    at = np.log(np.array([[2.0, 1.5, 9.0, 1.0, 1.0, 1.0, 1.0]]))
    value, _ = response(slope, at)
    # a tenth of the energy doubles, a fifth of it grows by half
    assert value[0] == pytest.approx(np.log(1.0 + 0.1 + 0.1))


def test_a_range_falls_as_its_consumption_rises_and_follows_the_battery() -> None:
    slope = np.array([[0.0, -0.2, 0.0, 0.0, 0.0, 0.0, 1.0]])
    at = np.log(np.array([[1.0, 1.5, 1.0, 1.0, 1.0, 1.0, 1.1]]))
    value, _ = response(slope, at)
    assert value[0] == pytest.approx(np.log(1.1) - np.log(1.1))


def test_derivative_is_that_of_a_difference() -> None:
    rng = np.random.default_rng(1)
    slope, at = rng.uniform(-0.1, 0.3, (5, len(QUALITIES))), rng.normal(0, 0.3, (5, len(QUALITIES)))
    _, derivative = response(slope, at)
    for i in range(len(QUALITIES)):
        step = np.zeros(len(QUALITIES))
        step[i] = 1e-6
        apart = response(slope, at + step)[0] - response(slope, at - step)[0]
        np.testing.assert_allclose(derivative[:, i], apart / 2e-6, atol=1e-8)


def test_later_rows_and_what_is_left_out_are_not_used() -> None:
    lines = [line(), line(known_from=2021), line(maker="kia"), line(family="tesla model s")]
    assert chosen(lines, 2020) == (lines[0], lines[2], lines[3])
    assert chosen(lines, 2020, Without(makers=frozenset({"tesla"}))) == (lines[2],)
    assert chosen(lines, 2020, Without(families=frozenset({"tesla model s"}))) == (
        *lines[:1],
        lines[2],
    )
    assert chosen(lines, 2020, Without(cars=frozenset({"tesla 1"}))) == ()


def test_a_file_is_read_as_it_was_written() -> None:
    one = line()
    cells = [getattr(one, name) for name in COLUMNS[:6]]
    text = ",".join(
        str(cell) for cell in [*cells, *one.features, one.residual, *one.slope, *one.start]
    )
    assert list(read([",".join(COLUMNS), text])) == [one]


def test_shipped_lines_are_finite_and_sorted() -> None:
    lines = shipped()
    assert len(lines) > 100
    features, residual, slope = stacked(lines)
    assert np.isfinite(features).all()
    assert np.isfinite(slope).all()
    assert np.abs(residual).max() < 1.0
    order = [(one.known_from, one.row, one.result) for one in lines]
    assert order == sorted(order)


def test_road_load_teaches_no_loss_and_a_known_road_load_no_drag() -> None:
    drag, rolling = QUALITIES.index("drag"), QUALITIES.index("rolling")
    for one in shipped():
        if one.result.startswith("epa_"):
            assert one.slope[drag] == 0.0
            assert one.slope[rolling] == 0.0
        if one.result.startswith("road_"):
            assert one.slope[drag] > 0.0
            assert max(abs(value) for value in one.slope[:4]) < 1e-6
