import jax.numpy as jnp
import pytest

from carwright.codes import Climate, Mode
from carwright.run.comfort import comfort
from carwright.run.station import Station


@pytest.mark.parametrize(
    ("station", "limits"),
    [
        (Station(power=11e3, current=0.0, voltage=0.0), (11e3, 0.0, 0.0)),
        (Station(power=150e3, current=500.0, voltage=920.0), (150e3, 500.0, 920.0)),
    ],
)
def test_a_station_asks_within_its_limits_and_for_the_comfort_that_is_wanted(
    station: Station, limits: tuple[float, ...]
):
    ask = station.ask(comfort(jnp.asarray(294.15)))
    asked = (ask.station_power, ask.station_current, ask.station_voltage)
    assert tuple(float(one) for one in asked) == limits
    assert (int(ask.mode), int(ask.climate)) == (Mode.PLUGGED, Climate.AUTO)
    assert float(ask.cabin_temperature) == 294.15
    assert int(station.ask().climate) == Climate.OFF
