from dataclasses import replace

import pytest
from believed_cars import ON, car, talked
from numbers_said import car as made_up
from typed_claims import heard

from carwright.belief.plain_words import parsed
from carwright.belief.plausible import numeric
from carwright.belief.repeated import repeated
from carwright.belief.scene import Asking, scene
from carwright.carfile.as_of import as_of

pytestmark = pytest.mark.slow
PEAK = ("sheet", "Maker", "maker", "2024-03", "dc_peak_power_kw", 150.0, {})


def of(key):
    return [one for one in numeric(as_of(car(), ON)) if one.key == key]


def keys(found):
    return sorted(one.split("/")[1] for one in found)


def test_a_claim_and_its_repeat_are_left_out_together():
    said, again, other = of("range_km")
    assert keys(repeated(talked(), said)) == ["sheet"]
    assert keys(repeated(talked(), again)) == ["sheet"]
    assert keys(repeated(talked(), other)) == ["blog"]


def test_a_claim_of_another_figure_stays():
    assert keys(repeated(talked(), of("kerb_mass_kg")[0])) == ["filing"]


def test_a_copy_that_says_another_number_repeats_nothing():
    copied = of("range_km")[1]
    wrong = replace(copied, claim=copied.claim.model_copy(update={"value": 702.0}))
    assert repeated(talked(), wrong) == frozenset()


def test_what_is_typed_repeats_whoever_said_it():
    typed = parsed("620 km cltc", ON)
    assert keys(repeated(talked(), typed, whoever=True)) == ["sheet"]
    assert repeated(talked(), parsed("640 km cltc", ON), whoever=True) == frozenset()


def test_a_maker_has_one_voice():
    said = heard("range_km", 620.0, procedure="cltc")
    assert keys(repeated(talked(), said)) == ["sheet"]
    leaked = replace(said, claim=said.claim.model_copy(update={"kind": "leak"}))
    assert repeated(talked(), leaked) == frozenset()


def test_a_peak_power_is_the_same_as_figure_and_as_claim():
    about = scene(made_up(PEAK, year=2024), Asking(ON))
    assert keys(repeated(about, heard("charge_peak_kw", 150.0))) == ["sheet"]
    assert repeated(about, heard("charge_peak_kw", 170.0)) == frozenset()
    assert repeated(about, heard("peak_power_kw", 150.0)) == frozenset()
