import pytest

from carwright.codes import Climate
from carwright.errors import InputError
from carwright.run.comfort import comfort, no_climate


def test_comfort_is_kept_by_the_car_itself():
    wanted = comfort(294.15, 3.0)
    assert int(wanted.climate) == Climate.AUTO
    assert (float(wanted.cabin_temperature), float(wanted.occupants)) == (294.15, 3.0)


def test_off_means_nobody_and_nothing():
    assert int(no_climate().climate) == Climate.OFF
    assert float(no_climate().occupants) == 0.0


@pytest.mark.parametrize("kelvin", [22.0, 272.0, 320.0])
def test_an_impossible_set_point_is_refused(kelvin: float):
    with pytest.raises(InputError, match="no climate unit"):
        comfort(kelvin)
