"""Splits: nothing asked is known, and scores by hand."""

import numpy as np
import pytest

from carwright.population.evidence import QUALITIES, Line
from carwright.validate.splits import (
    Predicted,
    Split,
    by_hierarchy,
    by_nothing,
    by_one_number,
    forward,
    out,
    scores,
)

SLOPE = tuple(float(name == "epa") for name in QUALITIES)


def line(row: int, maker: str = "m", year: int = 2020, residual: float = 0.0, **more) -> Line:
    said = {"result": "epa_udds", "list": "epa", "family": f"{maker} f", **more}
    return Line(
        row=str(row),
        known_from=year,
        maker=maker,
        car="",
        year=float(year),
        residual=residual,
        slope=SLOPE,
        **said,
    )


MANY = [
    line(n, maker=f"m{n % 4}", year=2015 + n // 25, residual=0.1 * (n % 4), family=f"f{n % 10}")
    for n in range(100)
]


@pytest.mark.parametrize("by", ["maker", "family", "list"])
def test_what_is_asked_is_not_known(by):
    asked = []
    for split in out(MANY, by):
        left = {getattr(one, by) for one in split.asked}
        assert len(left) == 1
        assert not left & {getattr(one, by) for one in split.known}
        assert len(split.known) + len(split.asked) == len(MANY)
        asked += split.asked
    assert sorted(one.row for one in asked) == sorted(one.row for one in MANY)


@pytest.mark.parametrize("without_maker", [False, True])
def test_forward_knows_earlier_years_alone(without_maker):
    """Of 2017 too little is left to learn from once a maker is out: 37 results."""
    found = list(forward(MANY, 2017, without_maker=without_maker))
    years = {one.known_from for split in found for one in split.asked}
    assert years == ({2018} if without_maker else {2017, 2018})
    for split in found:
        assert max(o.known_from for o in split.known) < min(o.known_from for o in split.asked)
        makers = {one.maker for one in split.asked}
        assert without_maker == (not makers & {one.maker for one in split.known})


def test_one_number_is_the_median_of_the_same_list_and_result():
    known = [line(n, residual=0.01 * n) for n in range(5)]
    known += [line(9, residual=5.0, list="other"), line(8, residual=7.0, result="epa_hwfet")]
    told = by_one_number(Split(tuple(known), (line(10, residual=0.3),)))[0]
    assert told.mean == pytest.approx(0.02)
    assert told.error == pytest.approx(np.exp(0.02 - 0.3) - 1.0)
    unknown = by_one_number(Split(tuple(known), (line(10, list="new"),)))[0]
    assert unknown.mean == pytest.approx(0.025)
    assert by_nothing(Split(tuple(known), (line(10),)))[0].mean == 0.0


def test_a_maker_that_differs_is_learnt_and_an_odd_row_is_not():
    known = [one for one in MANY if one.row != "7"]
    learnt = by_hierarchy(Split(tuple(known), (MANY[7],)))[0]
    assert learnt.mean == pytest.approx(0.3, abs=0.05)
    pair = [
        line(700, maker="m3", residual=1.0),
        line(700, maker="m3", residual=0.0, result="epa_hwfet"),
    ]
    again = by_hierarchy(Split((*known, *pair), (MANY[7],)))[0]
    assert again.mean == pytest.approx(learnt.mean, rel=1e-9)


def test_scores_by_hand():
    found = [
        Predicted(line(1, maker="a", residual=0.0), np.log(1.1), 0.1),
        Predicted(line(2, maker="b", residual=0.0), np.log(0.5), 0.1),
        Predicted(line(3, maker="b", residual=0.0), 0.0, 0.1),
    ]
    told = scores(found)
    assert told.results == 3
    assert told.mean == pytest.approx((0.1 + 0.5 + 0.0) / 3)
    assert told.by_maker == pytest.approx((0.1 + 0.25) / 2)
    assert told.bias == pytest.approx((0.1 - 0.5) / 3)
    assert told.inside == pytest.approx(2 / 3)
    high = 0.5 * np.exp(0.16448536)
    width = sum(m * 2.0 * np.sinh(0.16448536) for m in (1.1, 0.5, 1.0))
    assert told.interval == pytest.approx((width + 20.0 * (1.0 - high)) / 3)
