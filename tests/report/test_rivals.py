import re

import pytest
from given_back import study

from carwright.report.rivals import rivals
from carwright.report.words import MINUS


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


def test_what_gives_lies_left_of_the_axis_and_below_the_battery():
    made = rivals(study())
    assert "Road load below its parts gives" in made
    assert "Out of height gives" in made
    assert MINUS not in made
    rows = re.findall(r"<tr[^>]*>.*?</tr>", made)
    cells = {
        re.findall(r"<th[^>]*>(.*?)</th>", row)[0]: float(re.findall(r">([\d.]+)<", row)[-1])
        for row in rows
        if re.search(r'<td class="number">[\d.]+<', row)
    }
    names = list(cells)
    battery = names.index("At the battery")
    given = [name for name in names if name.startswith("Given besides")]
    assert names[battery + 1 : battery + 1 + len(given)] == given
    took = sum(cells[name] for name in names[:battery])
    gave = cells["At the battery"] + sum(cells[name] for name in given)
    assert took == pytest.approx(gave, abs=0.05 * len(names))
