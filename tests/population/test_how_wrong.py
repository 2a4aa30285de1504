"""How wrong: every test that a list tells of has its error, and words say all of it."""

from carwright.population.evidence import listed
from carwright.population.how_wrong import HowWrong, how_wrong, in_words


def test_every_kind_of_official_test_has_its_error():
    kinds = {"EPA": "epa", "WLTP": "wltp"}
    told = {kinds[one.test.split()[0].rstrip(",")] for one in how_wrong()}
    assert told == set(kinds.values())
    for one in how_wrong():
        assert 0.0 < one.error_share < 0.2
        assert abs(one.bias_share) <= one.error_share
        assert 0.5 < one.inside_share <= 1.0


def test_rows_are_those_of_the_evidence():
    count = sum(line.result == "epa_udds" for line in listed())
    (udds,) = (one for one in how_wrong() if "UDDS" in one.test)
    assert udds.rows == count
    assert udds.lost_rows > 0


def test_words_say_error_sign_band_and_what_was_lost():
    one = HowWrong("WLTP range", "battery", 100, 3, 0.071, -0.012, 0.934)
    assert in_words(one) == (
        "WLTP range: 7.1 % off in the mean (-1.2 % with its sign), 93 % in their band; "
        "100 rows, 3 more lost; known: battery"
    )
    assert "lost" not in in_words(HowWrong("WLTP range", "battery", 100, 0, 0.071, -0.012, 0.934))
