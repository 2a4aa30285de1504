"""Units told by physics: each wrong unit, of a usual car, an efficient one and a poor one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.errors import InputError
from carwright.units import GALLON_OF_PETROL, MILE, to_si
from carwright.validate.readings import ADJUSTED, FAR_OFF, UNITS, Column, Reading

OTHERS = ("Wh/km", "kWh/100 km", "kWh/100 mi", "MPGe", ADJUSTED)
COLUMN = Column("udds, hwfet", "Wh/mi", OTHERS, FAR_OFF)
USUAL = (to_si("_wh_per_mi", 250.0), to_si("_wh_per_mi", 290.0))


def written(unit: str, consumption: float) -> float:
    """A consumption [J/m] as a number of a unit."""
    if unit == "MPGe":
        return GALLON_OF_PETROL / (consumption * MILE)
    return consumption / UNITS[unit](1.0)


def row(unit: str, over: float = 1.0) -> tuple[Reading, ...]:
    return tuple(Reading(usual, written(unit, over * usual)) for usual in USUAL)


def test_each_unit_by_hand():
    assert UNITS["Wh/km"](150.0) == pytest.approx(540.0)
    assert UNITS["kWh/100 km"](15.0) == pytest.approx(540.0)
    assert UNITS["Wh/mi"](250.0) == pytest.approx(559.2340730136006)
    assert UNITS["kWh/100 mi"](25.0) == pytest.approx(559.2340730136006)
    # 33.705 kWh over 134.82 miles is 250 Wh/mi.
    assert UNITS["MPGe"](134.82) == pytest.approx(559.2340730136006)
    assert UNITS[ADJUSTED](250.0) == pytest.approx(0.7 * 559.2340730136006)


@pytest.mark.parametrize("unit", OTHERS)
@pytest.mark.parametrize("over", [0.95, 1.0, 1.1])
def test_a_list_in_another_unit_is_refused_by_name(tmp_path, unit, over):
    with pytest.raises(InputError, match=f"read as {unit} they") as caught:
        COLUMN.check([row(unit, over)] * 5, tmp_path / "list.csv")
    assert f"from {unit} to Wh/mi" in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 5


@given(st.lists(st.floats(0.75, 1.3), min_size=1, max_size=6))
def test_a_list_in_its_unit_stands_whatever_its_cars(overs):
    COLUMN.check([row("Wh/mi", over) for over in overs], "list.csv")
    assert COLUMN.found([row("Wh/mi", 1.0)]) == "Wh/mi"


def test_one_poor_car_is_no_adjusted_list():
    COLUMN.check([row("Wh/mi", 1.45)] * 4, "list.csv")
    with pytest.raises(InputError, match="adjusted for a label"):
        COLUMN.check([row("Wh/mi", 1.45)] * 5, "list.csv")


def test_an_empty_list_is_in_any_unit():
    COLUMN.check([], "list.csv")
    assert COLUMN.hint(row("Wh/mi")) == ""


def test_a_single_row_gets_a_hint():
    assert COLUMN.hint(row("MPGe")) == "; read as MPGe it would fit"
    assert COLUMN.hint(row(ADJUSTED)) == ""


def test_one_wild_row_decides_nothing():
    rows = [row("Wh/mi")] * 9 + [row("Wh/mi", 1e6)]
    assert COLUMN.found(rows) == "Wh/mi"
