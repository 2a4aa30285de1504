"""The options of weather: what each does by hand, what documents say of it, what they refuse."""

import pytest
from terminal import LEAF, trip

import carwright as library
from carwright.cli.weather_options import WeatherOptions, check_weather, weather_of, weather_text
from carwright.errors import InputError
from carwright.plain.cars import built
from carwright.plain.weather import around
from carwright.settle.resolve import resolve
from carwright.world.road import ROADS

ALL = {
    "wind_kmh": -18.0,
    "pressure_kpa": 90.0,
    "humidity_percent": 40.0,
    "sun_w_per_m2": 600.0,
    "road": "wet",
}


def words(options: dict) -> list[str]:
    pairs = [(f"--{name.replace('_', '-')}", str(value)) for name, value in options.items()]
    return [word for pair in pairs for word in pair]


def test_each_option_is_what_surrounds_the_car():
    car = built(resolve(LEAF).arrays())
    said = check_weather(WeatherOptions(**ALL), cabin_c=22.0)
    here = around(car, weather_of(said, 303.15))
    assert here["headwind"] == pytest.approx(-5.0)
    assert here["pressure"] == pytest.approx(90e3)
    assert here["sun"] == 600.0
    # Saturated at 30 C: 4,246 Pa (steam tables).
    vapour = 0.4 * 4246.0
    assert here["water"] == pytest.approx(0.622 * vapour / (90e3 - vapour), rel=5e-3)
    assert (here["rolling"], here["grip"]) == ROADS["wet"]
    high = around(car, weather_of(WeatherOptions(height_m=1000.0), 293.15))
    assert high["pressure"] == pytest.approx(89874.6, rel=1e-4)


def test_nothing_said_is_the_usual_air():
    assert check_weather(WeatherOptions(), cabin_c=None) is None
    here = around(built(resolve(LEAF).arrays()), weather_of(None, 280.0))
    usual = library.surroundings(library.load(LEAF), temperature=280.0)
    assert dict(here) == {name: float(one) for name, one in vars(usual).items()}
    assert weather_text(None) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"wind_kmh": 151.0}, "-150 to 150 km/h"),
        ({"wind_kmh": float("nan")}, "-150 to 150 km/h"),
        ({"pressure_kpa": 1013.0}, "hPa? write 101.3"),
        ({"pressure_kpa": 0.0}, "45 to 110 kPa"),
        ({"height_m": 8848.0}, "-450 to 6000 m"),
        ({"height_m": 100.0, "pressure_kpa": 100.0}, "leave out --height-m or --pressure-kpa"),
        ({"humidity_percent": 101.0}, "0 to 100 %"),
        ({"sun_w_per_m2": -1.0}, "0 to 1400 W/m2"),
        ({"road": "ice"}, "dry, wet, snow"),
    ],
)
def test_weather_that_is_not_of_this_earth_is_refused(options: dict, said: str):
    with pytest.raises(InputError) as error:
        check_weather(WeatherOptions(**options), cabin_c=22.0)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "said", [WeatherOptions(humidity_percent=40.0), WeatherOptions(sun_w_per_m2=40.0)]
)
def test_what_acts_on_climate_alone_wants_it_on(said: WeatherOptions):
    with pytest.raises(InputError, match="act on climate, which is off"):
        check_weather(said, cabin_c=None)


def test_no_air_is_damper_than_the_record():
    said = WeatherOptions(humidity_percent=80.0)
    assert weather_of(said, 308.15).humidity == 0.8
    # At 45 C a dew point of 36 C is 62 %.
    with pytest.raises(InputError, match="no air on earth") as error:
        weather_of(said, 318.15)
    assert "0 to 62 %" in str(error.value)


@pytest.mark.slow
def test_a_drive_says_its_weather(carwright, tmp_path):
    course = trip(tmp_path)
    plain = carwright("drive", LEAF, "--cycle", course, "--json").document("drive")
    assert plain["weather"] is None
    assert (plain["air_c"], plain["cabin_c"]) == (pytest.approx(20.0), None)
    given = ("--cabin-c", "22", *words(ALL))
    found = carwright("drive", LEAF, "--cycle", course, "--json", *given).document("drive")
    assert found["weather"] == ALL | {"height_m": None}
    assert abs(found["ledger_residual_relative"]) < 1e-9
    text = carwright("drive", LEAF, "--cycle", course, *given)
    assert "in -18 km/h of headwind, air of 90 kPa, 40 % humidity, 600 W/m2 of sun" in text.out


@pytest.mark.slow
def test_a_charge_says_its_weather_and_holds_its_cabin(carwright, tmp_path):
    course = trip(tmp_path)
    cold = ("charge", LEAF, "--cycle", course, "--air-c", "-10", "--json")
    plain = carwright(*cold).document("charge")
    assert (plain["weather"], plain["cabin_c"]) == (None, None)
    found = carwright(*cold, "--cabin-c", "22", "--height-m", "1500").document("charge")
    assert found["weather"]["height_m"] == 1500.0
    assert found["weather"]["pressure_kpa"] == pytest.approx(84.556, abs=0.01)
    hours = found["minutes"] / 60.0
    assert 0.5 < found["losses"]["climate"] / hours - plain["losses"]["climate"] / hours < 6.0
