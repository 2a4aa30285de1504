"""Procedures: those of a belief are those that ratings know."""

from carwright.belief.procedures import CONSUMPTION, PROCEDURES, RANGE
from carwright.rate.mass import PROCEDURES as RATED
from carwright.units import unit


def test_they_are_those_of_ratings():
    assert {*PROCEDURES} == {*RATED}


def test_what_they_tell_has_a_unit():
    assert (unit(RANGE), unit(CONSUMPTION)) == ("km", "kWh/100 km")
