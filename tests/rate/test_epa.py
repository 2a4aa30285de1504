"""EPA: the multi-cycle and the single-cycle test on a car of known consumption, by hand."""

import numpy as np
import pytest
from rollers import KWH, EvenCar

from carwright.errors import InputError
from carwright.rate.course import PAUSE, SOAK, STEADY
from carwright.rate.epa import CITY, HIGHWAY, rate_epa
from carwright.units import from_si
from carwright.world.cycle import cycle

UDDS_KM, HWFET_KM = cycle("udds").distance / 1e3, cycle("hwfet").distance / 1e3
CITY_WH = (150.0, 140.0, 130.0, 120.0)
HIGHWAY_WH = (160.0, 150.0)


def uneven(name: str, lap: int) -> float:
    """City and highway cycles that take less each time; the rest takes 170 Wh/km."""
    if name in CITY:
        return CITY_WH[min(lap, 3)]
    return HIGHWAY_WH[min(lap, 1)] if name in HIGHWAY else 170.0


@pytest.mark.parametrize("factor", [None, 0.742])
def test_a_constant_consumption_is_every_phase(factor: float | None):
    rating = rate_epa(EvenCar(), factor=factor)
    share = 0.7 if factor is None else factor
    assert (rating.method, rating.factor) == ("mct", share)
    assert set(rating.phases) == set(rating.unadjusted) == {"combined", "city", "highway"}
    for name, phase in rating.phases.items():
        measured = rating.unadjusted[name]
        assert measured.range == pytest.approx(400e3, rel=1e-9)
        assert from_si("c_wh_per_km", measured.consumption_ac) == pytest.approx(150.0 / 0.88)
        assert phase.range == pytest.approx(share * 400e3, rel=1e-9)
        assert phase.consumption_ac == pytest.approx(measured.consumption_ac / share)
        assert phase.consumption_dc == pytest.approx(measured.consumption_dc / share)


def test_the_multi_cycle_test_by_hand():
    rating = rate_epa(EvenCar(consumption=uneven))
    usable = 60e3
    first = CITY_WH[0] * UDDS_KM / usable
    city = first * CITY_WH[0] + (1.0 - first) * np.mean(CITY_WH[1:])
    highway = np.mean(HIGHWAY_WH)
    both = rating.unadjusted
    assert both["city"].range == pytest.approx(usable / city * 1e3, rel=1e-9)
    assert both["highway"].range == pytest.approx(usable / highway * 1e3, rel=1e-9)
    combined = 0.55 * usable / city + 0.45 * usable / highway
    assert both["combined"].range == pytest.approx(combined * 1e3, rel=1e-9)
    consumption = 0.55 * city + 0.45 * highway
    assert from_si("c_wh_per_km", both["combined"].consumption_dc) == pytest.approx(consumption)
    assert from_si("c_wh_per_km", both["combined"].consumption_ac) == pytest.approx(
        consumption / 0.88
    )


def test_the_multi_cycle_test_is_the_sum_of_its_parts():
    rating = rate_epa(EvenCar(consumption=uneven))
    half = [*CITY, PAUSE, *HIGHWAY, SOAK, *CITY]
    assert [part.name for part in rating.segments] == [*half, STEADY, *half, STEADY]
    assert sum(part.energy for part in rating.segments) == pytest.approx(rating.usable_energy)
    assert rating.usable_energy == pytest.approx(60.0 * KWH, rel=1e-9)
    last = rating.segments[-1].energy / rating.usable_energy
    assert 0.08 < last <= 0.2
    for name, wh in zip((*CITY, *HIGHWAY), (CITY_WH, CITY_WH, HIGHWAY_WH), strict=True):
        drives = [part for part in rating.segments if part.name == name]
        found = [from_si("c_wh_per_km", part.energy / part.distance) for part in drives]
        np.testing.assert_allclose(found, wh)


def test_what_other_readings_would_do_is_told_by_hand():
    rating = rate_epa(EvenCar(consumption=uneven))
    weights, consumption = rating.alternatives
    alike = 0.55 * 60e3 / np.mean(CITY_WH) + 0.45 * 60e3 / np.mean(HIGHWAY_WH)
    assert weights.range == pytest.approx(0.7 * alike * 1e3, rel=1e-9)
    combined = rating.unadjusted["combined"].consumption_dc
    assert consumption.range == pytest.approx(0.7 * 60.0 * KWH / combined, rel=1e-9)


@pytest.mark.parametrize("rig", [EvenCar(energy=12.0), EvenCar(fastest=85.0)], ids=str)
def test_a_car_that_cannot_complete_it_is_tested_by_single_cycles(rig: EvenCar):
    rating = rate_epa(rig)
    assert rating.method == "sct"
    assert rating.five_cycle is None
    for phase in rating.unadjusted.values():
        assert phase.range == pytest.approx(rig.energy / 0.150 * 1e3, rel=1e-9)
    with pytest.raises(InputError, match="multi-cycle"):
        rate_epa(rig, "mct")


def test_the_single_cycle_tests_by_hand():
    rating = rate_epa(EvenCar(consumption=uneven), "sct")
    for name, rates, km in (("city", CITY_WH, UDDS_KM), ("highway", HIGHWAY_WH, HWFET_KM)):
        *early, last = rates
        left = 60e3 - sum(wh * km for wh in early)
        distance = len(early) * km + left / last
        assert rating.unadjusted[name].range == pytest.approx(distance * 1e3, rel=1e-9)
        dc = from_si("c_wh_per_km", rating.unadjusted[name].consumption_dc)
        assert dc == pytest.approx(60e3 / distance, rel=1e-9)
    assert any("city test" in note for note in rating.notes)


def test_where_the_factor_comes_from_and_why_it_is_not_by_five_cycles():
    rating = rate_epa(EvenCar())
    assert "default" in rating.factor_from
    assert rate_epa(EvenCar(), factor=0.75).factor_from == "given for this car"
    assert rating.five_cycle is not None
    assert [reason.split()[0] for reason in rating.five_cycle.not_judged] == ["SC03", "cold"]
    tags = {formula.name: formula.tag for formula in rating.formulas}
    assert tags["label-factor"] == "V"
    assert tags["five-cycle"] == "M"
