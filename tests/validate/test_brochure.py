"""Cars known from a brochure: figures, and what no car uses."""

import pytest

from carwright.units import to_si
from carwright.validate.brochure import BATTERY, BrochureRow, screened
from carwright.validate.table import Rows


def row(consumption_wh_per_km, name="row"):
    consumption = to_si("_wh_per_km", consumption_wh_per_km)
    return BrochureRow(name, "Maker", "Car", 2024, {BATTERY: 70.0}, consumption, 4e5)


def test_a_row_becomes_a_car_without_its_results():
    car = row(170.0).car_file()
    assert {key: claims[0].value for key, claims in car.figures.items()} == {BATTERY: 70.0}
    assert (car.maker, car.year, car.claims) == ("Maker", 2024, {})
    assert car.digest == row(200.0).car_file().digest


@pytest.mark.parametrize(("used", "kept"), [(59.0, 0), (61.0, 1), (170.0, 1), (601.0, 0)])
def test_no_car_uses_so_little_or_so_much(used, kept):
    found = screened(Rows((row(used),), ()))
    assert len(found.kept) == kept
    assert [one.why for one in found.rejected] == (
        [] if kept else [f"no car uses {used:.0f} Wh/km: allowed 60 to 600"]
    )
