from carwright.report.side_by_side import ESTIMATED, side_by_side, value


def test_every_car_has_a_column(found):
    made = side_by_side(found)
    for role in ("the car of the talk", "the car that came"):
        assert role in made
    assert all(car.name in made for car in found.cars)


def test_estimates_are_marked_and_have_a_band(found):
    given = value(found.main, "kerb_mass_kg", "kg")
    guessed = value(found.talk, "kerb_mass_kg", "kg")
    assert ESTIMATED not in given
    assert given.startswith("2,205")
    assert ESTIMATED in guessed
    origin = found.talk.settled.origins["kerb_mass_kg"]
    assert origin.how == "population"
    assert f"{origin.low:,.0f} to {origin.high:,.0f}" in guessed


def test_share_of_estimates_counts_what_is_used(found):
    made = side_by_side(found)
    for car in found.cars:
        assert f"{len(car.estimated)} of {len(car.used)}" in made
