from carwright.report.performance import at_one_speed, full_throttle


def test_claims_stand_beside_the_way_that_they_were_timed(found):
    made = full_throttle(found)
    rows = {row.split("</th>")[0]: row for row in made.split("<tr")}
    by_name = {name.rsplit(">", 1)[-1]: row for name, row in reversed(rows.items())}
    assert made.count("first foot left out") == 2
    rolled = next(row for row in made.split("<tr") if "2.78" in row)
    unknown = next(row for row in made.split("<tr") if "mean of both:" in row)
    assert "first foot left out" in rolled
    assert "3.17" in unknown
    assert "265" in by_name["Top speed"]


def test_the_mean_is_told_only_where_a_claim_needs_it(found):
    assert full_throttle(found).count("mean of both:") == 1


def test_every_usual_speed_has_its_range(found):
    made = at_one_speed(found)
    for speed in (90, 110, 120, 130):
        assert f"{speed}\N{NARROW NO-BREAK SPACE}km/h" in made
