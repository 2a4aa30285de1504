"""What claims speak of, and the straight lines."""

import datetime
from functools import cache

import numpy as np
import pytest
from numbers_said import car
from typed_claims import heard

from carwright.belief.latent import LATENTS
from carwright.belief.quantity import (
    AC_WHOLE,
    SPRINT_SCATTER,
    UNSAID,
    Line,
    charging_of,
    claimed_number,
    lines,
    meanings,
    price_lines,
)
from carwright.settle.settle import settle

ON = datetime.date(2024, 6, 1)
USABLE, STATED = "battery_usable_energy_kwh", "battery_energy_kwh"


def means(key, value=100.0, **more):
    return meanings(key, heard(key, value, **more).claim)


@cache
def settled():
    mass = ("filing", "Ministry", "regulator", "2024-01", "kerb_mass_kg", 2000.0, {})
    return settle(car(mass, year=2024))


def test_a_line_is_a_row_of_the_vector():
    row = Line(1.0, {"drag": 2.0}).row()
    assert row.shape == (len(LATENTS),)
    assert row[LATENTS.index("drag")] == 2.0
    assert np.count_nonzero(row) == 1


@pytest.mark.parametrize(
    ("key", "more", "names"),
    [
        ("range_km", {"procedure": "cltc"}, ["cltc_range_km"]),
        ("range_km", {}, [f"{p}_range_km" for p in ("epa", "wltp", "cltc", "nedc")]),
        ("zero_to_100_s", {"rollout": "yes"}, ["zero_to_100_rollout_s"]),
        ("zero_to_100_s", {}, ["zero_to_100_s", "zero_to_100_rollout_s"]),
        ("battery_energy_kwh", {}, ["battery_energy_kwh"]),
        ("price", {"currency": "CNY"}, ["price_cny"]),
        ("price", {"currency": "XAU"}, []),
        ("price", {}, []),
        ("charge_10_80_min", {}, ["charge_10_80_min"]),
        ("charge_10_80_min", {"side": "ac"}, []),
        ("charge_10_80_min", {"conditions": "in winter"}, []),
        ("charge_dc_min", {}, ["charge_10_80_min", "charge_0_80_min", "charge_30_80_min"]),
        ("charge_dc_min", {"side": "dc"}, [*UNSAID["charge_dc_min"]]),
        ("charge_0_100_min", {}, ["charge_0_100_min", AC_WHOLE]),
        ("charge_0_100_min", {"side": "dc"}, ["charge_0_100_min"]),
        ("charge_0_100_min", {"side": "ac"}, [AC_WHOLE]),
        ("charge_peak_kw", {}, ["dc_peak_power_kw"]),
        ("charge_peak_kw", {"side": "ac"}, []),
        ("dc_peak_power_kw", {}, ["dc_peak_power_kw"]),
        ("charge_typical_kw", {}, ["charge_10_80_kw"]),
        ("km_in_10_min", {"procedure": "cltc"}, ["cltc_km_in_10_min"]),
        ("km_in_5_min", {}, [f"{p}_km_in_5_min" for p in ("epa", "wltp", "cltc", "nedc")]),
        ("range_km", {"conditions": "in winter"}, []),
        ("mpge", {}, ["epa_consumption_ac_kwh_per_100km"]),
        (
            "consumption_kwh_per_100km",
            {"procedure": "epa", "side": "ac", "conditions": "label 2021, combined"},
            ["epa_consumption_ac_kwh_per_100km"],
        ),
        (
            "consumption_kwh_per_100km",
            {"procedure": "epa", "side": "ac", "conditions": "unadjusted udds"},
            [],
        ),
    ],
)
def test_what_a_claim_may_mean(key, more, names):
    found = means(key, **more)
    assert [one.quantity for one in found] == names
    assert not names or sum(one.weight for one in found) == pytest.approx(1.0)


def test_a_consumption_at_the_battery_is_less_than_at_the_plug():
    dc, ac, either = (
        means("consumption_kwh_per_100km", 15.0, procedure="wltp", **side)[0]
        for side in ({"side": "dc"}, {"side": "ac"}, {})
    )
    assert dc.shift < either.shift < ac.shift == 0.0
    assert either.spread > dc.spread > ac.spread


def test_a_run_against_the_clock_is_one_run_of_many():
    (run,) = means("zero_to_100_s", 4.2, rollout="no", kind="measured")
    (told,) = means("zero_to_100_s", 4.2, rollout="no", kind="maker")
    assert (run.quantity, run.spread) == (told.quantity, SPRINT_SCATTER)
    assert told.spread == 0.0


def test_a_gain_in_five_minutes_hangs_on_the_shape_of_the_curve():
    spreads = [means(key, 20.0)[0].spread for key in ("km_in_5_min", "charge_10_80_min")]
    assert spreads[0] > 2.0 * spreads[1] > 0.0


def test_charging_under_conditions_is_simulated_too():
    cold = heard("charge_30_80_min", 27.0, conditions="5 to 15 C").claim
    assert meanings("charge_30_80_min", cold) == ()
    assert charging_of("charge_30_80_min", cold) == {"charge_30_80_min"}
    assert charging_of("range_km", heard("range_km", 600.0).claim) == frozenset()
    assert charging_of("charge_peak_kw", heard("charge_peak_kw", 200.0).claim) == frozenset()


def test_the_plug_follows_from_the_battery():
    found = lines(settled())
    peak, whole = found["dc_peak_power_kw"], found[AC_WHOLE]
    assert np.exp(peak.constant) == pytest.approx(2.0)
    assert peak.slopes == {USABLE: 1.0, "charge_peak": 1.0}
    onboard = settled().values["onboard_charger_power_kw"]
    assert np.exp(whole.constant) == pytest.approx(60.0 / (0.88 * onboard))


def test_mpge_is_a_consumption():
    claim = heard("mpge", 100.0).claim
    assert claimed_number("mpge", claim, 100.0) == pytest.approx(20.94, abs=0.01)
    assert claimed_number("range_km", claim, 100.0) == 100.0


def test_energies_and_areas_follow_from_the_vector():
    found = lines(settled())
    assert found["kerb_mass_kg"] == Line(0.0, {"kerb_mass_kg": 1.0})
    assert found["battery_gross_energy_kwh"].constant > 0.0
    assert found[STATED].slopes == {USABLE: 1.0}
    area = found["frontal_area_m2"]
    logs = np.log([1900.0, 1450.0])
    assert 2.0 < np.exp(area.constant + logs.sum()) < 2.8
    drag = found["drag_area_m2"].constant - area.constant
    assert drag == pytest.approx(found["drag_coefficient"].constant)


def test_a_price_grows_with_power_and_its_spread_has_a_latent_of_its_own():
    energy = lines(settled())[STATED]
    found = price_lines(settled(), ON, energy)
    assert set(found) == {f"price_{one}" for one in ("cny", "eur", "gbp", "pln", "usd")}
    line = found["price_usd"]
    assert line.slopes["peak_power_kw"] > 0.2
    assert 0.2 < line.slopes["price"] < 1.0
    assert line.slopes[USABLE] > 0.0
