"""Rows adjusted for a label: told by the maker's other cars, never of a car alone."""

from carwright.validate.label_adjusted import Used, adjusted


def cars(**ratios):
    return {name: Used("MAKER", 2020, pair) for name, pair in ratios.items()}


def test_a_row_of_ten_sevenths_is_found():
    found = adjusted(cars(a=(1.0, 1.0), b=(1.05, 0.98), c=(1.0 / 0.7, 1.0 / 0.7)))
    assert list(found) == ["c"]
    assert "adjusted for a label" in found["c"]
    assert "MAKER" in found["c"]


def test_a_poor_car_is_not():
    assert adjusted(cars(a=(1.0, 1.0), b=(1.25, 1.25))) == {}
    assert adjusted(cars(a=(1.0, 1.0), b=(1.45, 1.2))) == {}
    assert adjusted(cars(a=(1.0, 1.0), b=(2.0, 2.0))) == {}


def test_a_car_alone_is_not():
    assert adjusted(cars(a=(1.43, 1.43))) == {}
    others = {"b": Used("OTHER", 2020, (1.0, 1.0)), "c": Used("MAKER", 2015, (1.0, 1.0))}
    assert adjusted(cars(a=(1.43, 1.43)) | others) == {}


def test_makers_are_alike_in_any_case_of_letters():
    rows = {"a": Used("Maker", 2020, (1.0, 1.0)), "b": Used("MAKER", 2021, (1.43, 1.43))}
    assert list(adjusted(rows)) == ["b"]
