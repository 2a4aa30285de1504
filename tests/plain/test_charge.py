"""A charge by plain numbers is that of the library, and so is what a drive makes of it."""

import pytest
from workshop import LEAF, TESLA, car, hilly

import carwright
from carwright.native_call.pytrees import by_path
from carwright.plain.cars import built
from carwright.plain.charge import Plugged, Station, charged, rest_voltage, use_on
from carwright.plain.drive import Morning
from carwright.plain.weather import Weather
from carwright.run.charge import Station as LibraryStation
from carwright.run.charge import arrived, charge
from carwright.run.charge_results import charge_document, use_of
from carwright.run.comfort import comfort
from carwright.settle.resolve import resolve
from carwright.world.padding import padded

DC, AC = Station(150e3, 500.0, 1000.0), Station(22e3, 0.0, 0.0)
COLD = Morning(Weather(263.15, headwind=3.0, humidity=0.7, sun=100.0), cabin=295.15)


@pytest.mark.parametrize(("station", "cells"), [(DC, None), (AC, 265.0)])
@pytest.mark.parametrize("car_id", [TESLA, LEAF])
def test_it_tells_what_the_library_tells(car_id: str, station: Station, cells: float | None):
    plain, vehicle = built(resolve(car_id).arrays()), car(car_id)
    found = charged(plain, Plugged(station, cells, COLD), 0.1, 0.7)
    air = carwright.surroundings(vehicle, **COLD.weather._asdict())
    start = arrived(vehicle, 0.1, air, cells)
    kept = comfort(295.15)
    expected = by_path(charge(vehicle, LibraryStation(*station), start, 0.7, air, kept))
    use = use_on(plain, padded(hilly()), 0.9, COLD)
    run = carwright.drive(vehicle, hilly(), environment=air, comfort=kept)
    assert use == pytest.approx(use_of(run), rel=1e-9)
    told, library = (charge_document(one, one, use, 0.3) for one in (found, expected))
    close = abs(told.pop("ledger_residual_relative")), abs(library.pop("ledger_residual_relative"))
    assert max(close) < 1e-9
    assert told.pop("kind") == library.pop("kind") == ("dc" if station is DC else "ac")
    curves = zip(told.pop("curve"), library.pop("curve"), strict=True)
    assert all(mine == pytest.approx(theirs, rel=1e-9) for mine, theirs in curves)
    assert told.pop("losses") == pytest.approx(library.pop("losses"), rel=1e-9)
    assert told == pytest.approx(library, rel=1e-9)


def test_the_rest_voltage_is_that_of_all_cells():
    plain = built(resolve(TESLA).arrays())
    low, high = (rest_voltage(plain, at) / plain["battery.cells_in_series"] for at in (0.1, 0.9))
    assert 3.0 < low < high < 4.3
