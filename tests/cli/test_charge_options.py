import pytest

from carwright.cli.charge_options import FAST, PlugOptions, StationOptions, check_plug, given_of
from carwright.errors import InputError


def test_a_dc_station_has_three_limits_and_an_ac_one_its_power():
    assert given_of(StationOptions(station_kw=50.0)) == FAST | {"station_kw": 50.0}
    assert given_of(StationOptions(ac=True)) == {"station_kw": 22.0}


@pytest.mark.parametrize(
    ("plug", "key"),
    [
        (PlugOptions(start=100.0), "--from"),
        (PlugOptions(to=5.0), "--to"),
        (PlugOptions(air_c=293.0), "--air-c"),
        (PlugOptions(cabin_c=72.0), "--cabin-c"),
    ],
)
def test_what_no_plug_meets_is_refused(plug: PlugOptions, key: str):
    with pytest.raises(InputError) as error:
        check_plug(plug, None)
    assert error.value.key == key
