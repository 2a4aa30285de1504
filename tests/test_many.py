"""A number of many cars in rules that are written for one."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.many import Crowd, Many, crowd_of, each, exp, greatest, least, log, numbers, table

EACH = np.array([2.0, -3.0, 0.5, 8.0])


def many(values: np.ndarray = EACH) -> Many:
    found = Crowd(len(values)).number(values)
    assert isinstance(found, Many)
    return found


@pytest.mark.parametrize(
    "rule",
    [
        lambda x: x + 1.5,
        lambda x: 1.5 + x,
        lambda x: x - 2,
        lambda x: 2 - x,
        lambda x: 3.0 * x,
        lambda x: x * 3.0,
        lambda x: x / 7.0,
        lambda x: 7.0 / x,
        lambda x: x**2,
        lambda x: 1.3**x,
        lambda x: -x,
        lambda x: abs(x) ** 0.5,
        lambda x: exp(x),
        lambda x: log(abs(x)),
        lambda x: least(x, 1.0) + greatest(0.1, x),
        lambda x: (x - 1.0) * x / (x + 10.0),
    ],
)
def test_a_rule_gives_each_car_what_it_gives_one(rule: Callable[[float], float]):
    np.testing.assert_array_equal(each(rule(many())), [rule(x) for x in EACH.tolist()])


def test_two_numbers_of_one_crowd_meet_car_by_car():
    crowd = Crowd(4)
    one, other = crowd.number(EACH), crowd.number(EACH[::-1])
    np.testing.assert_array_equal(each(one * other - one), EACH * EACH[::-1] - EACH)
    assert crowd_of(1.0, other) is crowd
    assert crowd_of(1.0, 2.0) is None


def test_what_is_the_same_for_all_is_a_plain_number():
    found = Crowd(3).number(np.full(3, 4.0))
    assert found == 4.0
    assert type(found) is float


def test_it_is_the_first_car_to_whoever_looks():
    found = many()
    assert isinstance(found, float)
    assert f"{found:.2f} or {found}" == "2.00 or 2.0"
    assert math.sqrt(found) == math.sqrt(2.0)
    assert found != "word"
    assert hash(found) == hash(2.0)


@pytest.mark.parametrize(
    ("turn", "taken"),
    [
        (lambda x: x > 1.0, [True, False, False, True]),
        (lambda x: x <= 2.0, [True, True, True, False]),
        (lambda x: 1.0 < x, [True, False, False, True]),
        (lambda x: x >= 8.0, [True, True, True, False]),
        (lambda x: x == 2.0, [True, False, False, False]),
        (lambda x: x != 2.0, [True, False, False, False]),
        (lambda x: min(x, 1.0) == 1.0, [True, False, False, True]),
    ],
)
def test_a_turn_is_taken_by_those_who_go_with_the_first(
    turn: Callable[[float], bool], taken: list[bool]
):
    found = many()
    assert turn(found) is turn(2.0)
    assert found.crowd.alike.tolist() == taken


def test_turns_add_up_and_least_and_greatest_take_none():
    found = many()
    assert crowd_of(least(found, 1.0), greatest(found, 1.0)) is found.crowd
    assert found.crowd.alike.all()
    assert found > -5.0
    assert found < 3.0
    assert found.crowd.alike.tolist() == [True, True, True, False]
    assert found - 1.0 > 0.0
    assert found.crowd.alike.tolist() == [True, False, False, False]


def test_tables_of_plain_numbers_have_one_row():
    assert table([1.0, 2.0]).tolist() == [[1.0, 2.0]]
    assert numbers(table([1.0, 2.0]), None) == [1.0, 2.0]


def test_tables_and_numbers_are_each_others_way_back():
    found = many()
    rows = table([1.0, found, 3.0 * found])
    np.testing.assert_array_equal(rows, np.stack([np.ones(4), EACH, 3.0 * EACH], axis=1))
    back = numbers(rows, found.crowd)
    assert type(back[0]) is float
    np.testing.assert_array_equal(each(back[2]), 3.0 * EACH)


def _rule(mass: float, power: float) -> float:
    if power / mass > 0.1:
        return log(power) - least(mass, 1500.0) ** 0.5
    return min(mass, 2000.0) / (1.0 + power) if mass > 1200.0 else power - mass


@given(st.lists(st.tuples(st.floats(800, 3000), st.floats(20, 500)), min_size=1, max_size=40))
def test_going_again_by_themselves_all_cars_take_their_own_turns(cars: list[tuple[float, float]]):
    mass, power = np.array(cars).T
    found, left = np.empty(len(cars)), np.arange(len(cars))
    while len(left):
        crowd = Crowd(len(left))
        told = _rule(crowd.number(mass[left]), crowd.number(power[left]))
        found[left[crowd.alike]] = np.broadcast_to(each(told), len(left))[crowd.alike]
        assert crowd.alike[0]
        left = left[~crowd.alike]
    alone = [_rule(*car) for car in cars]
    np.testing.assert_allclose(found, alone, rtol=1e-14)
