"""Label terms: whose factor wins, what is known as of a year, and what a test draws."""

from datetime import date

import pytest
from terminal import CAR, car_file

from carwright.carfile import load
from carwright.errors import InputError
from carwright.settle.label_terms import known_before, label_terms
from carwright.settle.resolve import resolve

CLAIMS = """\
claims:
  consumption_kwh_per_100km:
    - {{value: 11.2, procedure: epa, side: ac, conditions: unadjusted udds}}
    - {{value: {label}, procedure: epa, side: ac, conditions: "label, city"}}
"""


def car(folder, maker="Tesla", year=2022, label=None):
    text = CAR.replace("maker: ", f"year: {year}\nmaker: ", 1) if year else CAR
    text = "".join(
        f"maker: {maker}\n" if line.startswith("maker:") else line
        for line in text.splitlines(keepends=True)
    )
    text += "  kerb_mass_kg: 1800\n  battery_usable_energy_kwh: 70\n"
    return resolve(car_file(folder, text + ("" if label is None else CLAIMS.format(label=label))))


def test_what_the_user_gives_wins(tmp_path):
    found = label_terms(car(tmp_path, label=16.0), 0.72)
    assert (found.factor, found.factor_basis) == (0.72, "given")


def test_what_the_file_tells_wins_over_the_makers(tmp_path):
    found = label_terms(car(tmp_path, label=16.0))
    assert found.factor == pytest.approx(0.7)
    assert found.factor_basis == "own"
    assert "own file" in found.factor_from


def test_the_makers_cars_of_earlier_years_count(tmp_path):
    early, late = (label_terms(car(tmp_path, year=year)) for year in (2016, 2022))
    assert early.factor_basis == late.factor_basis == "maker"
    assert "Tesla, 2015 to 2021" in late.factor_from
    assert "5 cars of Tesla, 2015" in early.factor_from
    assert 0.70 < late.factor < 0.76


def test_a_maker_of_whom_nothing_is_known_has_the_rules(tmp_path):
    found = label_terms(car(tmp_path, maker="Nobody"))
    assert (found.factor, found.factor_basis) == (0.7, "usual")
    assert "no car of Nobody before 2022 is known" in found.factor_from
    assert "40 CFR 600.210-12" in found.factor_from


def test_a_car_without_year_is_known_by_its_last_source():
    dossier = load("xiaomi-car-2021-02")
    assert dossier.year is None
    assert known_before(dossier) == 2021


def test_a_label_that_uses_less_than_its_test_is_refused(tmp_path):
    with pytest.raises(InputError) as refused:
        label_terms(car(tmp_path, label=10.0))
    text = str(refused.value)
    for said in ("label", "1.12", "at most 1", "consumption_kwh_per_100km", "units"):
        assert said in text


def test_a_test_draws_more_than_is_called_usable_unless_that_was_measured(tmp_path):
    told = label_terms(car(tmp_path))
    assert told.energy == pytest.approx(1.04, abs=0.01)
    measured = label_terms(resolve("tesla-model-3-rwd-2024"))
    assert measured.energy == 1.0
    assert "certificate" in measured.energy_from


def test_what_a_test_draws_is_told_by_other_families_known_on_that_day():
    then = label_terms(resolve("nissan-leaf-24", on=date(2005, 1, 1)))
    assert then.energy == 1.0
    assert "by then no car" in then.energy_from
    assert "15 cars" in label_terms(resolve("nissan-leaf-24")).energy_from
