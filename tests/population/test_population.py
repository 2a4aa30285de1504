from datetime import date

import numpy as np

from carwright.population.evidence import Without
from carwright.population.population import population
from carwright.population.qualities import Place

PLACE = Place("tesla", "", 2021.0)


def test_as_of_a_date_only_what_was_published_before_is_used() -> None:
    then = population(date(2019, 6, 1))
    assert then.until == 2018
    assert max(line.known_from for line in then.lines) <= 2018
    assert population(date(2019, 12, 31)).until == 2019
    assert len(population().lines) > len(then.lines)


def test_before_any_list_there_is_only_the_prior() -> None:
    first = population(date(2010, 1, 1))
    assert first.lines == ()
    np.testing.assert_array_equal(first.qualities("epa", PLACE).mean, 0.0)


def test_leaving_a_maker_out_widens_its_qualities() -> None:
    on = date(2017, 1, 1)
    about, others = population(on), population(on, Without(makers=frozenset({"tesla"})))
    assert all(line.maker != "tesla" for line in others.lines)
    own, left = about.qualities("epa", PLACE), others.qualities("epa", PLACE)
    assert left.of("epa")[1] > own.of("epa")[1]
    known = {"peak_power_kw": 200.0}
    assert others.sizes(known, {}, "tesla").of("kerb_mass_kg") != about.sizes(
        known, {}, "tesla"
    ).of("kerb_mass_kg")


def test_the_same_question_has_the_same_answer() -> None:
    one, other = (population(date(2017, 1, 1)).qualities("road", PLACE) for _ in range(2))
    np.testing.assert_array_equal(one.mean, other.mean)
