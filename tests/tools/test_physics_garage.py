"""The garage in the section on the physics alone: units, published figures, chargers, ranges."""

import re

import numpy as np
import pytest
from scripts import script

from carwright.carfile import garage_ids, load
from carwright.settle.settle import settle
from carwright.validate.drive_unit_losses import Losses
from carwright.validate.nothing_learnt import without_results
from carwright.validate.onboard_charging import Shares
from carwright.world.cycle import cycle

CARS = ("xiaomi-su7-max", "volkswagen-id3-58", "xiaomi-su7-standard")


@pytest.fixture(scope="module")
def garage():
    return script("physics_garage")


@pytest.fixture(scope="module")
def units():
    return script("physics_units")


@pytest.fixture(scope="module")
def cars():
    return [settle(load(name), without_results()) for name in CARS]


def test_units_stand_by_inverter_and_by_car(units, cars):
    shares = np.array([0.08, 0.1, 0.09])
    found = {"udds": Losses(shares, shares + 0.05, shares)}
    text, summary = units.units_part(cars, found)
    two = r"\| xiaomi-su7-max \| \d+ \+ \d+ \| induction \+ permanent-magnet \| sic \+ sic "
    assert re.search(two + r"\| 8.0 % \| 92.0 % \| 87.0 % \|", text)
    one = (
        r"\| volkswagen-id3-58 \| 150 \| permanent-magnet \| igbt \| 10.0 % \| 90.0 % \| 85.0 % \|"
    )
    assert re.search(one, text)
    assert "| igbt | 1 | 10.0 (10.0 to 10.0) % | 85.0 (85.0 to 85.0) % |" in text
    assert summary == "unit losses of 3 cars: UDDS 9.0 (8.0 to 10.0) %"


def test_what_is_published_has_a_source_and_what_it_stands_beside_exists(units):
    every = units.read_published(units.PUBLISHED)
    assert every
    for one in every:
        assert 0.8 < one.efficiency < 1.0
        assert re.search(r"\[.+\]\(https?://\S+\), (\d{4}|no date)", one.source)
        assert bool(one.car) == bool(one.beside)
        assert one.car in ("", *garage_ids())
        assert one.beside in ("", units.PEAK) or cycle(one.beside).id == one.beside
        # A mean of a cycle never stands beside a peak.
        assert (one.figure == units.PEAK) == (one.beside == units.PEAK) or not one.beside


def test_like_stands_beside_like(units):
    row = units.Published("unit", "motor", "NEDC", 0.855, "a", "nedc", "source", "note")
    best = row._replace(figure="peak", beside=units.PEAK, car="b")
    alone = row._replace(car="", beside="")
    simulated = {("a", "nedc"): (0.836, 0.859), ("b", units.PEAK): (0.96, 0.96)}
    text, summary = units.published_part([row, best, alone], simulated)
    assert "| NEDC | 85.5 % | a | NEDC | 83.6 to 85.9 % | source | note |" in text
    assert "| peak | 85.5 % | b | peak | 96.0 % |" in text
    assert "| NEDC | 85.5 % |  |  |  | source | note |" in text
    assert summary == "published: unit 85.5 %, ours 83.6 to 85.9 %"


@pytest.mark.slow
def test_efficiencies_are_those_of_the_cars(units, garage, cars):
    system = np.array([0.1, 0.2, 0.25])
    found = {"udds": Losses(system, system, system)}
    told = units.efficiencies_of(cars, garage.stacked_cars(cars), found)
    assert told["volkswagen-id3-58", "udds"] == pytest.approx((0.8, 1.0 / 1.2))
    least, most = told["volkswagen-id3-58", units.PEAK]
    # Measured by TU Munich: 0.966, drag of the rotor left out.
    assert least == most == pytest.approx(0.96, abs=0.015)


def test_goals_count_the_cars_that_take_the_power(garage):
    none = np.nan
    stored = np.array([[0.70, 0.80, 0.90, none], [0.65, 0.80, 0.95, 0.90]])
    found = {"nothing learnt": Shares(stored, stored - 0.02)}
    text, summary = garage.wall_part(["a", "b"], found)
    assert "| nothing learnt | 1.4 kW | 70 to 88 % | 2 | 67.5 (65.0 to 70.0) % | 1 |" in text
    assert (
        "| 11 kW | 87 to 94 % | 1 | 90.0 (90.0 to 90.0) % | 1 | 88.0 (88.0 to 88.0) % | 1 |" in text
    )
    assert "| a | 70.0 % | 68.0 % | 80.0 % | 78.0 % | 90.0 % | 88.0 % |  |  |" in text
    assert "1.4 kW 1 of 2, 2.3 kW 2 of 2, 6.6 kW 1 of 2, 11 kW 1 of 1" in summary


def test_ranges_stand_beside_the_official_ones(garage, cars):
    usual, shipped = np.array([760e3, 1.0, 630e3]), np.array([840e3, 1.0, 700e3])
    text, summary = garage.ranges_part(cars, usual, shipped)
    assert "| xiaomi-su7-max | 800 km | 760 km | -5.0 % | 840 km | +5.0 % |" in text
    assert "| xiaomi-su7-standard | 700 km | 630 km | -10.0 % | 700 km | +0.0 % |" in text
    assert "volkswagen" not in text
    assert "xiaomi-su7-max -5.0 % and +5.0 %" in summary
