"""Phases: range, consumption on both sides, and what a reader must know."""

import numpy as np
import pytest
from rollers import KWH, EvenCar

from carwright.rate.course import Piece, course, pieces
from carwright.rate.discharge import repeated
from carwright.rate.phases import (
    alike_instead,
    notes_of,
    phase_rating,
    rated,
    rating,
    recharged,
    weighted,
)
from carwright.rate.rating import COMBINED
from carwright.world.cycle import cycle

NEDC = course(pieces(cycle("nedc"), ("urban", "extra-urban")))
PEAK = course([Piece("peak", np.array([10.0, 20.0, 20.0, 10.0, 0.0]))])


def test_a_phase_by_hand():
    phase = phase_rating(500.0, 200e6, 1.25)
    assert phase.range == pytest.approx(400e3)
    assert phase.consumption_ac == pytest.approx(625.0)
    assert phase.range * phase.consumption_ac == pytest.approx(1.25 * 200e6)


def test_range_times_consumption_is_energy_on_both_sides():
    rig = EvenCar()
    test = repeated(rig, NEDC)
    recharge = recharged(rig, test)
    phases = rated(test, recharge, {COMBINED: ("urban", "extra-urban"), "urban": ("urban",)})
    for phase in phases.values():
        assert phase.range * phase.consumption_dc == pytest.approx(test.usable_energy)
        assert phase.range * phase.consumption_ac == pytest.approx(recharge.energy_ac)


def test_a_rating_holds_the_energies_of_its_test():
    rig = EvenCar(energy=30.0)
    test = repeated(rig, NEDC)
    recharge = recharged(rig, test)
    phases = rated(test, recharge, {"urban": ("urban",), COMBINED: ("urban", "extra-urban")})
    found = rating(rig, test, recharge, phases, procedure="nedc", method="repeated")
    assert next(iter(found.phases)) == COMBINED
    assert found.usable_energy == pytest.approx(30.0 * KWH)
    assert found.allocation == pytest.approx(1.0 / 0.88)
    assert found.wall_to_battery_loss == pytest.approx((1.0 / 0.88 - 1.01) * 30.0 * KWH)


def test_a_moment_below_the_trace_is_no_weakness():
    test = repeated(EvenCar(energy=1.0, fastest=60.0), PEAK)
    assert (test.short, test.weak) == (True, False)
    assert notes_of(test)[0].startswith("misses the cycle for moments: 0.05 of 0.06 km")


def test_weights_matter_only_where_drives_differ():
    test = repeated(EvenCar(), NEDC)
    assert weighted(test, ("urban",)) == pytest.approx(weighted(test, ("urban",), alike=True))
    uneven = repeated(EvenCar(consumption=lambda name, lap: 150.0 - min(lap, 4)), NEDC)
    same = alike_instead(uneven, ("urban",), "first-drive-weight")
    assert same.formula == "first-drive-weight"
    assert same.range != pytest.approx(
        uneven.usable_energy / weighted(uneven, ("urban",)), rel=1e-5
    )


@pytest.mark.parametrize(
    ("rig", "said"),
    [
        (EvenCar(), None),
        (EvenCar(fastest=60.0), "too weak for the cycle"),
        (EvenCar(fastest=117.9), "too weak for the cycle"),
        (EvenCar(energy=1.0), "empty before the first course ends: 6.67 of 11"),
    ],
    ids=str,
)
def test_notes(rig: EvenCar, said: str | None):
    notes = notes_of(repeated(rig, NEDC))
    assert (said is None) == (not notes)
    assert said is None or said in notes[0]
