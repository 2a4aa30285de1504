"""CLTC: shortened and conventional on a car of known consumption, by hand."""

import numpy as np
import pytest
from rollers import KWH, EvenCar

from carwright.errors import InputError
from carwright.rate.cltc import PARTS, rate_cltc
from carwright.units import from_si
from carwright.world.cycle import cycle

CLTC = cycle("cltc-p")


@pytest.mark.parametrize(("energy", "method"), [(60.0, "shortened"), (12.0, "conventional")])
def test_a_constant_consumption_is_every_phase(energy: float, method: str):
    rating = rate_cltc(EvenCar(energy=energy))
    assert rating.method == method
    assert set(rating.phases) == {"combined", *PARTS}
    for phase in rating.phases.values():
        assert phase.range == pytest.approx(energy / 0.150 * 1e3, rel=1e-9)
        assert from_si("c_wh_per_km", phase.consumption_ac) == pytest.approx(150.0 / 0.88, rel=1e-9)


def test_the_first_of_four_cycles_weighs_its_share():
    rates = [180.0, 150.0, 140.0, 130.0]
    rating = rate_cltc(
        EvenCar(consumption=lambda name, lap: 160.0 if name == "steady" else rates[lap])
    )
    share = 180.0 * CLTC.distance / 1e3 / 60e3
    by_hand = share * 180.0 + (1.0 - share) * np.mean(rates[1:])
    assert rating.method == "shortened"
    assert rating.usable_energy == pytest.approx(60.0 * KWH, rel=1e-9)
    assert from_si("c_wh_per_km", rating.consumption_dc) == pytest.approx(by_hand, rel=1e-9)
    (other,) = rating.alternatives
    assert other.range == pytest.approx(60e6 / np.mean(rates), rel=1e-9)


def test_the_conventional_method_is_for_eight_cycles_at_most():
    eight = 8.0 * CLTC.distance / 1e3 * 0.150
    assert rate_cltc(EvenCar(energy=0.999 * eight)).method == "conventional"
    assert rate_cltc(EvenCar(energy=1.001 * eight)).method == "shortened"
    assert rate_cltc(EvenCar(energy=60.0), "conventional").method == "conventional"
    assert rate_cltc(EvenCar(energy=12.0), "shortened").method == "shortened"
    with pytest.raises(InputError, match="shortened"):
        rate_cltc(EvenCar(energy=6.0), "shortened")


def test_a_slow_car_drives_the_trace_that_the_standard_changes_for_it():
    rating = rate_cltc(EvenCar(top_speed=80.0))
    assert not rating.short
    assert rating.asked_distance == pytest.approx(2.0 * CLTC.distance, rel=2e-3)
