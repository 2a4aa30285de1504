"""Results of a charge: units in the names, a curve from start to end, nothing past its end."""

import pytest
from workshop import TESLA, car, driven, number

from carwright.native_call.pytrees import by_path
from carwright.run.around import reference_environment
from carwright.run.charge import Charge, Station, arrived, charge
from carwright.run.charge_results import Use, charge_document, use_of

USED = Use(540.0, 0.96)
"""150 Wh/km in J/m; of each joule of chemistry 0.96 reach the terminals."""


def charged(low: float, high: float, voltage: float = 1000.0) -> Charge:
    vehicle = car(TESLA)
    station = Station(number(100e3), number(500.0), number(voltage))
    start = arrived(vehicle, number(low), reference_environment(vehicle))
    return charge(vehicle, station, start, number(high))


def test_numbers_in_their_units():
    found = charged(0.1, 0.8)
    told = charge_document(by_path(found), by_path(found), USED, 0.5)
    assert told["kind"] == "dc"
    assert (told["soc_start"], told["soc_end"]) == pytest.approx((0.1, 0.8), abs=1e-6)
    assert told["minutes"] == told["minutes_10_80"] == pytest.approx(float(found.duration) / 60.0)
    for name in ("grid", "outlet", "pack", "stored"):
        energy = float(getattr(found, f"energy_{name}"))
        assert told[f"energy_{name}_kwh"] == pytest.approx(energy / 3.6e6)
    assert told["cost"] == pytest.approx(0.5 * told["energy_outlet_kwh"])
    assert told["peak_kw"] == pytest.approx(100.0)
    assert told["energy_stored_kwh"] + sum(told["losses"].values()) == pytest.approx(
        told["energy_grid_kwh"], rel=1e-9
    )


def test_the_curve_goes_from_start_to_end():
    found = charged(0.123, 0.8)
    curve = charge_document(by_path(found), by_path(found), USED, None)["curve"]
    socs = [one["soc"] for one in curve]
    assert socs[0] == pytest.approx(0.123)
    assert socs[1:-1] == pytest.approx([0.01 * percent for percent in range(13, 80)])
    assert socs[-1] == pytest.approx(0.8, abs=1e-6)
    minutes = [one["minutes"] for one in curve]
    assert minutes == sorted(minutes)
    assert minutes[0] == 0.0
    assert minutes[-1] == pytest.approx(float(found.duration) / 60.0, rel=1e-6)
    assert curve[0]["pack_c"] == pytest.approx(30.0)


def test_range_gained_is_energy_over_consumption():
    found = charged(0.1, 0.8)
    told = charge_document(by_path(found), by_path(found), USED, None)
    assert told["cost"] is None
    stored = 100.0 * 0.93 / 6.0
    assert told["km_in_10_min"] == pytest.approx(0.96 * stored / 0.15, rel=0.05)
    short = charged(0.1, 0.2)
    less = charge_document(by_path(short), by_path(found), USED, None)
    assert less["km_in_15_min"] is None
    assert less["minutes_10_80"] == told["minutes_10_80"]


def test_two_efficiencies_are_told_apart():
    found = charged(0.1, 0.8)
    told = charge_document(by_path(found), by_path(found), USED, None)
    stored = told["energy_stored_kwh"] / told["energy_grid_kwh"]
    assert told["stored_over_grid_share"] == pytest.approx(stored)
    assert told["drivable_over_grid_share"] == pytest.approx(0.96 * stored)
    run = driven(TESLA, "wltc-3b")
    assert 0.96 < use_of(run).drivable < 1.0
    assert use_of(run).consumption == pytest.approx(float(run.consumption_dc))


def test_nothing_flows_and_nothing_breaks():
    found = charged(0.1, 0.8, voltage=100.0)
    told = charge_document(by_path(found), by_path(found), USED, None)
    assert (told["curve"], told["reached"], told["minutes_10_80"]) == ([], False, None)
