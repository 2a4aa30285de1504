import numpy as np
import pytest
from typed_claims import heard

from carwright.belief.needs import Change, Nearest
from carwright.belief.plausible import Checked
from carwright.belief.predicted import Predicted
from carwright.belief.verdict import claim_in_words, further, judgement, sentence

CHANGES = {
    "drag_area_m2": Change(0.42, 0.46, 0.49, 0.52),
    "battery_usable_energy_kwh": Change(104.0, 92.0, 97.0, 101.0),
    "cltc_test_over_simulated_ratio": Change(0.9, 0.8, 1.0, 1.2),
}


def checked(one, share, **more):
    values = np.linspace(690.0, 830.0, 200)
    said = Predicted(values, np.full(200, 1 / 200), (), more.get("estimate", ""))
    changes = more.get("changes")
    car = Nearest(np.zeros(3), 1.0, True, {}, changes) if changes else None
    return Checked(one, None, said, share, more.get("slip", ""), car, more.get("broken", ()))


def test_the_verdict_is_one_sentence_with_its_band():
    one = heard("range_km", 800, procedure="cltc")
    assert sentence(checked(one, 0.62)) == (
        "800 km CLTC is plausible: 62 of 100 believable cars reach it; "
        "what is known without it says 697 to 823 km."
    )


@pytest.mark.parametrize(
    ("share", "broken", "word"),
    [
        (0.6, (), "is plausible"),
        (0.1, (), "is possible but bold"),
        (0.01, (), "is doubtful"),
        (0.0, ("a drag coefficient of 0.1, past 0.15",), "cannot be"),
    ],
)
def test_the_word_follows_the_share_and_the_limits(share, broken, word):
    assert judgement(checked(heard("range_km", 800), share, broken=broken)) == word


def test_what_it_needs_is_told_farthest_first():
    found = checked(heard("range_km", 900, procedure="cltc"), 0.01, changes=CHANGES)
    told = " ".join(further(found))
    assert "drag area 0.42 m² instead of 0.46 to 0.52" in told
    assert "battery usable energy 104 kWh instead of 92 to 101" in told
    assert "a CLTC test that reads 10 % lower than expected" in told
    assert told.index("drag area") < told.index("a CLTC test")


def test_what_is_rounded_away_is_no_need():
    changes = {
        "charge_rate_ratio": Change(1.15, 0.8, 1.0, 1.2),
        "charging_test_over_simulated_ratio": Change(0.998, 0.9, 1.0, 1.1),
    }
    one = heard("charge_10_80_min", 15)
    told = " ".join(further(checked(one, 0.01, changes=changes)))
    assert "needs cells that take 15 % more than expected." in told
    rest = {"charging_test_over_simulated_ratio": changes["charging_test_over_simulated_ratio"]}
    assert not any("needs" in line for line in further(checked(one, 0.01, changes=rest)))
    assert "charge as fast" in sentence(checked(one, 0.01))


def test_a_slip_an_estimate_and_a_price_are_said():
    assert "mph for km/h" in further(checked(heard("range_km", 8), 0.0, slip="mph for km/h"))[0]
    price = checked(heard("price", 200000, currency="CNY"), 0.5, estimate="by the battery")
    told = " ".join(further(price))
    assert "rough estimate: by the battery" in told
    assert "Physics cannot judge it" in told
    assert "ordinary claim" in " ".join(further(checked(heard("range_km", 700), 0.6)))


@pytest.mark.parametrize(
    ("key", "value", "more", "words"),
    [
        ("range_km", 800, {"procedure": "cltc"}, "800 km CLTC"),
        ("range_km", 1000, {"bound": "at_most"}, "up to 1,000 km"),
        ("zero_to_100_s", 2.78, {"rollout": "yes"}, "0-100 km/h 2.78 s with rollout"),
        ("price", 215900, {"currency": "CNY"}, "215,900 CNY"),
        ("kerb_mass_kg", 2205, {}, "kerb mass 2,205 kg"),
        ("drag_coefficient", 0.195, {}, "drag coefficient 0.195"),
        ("km_in_10_min", 390, {}, "in 10 minutes 390 km"),
    ],
)
def test_a_claim_reads_as_people_say_it(key, value, more, words):
    assert claim_in_words(heard(key, value, **more)) == words
