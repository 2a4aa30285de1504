"""A charge logged at the pack: what counts as charging, and how far two powers lie apart."""

from types import SimpleNamespace

import numpy as np
import pytest
from scripts import script

LOG = """\
time_s,batt_v,batt_a,soc_pct,soc_display_pct,batt_temp_c,amb_temp_c,power_kw
5,363.8,-0.6,32,34.0,14,10,-0.2
6,380.0,100,32,34.0,14,10,38
7,381.0,100,33,35.0,14,10,38
8,381.0,102,33,35.0,14,12,39
9,382.0,90,34,36.0,15,12,34
10,370.0,0,34,36.0,15,12,0
"""


@pytest.fixture(scope="module")
def tool():
    return script("validate_pack_charge")


@pytest.fixture
def logged(tool, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return tool.read(path)


def test_only_rows_in_which_power_flows_count(logged):
    np.testing.assert_allclose(logged.time, [0.0, 1.0, 2.0, 3.0])
    np.testing.assert_allclose(logged.charge, [0.34, 0.35, 0.35, 0.36])
    np.testing.assert_allclose(logged.power, [38e3, 38e3, 39e3, 34e3])
    np.testing.assert_allclose(logged.cells, [287.15, 287.15, 287.15, 288.15])
    assert logged.air == pytest.approx(284.15)


def test_powers_are_compared_at_what_the_display_shows(tool, logged):
    """The simulated power falls by 1 kW a point of charge, from 40 kW: 35 % lies a point in."""
    ends = np.array([0.345, 0.355, 0.365, 0.365])
    power = np.array([39.75e3, 39e3, 38e3, 0.0])
    found = SimpleNamespace(way=SimpleNamespace(charge=ends, pack_power=power))
    (pair,) = tool.beside(logged, found)
    assert pair == (0.35, pytest.approx(38.5e3), pytest.approx(39e3))
    assert tool.rms([pair]) == pytest.approx(500.0 / 38.5e3)
