import re

import pytest

from carwright.report.rivals import rivals


def test_bars_of_a_car_add_up_to_its_consumption(found):
    made = rivals(found)
    sums = {}
    for car, cycle in [(car, c.id) for car in found.cars for c in found.cycles]:
        sums[car.consumption(cycle)] = car.name
    hints = [float(n) for n in re.findall(r"<title>[^<]*: ([\d.]+)\s*Wh/km</title>", made)]
    assert sum(hints) == pytest.approx(2 * sum(sums), abs=0.05 * len(hints))


def test_every_car_and_cycle_is_named(found):
    made = rivals(found)
    for car in found.cars:
        assert made.count(car.name) >= 4
    assert made.count("At the battery") == 3
    assert made.count("<svg") == 2
