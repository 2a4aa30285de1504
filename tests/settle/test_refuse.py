"""refuse: figures that cannot belong to one car."""

import pytest

from carwright.errors import InputError


def test_what_follows_from_a_file_may_be_impossible(settled):
    with pytest.raises(InputError) as caught:
        settled(drive="all", peak_power_kw=200, front_peak_power_kw=250)
    assert "rear_peak_power_kw" in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 5


def test_a_car_lighter_than_what_it_leaves_out_is_refused(settled):
    """Kerb mass with a reference battery of 200 kWh; the car has 30 kWh: less than nothing."""
    with pytest.raises(InputError, match="mass"):
        settled(
            kerb_mass_kg=600,
            battery_gross_energy_kwh=30,
            reference_battery_gross_energy_kwh=200,
        )
