"""Places: the nearest one is found, and its error points there."""

from carwright.carfile.place import Place, nearest_place

PLACES = {(): Place("f", 1), ("figures",): Place("f", 5), ("figures", "a"): Place("f", 6)}


def test_the_nearest_place_is_found():
    assert nearest_place(PLACES, ("figures", "a", 0, "value")).line == 6
    assert nearest_place(PLACES, ("figures", "b")).line == 5
    assert nearest_place(PLACES, ("claims",)).line == 1


def test_the_error_points_there():
    error = Place("f", 6).error("wrong", key="a", value=1, remedy="right")
    assert str(error) == "f:6: wrong\n  a: 1\n  remedy: right"
