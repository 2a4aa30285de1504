import pytest
from believed_cars import COUNT, ON, car

from carwright.belief.plain_words import parsed
from carwright.belief.plausible import can_it_be, check_claims, numeric

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def checked():
    return check_claims(car(), ON, count=COUNT)


def of(checked, key, source):
    found = [one for one in checked if one.heard.key == key and one.heard.source.id == source]
    assert len(found) == 1
    return found[0]


def test_every_number_has_a_band_and_a_share(checked):
    assert len(checked) == len(numeric(car()))
    for one in checked:
        low, middle, high = one.predicted.band
        assert low <= middle <= high
        assert 0.0 <= one.plausibility <= 1.0


def test_ordinary_claims_are_plausible_and_a_wild_one_is_not(checked):
    assert of(checked, "kerb_mass_kg", "filing").plausibility > 0.1
    assert of(checked, "range_km", "sheet").plausibility > 0.1
    wild = of(checked, "range_km", "blog")
    assert wild.plausibility < 0.02
    assert wild.nearest is not None
    assert wild.nearest.changes


def test_a_claim_is_held_against_what_is_known_without_it(checked):
    low, _, high = of(checked, "kerb_mass_kg", "filing").predicted.band
    assert high - low > 200.0
    # of 620 km the sheet is the only origin, so its copy does not vouch for it
    assert of(checked, "range_km", "paper").plausibility == pytest.approx(
        of(checked, "range_km", "sheet").plausibility
    )


def test_mph_given_for_km_an_hour_is_named(checked):
    assert of(checked, "top_speed_kmh", "blog").slip == "mph for km/h"
    assert of(checked, "top_speed_kmh", "filing").slip == ""


def test_physics_sets_a_limit_to_ranges_and_sprints(checked):
    wild = of(checked, "range_km", "blog")
    assert wild.limit is not None
    assert wild.limit > wild.predicted.band[2]
    sprint = of(checked, "zero_to_100_s", "sheet")
    assert sprint.limit is not None
    assert sprint.limit < sprint.predicted.band[0]
    assert of(checked, "length_mm", "filing").limit is None


def test_a_typed_claim_is_judged_without_those_that_say_the_same(checked):
    bold = can_it_be(car(), parsed("900 km cltc", ON), ON, count=COUNT)
    assert of(checked, "range_km", "blog").plausibility <= bold.plausibility < 0.25
    assert bold.nearest is not None
