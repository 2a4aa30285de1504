"""Logs as one batch: padding, what is missing, a car driven before, the air of a height."""

from dataclasses import replace

import numpy as np
import pytest
from logged import log_of, simulated

from carwright.fit.drives import DAYLIGHT, drives, sunlight, warmth


@pytest.fixture(scope="module")
def log():
    return log_of(simulated("bmw-i3-60ah", last=200))


def test_drives_of_any_length_are_one_batch(log):
    short = replace(
        log,
        speed=log.speed[:101],
        slope=log.slope[:100],
        power=log.power[:100],
        voltage=log.voltage[:100],
        torque=None,
        heater=None,
        cooling=None,
        charge=None,
        cells=None,
        air=None,
        cabin=None,
        sure=log.sure[:100],
    )
    batch = drives([log, short])
    assert batch.drive.speed.shape == (2, 256)
    assert batch.drive.valid.sum(axis=1).tolist() == [200, 100]
    assert batch.measured.sure.sum(axis=1).tolist() == [200, 100]
    assert np.flatnonzero(batch.measured.last[1]).tolist() == [99]
    for mask in ("has_torque", "has_charge", "has_cells", "has_heater"):
        assert getattr(batch.measured, mask).tolist() == [True, False]
    assert float(batch.drive.air[1, 0]) == pytest.approx(293.15)


def test_what_is_not_believed_is_not_compared(log):
    sure = log.sure.copy()
    sure[150:] = False
    batch = drives([replace(log, sure=sure)])
    assert batch.measured.sure.sum() == 150
    assert np.flatnonzero(batch.measured.last[0]).tolist() == [149]
    assert batch.drive.valid.sum() == 200


@pytest.mark.parametrize(
    ("air", "cabin", "share"),
    [(0.0, 0.0, 0.0), (0.0, 11.0, 0.5), (0.0, 30.0, 1.0), (25.0, 40.0, 0.0)],
)
def test_a_warm_cabin_in_cold_air_was_driven_before(log, air, cabin, share):
    known = replace(log, air=log.air * 0 + 273.15 + air, cabin=log.cabin * 0 + 273.15 + cabin)
    assert warmth(known) == pytest.approx(share)


def test_a_log_without_a_cabin_starts_cold(log):
    assert warmth(replace(log, cabin=None)) == 0.0


@pytest.mark.parametrize(("air", "share"), [(0.0, 0.0), (15.0, 0.5), (40.0, 1.0)])
def test_warm_days_are_bright_where_nobody_says_the_sun(log, air, share):
    silent = replace(log, sun=None)
    assert sunlight(silent, np.full(3, 273.15 + air)) == pytest.approx(share * DAYLIGHT)


def test_the_sun_that_is_said_shines_in_any_air(log):
    batch = drives([replace(log, sun=850.0, air=log.air * 0 + 263.15)])
    assert np.asarray(batch.drive.sun) == pytest.approx(850.0)
