"""Asks: each asks for one thing, and a speed asked so is the speed of a drive."""

import jax
import pytest
from workshop import TESLA, ask_for, at_speed, car, number, one_step

from carwright.codes import Mode
from carwright.run.around import reference_environment
from carwright.run.asks import follow, pedals, plugged

CASES = {
    Mode.FOLLOW_SPEED: (follow(number(12.0)), {"speed": 12.0}),
    Mode.PEDALS: (pedals(number(3000.0), number(20.0)), {"force": 3000.0, "brake": 20.0}),
    Mode.PLUGGED: (plugged(number(7e3)), {"station_power": 7e3}),
}


@pytest.mark.parametrize("mode", CASES)
def test_an_ask_holds_what_is_asked_and_nothing_else(mode: Mode):
    ask, wanted = CASES[mode]
    assert int(ask.mode) == mode
    assert (bool(ask.awake), bool(ask.valid), bool(ask.precondition)) == (True, True, False)
    quantities = {
        name: float(value)
        for name, value in vars(ask).items()
        if name not in ("mode", "awake", "valid", "precondition", "cabin_temperature")
    }
    assert {name: value for name, value in quantities.items() if value} == wanted


def test_a_followed_speed_is_that_of_a_drive():
    vehicle = car(TESLA)
    start, air = at_speed(vehicle, 10.0), reference_environment(vehicle)
    first, second = (
        one_step(vehicle, start, ask, air, number(1.0))
        for ask in (follow(number(11.0)), ask_for(11.0))
    )
    assert jax.tree.all(jax.tree.map(lambda a, b: bool(a == b), first, second))
