import numpy as np
import pytest
from believed_cars import COUNT, belief_of_it, draws, ids, talked

from carwright.belief.draws import weighed

pytestmark = pytest.mark.slow


def test_draws_have_every_quantity():
    found = draws()
    assert found.quantities.shape == (COUNT, len(talked().names))
    assert np.all(np.isfinite(found.quantities))


def test_without_a_claim_less_is_known_of_what_it_says():
    with_it, left_out = draws(), draws(ids("kerb_mass_kg"))
    narrow, wide = (np.std(one.logs("kerb_mass_kg")) for one in (with_it, left_out))
    assert wide > 1.3 * narrow


def test_the_same_is_drawn_again():
    from carwright.belief.draws import without

    again = without(talked(), belief_of_it().surrogate, count=COUNT)
    np.testing.assert_array_equal(again.quantities, draws().quantities)


def test_noise_hangs_on_its_purpose_alone():
    found = draws()
    np.testing.assert_array_equal(found.noise("one"), found.noise("one"))
    assert abs(np.corrcoef(found.noise("one"), found.noise("other"))[0, 1]) < 0.2


def test_cars_of_a_belief_weigh_the_same_and_mean_the_same():
    belief = belief_of_it()
    found = weighed(belief)
    assert found.normal.shape == belief.normal.shape
    assert np.all(np.isfinite(found.quantities))
    low, _, high = belief.band("kerb_mass_kg")
    assert low <= np.median(found.values("kerb_mass_kg")) <= high
