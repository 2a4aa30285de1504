"""What is believed: against closed forms, bit for bit, and whatever the surrogate says."""

import datetime
from functools import cache

import numpy as np
import pytest
from numbers_said import CHARGE, COPY, FILING, GOLD, LATER, SHEET, car
from toy_model import right

from carwright.belief import belief as module
from carwright.belief.belief import banded, believed
from carwright.belief.latent import LATENTS, SIMULATED
from carwright.belief.scene import Asking, scene
from carwright.belief.simulated import QUANTITIES
from carwright.belief.surrogate import fitted
from carwright.belief.temper import tempered
from carwright.belief.terms import packed

ON = datetime.date(2024, 6, 1)
COUNT = 512
SAID = (FILING, SHEET)


@cache
def about():
    return scene(car(*SAID, year=2024), Asking(ON, count=COUNT))


@cache
def found():
    return believed(about())


@cache
def certain(scale):
    """Return what is believed if every claim is right within a spread."""
    claims = [one._replace(reliability=right(scale)) for one in about().spoken]
    return believed(about(), packed(claims, about().names, about().usual))


def width(belief, name):
    low, _, high = belief.band(name)
    return np.log(high / low)


def test_points_of_weighed_values():
    values, even = np.arange(1.0, 101.0), np.full(100, 0.01)
    assert banded(values, even) == pytest.approx((5.5, 50.5, 95.5))
    last = np.append(np.zeros(99), 1.0)
    assert banded(values, last)[1] == pytest.approx(99.5, abs=0.6)


@pytest.mark.slow
def test_one_number_is_the_closed_form():
    claims = [one for one in about().spoken if one.heard.key == "kerb_mass_kg"]
    claims = [one._replace(reliability=right(0.1)) for one in claims]
    belief = believed(about(), packed(claims, about().names, about().usual))
    at = LATENTS.index("kerb_mass_kg")
    variance = float(about().prior.root[at] @ about().prior.root[at])
    precise = 1.0 / variance + 1.0 / 0.1**2
    mean = (about().prior.middle[at] / variance + np.log(2000.0) / 0.1**2) / precise
    low, middle, high = np.log(belief.band("kerb_mass_kg"))
    assert middle == pytest.approx(mean, abs=0.15 * precise**-0.5)
    assert high - low == pytest.approx(2.0 * 1.645 * precise**-0.5, rel=0.12)


@pytest.mark.slow
def test_a_repeat_an_irrelevant_claim_and_a_later_one_change_no_bit():
    talk = (LATER, GOLD, COPY, *SAID[::-1])
    other = believed(scene(car(*talk, year=2024), Asking(ON, count=COUNT)))
    np.testing.assert_array_equal(other.normal, found().normal)
    np.testing.assert_array_equal(other.weights, found().weights)
    np.testing.assert_array_equal(other.quantities, found().quantities)


@pytest.mark.slow
def test_it_says_how_sure_it_is():
    assert found().converged
    assert 0.2 * COUNT < found().ess <= COUNT
    assert np.sum(found().weights) == pytest.approx(1.0)
    assert all(np.isfinite(found().band(name)).all() for name in about().names)


@pytest.mark.slow
def test_what_is_claimed_is_simulated_for_every_car():
    known = np.isfinite(found().quantities).mean(axis=0)
    shares = dict(zip(about().names, known, strict=True))
    assert shares["cltc_range_km"] == 1.0
    assert shares["wltp_range_km"] == pytest.approx(0.25)


@pytest.mark.slow
def test_a_claim_of_range_teaches_of_the_battery():
    unheard = about().quantities(*about().pilots)
    at = about().names.index("battery_usable_energy_kwh")
    before = np.quantile(unheard[:, at], 0.95) - np.quantile(unheard[:, at], 0.05)
    assert width(certain(0.01), "battery_usable_energy_kwh") < 0.8 * before


@pytest.mark.slow
def test_more_reliable_sources_narrow_the_band():
    for name in ("cltc_range_km", "kerb_mass_kg"):
        assert width(certain(0.01), name) < 0.5 * width(certain(0.08), name)


@pytest.mark.slow
def test_what_a_surrogate_missed_is_taken_up_by_the_test_alone():
    normal, values = about().pilots
    wrong = fitted(normal[:, :SIMULATED], values + 0.02)
    model = about().model(wrong, about().terms())
    moved = module._moved(model, normal, values)
    assert np.all(moved[:, :SIMULATED] == normal[:, :SIMULATED])
    at = about().names.index("cltc_range_km")
    near = model.quantities(normal)[:, at]
    exact = about().quantities(moved, values)[:, at]
    missed = about().quantities(normal, values)[:, at] - near
    assert np.std(exact - near) < 0.1 * np.std(missed)
    assert abs(np.mean(exact - near)) < 0.002 < abs(np.mean(missed))


@pytest.mark.slow
def test_a_charging_claim_teaches_of_the_plug():
    talk = scene(car(*SAID, CHARGE, year=2024), Asking(ON, count=COUNT))
    quick = believed(talk)
    assert np.isfinite(quick.quantities[:, talk.names.index("charge_10_80_min")]).all()
    assert quick.band("charge_10_80_min")[0] < 20.0 < quick.band("charge_10_80_min")[2]
    rates = [LATENTS.index(name) for name in ("charge_peak", "charge_rate")]
    before, after = (
        one.weights @ one.scene.prior.vectors(one.normal)[:, rates] for one in (found(), quick)
    )
    assert np.all(after > before + 0.03)


@pytest.mark.slow
def test_a_wrong_surrogate_gives_the_same_answer():
    truth = certain(0.08)
    normal, values = about().pilots
    wrong = fitted(normal[:, :SIMULATED], values)
    wrong = wrong._replace(constant=wrong.constant + 0.05, quadratic=0.0 * wrong.quadratic)
    claims = [one._replace(reliability=right(0.08)) for one in about().spoken]
    model = about().model(wrong, packed(claims, about().names, about().usual))
    arrived = tempered(model, 0, COUNT).normal
    said = about().simulated(arrived, QUANTITIES)
    moved = module._moved(model, arrived, said)
    weights = module._weights(model, (arrived, moved), said)
    at = about().names.index("cltc_range_km")
    weighed = banded(about().quantities(moved, said)[:, at], weights)
    even = np.median(about().quantities(arrived, said)[:, at])
    exact = np.log(truth.band("cltc_range_km"))
    spread = (exact[2] - exact[0]) / 3.3
    assert abs(weighed[1] - exact[1]) < 0.25 * spread
    assert weighed[2] - weighed[0] == pytest.approx(exact[2] - exact[0], rel=0.2)
    assert abs(even - exact[1]) > 5.0 * abs(weighed[1] - exact[1])
