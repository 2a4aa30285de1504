from carwright.report.banded import in_words
from carwright.report.performance import at_one_speed, full_throttle
from carwright.report.trial import SPRINTS


def test_claims_stand_beside_the_way_that_they_were_timed(found):
    made = full_throttle(found)
    rows = {row.split("</th>")[0]: row for row in made.split("<tr")}
    by_name = {name.rsplit(">", 1)[-1]: row for name, row in reversed(rows.items())}
    assert made.count("first foot left out") == len(SPRINTS)
    rolled = next(row for row in made.split("<tr") if "2.78" in row)
    unknown = next(row for row in made.split("<tr") if "mean of both:" in row)
    assert "first foot left out" in rolled
    assert "3.17" in unknown
    assert "265" in by_name["Top speed"]
    for name, key in (
        ("100 to 200 km/h", "hundred_to_200_s"),
        ("Mean of its last 66 feet", "quarter_mile_trap_speed_kmh"),
    ):
        assert in_words(key, found.trial.banded(key).middle) in by_name[name]


def test_the_mean_is_told_only_where_a_claim_needs_it(found):
    """Of the SU7 Max: outlets to 100 and its maker to 200 km/h, and an outlet over 400 m."""
    made = full_throttle(found)
    assert made.count("mean of both:") == 3
    assert [claim for claim in ("3.17", "10.67", "11.17") if claim not in made] == []


def test_every_usual_speed_has_its_range(found):
    made = at_one_speed(found)
    for speed in (90, 110, 120, 130):
        assert f"{speed}\N{NARROW NO-BREAK SPACE}km/h" in made
