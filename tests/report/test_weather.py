import re

from carwright.report.markup import Html
from carwright.report.weather import weather
from carwright.report.weathered import AIR_C, MORNING_C


def test_every_weather_has_its_range_in_picture_and_table(found):
    made = weather(found)
    assert isinstance(made, Html)
    assert 'id="weather"' in made
    for air, far in zip(AIR_C, found.weathered.warm, strict=True):
        assert f"{air:.0f}".replace("-", "\N{MINUS SIGN}") + " \N{DEGREE SIGN}C" in made
        assert f"{far:.0f}\N{NARROW NO-BREAK SPACE}km" in made
    assert len(re.findall(r'id="weather-\d+"', made)) == 2


def test_the_morning_is_told_for_each_night(found):
    made = weather(found)
    for one in found.weathered.mornings:
        assert one.name in made
    assert f"{MORNING_C:.0f}".replace("-", "\N{MINUS SIGN}") in made


def test_every_stop_has_its_line_and_its_minutes(found):
    made = weather(found)
    assert len(re.findall(r'id="plug-\d+"', made)) == 2
    for one in found.weathered.stops:
        assert one.name in made
        assert f"{one.minutes:.0f}\N{NARROW NO-BREAK SPACE}min" in made
