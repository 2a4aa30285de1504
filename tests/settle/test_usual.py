"""What the population says of a car of which little is known."""

from datetime import date

import numpy as np
import pytest

from carwright.carfile.schema import CarFile
from carwright.figure_table import FIGURES
from carwright.population.population import Population, population
from carwright.settle.draws import draws
from carwright.settle.settle import settle
from carwright.settle.usual import Usual, usual
from carwright.units import to_si
from carwright.validate.row_car import car_file

WORDS = {"maker": "Nobody", "size": "mid", "body": "suv", "drive": "rear", "chemistry": None}
KNOWN = {"battery_usable_energy_kwh": 75.0, "peak_power_kw": 200.0}


@pytest.fixture(scope="module")
def about() -> Population:
    return population(date(2019, 1, 1))


@pytest.fixture(scope="module")
def found(about: Population) -> Usual:
    return usual(KNOWN, WORDS, 2019, about, {})


def sparse(**figures: float | str) -> CarFile:
    return car_file("sparse", "Nobody", "Sparse", 2019, figures)


def test_what_is_known_is_not_usual_and_the_rest_is(found: Usual) -> None:
    assert not found.has("peak_power_kw")
    assert found.has("kerb_mass_kg")
    value, low, high = found.size("kerb_mass_kg")
    assert 1300.0 < low < value < high < 3200.0


def test_a_factor_is_near_one_and_inside_its_band(found: Usual) -> None:
    for quality in ("drag", "rolling"):
        value, low, high = found.factor(quality)
        assert 0.3 < value < 4.0
        assert low < value < high


def test_draws_are_certain_joint_and_repeatable(found: Usual) -> None:
    one, other = found.draws(50, 3), found.draws(50, 3)
    masses = [draw.size("kerb_mass_kg")[0] for draw in one]
    assert masses == [draw.size("kerb_mass_kg")[0] for draw in other]
    assert all(low == high for _, low, high in (draw.size("kerb_mass_kg") for draw in one))
    heights = [draw.size("length_mm")[0] for draw in one]
    assert np.corrcoef(masses, heights)[0, 1] > 0.0


def test_a_car_with_a_class_a_battery_and_a_power_is_whole(about: Population) -> None:
    file = sparse(battery_usable_energy_kwh=75.0, peak_power_kw=200.0)
    settled = settle(file.model_copy(update={"size": "mid", "body": "suv"}), about)
    assert settled.origins["kerb_mass_kg"].how == "population"
    assert settled.origins["rolling_resistance_coefficient"].how == "population"
    assert "kerb_mass_kg" in settled.estimated
    assert "battery_usable_energy_kwh" not in settled.estimated


def test_draws_of_a_car_differ_only_in_what_is_estimated(about: Population) -> None:
    settled = settle(sparse(drive="rear", **KNOWN), about)
    values, choices = draws(settled, 16, 4)
    assert values.shape == (16, len(FIGURES))
    assert len(np.unique(choices, axis=0)) == 1
    at = {row.key: place for place, row in enumerate(FIGURES)}
    known = values[:, at["battery_usable_energy_kwh"]]
    np.testing.assert_allclose(known, to_si("battery_usable_energy_kwh", 75.0))
    assert np.std(values[:, at["kerb_mass_kg"]]) > 0.0
    for place, row in enumerate(FIGURES):
        low, high = to_si(row.key, row.low), to_si(row.key, row.high)
        assert values[:, place].min() >= low * (1.0 - 1e-9), row.key
        assert values[:, place].max() <= high * (1.0 + 1e-9), row.key


def test_a_date_before_every_row_knows_less() -> None:
    file = car_file("sparse", "Tesla", "Sparse", 2019, {"drag_coefficient": 0.25})
    early, late = (settle(file, population(date(year, 1, 1))) for year in (2012, 2020))
    width = [one.usual.qualities.of("rolling")[1] for one in (early, late)]
    assert width[0] > width[1]
    assert early.usual.factor("rolling")[0] == 1.0
    assert late.usual.factor("rolling")[0] != 1.0


def test_of_a_car_whose_drag_is_not_known_no_road_load_is_taken() -> None:
    """WLTP's reading of cars known from a brochure holds what their makers' roads tell."""
    file = car_file("sparse", "Tesla", "Sparse", 2019, {"peak_power_kw": 200.0})
    for name in ("drag", "rolling"):
        assert settle(file, population(date(2020, 1, 1))).usual.factor(name)[0] == 1.0


def test_a_known_drag_tells_of_rolling_where_the_maker_was_measured() -> None:
    """On the road more of one is less of the other; of a maker never measured nothing follows."""
    about = population(date(2023, 1, 1))

    def rolling(maker: str, drag: float) -> float:
        figures = {"peak_power_kw": 200.0, "drag_coefficient": drag}
        return settle(car_file("one", maker, "One", 2021, figures), about).usual.factor("rolling")[
            0
        ]

    assert rolling("Ford", 0.24) > rolling("Ford", 0.36)
    assert rolling("Nobody", 0.24) == pytest.approx(rolling("Nobody", 0.36), rel=1e-3)
