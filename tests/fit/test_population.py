"""The whole fit on made-up lists: later rows change no earlier fit, leaving out is fewer rows."""

from dataclasses import replace

import numpy as np
import pytest

from carwright.fit.population import Certified, evidence, fit_population
from carwright.fit.sizes import SizeRow
from carwright.population.evidence import Line, Without
from carwright.validate.row_car import car_file

ROAD = {
    "coast_down_a_lbf": 30.0,
    "coast_down_b_lbf_per_mph": 0.2,
    "coast_down_c_lbf_per_mph2": 0.017,
}


def size(year: int, mass: float, maker: str = "one") -> SizeRow:
    return SizeRow(maker, year, {"kerb_mass_kg": np.log(mass), "peak_power_kw": np.log(mass / 10)})


def row(year: int, udds: float, maker: str = "one") -> Certified:
    figures = {"drive": "rear", "test_weight_lb": 4000.0, "peak_power_kw": 150.0, **ROAD}
    name = f"{maker}-{year}"
    return Certified(
        id=f"epa/{name}",
        known_from=year,
        maker=maker,
        family=f"{maker} {year}",
        list="epa",
        car=name,
        year=year,
        car_file=car_file(name, maker, name, year, figures),
        results={"epa_udds": udds, "epa_hwfet": 1.1 * udds},
    )


SIZES = [size(2018, 1500.0), size(2019, 1800.0, "two")]
ROWS = [row(2018, 430.0), row(2019, 470.0, "two")]


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return evidence(SIZES, ROWS)


@pytest.mark.slow
def test_rows_that_come_later_leave_an_earlier_fit_as_it_was(lines: list[Line]) -> None:
    """Bit for bit: evidence, sizes and spreads."""
    later_sizes = [size(2021, 2600.0), *SIZES, size(2022, 900.0, "three")]
    later_lines = evidence(later_sizes, [row(2021, 700.0), *ROWS])
    assert [line for line in later_lines if line.known_from <= 2019] == lines
    one, other = fit_population(SIZES, lines, 2019), fit_population(later_sizes, later_lines, 2019)
    np.testing.assert_array_equal(one.size_model.mean, other.size_model.mean)
    np.testing.assert_array_equal(one.size_model.covariance, other.size_model.covariance)
    assert one.quality_model == other.quality_model
    assert one.lines == other.lines


@pytest.mark.slow
def test_leaving_a_maker_out_is_the_fit_without_its_rows(lines: list[Line]) -> None:
    without = fit_population(SIZES, lines, 2019, Without(makers=frozenset({"two"})))
    fewer = fit_population(SIZES[:1], [line for line in lines if line.maker == "one"], 2019)
    np.testing.assert_array_equal(without.size_model.mean, fewer.size_model.mean)
    assert without.quality_model == fewer.quality_model


@pytest.mark.slow
def test_rows_whose_cycles_cannot_be_of_one_car_teach_nothing(lines: list[Line]) -> None:
    odd = [replace(line, residual=line.residual + 0.5 * ("udds" in line.result)) for line in lines]
    found = fit_population(SIZES, [*lines[:2], *odd[2:]], 2019)
    assert {line.row for line in found.lines} == {lines[0].row}
