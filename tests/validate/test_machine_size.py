"""Machine size: slopes within makers by hand, and a larger unit on the same road."""

from math import log

import numpy as np
import pytest
from measured import epa, written

from carwright.settle.resolve import resolve
from carwright.validate.epa_rows import read_epa
from carwright.validate.machine_size import (
    grown,
    peak_powers_known,
    power_by_mass,
    slope_within,
)
from carwright.validate.nothing_learnt import EpaResults


def test_a_makers_own_way_does_not_count():
    makers = ["a", "a", "b", "b", "alone"]
    over = np.array([0.0, 1.0, 5.0, 7.0, 100.0])
    what = np.array([10.0, 10.5, -3.0, -2.0, 0.0])
    found = slope_within(makers, over, what)
    assert found == pytest.approx((0.5, 0.0, 4, 2), abs=1e-12)


def test_the_error_is_that_of_whole_makers():
    """Slopes of 0 and 1 at equal spread: 0.5, each maker 0.5 * 0.5 off, times two over one."""
    found = slope_within(
        ["a", "a", "b", "b"], np.array([0.0, 1.0, 0.0, 1.0]), np.array([0, 0, 0, 1.0])
    )
    assert found.value == pytest.approx(0.5)
    assert found.error == pytest.approx(np.sqrt(2.0 * 2.0 * 0.25**2) / 1.0)


def test_lasting_ratings_are_left_out_and_power_is_over_test_weight(tmp_path):
    made = [epa(id="a"), epa(id="lasting", rated_power_hp="35"), epa(id="c", rated_power_hp="400")]
    rows = read_epa(written(tmp_path, made)).kept
    found = peak_powers_known(EpaResults(rows, np.ones((3, 2))))
    assert [row.id for row in found.rows] == ["a", "c"]
    first, second = power_by_mass(found)
    assert first == pytest.approx(log(200.0 * 745.69987 / (4000.0 * 0.45359237)))
    assert second - first == pytest.approx(log(2.0))


@pytest.mark.slow
def test_a_larger_unit_stands_on_the_same_road():
    cars = grown(resolve("volkswagen-id3-58"), "rear", (1.0, 2.0))
    unit, turns = cars.rear.unit, cars.rear.gear.turns_per_metre
    assert unit.peak_power[1] == pytest.approx(2.0 * unit.peak_power[0])
    assert unit.drag_linear[1] > 1.5 * unit.drag_linear[0]
    assert cars.body.mass[1] == cars.body.mass[0]
    linear = cars.residual.linear + unit.drag_linear * turns**2
    quadratic = cars.residual.quadratic + unit.drag_quadratic * turns**3
    assert linear[1] == pytest.approx(linear[0])
    assert quadratic[1] == pytest.approx(quadratic[0])
