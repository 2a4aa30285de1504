"""Nothing learnt: sizes of the population, no quality; errors of rows by hand; the real list."""

from pathlib import Path

import numpy as np
import pytest
from measured import epa, written

from carwright.settle.settle import Chance, settle, version
from carwright.validate import nothing_learnt as module
from carwright.validate.epa_rows import CYCLES, read_epa
from carwright.validate.nothing_learnt import EpaResults, simulated, without_results

LIST = Path(__file__).parents[2].parent / "shared" / "data" / "epa" / "epa_bev_development.csv"


@pytest.fixture
def rows(tmp_path):
    made = [epa(id="a"), epa(id="b", make="Other", udds_ac_wh_per_mi="210", rated_power_hp="400")]
    return read_epa(written(tmp_path, made)).kept


def test_sizes_stay_and_every_quality_is_usual(rows):
    for row in rows:
        bare = settle(row.car_file(), without_results())
        shipped = settle(row.car_file())
        assert np.all(bare.usual.qualities.mean == 0.0)
        assert without_results().lines == ()
        assert bare.values == version(row.car_file(), shipped.usual.learning(()), Chance()).values


def test_errors_are_those_of_the_rows(rows):
    measured = np.array([[row.measured[name] for name in CYCLES] for row in rows])
    found = EpaResults(rows, measured * np.array([[1.1, 1.0], [0.9, 1.2]]))
    udds, hwfet = found.scores
    assert udds == pytest.approx((0.1, 0.0))
    assert hwfet == pytest.approx((0.1, 0.1))
    assert found.makers == ("maker", "other")


def test_rows_are_chosen_and_pooled_with_their_results(rows):
    found = EpaResults(rows, np.array([[1.0, 2.0], [3.0, 4.0]]))
    strong = found.chosen(found.power > 200e3)
    assert [row.id for row in strong.rows] == ["b"]
    assert strong.simulated.tolist() == [[3.0, 4.0]]
    both = strong.and_also(found)
    assert [row.id for row in both.rows] == ["b", "a", "b"]
    assert both.simulated.tolist() == [[3.0, 4.0], [1.0, 2.0], [3.0, 4.0]]


def test_results_of_the_test_stand_by_cycle(rows, monkeypatch):
    told = {}

    def rated(cars, procedure, *, as_loaded):
        told.update(cars=cars, procedure=procedure, as_loaded=as_loaded)
        return {"range": 0.0, "hwfet": np.array([3.0, 4.0]), "udds": np.array([1.0, 2.0])}

    monkeypatch.setattr(module, "stacked_cars", lambda cars: [car.car_file.id for car in cars])
    monkeypatch.setattr(module, "rated", rated)
    found = simulated(rows)
    assert found.simulated.tolist() == [[1.0, 3.0], [2.0, 4.0]]
    assert told == {"cars": ["a", "b"], "procedure": "epa", "as_loaded": True}


@pytest.mark.slow
@pytest.mark.skipif(not LIST.exists(), reason="needs ../shared/data/epa")
def test_the_physics_alone_on_the_development_list():
    udds, hwfet = simulated(read_epa(LIST).kept).scores
    assert (udds.mae, hwfet.mae) < (0.09, 0.07)
    assert abs(udds.bias) < 0.05
    assert abs(hwfet.bias) < 0.05
