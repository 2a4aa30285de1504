"""Crude formulas: they find the numbers that made-up results were made with."""

from dataclasses import replace

import numpy as np
import pytest
from measured import epa, written

from carwright.units import from_si
from carwright.validate.crude_formulas import by_wheels, scaled, scales, wheel_numbers
from carwright.validate.epa_rows import CYCLES, read_epa
from carwright.validate.nothing_learnt import EpaResults

NUMBERS = np.array([1.3, -0.6, 250.0])


@pytest.fixture
def rows(tmp_path):
    """Rows whose results are those of the formula of the road."""
    weights, drags = ("3000", "4000", "5500"), ("0.012", "0.018", "0.025")
    made = [
        epa(id=f"{weight}-{drag}", test_weight_lb=weight, target_c_lbf_per_mph2=drag)
        for weight, drag in zip(weights, drags, strict=True)
    ]
    made = [one | {"udds_ac_wh_per_mi": "", "hwfet_ac_wh_per_mi": ""} for one in made]
    guess = {"3000": ("160", "190"), "4000": ("195", "238"), "5500": ("260", "300")}
    filled = [
        one | dict(zip(("udds_ac_wh_per_mi", "hwfet_ac_wh_per_mi"), guess[weight], strict=True))
        for one, weight in zip(made, weights, strict=True)
    ]
    kept = read_epa(written(tmp_path, filled)).kept
    return tuple(
        replace(row, numbers={name: by_hand(row, name) for name in CYCLES}) for row in kept
    )


def by_hand(row, cycle):
    need = row.needs[cycle]
    out, back, all_day = NUMBERS
    joules = out * need.positive + back * need.braking + all_day / need.mean_speed
    return from_si("_wh_per_mi", joules)


def test_numbers_of_the_road_are_found_again(rows):
    nothing = EpaResults(rows, np.ones((len(rows), len(CYCLES))))
    assert len(rows) == 3
    found = wheel_numbers(nothing)
    assert found == pytest.approx(NUMBERS)
    assert [one.mae for one in by_wheels(nothing, found).scores] == pytest.approx([0.0, 0.0])


def test_one_number_a_cycle_makes_squares_of_errors_least(rows):
    measured = EpaResults(rows, np.ones((len(rows), len(CYCLES)))).measured
    simulated = measured * np.array([[0.5, 1.0], [0.5, 1.25], [0.5, 0.75]])
    found = EpaResults(rows, simulated)
    by = scales(found)
    assert by == pytest.approx([2.0, (1.0 + 1.25 + 0.75) / (1.0 + 1.25**2 + 0.75**2)])
    assert scaled(found, by).scores[0].mae == pytest.approx(0.0)
