"""The sun on the i3's drives: by the hour, the place and the word for the weather."""

from datetime import datetime
from math import asin, degrees

import pytest
from scripts import script

tool = script("i3_drives")


@pytest.mark.parametrize(
    ("when", "height_deg"),
    [
        (datetime(2019, 6, 21, 13, 16), 65.3),
        (datetime(2019, 12, 22, 12, 12), 18.4),
        (datetime(2020, 3, 20, 12, 21), 41.8),
        (datetime(2019, 6, 25, 1, 0), -18.4),
    ],
)
def test_the_sun_stands_as_high_as_over_munich(when: datetime, height_deg: float):
    """At noon 90 deg less latitude, plus declination; at midnight that below the horizon."""
    assert degrees(asin(tool.height_of_sun(when))) == pytest.approx(height_deg, abs=0.4)


@pytest.mark.skipif(not tool.DRIVES.exists(), reason="needs ../shared/data/bmw_i3_trips")
def test_sunny_noons_are_bright_and_nights_dark():
    sun = tool.sun()
    assert len(sun) == 30
    assert 850.0 < sun["TripA01"] < 1000.0
    assert sun["TripA15"] < 300.0
    assert sun["TripB06"] == 0.0
