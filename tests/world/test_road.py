import pytest

from carwright.errors import InputError
from carwright.world.road import ROADS, Road, road


def test_a_dry_road_changes_nothing_and_snow_is_worse_than_water():
    assert road("dry") == Road(1.0, 1.0)
    wet, snow = road("wet"), road("snow")
    assert 1.0 < wet.rolling < snow.rolling
    assert 1.0 > wet.grip > snow.grip > 0.0


def test_an_unknown_road_is_refused_with_what_there_is():
    with pytest.raises(InputError) as error:
        road("snowy", "--road")
    assert str(error.value).splitlines()[1:] == [
        "  --road: 'snowy'",
        f"  allowed: {', '.join(ROADS)}",
        "  remedy: snow?",
    ]
