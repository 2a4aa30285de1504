"""One car, one answer: every command speaks of the same car as of the same day."""

import datetime

import pytest
from checked_claims import checked
from made_belief import made, unsimulated
from terminal import LEAF

from carwright.belief.headline_keys import QUANTITY
from carwright.report.comparison import ROWS, Compared

DOSSIER, DAY = "xiaomi-su7", "2024-03-01"
CARS = ("xiaomi-su7-max", DOSSIER, "xpeng-p7-rwd-2020")
FIGURES = ("kerb_mass_kg", "battery_gross_energy_kwh", "battery_usable_energy_kwh")


@pytest.fixture
def quick(monkeypatch):
    """Cars and beliefs that nobody simulates."""
    unsimulated(monkeypatch)
    monkeypatch.setattr("carwright.belief.versus.believed", made)
    monkeypatch.setattr("carwright.report.brief.believed", made)
    monkeypatch.setattr("carwright.belief.belief.believed", made)
    monkeypatch.setattr("carwright.report.brief.check_claims", checked)

    def beside(cars):
        rows = dict.fromkeys(ROWS, 1.0)
        return [Compared(car, rows | {key: car.values[key] for key in FIGURES}, ()) for car in cars]

    monkeypatch.setattr("carwright.report.comparison.compare", beside)


@pytest.mark.parametrize("car", CARS)
@pytest.mark.parametrize("on", [(), ("--on", DAY)])
@pytest.mark.usefixtures("quick")
def test_what_is_believed_and_simulated_is_the_same_everywhere(carwright, car, on):
    believed = carwright("belief", car, *on, "--json").document("belief")
    (brief,) = carwright("brief", car, *on, "--json").document("brief")["cars"]
    both = carwright("compare", car, LEAF, "--belief", *on, "--json").document("compare")
    beside = both["belief"]["cars"][0]
    for key in ("headline", "simulated", "apart"):
        assert brief[key] == believed[key] == beside[key], key
    for key in FIGURES:
        assert both["cars"][0][key] == believed["simulated"][key], key
    assert believed["variant"] == brief["variant"] == beside["variant"]
    assert both["cars"][0]["provenance"]["variant"] == believed["variant"]
    days = {found["on"] for found in (believed, brief, both, both["belief"])}
    assert days == {on[1] if on else datetime.date.today().isoformat()}


@pytest.mark.parametrize("car", CARS)
@pytest.mark.usefixtures("quick")
def test_a_sentence_stands_where_the_simulated_car_is_outside_and_only_there(carwright, car):
    found = carwright("belief", car, "--json").document("belief")
    bands = found["headline"]
    outside = {
        key
        for key, value in found["simulated"].items()
        if not bands[key]["p05"] <= value <= bands[key]["p95"]
    }
    assert {one["figure"] for one in found["apart"]} == outside
    text = carwright("belief", car).out
    assert all(one["sentence"] in text for one in found["apart"])


@pytest.mark.parametrize("car", CARS)
def test_show_has_the_figures_of_the_same_day(carwright, car):
    found = carwright("show", car, "--json").document("show")
    assert found["on"] == datetime.date.today().isoformat()
    assert f"as known on {found['on']}" in carwright("show", car).out
    assert found["variant"] == {"xiaomi-su7-max": "Max", DOSSIER: "Max"}.get(
        car, "RWD super long range"
    )


@pytest.mark.slow
def test_simulated_cars_are_those_of_a_comparison(carwright):
    """The numbers themselves, of a dossier and of the car that came of it."""
    compared = carwright("compare", *CARS, "--json").document("compare")["cars"]
    for car in compared[:2]:
        argument = (car["id"], "--cars", "256", "--json")
        simulated = carwright("belief", *argument).document("belief")["simulated"]
        shared = set(simulated) & set(ROWS) & set(QUANTITY)
        assert len(shared) > 10
        for key in shared:
            assert simulated[key] == pytest.approx(car[key], rel=1e-9), key
