from carwright.figure_table import BY_KEY
from carwright.report.figures_used import GROUPS, HOW, _grouped, figures_used
from carwright.report.markup import html
from carwright.report.side_by_side import ESTIMATED
from carwright.report.words import capital


def test_every_figure_used_is_in_one_group(found):
    for car in found.cars:
        grouped = [key for keys in _grouped(car).values() for key in keys]
        assert sorted(grouped) == sorted(car.used)
    assert set(_grouped(found.main)) == {title for title, _ in GROUPS}


def test_every_figure_has_value_source_kind_and_date(found):
    made = figures_used(found)
    for key in found.main.used:
        if key in BY_KEY:
            assert html(capital(BY_KEY[key].meaning)) in made
    assert "MIIT (China, catalogue of new vehicles" in made
    assert "15 November 2023" in made
    assert made.count("est.") >= len(found.main.estimated)


def test_what_measured_cars_taught_is_marked_and_has_its_band(found):
    origins = [found.main.settled.origins[key] for key in found.main.used]
    learnt = [origin for origin in origins if origin.how == "population"]
    made = figures_used(found)
    assert learnt
    assert all(origin.low is not None and origin.high is not None for origin in learnt)
    assert made.count(f"{ESTIMATED} {HOW['population']}") == len(learnt)
    row = next(row for row in made.split("<tr") if "rolling_resistance_coefficient" in row)
    assert HOW["population"] in row
    assert " to " in row.split("</td>")[0]


def test_the_other_cars_show_what_was_said_of_them(found):
    made = figures_used(found)
    assert "Nobody has said a figure of it" in made
    assert f"of {len(found.rivals[0].used)} said of it" in made


def test_sources_say_what_they_rest_on(found):
    made = figures_used(found)
    assert f"{len(found.main.file.sources)} sources" in made
    assert 'href="https://en.42how.com/2021/02/19/' in made
