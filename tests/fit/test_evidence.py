"""Lines of evidence: what a road load and a test hang on."""

import numpy as np
import pytest

from carwright.fit.evidence import Row, lines_of
from carwright.population.evidence import KINDS, QUALITIES
from carwright.population.official import USUAL_MASS
from carwright.settle.resolve import resolve

CAR = resolve("volkswagen-id3-58")


def row(**results: float) -> Row:
    return Row("list/1", 2020, "m", "m f", "list", "car", 2020.0, CAR, results)


def test_a_road_load_hangs_on_drag_and_rolling_by_their_shares_of_it():
    slow, fast = (line.slope_by for line in lines_of([row(road_50=200.0, road_110=400.0)]))
    for slope in (slow, fast):
        assert 0.5 < slope["drag"] + slope["rolling"] < 1.0
        assert all(slope[name] == 0.0 for name in QUALITIES if name not in KINDS["road"])
    assert slow["rolling"] > slow["drag"]
    assert fast["drag"] > fast["rolling"]


@pytest.mark.slow
def test_a_test_hangs_on_what_its_procedure_reads():
    one, other = lines_of([row(epa_udds=500.0, epa_hwfet=500.0)])
    assert one.slope_by == other.slope_by == {name: float(name == "epa") for name in QUALITIES}
    assert one.residual != other.residual


@pytest.mark.slow
def test_a_wltp_test_hangs_on_mass_and_energy_of_its_own():
    used, energy = lines_of([row(wltp_consumption=550.0, recharge_wltp=2.4e8)])
    kinds = {name: used.slope_by[name] for name in KINDS["wltp"]}
    mass = np.log(CAR.values["kerb_mass_kg"] / USUAL_MASS)
    assert kinds == {"wltp": 1.0, "wltp_van": 0.0, "wltp_mass": pytest.approx(mass)}
    assert energy.slope_by["recharge"] == 1.0
    assert energy.slope_by["wltp"] == 0.0
