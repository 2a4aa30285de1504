"""carwright garage."""

import json

from carwright.carfile import garage_ids


def test_every_car_that_ships_is_listed(carwright):
    answer = carwright("garage", "--json")
    found = answer.document("garage")
    assert (answer.code, answer.err) == (0, "")
    assert [car["id"] for car in found["cars"]] == list(garage_ids())
    assert {tuple(car) for car in found["cars"]} == {("id", "name", "maker", "year")}
    leaf = next(car for car in found["cars"] if car["id"] == "nissan-leaf-40")
    assert (leaf["maker"], leaf["year"]) == ("Nissan", 2018)


def test_a_car_of_talk_has_no_year(carwright):
    cars = carwright("garage", "--json").document("garage")["cars"]
    talk = [car["id"] for car in cars if car["year"] is None]
    dossiers = ["apple-car", "dyson-ev", "lordstown-endurance", "sony-honda-afeela"]
    known = ["tesla-model-3", "xiaomi-su7", "xpeng-p7"]
    assert talk == sorted([*dossiers, *known, "xiaomi-car-2021-02"])


def test_text_is_a_line_a_car(carwright):
    lines = carwright("garage").out.splitlines()
    assert [line.split()[0] for line in lines] == list(garage_ids())
    assert all("None" not in line for line in lines)


def test_json_is_one_document_of_readable_text(carwright):
    out = carwright("garage", "--json").out
    assert json.JSONDecoder().raw_decode(out)[1] == len(out.rstrip())
    assert "\\u" not in out
