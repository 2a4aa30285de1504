"""The rules of the DC plug: own table first, else other cars' curves, none that goes backwards."""

import pytest

from carwright.errors import InputError
from carwright.figure_table import CHARGE_RATES
from carwright.settle.charging import learnt
from carwright.settle.charging_rules import PEAK_KEY, TABLE_KEY, TAKEN
from carwright.settle.desk import Chance
from carwright.settle.settle import settle, version
from carwright.settle.settled import Settled
from carwright.validate.row_car import car_file

KNOWN = {"battery_usable_energy_kwh": 60.0, "chemistry": "nmc", "system_voltage_v": 400.0}


def settled(maker: str = "A maker", name: str = "a car", **figures: float | str) -> Settled:
    return settle(car_file("x", maker, name, 2022, {**KNOWN, **figures}))


def rates(found: Settled) -> list[float]:
    return [found.values[key] for key in CHARGE_RATES]


def test_a_usual_car_is_the_mean_of_others():
    low, high = settled(), settled(system_voltage_v=800.0)
    assert low.values["dc_peak_power_kw"] == pytest.approx(2.0 * 60.0)
    assert high.values["dc_peak_power_kw"] == pytest.approx(3.0 * 60.0)
    assert all(low.origins[key].how == "rule" for key in CHARGE_RATES)
    assert rates(high)[5] > 1.3 * rates(low)[5]


def test_the_inlet_carries_peak_power():
    found = settled(dc_peak_power_kw=150.0).values
    nominal = 3.67 * found["cells_in_series_count"]
    assert found["dc_peak_current_a"] == pytest.approx(150e3 / (0.9 * nominal))


def test_no_curve_reaches_its_own_car():
    families = {one.family for one in learnt()}
    assert "tesla model 3" in families
    assert rates(settled("Tesla", "Model 3 Long Range")) != rates(settled("Tesla", "Model S"))
    assert rates(settled("Volkswagen", "ID.4 Pro")) != rates(settled("Volkswagen", "ID.3"))
    assert rates(settled("Another", "Car")) == rates(settled())


def test_chance_scales_what_nobody_gave():
    def drawn(peak: float, taken: float) -> Settled:
        chance = Chance(times={PEAK_KEY: peak, TAKEN: taken})
        file = car_file("x", "A maker", "a car", 2022, KNOWN)
        return version(file, settled().usual, chance)

    usual, one = settled(), drawn(1.2, 0.9)
    assert one.values[PEAK_KEY] == pytest.approx(1.2 * usual.values[PEAK_KEY])
    assert rates(one) == pytest.approx([0.9 * rate for rate in rates(usual)])
    wild = drawn(99.0, 99.0)
    assert (wild.values[PEAK_KEY], max(rates(wild))) == (2000.0, 20.0)


def test_an_own_table_replaces_all():
    found = settled(**{TABLE_KEY: "0:60, 100:60"})
    assert rates(found) == pytest.approx([1.0] * len(CHARGE_RATES))
    assert found.values["dc_peak_power_kw"] == 60.0
    assert settled(**{TABLE_KEY: "0:60, 100:60", "dc_peak_power_kw": 55.0}).values[
        "dc_peak_power_kw"
    ] == pytest.approx(55.0)


@pytest.mark.parametrize("text", ["50:60, 10:80", "10:60, 10:50", "10:60, 120:50", "10:60, 50:0"])
def test_a_table_that_cannot_be_is_refused(text: str):
    with pytest.raises(InputError) as caught:
        settled(**{TABLE_KEY: text})
    assert caught.value.key == TABLE_KEY
