"""WLTP class: by top speed for electric cars; by power over mass it would be with an engine."""

import pytest

from carwright.rate.wltp_class import PARTS, WITHOUT_EXTRA_HIGH, class_by_power, classed
from carwright.world.cycle import cycle

FAST, SLOW = 130.0 / 3.6, 100.0 / 3.6


@pytest.mark.parametrize(
    ("watts_per_kg", "top_speed", "name"),
    [
        (22.0, FAST, "1"),
        (22.01, FAST, "2"),
        (34.0, SLOW, "2"),
        (34.01, SLOW, "3a"),
        (34.01, FAST, "3b"),
        (34.01, 120.0 / 3.6, "3b"),
        (34.01, 119.9 / 3.6, "3a"),
    ],
)
def test_the_class_with_an_engine(watts_per_kg: float, top_speed: float, name: str):
    assert class_by_power(1000.0 * watts_per_kg, 1000.0, top_speed) == name


@pytest.mark.parametrize(
    ("power_kw", "kerb_mass", "top_speed_kmh", "name"),
    [
        pytest.param(47.0, 1070.0, 130.0, "3b", id="Nissan Sakura"),
        pytest.param(33.0, 970.0, 125.0, "3b", id="Dacia Spring"),
        pytest.param(31.0, 1100.0, 100.0, "3a", id="Mitsubishi Minicab-MiEV"),
        pytest.param(20.0, 1000.0, 120.0, "3b", id="just as fast"),
        pytest.param(20.0, 1000.0, 119.9, "3a", id="just slower"),
        pytest.param(200.0, 1500.0, 119.9, "3a", id="strong and held back"),
    ],
)
def test_an_electric_car_goes_by_its_top_speed_alone(
    power_kw: float, kerb_mass: float, top_speed_kmh: float, name: str
):
    found = classed(1e3 * power_kw, kerb_mass, top_speed_kmh / 3.6)
    assert (found.name, found.cycle) == (name, f"wltc-{name}")
    assert found.parts == (PARTS if name == "3b" else WITHOUT_EXTRA_HIGH)
    assert len(cycle(found.cycle).phases) == len(PARTS)


def test_it_says_why():
    assert classed(47e3, 1070.0, FAST).because == (
        "class 3b: the top speed of 130 km/h is not below 120, "
        "and an electric car is class 3 whatever its power"
    )
    assert classed(31e3, 1100.0, SLOW).because == (
        "class 3a without Extra High: the top speed of 100 km/h is below 120, "
        "and an electric car is class 3 whatever its power "
        "(with an engine its 28.2 W/kg would be class 2)"
    )
    assert "with an engine its 20.0 W/kg would be class 1" in classed(20e3, 1000.0, SLOW).because
