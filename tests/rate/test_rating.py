"""The rating: its names, its energies, and that it is a pytree."""

from dataclasses import replace

import jax
import numpy as np
import pytest
from rollers import rated
from workshop import LEAF, TESLA

from carwright.rate.rating import COMBINED, PhaseRating, labelled

PROCEDURES = ("epa", "wltp", "cltc", "nedc")


def test_a_label_has_less_range_and_more_consumption():
    phase = labelled(PhaseRating(400e3, 600.0, 500.0), 0.8)
    assert phase == pytest.approx((320e3, 750.0, 625.0))


@pytest.mark.parametrize("procedure", PROCEDURES)
@pytest.mark.parametrize("car_id", [TESLA, LEAF])
def test_energies_are_in_their_order(car_id: str, procedure: str):
    """What the test gets is less than what the cells hold, and the wall gives more."""
    rating = rated(car_id, procedure)
    recharge = rating.recharge
    assert 0.9 * rating.rest_energy < rating.usable_energy < rating.rest_energy
    assert rating.rest_energy <= rating.gross_energy
    assert recharge.energy_stored == pytest.approx(rating.rest_energy, rel=1e-6)
    assert recharge.energy_stored < recharge.energy_dc < recharge.energy_ac
    assert rating.allocation == pytest.approx(recharge.energy_ac / rating.usable_energy)
    lost = rating.wall_to_battery_loss
    assert lost == pytest.approx(recharge.energy_ac - recharge.energy_dc)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_range_times_consumption_is_energy_on_both_sides(procedure: str):
    rating = rated(TESLA, procedure)
    phases = rating.unadjusted or rating.phases
    for name, phase in phases.items():
        slack = 3e-3 if name == COMBINED and procedure == "epa" else 1e-9
        dc, ac = phase.range * phase.consumption_dc, phase.range * phase.consumption_ac
        assert dc == pytest.approx(rating.usable_energy, rel=slack)
        assert ac == pytest.approx(rating.recharge.energy_ac, rel=slack)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_the_energy_of_the_test_is_the_sum_of_its_parts(procedure: str):
    rating = rated(TESLA, procedure)
    total = sum(part.energy for part in rating.segments)
    assert total == pytest.approx(rating.usable_energy, rel=1e-12)


def test_the_named_phase_is_the_combined_one():
    rating = rated(TESLA, "wltp")
    assert next(iter(rating.phases)) == COMBINED
    assert rating.range == rating.phases[COMBINED].range
    assert rating.consumption_ac == rating.phases[COMBINED].consumption_ac
    assert rating.consumption_dc == rating.phases[COMBINED].consumption_dc


def test_ratings_are_pytrees_of_their_numbers():
    rating = replace(rated(TESLA, "wltp"), segments=(), alternatives=())
    twice = jax.tree.map(lambda *numbers: np.stack(numbers), rating, rating)
    assert twice.range.shape == (2,)
    assert twice.procedure == "wltp"
