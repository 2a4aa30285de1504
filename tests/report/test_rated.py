import re
from dataclasses import replace

from carwright.population.how_wrong import how_wrong
from carwright.report.markup import html
from carwright.report.rated import NAMES, most_claimed, rated
from carwright.settle.expected import expected
from carwright.settle.label_terms import label_terms


def test_every_regulator_has_range_and_consumption(found):
    made = rated(found)
    table = made.split("<table")[1]
    assert all(name in table for name in NAMES.values())
    assert table.count("Consumption at the wall") == len(NAMES)
    assert "800\N{NARROW NO-BREAK SPACE}km" in table
    assert "Xiaomi (launch), maker, 28 March 2024" in table


def test_words_say_what_band_and_wall_mean(found):
    made = rated(found)
    for words in (
        "5 to the 95 % point of 32 versions",
        "a recharge is simulated",
        "a factor, here the rule",
        "no car of Xiaomi before 2024 is known",
        "what tests draw over what sources call usable",
    ):
        assert words in made
    count = sum(found.main.settled.origins[k].how == "population" for k in found.main.used)
    assert count > 0
    assert f"{count} of the {len(found.main.used)} figures" in made


def test_the_label_by_the_cars_factor_stands_beside_the_rules(found):
    made, file = rated(found), found.main.file
    by_rule = found.trial.of(file.id, "range_epa_km")
    terms, tests = label_terms(found.main.settled), expected(found.main.settled, "epa")
    assert tests is not None
    reach = tests.range.factors[0] * terms.factor * terms.energy / 0.7 * by_rule
    assert reach > 1.02 * by_rule
    row = made.split("Range, as expected")[1].split("</tr>")[0]
    assert f">{reach:.0f}\N{NARROW NO-BREAK SPACE}km" in row
    assert made.count("Range, as expected") == 1


def test_the_page_says_how_wrong_such_predictions_are(found):
    made = rated(found)
    assert "How wrong is it?" in made
    for one in how_wrong():
        assert f"{one.test}, {one.rows} rows" in made


def test_all_cars_are_in_one_table(found):
    last = rated(found).split("<table")[-1]
    assert all(html(car.name) in last for car in found.cars)
    assert "Range, WLTP" in last
    assert len(re.findall("530.{1,8}official", last)) == 1


def test_the_procedure_that_most_claim_is_shown(found):
    assert most_claimed(found) == "wltp"
    alone = replace(found, talk=None, rivals=())
    assert most_claimed(alone) in ("cltc", "wltp")
    assert "The cars rated and timed" not in rated(alone)
