"""What cars have cost is what the tool makes of its inputs."""

import csv

import pytest
from scripts import script

tool = script("make_prices")


@pytest.mark.skipif(not tool.DOSSIERS.exists(), reason="needs ../shared/dossiers")
def test_made_anew_they_are_the_same():
    assert tool.made(tool.DOSSIERS) == tool.FILE.read_text(encoding="utf-8")


def test_an_empty_price_is_that_of_the_list(tmp_path):
    with tool.CARS.open(encoding="utf-8", newline="") as file:
        cars = [row for row in csv.DictReader(file) if not row["price"]]
    assert cars
    with (tmp_path / "first_claims.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("car", "unit", "figure", "final_date", "final_value"))
        table.writerows([r["car"], r["currency"], "price", "2020-06", "12345"] for r in cars)
    made = list(csv.DictReader(tool.made(tmp_path).splitlines()))
    found = [row for row in made if (row["price"], row["known_from"]) == ("12345", "2020-06-30")]
    assert len(found) == len(cars)
