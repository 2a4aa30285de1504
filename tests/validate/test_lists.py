"""Lists: cars in the order of the file, rejected rows beside them, each result in its place."""

import numpy as np
import pytest
from measured import epa, wltp, written

from carwright.population.gaussian import BAND
from carwright.population.official import Official, Reading
from carwright.units import to_si
from carwright.validate import lists as module
from carwright.validate.lists import KINDS, validate

FACTORS = {"udds": 1.1, "hwfet": 0.9, "consumption": 1.05, "range": 0.8}


@pytest.fixture
def simulated(monkeypatch):
    """Every car simulated at 400 times a factor; no list tells of any test."""
    asked = []

    def rated(batch, procedure, *, as_loaded):
        asked.append((procedure, as_loaded))
        return {name: np.full(len(batch), factor * 400.0) for name, factor in FACTORS.items()}

    monkeypatch.setattr(module, "stacked_cars", lambda cars: cars)
    monkeypatch.setattr(module, "rated", rated)
    monkeypatch.setattr(module, "expected", lambda car, procedure, about: None)
    return asked


def test_a_test_reads_what_tests_of_other_cars_do(tmp_path, simulated, monkeypatch):
    tests = Official(Reading(0.1, 0.05), Reading(-0.2, 0.03), 10, 0)
    monkeypatch.setattr(module, "expected", lambda car, procedure, about: tests)
    found = validate("wltp", written(tmp_path, [wltp()])).cars[0].found
    used, reach = found["consumption"], found["range"]
    assert used.simulated == pytest.approx(1.05 * 400.0 * np.exp(0.1))
    assert np.log(used.high / used.low) == pytest.approx(2.0 * BAND * 0.05)
    assert reach.simulated == pytest.approx(0.8 * 400.0 * np.exp(-0.2))
    assert np.log(reach.high / reach.low) == pytest.approx(2.0 * BAND * 0.03)


def test_each_car_has_its_results(tmp_path, simulated):
    rows = [epa(id="a"), epa(id="bad", drive="?"), epa(id="b", udds_ac_wh_per_mi="200")]
    found = validate("epa", written(tmp_path, rows))
    assert simulated == [("epa", True)]
    assert [car.row.id for car in found.cars] == ["a", "b"]
    assert [row.id for row in found.rejected] == ["bad"]
    assert [list(car.found) for car in found.cars] == [["udds", "hwfet"]] * 2
    first = found.cars[0].found["udds"]
    assert first.simulated == pytest.approx(440.0)
    assert first.measured == pytest.approx(to_si("_wh_per_mi", 195.0))
    assert first.low < 0.98 * first.simulated < 1.02 * first.simulated < first.high
    assert found.summary("udds").n == 2
    assert found.results == ("udds", "hwfet")


def test_a_brochure_is_tested_at_the_load_of_the_procedure(tmp_path, simulated):
    found = validate("wltp", written(tmp_path, [wltp()]))
    assert simulated == [("wltp", False)]
    assert found.cars[0].found["range"].error == pytest.approx(0.8 * 400.0 / 470e3 - 1.0)
    assert found.results == ("consumption", "range")


def test_a_car_without_a_battery_cannot_be_rated_and_it_is_said(tmp_path, simulated):
    found = validate("wltp", written(tmp_path, [wltp(id="a", battery_kwh=""), wltp(id="b")]))
    assert [car.row.id for car in found.cars] == ["b"]
    (row,) = found.rejected
    assert (row.id, row.why) == (
        "a",
        "battery_kwh is missing: without it no range can be rated",
    )
    assert simulated


def test_a_row_that_no_car_can_be_is_rejected_with_its_reason(tmp_path, simulated, monkeypatch):
    from carwright.errors import InputError

    def settle(car, about):
        if car.id == "b":
            raise InputError("this cannot be one car")
        return real(car, about)

    real = module.settle
    monkeypatch.setattr(module, "settle", settle)
    found = validate("epa", written(tmp_path, [epa(id="a"), epa(id="b")]))
    assert [car.row.id for car in found.cars] == ["a"]
    assert [(row.id, row.why) for row in found.rejected] == [("b", "this cannot be one car")]
    assert simulated


def test_a_list_of_bad_rows_only_has_no_car(tmp_path):
    found = validate("epa", written(tmp_path, [epa(drive="?")]))
    assert found.cars == ()
    assert found.summary("udds").n == 0


def test_cars_that_the_population_has_seen_can_be_left_out(tmp_path, simulated, monkeypatch):
    monkeypatch.setattr(module, "seen", lambda kind, row: (kind, row) == ("epa", "a"))
    found = validate("epa", written(tmp_path, [epa(id="a"), epa(id="b")]))
    assert [car.seen for car in found.cars] == [True, False]
    assert found.summary("hwfet", unseen=True).n == 1
    assert simulated


def test_provenance_names_the_list(tmp_path, simulated):
    path = written(tmp_path, [epa()])
    found = validate("epa", path)
    assert found.provenance["list"] == "list.csv"
    assert len(found.provenance["list_sha256"]) == 64
    assert set(KINDS) == {"epa", "wltp", "label"}
    assert simulated


@pytest.mark.slow
def test_the_simulation_does_not_see_the_result(tmp_path):
    """Leakage: another measurement moves the error and nothing else."""
    one = validate("epa", written(tmp_path, [epa()]))
    other = validate("epa", written(tmp_path, [epa(udds_ac_wh_per_mi="205")]))
    first, second = one.cars[0].found["udds"], other.cars[0].found["udds"]
    assert first.simulated == second.simulated
    assert (first.low, first.high) == (second.low, second.high)
    assert first.error > second.error
