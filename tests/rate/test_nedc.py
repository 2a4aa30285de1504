"""NEDC: range is the distance driven, consumption the recharge over it, by hand."""

import pytest
from rollers import EvenCar

from carwright.rate.nedc import PHASES, rate_nedc
from carwright.units import from_si
from carwright.world.cycle import cycle


def test_a_constant_consumption_is_every_phase():
    rating = rate_nedc(EvenCar())
    assert set(rating.phases) == {"combined", *PHASES}
    for phase in rating.phases.values():
        assert phase.range == pytest.approx(400e3, rel=1e-9)
        assert from_si("c_wh_per_km", phase.consumption_ac) == pytest.approx(150.0 / 0.88, rel=1e-9)


def test_range_is_the_distance_driven():
    rates = {"urban": 100.0, "extra-urban": 150.0}
    rating = rate_nedc(EvenCar(consumption=lambda name, lap: rates[name]))
    nedc = cycle("nedc")
    urban = float(sum(nedc.step_distance[:780])) / 1e3
    extra = float(sum(nedc.step_distance[780:])) / 1e3
    each = urban * rates["urban"] + extra * rates["extra-urban"]
    cycles, left = divmod(60e3, each)
    last = min(left / rates["urban"], urban)
    last += max(left - urban * rates["urban"], 0.0) / rates["extra-urban"]
    assert rating.range / 1e3 == pytest.approx(cycles * (urban + extra) + last, rel=1e-9)
    assert rating.range == pytest.approx(sum(part.distance for part in rating.segments))
    assert rating.phases["urban"].range == pytest.approx(600e3, rel=1e-9)
    assert rating.phases["extra-urban"].range == pytest.approx(400e3, rel=1e-9)


def test_a_weak_car_is_rated_and_that_is_said():
    rating = rate_nedc(EvenCar(fastest=70.0))
    assert rating.weak
    assert rating.range == pytest.approx(400e3, rel=1e-9)
    assert any("too weak" in note for note in rating.notes)
