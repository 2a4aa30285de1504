"""What is known of the BMW i3's 30 drives beside their logs: what it carried, and the sun on it.

No drive logs the sun. It follows from the hour, the place (Munich) and the word for the weather in
the list of the drives: clear sky by height of the sun (Haurwitz 1945, as pvlib has it), less what
clouds take (Kasten and Czeplak 1980). How many eighths of the sky a word covers is an estimate,
made before any fit saw it; clocks are an hour ahead of winter's in summer.
"""

import csv
import math
import re
from datetime import datetime, timedelta
from pathlib import Path

from carwright.logs.column_map import ColumnMap

DRIVES = Path(__file__).parents[1].parent / "shared" / "data" / "bmw_i3_trips"
PAYLOAD = {"TripB10": 70.0}
"""What was carried beside the driver [kg], from the list of the drives."""
LATITUDE, LONGITUDE = 48.14, 11.58
"""Of Munich [deg]."""
EIGHTHS = {"sunny": 1, "slightly cloudy": 3, "sunrise": 3, "cloudy": 6, "rainy": 8, "dark": 8}
"""Of the sky under clouds, by the word in the list."""
SUMMER = range(4, 11)
"""Months whose clocks are two hours ahead of Greenwich, else one."""


def columns() -> ColumnMap:
    """Return what the logs of the drives do not hold."""
    return ColumnMap(payload=PAYLOAD, sun=sun())


def sun() -> dict[str, float]:
    """Return the sun on a level surface at the middle of each drive [W/m^2]."""
    with (DRIVES / "trip_summary.csv").open(encoding="utf-8") as file:
        return {row["trip"]: _sun_of(row) for row in csv.DictReader(file)}


def height_of_sun(when: datetime) -> float:
    """Return the sine of the sun's height over Munich.

    Args:
        when: on the clock there.

    Source: Spencer (1971), declination and equation of time as Fourier series of the day.
    """
    day = 2.0 * math.pi * (when.timetuple().tm_yday - 1) / 365.0
    declination = (
        0.006918
        - 0.399912 * math.cos(day)
        + 0.070257 * math.sin(day)
        - 0.006758 * math.cos(2.0 * day)
        + 0.000907 * math.sin(2.0 * day)
        - 0.002697 * math.cos(3.0 * day)
        + 0.00148 * math.sin(3.0 * day)
    )
    ahead_min = 229.18 * (
        0.000075
        + 0.001868 * math.cos(day)
        - 0.032077 * math.sin(day)
        - 0.014615 * math.cos(2.0 * day)
        - 0.040849 * math.sin(2.0 * day)
    )
    clock_h = when.hour + when.minute / 60.0 - (2.0 if when.month in SUMMER else 1.0)
    turned = math.radians(15.0 * (clock_h + LONGITUDE / 15.0 + ahead_min / 60.0 - 12.0))
    place = math.radians(LATITUDE)
    return math.sin(place) * math.sin(declination) + math.cos(place) * math.cos(
        declination
    ) * math.cos(turned)


def _sun_of(row: dict[str, str]) -> float:
    year, month, day, hour, minute, _ = (int(part) for part in re.split("[-_]", row["date"]))
    half = timedelta(seconds=0.5 * float(row["duration_s"]))
    height = height_of_sun(datetime(year, month, day, hour, minute) + half)
    if height <= 0.0:
        return 0.0
    clear = 1098.0 * height * math.exp(-0.059 / height)
    return clear * (1.0 - 0.75 * (EIGHTHS[row["weather"]] / 8.0) ** 3.4)
