import numpy as np
import pytest
from believed_cars import belief_of_it, talked

from carwright.belief.conflicts import conflicts, heard

pytestmark = pytest.mark.slow


def test_claims_that_no_car_can_satisfy_are_named_with_what_excludes_them():
    found = conflicts(belief_of_it())
    named = {(one.claim.key, one.claim.source.id): one for one in found}
    slip = named["top_speed_kmh", "blog"]
    assert slip.heard < 0.05
    assert slip.against is not None
    assert (slip.against.key, slip.against.source.id) == ("top_speed_kmh", "filing")
    assert ("kerb_mass_kg", "filing") not in named


def test_the_least_heard_come_first():
    found = [one.heard for one in conflicts(belief_of_it())]
    assert found == sorted(found)


def test_each_claim_has_a_probability():
    chances = heard(belief_of_it())
    assert chances.shape == (len(talked().spoken),)
    assert np.all((chances >= 0.0) & (chances <= 1.0))
