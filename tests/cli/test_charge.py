"""carwright charge: the document, the table, and what is refused."""

import pytest
from terminal import LEAF, trip

TAYCAN = "porsche-taycan-4s"


@pytest.mark.slow
def test_the_document_holds_what_it_promises(carwright, tmp_path):
    course = trip(tmp_path)
    answer = carwright("charge", LEAF, "--cycle", course, "--tariff", "0.5", "--json")
    found = answer.document("charge")
    assert (answer.code, answer.err) == (0, "")
    assert (found["car"], found["cycle"], found["kind"]) == (LEAF, "trip", "dc")
    assert found["minutes"] == found["minutes_10_80"]
    stored = found["energy_stored_kwh"]
    assert stored + sum(found["losses"].values()) == pytest.approx(found["energy_grid_kwh"])
    assert found["cost"] == pytest.approx(0.5 * found["energy_outlet_kwh"])
    assert len(found["curve"]) == 71


@pytest.mark.slow
def test_people_read_a_table(carwright, tmp_path):
    words = ("--ac", "--from", "20", "--to", "60", "--station-kw", "3.6")
    answer = carwright("charge", LEAF, "--cycle", trip(tmp_path), *words)
    assert (answer.code, answer.err) == (0, "")
    for part in ("an AC station of 3.6 kW", "20 to 60 %", "lost, kWh:", "charger", "30 %"):
        assert part in answer.out


@pytest.mark.slow
def test_a_voltage_class_that_the_station_cannot_meet(carwright, tmp_path):
    answer = carwright("charge", TAYCAN, "--cycle", trip(tmp_path), "--station-v", "400")
    assert answer.code == 2
    assert "a voltage class that the station cannot meet" in answer.err
    assert answer.out == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--station-kw", "0"), "a station that gives nothing"),
        (("--station-a", "-5"), "--station-a"),
        (("--station-v", "nan"), "--station-v"),
        (("--ac", "--dc"), "AC or DC"),
        (("--ac", "--station-v", "400"), "those of a DC station"),
        (("--from", "100"), "a full car takes no charge"),
        (("--from", "-1"), "percentage of the display"),
        (("--from", "50", "--to", "40"), "not above the one at the start"),
        (("--to", "101"), "--to"),
        (("--air-c", "293"), "kelvin? write 19.9"),
        (("--cell-temperature-c", "-80"), "--cell-temperature-c"),
        (("--tariff", "-1"), "no price"),
        (("--cycle", "nowhere"), "nowhere"),
    ],
)
def test_what_is_refused(carwright, words, told):
    answer = carwright("charge", LEAF, *words)
    assert answer.code == 2
    assert told in answer.err
    assert answer.out == ""


def test_what_is_no_temperature_in_any_unit_is_offered_none(carwright):
    answer = carwright("charge", LEAF, "--air-c", "900")
    assert answer.code == 2
    assert "allowed: -60 to 60 C" in answer.err
    assert "kelvin" not in answer.err


def test_an_unknown_car_is_refused(carwright):
    answer = carwright("charge", "nissan-laef-40")
    assert answer.code == 2
    assert LEAF in answer.err
