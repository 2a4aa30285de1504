from typing import Any

import numpy as np

from carwright.population.evidence import (
    COLUMNS,
    KINDS,
    ODD,
    QUALITIES,
    Line,
    Without,
    chosen,
    listed,
    read,
    shipped,
    without_odd,
)


def line(**changes: Any) -> Line:
    known: dict[str, Any] = {
        "row": "epa/1",
        "result": "epa_udds",
        "known_from": 2019,
        "maker": "tesla",
        "family": "tesla model 3",
        "car": "tesla 1",
        "list": "epa",
        "year": 2019.0,
        "residual": 0.1,
        "slope": tuple(float(name == "epa") for name in QUALITIES),
    }
    return Line(**(known | changes))


def test_a_row_whose_cycles_cannot_be_of_one_car_teaches_nothing() -> None:
    fair = [line(row="1"), line(row="1", result="epa_hwfet", residual=0.1 - 0.9 * ODD)]
    odd = [line(row="2"), line(row="2", result="epa_hwfet", residual=0.1 - 1.1 * ODD)]
    road = [line(row="2", result="road_50")]
    assert without_odd([*fair, *odd, *road]) == [*fair, *road]
    assert set(shipped()) <= set(listed())
    assert len(shipped()) < len(listed())


def test_every_result_is_of_a_kind_and_hangs_on_its_qualities_alone() -> None:
    for one in listed():
        hung = {name for name, slope in one.slope_by.items() if slope}
        assert hung <= set(KINDS[one.kind])
        assert hung


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
    cells = [getattr(one, name) for name in COLUMNS[:8]]
    text = ",".join(str(cell) for cell in [*cells, one.residual, *one.slope])
    assert list(read([",".join(COLUMNS), text])) == [one]


def test_shipped_lines_are_finite_and_sorted() -> None:
    lines = shipped()
    assert len(lines) > 100
    assert np.isfinite([line.slope for line in lines]).all()
    assert max(abs(line.residual) for line in lines) < 1.0
    order = [(one.known_from, one.row, one.result) for one in lines]
    assert order == sorted(order)
