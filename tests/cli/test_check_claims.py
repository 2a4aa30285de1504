import pytest
from believed_cars import TALKED, belief_of_it, car
from terminal import car_file

from carwright.belief import plausible
from carwright.belief.plausible import numeric

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("believed_before")]


@pytest.fixture
def believed_before(monkeypatch):
    """One belief for all commands: what they print is looked at here, not what they believe."""
    monkeypatch.setattr(plausible, "believed", lambda about, terms=None: belief_of_it())


@pytest.fixture
def talked(tmp_path):
    return car_file(tmp_path, TALKED)


def test_each_claim_is_told(carwright, talked):
    answer = carwright("check-claims", talked, "--on", "2024-06-01", "--json")
    assert answer.code == 0
    found = answer.document("check-claims")
    assert found["on"] == "2024-06-01"
    assert len(found["claims"]) == len(numeric(car()))
    slips = {one["slip"] for one in found["claims"]}
    assert "mph for km/h" in slips
    assert None in slips


def test_the_table_is_for_people_and_of_its_day(carwright, talked):
    answer = carwright("check-claims", talked, "--on", "2024-01-31")
    assert answer.code == 0
    assert "kerb mass 2,000 kg" in answer.out
    assert "1,100 km" not in answer.out


def test_a_car_of_which_nothing_is_said_yet(carwright, talked):
    answer = carwright("check-claims", talked, "--on", "2020")
    assert answer.code == 0
    assert "no number was claimed" in answer.out


def test_no_such_day_is_refused(carwright, talked):
    answer = carwright("check-claims", talked, "--on", "soon")
    assert answer.code == 2
    assert "--on" in answer.err
