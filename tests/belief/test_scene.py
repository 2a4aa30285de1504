"""A car as of a date: what changes it and what does not, bit for bit."""

import datetime
from itertools import permutations

import numpy as np
import pytest
from numbers_said import CHARGE, COPY, FILING, GOLD, LATER, PRICE, SHEET, car

from carwright.belief.latent import LATENTS, SIMULATED
from carwright.belief.scene import PILOTS, Asking, scene, signs
from carwright.belief.simulated import QUANTITIES
from carwright.belief.surrogate import fitted
from carwright.carfile.sale import LEAD

ON = datetime.date(2024, 6, 1)
SAID = (FILING, SHEET)


def made(*said, on=ON, seed=0):
    """Return a scene whose pilots are made up."""
    found = scene(car(*said, year=2024), Asking(on, count=64, seed=seed))
    normal = np.random.default_rng(1).standard_normal((PILOTS, len(LATENTS)))
    values = 6.0 + 0.2 * normal[:, : len(found.simulates)]
    vars(found)["pilots"] = (normal, values)
    return found


def numbers(found):
    """Return all that a belief hangs on as arrays."""
    normal, values = found.pilots
    model = found.model(fitted(normal[:, :SIMULATED], values), found.terms())
    surrogate, terms = model.surrogate, vars(model.terms).values()
    others = [part for part in model if part is not surrogate and part is not model.terms]
    return [*surrogate, *terms, *others, found.prior.middle]


def check_same(one, other):
    assert one.names == other.names
    assert one.claimed == other.claimed
    for mine, yours in zip(numbers(one), numbers(other), strict=True):
        np.testing.assert_array_equal(mine, yours)


@pytest.mark.parametrize("more", [(COPY,), (GOLD,), (LATER,), (COPY, GOLD, LATER)])
def test_what_says_nothing_new_changes_nothing(more):
    check_same(made(*SAID), made(*SAID, *more))


def test_the_order_of_the_file_changes_nothing():
    first = made(*SAID, PRICE, COPY)
    for order in list(permutations((*SAID, PRICE, COPY)))[::7]:
        check_same(first, made(*order))


def test_a_price_is_a_straight_line():
    found = made(*SAID, PRICE)
    assert {one.meanings[0].quantity for one in found.spoken} >= {"price_cny", "cltc_range_km"}
    assert found.names[-len(QUANTITIES) :] == QUANTITIES
    line = found.straight["price_cny"].row()
    assert line[LATENTS.index("price")] > 0.1


def test_claims_are_left_out_by_id():
    found = made(*SAID)
    ids = frozenset(one.heard.id for one in found.spoken if one.heard.key == "range_km")
    assert len(ids) == 1
    alone = made(FILING).terms()
    left = found.terms(ids)
    np.testing.assert_array_equal(np.asarray(left.log_weight), np.asarray(alone.log_weight))
    asked = Asking(ON, without=ids)
    assert {one.heard.key for one in scene(car(*SAID, year=2024), asked).spoken} == {"kerb_mass_kg"}


def test_of_a_claimed_test_all_is_simulated():
    assert made(*SAID).claimed == {"cltc_range_km", "cltc_consumption_ac_kwh_per_100km"}
    assert made(FILING).claimed == frozenset()


def test_a_discrepancy_lowers_a_range_and_raises_a_consumption():
    at = LATENTS.index("test_cltc")
    found = {name: signs(QUANTITIES)[row, at] for row, name in enumerate(QUANTITIES)}
    assert found["cltc_range_km"] == -1.0
    assert found["cltc_consumption_ac_kwh_per_100km"] == 1.0
    assert found["wltp_range_km"] == found["zero_to_100_s"] == 0.0


def test_charging_is_simulated_where_a_claim_speaks_of_it():
    assert made(*SAID).simulates == QUANTITIES
    found = made(*SAID, CHARGE)
    assert found.simulates == (*QUANTITIES, "charge_10_80_min")
    assert found.claimed == {*made(*SAID).claimed, "charge_10_80_min"}
    also = frozenset({"charge_0_80_min"})
    asked = scene(car(*SAID, CHARGE, year=2024), Asking(ON, also=also))
    assert asked.simulates == (*QUANTITIES, "charge_10_80_min", "charge_0_80_min")
    assert asked.claimed == found.claimed | also


def test_a_charging_claim_moves_nothing_else():
    with_it, without = made(*SAID, CHARGE), made(*SAID)
    normal, _ = without.pilots
    np.testing.assert_array_equal(with_it.pilots[0], normal)
    np.testing.assert_array_equal(with_it.prior.vectors(normal), without.prior.vectors(normal))


def test_the_year_is_that_of_the_file_unless_it_was_not_known():
    said = car(FILING, year=2024)
    assert scene(said, Asking(ON)).car_file.year == 2024
    early = scene(said, Asking(datetime.date(2020, 6, 1))).car_file
    assert early.year == 2020 + LEAD
    assert not early.figures


def test_quantities_hold_lines_and_discrepancies():
    found = made(*SAID)
    normal, values = found.pilots
    quantities = found.quantities(normal, values)
    vectors = found.prior.vectors(normal)
    mass = quantities[:, found.names.index("kerb_mass_kg")]
    np.testing.assert_allclose(mass, vectors[:, LATENTS.index("kerb_mass_kg")])
    far = quantities[:, found.names.index("cltc_range_km")]
    off = vectors[:, LATENTS.index("test_cltc")]
    np.testing.assert_allclose(far, values[:, QUANTITIES.index("cltc_range_km")] - off)
    middle, spread = found.usual["kerb_mass_kg"]
    assert middle == pytest.approx(np.median(mass))
    assert spread == pytest.approx(np.std(mass), rel=0.15)
