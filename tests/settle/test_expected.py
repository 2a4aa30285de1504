"""Expected: what a test of a settled car should read, and of which cars a list tells nothing."""

import pytest

from carwright.population.evidence import Without
from carwright.population.names import family_id
from carwright.population.official import Official, official, traits_of
from carwright.population.population import population
from carwright.population.qualities import Place
from carwright.settle.expected import expected
from carwright.settle.settle import settle
from carwright.validate.row_car import car_file

FIGURES = {"battery_energy_kwh": 60.0, "peak_power_kw": 150.0, "kerb_mass_kg": 1700.0}


def brochure(maker: str = "Kia", model: str = "Stranger", **more: float):
    return settle(car_file("row", maker, model, 2023, FIGURES | more))


def test_a_car_stands_with_its_maker_in_its_year():
    about = population(without=Without(families=frozenset({family_id("Kia", "Stranger")})))
    traits = traits_of(1700.0, van=False)
    assert expected(brochure(), "wltp") == official(about, "wltp", Place("kia", "", 2023.0), traits)


def test_a_known_drag_or_road_load_needs_no_brochure_list():
    assert expected(brochure(), "wltp") is not None
    assert expected(brochure(drag_coefficient=0.28), "wltp") is None
    assert expected(brochure(drag_coefficient=0.28), "epa") is not None


def told(procedure: str, maker: str, model: str) -> Official:
    found = expected(brochure(maker, model), procedure)
    assert found is not None
    return found


def test_its_own_family_does_not_reach_it():
    """Of Porsche's Taycan most rows are in the lists; none of them is counted."""
    other, own = (told("epa", "Porsche", model) for model in ("Macan", "Taycan"))
    assert other.of_maker > own.of_maker >= 0


def test_a_van_reads_as_a_van():
    car, van = (told("wltp", "Citroen", model) for model in ("C4", "Jumpy"))
    assert van.consumption.mean > car.consumption.mean + 0.05


@pytest.mark.parametrize("procedure", ["nedc", "cltc"])
def test_where_no_list_tells_nothing_is_said(procedure):
    assert expected(brochure(), procedure) is None
